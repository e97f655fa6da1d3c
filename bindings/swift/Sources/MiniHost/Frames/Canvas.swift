/// What the player draws on. An implementation knows how to fill and write on its platform, and nothing of layers or frames.
///
/// Everything is in logical pixels of the present coordinates, y downwards. `save` and `restore` come in pairs, as do `beginGroup` or
/// `beginMask` or `beginBlend` and `endGroup`; pairs nest.
package protocol Canvas: AnyObject {
    /// Keeps the coordinates and the clip for the `restore` that belongs to it.
    func save()
    /// As it was at the `save`.
    func restore()
    /// What follows is moved.
    func translate(_ dx: Float, _ dy: Float)
    /// What follows is mapped: inside to outside.
    func concat(_ transform: Frame.Transform)
    /// What follows shows only inside, until the `restore`.
    func clip(_ rect: Frame.Rect, _ corners: Frame.Corners)
    /// What follows shows only inside outlines, until the `restore`.
    func clip(_ path: [Frame.Segment], evenOdd: Bool)
    /// What follows is drawn as one picture and faded. `bounds` is around everything until the end, if it is known.
    func beginGroup(_ opacity: Float, _ bounds: Frame.Rect?)
    /// What follows is drawn as one picture, which at the end cuts what the group around it holds: only what lies under it stays, as opaque as
    /// it is.
    func beginMask()
    /// What follows is drawn as one picture that comes together with the group around it in some way.
    func beginBlend(_ blend: Frame.Blend, _ bounds: Frame.Rect)
    /// The picture of `beginGroup` or `beginBlend` is put in its place, or that of `beginMask` cuts.
    func endGroup()
    /// Fills a rectangle.
    func fill(_ rect: Frame.Rect, _ paint: Frame.Paint)
    /// Fills a rectangle with round corners.
    func fill(_ rect: Frame.Rect, _ corners: Frame.Corners, _ paint: Frame.Paint)
    /// Fills outlines.
    func fill(_ fill: Frame.Op.FillPath)
    /// Draws along outlines.
    func stroke(_ stroke: Frame.Op.StrokePath)
    /// Draws a border.
    func border(_ border: Frame.Op.Border)
    /// Draws a box's shadow.
    func shadow(_ shadow: Frame.Op.Shadow)
    /// Writes a line.
    func text(_ text: Frame.Op.Text, _ font: Frame.TextFont)
    /// Draws a picture.
    func image(_ image: Frame.Op.Image)
    /// Repeats a picture.
    func tiles(_ tiles: Frame.Op.ImageTiles)
    /// A layer's rectangle that the host fills: left out, or drawn as it looks now.
    func native(_ layer: Frame.Layer)
}
