package dev.minihost.android.paint

import android.graphics.Canvas
import android.graphics.DashPathEffect
import android.graphics.Paint
import android.graphics.Path
import dev.minihost.frame.BorderSide
import dev.minihost.frame.Colour
import dev.minihost.frame.Corners
import dev.minihost.frame.LineStyle
import dev.minihost.frame.Op
import dev.minihost.frame.Rect
import kotlin.math.abs
import kotlin.math.hypot
import kotlin.math.max
import kotlin.math.min
import kotlin.math.roundToInt

/** More dashes than a screen has pixels are a line. */
private const val MAX_DASHES = 20_000f

private typealias Point = Pair<Float, Float>

/** Plays borders, as the core's own rasteriser does. */
internal class Borders(private val canvas: Canvas, private val rect: Rect, private val corners: Corners, private val sides: List<BorderSide>) {
    constructor(canvas: Canvas, op: Op.Border) : this(canvas, op.rect, op.corners, listOf(op.top, op.right, op.bottom, op.left))

    private val top get() = sides[0].width
    private val right get() = sides[1].width
    private val bottom get() = sides[2].width
    private val left get() = sides[3].width

    fun draw() {
        if (whole()) return
        // Straight corners are drawn as areas: between outlines that meet where a side has no width, a turned box would show a hair.
        val straight = corners.isSquare && sides.all { !it.isVisible || it.style == LineStyle.SOLID }
        val shown = sides.indices.filter { sides[it].isVisible }
        if (shown.isEmpty()) return
        val oneColour = shown.all { sides[it].colour == sides[shown[0]].colour }
        if (straight && oneColour && sides.all { it.isVisible || it.width == 0f }) {
            val path = Path()
            shown.forEach { path.addRect(strip(it).toRectF(), Path.Direction.CW) }
            canvas.drawPath(path, solid(sides[shown[0]].colour))
            return
        }
        for (number in shown) {
            val side = sides[number]
            when {
                straight -> canvas.drawPath(trapezoid(number), solid(side.colour))
                // Whole dots, also in the corners, where two sides share one.
                side.style == LineStyle.DOTTED -> one(number)
                else -> {
                    canvas.save()
                    canvas.clipPath(wedge(number))
                    one(number)
                    canvas.restore()
                }
            }
        }
    }

    /** All four sides in one go, if they are alike. */
    private fun whole(): Boolean {
        val first = sides[0]
        if (!first.isVisible || sides.any { it.style != first.style || it.colour != first.colour || it.width <= 0f }) return false
        when {
            first.style == LineStyle.SOLID -> ring(first.colour, 0f, 1f)
            first.style == LineStyle.DOUBLE -> {
                ring(first.colour, 0f, 1f / 3f)
                ring(first.colour, 2f / 3f, 1f)
            }
            sides.all { it.width == first.width } && !corners.isSquare -> {
                val half = first.width / 2
                val middle = rect.inset(half, half, half, half)
                broken(roundRect(middle, corners.inset(half, half, half, half)), first, 2 * (middle.width + middle.height))
            }
            else -> return false
        }
        return true
    }

    /** One side as a rectangle, both corners included. */
    private fun strip(number: Int): Rect =
        when (number) {
            0 -> Rect(rect.x, rect.y, rect.width, min(top, rect.height))
            1 -> Rect(rect.right - min(right, rect.width), rect.y, min(right, rect.width), rect.height)
            2 -> Rect(rect.x, rect.bottom - min(bottom, rect.height), rect.width, min(bottom, rect.height))
            else -> Rect(rect.x, rect.y, min(left, rect.width), rect.height)
        }

    private fun Rect.points(): List<Point> = listOf(x to y, this.right to y, this.right to this.bottom, x to this.bottom)

    /** One side without what its neighbours have of the corners. */
    private fun trapezoid(number: Int): Path {
        val outer = rect.points()
        val inner = rect.inset(top, right, bottom, left).points()
        val next = (number + 1) % 4
        return polygon(listOf(outer[number], outer[next], inner[next], inner[number]))
    }

    /** The area between two outlines, at these parts of each side's width. */
    private fun ring(colour: Colour, from: Float, to: Float) {
        val path =
            between {
                for (part in floatArrayOf(from, to)) {
                    val inner = rect.inset(top * part, right * part, bottom * part, left * part)
                    if (!inner.isEmpty) add(inner, corners.inset(top * part, right * part, bottom * part, left * part))
                }
            }
        canvas.drawPath(path, solid(colour))
    }

