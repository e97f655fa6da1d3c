@_exported import CoreGraphics
@_exported import QuartzCore

@MainActor
open class UIResponder: NSObject {
    open var next: UIResponder? { declared() }
    open func touchesBegan(_ touches: Set<UITouch>, with event: UIEvent?) { declared() }
    open func touchesMoved(_ touches: Set<UITouch>, with event: UIEvent?) { declared() }
    open func touchesEnded(_ touches: Set<UITouch>, with event: UIEvent?) { declared() }
    open func touchesCancelled(_ touches: Set<UITouch>, with event: UIEvent?) { declared() }
    open func becomeFirstResponder() -> Bool { declared() }
    open func resignFirstResponder() -> Bool { declared() }
    open func accessibilityPerformEscape() -> Bool { declared() }
    nonisolated public override init() { super.init() }
    nonisolated public class var keyboardWillChangeFrameNotification: Notification.Name { declared() }
    nonisolated public class var keyboardFrameEndUserInfoKey: String { declared() }
    nonisolated public class var keyboardAnimationDurationUserInfoKey: String { declared() }
}

@MainActor
public final class UITouch: NSObject {
    public var timestamp: TimeInterval { declared() }
    public func location(in view: UIView?) -> CGPoint { declared() }
}

@MainActor
public final class UIEvent: NSObject {}

public struct UIEdgeInsets: Sendable {
    public var top, left, bottom, right: CGFloat
    public static var zero: UIEdgeInsets { declared() }
}

public enum UIUserInterfaceStyle: Sendable { case light, dark }

@MainActor
public final class UITraitCollection: NSObject {
    public var displayScale: CGFloat { declared() }
    public var userInterfaceStyle: UIUserInterfaceStyle { declared() }
}

@MainActor
open class UIView: UIResponder {
    open func hitTest(_ point: CGPoint, with event: UIEvent?) -> UIView? { declared() }
    open func gestureRecognizerShouldBegin(_ gestureRecognizer: UIGestureRecognizer) -> Bool { declared() }
    public enum ContentMode: Sendable { case redraw }

    public init(frame: CGRect) { declared() }
    public required init?(coder: NSCoder) { declared() }
    public override init() { declared() }

    public var layer: CALayer { declared() }
    open var frame: CGRect { get { declared() } set { declared() } }
    open var bounds: CGRect { get { declared() } set { declared() } }
    open var transform: CGAffineTransform { get { declared() } set { declared() } }
    open var alpha: CGFloat { get { declared() } set { declared() } }
    open var isHidden: Bool { get { declared() } set { declared() } }
    open var isOpaque: Bool { get { declared() } set { declared() } }
    open var clipsToBounds: Bool { get { declared() } set { declared() } }
    open var backgroundColor: UIColor? { get { declared() } set { declared() } }
    open var contentMode: ContentMode { get { declared() } set { declared() } }
    open var isUserInteractionEnabled: Bool { get { declared() } set { declared() } }
    open var isMultipleTouchEnabled: Bool { get { declared() } set { declared() } }
    open var superview: UIView? { declared() }
    open var subviews: [UIView] { declared() }
    open var safeAreaInsets: UIEdgeInsets { declared() }
    open var traitCollection: UITraitCollection { declared() }
    open var translatesAutoresizingMaskIntoConstraints: Bool { get { declared() } set { declared() } }
    open var accessibilityElements: [Any]? { get { declared() } set { declared() } }
    open var centerXAnchor: NSLayoutXAxisAnchor { declared() }
    open var centerYAnchor: NSLayoutYAxisAnchor { declared() }
    open var widthAnchor: NSLayoutDimension { declared() }
    open func addSubview(_ view: UIView) { declared() }
    open func insertSubview(_ view: UIView, at index: Int) { declared() }
    open func removeFromSuperview() { declared() }
    open func setNeedsDisplay() { declared() }
    open func draw(_ rect: CGRect) { declared() }
    open func convert(_ rect: CGRect, to view: UIView?) -> CGRect { declared() }
    open func sizeThatFits(_ size: CGSize) -> CGSize { declared() }
    public class func animate(withDuration duration: TimeInterval, animations: @escaping () -> Void) { declared() }
}

