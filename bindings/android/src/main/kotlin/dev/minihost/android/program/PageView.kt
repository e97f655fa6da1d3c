package dev.minihost.android.program

import android.content.Context
import android.graphics.Canvas
import android.os.Build
import android.os.SystemClock
import android.view.Choreographer
import android.view.MotionEvent
import android.view.View
import android.view.ViewGroup
import android.view.accessibility.AccessibilityNodeProvider
import dev.minihost.ProgramSession
import dev.minihost.android.MainThread
import dev.minihost.android.MiniPrograms
import dev.minihost.android.paint.LayerNode
import dev.minihost.android.paint.LayerTree
import dev.minihost.frame.FrameFormatException
import dev.minihost.frame.FrameOrderException
import dev.minihost.frame.Native
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.launchIn
import kotlinx.coroutines.flow.onEach

/** Shows a session's frames, and takes touches, scrolling, typing and screen readers to it. */
internal class PageView(context: Context) : ViewGroup(context) {
    private val images: PageImages = PageImages { handle ->
        tree.pictureCame(handle)
        invalidate()
    }
    internal var tree: LayerTree = LayerTree(MiniPrograms.typefaces, images::get)
        private set
    private val scroller = PageScroller(this)
    private val gestures = PageGestures(this, scroller)
    private val editor = FieldEditor(this)
    private val reader = PageReader(this)

    private var scope: CoroutineScope? = null
    private var awaitsVsync = false

    /** How much of the lower edge the keyboard covers, in pixels. */
    var covered = 0
        private set

    var session: ProgramSession? = null
        private set

    /** Called after each frame that was applied. */
    var onFrame: (() -> Unit)? = null

    init {
        setWillNotDraw(false)
        isFocusable = true
        importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_YES
    }

    /** Shows this session from now on. */
    fun show(new: ProgramSession) {
        if (session === new) return
        release()
        session = new
        val scope = CoroutineScope(SupervisorJob() + MainThread).also { scope = it }
        images.begin(new, scope, resources.displayMetrics.density)
        new.frameReady.onEach { awaitVsync() }.launchIn(scope)
        new.requestWholeFrame()
        if (covered > 0) new.keyboard(covered / resources.displayMetrics.density, 0)
    }

    /** Shows none. */
    fun release() {
        scope?.cancel()
        scope = null
        session = null
        editor.end()
        images.clear()
        scroller.stop()
        tree = LayerTree(MiniPrograms.typefaces, images::get)
    }

    private val vsync = Choreographer.FrameCallback {
        awaitsVsync = false
        takeFrame()
    }

    private fun awaitVsync() {
        if (awaitsVsync) return
        awaitsVsync = true
        Choreographer.getInstance().postFrameCallback(vsync)
    }

    /** One call into the core for each frame. */
    private fun takeFrame() {
        val session = session ?: return
        try {
            val frame = session.takeFrame() ?: return
            val jumps = tree.apply(frame)
            images.show(frame.imagesNeeded, frame.imagesDropped)
            jumps.forEach(scroller::jump)
            editor.follow()
            if (frame.accessible != null) reader.changed()
            onFrame?.invoke()
            invalidate()
        } catch (lost: FrameOrderException) {
            session.requestWholeFrame()
        } catch (foreign: FrameFormatException) {
            // The session has asked for a whole frame already.
            android.util.Log.w("minihost", "a frame could not be read", foreign)
        }
    }

    // ---- drawing

    override fun onDraw(canvas: Canvas) {
        val density = resources.displayMetrics.density
        val now = SystemClock.uptimeMillis()
        canvas.save()
        canvas.scale(density, density)
        if (canvas.isHardwareAccelerated && Build.VERSION.SDK_INT >= Build.VERSION_CODES.Q) tree.drawNodes(canvas, now)
        else tree.draw(canvas, now)
        canvas.restore()
        if (tree.moves && isShown) postInvalidateOnAnimation()
    }

    override fun computeScroll() {
        if (scroller.step()) postInvalidateOnAnimation()
    }

    /** A layer moved: nothing is asked of the core but to know. */
    fun scrolled(node: LayerNode) {
        session?.scrolled(node.layer.surface, node.layer.node, node.scrollX, node.scrollY)
        editor.follow()
        reader.moved()
        invalidate()
    }

    // ---- input

    override fun onTouchEvent(event: MotionEvent): Boolean = gestures.onTouch(event)

    // A page's fields are edited where they lie, and fingers beside them are the page's.
    override fun onInterceptTouchEvent(event: MotionEvent): Boolean = editor.isOutside(event.x, event.y)

    /** A finger went up where it came down. */
    fun tapped(x: Float, y: Float) {
        val hit = tree.chainAt(x, y).firstOrNull()
        val field = (hit?.layer?.native as? Native.TextField)?.field
        if (hit != null && field != null && !field.disabled) editor.begin(hit) else editor.end()
    }

    val isLoading: Boolean get() = images.isLoading

    fun edit(node: LayerNode) = editor.begin(node)

    /** The keyboard covers this much of the view's lower edge, in pixels; it takes so long to get there. */
    fun keyboard(height: Int, durationMs: Int) {
        if (height == covered) return
        covered = height
        session?.keyboard(height / resources.displayMetrics.density, durationMs)
        editor.makeRoom()
    }

    fun scrollPage(forward: Boolean): Boolean = scroller.page(forward)

    // ---- screen readers

    override fun getAccessibilityNodeProvider(): AccessibilityNodeProvider = reader

    override fun dispatchHoverEvent(event: MotionEvent): Boolean = reader.hover(event) || super.dispatchHoverEvent(event)

    // ---- layout: the one child is the field that is edited

    override fun onMeasure(widthSpec: Int, heightSpec: Int) {
        setMeasuredDimension(getDefaultSize(suggestedMinimumWidth, widthSpec), getDefaultSize(suggestedMinimumHeight, heightSpec))
        editor.measure()
    }

    override fun onLayout(changed: Boolean, left: Int, top: Int, right: Int, bottom: Int) = editor.layout()

    override fun onDetachedFromWindow() {
        super.onDetachedFromWindow()
        Choreographer.getInstance().removeFrameCallback(vsync)
        awaitsVsync = false
    }

    override fun onAttachedToWindow() {
        super.onAttachedToWindow()
        if (session != null) awaitVsync()
    }
}
