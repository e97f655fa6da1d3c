package dev.minihost.frame

import java.nio.ByteBuffer

/** How deep layers, and pushes inside one layer, may nest: painters walk them recursively. */
private const val MAX_DEPTH = 128

/** Reads frames as `rust-core/paint/FORMAT.md` describes them. */
public object FrameReader {
    /**
     * The frame in a buffer, from its position to its limit. Every length is checked before anything is allocated for it.
     *
     * @throws FrameFormatException for anything that the core would not have written.
     */
    public fun read(bytes: ByteBuffer): Frame {
        val size = bytes.remaining()
        val input = FrameInput(bytes)
        if (input.u32() != FRAME_MAGIC) throw FrameFormatException("this is no frame buffer")
        val version = input.u16()
        if (version != FRAME_VERSION) {
            throw FrameFormatException("format version $version; this reader knows $FRAME_VERSION")
        }
        if (input.u16() != 0) throw FrameFormatException("the header's reserved bytes are not 0")
        val said = input.u64()
        if (said != size.toLong()) throw FrameFormatException("the header says $said bytes, the buffer has $size")
        val frame = input.readFrame()
        if (input.left != 0) throw FrameFormatException("${input.left} bytes are left over")
        check(frame)
        return frame
    }

    /** The same of a whole array. */
    public fun read(bytes: ByteArray): Frame = read(ByteBuffer.wrap(bytes))

    /** What a table of fields cannot say: how the parts fit together. */
    private fun check(frame: Frame) {
        val depths = HashMap<Long, Int>()
        for (layer in frame.layers) {
            val depth =
                if (layer.parent == 0L) 1
                else (depths[layer.parent] ?: refuse("a layer stands before its parent")) + 1
            if (depth > MAX_DEPTH) refuse("layers nest too deep")
            if (layer.id == 0L || depths.put(layer.id, depth) != null) refuse("a layer's id is 0 or taken")
            if ((layer.motion as? Motion.Spin)?.period == 0) refuse("a turn takes no time")
            layer.content?.let(::check)
        }
        val needed = frame.imagesNeeded.mapTo(HashSet()) { it.image }
        if (needed.size != frame.imagesNeeded.size) refuse("a picture is needed twice")
    }

    private fun check(content: Content) {
        val open = ArrayDeque<Op>()
        for (op in content.ops) {
            when (op) {
                is Op.ClipPush, is Op.ClipPath, is Op.TransformPush, is Op.OpacityPush -> {
                    if (open.size == MAX_DEPTH) refuse("pushes nest too deep")
                    open.addLast(op)
                }
                Op.ClipPop -> {
                    val push = open.removeLastOrNull()
                    if (push !is Op.ClipPush && push !is Op.ClipPath) refuse("a pop has no push")
                }
                Op.TransformPop -> if (open.removeLastOrNull() !is Op.TransformPush) refuse("a pop has no push")
                Op.MaskPush -> {
                    if (open.size == MAX_DEPTH) refuse("pushes nest too deep")
                    if (open.lastOrNull() !is Op.OpacityPush) refuse("a mask is in no fading")
                    open.addLast(op)
                }
                is Op.BlendPush -> {
                    if (open.size == MAX_DEPTH) refuse("pushes nest too deep")
                    if (open.none { it is Op.OpacityPush }) refuse("a blending is in no fading")
                    open.addLast(op)
                }
                Op.BlendPop -> if (open.removeLastOrNull() !is Op.BlendPush) refuse("a pop has no push")
                Op.MaskPop -> if (open.removeLastOrNull() !is Op.MaskPush) refuse("a pop has no push")
                Op.OpacityPop -> if (open.removeLastOrNull() !is Op.OpacityPush) refuse("a pop has no push")
                is Op.Text -> {
                    if (op.font !in content.fonts.indices) refuse("a text's font is not in the list")
                    check(op.paint)
                }
                is Op.FillRect -> check(op.paint)
                is Op.FillRoundRect -> check(op.paint)
                is Op.FillPath -> check(op.paint)
                is Op.StrokePath -> {
                    check(op.paint)
                    check(op.line)
                }
                is Op.Border, is Op.Shadow, is Op.Image, is Op.ImageTiles -> {}
            }
        }
        if (open.isNotEmpty()) refuse("a push has no pop")
    }

    private fun check(line: Line) {
        val dash = line.dash
        val isWhole = dash.size % 2 == 0 && dash.all { it >= 0f } && (dash.isEmpty() || dash.any { it > 0f })
        if (!isWhole) refuse("a line's dashes are no pairs of lengths")
    }

    private fun check(paint: Paint) {
        val stops =
            when (paint) {
                is Paint.Solid -> return
                is Paint.Linear -> paint.stops
                is Paint.Radial -> paint.stops
                is Paint.Conic -> paint.stops
            }
        if (stops.size < 2) refuse("a gradient has fewer than two stops")
    }

    private fun refuse(message: String): Nothing = throw FrameFormatException(message)
}
