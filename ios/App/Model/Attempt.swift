import Cie

/// One try at a task.
struct Attempt: Sendable {
    var task: PersonTask
    var entered = EnteredCodes()
    /// The last try that the person has agreed to use, of which card and which code.
    var lastTry: LastTry?
    var variant = UnblockVariant.direct
    /// The card that something is to be settled of, and the codes that this needs.
    var cardId: String?
    var needs: NeededCodes?
    /// The kind of card that the codes are for.
    var only: CardKind?
    /// The very card that the attempt goes on with.
    var sameCard: String?
    /// Whether the person has said that the PUK is there, and whether it is entered in halves.
    var hasPuk = false
    var entersHalves = true

    /// Whether the person has still to say which kind of card it is.
    var asksWhichCard: Bool { task.asksWhichCard && only == nil }

    /// Whether the person has still to say that the PUK is there.
    var asksForPuk: Bool { task == .forgotPin && !hasPuk && !entered.has(.puk) }

    /// What is to be entered next.
    var missing: Entry? { (needs?.entries ?? task.entries).first { !entered.has($0) } }

    /// The fields in which it is.
    func fields(_ entry: Entry) -> [Field] {
        switch entry {
        case .can: [.can]
        case .puk: entersHalves ? [.pukFirst, .pukSecond] : [.puk]
        case .pin: [.oldPin]
        // What was chosen before is not chosen again.
        case .newPin: task == .settle ? [.newPin] : [.newPin, .newPinAgain]
        case .printedLines: []
        }
    }

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
            return Outcome(error, variant, language, report: reader.supportReport)
        }
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
            return Outcome(try await settled(with: card), language)
        }
        return Outcome(report, done: task.done, language)
    }

    private func settled(with card: CieCard) async throws(CieError) -> Resolution {
        guard let cardId else { return try await card.resolve() }
        return try await card.resolve(
            cardId: cardId, newPin: entered.newPin, oldPin: entered.oldPin, puk: entered.puk,
            lastTry: lastTry)
    }

    /// What was entered; the library's error for no digits where nothing was.
    private func given<Typed>(
        _ entered: Typed?, _ make: (Code) throws(CieError) -> Typed
    ) throws(CieError) -> Typed {
        if let entered { return entered }
        return try make(Code())
    }

    private func pin(_ entered: Pin?) throws(CieError) -> Pin { try given(entered, Pin.init(taking:)) }
    private func puk() throws(CieError) -> Puk { try given(entered.puk, Puk.init(taking:)) }
    private func can() throws(CieError) -> Can { try given(entered.can, Can.init(taking:)) }
}