    /** The part of the border that belongs to one side: from the outer corners to the inner ones. */
    private fun wedge(number: Int): Path {
        // Beyond the outer edge, so that its smooth edge is the ring's and not the wedge's; and if a neighbour has no width there is
        // nothing to share the corner with.
        val past = 1f
        fun out(width: Float) = if (width > 0f) 0f else past
        val (x0, y0, x1, y1) = listOf(rect.x, rect.y, rect.right, rect.bottom)
        val inner = rect.inset(top, right, bottom, left)
        val (ix0, iy0, ix1, iy1) = listOf(inner.x, inner.y, inner.right, inner.bottom)
        val points: List<Point> =
            when (number) {
                0 -> listOf(x0 - out(left) to y0, x1 + out(right) to y0, ix1 + out(right) to iy0, ix0 - out(left) to iy0)
                1 -> listOf(x1 to y0 - out(top), x1 to y1 + out(bottom), ix1 to iy1 + out(bottom), ix1 to iy0 - out(top))
                2 -> listOf(x1 + out(right) to y1, x0 - out(left) to y1, ix0 - out(left) to iy1, ix1 + out(right) to iy1)
                else -> listOf(x0 to y1 + out(bottom), x0 to y0 - out(top), ix0 to iy0 - out(top), ix0 to iy1 + out(bottom))
            }
        // The inner edge of a round corner lies further inside than the straight one: follow the diagonal to the middle.
        val width = max(sides[number].width, 0.001f)
        val reach = max(1f, max(width, min(rect.width, rect.height) / 2) / width)
        fun beyond(from: Point, to: Point) = step(from, from.first - to.first, from.second - to.second, past)
        fun along(from: Point, to: Point): Point {
            val dx = to.first - from.first
            val dy = to.second - from.second
            return step(from, dx, dy, max(0.001f, hypot(dx, dy)) * reach)
        }
        return polygon(
            listOf(
                beyond(points[0], points[3]), beyond(points[1], points[2]), along(points[1], points[2]), along(points[0], points[3]),
            ),
        )
    }

    private fun step(from: Point, dx: Float, dy: Float, by: Float): Point {
        val length = max(0.001f, hypot(dx, dy))
        return from.first + dx / length * by to from.second + dy / length * by
    }

    /** One side, the clip being set. */
    private fun one(number: Int) {
        val side = sides[number]
        when (side.style) {
            LineStyle.NONE -> {}
            LineStyle.SOLID -> ring(side.colour, 0f, 1f)
            LineStyle.DOUBLE -> {
                ring(side.colour, 0f, 1f / 3f)
                ring(side.colour, 2f / 3f, 1f)
            }
            LineStyle.DASHED, LineStyle.DOTTED -> {
                val half = side.width / 2
                val end = if (side.style == LineStyle.DOTTED) half else 0f
                val (a, b) =
                    when (number) {
                        0 -> (rect.x + end to rect.y + half) to (rect.right - end to rect.y + half)
                        1 -> (rect.right - half to rect.y + end) to (rect.right - half to rect.bottom - end)
                        2 -> (rect.x + end to rect.bottom - half) to (rect.right - end to rect.bottom - half)
                        else -> (rect.x + half to rect.y + end) to (rect.x + half to rect.bottom - end)
                    }
                val line = Path().apply { moveTo(a.first, a.second); lineTo(b.first, b.second) }
                broken(line, side, abs(b.first - a.first) + abs(b.second - a.second))
            }
        }
    }

    /** Dashes or dots along a line, spread so that a whole number fits. */
    private fun broken(path: Path, side: BorderSide, length: Float) {
        val paint = solid(side.colour)
        paint.style = Paint.Style.STROKE
        paint.strokeWidth = side.width
        val dotted = side.style == LineStyle.DOTTED
        // A dot is a dash (nearly) without length under a round cap.
        val dash = if (dotted) side.width * 0.01f else side.width * 2
        val step = dash + side.width * 2
        if (length / step <= MAX_DASHES) {
            val count = max(1, ((length - dash) / step).roundToInt())
            val gap = max(side.width * 0.5f, (length - dash) / count - dash)
            if (dotted) paint.strokeCap = Paint.Cap.ROUND
            paint.pathEffect = DashPathEffect(floatArrayOf(dash, gap), 0f)
        }
        canvas.drawPath(path, paint)
    }

    private val BorderSide.isVisible: Boolean get() = width > 0f && style != LineStyle.NONE && colour.argb ushr 24 > 0
}
