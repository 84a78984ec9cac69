import Cie
import Foundation

/// A page, as it lies on the stack above the first one.
enum Page: Hashable, Sendable {
    case welcome
    case whichCard
    case havePuk
    case code(Entry)
    case review
    case hold
    case outcome
    /// After so many answers.
    case advice(Int)
    case about
}

/// The app: which pages lie over one another, what was entered, and what each choice does. The views draw
/// ``screen(_:)`` and report back. What to do after an error the library says: ``NextStep``.
///
/// No code is in a log or a restored state. What was entered stays while the person looks something up in
/// another app, for two minutes. Going back, the end of the task and the lock of the screen forget it.
struct Pages: Sendable {
    /// How long codes stay while another app is in front.
    static let stay = Duration.seconds(120)

    let store: any TryStore
    let language: Language
    /// Whether this device reads cards.
    let isAvailable: Bool
    let facts: AppFacts

    private(set) var stack: [Page] = []
    private(set) var attempt: Attempt?
    private(set) var outcome: Outcome?
    private(set) var recovery = Recovery()
    /// What is in the fields. SwiftUI has no field without a `String`, which cannot be overwritten: it is
    /// let go as soon as the digits are in ``EnteredCodes``.
    private(set) var typed: [Field: String] = [:]
    private(set) var mistake: Mistake?
    private(set) var place = ""
    private(set) var isNoPlace = false
    /// What the person has to know before going on.
    private(set) var notice: Words?
    /// What the store knows to be open.
    private(set) var open: [PendingOnCard] = []
    private var leftAt: ContinuousClock.Instant?

    init(
        store: any TryStore, language: Language, isAvailable: Bool, isFirst: Bool = false,
        facts: AppFacts = AppFacts()
    ) {
        (self.store, self.language) = (store, language)
        (self.isAvailable, self.facts) = (isAvailable, facts)
        stack = isFirst ? [.welcome] : []
        look()
    }

    /// The stack for the view, which may take pages away: by the arrow, or a swipe.
    var path: [Page] {
        get { stack }
        set { goBack(to: newValue) }
    }

    // What is entered.

    /// Puts a text in a field, without the spaces that come along when it is pasted.
    mutating func type(_ text: String, in field: Field) {
        typed[field] = text.filter { !$0.isWhitespace }
        if mistake?.field == field { mistake = nil }
    }

    mutating func type(place: String) { (self.place, isNoPlace) = (place, false) }

    var codes: [Field: Code] { typed.mapValues { Code($0) } }

    // What was chosen.

    mutating func perform(_ action: Action, at now: Date = .now) {
        notice = nil
        switch action {
        case .begin(let task): begin(task)
        case .settle(let pending):
            attempt = Attempt(
                task: .settle, cardId: pending.cardId, needs: pending.needs, sameCard: pending.cardId)
            proceed()
        case .take(let card):
            attempt?.only = card
            proceed()
        case .hasPuk:
            attempt?.hasPuk = true
            proceed()
        case .enterHalves(let halves):
            attempt?.entersHalves = halves
            (typed, mistake) = ([:], nil)
        case .swapHalves:
            attempt?.entered.swapHalves()
            notice = .key("halves_swapped")
            if case .code = stack.last { proceed() }
        case .goOn: goOn()
        case .hold: hold()
        case .step(let step): self.step(step)
        case .recover:
            recovery = Recovery(known: attempt?.only)
            if let only = attempt?.only { recovery.name(only) }
            push(.advice(recovery.count))
        case .answer(let input, let value):
            if case .havePuk = stack.last { recovery = aboutPuk }
            if recovery.answer(input, value) { push(.advice(recovery.count)) }
        case .namePlace:
            isNoPlace = !recovery.answer(.municipality, place)
            if !isNoPlace { push(.advice(recovery.count)) }
        case .about: push(.about)
        case .welcome: push(.welcome)
        case .stop: goBack(to: stack.dropLast())
        case .home: goBack(to: [])
        }
    }

    /// A tap has ended; with `nil` where it was stopped and nothing was under way.
    mutating func ended(_ outcome: Outcome?) {
        guard let outcome else { return goBack(to: stack.filter { $0 != .hold }) }
        self.outcome = outcome
        if !outcome.steps.contains(where: \.usesCodes) { attempt?.entered = EnteredCodes() }
        // What is read of a person is not kept where nobody is looking.
        if outcome.isPersonal, leftAt != nil { return goBack(to: []) }
        stack = [.outcome]
        look()
    }

    // What the system says.

    /// Another app, or the system's own pages, are in front.
    mutating func left(at now: ContinuousClock.Instant) { leftAt = leftAt ?? now }

    mutating func returned(at now: ContinuousClock.Instant) {
        defer { leftAt = nil }
        if let leftAt, now - leftAt >= Self.stay { forget() }
        look()
    }

    /// The screen is locked.
    mutating func locked() { forget() }

