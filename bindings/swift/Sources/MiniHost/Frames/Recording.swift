/// A canvas that draws nothing and writes down what it was asked, as `docs/frame-recording.md` describes: recordings of two players of the
/// same frames must be the same text.
package final class Recording: Canvas {
    package private(set) var lines: [String] = []

    package init() {}

    package var text: String { lines.joined(separator: "\n") + "\n" }

    /// Begins a page.
    package func page(_ name: String) { lines.append("page \(name)") }

    private func add(_ parts: String...) { lines.append(parts.joined(separator: " ")) }

    package func save() { add("save") }
    package func restore() { add("restore") }
    package func translate(_ dx: Float, _ dy: Float) { add("translate", px(dx), px(dy)) }

    package func concat(_ transform: Frame.Transform) {
        let factors = [transform.a, transform.b, transform.c, transform.d].map(factor).joined(separator: " ")
        add("concat", factors, px(transform.e), px(transform.f))
    }

    package func clip(_ rect: Frame.Rect, _ corners: Frame.Corners) { add("clip", of(rect), of(corners)) }

    package func clip(_ path: [Frame.Segment], evenOdd: Bool) { add("clip-path", of(path), rule(evenOdd)) }

    package func beginGroup(_ opacity: Float, _ bounds: Frame.Rect?) {
        add("group", factor(opacity), bounds.map(of) ?? "-")
    }

    package func beginMask() { add("mask") }
    package func beginBlend(_ blend: Frame.Blend, _ bounds: Frame.Rect) {
        add("blend", "\(Frame.Blend.allCases.firstIndex(of: blend) ?? -1)", of(bounds))
    }
    package func endGroup() { add("end") }
    package func fill(_ rect: Frame.Rect, _ paint: Frame.Paint) { add("rect", of(rect), of(paint)) }

    package func fill(_ rect: Frame.Rect, _ corners: Frame.Corners, _ paint: Frame.Paint) {
        add("round", of(rect), of(corners), of(paint))
    }

    package func fill(_ fill: Frame.Op.FillPath) {
        add("path", of(fill.path), rule(fill.evenOdd), of(fill.paint), px(fill.blur))
    }

    package func stroke(_ stroke: Frame.Op.StrokePath) {
        let line = stroke.line
        let cap = switch line.cap {
        case .butt: "butt"
        case .round: "round"
        case .square: "square"
        }
        let join = switch line.join {
        case .miter: "miter"
        case .round: "round"
        case .bevel: "bevel"
        }
        let dash = "(" + line.dash.map(px).joined(separator: " ") + ")"
        add(
            "stroke", of(stroke.path), of(stroke.paint), px(line.width), cap, join, factor(line.miter), dash,
            px(line.dashOffset), px(stroke.blur))
    }

    package func border(_ border: Frame.Op.Border) {
        let sides = [border.top, border.right, border.bottom, border.left].map { side in
            let style = switch side.style {
            case .none: "none"
            case .solid: "solid"
            case .dashed: "dashed"
            case .dotted: "dotted"
            case .double: "double"
            }
            return "\(px(side.width)) \(style) \(of(side.colour))"
        }
        add("border", of(border.rect), of(border.corners), sides.joined(separator: " "))
    }

    package func shadow(_ shadow: Frame.Op.Shadow) {
        add(
            "shadow", of(shadow.rect), of(shadow.corners), px(shadow.dx), px(shadow.dy), px(shadow.blur), px(shadow.spread),
            of(shadow.colour), shadow.inset ? "inset" : "outset")
    }

    package func text(_ text: Frame.Op.Text, _ font: Frame.TextFont) {
        add(
            "text", px(text.x), px(text.baseline), px(text.width), of(text.paint), px(text.blur), px(text.outline), px(font.size), "\(font.weight)",
            font.italic ? "italic" : "upright", px(font.letterSpacing), quoted(font.families.joined(separator: ",")),
            quoted(text.text))
    }

    package func image(_ image: Frame.Op.Image) {
        add("image", "\(image.image)", of(image.source), of(image.target), of(image.corners))
    }

    package func tiles(_ tiles: Frame.Op.ImageTiles) {
        add("tiles", "\(tiles.image)", of(tiles.area), of(tiles.corners), of(tiles.tile), px(tiles.stepX), px(tiles.stepY))
    }

    package func native(_ layer: Frame.Layer) {
        let kind = switch layer.native {
        case .none: "none"
        case .textField(let field): "text-field " + quoted(field.value)
        case .webView(let url): "web-view " + quoted(url)
        case .video: "video"
        case .map: "map"
        case .canvas: "canvas"
        case .other(let other): "other " + quoted(other.tag)
        }
        add("native", of(layer.rect), kind)
    }
}

