package dev.minihost.android.paint

import android.graphics.Canvas
import android.graphics.Paint
import android.graphics.PorterDuff
import android.graphics.PorterDuffXfermode
import dev.minihost.frame.Blend
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

    override fun clip(path: List<Segment>, evenOdd: Boolean) {
        canvas.clipPath(path.toPath(evenOdd))
    }

    override fun beginGroup(opacity: Float, bounds: Rect?) {
        canvas.saveLayerAlpha(bounds?.toRectF(), alpha(opacity))
    }

    override fun beginMask() {
        canvas.saveLayer(null, mask)
    }

    override fun beginBlend(blend: Blend, bounds: Rect) {
        // Not cut to the bounds: some ways of coming together change what lies around.
        canvas.saveLayer(null, Paint().apply { set(blend) })
    }

    override fun endGroup() = canvas.restore()

    override fun fill(rect: Rect, paint: FramePaint) = canvas.drawRect(rect.toRectF(), paintOf(paint))

    override fun fill(rect: Rect, corners: Corners, paint: FramePaint) =
        canvas.drawPath(roundRect(rect, corners), paintOf(paint))

    override fun fill(op: Op.FillPath) = soft(op.blur, paintOf(op.paint)) { canvas.drawPath(op.path.toPath(op.evenOdd), it) }

    /** Draws with a paint that blurs. */
    private inline fun soft(blur: Float, paint: Paint, draw: (Paint) -> Unit) {
        paint.maskFilter = blurOf(blur)
        draw(paint)
        paint.maskFilter = null
    }

    // A canvas keeps a copy of what it draws with: one paint serves all areas of one colour, which most are.
    private val plain = Paint(Paint.ANTI_ALIAS_FLAG or Paint.DITHER_FLAG)

    private fun paintOf(filling: FramePaint): Paint =
        if (filling is FramePaint.Solid) plain.apply { color = filling.colour.argb } else filling.toPaint()

    override fun stroke(op: Op.StrokePath) {
        val paint = op.paint.toPaint()
        paint.style = Paint.Style.STROKE
        paint.set(op.line)
        soft(op.blur, paint) { canvas.drawPath(op.path.toPath(), it) }
    }

    override fun border(op: Op.Border) = Borders(canvas, op).draw()

    override fun shadow(op: Op.Shadow) = drawShadow(canvas, op)

    override fun text(op: Op.Text, font: TextFont) {
        val paint = fonts.getOrPut(font) { typefaces.paintOf(font) }
        val filling = paintOf(op.paint)
        paint.color = filling.color
        if (paint.shader !== filling.shader) paint.shader = filling.shader
        if (op.blur > 0f || paint.maskFilter != null) paint.maskFilter = blurOf(op.blur)
        paint.style = if (op.outline > 0f) Paint.Style.STROKE else Paint.Style.FILL
        paint.strokeWidth = op.outline
        canvas.drawText(op.text, op.x, op.baseline, paint)
    }

    override fun image(op: Op.Image) = images.draw(op)

    override fun tiles(op: Op.ImageTiles) = images.draw(op)

    override fun native(layer: Layer) = natives(layer)
}

internal fun Typefaces.paintOf(font: TextFont): Paint =
    textPaint(this, font.families, font.size, font.weight, font.italic, font.letterSpacing)

internal fun alpha(opacity: Float) = (opacity.coerceIn(0f, 1f) * 255 + 0.5f).toInt()
