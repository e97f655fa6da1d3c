import CoreGraphics
import MiniHost

extension CGRect {
    init(_ rect: Frame.Rect) {
        self.init(x: CGFloat(rect.x), y: CGFloat(rect.y), width: CGFloat(rect.width), height: CGFloat(rect.height))
    }
}

extension Frame.Rect {
    init(_ rect: CGRect) {
        self.init(Float(rect.origin.x), Float(rect.origin.y), Float(rect.size.width), Float(rect.size.height))
    }
}

extension CGPoint {
    init(_ x: Float, _ y: Float) { self.init(x: CGFloat(x), y: CGFloat(y)) }
}

extension CGAffineTransform {
    init(_ transform: Frame.Transform) {
        self.init(
            a: CGFloat(transform.a), b: CGFloat(transform.b), c: CGFloat(transform.c), d: CGFloat(transform.d),
            tx: CGFloat(transform.e), ty: CGFloat(transform.f))
    }
}

extension CGColor {
    static func of(_ colour: Frame.Colour) -> CGColor {
        func part(_ byte: UInt8) -> CGFloat { CGFloat(byte) / 255 }
        return CGColor(
            srgbRed: part(colour.red), green: part(colour.green), blue: part(colour.blue), alpha: part(colour.alpha))
    }
}

extension CGPath {
    static func of(_ segments: [Frame.Segment]) -> CGPath {
        let path = CGMutablePath()
        for segment in segments {
            // A path must begin with a move; what comes before the first one is left out.
            if path.isEmpty, case .move = segment {} else if path.isEmpty { continue }
            switch segment {
            case .move(let to): path.move(to: CGPoint(to.x, to.y))
            case .line(let to): path.addLine(to: CGPoint(to.x, to.y))
            case .quad(let curve): path.addQuadCurve(to: CGPoint(curve.x, curve.y), control: CGPoint(curve.x1, curve.y1))
            case .cubic(let curve):
                path.addCurve(
                    to: CGPoint(curve.x, curve.y), control1: CGPoint(curve.x1, curve.y1), control2: CGPoint(curve.x2, curve.y2))
            case .close: path.closeSubpath()
            }
        }
        return path
    }
}

extension CGGradient {
    static func of(_ stops: [Frame.Stop]) -> CGGradient {
        let colours = stops.map { CGColor.of($0.colour) }
        let places = stops.map { CGFloat($0.offset) }
        // None only when memory is out, or the counts differ.
        return CGGradient.make(colours, places) ?? CGGradient.make([CGColor.of(Frame.Colour(argb: 0))], [0])!
    }
}
