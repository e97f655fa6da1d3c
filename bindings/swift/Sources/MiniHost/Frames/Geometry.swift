// What a painter asks of the format's geometry. The arithmetic is written out so that every painter gets the same numbers.

extension Frame.Rect {
    package init(_ x: Float, _ y: Float, _ width: Float, _ height: Float) {
        self.init(x: x, y: y, width: max(width, 0), height: max(height, 0))
    }

    package var right: Float { x + width }
    package var bottom: Float { y + height }
    package var isEmpty: Bool { width <= 0 || height <= 0 }

    package func translated(_ dx: Float, _ dy: Float) -> Frame.Rect { Frame.Rect(x + dx, y + dy, width, height) }

    /// Each edge moved inwards (outwards when negative).
    package func inset(_ top: Float, _ right: Float, _ bottom: Float, _ left: Float) -> Frame.Rect {
        Frame.Rect(x + left, y + top, width - left - right, height - top - bottom)
    }

    package func outset(_ by: Float) -> Frame.Rect { inset(-by, -by, -by, -by) }

    /// The smallest rectangle around both; an empty one counts for nothing.
    package func union(_ other: Frame.Rect) -> Frame.Rect {
        if isEmpty { return other }
        if other.isEmpty { return self }
        let (x, y) = (min(x, other.x), min(y, other.y))
        return Frame.Rect(x, y, max(right, other.right) - x, max(bottom, other.bottom) - y)
    }
}

extension Frame.Corners {
    package static let square: Frame.Corners = {
        let none = Frame.Corner(x: 0, y: 0)
        return Frame.Corners(topLeft: none, topRight: none, bottomRight: none, bottomLeft: none)
    }()

    /// Clockwise from the top left.
    package var each: [Frame.Corner] { [topLeft, topRight, bottomRight, bottomLeft] }

    package var isSquare: Bool { each.allSatisfy { $0.x <= 0 || $0.y <= 0 } }

    private func map(_ change: (Frame.Corner) -> Frame.Corner) -> Frame.Corners {
        Frame.Corners(
            topLeft: change(topLeft), topRight: change(topRight), bottomRight: change(bottomRight),
            bottomLeft: change(bottomLeft))
    }

    /// The radii of the shape whose edges lie this much further inwards (outwards when negative; a square corner stays square).
    package func inset(_ top: Float, _ right: Float, _ bottom: Float, _ left: Float) -> Frame.Corners {
        func less(_ corner: Frame.Corner, _ dx: Float, _ dy: Float) -> Frame.Corner {
            if corner.x <= 0 || corner.y <= 0 { return Frame.Corner(x: 0, y: 0) }
            return Frame.Corner(x: max(corner.x - dx, 0), y: max(corner.y - dy, 0))
        }
        return Frame.Corners(
            topLeft: less(topLeft, left, top), topRight: less(topRight, right, top),
            bottomRight: less(bottomRight, right, bottom), bottomLeft: less(bottomLeft, left, bottom))
    }

    /// Reduced by one factor so that neighbours fit on their side (CSS Backgrounds 3, 5.5).
    package func fit(_ width: Float, _ height: Float) -> Frame.Corners {
        let positive = map { Frame.Corner(x: max($0.x, 0), y: max($0.y, 0)) }
        let sums = [
            (width, positive.topLeft.x + positive.topRight.x), (width, positive.bottomLeft.x + positive.bottomRight.x),
            (height, positive.topLeft.y + positive.bottomLeft.y), (height, positive.topRight.y + positive.bottomRight.y),
        ]
        let factor = max(sums.filter { $0.1 > 0 }.map { $0.0 / $0.1 }.reduce(1, min), 0)
        return factor < 1 ? positive.map { Frame.Corner(x: $0.x * factor, y: $0.y * factor) } : positive
    }
}

extension Frame.Transform {
    package static let identity = Frame.Transform(a: 1, b: 0, c: 0, d: 1, e: 0, f: 0)
}

extension Frame.Colour {
    package var alpha: UInt8 { UInt8(truncatingIfNeeded: argb >> 24) }
    package var red: UInt8 { UInt8(truncatingIfNeeded: argb >> 16) }
    package var green: UInt8 { UInt8(truncatingIfNeeded: argb >> 8) }
    package var blue: UInt8 { UInt8(truncatingIfNeeded: argb) }
}
