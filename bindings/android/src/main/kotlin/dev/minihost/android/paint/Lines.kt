package dev.minihost.android.paint

import android.graphics.DashPathEffect
import android.graphics.Paint
import dev.minihost.frame.Cap
import dev.minihost.frame.Join
import dev.minihost.frame.Line

/** Draws along paths as a line says. */
internal fun Paint.set(line: Line) {
    strokeWidth = line.width
    strokeCap =
        when (line.cap) {
            Cap.BUTT -> Paint.Cap.BUTT
            Cap.ROUND -> Paint.Cap.ROUND
            Cap.SQUARE -> Paint.Cap.SQUARE
        }
    strokeJoin =
        when (line.join) {
            Join.MITER -> Paint.Join.MITER
            Join.ROUND -> Paint.Join.ROUND
            Join.BEVEL -> Paint.Join.BEVEL
        }
    strokeMiter = line.miter
    // A negative phase is of the platform's own making: the same place in the first round of dashes.
    val round = line.dash.sum()
    pathEffect = if (line.dash.isEmpty()) null else DashPathEffect(line.dash.toFloatArray(), line.dashOffset.mod(round))
}
