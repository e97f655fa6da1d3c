package dev.minihost.android.program

import android.animation.ValueAnimator
import android.graphics.Bitmap
import dev.minihost.MiniHostException
import dev.minihost.ProgramSession
import dev.minihost.android.paint.Picture
import dev.minihost.android.ports.MovingPictures
import dev.minihost.android.ports.Pixels
import dev.minihost.android.ports.PlatformImages
import dev.minihost.frame.ImageNeed
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

/** Pictures that frames name, read off the main thread. [came] is called on the main thread for each. */
internal class PageImages(private val came: (Int) -> Unit) {
    private val shown = HashMap<Int, Picture>()
    private val loading = HashMap<Int, Job>()
    private var session: ProgramSession? = null
    private var scope: CoroutineScope? = null
    private var scale = 1f

    fun begin(session: ProgramSession, scope: CoroutineScope, scale: Float) {
        clear()
        this.session = session
        this.scope = scope
        this.scale = scale
    }

    fun clear() {
        loading.values.forEach(Job::cancel)
        loading.clear()
        shown.values.forEach(::stop)
        shown.clear()
        session = null
    }

    fun get(handle: Int): Picture? = shown[handle]

    val isLoading: Boolean get() = loading.isNotEmpty()

    fun show(needed: List<ImageNeed>, dropped: List<Int>) {
        for (handle in dropped) {
            shown.remove(handle)?.let(::stop)
            loading.remove(handle)?.cancel()
        }
        for (need in needed) if (need.image !in shown && need.image !in loading) load(need)
    }

    private fun load(need: ImageNeed) {
        val session = session ?: return
        val scope = scope ?: return
        // Started when it is noted: a read that is faster than this thread would be over before.
        val job =
            scope.launch(start = CoroutineStart.LAZY) {
                val picture =
                    try {
                        withContext(Dispatchers.IO) { read(session, need) }
                    } finally {
                        loading.remove(need.image)
                    }
                if (picture != null) {
                    shown[need.image] = picture
                    // Who switched animations off sees the first frame.
                    val plays = picture.moving != null && ValueAnimator.areAnimatorsEnabled()
                    if (plays) MovingPictures.play(checkNotNull(picture.moving)) { came(need.image) }
                    came(need.image)
                }
            }
        loading[need.image] = job
        job.start()
    }

    private fun stop(picture: Picture) {
        picture.moving?.let(MovingPictures::stop)
    }

    private suspend fun read(session: ProgramSession, need: ImageNeed): Picture? {
        val file = session.imageFile(need.image) ?: return null
        val bitmap = PlatformImages.bitmap(file) ?: drawn(session, need.image) ?: return null
        // Pictures are often shown much smaller than they are.
        bitmap.setHasMipMap(true)
        return Picture(bitmap, need, MovingPictures.read(file))
    }

    /** What the platform cannot read, the core can: SVG. */
    private suspend fun drawn(session: ProgramSession, handle: Int): Bitmap? =
        try {
            val image = session.imagePixels(handle, scale)
            Pixels.toBitmap(image.width, image.height, image.rgba.toByteArray())
        } catch (damaged: MiniHostException) {
            null
        }
}
