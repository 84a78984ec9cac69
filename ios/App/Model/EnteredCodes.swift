import Cie

/// A field of a page; its name is the key of its label.
enum Field: String, CaseIterable, Sendable {
    case can
    case puk
    case pukFirst = "puk_first"
    case pukSecond = "puk_second"
    case oldPin = "old_pin"
    case newPin = "new_pin"
    case newPinAgain = "new_pin_again"
}

/// What is wrong with an entry.
struct Mistake: Equatable, Sendable {
    var field: Field
    var words: Words
}

/// What was entered for a task. Kept in memory only, as long as the person may go on with it; the
/// library overwrites each code when the last copy of this goes.
struct EnteredCodes: Sendable {
    private(set) var can: Can?
    private(set) var puk: Puk?
    private(set) var oldPin: Pin?
    private(set) var newPin: Pin?
    /// The PUK, where it was entered in halves.
    private(set) var joined: JoinedCode?

    var isEmpty: Bool { can == nil && puk == nil && oldPin == nil && newPin == nil && joined == nil }

    func has(_ entry: Entry) -> Bool {
        switch entry {
        case .can: can != nil
        case .puk: puk != nil
        case .pin: oldPin != nil
        case .newPin: newPin != nil
        case .printedLines: false
        }
    }

    /// Forgets one, to be entered again. What was joined of halves may stay, to be swapped.
    mutating func drop(_ entry: Entry, keepsHalves: Bool = false) {
        switch entry {
        case .can: can = nil
        case .puk:
            puk = nil
            if !keepsHalves { joined = nil }
        case .pin: oldPin = nil
        case .newPin: newPin = nil
        case .printedLines: break
        }
    }

    /// Takes what was typed, once all of it was checked, so that a mistake is told before a card is held.
    mutating func take(
        _ typed: [Field: Code], for card: CardKind?, _ language: Language
    ) -> Mistake? {
        var at = Field.can
        do throws(CieError) {
            if let code = typed[.can] {
                try checkEntry(entry: .can, card: card, code: code)
                can = try Can(taking: code)
            }
            if let code = typed[.puk] {
                at = .puk
                try checkEntry(entry: .puk, card: card, code: code)
                (puk, joined) = (try Puk(taking: code), nil)
            }
            if let first = typed[.pukFirst], let second = typed[.pukSecond] {
                at = .pukSecond
                switch Self.join(first, second, of: card) {
                case .success(let whole): (puk, joined) = (try whole.puk(), whole)
                case .failure(let error):
                    return Mistake(
                        field: error.isOfFirst ? .pukFirst : .pukSecond,
                        words: .sentence(error.sentence(language: language)))
                }
            }
            if let code = typed[.oldPin] {
                at = .oldPin
                try checkEntry(entry: .pin, card: card, code: code)
                oldPin = try Pin(taking: code)
            }
            if let code = typed[.newPin] {
                at = .newPin
                try checkNewPin(code: code, old: oldPin, card: card)
                if let again = typed[.newPinAgain], !code.matches(again) {
                    return Mistake(field: .newPinAgain, words: .key("not_the_same"))
                }
                newPin = try Pin(taking: code)
            }
            return nil
        } catch {
            let sentences = error.sentences(for: language)
            return Mistake(field: at, words: .sentence(sentences.message))
        }
    }

    private static func join(
        _ first: Code, _ second: Code, of card: CardKind?
    ) -> Result<JoinedCode, JoinError> {
        let card: RecoveryCard = card == .tsCns ? .tsCns : .cie
        do {
            return .success(try joinHalves(card: card, code: .puk, first: first, second: second))
        } catch {
            return .failure(error as? JoinError ?? .NoSuchCode)
        }
    }

    /// Takes the halves of the PUK the other way round.
    mutating func swapHalves() {
        joined?.swap()
        puk = try? joined?.puk()
    }

    /// The rules for a new PIN, by their keys, each with whether the library finds it kept.
    func rules(_ typed: [Field: Code], for card: CardKind?) -> [(key: String, isKept: Bool)] {
        let (code, again) = (typed[.newPin] ?? Code(), typed[.newPinAgain] ?? Code())
        var broken: CieError?
        do throws(CieError) { try checkNewPin(code: code, old: oldPin, card: card) } catch { broken = error }
        // The library looks at them in this order, and names the first that is broken.
        let (isLong, isHard, isOther) =
            switch broken {
            case nil: (true, true, true)
            case .SamePin: (true, true, false)
            case .WeakPin: (true, false, false)
            case .some: (false, false, false)
            }
        var rules = [("rule_length", isLong), ("rule_simple", isHard)]
        if oldPin != nil { rules.append(("rule_other", isOther)) }
        rules.append(("rule_again", isLong && code.matches(again)))
        return rules
    }

    /// How many digits a code has on a card, as the library says.
    static func length(_ entry: Entry, for card: CardKind?) -> Words? {
        do throws(CieError) {
            try checkEntry(entry: entry, card: card, code: Code())
            return nil
        } catch {
            guard let wanted = error.details().wantedLength else { return nil }
            let (least, most) = (Int(wanted.least), Int(wanted.most))
            return least == most ? .key("length %lld", [least]) : .key("length %lld %lld", [least, most])
        }
    }
}

extension JoinError {
    fileprivate var isOfFirst: Bool {
        switch self {
        case .WrongLength(let half, _, _), .NotDigits(let half): half == .first
        case .WrongTotal, .NoSuchCode: false
        }
    }
}
