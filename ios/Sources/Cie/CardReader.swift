import Foundation

/// Lets a person hold a card to the device, and keeps what is remembered of cards.
///
/// ```swift
/// let reader = CardReader(store: try FileTryStore.ofThisApp())
/// let report = try await reader.tap(only: .cie) { card in
///     try await card.unblockPin(puk: puk, newPin: newPin)
/// }
/// ```
public final class CardReader: Sendable {
    private let store: any TryStore
    private let language: Language
    private let shortCommands: Bool
    private let link: @Sendable () async -> any Transceiver
    private let turn: Turn
    private let last = Guarded<OperationOutcome?>(nil)
    private let report = Guarded<SupportReport?>(nil)

    /// Cards that a transceiver reaches: a reader of your own, or a `SimulatedCard`.
    ///
    /// - Parameters:
    ///   - transceiver: the way to the card.
    ///   - store: what is remembered of cards: one for the whole app.
    ///   - language: of the message with which a ``TapTransceiver`` ends.
    ///   - shortCommands: short commands alone, as in
    ///     ``CieCard/init(_:store:only:sameCard:shortCommands:)``.
    public convenience init(
        _ transceiver: any Transceiver, store: any TryStore, language: Language = .preferred,
        shortCommands: Bool = false
    ) {
        self.init(store: store, language: language, shortCommands: shortCommands, turn: Turn()) {
            transceiver
        }
    }

    init(
        store: any TryStore, language: Language, shortCommands: Bool, turn: Turn,
        link: @escaping @Sendable () async -> any Transceiver
    ) {
        (self.store, self.language, self.shortCommands) = (store, language, shortCommands)
        (self.link, self.turn) = (link, turn)
    }

    /// What the last operation of the last tap has ended with: its result, such as a ``Report``, or the
    /// error. It holds no code. `nil` when no operation of that tap has ended yet. It is noted before
    /// the operation returns, so that it is there as well for a caller that was cancelled: after that,
    /// look here whether the PIN was changed. It may be what a document says of its holder, and goes
    /// when the next tap begins.
    public var lastOutcome: OperationOutcome? { last.value }

    /// What every later tap writes the lines of its trace to, for a report that the person may send:
    /// headers, lengths and status words, no data. `nil`, as at first: nothing is kept.
    public var supportReport: SupportReport? {
        get { report.value }
        set { report.value = newValue }
    }

    /// One tap. On an iPhone the system's sheet appears when `body` begins its first operation, shows
    /// how far that is, and disappears with a tick when `body` returns or with a cross and the error's
    /// message when it throws. `body` may carry out several operations. There is no second sheet: when
    /// this one was closed, every further operation ends as the one before did.
    ///
    /// One tap at a time: the next one of the reader begins when the one before has ended. Those of an
    /// iPhone's NFC take turns whichever reader they are of. A tap in the `body` of another one,
    /// of whichever reader, could wait for ever, and its codes would go again with the `body` around it:
    /// every operation of its own `body` ends with ``CieError/Busy(details:)`` instead. One that is begun
    /// in a detached task is not recognized: do not wait for it in `body`. Nor is a ``CieCard`` that
    /// `body` makes itself: use the one that it is given.
    ///
    /// When `body` ends with ``CieError/CardLost(details:)``, the person is asked to hold the card
    /// again, and all of `body` is run once more with another ``CieCard``, as long as no command with a
    /// code has left since the tap began. So let `body` begin nothing that must not be done twice. If
    /// the card was told apart before it was lost, codes go to that same card only. What needs no code
    /// is done with whichever card is held: `readIdentity` opens no other document with the same CAN or
    /// printed lines, but the results of `cardInfo` and `readPersonalData` are those of the card that
    /// was held last. A session that iOS
    /// has ended without ever having found a card is not begun again.
    ///
    /// - Parameters:
    ///   - only: the kind of card that the codes are for, as in
    ///     ``CieCard/init(_:store:only:sameCard:shortCommands:)``; `nil` for what needs no code.
    ///   - sameCard: the very card that a code is for, as there.
    ///   - retryLost: how many times `body` is run again at most; 0 for never.
    ///   - onProgress: told every step, in order, on the main actor, all of them before `tap` ends. A
    ///     run after the first begins with the phase `.start` and its ``OperationProgress/attempt``.
    ///   - isolation: where `body` runs.
    ///   - body: what to do with the card.
    /// - Throws: what `body` throws. ``CieError/Cancelled(details:)`` when the person closes the
    ///   sheet or the task is cancelled; ``CieError/CardLost(details:)`` when the card goes too often,
    ///   or none comes within a minute; ``CieError/ReaderUnavailable(details:)`` while NFC is off,
    ///   ``CieError/UnsupportedDevice(details:)`` without NFC or the entitlement for it.
    public func tap<Outcome: Sendable, Failure: Error>(
        only: CardKind?,
        sameCard: String? = nil,
        retryLost: Int = 3,
        onProgress: (@MainActor @Sendable (OperationProgress) -> Void)? = nil,
        isolation: isolated (any Actor)? = #isolation,
        _ body: (CieCard) async throws(Failure) -> Outcome
    ) async throws(Failure) -> Outcome {
        let outer = Turn.held
        if let why = await waited(for: outer) {
            let refused = CieCard(
                Refusing(why), store: store, only: only, sameCard: sameCard,
                shortCommands: shortCommands)
            return try await body(refused)
        }
        let held = Turn.Held(turn, outer: outer)
        defer { held.end() }
        let ended = await Turn.$held.withValue(held) { () -> Swift.Result<Outcome, Failure> in
            _ = isolation
            do throws(Failure) {
                return .success(
                    try await attempts(
                        only: only, sameCard: sameCard, retryLost: retryLost,
                        onProgress: onProgress, isolation: isolation, body))
            } catch {
                return .failure(error)
            }
        }
        return try ended.get()
    }

