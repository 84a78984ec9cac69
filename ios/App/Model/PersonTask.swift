import Cie

/// What a person can do here: the words for it, by their keys in the string catalogue, and the codes
/// that it needs.
enum PersonTask: String, CaseIterable, Sendable {
    case checkPin = "check_pin"
    case changePin = "change_pin"
    case forgotPin = "forgot_pin"
    case readData = "read_data"
    case readHealthCard = "read_health_card"
    case settle

    /// What the first page offers. To settle something always, for what a call that came in or the
    /// end of the process has left open: only a card can tell whether there is something.
    static let offered = allCases

    var title: String { rawValue }
    var explanation: String { "\(rawValue)_how" }

    /// What to say when it has succeeded, where the card does not tell.
    var done: String? {
        switch self {
        case .checkPin, .changePin, .forgotPin: "\(rawValue)_done"
        case .readData, .readHealthCard, .settle: nil
        }
    }

    var fields: [Field] {
        switch self {
        case .checkPin: [.oldPin]
        case .changePin: [.oldPin, .newPin, .newPinAgain]
        case .forgotPin: [.puk, .newPin, .newPinAgain]
        case .readData: [.can]
        case .readHealthCard, .settle: []
        }
    }

    /// Whether its codes are of one of two cards: then no other gets them.
    var asksWhichCard: Bool {
        switch self {
        case .checkPin, .changePin, .forgotPin: true
        case .readData, .readHealthCard, .settle: false
        }
    }

    /// The fields, where the card has said which codes it needs.
    func fields(_ needs: NeededCodes?) -> [Field] {
        guard let needs else { return fields }
        let wanted: [(Field, Bool)] = [
            (.puk, needs.puk), (.oldPin, needs.oldPin), (.newPin, needs.newPin),
        ]
        return wanted.filter(\.1).map(\.0)
    }
}

/// A field of the form; its name is the key of its label.
enum Field: String, CaseIterable, Sendable {
    case can
    case puk
    case oldPin = "old_pin"
    case newPin = "new_pin"
    case newPinAgain = "new_pin_again"

    /// The fields in which an entry is corrected; none for what this app does not ask for.
    static func correcting(_ entry: Entry) -> [Field] {
        switch entry {
        case .pin: [.oldPin]
        case .newPin: [.newPin, .newPinAgain]
        case .puk: [.puk]
        case .can: [.can]
        case .printedLines: []
        }
    }

    fileprivate var entry: Entry {
        switch self {
        case .can: .can
        case .puk: .puk
        case .oldPin: .pin
        case .newPin, .newPinAgain: .newPin
        }
    }
}

/// What was entered for a task. Kept in memory only, as long as the person may go on with it; the
/// library overwrites each code when the last copy of this goes.
struct EnteredCodes: Sendable {
    private(set) var can: Can?
    private(set) var puk: Puk?
    private(set) var oldPin: Pin?
    private(set) var newPin: Pin?

    /// Takes what was typed, in place of what was entered before. Everything is checked first, so that
    /// a mistake is told before a card is held.
    mutating func take(_ typed: [Field: Code], for card: CardKind?) throws(CieError) {
        for field in Field.allCases {
            guard let code = typed[field] else { continue }
            try checkEntry(entry: field.entry, card: card, code: code)
        }
        if let code = typed[.can] { can = try Can(taking: code) }
        if let code = typed[.puk] { puk = try Puk(taking: code) }
        if let code = typed[.oldPin] { oldPin = try Pin(taking: code) }
        if let code = typed[.newPin] {
            try checkNewPin(code: code, old: oldPin, card: card)
            newPin = try Pin(taking: code)
        }
    }

    /// Whether a new PIN that was asked for twice is the same both times.
    static func newPinsMatch(_ typed: [Field: Code]) -> Bool {
        guard let again = typed[.newPinAgain] else { return true }
        return typed[.newPin]?.matches(again) ?? false
    }

    func hasAll(_ needs: NeededCodes) -> Bool {
        (!needs.newPin || newPin != nil) && (!needs.oldPin || oldPin != nil)
            && (!needs.puk || puk != nil)
    }
}
