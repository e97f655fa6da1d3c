package dev.minihost.frame

/**
 * What [FramePlayer] draws on. An implementation knows how to fill and write on its platform, and nothing of layers or frames.
 *
 * Everything is in logical pixels of the present coordinates, y downwards. [save] and [restore] come in pairs, as do [beginGroup] or
 * [beginMask] or [beginBlend] and [endGroup]; pairs nest.
 */
public interface FrameCanvas {
    /** Keeps the coordinates and the clip for the [restore] that belongs to it. */
    public fun save()

    /** As it was at the [save]. */
    public fun restore()

    /** What follows is moved. */
    public fun translate(dx: Float, dy: Float)

    /** What follows is mapped: inside to outside. */
    public fun concat(transform: Transform)

    /** What follows shows only inside, until the [restore]. */
    public fun clip(rect: Rect, corners: Corners)

    /** What follows shows only inside outlines, until the [restore]. */
    public fun clip(path: List<Segment>, evenOdd: Boolean)

    /** What follows is drawn as one picture and faded. [bounds] is around everything until the end, if it is known. */
    public fun beginGroup(opacity: Float, bounds: Rect?)

    /** What follows is drawn as one picture that cuts the group around it: where it is transparent nothing of that stays. */
    public fun beginMask()

    /** What follows is drawn as one picture that comes together with the group around it in some way. */
    public fun beginBlend(blend: Blend, bounds: Rect)

    /** The picture of [beginGroup] or [beginBlend] is put in its place, or that of [beginMask] cuts. */
    public fun endGroup()

    /** Fills a rectangle. */
    public fun fill(rect: Rect, paint: Paint)

    /** Fills a rectangle with round corners. */
    public fun fill(rect: Rect, corners: Corners, paint: Paint)

    /** Fills outlines. */
    public fun fill(op: Op.FillPath)

    /** Draws along outlines. */
    public fun stroke(op: Op.StrokePath)

    /** Draws a border. */
    public fun border(op: Op.Border)

    /** Draws a box's shadow. */
    public fun shadow(op: Op.Shadow)

    /** Writes a line. */
    public fun text(op: Op.Text, font: TextFont)

    /** Draws a picture. */
    public fun image(op: Op.Image)

    /** Repeats a picture. */
    public fun tiles(op: Op.ImageTiles)

    /** A layer's rectangle that the host fills: left out, or drawn as it looks now. */
    public fun native(layer: Layer)
}
