@_exported import Foundation
import UIKit

@MainActor @preconcurrency
public protocol View {
    associatedtype Body: View
    @ViewBuilder var body: Body { get }
}

extension Never: View {
    public var body: Never { fatalError() }
}

/// A view of the system's.
public protocol Primitive: View where Body == Never {}

extension Primitive {
    public var body: Never { declared() }
}

func declared() -> Never { fatalError("a declaration for type checks, not an implementation") }

@resultBuilder
public enum ViewBuilder {
    public static func buildBlock() -> EmptyView { declared() }
    public static func buildBlock<Content: View>(_ content: Content) -> Content { declared() }
    public static func buildBlock<each Content: View>(_ content: repeat each Content) -> TupleView<(repeat each Content)> {
        declared()
    }
    public static func buildExpression<Content: View>(_ content: Content) -> Content { declared() }
    public static func buildIf<Content: View>(_ content: Content?) -> Content? { declared() }
    public static func buildEither<First: View, Second: View>(first: First) -> Either<First, Second> { declared() }
    public static func buildEither<First: View, Second: View>(second: Second) -> Either<First, Second> { declared() }
}

extension Optional: View where Wrapped: View {
    public var body: Never { declared() }
}

public struct Either<First: View, Second: View>: Primitive {}
public struct TupleView<Parts>: Primitive {}
public struct EmptyView: Primitive { public init() {} }

public struct Color: Primitive, Sendable {
    public static var primary: Color { declared() }
    public static var secondary: Color { declared() }
    public static var accentColor: Color { declared() }
}

public struct Font: Sendable {
    public static var headline: Font { declared() }
    public static var body: Font { declared() }
    public static var footnote: Font { declared() }
}

public struct LocalizedStringKey: ExpressibleByStringLiteral, Sendable {
    public init(stringLiteral: String) {}
}

public struct Text: Primitive {
    @_disfavoredOverload public init<S: StringProtocol>(_ content: S) { declared() }
    public init(_ key: LocalizedStringKey, tableName: String? = nil, bundle: Bundle? = nil, comment: StaticString? = nil) {
        declared()
    }
}

public struct Image: Primitive {
    public init(systemName: String) { declared() }
    public init(uiImage: UIImage) { declared() }
    public func resizable() -> Image { declared() }
}

public struct ButtonRole: Sendable {
    public static var destructive: ButtonRole { declared() }
    public static var cancel: ButtonRole { declared() }
}

public struct Button<Label: View>: Primitive {
    public init(action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Label) { declared() }
}

extension Button where Label == Text {
    @_disfavoredOverload
    public init<S: StringProtocol>(_ title: S, action: @escaping @MainActor () -> Void) { declared() }
    @_disfavoredOverload
    public init<S: StringProtocol>(_ title: S, role: ButtonRole?, action: @escaping @MainActor () -> Void) { declared() }
}

public enum HorizontalAlignment: Sendable { case leading, center }
public enum VerticalAlignment: Sendable { case center }
public enum TextAlignment: Sendable { case center }

public struct HStack<Content: View>: Primitive {
    public init(
        alignment: VerticalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content
    ) { declared() }
}

public struct VStack<Content: View>: Primitive {
    public init(
        alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content
    ) { declared() }
}

public struct ZStack<Content: View>: Primitive {
    public init(@ViewBuilder content: () -> Content) { declared() }
}

public struct Spacer: Primitive { public init() {} }
public struct ProgressView: Primitive { public init() {} }

public protocol Shape: View {}
public struct RoundedRectangle: Primitive, Shape { public init(cornerRadius: CGFloat) { declared() } }

public struct List<Content: View>: Primitive {
    public init(@ViewBuilder content: () -> Content) { declared() }
    public init<Data: RandomAccessCollection, Row: View>(
        _ data: Data, @ViewBuilder rowContent: @escaping (Data.Element) -> Row
    ) where Data.Element: Identifiable, Content == ForEach<Data, Data.Element.ID, Row> { declared() }
}

public struct Section<Content: View>: Primitive {
    @_disfavoredOverload
    public init<S: StringProtocol>(_ title: S, @ViewBuilder content: () -> Content) { declared() }
    public init(@ViewBuilder content: () -> Content) { declared() }
}

public struct ForEach<Data: RandomAccessCollection, ID: Hashable, Content>: Primitive where Content: View {
    public init(_ data: Data, id: KeyPath<Data.Element, ID>, @ViewBuilder content: @escaping (Data.Element) -> Content) {
        declared()
    }
}

public struct NavigationView<Content: View>: Primitive {
    public init(@ViewBuilder content: () -> Content) { declared() }
}

public struct NavigationLink<Label: View, Destination: View>: Primitive {
    public init(destination: Destination, @ViewBuilder label: () -> Label) { declared() }
}

public struct TabView<Content: View>: Primitive {
    public init(@ViewBuilder content: () -> Content) { declared() }
}

public struct Label: Primitive {
    @_disfavoredOverload
    public init<S: StringProtocol>(_ title: S, systemImage: String) { declared() }
}
