package dev.minihost.android.ports

import android.graphics.Bitmap
import android.graphics.BitmapFactory
import dev.minihost.Bytes
import dev.minihost.DecodedImage
import dev.minihost.ImageDecoder
import dev.minihost.PixelSize
import dev.minihost.PortException

/** A picture that would take more memory than this many pixels is made smaller while it is read. */
private const val MAX_PIXELS = 4096L * 4096L

/** Pictures read by the platform. It knows no SVG: the core reads those itself. */
public class PlatformImages : ImageDecoder {
    override fun size(file: ByteArray): PixelSize {
        val bounds = bounds(file)
        return PixelSize(bounds.outWidth, bounds.outHeight)
    }

    override fun decode(file: ByteArray, scale: Float): DecodedImage {
        // Says "unsupported" for what the platform does not know: then the core looks at it.
        bounds(file)
        val bitmap = bitmap(file) ?: throw PortException.Failed("the picture is damaged")
        return DecodedImage(bitmap.width, bitmap.height, Bytes(Pixels.of(bitmap)))
    }

    internal companion object {
        private fun bounds(file: ByteArray): BitmapFactory.Options {
            if (isMarkup(file)) throw PortException.Unsupported()
            val options = BitmapFactory.Options().apply { inJustDecodeBounds = true }
            BitmapFactory.decodeByteArray(file, 0, file.size, options)
            if (options.outWidth <= 0 || options.outHeight <= 0) throw PortException.Unsupported()
            return options
        }

        /** SVG, which is text: the platform would only complain in the log. */
        private fun isMarkup(file: ByteArray): Boolean {
            val first = file.firstOrNull { it > ' '.code.toByte() }
            return first == '<'.code.toByte()
        }

        /** Pixels of a file; none when the platform cannot read it. Any thread. */
        fun bitmap(file: ByteArray): Bitmap? {
            val bounds =
                try {
                    bounds(file)
                } catch (unknown: PortException.Unsupported) {
                    return null
                }
            val options = BitmapFactory.Options()
            options.inPreferredConfig = Bitmap.Config.ARGB_8888
            var sample = 1
            while (bounds.outWidth.toLong() * bounds.outHeight / (sample.toLong() * sample) > MAX_PIXELS) sample *= 2
            options.inSampleSize = sample
            return BitmapFactory.decodeByteArray(file, 0, file.size, options)
        }
    }
}
