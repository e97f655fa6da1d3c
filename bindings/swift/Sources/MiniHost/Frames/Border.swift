/// A border taken apart into areas and lines that every canvas can draw: the same parts as `rust-core/paint/src/raster/border.rs` makes.
package enum BorderPart: Equatable, Sendable {
    /// An area; between two outlines if there are two.
    case fill([Frame.Segment], colour: Frame.Colour)
    /// A line, whole or in dashes.
    case line([Frame.Segment], width: Float, dashes: Dashes?, colour: Frame.Colour)
    /// Parts that show only inside an area.
    case clipped([Frame.Segment], [BorderPart])

    /// How a line is broken.
    package struct Dashes: Equatable, Sendable {
        package let dash: Float
        package let gap: Float
        /// Half a circle at each end.
        package let isRound: Bool
    }

    /// The parts, in the order to draw them.
    package static func parts(of border: Frame.Op.Border) -> [BorderPart] {
        BorderShape(rect: border.rect, corners: border.corners, sides: [border.top, border.right, border.bottom, border.left]).parts()
    }
}

private typealias Point = (x: Float, y: Float)

private struct BorderShape {
    let rect: Frame.Rect
    let corners: Frame.Corners
    /// Top, right, bottom, left.
    let sides: [Frame.BorderSide]

    func parts() -> [BorderPart] {
        let first = sides[0]
        let alike = sides.allSatisfy { $0.style == first.style && $0.colour == first.colour && $0.width > 0 }
        if alike && isVisible(first) {
            switch first.style {
            case .solid: return [ring(0, 1, first.colour)]
            case .double: return [ring(0, 1 / 3, first.colour), ring(2 / 3, 1, first.colour)]
            default:
                if sides.allSatisfy({ $0.width == first.width }) && !corners.isSquare {
                    let half = first.width / 2
                    let middle = rect.inset(half, half, half, half)
                    let outline = Outline.roundRect(middle, corners.inset(half, half, half, half))
                    return [broken(outline, first, 2 * (middle.width + middle.height))]
                }
            }
        }
        let isStraight = corners.isSquare && sides.allSatisfy { !isVisible($0) || $0.style == .solid }
        return sides.indices.flatMap { number -> [BorderPart] in
            let side = sides[number]
            if !isVisible(side) { return [] }
            if isStraight { return [.fill(trapezoid(number), colour: side.colour)] }
            // Whole dots, also in the corners, where two sides share one.
            if side.style == .dotted { return one(number) }
            return [.clipped(wedge(number), one(number))]
        }
    }

    private func isVisible(_ side: Frame.BorderSide) -> Bool {
        side.width > 0 && side.style != .none && side.colour.alpha > 0
    }

    private var inner: Frame.Rect { rect.inset(sides[0].width, sides[1].width, sides[2].width, sides[3].width) }

    private func points(_ rect: Frame.Rect) -> [Point] {
        [(rect.x, rect.y), (rect.right, rect.y), (rect.right, rect.bottom), (rect.x, rect.bottom)]
    }

    /// One side without what its neighbours have of the corners.
    private func trapezoid(_ number: Int) -> [Frame.Segment] {
        let next = (number + 1) % 4
        return Outline.polygon([points(rect)[number], points(rect)[next], points(inner)[next], points(inner)[number]])
    }

    /// The area between two outlines, at these parts of each side's width.
    private func ring(_ from: Float, _ to: Float, _ colour: Frame.Colour) -> BorderPart {
        var path: [Frame.Segment] = []
        for part in [from, to] {
            let widths = sides.map { $0.width * part }
            let inside = rect.inset(widths[0], widths[1], widths[2], widths[3])
            if !inside.isEmpty {
                path += Outline.roundRect(inside, corners.inset(widths[0], widths[1], widths[2], widths[3]))
            }
        }
        return .fill(path, colour: colour)
    }

    /// The part of the border that belongs to one side: from the outer corners along the diagonals to the middle.
    private func wedge(_ number: Int) -> [Frame.Segment] {
        let next = (number + 1) % 4
        let width = max(sides[number].width, 0.001)
        let reach = max(max(width, min(rect.width, rect.height) / 2) / width, 1)
        func along(_ from: Point, _ to: Point) -> Point {
            (from.x + (to.x - from.x) * reach, from.y + (to.y - from.y) * reach)
        }
        let (outer, inside) = (points(rect), points(inner))
        return Outline.polygon([
            outer[number], outer[next], along(outer[next], inside[next]), along(outer[number], inside[number]),
        ])
    }