    /// Waits for the turn of a tap; `nil` when it has come, or else why it never does.
    private func waited(for outer: Turn.Held?) async -> TransceiverError? {
        if outer?.isOpen ?? false { return .Busy }
        return await turn.taken() ? nil : .Cancelled
    }

    private func attempts<Outcome: Sendable, Failure: Error>(
        only: CardKind?, sameCard: String?, retryLost: Int,
        onProgress: (@MainActor @Sendable (OperationProgress) -> Void)?,
        isolation: isolated (any Actor)?,
        _ body: (CieCard) async throws(Failure) -> Outcome
    ) async throws(Failure) -> Outcome {
        last.value = nil
        let (link, telling) = (await link(), Telling(onProgress))
        let sheet = link as? any TapTransceiver
        var attempt = 1
        var codesSent: UInt32 = 0
        var meant = sameCard
        while true {
            let card = CieCard(
                link, store: store, only: only, sameCard: meant, shortCommands: shortCommands,
                attempt: attempt, progress: { telling.tell($0) }, report: supportReport,
                ended: { [last] in last.value = $0 })
            do throws(Failure) {
                let outcome = try await body(card)
                sheet?.end(failure: nil)
                await telling.end()
                return outcome
            } catch {
                codesSent += card.codesSent
                let isLost = if case CieError.CardLost? = error as? CieError { true } else { false }
                guard isLost, attempt <= retryLost, codesSent == 0, sheet?.canSearchAgain() ?? true
                else {
                    let message = (error as? CieError)?.sentences(for: language).message
                    sheet?.end(failure: message ?? error.localizedDescription)
                    await telling.end()
                    throw error
                }
                meant = meant ?? card.seenCard
                attempt += 1
                telling.tell(OperationProgress(phase: .start, fraction: 0, attempt: attempt))
            }
        }
    }
}

/// Tells the steps of a tap on the main actor, in their order.
private struct Telling: Sendable {
    private let steps: AsyncStream<OperationProgress>.Continuation?
    private let told: Task<Void, Never>?

    init(_ listener: (@MainActor @Sendable (OperationProgress) -> Void)?) {
        guard let listener else {
            (steps, told) = (nil, nil)
            return
        }
        let (stream, steps) = AsyncStream.makeStream(of: OperationProgress.self)
        self.steps = steps
        // What a listener begins is not begun in the block.
        told = Turn.$held.withValue(nil) {
            Task { @MainActor in
                for await step in stream { listener(step) }
            }
        }
    }

    func tell(_ step: OperationProgress) { steps?.yield(step) }

    /// Waits until everything was told.
    func end() async {
        steps?.finish()
        await told?.value
    }
}
