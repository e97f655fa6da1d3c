import CoreGraphics
import CoreText
import Foundation
import MiniHost

/// Fonts and lines of text: the same for measuring and for drawing, so that what is measured is what is drawn.
enum Fonts {
    /// What CSS calls generic, as the system's fonts.
    private static let generic: [String: CTFontUIFontType] = [
        "sans-serif": .system, "system-ui": .system, "-apple-system": .system, "monospace": .userFixedPitch,
    ]

    static func font(_ font: ProgramFont) -> CTFont {
        let size = CGFloat(font.size)
        let name = font.families.first { generic[$0.lowercased()] == nil && !$0.isEmpty }
        let kind = font.families.lazy.compactMap { generic[$0.lowercased()] }.first ?? .system
        let base =
            name.map { CTFontCreateWithName(cfString($0), size, nil) } ?? CTFontCreateUIFontForLanguage(kind, size, nil)
            ?? CTFontCreateWithName(cfString("Helvetica"), size, nil)
        var traits: [String: Any] = [CoreTextKeys.weight: weight(font.weight)]
        if font.italic { traits[CoreTextKeys.slant] = 0.07 }
        let descriptor = CTFontDescriptorCreateWithAttributes(
            NSDictionary(dictionary: [CoreTextKeys.traits: traits]) as CFDictionary)
        return CTFontCreateCopyWithAttributes(base, size, nil, descriptor)
    }

    /// CSS's 1 to 1000 as Core Text's -1 to 1, at the places that its weights have names.
    static func weight(_ weight: Int) -> Double {
        let steps: [(Int, Double)] = [
            (100, -0.8), (200, -0.6), (300, -0.4), (400, 0), (500, 0.23), (600, 0.3), (700, 0.4), (800, 0.56), (900, 0.62),
        ]
        return (steps.last { $0.0 <= weight } ?? steps[0]).1
    }

    static func line(_ text: String, _ font: ProgramFont, colour: CGColor? = nil) -> CTLine {
        var attributes: [NSAttributedString.Key: Any] = [CoreTextKeys.font: self.font(font)]
        if font.letterSpacing != 0 { attributes[CoreTextKeys.kern] = Double(font.letterSpacing) }
        if let colour { attributes[CoreTextKeys.colour] = colour }
        return CTLineCreateWithAttributedString(NSAttributedString(string: text, attributes: attributes))
    }
}

/// Measures with Core Text. Safe on any thread, as Core Text is.
public struct CoreTextMeasurer: TextMeasurer {
    public init() {}

    public func measure(_ words: [Word]) throws -> [Float] {
        words.map { word in Float(CTLineGetTypographicBounds(Fonts.line(word.text, word.font), nil, nil, nil)) }
    }

    public func metrics(_ font: ProgramFont) throws -> FontMetrics {
        let font = Fonts.font(font)
        return FontMetrics(
            ascent: Float(CTFontGetAscent(font)), descent: Float(CTFontGetDescent(font)), lineGap: Float(CTFontGetLeading(font)),
            xHeight: Float(CTFontGetXHeight(font)))
    }
}
