// Not compiled on Linux: there is no SwiftUI there. See docs/ios.md for what was tried and what not.

import Cie
import SwiftUI

@main
struct CieApp: App {
    private let source = Result { try Self.cards() }

    var body: some Scene {
        WindowGroup {
            switch source {
            case .success(let cards): RootView(reader: cards.reader, pages: cards.pages)
            case .failure(let error): Text(error.localizedDescription).padding()
            }
        }
    }

    /// The iPhone's NFC; in the simulator of Xcode a simulated card, if the library was built with one and
    /// the condition was added: see `project.yml`.
    private static func cards() throws -> (reader: CardReader, pages: Pages) {
        let store = try FileTryStore.ofThisApp()
        #if CIE_SIMULATED_CARD && targetEnvironment(simulator)
        let card = try SimulatedCard(profile: "gemalto", extended: true)
        let (reader, isAvailable) = (CardReader(card, store: store), true)
        #else
        let (reader, isAvailable) = (CardReader(store: store), CardReader.isAvailable)
        #endif
        // Headers, lengths and status words of the last tap, for the person to read and to send or not.
        reader.supportReport = SupportReport()
        let isFirst = !UserDefaults.standard.bool(forKey: "welcomed")
        UserDefaults.standard.set(true, forKey: "welcomed")
        let pages = Pages(
            store: store, language: .preferred, isAvailable: isAvailable, isFirst: isFirst, facts: facts())
        return (reader, pages)
    }

    private static func facts() -> AppFacts {
        let bundle = Bundle.main
        let told = { (key: String) in bundle.object(forInfoDictionaryKey: key) as? String ?? "" }
        let licences = bundle.url(forResource: "Licences", withExtension: "txt")
        return AppFacts(
            version: told("CFBundleShortVersionString"), complaints: told("CieComplaints"),
            licences: licences.flatMap { try? String(contentsOf: $0, encoding: .utf8) } ?? "",
            settings: URL(string: UIApplication.openSettingsURLString))
    }
}

/// The pages over one another, and the one task that talks to a card.
///
/// No code is in a log, a restored state or the picture that iOS takes of the app when it goes to the
/// background: nothing is restored, and pages with codes or personal data are covered.
@MainActor
struct RootView: View {
    let reader: CardReader
    @State var pages: Pages
    @State private var step: OperationProgress?
    @State private var running: Task<Void, Never>?
    @Environment(\.scenePhase) private var scenePhase

    var body: some View {
        NavigationStack(path: $pages.path) {
            page(nil).navigationDestination(for: Page.self) { page($0) }
        }
        .overlay {
            if isCovered { Rectangle().fill(.background).ignoresSafeArea().accessibilityHidden(true) }
        }
        .onChange(of: scenePhase) { phase in
            switch phase {
            case .background:
                pages.left(at: .now)
                // Where the card had a code by then, there is a result: the page stays until then.
                running?.cancel()
            case .active: pages.returned(at: .now)
            default: break
            }
        }
        .onReceive(NotificationCenter.default.publisher(for: Self.isLocking)) { _ in pages.locked() }
    }

    private static let isLocking = UIApplication.protectedDataWillBecomeUnavailableNotification

    private func page(_ page: Page?) -> some View {
        PageView(
            page: page, screen: pages.screen(page), step: page == .hold ? step : nil, pages: $pages,
            perform: perform)
    }

    /// While the card is held, iOS' own sheet is in front and the page behind it stays visible.
    private var isCovered: Bool {
        scenePhase != .active && pages.screen(pages.stack.last).isPrivate
    }

    private func perform(_ action: Action) {
        guard action != .stop else {
            running?.cancel()
            return
        }
        pages.perform(action)
        guard pages.stack.last == .hold, running == nil, let attempt = pages.attempt else { return }
        running = Task {
            let outcome = await attempt.tried(with: reader, pages.language) { step = $0 }
            (running, step) = (nil, nil)
            pages.ended(outcome)
            guard let outcome else { return }
            UINotificationFeedbackGenerator().notificationOccurred(outcome.succeeded ? .success : .error)
        }
    }
}
