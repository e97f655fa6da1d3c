package dev.minihost.android.paint

import android.graphics.BlurMaskFilter
import android.graphics.Canvas
import dev.minihost.frame.Op

/** Skia's blur of a platform radius has this standard deviation: `0.57735 * radius + 0.5`. */
private const val SIGMA_PER_RADIUS = 0.57735f

/** The platform's blur for a CSS blur radius (twice the standard deviation); none if it is too small to see. */
internal fun blurOf(blur: Float): BlurMaskFilter? {
    if (blur <= 0f) return null
    val radius = ((blur / 2 - 0.5f) / SIGMA_PER_RADIUS).coerceAtLeast(0.1f)
    return BlurMaskFilter(radius, BlurMaskFilter.Blur.NORMAL)
}

/** Plays shadows of boxes. */
internal fun drawShadow(canvas: Canvas, op: Op.Shadow) {
    if (op.colour.argb ushr 24 == 0) return
    val paint = solid(op.colour).apply { maskFilter = blurOf(op.blur) }
    canvas.save()
    if (op.inset) {
        val hole = op.rect.inset(op.spread, op.spread, op.spread, op.spread).moved(op.dx, op.dy)
        canvas.clipPath(roundRect(op.rect, op.corners))
        // Everything but a hole; its outer edge lies so far outside that its blur is not seen.
        val beyond = op.rect.union(hole).outset(op.blur * 2 + 4)
        val path =
            between {
                add(beyond, NO_CORNERS)
                if (!hole.isEmpty) add(hole, op.corners.inset(op.spread, op.spread, op.spread, op.spread))
            }
        canvas.drawPath(path, paint)
    } else {
        val shadow = op.rect.outset(op.spread).moved(op.dx, op.dy)
        if (!shadow.isEmpty) {
            canvas.clipOutPath(roundRect(op.rect, op.corners))
            canvas.drawPath(roundRect(shadow, op.corners.inset(-op.spread, -op.spread, -op.spread, -op.spread)), paint)
        }
    }
    canvas.restore()
}
