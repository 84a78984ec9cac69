import Cie
import Foundation

/// How a task is to be tried once more; the raw value is the key of the button's label.
enum Next: String, CaseIterable, Sendable {
    case again
    case allowLastTry = "allow_last_try"
    case otherWay = "other_way"
    case settle

    /// Whether it goes on with what was entered.
    var keepsEntry: Bool { self == .allowLastTry || self == .otherWay }
}

/// What the last page says, and what can be done from there.
struct Outcome: Equatable, Sendable {
    enum Message: Equatable, Sendable {
        /// A key of the string catalogue.
        case key(String)
        /// A sentence of the library.
        case sentence(String)
    }

    /// Something that the document says of its holder.
    struct Line: Equatable, Sendable {
        /// A key of the string catalogue.
        var label: String
        var value: String
    }

    var succeeded: Bool
    var message: Message
    var name: String?
    var lines: [Line] = []
    var photo: Data?
    var remedy: String?
    var triesLeft: UInt8?
    var next: Next?
    var needs: NeededCodes?
    /// The card that needs them, or that the error is of.
    var cardId: String?
    /// The last try that the person is asked about.
    var lastTry: LastTry?
}

extension Outcome {
    /// Who the document says its holder is, and how far that is proved.
    init(_ identity: Identity, _ language: Language) {
        let holder = identity.holder
        let address = holder.address.isEmpty ? nil : holder.address.joined(separator: ", ")
        let said = [
            holder.birth, holder.fiscalCode, address, holder.documentNumber, holder.expiry,
        ]
        let proved = identity.verdict.sentences(for: language)?.summary
        self.init(succeeded: true, message: .sentence(proved ?? ""), name: holder.fullName)
        lines = zip(Self.labels, said).compactMap { label, value in
            value.map { Line(label: label, value: $0) }
        }
        if holder.unlimited { lines.append(Line(label: Self.unlimited, value: "")) }
        photo = holder.faces.first?.bytes
    }

    /// The labels of ``lines``, keys of the string catalogue, in their order.
    static let labels = [
        "data_birth", "data_fiscal_code", "data_address", "data_document", "data_expiry",
    ]

    /// Instead of an expiry, where there is none.
    static let unlimited = "data_unlimited"

    /// Who a health card says its holder is, and that it is not proved.
    init(_ card: HealthCard, _ language: Language) {
        let holder = card.holder
        let certified = card.certificate.flatMap { italianDate(at: $0.notAfter) }
        let said = [holder.birth, holder.fiscalCode, card.number, card.expiry, certified]
        let name = [holder.givenNames, holder.surname].compactMap { $0 }.joined(separator: " ")
        let proved = chipSentence(proof: card.chip, language: language)
        self.init(succeeded: true, message: .sentence(proved), name: name.isEmpty ? nil : name)
        lines = zip(Self.healthCardLabels, said).compactMap { label, value in
            value.map { Line(label: label, value: $0) }
        }
    }

    /// The same for a health card.
    static let healthCardLabels = [
        "data_birth", "data_fiscal_code", "data_card_number", "data_expiry", "data_certificate",
    ]
}

/// One try at a task.
struct Attempt: Sendable {
    var task: PersonTask
    var entry: EnteredCodes
    /// The last try that the person has agreed to use, of which card and which code.
    var lastTry: LastTry?
    var variant = UnblockVariant.direct
    /// The card that the codes were asked for, where it has said what it needs.
    var cardId: String?
    /// The kind of card that the codes are for.
    var only: CardKind?
    /// The very card for which the person agreed to the other way.
    var sameCard: String?

    /// Carries it out with the card that is held to the phone.
    func carryOut(with card: CieCard, _ language: Language) async throws -> Outcome {
        let report: Report
        switch task {
        case .checkPin:
            report = try await card.verifyPin(entry.copy(.oldPin), lastTry: lastTry)
        case .changePin:
            report = try await card.changePin(
                oldPin: entry.copy(.oldPin), newPin: entry.copy(.newPin), lastTry: lastTry)
        case .forgotPin:
            report = try await card.unblockPin(
                puk: entry.copy(.puk), newPin: entry.copy(.newPin), variant: variant,
                lastTry: lastTry)
        case .readData:
            return Outcome(try await card.readIdentity(can: entry.copy(.can)), language)
        case .readHealthCard:
            return Outcome(try await card.readPersonalData(), language)
        case .settle:
            return try await settle(with: card, language)
        }
        let message = task.done.map(Outcome.Message.key) ?? .sentence("")
        // A health card proves nothing.
        let proved = report.chip.keyProved
            ? nil : chipSentence(proof: report.chip, language: language)
        return Outcome(
            succeeded: true, message: message, remedy: proved, triesLeft: report.triesLeft)
    }

    /// What to say when it has thrown something.
    func outcome(of error: any Error, _ language: Language) -> Outcome {
        guard let error = error as? CieError else {
            return Outcome(
                succeeded: false, message: .sentence(error.localizedDescription), next: .again)
        }
        let sentences = error.sentences(for: language)
        let details = error.details()
        return Outcome(
            succeeded: false, message: .sentence(sentences.message), remedy: sentences.remedy,
            triesLeft: details.tries?.left, next: next(after: error), cardId: details.cardId,
            lastTry: details.lastTry)
    }

    /// Once more with the same codes, as the person has agreed, for the card that they were asked about:
    /// with the codes of one card in the phone, another is easily picked up. `nil` where the codes are
    /// asked for again.
    func again(_ next: Next, after outcome: Outcome) -> Attempt? {
        var again = self
        switch next {
        case .allowLastTry: again.lastTry = outcome.lastTry
        case .otherWay: (again.variant, again.sameCard) = (.resetFirst, outcome.cardId)
        case .again, .settle: return nil
        }
        return again
    }

    private func settle(with card: CieCard, _ language: Language) async throws -> Outcome {
        let resolution: Resolution
        if let cardId {
            resolution = try await card.resolve(
                cardId: cardId, newPin: entry.copyIfEntered(.newPin),
                oldPin: entry.copyIfEntered(.oldPin), puk: entry.copyIfEntered(.puk),
                lastTry: lastTry)
        } else {
            resolution = try await card.resolve()
        }
        let sentence = settlementSentence(settlement: resolution.settlement, language: language)
        var outcome = Outcome(
            succeeded: true, message: .sentence(sentence), triesLeft: resolution.report.triesLeft)
        if case .needsCodes(let needs) = resolution.settlement {
            outcome.succeeded = false
            outcome.next = .settle
            outcome.needs = needs
            outcome.cardId = resolution.report.cardId
        }
        return outcome
    }

    private func next(after error: CieError) -> Next? {
        switch error {
        case .LastTry: .allowLastTry
        case .OutcomeUnknown: .settle
        // A health card has one way.
        case .CardRefused(let details)
        where task == .forgotPin && details.phase == .resetPin && details.card != .tsCns:
            variant == .direct ? .otherWay : nil
        case .PinBlocked, .PukBlocked, .NotACie, .UnsupportedCard, .NotOnThisCard: nil
        default: .again
        }
    }
}
