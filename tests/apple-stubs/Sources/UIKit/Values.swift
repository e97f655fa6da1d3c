open class UIColor: NSObject, @unchecked Sendable {
    public init(red: CGFloat, green: CGFloat, blue: CGFloat, alpha: CGFloat) { declared() }
    public class var systemBackground: UIColor { declared() }
}

public final class UIFont: NSObject, @unchecked Sendable {
    public struct Weight: Sendable {
        public init(rawValue: CGFloat) { declared() }
    }
    public struct TextStyle: Sendable {
        public static var largeTitle: TextStyle { declared() }
        public static var headline: TextStyle { declared() }
        public static var body: TextStyle { declared() }
        public static var footnote: TextStyle { declared() }
    }
    public class func systemFont(ofSize size: CGFloat, weight: Weight) -> UIFont { declared() }
    public class func preferredFont(forTextStyle style: TextStyle) -> UIFont { declared() }
}

@MainActor
public final class UIFontMetrics: NSObject {
    public class var `default`: UIFontMetrics { declared() }
    public func scaledValue(for value: CGFloat) -> CGFloat { declared() }
}

public final class UIImage: NSObject, @unchecked Sendable {
    public init?(data: Data) { declared() }
}

@MainActor
public final class UIPasteboard: NSObject {
    public class var general: UIPasteboard { declared() }
    public var string: String? { get { declared() } set { declared() } }
}

@MainActor
public final class UIImpactFeedbackGenerator: NSObject {
    public enum FeedbackStyle: Sendable { case light }
    public init(style: FeedbackStyle) { declared() }
    public func impactOccurred() { declared() }
}

@MainActor
public final class UINotificationFeedbackGenerator: NSObject {
    public enum FeedbackType: Sendable { case warning }
    public func notificationOccurred(_ type: FeedbackType) { declared() }
}

@MainActor
open class UIScene: UIResponder {}

@MainActor
public final class UIWindowScene: UIScene {
    public var keyWindow: UIWindow? { declared() }
}

@MainActor
public final class UIWindow: UIView {
    public var rootViewController: UIViewController? { get { declared() } set { declared() } }
}

@MainActor
public final class UIPopoverPresentationController: NSObject {
    public var sourceView: UIView? { get { declared() } set { declared() } }
}

@MainActor
public final class UIActivity: NSObject {}

@MainActor
public final class UIActivityViewController: UIViewController {
    public init(activityItems: [Any], applicationActivities: [UIActivity]?) { declared() }
    public required init?(coder: NSCoder) { declared() }
}

@MainActor
public final class UIApplication: UIResponder {
    public class var shared: UIApplication { declared() }
    public var connectedScenes: Set<UIScene> { declared() }
    nonisolated public class var didEnterBackgroundNotification: Notification.Name { declared() }
    nonisolated public class var willEnterForegroundNotification: Notification.Name { declared() }
}

extension NSAttributedString.Key {
    public static var font: NSAttributedString.Key { declared() }
    public static var foregroundColor: NSAttributedString.Key { declared() }
}
