package dev.minihost.android.ports

import android.annotation.TargetApi
import android.graphics.ImageDecoder
import android.graphics.drawable.AnimatedImageDrawable
import android.graphics.drawable.Drawable
import android.os.Build
import android.os.Handler
import android.os.Looper
import android.os.SystemClock
import java.io.IOException
import java.nio.ByteBuffer

/** A moving picture is kept at this size at most, in pixels of a frame. */
private const val MAX_PIXELS = 2048L * 2048L

/** Pictures of several frames, played by the platform; Android 8 has nothing for them and shows the first. */
internal object MovingPictures {
    private val gif = "GIF8".toByteArray()
    private val riff = "RIFF".toByteArray()
    private val extended = "WEBPVP8X".toByteArray()

    /** Whether a file is of a kind that may have several frames. */
    fun mayMove(file: ByteArray): Boolean =
        file.has(gif, 0) || (file.has(riff, 0) && file.has(extended, 8) && file.size > 20 && file[20].toInt() and 2 != 0)

    private fun ByteArray.has(mark: ByteArray, at: Int) = size >= at + mark.size && mark.indices.all { this[at + it] == mark[it] }

    /** What plays a file; none if it has one frame, is damaged, or the platform is too old. Any thread. */
    fun read(file: ByteArray): Drawable? {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.P || !mayMove(file)) return null
        return try {
            decode(file)
        } catch (damaged: IOException) {
            null
        }
    }

    @TargetApi(Build.VERSION_CODES.P)
    private fun decode(file: ByteArray): Drawable? {
        val found =
            ImageDecoder.decodeDrawable(ImageDecoder.createSource(ByteBuffer.wrap(file))) { decoder, info, _ ->
                var sample = 1
                while (info.size.width.toLong() * info.size.height / (sample.toLong() * sample) > MAX_PIXELS) sample *= 2
                decoder.setTargetSampleSize(sample)
            }
        return found as? AnimatedImageDrawable
    }

    /** Plays it from now on; [changed] is called for frames that somebody must draw: not on a hardware canvas. Main thread. */
    fun play(moving: Drawable, changed: () -> Unit) {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.P) return
        moving.callback = Ticks(changed)
        (moving as? AnimatedImageDrawable)?.start()
    }

    /** Nobody shows it any more. */
    fun stop(moving: Drawable) {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) (moving as? AnimatedImageDrawable)?.stop()
        moving.callback = null
    }

    private class Ticks(private val changed: () -> Unit) : Drawable.Callback {
        private val main = Handler(Looper.getMainLooper())

        override fun invalidateDrawable(who: Drawable) = changed()

        override fun scheduleDrawable(who: Drawable, what: Runnable, at: Long) {
            main.postAtTime(what, who, at.coerceAtLeast(SystemClock.uptimeMillis()))
        }

        override fun unscheduleDrawable(who: Drawable, what: Runnable) = main.removeCallbacks(what, who)
    }
}
