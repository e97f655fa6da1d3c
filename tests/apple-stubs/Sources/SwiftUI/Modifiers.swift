import Foundation

/// What a modifier makes. The real ones name what they do.
public struct Modified<Content: View>: Primitive {}

public enum ToolbarItemPlacement: Sendable { case navigationBarTrailing, navigationBarLeading }

public protocol ToolbarContent {}
public struct ToolbarItem<Content: View>: ToolbarContent {
    public init(placement: ToolbarItemPlacement, @ViewBuilder content: () -> Content) { declared() }
}

@resultBuilder
public enum ToolbarContentBuilder {
    public static func buildBlock<Content: ToolbarContent>(_ content: Content) -> Content { declared() }
}

public enum HorizontalEdge: Sendable { case leading, trailing }
public enum VerticalEdge: Sendable { case top, bottom }
public enum ColorScheme: Sendable { case light, dark }
public struct Material: Sendable { public static var regularMaterial: Material { declared() } }
public protocol ShapeStyle {}
extension Material: ShapeStyle {}
extension ShapeStyle where Self == Material { public static var regularMaterial: Material { declared() } }

@MainActor
extension View {
    public func foregroundColor(_ color: Color?) -> some View { Modified<Self>() }
    public func font(_ font: Font?) -> some View { Modified<Self>() }
    public func lineLimit(_ number: Int?) -> some View { Modified<Self>() }
    public func multilineTextAlignment(_ alignment: TextAlignment) -> some View { Modified<Self>() }
    public func padding() -> some View { Modified<Self>() }
    public func background<S: ShapeStyle>(_ style: S) -> some View { Modified<Self>() }
    public func frame(width: CGFloat?, height: CGFloat?) -> some View { Modified<Self>() }
    public func clipShape<S: Shape>(_ shape: S) -> some View { Modified<Self>() }
    public func ignoresSafeArea() -> some View { Modified<Self>() }
    public func navigationTitle(_ title: Text) -> some View { Modified<Self>() }
    @_disfavoredOverload
    public func navigationTitle<S: StringProtocol>(_ title: S) -> some View { Modified<Self>() }
    public func toolbar<Content: ToolbarContent>(@ToolbarContentBuilder content: () -> Content) -> some View { Modified<Self>() }
    public func tabItem<Content: View>(@ViewBuilder _ label: () -> Content) -> some View { Modified<Self>() }
    public func alert<Actions: View, Message: View>(
        _ title: Text, isPresented: Binding<Bool>, @ViewBuilder actions: () -> Actions, @ViewBuilder message: () -> Message
    ) -> some View { Modified<Self>() }
    public func safeAreaInset<Content: View>(edge: VerticalEdge, @ViewBuilder content: () -> Content) -> some View {
        Modified<Self>()
    }
    public func swipeActions<Content: View>(edge: HorizontalEdge, @ViewBuilder content: () -> Content) -> some View {
        Modified<Self>()
    }
    public func fullScreenCover<Item: Identifiable, Content: View>(
        item: Binding<Item?>, @ViewBuilder content: @escaping (Item) -> Content
    ) -> some View { Modified<Self>() }
    public func task(_ action: @escaping @MainActor @Sendable () async -> Void) -> some View { Modified<Self>() }
    public func accessibilityLabel(_ label: Text) -> some View { Modified<Self>() }
    public func accessibilityAction(named name: Text, _ handler: @escaping () -> Void) -> some View { Modified<Self>() }
    public func preferredColorScheme(_ scheme: ColorScheme?) -> some View { Modified<Self>() }
    @_disfavoredOverload
    public func previewDisplayName(_ name: String?) -> some View { Modified<Self>() }
    public func environment<Value>(_ key: WritableKeyPath<EnvironmentValues, Value>, _ value: Value) -> some View {
        Modified<Self>()
    }
}
