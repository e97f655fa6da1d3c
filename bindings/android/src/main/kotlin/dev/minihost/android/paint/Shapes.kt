package dev.minihost.android.paint

import android.graphics.Matrix
import android.graphics.Path
import android.graphics.RectF
import dev.minihost.frame.Corner
import dev.minihost.frame.Corners
import dev.minihost.frame.Rect
import dev.minihost.frame.Segment
import dev.minihost.frame.Transform
import kotlin.math.max
import kotlin.math.min

internal val Rect.right: Float get() = x + width
internal val Rect.bottom: Float get() = y + height
internal val Rect.isEmpty: Boolean get() = width <= 0f || height <= 0f

internal fun Rect.toRectF() = RectF(x, y, right, bottom)

/** Smaller by these lengths; never of negative size. */
internal fun Rect.inset(top: Float, right: Float, bottom: Float, left: Float) =
    Rect(x + left, y + top, max(0f, width - left - right), max(0f, height - top - bottom))

internal fun Rect.outset(by: Float) = Rect(x - by, y - by, max(0f, width + 2 * by), max(0f, height + 2 * by))

internal fun Rect.moved(dx: Float, dy: Float) = Rect(x + dx, y + dy, width, height)

internal fun Rect.union(other: Rect): Rect {
    val left = min(x, other.x)
    val top = min(y, other.y)
    return Rect(left, top, max(right, other.right) - left, max(bottom, other.bottom) - top)
}

internal fun Rect.contains(px: Float, py: Float) = px >= x && px < right && py >= y && py < bottom

internal val NO_CORNERS = Corner(0f, 0f).let { Corners(it, it, it, it) }

internal val Corners.isSquare: Boolean
    get() = listOf(topLeft, topRight, bottomRight, bottomLeft).all { it.x <= 0f || it.y <= 0f }

/** Radii of an outline that lies further inside; negative lengths: further outside, where square corners stay square. */
internal fun Corners.inset(top: Float, right: Float, bottom: Float, left: Float): Corners {
    fun Corner.less(dx: Float, dy: Float) = if (x <= 0f || y <= 0f) this else Corner(max(0f, x - dx), max(0f, y - dy))
    return Corners(topLeft.less(left, top), topRight.less(right, top), bottomRight.less(right, bottom), bottomLeft.less(left, bottom))
}

/** Adds a rectangle with round corners. */
internal fun Path.add(rect: Rect, corners: Corners) {
    if (corners.isSquare) {
        addRect(rect.toRectF(), Path.Direction.CW)
        return
    }
    val radii =
        with(corners) {
            floatArrayOf(
                topLeft.x, topLeft.y, topRight.x, topRight.y, bottomRight.x, bottomRight.y, bottomLeft.x, bottomLeft.y,
            )
        }
    addRoundRect(rect.toRectF(), radii, Path.Direction.CW)
}

internal fun roundRect(rect: Rect, corners: Corners) = Path().apply { add(rect, corners) }

/** The area between outlines. */
internal fun between(build: Path.() -> Unit) =
    Path().apply {
        fillType = Path.FillType.EVEN_ODD
        build()
    }

internal fun polygon(points: List<Pair<Float, Float>>) =
    Path().apply {
        points.forEachIndexed { index, (x, y) -> if (index == 0) moveTo(x, y) else lineTo(x, y) }
        close()
    }

internal fun List<Segment>.toPath(evenOdd: Boolean = false) =
    Path().also { path ->
        if (evenOdd) path.fillType = Path.FillType.EVEN_ODD
        for (segment in this) {
            when (segment) {
                is Segment.Move -> path.moveTo(segment.x, segment.y)
                is Segment.Line -> path.lineTo(segment.x, segment.y)
                is Segment.Quad -> path.quadTo(segment.x1, segment.y1, segment.x, segment.y)
                is Segment.Cubic -> path.cubicTo(segment.x1, segment.y1, segment.x2, segment.y2, segment.x, segment.y)
                Segment.Close -> path.close()
            }
        }
    }

internal val Transform.isIdentity: Boolean get() = a == 1f && b == 0f && c == 0f && d == 1f && e == 0f && f == 0f

internal fun Transform.toMatrix() = Matrix().apply { setValues(floatArrayOf(a, c, e, b, d, f, 0f, 0f, 1f)) }
