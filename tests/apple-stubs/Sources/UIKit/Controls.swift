@MainActor
public final class UIAction: NSObject {
    public init(handler: @escaping (UIAction) -> Void) { declared() }
}

@MainActor
open class UIControl: UIView {
    public struct Event: OptionSet, Sendable {
        public let rawValue: UInt
        public init(rawValue: UInt) { self.rawValue = rawValue }
        public static var touchUpInside: Event { declared() }
        public static var editingChanged: Event { declared() }
    }
    public struct State: OptionSet, Sendable {
        public let rawValue: UInt
        public init(rawValue: UInt) { self.rawValue = rawValue }
        public static var normal: State { declared() }
    }
    public var isEnabled: Bool { get { declared() } set { declared() } }
    public func addAction(_ action: UIAction, for events: Event) { declared() }
}

@MainActor
public final class UIButton: UIControl {
    public enum ButtonType: Sendable { case system }
    public convenience init(type: ButtonType) { declared() }
    public func setTitle(_ title: String?, for state: UIControl.State) { declared() }
    public var titleLabel: UILabel? { declared() }
}

public enum NSTextAlignment: Sendable { case left, center, right }

@MainActor
public final class UILabel: UIView {
    public var text: String? { get { declared() } set { declared() } }
    public var numberOfLines: Int { get { declared() } set { declared() } }
    public var textColor: UIColor! { get { declared() } set { declared() } }
    public var textAlignment: NSTextAlignment { get { declared() } set { declared() } }
    public var font: UIFont! { get { declared() } set { declared() } }
    public var adjustsFontForContentSizeCategory: Bool { get { declared() } set { declared() } }
}

public enum UIKeyboardType: Sendable { case `default`, numberPad, decimalPad, asciiCapable, phonePad }
public enum UIReturnKeyType: Sendable { case `default`, go, next, search, send, done }

@MainActor
public protocol UITextFieldDelegate: AnyObject {
    func textFieldDidBeginEditing(_ textField: UITextField)
    func textFieldDidEndEditing(_ textField: UITextField)
    func textFieldShouldReturn(_ textField: UITextField) -> Bool
}

@MainActor
public final class UITextPosition: NSObject {}

@MainActor
public final class UITextRange: NSObject {
    public var end: UITextPosition { declared() }
}

@MainActor
public final class UITextField: UIControl {
    public var selectedTextRange: UITextRange? { get { declared() } set { declared() } }
    public var markedTextRange: UITextRange? { declared() }
    public var beginningOfDocument: UITextPosition { declared() }
    public func offset(from: UITextPosition, to: UITextPosition) -> Int { declared() }
    public weak var delegate: (any UITextFieldDelegate)? { get { declared() } set { declared() } }
    public var text: String? { get { declared() } set { declared() } }
    public var font: UIFont? { get { declared() } set { declared() } }
    public var textColor: UIColor? { get { declared() } set { declared() } }
    public var attributedPlaceholder: NSAttributedString? { get { declared() } set { declared() } }
    public var isSecureTextEntry: Bool { get { declared() } set { declared() } }
    public var keyboardType: UIKeyboardType { get { declared() } set { declared() } }
    public var returnKeyType: UIReturnKeyType { get { declared() } set { declared() } }
    public var textAlignment: NSTextAlignment { get { declared() } set { declared() } }
}

@MainActor
public protocol UITextViewDelegate: UIScrollViewDelegate {
    func textViewDidBeginEditing(_ textView: UITextView)
    func textViewDidEndEditing(_ textView: UITextView)
    func textViewDidChange(_ textView: UITextView)
    func textView(_ textView: UITextView, shouldChangeTextIn range: NSRange, replacementText text: String) -> Bool
}

@MainActor
public final class NSTextContainer: NSObject {
    public var lineFragmentPadding: CGFloat { get { declared() } set { declared() } }
}

@MainActor
public final class UITextView: UIScrollView {
    public var textContainer: NSTextContainer { declared() }
    public var returnKeyType: UIReturnKeyType { get { declared() } set { declared() } }
    public var selectedRange: NSRange { get { declared() } set { declared() } }
    public var markedTextRange: UITextRange? { declared() }
    public var text: String! { get { declared() } set { declared() } }
    public var font: UIFont? { get { declared() } set { declared() } }
    public var textColor: UIColor? { get { declared() } set { declared() } }
    public var isEditable: Bool { get { declared() } set { declared() } }
    public var keyboardType: UIKeyboardType { get { declared() } set { declared() } }
    public var textAlignment: NSTextAlignment { get { declared() } set { declared() } }
    public var textContainerInset: UIEdgeInsets { get { declared() } set { declared() } }
}

@MainActor
open class UIViewController: UIResponder {
    public init(nibName: String?, bundle: Bundle?) { declared() }
    public required init?(coder: NSCoder) { declared() }
    public var view: UIView! { get { declared() } set { declared() } }
    public var title: String? { get { declared() } set { declared() } }
    public var modalPresentationStyle: UIModalPresentationStyle { get { declared() } set { declared() } }
    public var isBeingDismissed: Bool { declared() }
    public var presentedViewController: UIViewController? { declared() }
    public var popoverPresentationController: UIPopoverPresentationController? { declared() }
    public var isMovingFromParent: Bool { declared() }
    open func viewDidLayoutSubviews() { declared() }
    open func viewDidDisappear(_ animated: Bool) { declared() }
    open func traitCollectionDidChange(_ previousTraitCollection: UITraitCollection?) { declared() }
    public func present(_ controller: UIViewController, animated: Bool, completion: (() -> Void)? = nil) { declared() }
    public func dismiss(animated: Bool, completion: (() -> Void)? = nil) { declared() }
}

public enum UIModalPresentationStyle: Sendable { case fullScreen }

public struct UIAccessibilityTraits: OptionSet, Sendable {
    public let rawValue: UInt64
    public init(rawValue: UInt64) { self.rawValue = rawValue }
    public static var none: UIAccessibilityTraits { declared() }
    public static var button: UIAccessibilityTraits { declared() }
    public static var image: UIAccessibilityTraits { declared() }
    public static var link: UIAccessibilityTraits { declared() }
    public static var header: UIAccessibilityTraits { declared() }
    public static var adjustable: UIAccessibilityTraits { declared() }
    public static var staticText: UIAccessibilityTraits { declared() }
    public static var selected: UIAccessibilityTraits { declared() }
    public static var notEnabled: UIAccessibilityTraits { declared() }
}

public enum UIAccessibility {
    @MainActor public static var isReduceMotionEnabled: Bool { declared() }
}

@MainActor
open class UIAccessibilityElement: UIResponder {
    public init(accessibilityContainer container: Any) { declared() }
    public var accessibilityLabel: String? { get { declared() } set { declared() } }
    public var accessibilityValue: String? { get { declared() } set { declared() } }
    public var accessibilityTraits: UIAccessibilityTraits { get { declared() } set { declared() } }
    public var accessibilityFrameInContainerSpace: CGRect { get { declared() } set { declared() } }
    open func accessibilityActivate() -> Bool { declared() }
}
