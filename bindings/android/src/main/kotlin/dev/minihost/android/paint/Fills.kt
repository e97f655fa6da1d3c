package dev.minihost.android.paint

import android.graphics.LinearGradient
import android.graphics.Matrix
import android.graphics.Paint
import android.graphics.RadialGradient
import android.graphics.Shader
import android.graphics.SweepGradient
import dev.minihost.frame.Colour
import dev.minihost.frame.Stop
import dev.minihost.frame.Paint as Filling

/** How often a conic gradient that repeats may do so within a turn. */
private const val MAX_TURNS = 360

internal fun solid(colour: Colour) = Paint(Paint.ANTI_ALIAS_FLAG).apply { color = colour.argb }

/** The platform's paint for a filling. */
internal fun Filling.toPaint(): Paint {
    val paint = Paint(Paint.ANTI_ALIAS_FLAG or Paint.DITHER_FLAG)
    when (this) {
        is Filling.Solid -> paint.color = colour.argb
        is Filling.Linear -> {
            val span = Span(stops, repeat)
            val dx = x1 - x0
            val dy = y1 - y0
            // The platform wants stops between 0 and 1: the line is made as long as they reach.
            paint.shader =
                LinearGradient(
                    x0 + dx * span.from, y0 + dy * span.from, x0 + dx * span.to, y0 + dy * span.to,
                    span.colours, span.offsets, tile(repeat),
                )
        }
        is Filling.Radial -> {
            val span = Span(stops, repeat, fromZero = true)
            val shader = RadialGradient(0f, 0f, span.to, span.colours, span.offsets, tile(repeat))
            shader.setLocalMatrix(Matrix().apply { setScale(radiusX, radiusY); postTranslate(x, y) })
            paint.shader = shader
        }
        is Filling.Conic -> {
            val span = Span(if (repeat) turned(stops) else stops, false)
            val shader = SweepGradient(0f, 0f, span.colours, span.offsets)
            // The platform's begins on the right, CSS's on top.
            shader.setLocalMatrix(
                Matrix().apply { setRotate(Math.toDegrees(start.toDouble()).toFloat() - 90f); postTranslate(x, y) },
            )
            paint.shader = shader
        }
    }
    return paint
}

private fun tile(repeat: Boolean) = if (repeat) Shader.TileMode.REPEAT else Shader.TileMode.CLAMP

/** Stops mapped to 0..1 of the part of the line that they cover. */
private class Span(stops: List<Stop>, repeat: Boolean, fromZero: Boolean = false) {
    val from: Float
    val to: Float
    val offsets: FloatArray
    val colours = IntArray(stops.size) { stops[it].colour.argb }

    init {
        val first = stops.first().offset
        val last = stops.last().offset
        from = if (fromZero) 0f else if (repeat) first else minOf(0f, first)
        // A gradient of no length has its last colour everywhere.
        to = (if (repeat) last else maxOf(1f, last)).coerceAtLeast(from + 1e-6f)
        offsets = FloatArray(stops.size) { ((stops[it].offset - from) / (to - from)).coerceIn(0f, 1f) }
    }
}

/** Stops of a conic gradient said again and again until the turn is full: the platform repeats none by itself. */
private fun turned(stops: List<Stop>): List<Stop> {
    val length = stops.last().offset - stops.first().offset
    if (length <= 1f / MAX_TURNS) return stops
    val before = kotlin.math.floor(stops.first().offset / length).toInt() + 1
    return (-before..(1f / length).toInt() + 1).flatMap { turn ->
        stops.map { Stop(it.offset + turn * length, it.colour) }
    }.let { all -> clipped(all) }
}

/** What of the stops lies between 0 and 1, with the colours that the cuts fall on. */
private fun clipped(stops: List<Stop>): List<Stop> {
    fun at(place: Float): Stop {
        val next = stops.indexOfFirst { it.offset >= place }.coerceAtLeast(1)
        val a = stops[next - 1]
        val b = stops[next]
        val share = if (b.offset > a.offset) (place - a.offset) / (b.offset - a.offset) else 1f
        return Stop(place, mix(a.colour, b.colour, share))
    }
    return listOf(at(0f)) + stops.filter { it.offset > 0f && it.offset < 1f } + at(1f)
}

private fun mix(a: Colour, b: Colour, share: Float): Colour {
    fun part(shift: Int) = ((a.argb ushr shift and 255) * (1 - share) + (b.argb ushr shift and 255) * share).toInt() shl shift
    return Colour(part(24) or part(16) or part(8) or part(0))
}
