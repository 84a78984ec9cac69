import Cie
import Foundation

/// What the person can do next: what the library says, as far as this app has a page for it.
enum Next: Hashable, Sendable {
    /// Hold the same card again, with the same codes.
    case holdAgain
    /// Hold the other card, with the same codes.
    case otherCard
    case correct([Field])
    case allowLastTry
    case checkOnePin
    case unblock
    case otherWay
    case settle
    case nameCard
    case advise

    init?(_ step: NextStep) {
        switch step {
        case .holdAgain: self = .holdAgain
        case .otherCard: self = .otherCard
        case .correctEntry(let entry):
            let fields = Field.correcting(entry)
            guard !fields.isEmpty else { return nil }
            self = .correct(fields)
        case .askLastTry: self = .allowLastTry
        case .checkOnePin: self = .checkOnePin
        case .unblock: self = .unblock
        case .unblockOtherWay: self = .otherWay
        case .settle: self = .settle
        case .nameCard: self = .nameCard
        case .advise: self = .advise
        // iOS has no page for NFC, and this app does not ask for the printed lines.
        case .chooseDocumentAccess, .openNfcSettings, .stop: return nil
        }
    }

    /// The key of the button's label.
    var label: String {
        switch self {
        case .holdAgain, .otherCard, .correct: "again"
        case .allowLastTry: "allow_last_try"
        case .checkOnePin: PersonTask.checkPin.title
        case .unblock: "unblock"
        case .otherWay: "other_way"
        case .settle: PersonTask.settle.title
        case .nameCard: "which_card"
        case .advise: "advise"
        }
    }

    /// Whether it goes on with what was entered.
    var keepsEntered: Bool {
        switch self {
        case .holdAgain, .otherCard, .correct, .allowLastTry, .otherWay, .settle, .nameCard: true
        case .checkOnePin, .unblock, .advise: false
        }
    }
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
    /// The button to show first.
    var next: Next?
    /// What can be done instead.
    var otherwise: [Next] = []
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
    /// Whether the person has still to say which kind of card it is.
    var asksWhichCard: Bool { task.asksWhichCard && only == nil }

    var task: PersonTask
    var entered: EnteredCodes
    /// The last try that the person has agreed to use, of which card and which code.
    var lastTry: LastTry?
    var variant = UnblockVariant.direct
    /// The card that the codes were asked for, where it has said what it needs.
    var cardId: String?
    /// The kind of card that the codes are for.
    var only: CardKind?
    /// The very card that the attempt goes on with.
    var sameCard: String?

    /// Waits for a card and carries it out. `nil` where the task was cancelled and nothing was under way.
    func tried(
        with reader: CardReader, _ language: Language,
        onProgress: (@MainActor @Sendable (OperationProgress) -> Void)? = nil
    ) async -> Outcome? {
        do {
            return try await reader.tap(only: only, sameCard: sameCard, onProgress: onProgress) {
                card throws(CieError) in try await carryOut(with: card, language)
            }
        } catch CieError.Cancelled where Task.isCancelled {
            return nil
        } catch {
            return outcome(of: error, language)
        }
    }

    /// Once more with the same codes, as the person has agreed, for the card that they were asked about:
    /// with the codes of one card in the phone, another is easily picked up. `nil` where something is
    /// to be entered, or read, first.
    func again(_ next: Next, after outcome: Outcome) -> Attempt? {
        var again = self
        switch next {
        case .holdAgain: again.sameCard = outcome.cardId ?? sameCard
        case .otherCard: break
        case .allowLastTry: again.lastTry = outcome.lastTry
        case .otherWay:
            again.variant = .resetFirst
            again.sameCard = outcome.cardId
        case .settle:
            guard let needs = outcome.needs, entered.hasAll(needs) else { return nil }
            (again.task, again.cardId, again.sameCard) = (.settle, outcome.cardId, outcome.cardId)
        case .correct, .checkOnePin, .unblock, .nameCard, .advise: return nil
        }
        return again
    }

    private func carryOut(
        with card: CieCard, _ language: Language
    ) async throws(CieError) -> Outcome {
        let report: Report
        switch task {
        case .checkPin:
            report = try await card.verifyPin(pin(entered.oldPin), lastTry: lastTry)
        case .changePin:
            report = try await card.changePin(
                oldPin: pin(entered.oldPin), newPin: pin(entered.newPin), lastTry: lastTry)
        case .forgotPin:
            report = try await card.unblockPin(
                puk: puk(), newPin: pin(entered.newPin), variant: variant, lastTry: lastTry)
        case .readData:
            return Outcome(try await card.readIdentity(can: can()), language)
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

    // What was entered; the library's error for no digits where nothing was.

    private func pin(_ entered: Pin?) throws(CieError) -> Pin {
        if let entered { return entered }
        return try Pin(taking: Code())
    }

    private func puk() throws(CieError) -> Puk {
        if let puk = entered.puk { return puk }
        return try Puk(taking: Code())
    }

    private func can() throws(CieError) -> Can {
        if let can = entered.can { return can }
        return try Can(taking: Code())
    }

    private func settle(with card: CieCard, _ language: Language) async throws(CieError) -> Outcome {
        let resolution: Resolution
        if let cardId {
            resolution = try await card.resolve(
                cardId: cardId, newPin: entered.newPin, oldPin: entered.oldPin, puk: entered.puk,
                lastTry: lastTry)
        } else {
            resolution = try await card.resolve()
        }
        let sentence = settlementSentence(settlement: resolution.settlement, language: language)
        var outcome = Outcome(
            succeeded: true, message: .sentence(sentence), triesLeft: resolution.report.triesLeft)
        switch resolution.settlement {
        case .needsCodes(let needs):
            outcome.succeeded = false
            outcome.next = .settle
            outcome.needs = needs
            outcome.cardId = resolution.report.cardId
        case .unblockAgain: outcome.next = .unblock
        case .nothingPending, .nothingToSettle, .newPin, .oldPin: break
        }
        return outcome
    }

    /// What to say of an error.
    private func outcome(of error: CieError, _ language: Language) -> Outcome {
        let sentences = error.sentences(for: language)
        let details = error.details()
        var outcome = Outcome(
            succeeded: false, message: .sentence(sentences.message), remedy: sentences.remedy,
            triesLeft: details.tries?.left, cardId: details.cardId, lastTry: details.lastTry)
        outcome.next = Next(details.next)
        outcome.otherwise = details.otherwise.compactMap(Next.init)
        if outcome.next == .otherWay, variant != .direct {
            // Both ways were refused.
            outcome.next = outcome.otherwise.first
            outcome.otherwise = Array(outcome.otherwise.dropFirst())
        }
        if case .settle(let needs) = details.next { outcome.needs = needs }
        return outcome
    }
}
