// Not compiled on Linux: there is no SwiftUI there. See docs/ios.md for what was tried and what not.

import Cie
import SwiftUI

@main
struct CieApp: App {
    private let source = Result { try Self.cards() }

    var body: some Scene {
        WindowGroup {
            switch source {
            case .success(let cards): Pages(cards: cards)
            case .failure(let error): Text(error.localizedDescription).padding()
            }
        }
    }

    /// The iPhone's NFC; in the simulator of Xcode a simulated card, if the library was built with one and
    /// the condition was added: see `project.yml`.
    private static func cards() throws -> any CardSource {
        let store = try FileTryStore.ofThisApp()
        #if CIE_SIMULATED_CARD && targetEnvironment(simulator)
        let card = try SimulatedCard(profile: "gemalto", extended: true)
        return SimulatedCards(card: card, store: store)
        #else
        return PhoneCards(reader: CardReader(store: store))
        #endif
    }
}

/// Four pages, one after the other: what to do, the codes, the card, the result; beside them, the way
/// back to lost codes.
///
/// No code is in a log, a restored state or the picture that iOS takes of the app when it goes to
/// the background: nothing is restored, the page with the fields is covered, and what was entered is
/// overwritten when the tap is over.
struct Pages: View {
    let cards: any CardSource

    private enum Page {
        case home
        case recovery
        case codes(PersonTask, [Field], cardId: String?)
        case tap(Attempt)
        case result(Attempt, Outcome)
    }

    @State private var page = Page.home
    @Environment(\.scenePhase) private var scenePhase

    var body: some View {
        content
            .overlay { if isCovered { Cover() } }
            .onChange(of: scenePhase) { phase in
                // A code that is kept for one more try does not wait in the background. A tap ends by
                // itself then, and its result may say what has to be settled.
                if phase == .background, !isTapping, !isAdvising { home() }
            }
    }

    @ViewBuilder private var content: some View {
        switch page {
        case .home:
            HomePage(isAvailable: cards.isAvailable, recover: { page = .recovery }) {
                begin($0, $0.fields)
            }
        case .recovery:
            RecoveryPage(
                isAvailable: cards.isAvailable,
                unblock: { begin(.forgotPin, PersonTask.forgotPin.fields) }, home: home)
        case .codes(let task, let fields, let cardId):
            CodesPage(task: task, fields: fields, stop: home) { entry, only in
                page = .tap(Attempt(task: task, entry: entry, cardId: cardId, only: only))
            }
        case .tap(let attempt):
            TapPage(cards: cards, attempt: attempt, stop: home) { outcome in
                let keepsEntry = outcome.next?.keepsEntry == true
                if !keepsEntry { attempt.entry.wipe() }
                page = .result(attempt, outcome)
                if keepsEntry, scenePhase == .background { home() }
            }
        case .result(let attempt, let outcome):
            ResultPage(outcome: outcome, home: home) { goOn(attempt, outcome, $0) }
        }
    }

    /// Nothing of it is secret, and whoever comes back from a call wants to read on.
    private var isAdvising: Bool {
        if case .recovery = page { true } else { false }
    }

    private var isTapping: Bool {
        if case .tap = page { true } else { false }
    }

    /// Codes and personal data. While the card is held to the phone iOS' own sheet is in front, and
    /// the page beside it stays visible.
    private var isCovered: Bool {
        switch page {
        case .codes, .result: scenePhase != .active
        case .home, .recovery, .tap: false
        }
    }

    private func begin(_ task: PersonTask, _ fields: [Field], cardId: String? = nil) {
        page = task == .settle && fields.isEmpty
            ? .tap(Attempt(task: task, entry: EnteredCodes([:])))
            : .codes(task, fields, cardId: cardId)
    }

    private func goOn(_ attempt: Attempt, _ outcome: Outcome, _ next: Next) {
        if let again = attempt.again(next, after: outcome) {
            page = .tap(again)
            return
        }
        switch next {
        case .again:
            begin(attempt.task, attempt.task.fields(outcome.needs))
        case .settle:
            begin(.settle, PersonTask.settle.fields(outcome.needs), cardId: outcome.cardId)
        case .allowLastTry, .otherWay: break
        }
    }

    private func home() {
        switch page {
        case .tap(let attempt), .result(let attempt, _): attempt.entry.wipe()
        case .home, .recovery, .codes: break
        }
        page = .home
    }
}

/// What iOS shows of the app while another one is in front.
private struct Cover: View {
    var body: some View {
        Rectangle().fill(.background).ignoresSafeArea().accessibilityHidden(true)
    }
}
