package dev.minihost.frame

import kotlin.math.floor

/**
 * A canvas that draws nothing and writes down what it was asked, as `docs/frame-recording.md` describes: the recordings of the players of
 * two languages must be the same text for the same frames.
 */
internal class Recording : FrameCanvas {
    val lines = ArrayList<String>()

    private fun add(vararg parts: String) {
        lines += parts.joinToString(" ")
    }

    override fun save() = add("save")

    override fun restore() = add("restore")

    override fun translate(dx: Float, dy: Float) = add("translate", px(dx), px(dy))

    override fun concat(transform: Transform) {
        val factors = listOf(transform.a, transform.b, transform.c, transform.d).joinToString(" ", transform = ::factor)
        add("concat", factors, px(transform.e), px(transform.f))
    }

    override fun clip(rect: Rect, corners: Corners) = add("clip", of(rect), of(corners))

    override fun clip(path: List<Segment>, evenOdd: Boolean) = add("clip-path", of(path), rule(evenOdd))

    override fun beginGroup(opacity: Float, bounds: Rect?) = add("group", factor(opacity), bounds?.let(::of) ?: "-")

    override fun beginMask() = add("mask")

    override fun beginBlend(blend: Blend, bounds: Rect) = add("blend", blend.ordinal.toString(), of(bounds))

    override fun endGroup() = add("end")

    override fun fill(rect: Rect, paint: Paint) = add("rect", of(rect), of(paint))

    override fun fill(rect: Rect, corners: Corners, paint: Paint) = add("round", of(rect), of(corners), of(paint))

    override fun fill(op: Op.FillPath) = add("path", of(op.path), rule(op.evenOdd), of(op.paint), px(op.blur))

    override fun stroke(op: Op.StrokePath) {
        val line = op.line
        val dash = line.dash.joinToString(" ", "(", ")", transform = ::px)
        val style = "${line.cap.name.lowercase()} ${line.join.name.lowercase()} ${factor(line.miter)} $dash ${px(line.dashOffset)}"
        add("stroke", of(op.path), of(op.paint), px(line.width), style, px(op.blur))
    }

    override fun border(op: Op.Border) {
        val sides = listOf(op.top, op.right, op.bottom, op.left)
        val written = sides.joinToString(" ") { "${px(it.width)} ${it.style.name.lowercase()} ${of(it.colour)}" }
        add("border", of(op.rect), of(op.corners), written)
    }

    override fun shadow(op: Op.Shadow) {
        val lengths = listOf(op.dx, op.dy, op.blur, op.spread).joinToString(" ", transform = ::px)
        add("shadow", of(op.rect), of(op.corners), lengths, of(op.colour), if (op.inset) "inset" else "outset")
    }

    override fun text(op: Op.Text, font: TextFont) {
        val slant = if (font.italic) "italic" else "upright"
        val place = listOf(op.x, op.baseline, op.width).joinToString(" ", transform = ::px)
        val type = "${px(font.size)} ${font.weight} $slant ${px(font.letterSpacing)} ${quoted(font.families.joinToString(","))}"
        add("text", place, of(op.paint), px(op.blur), px(op.outline), type, quoted(op.text))
    }

    override fun image(op: Op.Image) = add("image", handle(op.image), of(op.source), of(op.target), of(op.corners))

    override fun tiles(op: Op.ImageTiles) =
        add("tiles", handle(op.image), of(op.area), of(op.corners), of(op.tile), px(op.stepX), px(op.stepY))

    override fun native(layer: Layer) {
        val kind =
            when (val native = layer.native) {
                Native.None -> "none"
                is Native.TextField -> "text-field " + quoted(native.field.value)
                is Native.WebView -> "web-view " + quoted(native.url)
                is Native.Video -> "video"
                is Native.Map -> "map"
                is Native.Canvas -> "canvas"
                is Native.Other -> "other " + quoted(native.tag)
            }
        add("native", of(layer.rect), kind)
    }
}

/** Thousandths, halves upwards: the same digits in every language. */
private fun px(value: Float) = scaled(value, 1_000.0)

/** Millionths. */
private fun factor(value: Float) = scaled(value, 1_000_000.0)

/** Exact in a double: a float has 24 bits. What is larger than any screen is cut, so that it has digits. */
private fun scaled(value: Float, by: Double) = floor(value * by + 0.5).coerceIn(-1e15, 1e15).toLong().toString()

private fun rule(evenOdd: Boolean) = if (evenOdd) "even-odd" else "non-zero"

private fun handle(number: Int) = Integer.toUnsignedString(number)

private fun of(rect: Rect) = listOf(rect.x, rect.y, rect.width, rect.height).joinToString(" ", transform = ::px)

private fun of(corners: Corners): String {
    val each = listOf(corners.topLeft, corners.topRight, corners.bottomRight, corners.bottomLeft)
    if (each.all { it.x == 0f && it.y == 0f }) return "square"
    return "corners " + each.joinToString(" ") { "${px(it.x)} ${px(it.y)}" }
}

private fun of(colour: Colour) = "#%08x".format(colour.argb)

private fun of(paint: Paint): String =
    when (paint) {
        is Paint.Solid -> of(paint.colour)
        is Paint.Linear -> {
            val ends = listOf(paint.x0, paint.y0, paint.x1, paint.y1).joinToString(" ", transform = ::px)
            "linear $ends ${of(paint.stops, paint.repeat)}"
        }
        is Paint.Radial -> {
            val shape = listOf(paint.x, paint.y, paint.radiusX, paint.radiusY).joinToString(" ", transform = ::px)
            "radial $shape ${of(paint.stops, paint.repeat)}"
        }
        is Paint.Conic -> "conic ${px(paint.x)} ${px(paint.y)} ${factor(paint.start)} ${of(paint.stops, paint.repeat)}"
    }

private fun of(stops: List<Stop>, repeat: Boolean): String {
    val listed = stops.joinToString(" ") { "${factor(it.offset)} ${of(it.colour)}" }
    return "($listed) ${if (repeat) "repeat" else "once"}"
}

private fun of(path: List<Segment>): String =
    path.joinToString(" ", "(", ")") { segment ->
        when (segment) {
            is Segment.Move -> "M ${px(segment.x)} ${px(segment.y)}"
            is Segment.Line -> "L ${px(segment.x)} ${px(segment.y)}"
            is Segment.Quad -> "Q " + listOf(segment.x1, segment.y1, segment.x, segment.y).joinToString(" ", transform = ::px)
            is Segment.Cubic -> {
                val points = listOf(segment.x1, segment.y1, segment.x2, segment.y2, segment.x, segment.y)
                "C " + points.joinToString(" ", transform = ::px)
            }
            Segment.Close -> "Z"
        }
    }

private fun quoted(text: String): String {
    val escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r")
    return "\"$escaped\""
}
