package dev.minihost.android.paint

import android.graphics.Canvas
import android.graphics.Paint
import android.graphics.PorterDuff
import android.graphics.PorterDuffXfermode
import dev.minihost.frame.Cap
import dev.minihost.frame.Content
import dev.minihost.frame.Op
import dev.minihost.frame.TextFont

/** Plays a layer's drawing ops (`rust-core/paint/FORMAT.md`) on a canvas, in logical pixels. */
internal class OpPlayer(private val typefaces: Typefaces, private val pictures: (Int) -> Picture?) {
    /** Puts a picture in place by cutting what is there: outside of it nothing stays. */
    private val mask = Paint().apply { xfermode = PorterDuffXfermode(PorterDuff.Mode.DST_IN) }

    fun play(canvas: Canvas, content: Content) {
        val before = canvas.save()
        val fonts = arrayOfNulls<Paint>(content.fonts.size)
        val images = Pictures(canvas, pictures)
        for (op in content.ops) {
            // No `else`: an op that the format gains does not compile here until it is played.
            when (op) {
                is Op.FillRect -> canvas.drawRect(op.rect.toRectF(), op.paint.toPaint())
                is Op.FillRoundRect -> canvas.drawPath(roundRect(op.rect, op.corners), op.paint.toPaint())
                is Op.Border -> Borders(canvas, op).draw()
                is Op.Shadow -> drawShadow(canvas, op)
                is Op.Text -> text(canvas, op, fonts, content)
                is Op.Image -> images.draw(op)
                is Op.ImageTiles -> images.draw(op)
                is Op.FillPath -> canvas.drawPath(op.path.toPath(), op.paint.toPaint())
                is Op.StrokePath -> stroke(canvas, op)
                is Op.ClipPush -> {
                    canvas.save()
                    if (op.corners.isSquare) canvas.clipRect(op.rect.toRectF()) else canvas.clipPath(roundRect(op.rect, op.corners))
                }
                is Op.TransformPush -> {
                    canvas.save()
                    canvas.concat(op.transform.toMatrix())
                }
                is Op.OpacityPush -> canvas.saveLayerAlpha(op.bounds.toRectF(), alpha(op.opacity))
                Op.MaskPush -> canvas.saveLayer(null, mask)
                Op.ClipPop, Op.TransformPop, Op.OpacityPop, Op.MaskPop -> canvas.restore()
            }
        }
        canvas.restoreToCount(before)
    }

    private fun text(canvas: Canvas, op: Op.Text, fonts: Array<Paint?>, content: Content) {
        val font = fonts[op.font] ?: paintOf(content.fonts[op.font]).also { fonts[op.font] = it }
        val filling = op.paint.toPaint()
        font.color = filling.color
        font.shader = filling.shader
        font.maskFilter = blurOf(op.blur)
        canvas.drawText(op.text, op.x, op.baseline, font)
    }

    fun paintOf(font: TextFont): Paint =
        textPaint(typefaces, font.families, font.size, font.weight, font.italic, font.letterSpacing)

    private fun stroke(canvas: Canvas, op: Op.StrokePath) {
        val paint = op.paint.toPaint()
        paint.style = Paint.Style.STROKE
        paint.strokeWidth = op.width
        paint.strokeCap = if (op.cap == Cap.ROUND) Paint.Cap.ROUND else Paint.Cap.BUTT
        paint.strokeJoin = if (op.cap == Cap.ROUND) Paint.Join.ROUND else Paint.Join.MITER
        canvas.drawPath(op.path.toPath(), paint)
    }
}

internal fun alpha(opacity: Float) = (opacity.coerceIn(0f, 1f) * 255 + 0.5f).toInt()