private func rule(_ isEvenOdd: Bool) -> String { isEvenOdd ? "even-odd" : "non-zero" }

/// Thousandths, halves upwards: the same digits in every language.
private func px(_ value: Float) -> String { scaled(value, 1_000) }

/// Millionths.
private func factor(_ value: Float) -> String { scaled(value, 1_000_000) }

private func scaled(_ value: Float, _ by: Double) -> String {
    // Exact in a double: a float has 24 bits. What is larger than any screen is cut, so that it has digits.
    let product = (Double(value) * by + 0.5).rounded(.down)
    return String(Int64(min(max(product, -1e15), 1e15)))
}

private func of(_ rect: Frame.Rect) -> String { "\(px(rect.x)) \(px(rect.y)) \(px(rect.width)) \(px(rect.height))" }

private func of(_ corners: Frame.Corners) -> String {
    if corners.each.allSatisfy({ $0.x == 0 && $0.y == 0 }) { return "square" }
    return "corners " + corners.each.map { "\(px($0.x)) \(px($0.y))" }.joined(separator: " ")
}

private func of(_ colour: Frame.Colour) -> String {
    let digits = String(colour.argb, radix: 16)
    return "#" + String(repeating: "0", count: 8 - digits.count) + digits
}

private func of(_ paint: Frame.Paint) -> String {
    switch paint {
    case .solid(let colour): of(colour)
    case .linear(let linear):
        "linear \(px(linear.x0)) \(px(linear.y0)) \(px(linear.x1)) \(px(linear.y1)) \(of(linear.stops, linear.repeat))"
    case .radial(let radial):
        "radial \(px(radial.x)) \(px(radial.y)) \(px(radial.radiusX)) \(px(radial.radiusY)) \(of(radial.stops, radial.repeat))"
    case .conic(let conic): "conic \(px(conic.x)) \(px(conic.y)) \(factor(conic.start)) \(of(conic.stops, conic.repeat))"
    }
}

private func of(_ stops: [Frame.Stop], _ isRepeated: Bool) -> String {
    let listed = stops.map { "\(factor($0.offset)) \(of($0.colour))" }.joined(separator: " ")
    return "(\(listed)) \(isRepeated ? "repeat" : "once")"
}

private func of(_ path: [Frame.Segment]) -> String {
    let parts = path.map { segment in
        switch segment {
        case .move(let to): "M \(px(to.x)) \(px(to.y))"
        case .line(let to): "L \(px(to.x)) \(px(to.y))"
        case .quad(let curve): "Q \(px(curve.x1)) \(px(curve.y1)) \(px(curve.x)) \(px(curve.y))"
        case .cubic(let curve):
            "C \(px(curve.x1)) \(px(curve.y1)) \(px(curve.x2)) \(px(curve.y2)) \(px(curve.x)) \(px(curve.y))"
        case .close: "Z"
        }
    }
    return "(" + parts.joined(separator: " ") + ")"
}

/// In quotation marks; what would end the line or the text is escaped, everything else stands for itself.
private func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": out += "\\\""
        case "\\": out += "\\\\"
        case "\n": out += "\\n"
        case "\r": out += "\\r"
        default: out.unicodeScalars.append(scalar)
        }
    }
    return out + "\""
}
