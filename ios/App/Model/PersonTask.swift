import Cie

/// What a person can do here: the words for it, by their keys in the string catalogue, and the codes
/// that it needs.
enum PersonTask: String, CaseIterable, Sendable {
    case forgotPin = "forgot_pin"
    case changePin = "change_pin"
    case checkPin = "check_pin"
    case readData = "read_data"
    case readHealthCard = "read_health_card"
    case settle

    var title: String { rawValue }

    /// What to say when it has succeeded, where the card does not tell.
    var done: String? { asksWhichCard ? "\(rawValue)_done" : nil }

    /// What is entered for it, in this order.
    var entries: [Entry] {
        switch self {
        case .checkPin: [.pin]
        case .changePin: [.pin, .newPin]
        case .forgotPin: [.puk, .newPin]
        case .readData: [.can]
        case .readHealthCard, .settle: []
        }
    }

    /// Whether its codes are of one of two cards: then no other gets them.
    var asksWhichCard: Bool { [.forgotPin, .changePin, .checkPin].contains(self) }
}

extension NeededCodes {
    var entries: [Entry] {
        let wanted: [(Entry, Bool)] = [(.puk, puk), (.pin, oldPin), (.newPin, newPin)]
        return wanted.filter(\.1).map(\.0)
    }
}

extension NextStep {
    /// Whether it is done with the codes that are there.
    var usesCodes: Bool {
        switch self {
        case .advise, .chooseDocumentAccess, .openNfcSettings, .stop: false
        default: true
        }
    }

    /// The key of the button's label; `nil` for what this app has no page for: iOS has none for NFC, and
    /// nobody is asked for the printed lines.
    var label: String? {
        switch self {
        case .holdAgain, .otherCard: "hold_again"
        case .correctEntry(let entry): entry == .printedLines ? nil : "again"
        case .askLastTry: "allow_last_try"
        case .checkOnePin: PersonTask.checkPin.title
        case .unblock: "unblock"
        case .unblockOtherWay: "other_way"
        case .settle: PersonTask.settle.title
        case .nameCard: "which_card"
        case .advise: "advise"
        case .chooseDocumentAccess, .openNfcSettings, .stop: nil
        }
    }
}
