import CoreGraphics
import CoreText
import Foundation

// Core Foundation's types by way of Foundation's classes, so that the same lines mean the same with and without Objective-C.

func cfString(_ text: String) -> CFString { NSString(string: text) as CFString }

extension CGGradient {
    static func make(_ colours: [CGColor], _ places: [CGFloat]) -> CGGradient? {
        let colours = NSArray(array: colours) as CFArray
        return CGGradient(colorsSpace: CGColorSpace(name: CGColorSpace.sRGB), colors: colours, locations: places)
    }
}

enum CoreTextKeys {
    static var weight: String { (kCTFontWeightTrait as NSString).description }
    static var slant: String { (kCTFontSlantTrait as NSString).description }
    static var traits: String { (kCTFontTraitsAttribute as NSString).description }
    static var font: NSAttributedString.Key { .init((kCTFontAttributeName as NSString).description) }
    static var kern: NSAttributedString.Key { .init((kCTKernAttributeName as NSString).description) }
    static var colour: NSAttributedString.Key { .init((kCTForegroundColorAttributeName as NSString).description) }
}
