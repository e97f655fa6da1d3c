import CoreGraphics
import Foundation
import MiniHost

/// Pictures of one program, decoded on other threads and kept while frames show them.
@MainActor
final class Pictures {
    private var decoded: [UInt32: CGImage] = [:]
    private var asked: Set<UInt32> = []
    private let session: ProgramSession
    private let scale: Float
    private let arrived: () -> Void

    /// `arrived` says that something can be drawn that could not before.
    init(session: ProgramSession, scale: Float, arrived: @escaping () -> Void) {
        self.session = session
        self.scale = scale
        self.arrived = arrived
    }

    func picture(_ handle: UInt32) -> CGImage? { decoded[handle] }

    /// Decodes what is new and lets go of what is no longer shown.
    func show(_ images: [UInt32: Frame.ImageNeed]) {
        decoded = decoded.filter { images[$0.key] != nil }
        asked = asked.filter { images[$0] != nil }
        for handle in images.keys where asked.insert(handle).inserted {
            Task { [weak self, session, scale] in
                // A picture that cannot be decoded stays empty; the program's problems say why.
                guard let image = try? await session.imagePixels(handle, scale: scale) else { return }
                self?.keep(handle, CGImage.of(image))
            }
        }
    }

    private func keep(_ handle: UInt32, _ image: CGImage?) {
        guard asked.contains(handle), let image else { return }
        decoded[handle] = image
        arrived()
    }
}

extension CGImage {
    /// Premultiplied RGBA8, top row first.
    static func of(_ image: DecodedImage) -> CGImage? {
        guard image.width > 0, image.height > 0, image.rgba.count == image.width * image.height * 4,
            let space = CGColorSpace(name: CGColorSpace.sRGB),
            let bytes = CGDataProvider(data: NSData(data: image.rgba) as CFData)
        else { return nil }
        return CGImage(
            width: image.width, height: image.height, bitsPerComponent: 8, bitsPerPixel: 32, bytesPerRow: image.width * 4,
            space: space, bitmapInfo: CGBitmapInfo(rawValue: CGImageAlphaInfo.premultipliedLast.rawValue), provider: bytes,
            decode: nil, shouldInterpolate: true, intent: .defaultIntent)
    }
}
