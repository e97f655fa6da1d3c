import Foundation
import UIKit

public protocol ObservableObject: AnyObject {}

@propertyWrapper
public struct Published<Value> {
    public init(wrappedValue: Value) { declared() }
    public var wrappedValue: Value { get { declared() } nonmutating set { declared() } }
}

@MainActor
@propertyWrapper
public struct StateObject<Object: ObservableObject> {
    nonisolated public init(wrappedValue: @autoclosure @escaping () -> Object) { declared() }
    public var wrappedValue: Object { declared() }
    public var projectedValue: ObservedObject<Object>.Wrapper { declared() }
}

@MainActor
@propertyWrapper
public struct ObservedObject<Object: ObservableObject> {
    @dynamicMemberLookup
    public struct Wrapper {
        public subscript<Value>(dynamicMember path: ReferenceWritableKeyPath<Object, Value>) -> Binding<Value> { declared() }
    }
    nonisolated public init(wrappedValue: Object) { declared() }
    public var wrappedValue: Object { get { declared() } set { declared() } }
}

@propertyWrapper
public struct State<Value> {
    public init(wrappedValue: Value) { declared() }
    public var wrappedValue: Value { get { declared() } nonmutating set { declared() } }
}

extension State where Value: ExpressibleByNilLiteral {
    public init() { declared() }
}

public struct Binding<Value> {
    public init(get: @escaping () -> Value, set: @escaping (Value) -> Void) { declared() }
}

public struct DismissAction {
    @MainActor public func callAsFunction() { declared() }
}

public enum ContentSizeCategory: Sendable { case accessibilityExtraExtraExtraLarge }
public enum LayoutDirection: Sendable { case rightToLeft }

public struct EnvironmentValues {
    public var dismiss: DismissAction { declared() }
    public var sizeCategory: ContentSizeCategory { get { declared() } set { declared() } }
    public var layoutDirection: LayoutDirection { get { declared() } set { declared() } }
}

@propertyWrapper
public struct Environment<Value> {
    public init(_ key: KeyPath<EnvironmentValues, Value>) { declared() }
    public var wrappedValue: Value { declared() }
}

@MainActor @preconcurrency
public protocol PreviewProvider {
    associatedtype Previews: View
    @ViewBuilder static var previews: Previews { get }
}

@MainActor @preconcurrency
public protocol Scene {
    associatedtype Body: Scene
    @SceneBuilder var body: Body { get }
}

extension Never: Scene {}

@resultBuilder
public enum SceneBuilder {
    public static func buildBlock<Content: Scene>(_ content: Content) -> Content { declared() }
}

public struct WindowGroup<Content: View>: Scene {
    public init(@ViewBuilder content: () -> Content) { declared() }
    public var body: Never { declared() }
}

@MainActor @preconcurrency
public protocol App {
    associatedtype Body: Scene
    @SceneBuilder var body: Body { get }
    init()
}

extension App {
    public static func main() { declared() }
}

public struct UIViewControllerRepresentableContext<Representable> {}

@MainActor @preconcurrency
public protocol UIViewControllerRepresentable: View where Body == Never {
    associatedtype Controller: UIViewController
    typealias Context = UIViewControllerRepresentableContext<Self>
    func makeUIViewController(context: Context) -> Controller
    func updateUIViewController(_ controller: Controller, context: Context)
}

extension UIViewControllerRepresentable {
    public var body: Never { declared() }
}
