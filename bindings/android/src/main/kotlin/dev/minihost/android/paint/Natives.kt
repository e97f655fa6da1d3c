package dev.minihost.android.paint

import android.graphics.Canvas
import android.text.Layout
import android.text.StaticLayout
import android.text.TextPaint
import dev.minihost.frame.Layer
import dev.minihost.frame.Native
import dev.minihost.frame.Rect
import dev.minihost.frame.TextAlign
import dev.minihost.frame.TextField

private const val MAX_SECRET = 200

/**
 * What the host puts into a layer itself, as it looks at rest. A text field is drawn here with its text until the user edits it, when a
 * real field takes its place: so fields scroll, are cut and covered like everything else.
 */
internal class Natives(private val typefaces: Typefaces) {
    fun draw(canvas: Canvas, layer: Layer) {
        val area = Rect(0f, 0f, layer.rect.width, layer.rect.height)
        if (area.isEmpty) return
        // What stands in for a view that this host has not is among the layer's ops.
        (layer.native as? Native.TextField)?.let { field(canvas, it.field, area) }
    }

    private fun field(canvas: Canvas, field: TextField, area: Rect) {
        val empty = field.value.isEmpty()
        val shown =
            when {
                empty -> field.placeholder
                field.password -> "•".repeat(field.value.codePointCount(0, field.value.length).coerceAtMost(MAX_SECRET))
                else -> field.value
            }
        if (shown.isEmpty()) return
        val paint = TextPaint(typefaces.paintOf(field.font))
        paint.color = if (empty) field.placeholderColour.argb else field.colour.argb
        canvas.save()
        canvas.clipRect(area.toRectF())
        if (field.multiline) lines(canvas, field, shown, paint, area) else line(canvas, field, shown.replace('\n', ' '), paint, area)
        canvas.restore()
    }

    private fun line(canvas: Canvas, field: TextField, text: String, paint: TextPaint, area: Rect) {
        val free = area.width - paint.advance(text)
        val x =
            when (field.align) {
                TextAlign.LEFT -> 0f
                TextAlign.CENTER -> (free / 2).coerceAtLeast(0f)
                TextAlign.RIGHT -> free.coerceAtLeast(0f)
            }
        val metrics = paint.fontMetrics
        canvas.drawText(text, x, area.height / 2 - (metrics.ascent + metrics.descent) / 2, paint)
    }

    private fun lines(canvas: Canvas, field: TextField, text: String, paint: TextPaint, area: Rect) {
        val height = paint.fontMetricsInt.let { it.descent - it.ascent }
        val extra = field.lineHeight - height
        val layout =
            StaticLayout.Builder.obtain(text, 0, text.length, paint, area.width.toInt().coerceAtLeast(1))
                .setAlignment(field.align.toLayout())
                .setIncludePad(false)
                .setLineSpacing(extra, 1f)
                .build()
        // The platform puts all of the distance below a line, CSS half above it.
        canvas.translate(0f, extra / 2)
        layout.draw(canvas)
    }
}

internal fun TextAlign.toLayout() =
    when (this) {
        TextAlign.LEFT -> Layout.Alignment.ALIGN_NORMAL
        TextAlign.CENTER -> Layout.Alignment.ALIGN_CENTER
        TextAlign.RIGHT -> Layout.Alignment.ALIGN_OPPOSITE
    }