    private func one(_ number: Int) -> [BorderPart] {
        let side = sides[number]
        switch side.style {
        case .none: return []
        case .solid: return [ring(0, 1, side.colour)]
        case .double: return [ring(0, 1 / 3, side.colour), ring(2 / 3, 1, side.colour)]
        case .dashed, .dotted:
            let half = side.width / 2
            let end = side.style == .dotted ? half : 0
            let (a, b): (Point, Point) = switch number {
            case 0: ((rect.x + end, rect.y + half), (rect.right - end, rect.y + half))
            case 1: ((rect.right - half, rect.y + end), (rect.right - half, rect.bottom - end))
            case 2: ((rect.x + end, rect.bottom - half), (rect.right - end, rect.bottom - half))
            default: ((rect.x + half, rect.y + end), (rect.x + half, rect.bottom - end))
            }
            let line: [Frame.Segment] = [.move(.init(x: a.x, y: a.y)), .line(.init(x: b.x, y: b.y))]
            return [broken(line, side, abs(b.x - a.x) + abs(b.y - a.y))]
        }
    }

    /// Dashes or dots along a line, spread so that a whole number fits.
    private func broken(_ path: [Frame.Segment], _ side: Frame.BorderSide, _ length: Float) -> BorderPart {
        let isRound = side.style == .dotted
        // A dot is a dash (nearly) without length under a round cap.
        let dash = side.width * (isRound ? 0.01 : 2)
        let step = dash + side.width * 2
        // More dashes than a screen has pixels are a line.
        if length / step > 20_000 { return .line(path, width: side.width, dashes: nil, colour: side.colour) }
        let count = max(((length - dash) / step).rounded(), 1)
        let gap = max((length - dash) / count - dash, side.width * 0.5)
        return .line(
            path, width: side.width, dashes: .init(dash: dash, gap: gap, isRound: isRound), colour: side.colour)
    }
}

/// Outlines as segments.
package enum Outline {
    /// How far a curve may be from a circle's quarter.
    private static let kappa: Float = 0.552_284_8

    /// A rectangle with elliptic corners, clockwise.
    package static func roundRect(_ rect: Frame.Rect, _ corners: Frame.Corners) -> [Frame.Segment] {
        if corners.isSquare {
            return polygon([(rect.x, rect.y), (rect.right, rect.y), (rect.right, rect.bottom), (rect.x, rect.bottom)])
        }
        let fitted = corners.fit(rect.width, rect.height)
        let (tl, tr, br, bl) = (fitted.topLeft, fitted.topRight, fitted.bottomRight, fitted.bottomLeft)
        let (x0, y0, x1, y1) = (rect.x, rect.y, rect.right, rect.bottom)
        let away = 1 - kappa
        func line(_ x: Float, _ y: Float) -> Frame.Segment { .line(.init(x: x, y: y)) }
        func curve(_ a: Point, _ b: Point, _ to: Point) -> Frame.Segment {
            .cubic(.init(x1: a.x, y1: a.y, x2: b.x, y2: b.y, x: to.x, y: to.y))
        }
        return [
            .move(.init(x: x0 + tl.x, y: y0)), line(x1 - tr.x, y0),
            curve((x1 - tr.x * away, y0), (x1, y0 + tr.y * away), (x1, y0 + tr.y)), line(x1, y1 - br.y),
            curve((x1, y1 - br.y * away), (x1 - br.x * away, y1), (x1 - br.x, y1)), line(x0 + bl.x, y1),
            curve((x0 + bl.x * away, y1), (x0, y1 - bl.y * away), (x0, y1 - bl.y)), line(x0, y0 + tl.y),
            curve((x0, y0 + tl.y * away), (x0 + tl.x * away, y0), (x0 + tl.x, y0)), .close,
        ]
    }

    fileprivate static func polygon(_ points: [Point]) -> [Frame.Segment] {
        points.enumerated().map { at, point in
            at == 0 ? .move(.init(x: point.x, y: point.y)) : .line(.init(x: point.x, y: point.y))
        } + [.close]
    }
}
