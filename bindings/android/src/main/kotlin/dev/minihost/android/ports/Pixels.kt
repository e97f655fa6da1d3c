package dev.minihost.android.ports

import android.graphics.Bitmap
import android.graphics.Color
import java.nio.ByteBuffer

/** Pixels as the core has them, premultiplied RGBA8, to bitmaps and back. */
internal object Pixels {
    /** Phones keep a bitmap's pixels in this very order; a desktop's build of the same framework may swap red and blue. */
    private val swapped: Boolean by lazy {
        val one = Bitmap.createBitmap(1, 1, Bitmap.Config.ARGB_8888).apply { setPixel(0, 0, Color.RED) }
        val bytes = ByteBuffer.allocate(4).also(one::copyPixelsToBuffer)
        bytes[0] != 0xff.toByte()
    }

    fun toBitmap(width: Int, height: Int, rgba: ByteArray): Bitmap =
        Bitmap.createBitmap(width, height, Bitmap.Config.ARGB_8888).apply { copyPixelsFromBuffer(ByteBuffer.wrap(ordered(rgba))) }

    fun of(bitmap: Bitmap): ByteArray {
        val pixels = ByteBuffer.allocate(bitmap.byteCount).also(bitmap::copyPixelsToBuffer)
        return ordered(pixels.array())
    }

    private fun ordered(pixels: ByteArray): ByteArray {
        if (!swapped) return pixels
        for (at in 0..pixels.size - 4 step 4) {
            val first = pixels[at]
            pixels[at] = pixels[at + 2]
            pixels[at + 2] = first
        }
        return pixels
    }
}
