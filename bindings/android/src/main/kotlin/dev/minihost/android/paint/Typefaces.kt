package dev.minihost.android.paint

import android.graphics.Paint
import android.graphics.Typeface
import android.os.Build
import java.util.Locale
import java.util.concurrent.ConcurrentHashMap

/** Which typeface a list of CSS family names means; safe to use from any thread. */
public fun interface Typefaces {
    /** The first family that exists, in this weight (1 to 1000). */
    public fun find(families: List<String>, weight: Int, italic: Boolean): Typeface

    public companion object {
        /** The device's own fonts. */
        public val SYSTEM: Typefaces = SystemTypefaces()
    }
}

/** CSS's generic names, and names of fonts that stand on other platforms for the plain sans-serif, by Android's names. */
private val GENERIC =
    mapOf(
        "serif" to "serif",
        "georgia" to "serif",
        "times new roman" to "serif",
        "songti sc" to "serif",
        "monospace" to "monospace",
        "menlo" to "monospace",
        "courier" to "monospace",
        "courier new" to "monospace",
        "consolas" to "monospace",
        "cursive" to "cursive",
        "sans-serif" to "sans-serif",
        "system-ui" to "sans-serif",
        "-apple-system" to "sans-serif",
        "roboto" to "sans-serif",
        "sans-serif-medium" to "sans-serif-medium",
        "sans-serif-condensed" to "sans-serif-condensed",
    )

private const val BOLD_FROM = 600

private class SystemTypefaces : Typefaces {
    private data class Key(val family: String, val weight: Int, val italic: Boolean)

    private val known = ConcurrentHashMap<Key, Typeface>()

    override fun find(families: List<String>, weight: Int, italic: Boolean): Typeface {
        val family = families.firstNotNullOfOrNull { GENERIC[it.lowercase(Locale.ROOT)] } ?: "sans-serif"
        return known.getOrPut(Key(family, weight, italic)) { make(family, weight, italic) }
    }

    private fun make(family: String, weight: Int, italic: Boolean): Typeface {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) {
            return Typeface.create(Typeface.create(family, Typeface.NORMAL), weight.coerceIn(1, 1000), italic)
        }
        val bold = if (weight >= BOLD_FROM) Typeface.BOLD else Typeface.NORMAL
        return Typeface.create(family, if (italic) bold or Typeface.ITALIC else bold)
    }
}

/** A paint for text of a font: the same for measuring and for drawing, or words would not fit where they were measured to fit. */
internal fun textPaint(typefaces: Typefaces, families: List<String>, size: Float, weight: Int, italic: Boolean, spacing: Float): Paint =
    Paint(Paint.ANTI_ALIAS_FLAG or Paint.SUBPIXEL_TEXT_FLAG or Paint.LINEAR_TEXT_FLAG).apply {
        hinting = Paint.HINTING_OFF
        textSize = size
        typeface = typefaces.find(families, weight, italic)
        if (size > 0f) letterSpacing = spacing / size
        // A family without slanted letters has its upright ones leaned.
        if (italic && typeface?.isItalic != true) textSkewX = -0.25f
    }

/** The width of a text, in fractions of a pixel. */
internal fun Paint.advance(text: String): Float = getRunAdvance(text, 0, text.length, 0, text.length, false, text.length)
