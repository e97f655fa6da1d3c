import CoreGraphics
import MiniHost
import UIKit

/// One layer of a frame. Its ops are drawn once into its backing `CALayer`; moving, fading, scrolling and nesting are the system's work and
/// draw nothing again.
class LayerView: UIView {
    private(set) var shown: Frame.Layer
    private(set) weak var program: ProgramView?
    private let ink = InkView()
    /// The motion that is played.
    private var spinning = Frame.Motion.none
    /// What the host fills the layer with: above its ops, below its children.
    private(set) var filling: UIView?

    init(_ layer: Frame.Layer, in program: ProgramView) {
        shown = layer
        self.program = program
        super.init(frame: CGRect(layer.rect))
        isOpaque = false
        addSubview(ink)
    }

    required init?(coder: NSCoder) { nil }

    /// Where ops and children lie: in what scrolls, if it scrolls.
    var inside: UIView { self }

    /// How many views of its own lie below its children.
    var under: Int { filling == nil ? 1 : 2 }

    func fill(_ new: UIView?) {
        if filling !== new { filling?.removeFromSuperview() }
        filling = new
        if let new, new.superview !== inside { inside.insertSubview(new, at: 1) }
    }

    /// Takes over what the frame says. Draws again only if `changed`.
    func apply(_ layer: Frame.Layer, changed: Bool, pictures: Pictures) {
        shown = layer
        alpha = CGFloat(layer.opacity)
        place(pushed: (0, 0))
        mask(layer.clip)
        if ink.superview !== inside { inside.insertSubview(ink, at: 0) }
        // As large as what is drawn, with a pixel around it: blurs and glyphs reach over the box.
        let bounds = layer.bounds.outset(1)
        ink.frame = CGRect(bounds)
        ink.isHidden = layer.bounds.isEmpty || layer.content?.ops.isEmpty != false
        if changed { ink.show(layer.content, origin: (bounds.x, bounds.y), pictures: pictures) }
        spin()
    }

    /// At its rectangle, moved by what makes it stick.
    func place(pushed: (x: Float, y: Float)) {
        let rect = shown.rect.translated(pushed.x, pushed.y)
        transform = CGAffineTransform.identity
        guard case .spin(let spin) = shown.motion, rect.width > 0, rect.height > 0 else {
            layer.anchorPoint = CGPoint(x: 0, y: 0)
            frame = CGRect(rect)
            if shown.transform != .identity { transform = CGAffineTransform(shown.transform) }
            return
        }
        // What turns by itself has its anchor where it turns around; a transform is around the top left corner, so that it moves the anchor too.
        let map = shown.transform
        layer.anchorPoint = CGPoint(spin.x / rect.width, spin.y / rect.height)
        frame = CGRect(rect)
        layer.position = CGPoint(
            rect.x + map.a * spin.x + map.c * spin.y + map.e, rect.y + map.b * spin.x + map.d * spin.y + map.f)
        var turned = map
        (turned.e, turned.f) = (0, 0)
        transform = CGAffineTransform(turned)
    }

    private func mask(_ clip: Frame.Clip?) {
        guard let clip else {
            layer.mask = nil
            clipsToBounds = false
            return
        }
        // The common case costs nothing: the layer's own bounds with one radius.
        let isWhole = clip.rect.x == 0 && clip.rect.y == 0 && clip.rect.width == shown.rect.width
            && clip.rect.height == shown.rect.height
        let radius = clip.corners.topLeft.x
        let isEven = clip.corners.each.allSatisfy { $0.x == radius && $0.y == radius }
        if isWhole && isEven {
            layer.mask = nil
            layer.cornerRadius = CGFloat(radius)
            clipsToBounds = true
        } else {
            clipsToBounds = false
            let shape = CAShapeLayer()
            shape.path = CGPath.of(Outline.roundRect(clip.rect, clip.corners))
            layer.mask = shape
        }
    }

    private func spin() {
        guard let turning = Turning(shown.motion, at: UInt64(CACurrentMediaTime() * 1_000)) else {
            spinning = .none
            return layer.removeAnimation(forKey: "spin")
        }
        if layer.animation(forKey: "spin") != nil, spinning == shown.motion { return }
        spinning = shown.motion
        let animation: CAAnimation
        if turning.places.isEmpty {
            let turn = CABasicAnimation(keyPath: "transform.rotation.z")
            turn.fromValue = turning.angle
            turn.toValue = turning.angle + turning.turn
            animation = turn
        } else {
            let turn = CAKeyframeAnimation(keyPath: "transform.rotation.z")
            turn.values = turning.places.map { turning.angle + $0 }
            turn.calculationMode = .discrete
            animation = turn
        }
        animation.duration = turning.seconds
        animation.repeatCount = .infinity
        layer.add(animation, forKey: "spin")
    }

    /// A picture arrived, or moved on.
    func redraw(_ handle: UInt32) {
        if shown.content?.shows(handle) == true { ink.redraw() }
    }

    /// Draws what came near the screen and lets go of what left it.
    func showBands() {
        if let program { ink.showBands(program.convert(program.bounds, to: ink)) }
    }

    func report(_ work: (ProgramSession) -> Void) { program?.session.map(work) }
}

/// The ops of one layer, in bands: only those near the screen are drawn and kept.
private final class InkView: UIView {
    private var content: Frame.Content?
    private var origin: (x: Float, y: Float) = (0, 0)
    private var pictures: Pictures?
    private var bands: [Int: BandView] = [:]

