package dev.minihost.android.paint

import android.graphics.Canvas
import android.graphics.Paint
import android.graphics.PorterDuff
import android.graphics.PorterDuffXfermode
import dev.minihost.frame.Cap
import dev.minihost.frame.Corners
import dev.minihost.frame.FrameCanvas
import dev.minihost.frame.Layer
import dev.minihost.frame.Op
import dev.minihost.frame.Paint as FramePaint
import dev.minihost.frame.Rect
import dev.minihost.frame.Segment
import dev.minihost.frame.TextFont
import dev.minihost.frame.Transform
import java.util.IdentityHashMap

/** Draws what [dev.minihost.frame.FramePlayer] plays on a canvas of the platform, in logical pixels. */
internal class OpPlayer(
    private val canvas: Canvas,
    private val typefaces: Typefaces,
    pictures: (Int) -> Picture?,
    private val natives: (Layer) -> Unit,
) : FrameCanvas {
    private val images = Pictures(canvas, pictures)

    /** Puts a picture in place by cutting what is there: outside of it nothing stays. */
    private val mask = Paint().apply { xfermode = PorterDuffXfermode(PorterDuff.Mode.DST_IN) }

    // A layer has few fonts and many texts.
    private val fonts = IdentityHashMap<TextFont, Paint>()

    override fun save() {
        canvas.save()
    }

    override fun restore() = canvas.restore()

    override fun translate(dx: Float, dy: Float) = canvas.translate(dx, dy)

    override fun concat(transform: Transform) = canvas.concat(transform.toMatrix())

    override fun clip(rect: Rect, corners: Corners) {
        if (corners.isSquare) canvas.clipRect(rect.toRectF()) else canvas.clipPath(roundRect(rect, corners))
    }

    override fun beginGroup(opacity: Float, bounds: Rect?) {
        canvas.saveLayerAlpha(bounds?.toRectF(), alpha(opacity))
    }

    override fun beginMask() {
        canvas.saveLayer(null, mask)
    }

    override fun endGroup() = canvas.restore()

    override fun fill(rect: Rect, paint: FramePaint) = canvas.drawRect(rect.toRectF(), paintOf(paint))

    override fun fill(rect: Rect, corners: Corners, paint: FramePaint) =
        canvas.drawPath(roundRect(rect, corners), paintOf(paint))

    override fun fill(path: List<Segment>, paint: FramePaint) = canvas.drawPath(path.toPath(), paintOf(paint))

    // A canvas keeps a copy of what it draws with: one paint serves all areas of one colour, which most are.
    private val plain = Paint(Paint.ANTI_ALIAS_FLAG or Paint.DITHER_FLAG)

    private fun paintOf(filling: FramePaint): Paint =
        if (filling is FramePaint.Solid) plain.apply { color = filling.colour.argb } else filling.toPaint()

    override fun stroke(op: Op.StrokePath) {
        val paint = op.paint.toPaint()
        paint.style = Paint.Style.STROKE
        paint.strokeWidth = op.width
        paint.strokeCap = if (op.cap == Cap.ROUND) Paint.Cap.ROUND else Paint.Cap.BUTT
        paint.strokeJoin = if (op.cap == Cap.ROUND) Paint.Join.ROUND else Paint.Join.MITER
        canvas.drawPath(op.path.toPath(), paint)
    }

    override fun border(op: Op.Border) = Borders(canvas, op).draw()

    override fun shadow(op: Op.Shadow) = drawShadow(canvas, op)

    override fun text(op: Op.Text, font: TextFont) {
        val paint = fonts.getOrPut(font) { typefaces.paintOf(font) }
        val filling = paintOf(op.paint)
        paint.color = filling.color
        if (paint.shader !== filling.shader) paint.shader = filling.shader
        if (op.blur > 0f || paint.maskFilter != null) paint.maskFilter = blurOf(op.blur)
        canvas.drawText(op.text, op.x, op.baseline, paint)
    }

    override fun image(op: Op.Image) = images.draw(op)

    override fun tiles(op: Op.ImageTiles) = images.draw(op)

    override fun native(layer: Layer) = natives(layer)
}

internal fun Typefaces.paintOf(font: TextFont): Paint =
    textPaint(this, font.families, font.size, font.weight, font.italic, font.letterSpacing)

internal fun alpha(opacity: Float) = (opacity.coerceIn(0f, 1f) * 255 + 0.5f).toInt()
