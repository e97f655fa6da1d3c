import MiniHost
import UIKit

/// Frames of a session as a tree of views, and the user's fingers as the session's touches.
public final class ProgramView: UIView {
    let session: ProgramSession?
    private var state = FrameState()
    private var views: [UInt64: LayerView] = [:]
    private var fillings: [UInt64: UIView] = [:]
    private var fingers: [ObjectIdentifier: Int] = [:]
    private var vsync: Vsync?
    private var listening: Task<Void, Never>?
    private var keyboard: Observer?
    /// The keyboard on the screen, in this view's coordinates.
    private var covered: Float = 0
    private lazy var pictures: Pictures? = session.map { session in
        Pictures(session: session, scale: Float(UIScreen.main.scale)) { [weak self] handle in self?.redraw(handle) }
    }

    /// Shows a session for as long as the view lives.
    public init(session: ProgramSession) {
        self.session = session
        super.init(frame: .zero)
        isMultipleTouchEnabled = true
        clipsToBounds = true
        vsync = Vsync { [weak self] in self?.take() }
        listening = Task { [weak self] in
            for await _ in session.frameReady() { self?.vsync?.next() }
        }
        keyboard = Observer(UIResponder.keyboardWillChangeFrameNotification, KeyboardMove.init) { [weak self] move in
            self?.keyboardMoves(move)
        }
        session.requestWholeFrame()
    }

    public required init?(coder: NSCoder) { nil }

    deinit { listening?.cancel() }

    /// One call into the core at a vsync, and only after it said that there is a frame.
    private func take() {
        guard let session else { return }
        do {
            guard let frame = try session.takeFrame() else { return }
            let applied = try state.apply(frame)
            show(applied)
        } catch {
            // It does not build on what is here: the next one stands alone.
            session.requestWholeFrame()
        }
    }

    private func show(_ applied: FrameState.Applied) {
        guard let pictures else { return }
        pictures.show(state.images)
        backgroundColor = UIColor(state.background)
        for id in applied.removed {
            views.removeValue(forKey: id)?.removeFromSuperview()
            fillings.removeValue(forKey: id)?.removeFromSuperview()
        }
        var places: [ObjectIdentifier: Int] = [:]
        for layer in state.layers {
            let view = view(for: layer)
            let around = views[layer.parent]
            let parent = around?.inside ?? self
            // Ops, and what the host fills in, lie below all children.
            let place = places[ObjectIdentifier(parent), default: around?.under ?? 0]
            places[ObjectIdentifier(parent)] = place + 1
            view.apply(layer, changed: applied.changed.contains(layer.id), pictures: pictures)
            if view.superview !== parent || parent.subviews.firstIndex(of: view) != place {
                parent.insertSubview(view, at: place)
            }
            fill(view, layer)
        }
        showBands()
        // The field may have moved, or be new.
        if covered > 0 { lift() }
        accessibilityElements = state.accessible.compactMap { thing in element(thing) }
    }

    /// A layer that begins or ceases to scroll is another kind of view.
    private func view(for layer: Frame.Layer) -> LayerView {
        if let known = views[layer.id], (known is ScrollLayerView) == (layer.scroll != nil) { return known }
        views[layer.id]?.removeFromSuperview()
        let view = layer.scroll == nil ? LayerView(layer, in: self) : ScrollLayerView(layer, in: self)
        views[layer.id] = view
        return view
    }

    private func fill(_ view: LayerView, _ layer: Frame.Layer) {
        if case .textField(let properties) = layer.native {
            let field = fillings[layer.id] as? FieldView ?? FieldView(layer, in: self)
            fillings[layer.id] = field
            view.fill(field)
            field.apply(layer, properties)
        } else {
            // What stands in for a view that this host has not is among the layer's ops.
            fillings[layer.id] = nil
            view.fill(nil)
        }
    }

    /// After a frame, and when something scrolled.
    func showBands() { for view in views.values { view.showBands() } }

    private func redraw(_ handle: UInt32) { for view in views.values { view.redraw(handle) } }

    // MARK: The keyboard

    private func keyboardMoves(_ move: KeyboardMove) {
        // The page as it lies when it is not lifted, which is where its own coordinates begin.
        let own = convert(CGRect(origin: .zero, size: bounds.size), to: nil)
        let page = CGRect(x: own.origin.x, y: own.origin.y + bounds.origin.y, width: own.size.width, height: own.size.height)
        covered = KeyboardCover.height(view: Frame.Rect(page), keyboard: Frame.Rect(move.end))
        session?.keyboard(height: covered, durationMs: Int((move.seconds * 1000).rounded()))
        UIView.animate(withDuration: move.seconds) { self.lift() }
    }

