// The modifiers and the parts of UIKit that the app's views use.

public protocol ShapeStyle: Sendable {}
public struct BackgroundStyle: ShapeStyle {}
public struct TintShapeStyle: ShapeStyle {}
public struct Material: ShapeStyle {}
extension ShapeStyle where Self == BackgroundStyle { public static var background: Self { Self() } }
extension ShapeStyle where Self == TintShapeStyle { public static var tint: Self { Self() } }
extension ShapeStyle where Self == Material { public static var bar: Self { Self() } }
public struct Color: Leaf, ShapeStyle {
    public init(uiColor: UIColor) {}
    public static let clear = Color(uiColor: UIColor())
}
public struct Font: Sendable {
    public static let (title, headline, subheadline, footnote) = (Font(), Font(), Font(), Font())
    public func bold() -> Font { self }
}
public struct HorizontalAlignment: Sendable {
    public static let (center, leading) = (HorizontalAlignment(), HorizontalAlignment())
}
public enum TextAlignment { case leading }
public enum VerticalEdge { case top, bottom }
public enum Visibility { case automatic, visible, hidden }
public protocol ListStyle {}
public struct InsetGroupedListStyle: ListStyle {}
extension ListStyle where Self == InsetGroupedListStyle { public static var insetGrouped: Self { Self() } }
public protocol PrimitiveButtonStyle {}
public struct ProminentStyle: PrimitiveButtonStyle {}
public struct BorderlessStyle: PrimitiveButtonStyle {}
extension PrimitiveButtonStyle where Self == ProminentStyle { public static var borderedProminent: Self { Self() } }
extension PrimitiveButtonStyle where Self == BorderlessStyle { public static var borderless: Self { Self() } }
public enum ControlSize { case regular, large }
public struct ScrollDismissesKeyboardMode: Sendable { public static let interactively = Self() }
public enum NavigationBarItem { public enum TitleDisplayMode { case inline } }
public struct EnabledTextSelectability: Sendable { public static let enabled = Self() }
public struct AccessibilityTraits: SetAlgebra, Sendable {
    public static let (isHeader, isSelected, updatesFrequently) = (Self(rawValue: 1), Self(rawValue: 2), Self(rawValue: 4))
    private var rawValue = 0
    private init(rawValue: Int) { self.rawValue = rawValue }
    public init() {}
    public func contains(_ member: Self) -> Bool { rawValue & member.rawValue != 0 }
    public func union(_ other: Self) -> Self { Self(rawValue: rawValue | other.rawValue) }
    public func intersection(_ other: Self) -> Self { Self(rawValue: rawValue & other.rawValue) }
    public func symmetricDifference(_ other: Self) -> Self { Self(rawValue: rawValue ^ other.rawValue) }
    public mutating func insert(_ new: Self) -> (inserted: Bool, memberAfterInsert: Self) { formUnion(new); return (true, new) }
    public mutating func remove(_ member: Self) -> Self? { nil }
    public mutating func update(with new: Self) -> Self? { nil }
    public mutating func formUnion(_ other: Self) { rawValue |= other.rawValue }
    public mutating func formIntersection(_ other: Self) { rawValue &= other.rawValue }
    public mutating func formSymmetricDifference(_ other: Self) { rawValue ^= other.rawValue }
}
public enum AccessibilityChildBehavior { case ignore, combine }

