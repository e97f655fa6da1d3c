package dev.minihost.android.paint

import android.annotation.TargetApi
import android.graphics.Matrix
import android.graphics.RenderNode
import android.os.Build
import dev.minihost.frame.Layer
import dev.minihost.frame.Native
import dev.minihost.frame.PlacedLayer
import dev.minihost.frame.Placement
import dev.minihost.frame.Rect

/** A layer that is on screen: what the core said of it, and what only the host knows (how far it is scrolled). */
internal class LayerNode(override var layer: Layer, val parent: LayerNode?) : PlacedLayer {
    override var children: List<LayerNode> = emptyList()

    /** Where it is scrolled to. The host's own while the core sets no other. */
    override var scrollX = 0f
    override var scrollY = 0f

    /** How far a page is pulled down beyond its top. */
    override var pulled = 0f

    /** Content as a list that the hardware replays; made when it is first drawn there. */
    @get:TargetApi(Build.VERSION_CODES.Q)
    val drawing: Drawing by lazy(LazyThreadSafetyMode.NONE) { Drawing(layer.id) }

    /** Its content is not what is recorded. */
    var stale = true

    val maxScrollX: Float get() = layer.scroll?.let { (it.content.width - layer.rect.width).coerceAtLeast(0f) } ?: 0f
    val maxScrollY: Float get() = layer.scroll?.let { (it.content.height - layer.rect.height).coerceAtLeast(0f) } ?: 0f

    /** From its own coordinates to its parent's content, at a time for what moves by itself. */
    fun place(nowMs: Long): Matrix {
        val matrix = layer.transform.toMatrix()
        Placement.turn(layer, nowMs)?.let { matrix.preConcat(it.toMatrix()) }
        val (dx, dy) = Placement.pushed(layer, parent)
        matrix.postTranslate(layer.rect.x + dx, layer.rect.y + dy)
        return matrix
    }

    /** From its own coordinates to the screen's. */
    fun toScreen(nowMs: Long = 0): Matrix {
        val matrix = Matrix()
        var node: LayerNode? = this
        while (node != null) {
            matrix.postConcat(node.place(nowMs))
            node = node.parent
            if (node != null) matrix.postTranslate(-node.scrollX, -node.scrollY + node.pulled)
        }
        return matrix
    }

    /** It answers touches by itself: it draws there, scrolls, or is filled by the host. */
    fun isHit(x: Float, y: Float): Boolean {
        val inside = Rect(0f, 0f, layer.rect.width, layer.rect.height).contains(x, y)
        if (inside && (layer.scroll != null || layer.native != Native.None)) return true
        return layer.content?.ops?.isNotEmpty() == true && layer.bounds.contains(x + scrollX, y + scrollY)
    }

    /** The display lists of a layer. */
    @TargetApi(Build.VERSION_CODES.Q)
    class Drawing(id: Long) {
        /** The layer in its place: clip, fading, what follows. */
        val outer = node("layer $id")

        /** What moves when the layer scrolls. */
        val scrolled = node("scrolled $id")

        /** The layer's own ops. */
        val ops = node("ops $id")

        private fun node(name: String) =
            RenderNode(name).apply {
                // What is drawn may lie anywhere; nothing is asked of the size but that there is one.
                setPosition(0, 0, 1, 1)
                clipToBounds = false
            }
    }
}
