import CoreGraphics
import Foundation
import ImageIO
import MiniHost

/// Pictures through ImageIO: PNG, JPEG, GIF, WebP and what else the system knows. Not SVG: what is unsupported here the core draws itself.
struct ImageIODecoder: ImageDecoder {
    /// Larger pictures are refused: 64 million pixels are 256 MB.
    private static let mostPixels = 64_000_000

    func size(_ file: Data) throws -> PixelSize {
        let source = try source(file)
        guard let known = CGImageSourceCopyPropertiesAtIndex(source, 0, nil) as NSDictionary?,
            let width = known[(kCGImagePropertyPixelWidth as NSString).description] as? NSNumber,
            let height = known[(kCGImagePropertyPixelHeight as NSString).description] as? NSNumber
        else { throw PortError.unsupported }
        return PixelSize(width: width.intValue, height: height.intValue)
    }

    func decode(_ file: Data, scale: Float) throws -> DecodedImage {
        let size = try size(file)
        let (count, overflow) = size.width.multipliedReportingOverflow(by: size.height)
        guard size.width > 0, size.height > 0, !overflow, count <= Self.mostPixels else {
            throw PortError.failed(reason: "the picture is too large")
        }
        guard let image = CGImageSourceCreateImageAtIndex(try source(file), 0, nil),
            let space = CGColorSpace(name: CGColorSpace.sRGB)
        else { throw PortError.failed(reason: "the picture is damaged") }
        var pixels = Data(count: count * 4)
        let drawn = pixels.withUnsafeMutableBytes { bytes in
            let context = CGContext(
                data: bytes.baseAddress, width: size.width, height: size.height, bitsPerComponent: 8, bytesPerRow: size.width * 4,
                space: space, bitmapInfo: CGImageAlphaInfo.premultipliedLast.rawValue)
            context?.draw(image, in: CGRect(x: 0, y: 0, width: CGFloat(size.width), height: CGFloat(size.height)))
            return context != nil
        }
        guard drawn else { throw PortError.failed(reason: "the picture cannot be drawn") }
        return DecodedImage(width: size.width, height: size.height, rgba: pixels)
    }

    private func source(_ file: Data) throws -> CGImageSource {
        if PictureFile.isMarkup(file) { throw PortError.unsupported }
        guard let source = CGImageSourceCreateWithData(NSData(data: file) as CFData, nil) else { throw PortError.unsupported }
        return source
    }
}
