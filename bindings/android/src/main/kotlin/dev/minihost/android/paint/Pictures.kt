package dev.minihost.android.paint

import android.graphics.Bitmap
import android.graphics.BitmapShader
import android.graphics.Canvas
import android.graphics.Matrix
import android.graphics.Paint
import android.graphics.RectF
import android.graphics.Shader
import android.graphics.drawable.Drawable
import dev.minihost.frame.ImageNeed
import dev.minihost.frame.Op
import dev.minihost.frame.Rect
import kotlin.math.ceil
import kotlin.math.floor

/** More tiles than this are finer than a screen's pixels. */
private const val MAX_TILES = 20_000

/**
 * A decoded picture and the size that a frame knows it by: a bitmap may have more or fewer pixels. [moving] plays a picture of several frames,
 * of which the bitmap is the first.
 */
internal class Picture(val bitmap: Bitmap, val need: ImageNeed, val moving: Drawable? = null)

/** Plays pictures. What is not there yet leaves a gap, until it comes. */
internal class Pictures(private val canvas: Canvas, private val find: (Int) -> Picture?) {
    private val paint = Paint(Paint.ANTI_ALIAS_FLAG or Paint.FILTER_BITMAP_FLAG or Paint.DITHER_FLAG)

    fun draw(op: Op.Image) {
        val picture = find(op.image) ?: return
        if (op.source.isEmpty || op.target.isEmpty) return
        picture.moving?.let { return draw(it, picture.need, op) }
        paint.shader = shader(picture, op.source, op.target, Shader.TileMode.CLAMP)
        canvas.drawPath(roundRect(op.target, op.corners), paint)
    }

    /** The frame that is due. On a hardware canvas the platform goes on from frame to frame by itself, and nothing is recorded again. */
    private fun draw(moving: Drawable, need: ImageNeed, op: Op.Image) {
        canvas.save()
        if (op.corners.isSquare) canvas.clipRect(op.target.toRectF()) else canvas.clipPath(roundRect(op.target, op.corners))
        canvas.concat(Matrix().apply { setRectToRect(op.source.toRectF(), op.target.toRectF(), Matrix.ScaleToFit.FILL) })
        moving.setBounds(0, 0, need.width.toInt(), need.height.toInt())
        moving.draw(canvas)
        canvas.restore()
    }

    fun draw(op: Op.ImageTiles) {
        val picture = find(op.image) ?: return
        if (op.tile.isEmpty || op.area.isEmpty) return
        val whole = Rect(0f, 0f, picture.need.width.toFloat(), picture.need.height.toFloat())
        canvas.save()
        if (op.corners.isSquare) canvas.clipRect(op.area.toRectF()) else canvas.clipPath(roundRect(op.area, op.corners))
        if (op.stepX == op.tile.width && op.stepY == op.tile.height) {
            paint.shader = shader(picture, whole, op.tile, Shader.TileMode.REPEAT)
            canvas.drawRect(op.area.toRectF(), paint)
        } else {
            spread(op) { x, y ->
                val target = Rect(x, y, op.tile.width, op.tile.height)
                paint.shader = shader(picture, whole, target, Shader.TileMode.CLAMP)
                canvas.drawRect(target.toRectF(), paint)
            }
        }
        canvas.restore()
    }

    private inline fun spread(op: Op.ImageTiles, tile: (Float, Float) -> Unit) {
        val across = places(op.tile.x, op.tile.width, op.stepX, op.area.x, op.area.right)
        val down = places(op.tile.y, op.tile.height, op.stepY, op.area.y, op.area.bottom)
        if (across.count().toLong() * down.count() > MAX_TILES) return
        for (row in down) for (column in across) tile(op.tile.x + column * op.stepX, op.tile.y + row * op.stepY)
    }

    /** Which repetitions of a tile touch an area. */
    private fun places(tile: Float, size: Float, step: Float, from: Float, to: Float): IntRange {
        if (step <= 0f) return 0..0
        val first = floor((from - tile - size) / step).toInt() + 1
        val last = ceil((to - tile) / step).toInt() - 1
        return if (last.toLong() - first > MAX_TILES) IntRange.EMPTY else first..last
    }

    private fun shader(picture: Picture, source: Rect, target: Rect, mode: Shader.TileMode): Shader {
        val bitmap = picture.bitmap
        val sx = bitmap.width / picture.need.width.coerceAtLeast(1).toFloat()
        val sy = bitmap.height / picture.need.height.coerceAtLeast(1).toFloat()
        val part = RectF(source.x * sx, source.y * sy, source.right * sx, source.bottom * sy)
        return BitmapShader(bitmap, mode, mode).apply {
            setLocalMatrix(Matrix().apply { setRectToRect(part, target.toRectF(), Matrix.ScaleToFit.FILL) })
        }
    }
}
