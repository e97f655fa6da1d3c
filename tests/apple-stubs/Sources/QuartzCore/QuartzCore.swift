@_exported import CoreGraphics

public func CACurrentMediaTime() -> Double { declared() }

@MainActor
open class CALayer: NSObject {
    public var position: CGPoint { get { declared() } set { declared() } }
    public var anchorPoint: CGPoint { get { declared() } set { declared() } }
    public var cornerRadius: CGFloat { get { declared() } set { declared() } }
    public var mask: CALayer? { get { declared() } set { declared() } }
    public func add(_ animation: CAAnimation, forKey key: String?) { declared() }
    public func removeAnimation(forKey key: String) { declared() }
    public func animation(forKey key: String) -> CAAnimation? { declared() }
}

public final class CAShapeLayer: CALayer {
    public var path: CGPath? { get { declared() } set { declared() } }
}

@MainActor
open class CAAnimation: NSObject {
    public var duration: Double { get { declared() } set { declared() } }
    public var repeatCount: Float { get { declared() } set { declared() } }
}

public struct CAAnimationCalculationMode: Sendable {
    public static var discrete: CAAnimationCalculationMode { declared() }
}

public final class CAKeyframeAnimation: CAAnimation {
    public convenience init(keyPath: String?) { declared() }
    public var values: [Any]? { get { declared() } set { declared() } }
    public var calculationMode: CAAnimationCalculationMode { get { declared() } set { declared() } }
}

public final class CABasicAnimation: CAAnimation {
    public convenience init(keyPath: String?) { declared() }
    public var fromValue: Any? { get { declared() } set { declared() } }
    public var toValue: Any? { get { declared() } set { declared() } }
}
