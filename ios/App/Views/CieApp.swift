// Not compiled on Linux: there is no SwiftUI there. See docs/ios.md for what was tried and what not.

import Cie
import SwiftUI

@main
struct CieApp: App {
    private let source = Result { try Self.cards() }

    var body: some Scene {
        WindowGroup {
            switch source {
            case .success(let cards): Pages(reader: cards.reader, isAvailable: cards.isAvailable)
            case .failure(let error): Text(error.localizedDescription).padding()
            }
        }
    }

    /// The iPhone's NFC; in the simulator of Xcode a simulated card, if the library was built with one and
    /// the condition was added: see `project.yml`.
    private static func cards() throws -> (reader: CardReader, isAvailable: Bool) {
        let store = try FileTryStore.ofThisApp()
        #if CIE_SIMULATED_CARD && targetEnvironment(simulator)
        let card = try SimulatedCard(profile: "gemalto", extended: true)
        return (CardReader(card, store: store), true)
        #else
        return (CardReader(store: store), CardReader.isAvailable)
        #endif
    }
}

/// Four pages, one after the other: what to do, the codes, the card, the result; beside them, the way
/// back to lost codes.
///
/// No code is in a log, a restored state or the picture that iOS takes of the app when it goes to
/// the background: nothing is restored, the page with the fields is covered, and what was entered is
/// overwritten when the person does not go on with it.
struct Pages: View {
    let reader: CardReader
    let isAvailable: Bool

    private enum Page {
        case home
        case recovery
        case codes(Attempt, [Field])
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
            HomePage(isAvailable: isAvailable, recover: { page = .recovery }) {
                begin($0)
            }
        case .recovery:
            RecoveryPage(
                isAvailable: isAvailable, unblock: { begin(.forgotPin) }, home: home)
        case .codes(let attempt, let fields):
            CodesPage(
                task: attempt.task, fields: fields, asksWhichCard: attempt.asksWhichCard, stop: home
            ) { typed, only throws(CieError) in
                var next = attempt
                next.only = only ?? attempt.only
                try next.entered.take(typed, for: next.only)
                page = .tap(next)
            }
        case .tap(let attempt):
            TapPage(reader: reader, attempt: attempt, stop: home) { outcome in
                let steps = [outcome.next].compactMap { $0 } + outcome.otherwise
                let goesOn = steps.contains(where: \.keepsEntered)
                var left = attempt
                if !goesOn { left.entered = EnteredCodes() }
                page = .result(left, outcome)
                if goesOn, scenePhase == .background { home() }
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

    /// With the card of an attempt before, where there was one.
    private func begin(_ task: PersonTask, after before: Attempt? = nil) {
        var attempt = Attempt(task: task, entered: EnteredCodes())
        (attempt.only, attempt.sameCard) = (before?.only, before?.sameCard)
        page = task == .settle ? .tap(attempt) : .codes(attempt, task.fields)
    }

    private func goOn(_ attempt: Attempt, _ outcome: Outcome, _ next: Next) {
        if let again = attempt.again(next, after: outcome) {
            page = .tap(again)
            return
        }
        // With the codes of one card in the phone, another is easily picked up.
        var same = attempt
        same.sameCard = outcome.cardId ?? attempt.sameCard
        switch next {
        case .correct(let fields): page = .codes(same, fields)
        case .nameCard:
            var unnamed = attempt
            unnamed.only = nil
            page = .codes(unnamed, [])
        case .settle:
            var settling = attempt
            (settling.task, settling.cardId) = (.settle, outcome.cardId)
            page = .codes(settling, PersonTask.settle.fields(outcome.needs))
        case .checkOnePin: begin(.checkPin, after: same)
        case .unblock: begin(.forgotPin, after: same)
        case .advise: page = .recovery
        case .holdAgain, .otherCard, .allowLastTry, .otherWay: break
        }
    }

    private func home() { page = .home }
}

/// What iOS shows of the app while another one is in front.
private struct Cover: View {
    var body: some View {
        Rectangle().fill(.background).ignoresSafeArea().accessibilityHidden(true)
    }
}
