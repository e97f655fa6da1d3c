import CoreGraphics
import CoreText
import MiniHost

/// Draws on a Core Graphics context whose y grows downwards, as UIKit hands them out.
@MainActor
final class CoreGraphicsCanvas: @preconcurrency Canvas {
    private let context: CGContext
    private let pictures: Pictures

    init(_ context: CGContext, pictures: Pictures) {
        self.context = context
        self.pictures = pictures
        context.textMatrix = CGAffineTransform(a: 1, b: 0, c: 0, d: -1, tx: 0, ty: 0)
    }

    func save() { context.saveGState() }
    func restore() { context.restoreGState() }
    func translate(_ dx: Float, _ dy: Float) { context.translateBy(x: CGFloat(dx), y: CGFloat(dy)) }
    func concat(_ transform: Frame.Transform) { context.concatenate(CGAffineTransform(transform)) }

    func clip(_ rect: Frame.Rect, _ corners: Frame.Corners) {
        context.addPath(CGPath.of(Outline.roundRect(rect, corners)))
        context.clip()
    }

    func clip(_ path: [Frame.Segment], evenOdd: Bool) {
        context.addPath(CGPath.of(path))
        context.clip(using: evenOdd ? .evenOdd : .winding)
    }

    func beginGroup(_ opacity: Float, _ bounds: Frame.Rect?) {
        context.saveGState()
        context.setAlpha(CGFloat(opacity))
        if let bounds {
            context.beginTransparencyLayer(in: CGRect(bounds), auxiliaryInfo: nil)
        } else {
            context.beginTransparencyLayer(auxiliaryInfo: nil)
        }
    }

    func beginMask() { beginLayer(.destinationIn) }

    // Not cut to the bounds: some ways of coming together change what lies around.
    func beginBlend(_ blend: Frame.Blend, _ bounds: Frame.Rect) { beginLayer(CGBlendMode.of(blend)) }

    private func beginLayer(_ mode: CGBlendMode) {
        context.saveGState()
        // The layer is put in place by the mode that was set when it began.
        context.setBlendMode(mode)
        context.beginTransparencyLayer(auxiliaryInfo: nil)
        context.setBlendMode(.normal)
    }

    func endGroup() {
        context.endTransparencyLayer()
        context.restoreGState()
    }

    func fill(_ rect: Frame.Rect, _ paint: Frame.Paint) {
        if case .solid(let colour) = paint {
            context.setFillColor(CGColor.of(colour))
            context.fill(CGRect(rect))
        } else {
            within(Outline.roundRect(rect, .square)) { gradient(paint) }
        }
    }

    func fill(_ rect: Frame.Rect, _ corners: Frame.Corners, _ paint: Frame.Paint) {
        fill(.init(path: Outline.roundRect(rect, corners), evenOdd: false, paint: paint, blur: 0))
    }

    func fill(_ fill: Frame.Op.FillPath) {
        let rule: CGPathFillRule = fill.evenOdd ? .evenOdd : .winding
        if case .solid(let colour) = fill.paint {
            soft(fill.blur, colour) {
                context.setFillColor(CGColor.of(colour))
                context.addPath(CGPath.of(fill.path))
                context.fillPath(using: rule)
            }
        } else {
            within(fill.path, rule) { gradient(fill.paint) }
        }
    }

    /// Of what is drawn only the blur is seen: the thing itself is drawn far away, its shadow where it should be.
    private func soft(_ blur: Float, _ colour: Frame.Colour, _ draw: () -> Void) {
        guard blur > 0 else { return draw() }
        let away: CGFloat = 4_096
        context.saveGState()
        context.setShadow(offset: CGSize(width: away, height: 0), blur: CGFloat(blur), color: CGColor.of(colour))
        context.translateBy(x: -away, y: 0)
        draw()
        context.restoreGState()
    }

    func stroke(_ stroke: Frame.Op.StrokePath) {
        context.saveGState()
        context.set(stroke.line)
        if case .solid(let colour) = stroke.paint {
            soft(stroke.blur, colour) {
                context.setStrokeColor(CGColor.of(colour))
                context.addPath(CGPath.of(stroke.path))
                context.strokePath()
            }
        } else {
            context.addPath(CGPath.of(stroke.path))
            context.replacePathWithStrokedPath()
            context.clip()
            gradient(stroke.paint)
        }
        context.restoreGState()
    }

    func border(_ border: Frame.Op.Border) {
        for part in BorderPart.parts(of: border) { draw(part) }
    }

    private func draw(_ part: BorderPart) {
        switch part {
        case .fill(let path, let colour):
            context.setFillColor(CGColor.of(colour))
            context.addPath(CGPath.of(path))
            context.fillPath(using: .evenOdd)
        case .line(let path, let width, let dashes, let colour):
            context.saveGState()
            context.setStrokeColor(CGColor.of(colour))
            context.setLineWidth(CGFloat(width))
            if let dashes {
                context.setLineCap(dashes.isRound ? .round : .butt)
                context.setLineDash(phase: 0, lengths: [CGFloat(dashes.dash), CGFloat(dashes.gap)])
            }
            context.addPath(CGPath.of(path))
            context.strokePath()
            context.restoreGState()
        case .clipped(let path, let parts):
            within(path) { for part in parts { draw(part) } }
        }
    }

