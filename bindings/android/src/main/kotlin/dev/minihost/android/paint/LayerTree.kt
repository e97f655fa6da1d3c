package dev.minihost.android.paint

import android.annotation.TargetApi
import android.graphics.Canvas
import android.graphics.Matrix
import android.graphics.RenderNode
import android.os.Build
import dev.minihost.frame.Accessible
import dev.minihost.frame.Frame
import dev.minihost.frame.FramePlayer
import dev.minihost.frame.FrameState
import dev.minihost.frame.Layer
import dev.minihost.frame.Motion
import dev.minihost.frame.Op

/**
 * What is on screen: the layers of the frames applied so far, with the host's scroll offsets.
 *
 * On a hardware canvas each layer is a [RenderNode]: a frame records the layers whose content it brings and nothing else, and scrolling
 * moves nodes and records nothing. On a software canvas (a bitmap, Android 8) ops are played straight away.
 */
internal class LayerTree(private val typefaces: Typefaces, private val pictures: (Int) -> Picture?) {
    private val natives = Natives(typefaces)
    private val state = FrameState()
    private val nodes = LinkedHashMap<Long, LayerNode>()
    private var roots: List<LayerNode> = emptyList()

    /** The field that is edited in a view of its own, and so not drawn. */
    var edited: Long = 0
        set(value) {
            if (field != value) structureStale = true
            field = value
        }

    private var structureStale = true

    /** How many layers' ops were recorded so far: tests hold scrolling to none. */
    var recordings = 0
        private set

    val scale: Float get() = state.scale
    val background: Int get() = state.background.argb
    val number: Long get() = state.number
    val accessible: List<Accessible> get() = state.accessible
    val layers: Collection<LayerNode> get() = nodes.values
    val moves: Boolean get() = nodes.values.any { it.layer.motion is Motion.Spin }

    fun node(id: Long): LayerNode? = nodes[id]

    /** What a frame asks the host to scroll. */
    class Jump(val node: LayerNode, val x: Float, val y: Float, val smooth: Boolean)

    /** Applies a frame. */
    fun apply(frame: Frame): List<Jump> {
        val applied = state.apply(frame)
        val before = HashMap(nodes)
        nodes.clear()
        val jumps = ArrayList<Jump>()
        val children = HashMap<Long, MutableList<LayerNode>>()
        for (layer in state.layers) {
            val parent = nodes[layer.parent]
            val known = before[layer.id]
            // A node knows its parent; one that moved elsewhere is a new one with the old one's offset.
            val node = if (known != null && known.parent === parent) known else LayerNode(layer, parent)
            if (known != null && node !== known) {
                node.scrollX = known.scrollX
                node.scrollY = known.scrollY
            }
            jumpOf(node, known?.layer, layer)?.let(jumps::add)
            // A frame that stands alone brings every layer's content, also what is known: a host that was late for a frame gets such.
            val same = known != null && known.layer.version == layer.version && known.layer.content == layer.content
            if (layer.id in applied.changed && !same || node !== known) node.stale = true
            node.layer = layer
            node.scrollX = node.scrollX.coerceIn(0f, node.maxScrollX)
            node.scrollY = node.scrollY.coerceIn(0f, node.maxScrollY)
            nodes[layer.id] = node
            children.getOrPut(layer.parent) { ArrayList() }.add(node)
        }
        nodes.values.forEach { it.children = children[it.layer.id].orEmpty() }
        roots = children[0L].orEmpty()
        structureStale = true
        return jumps
    }

    private fun jumpOf(node: LayerNode, old: Layer?, new: Layer): Jump? {
        val scroll = new.scroll ?: return null
        if (old?.scroll?.version == scroll.version) return null
        val animated = scroll.smooth && old?.scroll != null
        if (animated) return Jump(node, scroll.x, scroll.y, true)
        node.scrollX = scroll.x
        node.scrollY = scroll.y
        return Jump(node, scroll.x, scroll.y, false)
    }

