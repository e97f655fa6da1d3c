import Foundation

/// How deep layers, and pushes inside one layer, may nest: painters walk them recursively.
private let maxDepth = 128

/// Reads frames as `rust-core/paint/FORMAT.md` describes them.
package enum FrameReader {
    /// The frame in a buffer. Every length is checked before anything is allocated for it; what the core would not have written is refused.
    package static func read(_ bytes: Data) throws(FrameFormatError) -> Frame {
        let result = bytes.withUnsafeBytes { buffer in
            Result { () throws(FrameFormatError) in try read(buffer) }
        }
        return try result.get()
    }

    /// The same where it lies: nothing of the buffer is kept.
    package static func read(_ buffer: UnsafeRawBufferPointer) throws(FrameFormatError) -> Frame {
        var input = FrameInput(buffer)
        guard try input.u32() == frameMagic else { throw FrameFormatError("this is no frame buffer") }
        let version = try input.u16()
        guard version == frameVersion else {
            throw FrameFormatError("format version \(version); this reader knows \(frameVersion)")
        }
        guard try input.u16() == 0 else { throw FrameFormatError("the header's reserved bytes are not 0") }
        let said = try input.u64()
        guard said == UInt64(buffer.count) else {
            throw FrameFormatError("the header says \(said) bytes, the buffer has \(buffer.count)")
        }
        let frame = try input.readFrame()
        guard input.left == 0 else { throw FrameFormatError("\(input.left) bytes are left over") }
        try check(frame)
        return frame
    }

    /// What a table of fields cannot say: how the parts fit together.
    private static func check(_ frame: Frame) throws(FrameFormatError) {
        var depths: [UInt64: Int] = [:]
        for layer in frame.layers {
            var depth = 1
            if layer.parent != 0 {
                guard let above = depths[layer.parent] else { throw FrameFormatError("a layer stands before its parent") }
                depth = above + 1
            }
            guard depth <= maxDepth else { throw FrameFormatError("layers nest too deep") }
            guard layer.id != 0, depths.updateValue(depth, forKey: layer.id) == nil else {
                throw FrameFormatError("a layer's id is 0 or taken")
            }
            if case .spin(let spin) = layer.motion, spin.period == 0 { throw FrameFormatError("a turn takes no time") }
            if let content = layer.content { try check(content) }
        }
        guard Set(frame.imagesNeeded.map(\.image)).count == frame.imagesNeeded.count else {
            throw FrameFormatError("a picture is needed twice")
        }
    }

    private enum Push {
        case clip, transform, opacity, mask, blend
    }

    private static func check(_ content: Frame.Content) throws(FrameFormatError) {
        var open: [Push] = []
        for op in content.ops {
            switch op {
            case .clipPush, .clipPath: open.append(.clip)
            case .transformPush: open.append(.transform)
            case .opacityPush: open.append(.opacity)
            case .clipPop: try pop(.clip, &open)
            case .transformPop: try pop(.transform, &open)
            case .opacityPop: try pop(.opacity, &open)
            case .maskPush:
                guard open.last == .opacity else { throw FrameFormatError("a mask is in no fading") }
                open.append(.mask)
            case .blendPush:
                guard open.contains(.opacity) else { throw FrameFormatError("a blending is in no fading") }
                open.append(.blend)
            case .blendPop: try pop(.blend, &open)
            case .maskPop: try pop(.mask, &open)
            case .text(let run):
                guard Int(run.font) < content.fonts.count else { throw FrameFormatError("a text's font is not in the list") }
                try check(run.paint)
            case .fillRect(let fill): try check(fill.paint)
            case .fillRoundRect(let fill): try check(fill.paint)
            case .fillPath(let fill): try check(fill.paint)
            case .strokePath(let stroke):
                try check(stroke.paint)
                let dash = stroke.line.dash
                guard dash.count.isMultiple(of: 2), dash.allSatisfy({ $0 >= 0 }), dash.isEmpty || dash.contains(where: { $0 > 0 })
                else { throw FrameFormatError("a line's dashes are no pairs of lengths") }
            case .border, .shadow, .image, .imageTiles: break
            }
            guard open.count <= maxDepth else { throw FrameFormatError("pushes nest too deep") }
        }
        guard open.isEmpty else { throw FrameFormatError("a push has no pop") }
    }

    private static func pop(_ push: Push, _ open: inout [Push]) throws(FrameFormatError) {
        guard open.popLast() == push else { throw FrameFormatError("a pop has no push") }
    }

    private static func check(_ paint: Frame.Paint) throws(FrameFormatError) {
        let stops: [Frame.Stop]
        switch paint {
        case .solid: return
        case .linear(let linear): stops = linear.stops
        case .radial(let radial): stops = radial.stops
        case .conic(let conic): stops = conic.stops
        }
        guard stops.count >= 2 else { throw FrameFormatError("a gradient has fewer than two stops") }
    }
}
