package dev.minihost.android

import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Color

/**
 * How like two pictures are, 0 to 1: structural similarity of the brightness in squares of 8 pixels of the pictures at half size, so that
 * edges that are smoothed differently count little and things that are missing or moved count much.
 */
internal fun likeness(a: Bitmap, b: Bitmap): Double {
    if (a.width != b.width || a.height != b.height) return 0.0
    val x = grey(a)
    val y = grey(b)
    val width = a.width / 2
    val height = a.height / 2
    var sum = 0.0
    var squares = 0
    for (top in 0..height - 8 step 8) {
        for (left in 0..width - 8 step 8) {
            sum += similarity(x, y, width, left, top)
            squares++
        }
    }
    return sum / squares
}

private fun similarity(x: DoubleArray, y: DoubleArray, width: Int, left: Int, top: Int): Double {
    var sx = 0.0
    var sy = 0.0
    var sxx = 0.0
    var syy = 0.0
    var sxy = 0.0
    for (row in top until top + 8) {
        for (column in left until left + 8) {
            val p = x[row * width + column]
            val q = y[row * width + column]
            sx += p
            sy += q
            sxx += p * p
            syy += q * q
            sxy += p * q
        }
    }
    val mx = sx / 64
    val my = sy / 64
    val vx = sxx / 64 - mx * mx
    val vy = syy / 64 - my * my
    val cov = sxy / 64 - mx * my
    val c1 = 6.5025
    val c2 = 58.5225
    return (2 * mx * my + c1) * (2 * cov + c2) / ((mx * mx + my * my + c1) * (vx + vy + c2))
}

/** Brightness at half size. */
private fun grey(bitmap: Bitmap): DoubleArray {
    val width = bitmap.width
    val pixels = IntArray(width * bitmap.height)
    bitmap.getPixels(pixels, 0, width, 0, 0, width, bitmap.height)
    fun at(x: Int, y: Int) = pixels[y * width + x].let { 0.299 * Color.red(it) + 0.587 * Color.green(it) + 0.114 * Color.blue(it) }
    return DoubleArray(width / 2 * (bitmap.height / 2)) { index ->
        val x = index % (width / 2) * 2
        val y = index / (width / 2) * 2
        (at(x, y) + at(x + 1, y) + at(x, y + 1) + at(x + 1, y + 1)) / 4
    }
}

/** The painter's picture on the left, the rasteriser's in the middle, where they differ on the right. */
internal fun sideBySide(ours: Bitmap, theirs: Bitmap): Bitmap {
    val width = ours.width
    val both = Bitmap.createBitmap(width * 3, ours.height, Bitmap.Config.ARGB_8888)
    val canvas = Canvas(both)
    canvas.drawBitmap(ours, 0f, 0f, null)
    canvas.drawBitmap(theirs, width.toFloat(), 0f, null)
    val a = IntArray(width * ours.height)
    val b = IntArray(width * ours.height)
    ours.getPixels(a, 0, width, 0, 0, width, ours.height)
    theirs.getPixels(b, 0, width, 0, 0, width, minOf(ours.height, theirs.height))
    for (index in a.indices) {
        fun part(shift: Int) = kotlin.math.abs((a[index] shr shift and 255) - (b[index] shr shift and 255))
        val most = 255 - maxOf(part(16), part(8), part(0))
        a[index] = Color.rgb(most, most, most)
    }
    canvas.drawBitmap(Bitmap.createBitmap(a, width, ours.height, Bitmap.Config.ARGB_8888), width * 2f, 0f, null)
    return both
}