    /** A picture came: layers that show it are to be drawn again. */
    fun pictureCame(handle: Int) {
        for (node in nodes.values) {
            val shows = node.layer.content?.ops?.any { (it as? Op.Image)?.image == handle || (it as? Op.ImageTiles)?.image == handle }
            if (shows == true) node.stale = true
        }
    }

    /** The layers at a point of the screen, from the one on top outwards to the root. */
    fun chainAt(x: Float, y: Float): List<LayerNode> {
        val hit = roots.asReversed().firstNotNullOfOrNull { hit(it, x, y) } ?: return emptyList()
        return generateSequence(hit) { it.parent }.toList()
    }

    private fun hit(node: LayerNode, x: Float, y: Float): LayerNode? {
        val layer = node.layer
        val inverse = Matrix()
        if (layer.opacity <= 0f || !node.place(0).invert(inverse)) return null
        val point = floatArrayOf(x, y)
        inverse.mapPoints(point)
        val (px, py) = point
        if (layer.clip?.rect?.contains(px, py) == false) return null
        val within = node.children.asReversed().firstNotNullOfOrNull { hit(it, px + node.scrollX, py + node.scrollY - node.pulled) }
        return within ?: node.takeIf { it.isHit(px, py) }
    }

    private fun painter(canvas: Canvas) =
        OpPlayer(canvas, typefaces, pictures) { layer -> if (layer.id != edited) natives.draw(canvas, layer) }

    // ---- on a software canvas

    /** Draws everything, in logical pixels. */
    fun draw(canvas: Canvas, nowMs: Long = 0) {
        canvas.drawColor(background)
        val painter = painter(canvas)
        roots.forEach { FramePlayer.draw(it, painter, nowMs) }
    }

    // ---- on a hardware canvas

    /** The same as nodes that live on from frame to frame. */
    @TargetApi(Build.VERSION_CODES.Q)
    fun drawNodes(canvas: Canvas, nowMs: Long) {
        refresh(nowMs)
        canvas.drawColor(background)
        roots.forEach { if (it.layer.opacity > 0f) canvas.drawRenderNode(it.drawing.outer) }
    }

    @TargetApi(Build.VERSION_CODES.Q)
    private fun refresh(nowMs: Long) {
        for (node in nodes.values) {
            val drawing = node.drawing
            if (node.stale || !drawing.ops.hasDisplayList()) {
                record(drawing.ops) { canvas -> node.layer.content?.let { FramePlayer.play(it, painter(canvas)) } }
                node.stale = false
                recordings++
            }
            if (structureStale || !drawing.outer.hasDisplayList()) arrange(node)
            drawing.outer.setAnimationMatrix(node.place(nowMs))
            drawing.scrolled.translationX = -node.scrollX
            drawing.scrolled.translationY = -node.scrollY + node.pulled
        }
        structureStale = false
    }

    /** How a layer is put together: a few references, no op. */
    @TargetApi(Build.VERSION_CODES.Q)
    private fun arrange(node: LayerNode) {
        val drawing = node.drawing
        val layer = node.layer
        record(drawing.scrolled) { canvas ->
            canvas.drawRenderNode(drawing.ops)
            if (layer.scroll == null && layer.id != edited) natives.draw(canvas, layer)
            node.children.forEach { if (it.layer.opacity > 0f) canvas.drawRenderNode(it.drawing.outer) }
        }
        record(drawing.outer) { canvas ->
            FramePlayer.within(layer, painter(canvas)) { canvas.drawRenderNode(drawing.scrolled) }
        }
    }

    @TargetApi(Build.VERSION_CODES.Q)
    private inline fun record(node: RenderNode, draw: (Canvas) -> Unit) {
        val canvas = node.beginRecording()
        try {
            val before = canvas.save()
            draw(canvas)
            canvas.restoreToCount(before)
        } finally {
            node.endRecording()
        }
    }
}
