// A stand-in for SwiftUI, so that the app's views are at least type-checked on Linux: the declarations that
// they use, as Apple's documentation gives them, with nothing behind them. It says nothing of how a page
// looks or behaves, and does not show that Xcode compiles it.

@_exported import Foundation

@MainActor @preconcurrency public protocol View {
    associatedtype Body: View
    @ViewBuilder var body: Body { get }
}

/// Something that draws itself.
public protocol Leaf: View {}
extension Leaf {
    public var body: Never { fatalError("drawn nowhere") }
}
extension Never: View {
    public var body: Never { fatalError("drawn nowhere") }
}
extension Optional: View where Wrapped: View {
    public var body: Never { fatalError("drawn nowhere") }
}

@resultBuilder public struct ViewBuilder {
    public static func buildExpression<Content: View>(_ content: Content) -> Content { content }
    public static func buildBlock() -> Nothing { Nothing() }
    public static func buildBlock<Content: View>(_ content: Content) -> Content { content }
    public static func buildBlock<each Content: View>(_ content: repeat each Content) -> Nothing { Nothing() }
    public static func buildIf<Content: View>(_ content: Content?) -> Content? { content }
    public static func buildEither(first: some View) -> Nothing { Nothing() }
    public static func buildEither(second: some View) -> Nothing { Nothing() }
}
public struct Nothing: Leaf { nonisolated init() {} }

@MainActor @preconcurrency public protocol Scene {}
@MainActor @preconcurrency public protocol App {
    associatedtype Body: Scene
    var body: Body { get }
    init()
}
extension App {
    public static func main() {}
}
public struct WindowGroup: Scene { public init(@ViewBuilder content: () -> some View) {} }

@propertyWrapper public struct State<Value> {
    private final class Box { var value: Value; init(_ value: Value) { self.value = value } }
    private let box: Box
    public init(wrappedValue: Value) { box = Box(wrappedValue) }
    public var wrappedValue: Value { get { box.value } nonmutating set { box.value = newValue } }
    public var projectedValue: Binding<Value> { Binding { box.value } set: { box.value = $0 } }
}
extension State where Value: ExpressibleByNilLiteral {
    public init() { self.init(wrappedValue: nil) }
}
@propertyWrapper @dynamicMemberLookup public struct Binding<Value> {
    private let (read, write): (() -> Value, (Value) -> Void)
    public init(get: @escaping () -> Value, set: @escaping (Value) -> Void) { (read, write) = (get, set) }
    public var wrappedValue: Value { get { read() } nonmutating set { write(newValue) } }
    public var projectedValue: Binding<Value> { self }
    public subscript<Part>(dynamicMember path: WritableKeyPath<Value, Part>) -> Binding<Part> {
        Binding<Part> { read()[keyPath: path] } set: { var whole = read(); whole[keyPath: path] = $0; write(whole) }
    }
}
@propertyWrapper public struct FocusState<Value> {
    public struct Binding {}
    public init() where Value == Bool {}
    public var wrappedValue: Value { get { fatalError("focused nowhere") } nonmutating set { _ = newValue } }
    public var projectedValue: Binding { Binding() }
}
@propertyWrapper public struct AccessibilityFocusState<Value> {
    public struct Binding {}
    public init() where Value == Bool {}
    public var wrappedValue: Value { get { fatalError("focused nowhere") } nonmutating set { _ = newValue } }
    public var projectedValue: Binding { Binding() }
}
@propertyWrapper public struct Environment<Value> {
    public init(_ path: KeyPath<EnvironmentValues, Value>) {}
    public var wrappedValue: Value { fatalError() }
}
public struct EnvironmentValues { public var scenePhase: ScenePhase { .active } }
public enum ScenePhase: Sendable { case background, inactive, active }

public struct LocalizedStringKey: ExpressibleByStringLiteral {
    public init(_ value: String) {}
    public init(stringLiteral value: String) {}
}
public struct Text: Leaf {
    public init(verbatim content: String) {}
    public init(_ key: LocalizedStringKey) {}
    @_disfavoredOverload public init(_ content: some StringProtocol) {}
    public func font(_ font: Font?) -> Text { self }
}
public struct Label: Leaf {
    public init(_ key: LocalizedStringKey, systemImage: String) {}
    @_disfavoredOverload public init(_ title: some StringProtocol, systemImage: String) {}
}
public struct Image: Leaf {
    public init(_ name: String, label: Text) {}
    public init(systemName: String) {}
    public init(uiImage: UIImage) {}
    public func resizable() -> Image { self }
}
public struct ButtonRole: Sendable { public static let (cancel, destructive) = (ButtonRole(), ButtonRole()) }
public struct Button: Leaf {
    public init(role: ButtonRole? = nil, action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> some View) {}
    public init(_ key: LocalizedStringKey, action: @escaping @MainActor () -> Void) {}
}
public struct List: Leaf { public init(@ViewBuilder content: () -> some View) {} }
public struct Section: Leaf {
    public init(@ViewBuilder content: () -> some View) {}
    public init(@ViewBuilder content: () -> some View, @ViewBuilder header: () -> some View) {}
}
public struct ForEach: Leaf {
    public init<Data: RandomAccessCollection>(
        _ data: Data, id: KeyPath<Data.Element, some Hashable>,
        @ViewBuilder content: @escaping (Data.Element) -> some View
    ) {}
}
public struct Group: Leaf { public init(@ViewBuilder content: () -> some View) {} }
public struct HStack: Leaf { public init(@ViewBuilder content: () -> some View) {} }
public struct VStack: Leaf {
    public init(alignment: HorizontalAlignment = .center, @ViewBuilder content: () -> some View) {}
}
public struct Spacer: Leaf { public init() {} }
public struct TextField: Leaf { public init(_ title: LocalizedStringKey, text: Binding<String>) {} }
public struct SecureField: Leaf { public init(_ title: LocalizedStringKey, text: Binding<String>) {} }
public struct Link: Leaf { public init(destination: URL, @ViewBuilder label: () -> some View) {} }
public struct ShareLink: Leaf { public init(item: String, @ViewBuilder label: () -> some View) {} }
public struct ProgressView: Leaf { public init(value: (some BinaryFloatingPoint)?) {} }
public struct DisclosureGroup: Leaf {
    public init(@ViewBuilder content: @escaping () -> some View, @ViewBuilder label: () -> some View) {}
}
public struct LabeledContent: Leaf {
    public init(@ViewBuilder content: () -> some View, @ViewBuilder label: () -> some View) {}
}
public struct NavigationStack: Leaf {
    public init<Page: Hashable>(path: Binding<[Page]>, @ViewBuilder root: () -> some View) {}
}
public struct Rectangle: Leaf { public init() {}; public func fill(_ style: some ShapeStyle) -> some View { self } }