    /// Moves the page up as far as the edited field needs. By the view's bounds: places inside, and so fingers', stay what they are.
    func lift() {
        let edited = fillings.values.lazy.compactMap { $0 as? FieldView }.first { $0.isEdited }
        let bottom = edited.map { field in field.convert(field.bounds, to: self) }
        let by = KeyboardCover.lift(
            fieldBottom: Float(bottom.map { $0.origin.y + $0.size.height } ?? 0), page: Float(bounds.size.height), covered: covered,
            adjust: edited?.adjusts ?? false)
        if Float(bounds.origin.y) == by { return }
        bounds.origin = CGPoint(0, by)
        showBands()
    }

    // MARK: Touches

    public override func touchesBegan(_ touches: Set<UITouch>, with event: UIEvent?) {
        for touch in touches {
            let used = Set(fingers.values)
            fingers[ObjectIdentifier(touch)] = (0...).first { !used.contains($0) }
        }
        report(touches) { $0.touchDown($1, x: $2, y: $3, timeMs: $4) }
    }

    public override func touchesMoved(_ touches: Set<UITouch>, with event: UIEvent?) {
        report(touches) { $0.touchMove($1, x: $2, y: $3, timeMs: $4) }
    }

    public override func touchesEnded(_ touches: Set<UITouch>, with event: UIEvent?) {
        report(touches) { $0.touchUp($1, x: $2, y: $3, timeMs: $4) }
        for touch in touches { fingers[ObjectIdentifier(touch)] = nil }
    }

    public override func touchesCancelled(_ touches: Set<UITouch>, with event: UIEvent?) {
        report(touches) { $0.touchCancel($1, x: $2, y: $3, timeMs: $4) }
        for touch in touches { fingers[ObjectIdentifier(touch)] = nil }
    }

    private func report(_ touches: Set<UITouch>, _ tell: (ProgramSession, Int, Float, Float, Int64) -> Void) {
        guard let session else { return }
        for touch in touches {
            guard let finger = fingers[ObjectIdentifier(touch)] else { continue }
            let place = touch.location(in: self)
            tell(session, finger, Float(place.x), Float(place.y), Int64(touch.timestamp * 1000))
        }
    }

    // MARK: Screen readers

    private func element(_ thing: Frame.Accessible) -> UIAccessibilityElement? {
        guard let view = views[thing.layer] else { return nil }
        let element = ProgramElement(accessibilityContainer: self)
        element.accessibilityLabel = thing.label
        element.accessibilityValue = thing.value.isEmpty ? nil : thing.value
        element.accessibilityTraits = thing.traits
        let inside = view.inside
        element.place = { [weak self, weak inside] in
            guard let self, let inside else { return .zero }
            return inside.convert(CGRect(thing.rect), to: self)
        }
        element.accessibilityFrameInContainerSpace = element.place()
        element.tap = thing.tap ? { [weak self] in self?.tap($0) } : nil
        return element
    }

    /// Somebody who does not see it activates it: a tap on its middle.
    private func tap(_ rect: CGRect) {
        guard let session else { return }
        let (x, y) = (Float(rect.origin.x + rect.size.width / 2), Float(rect.origin.y + rect.size.height / 2))
        let now = Int64(CACurrentMediaTime() * 1000)
        session.touchDown(99, x: x, y: y, timeMs: now)
        session.touchUp(99, x: x, y: y, timeMs: now + 40)
    }
}

/// Where a keyboard comes to stand, in the screen's coordinates, and how long it takes.
private struct KeyboardMove: Sendable {
    let end: CGRect
    let seconds: TimeInterval

    init?(_ note: Notification) {
        guard let end = note.userInfo?[UIResponder.keyboardFrameEndUserInfoKey] as? CGRect else { return nil }
        self.end = end
        seconds = note.userInfo?[UIResponder.keyboardAnimationDurationUserInfoKey] as? TimeInterval ?? 0
    }
}

private final class ProgramElement: UIAccessibilityElement {
    var place: () -> CGRect = { .zero }
    var tap: ((CGRect) -> Void)?

    override func accessibilityActivate() -> Bool {
        guard let tap else { return false }
        tap(place())
        return true
    }
}

extension Frame.Accessible {
    fileprivate var traits: UIAccessibilityTraits {
        var traits: UIAccessibilityTraits = switch role {
        case .button, .tab: .button
        case .image: .image
        case .link: .link
        case .heading: .header
        case .checkbox, .radio, .switch: .button
        case .slider: .adjustable
        case .text, .progress: .staticText
        case .textField, .group, .dialog: .none
        }
        if checked { traits.insert(.selected) }
        if disabled { traits.insert(.notEnabled) }
        return traits
    }
}