extension View {
    public func font(_ font: Font?) -> some View { self }
    public func accessibilityAddTraits(_ traits: AccessibilityTraits) -> some View { self }
    public func accessibilityFocused(_ condition: AccessibilityFocusState<Bool>.Binding) -> some View { self }
    public func accessibilityHidden(_ hidden: Bool) -> some View { self }
    public func accessibilityLabel(_ label: Text) -> some View { self }
    public func accessibilityHint(_ hint: Text) -> some View { self }
    public func accessibilityValue(_ value: Text) -> some View { self }
    public func accessibilityElement(children: AccessibilityChildBehavior = .ignore) -> some View { self }
    public func listRowBackground(_ view: (some View)?) -> some View { self }
    public func listStyle(_ style: some ListStyle) -> some View { self }
    public func textCase(_ textCase: TextAlignment?) -> some View { self }
    public func scrollDismissesKeyboard(_ mode: ScrollDismissesKeyboardMode) -> some View { self }
    public func safeAreaInset(edge: VerticalEdge, @ViewBuilder content: () -> some View) -> some View { self }
    public func navigationBarTitleDisplayMode(_ mode: NavigationBarItem.TitleDisplayMode) -> some View { self }
    public func navigationBarBackButtonHidden(_ hides: Bool = true) -> some View { self }
    public func navigationDestination<Page: Hashable>(
        for page: Page.Type, @ViewBuilder destination: @escaping (Page) -> some View
    ) -> some View { self }
    public func onAppear(perform action: (() -> Void)? = nil) -> some View { self }
    public func onChange<Value: Equatable>(of value: Value, perform action: @escaping (Value) -> Void) -> some View { self }
    public func onReceive<Told: Publisher>(_ told: Told, perform action: @escaping (Told.Output) -> Void) -> some View { self }
    public func confirmationDialog<Value>(
        _ title: some StringProtocol, isPresented: Binding<Bool>, titleVisibility: Visibility = .automatic,
        presenting value: Value?, @ViewBuilder actions: (Value) -> some View
    ) -> some View { self }
    public func overlay(@ViewBuilder content: () -> some View) -> some View { self }
    public func background(_ style: some ShapeStyle) -> some View { self }
    public func foregroundStyle(_ style: some ShapeStyle) -> some View { self }
    public func buttonStyle(_ style: some PrimitiveButtonStyle) -> some View { self }
    public func controlSize(_ size: ControlSize) -> some View { self }
    public func disabled(_ disabled: Bool) -> some View { self }
    public func padding() -> some View { self }
    public func frame(
        minWidth: CGFloat? = nil, maxWidth: CGFloat? = nil, minHeight: CGFloat? = nil, maxHeight: CGFloat? = nil
    ) -> some View { self }
    public func frame(maxWidth: CGFloat? = nil, alignment: HorizontalAlignment) -> some View { self }
    public func scaledToFit() -> some View { self }
    public func ignoresSafeArea() -> some View { self }
    public func multilineTextAlignment(_ alignment: TextAlignment) -> some View { self }
    public func textSelection(_ selectability: EnabledTextSelectability) -> some View { self }
    public func keyboardType(_ type: UIKeyboardType) -> some View { self }
    public func textContentType(_ type: UITextContentType?) -> some View { self }
    public func autocorrectionDisabled(_ disabled: Bool = true) -> some View { self }
    public func privacySensitive(_ sensitive: Bool = true) -> some View { self }
    public func focused(_ condition: FocusState<Bool>.Binding) -> some View { self }
}

// Combine.
public protocol Publisher { associatedtype Output }
extension NotificationCenter {
    public struct Publisher: SwiftUI.Publisher { public typealias Output = Notification }
    public func publisher(for name: Notification.Name, object: AnyObject? = nil) -> Publisher { Publisher() }
}

// UIKit.
public enum UIKeyboardType { case numberPad }
public struct UITextContentType: Sendable { public static let addressCity = Self() }
public final class UIColor: Sendable { public static let systemBackground = UIColor() }
public final class UIImage { public init?(data: Data) {} }
@MainActor public final class UIApplication {
    nonisolated public static let openSettingsURLString = "app-settings:"
    nonisolated public static let protectedDataWillBecomeUnavailableNotification = Notification.Name("locking")
}
@MainActor public enum UIAccessibility {
    public struct Notification: Sendable {
        public static let (screenChanged, announcement) = (Self(), Self())
    }
    public static func post(notification: Notification, argument: Any?) {}
}
@MainActor public final class UINotificationFeedbackGenerator {
    public enum FeedbackType { case success, warning, error }
    public init() {}
    public func notificationOccurred(_ type: FeedbackType) {}
}
@MainActor public class UIPrintFormatter {}
@MainActor public final class UIMarkupTextPrintFormatter: UIPrintFormatter { public init(markupText: String) {} }
@MainActor public final class UIPrintInteractionController {
    public static let shared = UIPrintInteractionController()
    public var printFormatter: UIPrintFormatter?
    @discardableResult public func present(animated: Bool, completionHandler: (() -> Void)? = nil) -> Bool { true }
}
