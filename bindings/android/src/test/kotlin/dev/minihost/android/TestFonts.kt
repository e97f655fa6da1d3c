package dev.minihost.android

import android.graphics.Typeface
import android.graphics.fonts.Font
import android.graphics.fonts.FontFamily
import dev.minihost.android.paint.Typefaces
import java.io.File

private const val EMOJI = "NotoColorEmoji.ttf"

/**
 * The same font files for both painters, so that their pictures can be compared. Text is the tests' pinned Noto Sans SC. Emoji come from the
 * Noto Color Emoji that phones have, with bitmaps, which Robolectric brings: the tests' pinned one holds vector glyphs (COLR version 1), which
 * the Skia of Android 14's desktop build does not draw.
 */
internal object TestFonts : Typefaces {
    private val pinned = File(System.getProperty("minihost.fonts"), "node_modules/@expo-google-fonts")
    private val sans = listOf("noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf", "noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf")

    /** A folder with these files and no others, for the core's rasteriser. */
    val folder: File by lazy {
        val folder = File(checkout, "target/parity-fonts").also(File::mkdirs)
        for (path in sans) {
            val copy = File(folder, path.substringAfterLast('/'))
            val file = File(pinned, path)
            if (copy.length() != file.length()) file.copyTo(copy, overwrite = true)
        }
        val emoji = checkNotNull(javaClass.classLoader.getResource("fonts/NotoColorEmoji.ttf")) { "Robolectric brings its fonts" }
        emoji.openStream().use { from -> File(folder, EMOJI).outputStream().use(from::copyTo) }
        folder
    }

    private val base: Typeface by lazy {
        val sans =
            FontFamily.Builder(font("NotoSansSC_400Regular.ttf", 400)).addFont(font("NotoSansSC_700Bold.ttf", 700)).build()
        val emoji = FontFamily.Builder(font(EMOJI, 400)).build()
        Typeface.CustomFallbackBuilder(sans).addCustomFallback(emoji).build()
    }

    private fun font(name: String, weight: Int) = Font.Builder(File(folder, name)).setWeight(weight).build()

    override fun find(families: List<String>, weight: Int, italic: Boolean): Typeface = Typeface.create(base, weight, false)
}
