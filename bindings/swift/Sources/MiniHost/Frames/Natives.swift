import Foundation

/// The screen's keyboard and the page under it.
package enum KeyboardCover {
    /// Between the field and the keyboard.
    private static let gap: Float = 8

    /// How much of a view's lower edge a keyboard covers, both in the same coordinates.
    package static func height(view: Frame.Rect, keyboard: Frame.Rect) -> Float {
        // One that floats or is split leaves the lower edge free.
        if keyboard.isEmpty || keyboard.bottom < view.bottom { return 0 }
        return min(max(view.bottom - keyboard.y, 0), view.height)
    }

    /// How far the page moves up so that a field is seen above the keyboard; `bottom` is the field's lower edge in the page, of the height
    /// `page`. 0 if the field does not want it, or lies free.
    package static func lift(fieldBottom bottom: Float, page: Float, covered: Float, adjust: Bool) -> Float {
        if !adjust || covered <= 0 { return 0 }
        // Never further than the keyboard is high: what lies deeper was not on the screen before.
        return min(max(bottom + gap - (page - covered), 0), covered)
    }
}

/// A growing text area as it was reported last.
package struct FieldGrowth: Equatable, Sendable {
    private var height: Float = -1

    package init() {}

    /// How many lines a text of this height has, if it is another height than before.
    package mutating func lines(height now: Float, lineHeight: Float) -> Int? {
        guard now.isFinite, abs(now - height) >= 0.5 else { return nil }
        height = now
        return max(Int((now / max(lineHeight, 1)).rounded()), 1)
    }
}

/// Where a whole picture must be drawn so that the wanted part of it fills the target.
package enum PicturePlace {
    /// `need` is the size that the frame knows the picture by: what was decoded may have more or fewer pixels.
    package static func whole(of image: Frame.Op.Image, _ need: Frame.ImageNeed) -> Frame.Rect? {
        if image.source.isEmpty || image.target.isEmpty { return nil }
        let across = image.target.width / image.source.width
        let down = image.target.height / image.source.height
        return Frame.Rect(
            image.target.x - image.source.x * across, image.target.y - image.source.y * down, Float(need.width) * across,
            Float(need.height) * down)
    }
}

/// What a picture's first bytes say.
package enum PictureFile {
    private static let moving: [[UInt8]] = [Array("GIF87a".utf8), Array("GIF89a".utf8), [0x89, 0x50, 0x4e, 0x47]]

    /// GIF and PNG: the kinds that can hold more than one picture and that the system plays.
    package static func mayMove(_ file: Data) -> Bool { moving.contains { file.starts(with: $0) } }

    /// SVG, which is text: no system decoder is to be asked about it.
    package static func isMarkup(_ file: Data) -> Bool {
        let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]
        let text = file.starts(with: byteOrderMark) ? file.dropFirst(3) : file
        return text.first { $0 > 0x20 } == UInt8(ascii: "<")
    }
}

extension Frame.Content {
    /// Whether it shows a picture.
    package func shows(_ handle: UInt32) -> Bool {
        ops.contains { op in
            switch op {
            case .image(let image): image.image == handle
            case .imageTiles(let tiles): tiles.image == handle
            default: false
            }
        }
    }
}
