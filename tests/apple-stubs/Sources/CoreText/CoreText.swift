@_exported import CoreGraphics

public final class CTFont: Sendable {}
public final class CTFontDescriptor: Sendable {}
public final class CTLine: Sendable {}
public enum CTFontUIFontType: Sendable { case system, userFixedPitch }

public var kCTFontWeightTrait: CFString { declared() }
public var kCTFontSlantTrait: CFString { declared() }
public var kCTFontTraitsAttribute: CFString { declared() }
public var kCTFontAttributeName: CFString { declared() }
public var kCTKernAttributeName: CFString { declared() }
public var kCTForegroundColorAttributeName: CFString { declared() }

public func CTFontCreateWithName(_ name: CFString, _ size: CGFloat, _ matrix: UnsafePointer<CGAffineTransform>?) -> CTFont {
    declared()
}
public func CTFontCreateUIFontForLanguage(_ type: CTFontUIFontType, _ size: CGFloat, _ language: CFString?) -> CTFont? {
    declared()
}
public func CTFontCreateCopyWithAttributes(
    _ font: CTFont, _ size: CGFloat, _ matrix: UnsafePointer<CGAffineTransform>?, _ attributes: CTFontDescriptor?
) -> CTFont { declared() }
public func CTFontDescriptorCreateWithAttributes(_ attributes: CFDictionary) -> CTFontDescriptor { declared() }
public func CTFontGetAscent(_ font: CTFont) -> CGFloat { declared() }
public func CTFontGetDescent(_ font: CTFont) -> CGFloat { declared() }
public func CTFontGetLeading(_ font: CTFont) -> CGFloat { declared() }
public func CTFontGetXHeight(_ font: CTFont) -> CGFloat { declared() }
public func CTLineCreateWithAttributedString(_ text: NSAttributedString) -> CTLine { declared() }
public func CTLineGetTypographicBounds(
    _ line: CTLine, _ ascent: UnsafeMutablePointer<CGFloat>?, _ descent: UnsafeMutablePointer<CGFloat>?,
    _ leading: UnsafeMutablePointer<CGFloat>?
) -> Double { declared() }
public func CTLineDraw(_ line: CTLine, _ context: CGContext) { declared() }
