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
}

/// What was entered for a task. Kept in memory only, from the form to the end of one tap, and
/// overwritten then.
struct EnteredCodes: Sendable {
    private let codes: [Field: Code]

    init(_ codes: [Field: Code]) {
        self.codes = codes
    }

    /// A copy for the SDK, which overwrites what it is given; empty where it was not asked for.
    func copy(_ field: Field) -> Code { codes[field]?.copy() ?? Code() }

    /// As ``copy(_:)``; `nil` where it was not asked for.
    func copyIfEntered(_ field: Field) -> Code? { codes[field]?.copy() }

    /// Whether a new PIN that was asked for twice is the same both times.
    var newPinsMatch: Bool {
        guard let again = codes[.newPinAgain] else { return true }
        return codes[.newPin]?.matches(again) ?? false
    }

    func wipe() { codes.values.forEach { $0.wipe() } }
}
