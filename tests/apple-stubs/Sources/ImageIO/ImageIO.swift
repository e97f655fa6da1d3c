@_exported import CoreGraphics

public final class CGImageSource: Sendable {}
public var kCGImagePropertyPixelWidth: CFString { declared() }
public var kCGImagePropertyPixelHeight: CFString { declared() }
public func CGImageSourceCreateWithData(_ data: CFData, _ options: CFDictionary?) -> CGImageSource? { declared() }
public func CGImageSourceCreateImageAtIndex(_ source: CGImageSource, _ index: Int, _ options: CFDictionary?) -> CGImage? {
    declared()
}
public func CGImageSourceGetCount(_ source: CGImageSource) -> Int { declared() }
public func CGAnimateImageDataWithBlock(
    _ data: CFData, _ options: CFDictionary?, _ block: @escaping (Int, CGImage, UnsafeMutablePointer<Bool>) -> Void
) -> Int32 { declared() }
public func CGImageSourceCopyPropertiesAtIndex(
    _ source: CGImageSource, _ index: Int, _ options: CFDictionary?
) -> CFDictionary? { declared() }
