package dev.minihost.frame

/** Plays frames on a canvas, as `rust-core/paint/FORMAT.md` says a painter does: the one place that knows the order of layers and ops. */
public object FramePlayer {
    /** A layer's ops, in the layer's own coordinates. */
    public fun play(content: Content, canvas: FrameCanvas) {
        for (op in content.ops) {
            // No `else`: an op that the format gains does not compile here until it is played.
            when (op) {
                is Op.FillRect -> canvas.fill(op.rect, op.paint)
                is Op.FillRoundRect -> canvas.fill(op.rect, op.corners, op.paint)
                is Op.Border -> canvas.border(op)
                is Op.Shadow -> canvas.shadow(op)
                // The reader has checked that the font is there.
                is Op.Text -> canvas.text(op, content.fonts[op.font])
                is Op.Image -> canvas.image(op)
                is Op.ImageTiles -> canvas.tiles(op)
                is Op.FillPath -> canvas.fill(op)
                is Op.StrokePath -> canvas.stroke(op)
                is Op.ClipPush -> {
                    canvas.save()
                    canvas.clip(op.rect, op.corners)
                }
                is Op.ClipPath -> {
                    canvas.save()
                    canvas.clip(op.path, op.evenOdd)
                }
                is Op.TransformPush -> {
                    canvas.save()
                    canvas.concat(op.transform)
                }
                is Op.OpacityPush -> canvas.beginGroup(op.opacity, op.bounds)
                Op.MaskPush -> canvas.beginMask()
                is Op.BlendPush -> canvas.beginBlend(op.blend, op.bounds)
                Op.ClipPop, Op.TransformPop -> canvas.restore()
                Op.OpacityPop, Op.MaskPop, Op.BlendPop -> canvas.endGroup()
            }
        }
    }

    /** All layers of a state, each scrolled to where its frame says. */
    public fun play(state: FrameState, canvas: FrameCanvas) {
        canvas.fill(Rect(0f, 0f, state.size.width, state.size.height), Paint.Solid(state.background))
        for (root in StateLayer.tree(state.layers)) draw(root, canvas)
    }

    /** A layer with its children, at a time for what moves by itself. The reader has checked that they do not nest too deep for this. */
    public fun draw(node: PlacedLayer, canvas: FrameCanvas, nowMs: Long = 0) {
        draw(node, null, canvas, nowMs)
    }

    private fun draw(node: PlacedLayer, parent: PlacedLayer?, canvas: FrameCanvas, nowMs: Long) {
        val layer = node.layer
        if (layer.opacity <= 0f) return
        val (pushedX, pushedY) = Placement.pushed(layer, parent)
        canvas.save()
        canvas.translate(
            layer.rect.x + pushedX - (parent?.scrollX ?: 0f),
            layer.rect.y + pushedY - (parent?.shiftY ?: 0f),
        )
        if (layer.transform != Placement.IDENTITY) canvas.concat(layer.transform)
        Placement.turn(layer, nowMs)?.let(canvas::concat)
        within(layer, canvas) {
            layer.content?.takeIf { it.ops.isNotEmpty() }?.let { content ->
                if (layer.scroll == null) {
                    play(content, canvas)
                } else {
                    canvas.save()
                    canvas.translate(-node.scrollX, -node.shiftY)
                    play(content, canvas)
                    canvas.restore()
                }
            }
            if (layer.native != Native.None) canvas.native(layer)
            for (child in node.children) draw(child, node, canvas, nowMs)
        }
        canvas.restore()
    }

    /** A layer's fading and clip around what is inside it. What is cut stays cut until the caller's `restore`. */
    public inline fun within(layer: Layer, canvas: FrameCanvas, inside: () -> Unit) {
        val isFaded = layer.opacity < 1f
        if (isFaded) canvas.beginGroup(layer.opacity, null)
        layer.clip?.let { canvas.clip(it.rect, it.corners) }
        inside()
        if (isFaded) canvas.endGroup()
    }
}

/** A layer where the host has it: what the core said of it, its children, and how far it is scrolled. */
public interface PlacedLayer {
    /** As the frame has it. */
    public val layer: Layer

    /** From back to front. */
    public val children: List<PlacedLayer>

    /** How far it is scrolled; 0 if it does not scroll. */
    public val scrollX: Float

    /** The same downwards. */
    public val scrollY: Float

    /** How far a page is pulled down beyond its top. */
    public val pulled: Float get() = 0f
}

/** How far its content lies above where it began. */
private val PlacedLayer.shiftY: Float get() = scrollY - pulled

/** Where layers stand besides their rectangle. */
public object Placement {
    /** Nothing is mapped. */
    public val IDENTITY: Transform = Transform(1f, 0f, 0f, 1f, 0f, 0f)

    /** How far a sticky layer is pushed at its parent's scroll offset. */
    public fun pushed(layer: Layer, parent: PlacedLayer?): Pair<Float, Float> {
        val sticky = layer.sticky
        if (sticky == null || parent?.layer?.scroll == null) return NOWHERE
        val rect = layer.rect
        val within = sticky.container
        val area = parent.layer.rect
        return push(rect.x, rect.width, parent.scrollX, area.width, sticky.left, sticky.right, within.x, within.width) to
            push(rect.y, rect.height, parent.scrollY, area.height, sticky.top, sticky.bottom, within.y, within.height)
    }

    private fun push(
        at: Float, size: Float, seen: Float, seenSize: Float, near: Float?, far: Float?, from: Float, room: Float,
    ): Float {
        val under = if (near == null) 0f else seen + near - at
        if (under > 0f) return minOf(under, (from + room - (at + size)).coerceAtLeast(0f))
        val over = if (far == null) 0f else at + size - (seen + seenSize - far)
        return if (over > 0f) -minOf(over, (at - from).coerceAtLeast(0f)) else 0f
    }

    /** How a layer that turns by itself stands at a time; none if it stands upright. */
    public fun turn(layer: Layer, nowMs: Long): Transform? {
        val spin = layer.motion as? Motion.Spin ?: return null
        // Numbers of the format are without sign.
        val period = Integer.toUnsignedLong(spin.period)
        val steps = Integer.toUnsignedLong(spin.steps)
        if (period == 0L) return null
        val into = (nowMs + Integer.toUnsignedLong(spin.shift)) % period
        val share = if (steps > 0) (into * steps / period) / steps.toDouble() else into / period.toDouble()
        if (share == 0.0) return null
        val angle = share * 2 * Math.PI * if (spin.backwards) -1 else 1
        val (cos, sin) = Math.cos(angle) to Math.sin(angle)
        val (x, y) = spin.x.toDouble() to spin.y.toDouble()
        fun part(number: Double) = number.toFloat()
        return Transform(part(cos), part(sin), part(-sin), part(cos), part(x - cos * x + sin * y), part(y - sin * x - cos * y))
    }

    private val NOWHERE = 0f to 0f
}

/** A layer as a state has it. */
private class StateLayer(override val layer: Layer) : PlacedLayer {
    override val children = ArrayList<StateLayer>()
    override val scrollX: Float get() = layer.scroll?.x ?: 0f
    override val scrollY: Float get() = layer.scroll?.y ?: 0f

    companion object {
        /** Layers without a parent, each with those in it. */
        fun tree(layers: List<Layer>): List<StateLayer> {
            val known = HashMap<Long, StateLayer>()
            val roots = ArrayList<StateLayer>()
            for (layer in layers) {
                val node = StateLayer(layer)
                known[layer.id] = node
                (known[layer.parent]?.children ?: roots).add(node)
            }
            return roots
        }
    }
}
