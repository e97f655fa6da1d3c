/// A frame that does not build on what was applied last: ask for a whole one.
package struct FrameOrderError: Error, Equatable {
    package let reason: String

    init(_ reason: String) { self.reason = reason }
}

/// The receiving side: what is on screen after the frames that were applied.
package struct FrameState: Sendable {
    /// The last frame's number, 0 before the first.
    package private(set) var number: UInt64 = 0
    /// Size of the screen.
    package private(set) var size = Frame.Size(width: 0, height: 0)
    /// Device pixels per logical pixel.
    package private(set) var scale: Float = 1
    /// Behind everything.
    package private(set) var background = Frame.Colour(argb: 0)
    /// Layers with their content filled in, parents before children.
    package private(set) var layers: [Frame.Layer] = []
    /// Pictures that are shown, by handle.
    package private(set) var images: [UInt32: Frame.ImageNeed] = [:]
    /// Things for screen readers, in reading order.
    package private(set) var accessible: [Frame.Accessible] = []

    package init() {}

    /// What a frame changed.
    package struct Applied: Equatable, Sendable {
        /// Ids of layers that are new or whose content changed.
        package var changed: Set<UInt64> = []
        /// Ids of layers that are gone.
        package var removed: Set<UInt64> = []
    }

    /// Applies a frame; if it throws, everything is as before.
    package mutating func apply(_ frame: Frame) throws(FrameOrderError) -> Applied {
        guard frame.base == 0 || frame.base == number else {
            throw FrameOrderError("the frame builds on frame \(frame.base), this is frame \(number)")
        }
        var known = Dictionary(layers.map { ($0.id, $0) }, uniquingKeysWith: { _, last in last })
        var applied = Applied()
        var filled: [Frame.Layer] = []
        filled.reserveCapacity(frame.layers.count)
        for var layer in frame.layers {
            let before = known.removeValue(forKey: layer.id)
            if layer.content != nil {
                applied.changed.insert(layer.id)
            } else if let before, before.version == layer.version, frame.base != 0 {
                layer.content = before.content
            } else {
                throw FrameOrderError("layer \(layer.id)'s content is not known")
            }
            filled.append(layer)
        }
        if frame.base == 0 { images = [:] }
        for handle in frame.imagesDropped { images[handle] = nil }
        for need in frame.imagesNeeded { images[need.image] = need }
        if let things = frame.accessible { accessible = things }
        applied.removed = Set(known.keys)
        number = frame.number
        size = frame.size
        scale = frame.scale
        background = frame.background
        layers = filled
        return applied
    }
}