    func shadow(_ shadow: Frame.Op.Shadow) {
        guard shadow.colour.alpha > 0 else { return }
        let spread = shadow.inset ? -shadow.spread : shadow.spread
        let cast = shadow.rect.outset(spread).translated(shadow.dx, shadow.dy)
        let shape = Outline.roundRect(cast, shadow.corners.inset(-spread, -spread, -spread, -spread))
        let box = Outline.roundRect(shadow.rect, shadow.corners)
        let reach = cast.union(shadow.rect).outset(shadow.blur * 1.5 + 4)
        let around = Outline.roundRect(reach, .square)
        context.saveGState()
        context.addPath(CGPath.of(shadow.inset ? box : around + box))
        context.clip(using: .evenOdd)
        // The shape itself is drawn outside of what the clip shows, its shadow inside: of it only the blur is wanted.
        let away = CGFloat(reach.width) + 8
        let caster = shadow.inset ? Outline.roundRect(reach.outset(shadow.blur * 2), .square) + shape : shape
        context.setShadow(
            offset: CGSize(width: away, height: 0), blur: CGFloat(shadow.blur), color: CGColor.of(shadow.colour))
        context.setFillColor(CGColor.of(Frame.Colour(argb: 0xff00_0000)))
        context.translateBy(x: -away, y: 0)
        context.addPath(CGPath.of(caster))
        context.fillPath(using: .evenOdd)
        context.restoreGState()
    }

    func text(_ text: Frame.Op.Text, _ font: Frame.TextFont) {
        let line = Fonts.line(text.text, ProgramFont(font), colour: CGColor.of(text.paint.first))
        context.saveGState()
        if text.blur > 0 {
            let away: CGFloat = 4_096
            context.setShadow(
                offset: CGSize(width: away, height: 0), blur: CGFloat(text.blur), color: CGColor.of(text.paint.first))
            context.translateBy(x: -away, y: 0)
        }
        context.textPosition = CGPoint(x: CGFloat(text.x), y: CGFloat(text.baseline))
        if text.outline > 0 {
            context.setTextDrawingMode(.stroke)
            context.setLineWidth(CGFloat(text.outline))
            context.setStrokeColor(CGColor.of(text.paint.first))
            CTLineDraw(line, context)
        } else if case .solid = text.paint {
            CTLineDraw(line, context)
        } else {
            context.setTextDrawingMode(.clip)
            CTLineDraw(line, context)
            gradient(text.paint)
        }
        context.restoreGState()
    }

    func image(_ image: Frame.Op.Image) {
        guard let picture = pictures.picture(image.image), let whole = PicturePlace.whole(of: image, picture.need) else { return }
        within(Outline.roundRect(image.target, image.corners)) { draw(picture.image, in: CGRect(whole)) }
    }

    func tiles(_ tiles: Frame.Op.ImageTiles) {
        guard let picture = pictures.picture(tiles.image) else { return }
        within(Outline.roundRect(tiles.area, tiles.corners)) {
            for place in Tiling.places(of: tiles) { draw(picture.image, in: CGRect(place)) }
        }
    }

    func native(_ layer: Frame.Layer) {}

    /// Core Graphics draws pictures from the bottom up.
    private func draw(_ picture: CGImage, in rect: CGRect) {
        context.saveGState()
        context.translateBy(x: rect.origin.x, y: rect.origin.y + rect.size.height)
        context.scaleBy(x: 1, y: -1)
        context.draw(picture, in: CGRect(origin: CGPoint(x: 0, y: 0), size: rect.size))
        context.restoreGState()
    }

    private func within(_ path: [Frame.Segment], _ rule: CGPathFillRule = .evenOdd, _ work: () -> Void) {
        context.saveGState()
        context.addPath(CGPath.of(path))
        context.clip(using: rule)
        work()
        context.restoreGState()
    }

    /// Fills the clip.
    private func gradient(_ paint: Frame.Paint) {
        let options: CGGradientDrawingOptions = [.drawsBeforeStartLocation, .drawsAfterEndLocation]
        switch paint {
        case .solid(let colour):
            context.setFillColor(CGColor.of(colour))
            context.fill(context.boundingBoxOfClipPath)
        case .linear(let linear):
            let (from, to) = (CGPoint(linear.x0, linear.y0), CGPoint(linear.x1, linear.y1))
            let span = linear.repeat ? Spread.turns(linear, over: Frame.Rect(context.boundingBoxOfClipPath)) : 0...0
            for turn in span {
                let (dx, dy) = ((to.x - from.x) * CGFloat(turn), (to.y - from.y) * CGFloat(turn))
                context.drawLinearGradient(
                    CGGradient.of(linear.stops), start: CGPoint(x: from.x + dx, y: from.y + dy),
                    end: CGPoint(x: to.x + dx, y: to.y + dy), options: linear.repeat ? [] : options)
            }
        case .radial(let radial):
            context.saveGState()
            context.translateBy(x: CGFloat(radial.x), y: CGFloat(radial.y))
            context.scaleBy(x: 1, y: CGFloat(radial.radiusY / radial.radiusX))
            let centre = CGPoint(x: 0, y: 0)
            context.drawRadialGradient(
                CGGradient.of(radial.stops), startCenter: centre, startRadius: 0, endCenter: centre,
                endRadius: CGFloat(radial.radiusX), options: options)
            context.restoreGState()
        case .conic(let conic):
            // Up is -90 degrees here.
            context.drawConicGradient(
                CGGradient.of(conic.stops), center: CGPoint(conic.x, conic.y), angle: CGFloat(conic.start) - .pi / 2)
        }
    }
}
