package dev.minihost.android.program

import android.annotation.TargetApi
import android.graphics.Outline
import android.os.Build
import android.view.View
import android.view.ViewOutlineProvider
import android.view.animation.DecelerateInterpolator
import android.window.BackEvent
import android.window.OnBackAnimationCallback

/** How small a page gets under the finger, how far it keeps from the screen's edge, and how round it is then: Material's figures. */
private const val SMALLEST = 0.9f
private const val MARGIN_DP = 8
private const val CORNER_DP = 28

/** How long a page takes back to its place, in milliseconds. */
private const val SETTLE_MS = 200L

/** Shrinks and shifts a view while the back gesture is under way. */
internal class BackMotion(private val view: View) {
    private val density = view.resources.displayMetrics.density
    private val easing = DecelerateInterpolator()

    /** How far the gesture has come, 0 to 1; tests look. */
    var progress = 0f
        private set

    private val corners =
        object : ViewOutlineProvider() {
            override fun getOutline(view: View, outline: Outline) =
                outline.setRoundRect(0, 0, view.width, view.height, CORNER_DP * density * progress)
        }

    /** [fromLeft]: the finger came from the left edge, and pushes the page to the right. */
    fun follow(progress: Float, fromLeft: Boolean) {
        view.animate().cancel()
        this.progress = easing.getInterpolation(progress.coerceIn(0f, 1f))
        val scale = 1 - (1 - SMALLEST) * this.progress
        view.scaleX = scale
        view.scaleY = scale
        // Half of what shrinking leaves free, less what stays between page and edge.
        val way = (view.width * (1 - SMALLEST) / 2 - MARGIN_DP * density).coerceAtLeast(0f) * this.progress
        view.translationX = if (fromLeft) way else -way
        view.outlineProvider = corners
        view.clipToOutline = true
        view.invalidateOutline()
    }

    /** The gesture ended: the page, or the one that comes in its place, goes to where it belongs. */
    fun end() {
        if (progress == 0f) return
        view.animate().scaleX(1f).scaleY(1f).translationX(0f).setDuration(SETTLE_MS).setInterpolator(easing).withEndAction(::rest).start()
    }

    private fun rest() {
        progress = 0f
        view.clipToOutline = false
        view.outlineProvider = ViewOutlineProvider.BACKGROUND
    }
}

/** The gesture as Android 14 tells it. The core knows whether a page lies beneath or the program ends: [back] goes to it. */
@TargetApi(Build.VERSION_CODES.UPSIDE_DOWN_CAKE)
internal class BackGesture(private val motion: BackMotion, private val back: () -> Unit) : OnBackAnimationCallback {
    override fun onBackStarted(event: BackEvent) = follow(event)

    override fun onBackProgressed(event: BackEvent) = follow(event)

    private fun follow(event: BackEvent) = motion.follow(event.progress, event.swipeEdge == BackEvent.EDGE_LEFT)

    override fun onBackCancelled() = motion.end()

    override fun onBackInvoked() {
        back()
        motion.end()
    }
}