    func show(_ content: Frame.Content?, origin: (x: Float, y: Float), pictures: Pictures) {
        self.content = content
        self.origin = origin
        self.pictures = pictures
        isUserInteractionEnabled = false
        redraw()
    }

    func redraw() { for band in bands.values { band.setNeedsDisplay() } }

    /// `seen` is what of this view the screen shows.
    func showBands(_ seen: CGRect) {
        let wanted = Bands.touched(
            total: isHidden ? 0 : Float(bounds.size.height), from: Float(seen.origin.y),
            to: Float(seen.origin.y + seen.size.height))
        for number in bands.keys where !wanted.contains(number) { bands.removeValue(forKey: number)?.removeFromSuperview() }
        for number in wanted {
            let top = CGFloat(Bands.height) * CGFloat(number)
            let height = min(CGFloat(Bands.height), bounds.size.height - top)
            let place = CGRect(x: 0, y: top, width: bounds.size.width, height: height)
            if let band = bands[number] {
                if band.frame != place { band.frame = place }
            } else {
                let band = BandView(frame: place)
                band.isOpaque = false
                // A band that grows is drawn again, not stretched.
                band.contentMode = .redraw
                band.ink = self
                bands[number] = band
                addSubview(band)
            }
        }
    }

    func draw(from top: CGFloat, in context: CGContext) {
        guard let content, let pictures else { return }
        let canvas = CoreGraphicsCanvas(context, pictures: pictures)
        canvas.save()
        canvas.translate(-origin.x, -origin.y - Float(top))
        Player.play(content, on: canvas)
        canvas.restore()
    }
}

private final class BandView: UIView {
    weak var ink: InkView?

    override func draw(_ rect: CGRect) {
        if let context = UIGraphicsGetCurrentContext() { ink?.draw(from: frame.origin.y, in: context) }
    }
}

/// A layer that scrolls, natively: nothing is drawn and the core is told the offset.
final class ScrollLayerView: LayerView, UIScrollViewDelegate {
    private let scroller = TouchableScrollView()
    private var version: UInt32?

    override var inside: UIView { scroller }

    override func apply(_ layer: Frame.Layer, changed: Bool, pictures: Pictures) {
        super.apply(layer, changed: changed, pictures: pictures)
        guard let scroll = layer.scroll else { return }
        if scroller.superview == nil {
            addSubview(scroller)
            scroller.delegate = self
            scroller.contentInsetAdjustmentBehavior = .never
            scroller.delaysContentTouches = false
            scroller.showsHorizontalScrollIndicator = false
        }
        scroller.frame = CGRect(x: 0, y: 0, width: CGFloat(layer.rect.width), height: CGFloat(layer.rect.height))
        scroller.contentSize = CGSize(width: CGFloat(scroll.content.width), height: CGFloat(scroll.content.height))
        scroller.isScrollEnabled = scroll.horizontal || scroll.vertical
        scroller.alwaysBounceVertical = scroll.page && scroll.vertical
        scroller.scrollsToTop = scroll.page
        scroller.isPagingEnabled = scroll.snap > 0
        // The same version: the host keeps its own offset.
        if version != scroll.version {
            let animated = version != nil && scroll.smooth
            version = scroll.version
            scroller.setContentOffset(CGPoint(scroll.x, scroll.y), animated: animated)
        }
        stick()
    }

    var offset: (x: Float, y: Float) { (Float(scroller.contentOffset.x), Float(scroller.contentOffset.y)) }

    func scrollViewDidScroll(_ scrollView: UIScrollView) {
        stick()
        program?.showBands()
        let (place, layer) = (offset, shown)
        report { $0.scrolled(layer.surface, layer.node, x: place.x, y: place.y) }
    }

    func scrollViewDidEndDragging(_ scrollView: UIScrollView, willDecelerate decelerate: Bool) {
        // As far as the programs' own documentation asks for a pull.
        if shown.scroll?.page == true, offset.y < -60 { report { $0.pullDown() } }
    }

    private func stick() {
        for case let child as LayerView in scroller.subviews where child.shown.sticky != nil {
            child.place(pushed: Sticking.offset(of: child.shown, in: shown, scrolled: offset))
        }
    }
}

/// Hands touches on to the program until a drag takes them over, which the system reports as cancelled.
private final class TouchableScrollView: UIScrollView {
    /// What the core moves with the finger does not scroll what is around it.
    override func gestureRecognizerShouldBegin(_ recogniser: UIGestureRecognizer) -> Bool {
        guard recogniser === panGestureRecognizer else { return super.gestureRecognizerShouldBegin(recogniser) }
        let way = panGestureRecognizer.translation(in: self)
        let sideways = abs(way.x) > abs(way.y)
        var at = hitTest(panGestureRecognizer.location(in: self), with: nil)
        while let view = at, view !== self {
            if let held = (view as? LayerView)?.shown.drag, held == .both || held == (sideways ? .sideways : .upDown) { return false }
            at = view.superview
        }
        return super.gestureRecognizerShouldBegin(recogniser)
    }

    override func touchesBegan(_ touches: Set<UITouch>, with event: UIEvent?) { next?.touchesBegan(touches, with: event) }
    override func touchesMoved(_ touches: Set<UITouch>, with event: UIEvent?) { next?.touchesMoved(touches, with: event) }
    override func touchesEnded(_ touches: Set<UITouch>, with event: UIEvent?) { next?.touchesEnded(touches, with: event) }
    override func touchesCancelled(_ touches: Set<UITouch>, with event: UIEvent?) {
        next?.touchesCancelled(touches, with: event)
    }
}
