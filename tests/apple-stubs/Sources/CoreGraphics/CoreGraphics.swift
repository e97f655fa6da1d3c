@_exported import Foundation

/// Declared for types alone.
public func declared() -> Never { fatalError("a declaration for type checks, not an implementation") }

public typealias CFString = NSString
public typealias CFArray = NSArray
public typealias CFDictionary = NSDictionary
public typealias CFData = NSData

public struct CGAffineTransform: Equatable, Sendable {
    public static var identity: CGAffineTransform { declared() }
    public init(a: CGFloat, b: CGFloat, c: CGFloat, d: CGFloat, tx: CGFloat, ty: CGFloat) { declared() }
}

public final class CGColorSpace: Sendable {
    public static var sRGB: CFString { declared() }
    public init?(name: CFString) { declared() }
}

public final class CGColor: Sendable {
    public init(srgbRed: CGFloat, green: CGFloat, blue: CGFloat, alpha: CGFloat) { declared() }
}

public class CGPath: @unchecked Sendable {
    public var isEmpty: Bool { declared() }
    init() {}
}

public final class CGMutablePath: CGPath, @unchecked Sendable {
    public override init() { declared() }
    public func move(to point: CGPoint) { declared() }
    public func addLine(to point: CGPoint) { declared() }
    public func addQuadCurve(to end: CGPoint, control: CGPoint) { declared() }
    public func addCurve(to end: CGPoint, control1: CGPoint, control2: CGPoint) { declared() }
    public func closeSubpath() { declared() }
}

public final class CGGradient: Sendable {
    public init?(colorsSpace: CGColorSpace?, colors: CFArray, locations: [CGFloat]?) { declared() }
}

public struct CGGradientDrawingOptions: OptionSet, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    public static var drawsBeforeStartLocation: CGGradientDrawingOptions { declared() }
    public static var drawsAfterEndLocation: CGGradientDrawingOptions { declared() }
}

public final class CGDataProvider: Sendable {
    public init?(data: CFData) { declared() }
}

public enum CGImageAlphaInfo: UInt32, Sendable { case premultipliedLast = 1 }
public enum CGColorRenderingIntent: Sendable { case defaultIntent }

public struct CGBitmapInfo: OptionSet, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
}

public final class CGImage: Sendable {
    public init?(
        width: Int, height: Int, bitsPerComponent: Int, bitsPerPixel: Int, bytesPerRow: Int, space: CGColorSpace,
        bitmapInfo: CGBitmapInfo, provider: CGDataProvider, decode: UnsafePointer<CGFloat>?, shouldInterpolate: Bool,
        intent: CGColorRenderingIntent
    ) { declared() }
}

public enum CGLineCap: Sendable { case butt, round, square }
public enum CGLineJoin: Sendable { case miter, round, bevel }
public enum CGBlendMode: Sendable {
    case normal, multiply, screen, overlay, darken, lighten, colorDodge, colorBurn, softLight, hardLight, difference, exclusion, hue
    case saturation, color, luminosity, clear, copy, sourceIn, sourceOut, sourceAtop, destinationOver, destinationIn, destinationOut
    case destinationAtop, xor, plusDarker, plusLighter
}
public enum CGPathFillRule: Sendable { case winding, evenOdd }
public enum CGTextDrawingMode: Sendable { case clip, stroke }

public final class CGContext {
    public init?(
        data: UnsafeMutableRawPointer?, width: Int, height: Int, bitsPerComponent: Int, bytesPerRow: Int, space: CGColorSpace,
        bitmapInfo: UInt32
    ) { declared() }
    public var textMatrix: CGAffineTransform { get { declared() } set { declared() } }
    public var textPosition: CGPoint { get { declared() } set { declared() } }
    public var boundingBoxOfClipPath: CGRect { declared() }
    public func saveGState() { declared() }
    public func restoreGState() { declared() }
    public func translateBy(x: CGFloat, y: CGFloat) { declared() }
    public func scaleBy(x: CGFloat, y: CGFloat) { declared() }
    public func concatenate(_ transform: CGAffineTransform) { declared() }
    public func addPath(_ path: CGPath) { declared() }
    public func clip(using rule: CGPathFillRule = .winding) { declared() }
    public func setBlendMode(_ mode: CGBlendMode) { declared() }
    public func setAlpha(_ alpha: CGFloat) { declared() }
    public func beginTransparencyLayer(in rect: CGRect, auxiliaryInfo: CFDictionary?) { declared() }
    public func beginTransparencyLayer(auxiliaryInfo: CFDictionary?) { declared() }
    public func endTransparencyLayer() { declared() }
    public func setFillColor(_ color: CGColor) { declared() }
    public func setStrokeColor(_ color: CGColor) { declared() }
    public func fill(_ rect: CGRect) { declared() }
    public func fillPath(using rule: CGPathFillRule = .winding) { declared() }
    public func strokePath() { declared() }
    public func replacePathWithStrokedPath() { declared() }
    public func setLineCap(_ cap: CGLineCap) { declared() }
    public func setLineJoin(_ join: CGLineJoin) { declared() }
    public func setMiterLimit(_ limit: CGFloat) { declared() }
    public func setLineWidth(_ width: CGFloat) { declared() }
    public func setLineDash(phase: CGFloat, lengths: [CGFloat]) { declared() }
    public func setShadow(offset: CGSize, blur: CGFloat, color: CGColor?) { declared() }
    public func setTextDrawingMode(_ mode: CGTextDrawingMode) { declared() }
    public func draw(_ image: CGImage, in rect: CGRect) { declared() }
    public func drawLinearGradient(
        _ gradient: CGGradient, start: CGPoint, end: CGPoint, options: CGGradientDrawingOptions
    ) { declared() }
    public func drawRadialGradient(
        _ gradient: CGGradient, startCenter: CGPoint, startRadius: CGFloat, endCenter: CGPoint, endRadius: CGFloat,
        options: CGGradientDrawingOptions
    ) { declared() }
    public func drawConicGradient(_ gradient: CGGradient, center: CGPoint, angle: CGFloat) { declared() }
}
