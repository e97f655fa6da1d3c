import CoreGraphics
import Foundation
import ImageIO
import MiniHost
import UIKit

/// Pictures of one program, decoded on other threads and kept while frames show them.
///
/// Pixels come from the core, which asks the app's `ImageDecoder`, and draws what that does not know: SVG. Pictures that move are played
/// from their file by the system.
@MainActor
final class Pictures {
    /// A picture as it looks now, and the size that frames know it by.
    struct Picture {
        let image: CGImage
        let need: Frame.ImageNeed
    }

    private var shown: [UInt32: Picture] = [:]
    private var asked: [UInt32: Frame.ImageNeed] = [:]
    private let session: ProgramSession
    private let scale: Float
    private let arrived: (UInt32) -> Void

    /// `arrived` says that something can be drawn that could not before, or looks different now.
    init(session: ProgramSession, scale: Float, arrived: @escaping (UInt32) -> Void) {
        self.session = session
        self.scale = scale
        self.arrived = arrived
    }

    func picture(_ handle: UInt32) -> Picture? { shown[handle] }

    /// Decodes what is new and lets go of what is no longer shown.
    func show(_ images: [UInt32: Frame.ImageNeed]) {
        shown = shown.filter { images[$0.key] != nil }
        asked = asked.filter { images[$0.key] != nil }
        for (handle, need) in images where asked.updateValue(need, forKey: handle) == nil {
            Task { [weak self, session, scale] in
                // A picture that cannot be decoded stays empty; the program's problems say why.
                guard let image = try? await session.imagePixels(handle, scale: scale) else { return }
                self?.keep(handle, CGImage.of(image))
                let file = await session.movingPicture(handle)
                if let file { self?.play(handle, file) }
            }
        }
    }

    private func keep(_ handle: UInt32, _ image: CGImage?) {
        guard let need = asked[handle], let image else { return }
        shown[handle] = Picture(image: image, need: need)
        arrived(handle)
    }

    /// The system knows how long each picture stays and how often all are shown. It calls on the main thread.
    private func play(_ handle: UInt32, _ file: Data) {
        if asked[handle] == nil || UIAccessibility.isReduceMotionEnabled { return }
        _ = CGAnimateImageDataWithBlock(NSData(data: file) as CFData, nil) { [weak self] _, image, stop in
            guard let self, self.asked[handle] != nil else {
                stop.pointee = true
                return
            }
            self.keep(handle, image)
        }
    }
}

extension ProgramSession {
    /// The file of a picture that moves; none for one that stands still. Reads on a thread of its own.
    fileprivate func movingPicture(_ handle: UInt32) async -> Data? {
        await Task.detached { [self] in
            guard let file = imageFile(handle), PictureFile.mayMove(file),
                let source = CGImageSourceCreateWithData(NSData(data: file) as CFData, nil), CGImageSourceGetCount(source) > 1
            else { return nil }
            return file
        }.value
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