@MainActor
public final class NSLayoutConstraint: NSObject {
    public class func activate(_ constraints: [NSLayoutConstraint]) { declared() }
}

@MainActor
public final class NSLayoutXAxisAnchor: NSObject {
    public func constraint(equalTo anchor: NSLayoutXAxisAnchor) -> NSLayoutConstraint { declared() }
}

@MainActor
public final class NSLayoutYAxisAnchor: NSObject {
    public func constraint(equalTo anchor: NSLayoutYAxisAnchor) -> NSLayoutConstraint { declared() }
}

@MainActor
public final class NSLayoutDimension: NSObject {
    public func constraint(lessThanOrEqualTo anchor: NSLayoutDimension, multiplier: CGFloat) -> NSLayoutConstraint { declared() }
}

@MainActor
public protocol UIScrollViewDelegate: AnyObject {
    func scrollViewDidScroll(_ scrollView: UIScrollView)
    func scrollViewDidEndDragging(_ scrollView: UIScrollView, willDecelerate decelerate: Bool)
}

// What is optional in Objective-C has a default here.
extension UIScrollViewDelegate {
    public func scrollViewDidScroll(_ scrollView: UIScrollView) { declared() }
    public func scrollViewDidEndDragging(_ scrollView: UIScrollView, willDecelerate decelerate: Bool) { declared() }
}

@MainActor
open class UIScrollView: UIView {
    public var panGestureRecognizer: UIPanGestureRecognizer { declared() }
    public enum ContentInsetAdjustmentBehavior: Sendable { case never }
    public weak var delegate: (any UIScrollViewDelegate)? { get { declared() } set { declared() } }
    public var contentSize: CGSize { get { declared() } set { declared() } }
    public var contentOffset: CGPoint { get { declared() } set { declared() } }
    public func setContentOffset(_ offset: CGPoint, animated: Bool) { declared() }
    public var contentInsetAdjustmentBehavior: ContentInsetAdjustmentBehavior { get { declared() } set { declared() } }
    public var delaysContentTouches: Bool { get { declared() } set { declared() } }
    public var showsHorizontalScrollIndicator: Bool { get { declared() } set { declared() } }
    public var isScrollEnabled: Bool { get { declared() } set { declared() } }
    public var alwaysBounceVertical: Bool { get { declared() } set { declared() } }
    public var scrollsToTop: Bool { get { declared() } set { declared() } }
    public var isPagingEnabled: Bool { get { declared() } set { declared() } }
}

@MainActor
public final class UIStackView: UIView {
    public enum Alignment: Sendable { case center }
    public var axis: NSLayoutConstraint.Axis { get { declared() } set { declared() } }
    public var alignment: Alignment { get { declared() } set { declared() } }
    public var spacing: CGFloat { get { declared() } set { declared() } }
    public func addArrangedSubview(_ view: UIView) { declared() }
}

extension NSLayoutConstraint {
    public enum Axis: Sendable { case horizontal, vertical }
}

@MainActor
public final class UIActivityIndicatorView: UIView {
    public enum Style: Sendable { case medium }
    public init(style: Style) { declared() }
    public required init?(coder: NSCoder) { declared() }
    public func startAnimating() { declared() }
}

@MainActor
public final class UIScreen: NSObject {
    public class var main: UIScreen { declared() }
    public var scale: CGFloat { declared() }
}

@MainActor
public func UIGraphicsGetCurrentContext() -> CGContext? { declared() }

@MainActor
open class UIGestureRecognizer: NSObject {
    public func location(in view: UIView?) -> CGPoint { declared() }
}

public final class UIPanGestureRecognizer: UIGestureRecognizer {
    public func translation(in view: UIView?) -> CGPoint { declared() }
}
