package dev.minihost.android

import android.graphics.Typeface
import android.graphics.fonts.Font
import android.graphics.fonts.FontFamily
import dev.minihost.android.paint.Typefaces
import java.io.File

/** The font files of the core's own rasteriser, so that pictures of both can be compared. */
internal object TestFonts : Typefaces {
    private val folder = File(System.getProperty("minihost.fonts"), "node_modules/@expo-google-fonts")

    private val base: Typeface by lazy {
        val sans =
            FontFamily.Builder(font("noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf", 400))
                .addFont(font("noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf", 700))
                .build()
        val emoji = FontFamily.Builder(font("noto-color-emoji/400Regular/NotoColorEmoji_400Regular.ttf", 400)).build()
        Typeface.CustomFallbackBuilder(sans).addCustomFallback(emoji).build()
    }

    private fun font(path: String, weight: Int) = Font.Builder(File(folder, path)).setWeight(weight).build()

    override fun find(families: List<String>, weight: Int, italic: Boolean): Typeface = Typeface.create(base, weight, false)
}
