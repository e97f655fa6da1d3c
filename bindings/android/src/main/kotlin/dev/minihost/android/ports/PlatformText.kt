package dev.minihost.android.ports

import android.graphics.Paint
import android.graphics.Path
import android.graphics.RectF
import dev.minihost.Font
import dev.minihost.FontMetrics
import dev.minihost.TextMeasurer
import dev.minihost.Word
import dev.minihost.android.paint.Typefaces
import dev.minihost.android.paint.advance
import dev.minihost.android.paint.textPaint

private const val MAX_FONTS = 256

/** Text measured by the platform, with the paints that draw it. */
public class PlatformText(private val typefaces: Typefaces = Typefaces.SYSTEM) : TextMeasurer {
    // Programs' threads measure at the same time, and a paint is no two threads'.
    private val paints =
        object : ThreadLocal<LinkedHashMap<Font, Paint>>() {
            override fun initialValue() =
                object : LinkedHashMap<Font, Paint>(16, 0.75f, true) {
                    override fun removeEldestEntry(eldest: Map.Entry<Font, Paint>) = size > MAX_FONTS
                }
        }

    // Not `measureText`, which rounds up to whole pixels: a line of ten words would be some five pixels too long.
    override fun measure(words: List<Word>): FloatArray = FloatArray(words.size) { paintOf(words[it].font).advance(words[it].text) }

    override fun metrics(font: Font): FontMetrics {
        val paint = paintOf(font)
        val found = paint.fontMetrics
        // The outline's: text bounds are whole pixels.
        val outline = Path().also { paint.getTextPath("x", 0, 1, 0f, 0f, it) }
        val x = RectF().also { outline.computeBounds(it, true) }
        return FontMetrics(-found.ascent, found.descent, found.leading.coerceAtLeast(0f), -x.top)
    }

    private fun paintOf(font: Font): Paint =
        checkNotNull(paints.get()).getOrPut(font) {
            textPaint(typefaces, font.families, font.size, font.weight, font.italic, font.letterSpacing)
        }
}
