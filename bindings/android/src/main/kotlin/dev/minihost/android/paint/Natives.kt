package dev.minihost.android.paint

import android.graphics.Canvas
import android.graphics.Paint
import android.text.Layout
import android.text.StaticLayout
import android.text.TextPaint
import android.text.TextUtils
import dev.minihost.frame.Layer
import dev.minihost.frame.Native
import dev.minihost.frame.Rect
import dev.minihost.frame.TextAlign
import dev.minihost.frame.TextField

/** What placeholders say. */
internal class NativeWords(val webView: String, val video: String, val map: String, val other: String)

private const val MAX_SECRET = 200

/**
 * What the host puts into a layer itself, as it looks at rest. A text field is drawn here with its text until the user edits it, when a
 * real field takes its place: so fields scroll, are cut and covered like everything else. What this host has no view for gets a slot
 * that says what is missing.
 */
internal class Natives(private val typefaces: Typefaces, private val words: NativeWords) {
    fun draw(canvas: Canvas, layer: Layer) {
        val area = Rect(0f, 0f, layer.rect.width, layer.rect.height)
        if (area.isEmpty) return
        when (val native = layer.native) {
            Native.None, is Native.Canvas -> {}
            is Native.TextField -> field(canvas, native.field, area)
            is Native.WebView -> slot(canvas, area, 0xfff2f2f2.toInt(), 0xff6b6b6b.toInt(), "${words.webView}\n${native.url.take(200)}")
            is Native.Video -> slot(canvas, area, 0xff000000.toInt(), 0xffb0b0b0.toInt(), "▶\n${words.video}")
            is Native.Map -> slot(canvas, area, 0xffe8efe3.toInt(), 0xff55634a.toInt(), words.map)
            is Native.Other -> slot(canvas, area, 0xff2c2c2c.toInt(), 0xffb0b0b0.toInt(), "${words.other}\n${native.tag.take(40)}")
        }
    }

    private fun slot(canvas: Canvas, area: Rect, ground: Int, ink: Int, label: String) {
        canvas.save()
        canvas.clipRect(area.toRectF())
        canvas.drawColor(ground)
        val paint = TextPaint(Paint.ANTI_ALIAS_FLAG).apply { textSize = 14f; color = ink }
        val width = (area.width - 16f).coerceAtLeast(1f).toInt()
        val layout =
            StaticLayout.Builder.obtain(label, 0, label.length, paint, width)
                .setAlignment(Layout.Alignment.ALIGN_CENTER)
                .setEllipsize(TextUtils.TruncateAt.END)
                .setMaxLines(3)
                .build()
        canvas.translate((area.width - width) / 2, (area.height - layout.height) / 2)
        layout.draw(canvas)
        canvas.restore()
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
