/// Where a repeated picture's tiles stand.
package enum Tiling {
    /// More tiles than this are not drawn one by one by any painter: they would be smaller than pixels.
    private static let most = 10_000

    /// Rectangles of all tiles that show in the area.
    package static func places(of tiles: Frame.Op.ImageTiles) -> [Frame.Rect] {
        if tiles.tile.isEmpty || tiles.area.isEmpty { return [] }
        let across = steps(tiles.tile.x, tiles.tile.width, tiles.stepX, tiles.area.x, tiles.area.right)
        let down = steps(tiles.tile.y, tiles.tile.height, tiles.stepY, tiles.area.y, tiles.area.bottom)
        if across.count > most || down.count > most || across.count * down.count > most { return [] }
        return down.flatMap { dy in across.map { dx in tiles.tile.translated(dx, dy) } }
    }

    private static func steps(_ start: Float, _ size: Float, _ step: Float, _ from: Float, _ to: Float) -> [Float] {
        if step <= 0 { return [0] }
        let first = ((from - start - size) / step).rounded(.up)
        let last = ((to - start) / step).rounded(.down)
        guard first <= last, last - first < Float(most) else { return [] }
        return (Int(first)...Int(last)).map { Float($0) * step }
    }
}

/// How often a repeating gradient must be drawn.
package enum Spread {
    /// Whole numbers of the gradient's length, from before the area to behind it. At most a thousand.
    package static func turns(_ linear: Frame.Paint.Linear, over area: Frame.Rect) -> ClosedRange<Int> {
        let (dx, dy) = (linear.x1 - linear.x0, linear.y1 - linear.y0)
        let length = dx * dx + dy * dy
        guard length > 0 else { return 0...0 }
        let corners = [(area.x, area.y), (area.right, area.y), (area.x, area.bottom), (area.right, area.bottom)]
        let along = corners.map { (($0.0 - linear.x0) * dx + ($0.1 - linear.y0) * dy) / length }
        let first = max(min((along.min() ?? 0).rounded(.down), 0), -500)
        let last = min(max((along.max() ?? 0).rounded(.up), 0), 500)
        return Int(first)...Int(last)
    }
}

extension Frame.Paint {
    /// The colour that stands for it where only one can be used.
    package var first: Frame.Colour {
        switch self {
        case .solid(let colour): colour
        case .linear(let linear): linear.stops.first?.colour ?? Frame.Colour(argb: 0)
        case .radial(let radial): radial.stops.first?.colour ?? Frame.Colour(argb: 0)
        case .conic(let conic): conic.stops.first?.colour ?? Frame.Colour(argb: 0)
        }
    }
}

extension ProgramFont {
    /// A frame's font is what text was measured with.
    package init(_ font: Frame.TextFont) {
        self.init(
            families: font.families, size: font.size, weight: Int(font.weight), italic: font.italic,
            letterSpacing: font.letterSpacing)
    }
}

/// What a layer draws, cut into bands one below the other: a page of ten thousand rows must not be one picture.
package enum Bands {
    /// Height of a band, px.
    package static let height: Float = 512

    /// Numbers of the bands of a drawing that is `total` high which `from` to `to` touches, with as much again above and below.
    package static func touched(total: Float, from: Float, to: Float) -> Range<Int> {
        guard total > 0, to > from else { return 0..<0 }
        let ahead = to - from
        let first = max((from - ahead) / height, 0).rounded(.down)
        let end = (min(to + ahead, total) / height).rounded(.up)
        return first < end ? Int(first)..<Int(end) : 0..<0
    }
}