    /// Whether there is a code, or what a document says of a person.
    var holdsPrivateThings: Bool {
        !(attempt?.entered.isEmpty ?? true) || typed.values.contains { !$0.isEmpty }
            || outcome?.isPersonal ?? false
    }

    private mutating func forget() {
        guard holdsPrivateThings else { return }
        (typed, mistake) = ([:], nil)
        attempt?.entered = EnteredCodes()
        // Somebody agreed to a last try of those codes, and of no others.
        attempt?.lastTry = nil
        if outcome?.isPersonal ?? false { goBack(to: []) }
        let begins = stack.firstIndex { if case .code = $0 { true } else { $0 == .review } }
        if let begins, stack.last != .hold {
            stack = Array(stack[..<begins])
            proceed()
        }
        notice = .key("codes_erased")
    }

    // The ways.

    private mutating func begin(_ task: PersonTask) {
        var attempt = Attempt(task: task)
        if case .advice = stack.last { (attempt.only, attempt.hasPuk) = (recovery.card, true) }
        self.attempt = attempt
        proceed()
    }

    /// To what is still to be said or entered, then to what is about to be done.
    private mutating func proceed() {
        guard let attempt else { return }
        (typed, mistake) = ([:], nil)
        if attempt.asksWhichCard {
            push(.whichCard)
        } else if attempt.asksForPuk {
            push(.havePuk)
        } else if let missing = attempt.missing {
            push(.code(missing))
        } else {
            push(.review)
        }
    }

    private mutating func hold() {
        guard let attempt, attempt.missing == nil, !attempt.asksWhichCard else { return proceed() }
        push(.hold)
    }

    private mutating func goOn() {
        switch stack.last {
        case .code(let entry):
            guard var attempt else { return }
            let fields = attempt.fields(entry).map { ($0, Code(typed[$0] ?? "")) }
            let codes = Dictionary(uniqueKeysWithValues: fields)
            mistake = attempt.entered.take(codes, for: attempt.only, language)
            guard mistake == nil else { return }
            self.attempt = attempt
            proceed()
        default: goBack(to: stack.dropLast())
        }
    }

    private mutating func step(_ step: NextStep) {
        guard var next = attempt, let outcome else { return }
        let card = next.sameCard
        // With the codes of one card in the phone, another is easily picked up.
        next.sameCard = outcome.cardId ?? card
        switch step {
        case .holdAgain, .unblockOtherWay, .askLastTry:
            if step == .unblockOtherWay { next.variant = .resetFirst }
            if case .askLastTry = step { next.lastTry = outcome.lastTry }
            attempt = next
            hold()
        case .otherCard: hold()
        case .correctEntry(let entry):
            next.entered.drop(entry, keepsHalves: true)
            next.lastTry = nil
            attempt = next
            proceed()
        case .settle(let codes):
            (next.task, next.needs, next.cardId) = (.settle, codes, outcome.cardId)
            attempt = next
            hold()
        case .nameCard:
            (next.only, next.sameCard) = (nil, card)
            attempt = next
            proceed()
        case .checkOnePin, .unblock:
            var begun = Attempt(task: step == .unblock ? .forgotPin : .checkPin)
            (begun.only, begun.sameCard) = (next.only, next.sameCard)
            // Nobody chooses the same new PIN twice.
            if step == .unblock {
                begun.entered = next.entered
                begun.entered.drop(.pin)
            }
            attempt = begun
            proceed()
        case .advise:
            recovery = Recovery(after: outcome.error, known: next.only)
            if outcome.error?.situation() == nil, let only = next.only { recovery.name(only) }
            push(.advice(recovery.count))
        case .chooseDocumentAccess, .openNfcSettings, .stop: break
        }
    }

    /// What is known where the person is asked whether the PUK is there.
    var aboutPuk: Recovery {
        var known = Recovery(after: outcome?.error)
        known.name(attempt?.only ?? .cie)
        _ = known.answer(.pin, "forgotten")
        return known
    }

    private mutating func push(_ page: Page) {
        if stack.last != page { stack.append(page) }
    }

    private mutating func goBack(to remaining: [Page]) {
        guard remaining.count < stack.count else { return }
        let gone = stack[remaining.count...]
        stack = remaining
        (typed, mistake, place, isNoPlace) = ([:], nil, "", false)
        for case .code(let entry) in gone + [stack.last].compactMap({ $0 }) {
            attempt?.entered.drop(entry)
        }
        switch stack.last {
        case nil:
            (attempt, outcome, recovery) = (nil, nil, Recovery())
            look()
        case .whichCard: attempt?.only = nil
        case .havePuk: attempt?.hasPuk = false
        case .advice(let count): recovery.keep(count)
        default: break
        }
    }

    private mutating func look() {
        // A store that cannot be read is told of by the operation that needs it.
        open = (try? openOperations(store: store))?.filter { $0.pending != nil } ?? []
    }
}
