package dev.minihost.android.program

import android.animation.ValueAnimator
import android.view.animation.DecelerateInterpolator
import android.widget.OverScroller
import dev.minihost.android.paint.LayerNode
import dev.minihost.android.paint.LayerTree
import dev.minihost.frame.Drag
import kotlin.math.abs
import kotlin.math.ceil
import kotlin.math.floor
import kotlin.math.roundToInt

/** A page that is pulled further than this, in logical pixels, is refreshed. */
private const val PULL_MIN = 60f

/** How much of a pull is seen. */
private const val PULL_SHOWN = 0.45f

/** A swiper that is let go faster than this goes on to the next page, in logical pixels a second. */
private const val FLICK = 300f

/** How long the speed of a wheel that is let go carries on, in seconds. */
private const val CARRY_S = 0.2f

private const val SNAP_MS = 300

/** Moves layers that scroll: with the finger, on by themselves, and where the program wants them. Lengths are logical pixels. */
internal class PageScroller(private val page: PageView) {
    private val density = page.resources.displayMetrics.density

    // The platform's own friction and easing, which work in whole device pixels.
    private val motion = OverScroller(page.context)
    private var moving: LayerNode? = null
    private var pulled = 0f

    val isMoving: Boolean get() = !motion.isFinished

    fun stop() {
        motion.forceFinished(true)
        moving = null
    }

    /** The innermost layer of a chain that a drag moves; [dx] and [dy] are the finger's way. */
    fun takes(chain: List<LayerNode>, dx: Float, dy: Float): LayerNode? {
        val sideways = abs(dx) > abs(dy)
        // What the core moves with the finger does not scroll what is around it.
        val free = chain.takeWhile { !holds(it.layer.drag, sideways) }
        return free.firstOrNull { node ->
            val scroll = node.layer.scroll ?: return@firstOrNull false
            if (sideways) scroll.horizontal && canMove(node.scrollX, node.maxScrollX, -dx)
            else scroll.vertical && (canMove(node.scrollY, node.maxScrollY, -dy) || (scroll.page && dy > 0))
        } ?: free.firstOrNull { node ->
            // At its end: it keeps the finger all the same, as the platform's own lists do.
            val scroll = node.layer.scroll ?: return@firstOrNull false
            if (sideways) scroll.horizontal && node.maxScrollX > 0 else scroll.vertical && node.maxScrollY > 0
        }
    }

    private fun holds(drag: Drag, sideways: Boolean) =
        drag == Drag.BOTH || drag == (if (sideways) Drag.SIDEWAYS else Drag.UP_DOWN)

    private fun canMove(at: Float, most: Float, by: Float) = if (by > 0) at < most - 0.5f else at > 0.5f

    fun dragBy(node: LayerNode, dx: Float, dy: Float) {
        val scroll = node.layer.scroll ?: return
        if (scroll.page && (pulled > 0f || (dy > 0 && node.scrollY <= 0f))) {
            pulled = (pulled + dy).coerceAtLeast(0f)
            node.pulled = pulled * PULL_SHOWN
            page.invalidate()
            return
        }
        goTo(node, if (scroll.horizontal) node.scrollX - dx else node.scrollX, if (scroll.vertical) node.scrollY - dy else node.scrollY)
    }

    /** Lets go with the finger's speed, in logical pixels a second. */
    fun release(node: LayerNode, vx: Float, vy: Float) {
        val scroll = node.layer.scroll ?: return
        if (pulled > 0f) {
            if (pulled > PULL_MIN) page.session?.pullDown()
            pulled = 0f
            back(node)
            return
        }
        if (scroll.snap > 0f) return snap(node, scroll.snap, if (scroll.horizontal) vx else vy)
        moving = node
        motion.fling(
            px(node.scrollX), px(node.scrollY),
            if (scroll.horizontal) px(-vx) else 0, if (scroll.vertical) px(-vy) else 0,
            0, px(node.maxScrollX), 0, px(node.maxScrollY),
        )
        page.postInvalidateOnAnimation()
    }

    private fun snap(node: LayerNode, step: Float, speed: Float) {
        val sideways = node.layer.scroll?.horizontal == true
        val at = if (sideways) node.scrollX else node.scrollY
        val seen = if (sideways) node.layer.rect.width else node.layer.rect.height
        val number =
            when {
                // Where several are seen at once (a wheel), the speed carries over as many as it is fast.
                step * 2 <= seen -> ((at - speed * CARRY_S) / step).roundToInt().toFloat()
                speed < -FLICK -> ceil(at / step)
                speed > FLICK -> floor(at / step)
                else -> (at / step).roundToInt().toFloat()
            }
        val goal = (number * step).coerceIn(0f, if (sideways) node.maxScrollX else node.maxScrollY)
        glide(node, if (sideways) goal else node.scrollX, if (sideways) node.scrollY else goal)
    }

    private fun glide(node: LayerNode, x: Float, y: Float) {
        moving = node
        motion.startScroll(px(node.scrollX), px(node.scrollY), px(x) - px(node.scrollX), px(y) - px(node.scrollY), SNAP_MS)
        page.postInvalidateOnAnimation()
    }

    private fun back(node: LayerNode) {
        ValueAnimator.ofFloat(node.pulled, 0f).apply {
            duration = SNAP_MS.toLong()
            interpolator = DecelerateInterpolator()
            addUpdateListener {
                node.pulled = it.animatedValue as Float
                page.invalidate()
            }
            start()
        }
    }

    /** The program set an offset. */
    fun jump(jump: LayerTree.Jump) {
        if (jump.smooth) {
            glide(jump.node, jump.x.coerceIn(0f, jump.node.maxScrollX), jump.y.coerceIn(0f, jump.node.maxScrollY))
        } else if (moving?.layer?.id == jump.node.layer.id) {
            stop()
        }
    }

    /** A screen reader's "next page" of the page's own scrolling. */
    fun page(forward: Boolean): Boolean {
        val node = page.tree.layers.lastOrNull { it.layer.scroll?.page == true } ?: return false
        val by = node.layer.rect.height * 0.8f * if (forward) 1 else -1
        val goal = (node.scrollY + by).coerceIn(0f, node.maxScrollY)
        if (goal == node.scrollY) return false
        goTo(node, node.scrollX, goal)
        return true
    }

    /** Moves what moves by itself; true while it goes on. */
    fun step(): Boolean {
        val known = moving ?: return false
        if (!motion.computeScrollOffset()) {
            moving = null
            return false
        }
        // The layer may have been built anew since.
        val node = page.tree.node(known.layer.id) ?: return false
        goTo(node, motion.currX / density, motion.currY / density)
        return true
    }

    private fun goTo(node: LayerNode, x: Float, y: Float) {
        val newX = x.coerceIn(0f, node.maxScrollX)
        val newY = y.coerceIn(0f, node.maxScrollY)
        if (newX == node.scrollX && newY == node.scrollY) return
        node.scrollX = newX
        node.scrollY = newY
        page.scrolled(node)
    }

    private fun px(length: Float) = (length * density).roundToInt()
}
