/// Plays frames on a canvas, as `rust-core/paint/FORMAT.md` says a painter does.
package enum Player {
    /// A layer's ops, in the layer's own coordinates.
    package static func play(_ content: Frame.Content, on canvas: some Canvas) {
        for op in content.ops {
            switch op {
            case .fillRect(let fill): canvas.fill(fill.rect, fill.paint)
            case .fillRoundRect(let fill): canvas.fill(fill.rect, fill.corners, fill.paint)
            case .border(let border): canvas.border(border)
            case .shadow(let shadow): canvas.shadow(shadow)
            // The reader has checked that the font is there.
            case .text(let run): canvas.text(run, content.fonts[Int(run.font)])
            case .image(let image): canvas.image(image)
            case .imageTiles(let tiles): canvas.tiles(tiles)
            case .fillPath(let fill): canvas.fill(fill)
            case .strokePath(let stroke): canvas.stroke(stroke)
            case .clipPush(let clip):
                canvas.save()
                canvas.clip(clip.rect, clip.corners)
            case .clipPath(let clip):
                canvas.save()
                canvas.clip(clip.path, evenOdd: clip.evenOdd)
            case .transformPush(let transform):
                canvas.save()
                canvas.concat(transform)
            case .clipPop, .transformPop: canvas.restore()
            case .opacityPush(let fade): canvas.beginGroup(fade.opacity, fade.bounds)
            case .maskPush: canvas.beginMask()
            case .blendPush(let blend): canvas.beginBlend(blend.blend, blend.bounds)
            case .opacityPop, .maskPop, .blendPop: canvas.endGroup()
            }
        }
    }

    /// All layers as they stand, for a picture of a moment, `now` in milliseconds by the clock that turning layers share. `offset` is how far the
    /// host has scrolled a layer, where it knows better.
    package static func play(
        _ state: FrameState, on canvas: some Canvas, at now: UInt64 = 0,
        offset: (Frame.Layer) -> (x: Float, y: Float)? = { _ in nil }
    ) {
        canvas.fill(
            Frame.Rect(0, 0, state.size.width, state.size.height), .solid(colour: state.background))
        let children = Dictionary(grouping: state.layers, by: \.parent)
        for layer in children[0] ?? [] { draw(layer, at: (layer.rect.x, layer.rect.y), children, canvas, now, offset) }
    }

    /// The reader has checked that layers do not nest too deep for this.
    private static func draw(
        _ layer: Frame.Layer, at place: (x: Float, y: Float), _ children: [UInt64: [Frame.Layer]], _ canvas: some Canvas,
        _ now: UInt64, _ offset: (Frame.Layer) -> (x: Float, y: Float)?
    ) {
        if layer.opacity <= 0 { return }
        canvas.save()
        canvas.translate(place.x, place.y)
        if layer.transform != .identity { canvas.concat(layer.transform) }
        if let turned = Turning(layer.motion, at: now)?.transform { canvas.concat(turned) }
        let isFaded = layer.opacity < 1
        if isFaded { canvas.beginGroup(layer.opacity, nil) }
        if let clip = layer.clip { canvas.clip(clip.rect, clip.corners) }
        let scrolled = layer.scroll.map { offset(layer) ?? ($0.x, $0.y) }
        if let content = layer.content, !content.ops.isEmpty {
            if let scrolled {
                canvas.save()
                canvas.translate(-scrolled.x, -scrolled.y)
                play(content, on: canvas)
                canvas.restore()
            } else {
                play(content, on: canvas)
            }
        }
        if layer.native != .none { canvas.native(layer) }
        for child in children[layer.id] ?? [] {
            let pushed = Sticking.offset(of: child, in: layer, scrolled: scrolled)
            let x = child.rect.x + pushed.x - (scrolled?.x ?? 0)
            let y = child.rect.y + pushed.y - (scrolled?.y ?? 0)
            draw(child, at: (x, y), children, canvas, now, offset)
        }
        if isFaded { canvas.endGroup() }
        canvas.restore()
    }
}

/// Where sticky layers stand.
package enum Sticking {
    /// How far a layer is pushed at its parent's scroll offset.
    package static func offset(
        of layer: Frame.Layer, in parent: Frame.Layer, scrolled: (x: Float, y: Float)?
    ) -> (x: Float, y: Float) {
        guard let sticky = layer.sticky, let scrolled else { return (0, 0) }
        let (rect, within) = (layer.rect, sticky.container)
        let seen = Frame.Rect(scrolled.x, scrolled.y, parent.rect.width, parent.rect.height)
        var pushed: (x: Float, y: Float) = (0, 0)
        if let bottom = sticky.bottom {
            let over = rect.bottom - (seen.bottom - bottom)
            pushed.y = -min(max(over, 0), max(rect.y - within.y, 0))
        }
        if let top = sticky.top {
            let under = seen.y + top - rect.y
            if under > 0 { pushed.y = min(under, max(within.bottom - rect.bottom, 0)) }
        }
        if let right = sticky.right {
            let over = rect.right - (seen.right - right)
            pushed.x = -min(max(over, 0), max(rect.x - within.x, 0))
        }
        if let left = sticky.left {
            let under = seen.x + left - rect.x
            if under > 0 { pushed.x = min(under, max(within.right - rect.right, 0)) }
        }
        return pushed
    }
}
