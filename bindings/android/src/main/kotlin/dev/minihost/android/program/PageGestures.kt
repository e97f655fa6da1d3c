package dev.minihost.android.program

import android.view.MotionEvent
import android.view.VelocityTracker
import android.view.ViewConfiguration
import dev.minihost.android.paint.LayerNode
import kotlin.math.abs
import kotlin.math.max

/** Fingers on a page: each goes to the core, until one scrolls, which the host does itself. */
internal class PageGestures(private val page: PageView, private val scroller: PageScroller) {
    private val density = page.resources.displayMetrics.density
    private val slop = ViewConfiguration.get(page.context).scaledTouchSlop / density
    private val fastest = ViewConfiguration.get(page.context).scaledMaximumFlingVelocity / density

    private var velocity: VelocityTracker? = null
    private var dragged: LayerNode? = null
    private var chain: List<LayerNode> = emptyList()
    private var firstX = 0f
    private var firstY = 0f
    private var lastX = 0f
    private var lastY = 0f
    private var still = false

    fun onTouch(event: MotionEvent): Boolean {
        val session = page.session ?: return false
        velocity?.addMovement(event)
        val x = event.x / density
        val y = event.y / density
        val index = event.actionIndex
        val id = event.getPointerId(index)
        when (event.actionMasked) {
            MotionEvent.ACTION_DOWN -> {
                begin(event, x, y)
                session.touchDown(id, x, y, event.eventTime)
                // A touch that stops a fling is no tap.
                if (!still) session.touchCancel(id, x, y, event.eventTime)
            }
            MotionEvent.ACTION_POINTER_DOWN -> {
                still = false
                if (dragged == null) session.touchDown(id, event.getX(index) / density, event.getY(index) / density, event.eventTime)
            }
            MotionEvent.ACTION_MOVE -> moved(event, x, y)
            MotionEvent.ACTION_POINTER_UP ->
                if (dragged == null) session.touchUp(id, event.getX(index) / density, event.getY(index) / density, event.eventTime)
            MotionEvent.ACTION_UP -> {
                val node = dragged
                if (node != null) {
                    velocity?.computeCurrentVelocity(1000, fastest * density)
                    scroller.release(node, (velocity?.xVelocity ?: 0f) / density, (velocity?.yVelocity ?: 0f) / density)
                } else {
                    session.touchUp(id, x, y, event.eventTime)
                    if (still) page.tapped(x, y)
                }
                end()
            }
            MotionEvent.ACTION_CANCEL -> {
                dragged?.let { scroller.release(it, 0f, 0f) } ?: session.touchCancel(id, x, y, event.eventTime)
                end()
            }
        }
        return true
    }

    private fun begin(event: MotionEvent, x: Float, y: Float) {
        page.parent?.requestDisallowInterceptTouchEvent(true)
        still = !scroller.isMoving
        scroller.stop()
        velocity = VelocityTracker.obtain().also { it.addMovement(event) }
        chain = page.tree.chainAt(x, y)
        dragged = null
        firstX = x
        firstY = y
        lastX = x
        lastY = y
    }

    private fun moved(event: MotionEvent, x: Float, y: Float) {
        if (dragged == null && max(abs(x - firstX), abs(y - firstY)) > slop) {
            still = false
            dragged = scroller.takes(chain, x - firstX, y - firstY)
            if (dragged != null) {
                for (index in 0 until event.pointerCount) {
                    page.session?.touchCancel(event.getPointerId(index), x, y, event.eventTime)
                }
                lastX = x
                lastY = y
            }
        }
        val node = dragged?.let { page.tree.node(it.layer.id) }
        if (node != null) {
            scroller.dragBy(node, x - lastX, y - lastY)
        } else if (dragged == null) {
            for (index in 0 until event.pointerCount) {
                val id = event.getPointerId(index)
                page.session?.touchMove(id, event.getX(index) / density, event.getY(index) / density, event.eventTime)
            }
        }
        lastX = x
        lastY = y
    }

    private fun end() {
        velocity?.recycle()
        velocity = null
        dragged = null
        chain = emptyList()
    }
}
