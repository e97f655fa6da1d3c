package dev.minihost.frame

/** A frame that does not build on what was applied last: ask for a whole one. */
public class FrameOrderException(message: String) : Exception(message)

/** The receiving side: what is on screen after the frames that were applied. Used by one thread at a time. */
public class FrameState {
    /** The last frame's number, 0 before the first. */
    public var number: Long = 0
        private set

    /** Size of the screen. */
    public var size: Size = Size(0f, 0f)
        private set

    /** Device pixels per logical pixel. */
    public var scale: Float = 1f
        private set

    /** Behind everything. */
    public var background: Colour = Colour(0)
        private set

    /** Layers with their content filled in, parents before children. */
    public var layers: List<Layer> = emptyList()
        private set

    /** Pictures that are shown, by handle. */
    public var images: Map<Int, ImageNeed> = emptyMap()
        private set

    /** Things for screen readers, in reading order. */
    public var accessible: List<Accessible> = emptyList()
        private set

    /** What a frame changed. */
    public class Applied(
        /** Ids of layers that are new or whose content changed. */
        public val changed: Set<Long>,
        /** Ids of layers that are gone. */
        public val removed: Set<Long>,
    )

    /**
     * Applies a frame.
     *
     * @throws FrameOrderException and is as before then.
     */
    public fun apply(frame: Frame): Applied {
        if (frame.base != 0L && frame.base != number) {
            throw FrameOrderException("the frame builds on frame ${frame.base}, this is frame $number")
        }
        val known = layers.associateByTo(HashMap()) { it.id }
        val changed = HashSet<Long>()
        val filled =
            frame.layers.map { layer ->
                val before = known.remove(layer.id)
                if (layer.content != null) {
                    changed += layer.id
                    layer
                } else {
                    if (before == null || before.version != layer.version || frame.base == 0L) {
                        throw FrameOrderException("layer ${layer.id}'s content is not known")
                    }
                    layer.copy(content = before.content)
                }
            }
        val shown = if (frame.base == 0L) HashMap() else HashMap(images)
        frame.imagesDropped.forEach(shown::remove)
        frame.imagesNeeded.associateByTo(shown) { it.image }
        frame.accessible?.let { accessible = it }
        images = shown
        number = frame.number
        size = frame.size
        scale = frame.scale
        background = frame.background
        layers = filled
        return Applied(changed, known.keys)
    }
}
