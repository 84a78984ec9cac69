import Foundation

/// The card that a person holds to the phone: an identity card (CIE) or a health card (TS-CNS). Every
/// operation tells them apart; what only one of them has ends on the other with
/// ``CieError/NotOnThisCard(details:)``.
///
/// Every operation may be called from any actor, the main actor included: the card is talked to on
/// a thread of its own. There is one operation at a time on a transceiver, also where several
/// `CieCard`s have it; a second one ends with ``CieError/Busy(details:)`` at once and disturbs
/// nothing.
///
/// **Codes** are ``Pin``, ``Puk`` and ``Can`` objects. One of them may be used any number of times, and
/// the library overwrites it when the last reference to it goes. An operation sends a code to the card
/// once or not at all. As soon as an operation has told the card's id, later ones send codes to that
/// card only, as with `sameCard`.
///
/// **Cancelling** the task stops the operation between two exchanges, never between a command that
/// carries a code and its answer. It then ends with ``CieError/Cancelled(details:)``. An operation
/// that has got past that point returns its result as usual.
///
/// **Errors** are ``CieError``s: see ``CieError/details()`` and ``CieError/sentences(for:)``.
public final class CieCard: Sendable {
    /// Where the card is waited for. Concurrent, so that a second operation is told at once that
    /// the card is in use.
    private static let threads = DispatchQueue(
        label: "cie.card", qos: .userInitiated, attributes: .concurrent)

    /// The operation on this thread.
    struct Running: Sendable {
        let token: CancelToken
        /// Whether it opens the travel document.
        let readsDocument: Bool
    }

    @TaskLocal static var running: Running?

    /// For a transceiver that waits for a card: whether the operation on this thread was cancelled.
    public static var isStopped: Bool { running?.token.isCancelled() ?? false }

    private let card: BlockingCard
    private let only: CardKind?
    private let sameCard: String?
    private let shortCommands: Bool
    private let transceiver: any Transceiver
    private let store: any TryStore
    private let link: WatchedLink
    private let steps: StepListener
    private let listener = Guarded<(any TraceListener)?>(nil)
    private let report: SupportReport?
    private let seen = Guarded<String?>(nil)
    private let last = Guarded<OperationOutcome?>(nil)
    private let ended: @Sendable (OperationOutcome) -> Void

    /// The card that a transceiver reaches, once: ``CardReader/tap(only:sameCard:retryLost:onProgress:isolation:_:)``
    /// makes one for each run of its block, and asks again for a card that was lost.
    ///
    /// - Parameters:
    ///   - transceiver: the way to the card: that of `CardReader`, or a `SimulatedCard` in tests.
    ///   - store: what is remembered of cards between taps: ``FileTryStore``. It has to outlive the
    ///     process: a last try can only be refused if it is known to be the last.
    ///   - only: the kind of card that the codes are for: another one at hand ends an operation with a
    ///     code, and ``resolve()`` too, with ``CieError/OtherCard(details:)``, before a code is sent.
    ///     `nil`: whichever is there, but a health card gets no code then that an identity card may
    ///     have. Ask the person: in a wallet the two cards lie side by side, and a PUK of the identity
    ///     card costs the health card one of three tries for good.
    ///   - sameCard: the very card that a code is for: `cardId` of the details of an error, or of a
    ///     ``Report``. Another one ends the same operations with ``CieError/OtherCard(details:)``,
    ///     before a code is sent. Give it wherever an operation is called once more with the same
    ///     codes, as for the other way of unblocking; a `lastTry` names its card itself. An id that is
    ///     not valid ends every operation that way. `nil`: any card.
    ///   - shortCommands: sends short commands alone, for a card or a phone that fails at extended
    ///     length in a way that is not found out and remembered by itself. It takes more exchanges,
    ///     and reading the travel document of an identity card may end with
    ///     ``CieError/LinkTooShort(details:)``: only a document that has PACE with an elliptic curve,
    ///     or basic access control, opens with short commands.
    public convenience init(
        _ transceiver: any Transceiver, store: any TryStore, only: CardKind? = nil,
        sameCard: String? = nil, shortCommands: Bool = false
    ) {
        self.init(
            transceiver, store: store, only: only, sameCard: sameCard, shortCommands: shortCommands,
            attempt: 1)
    }

    /// For a tap: which run of its block it is, and who is told of the steps, of the trace and of how
    /// an operation has ended.
    init(
        _ transceiver: any Transceiver, store: any TryStore, only: CardKind?, sameCard: String?,
        shortCommands: Bool, attempt: Int,
        progress: (@Sendable (OperationProgress) -> Void)? = nil, report: SupportReport? = nil,
        ended: @escaping @Sendable (OperationOutcome) -> Void = { _ in }
    ) {
        (self.only, self.sameCard, self.shortCommands) = (only, sameCard, shortCommands)
        (self.transceiver, self.store, self.ended) = (transceiver, store, ended)
        self.report = report
        link = WatchedLink(transceiver)
        card = BlockingCard(transceiver: link, store: store)
        steps = StepListener(transceiver: transceiver, attempt: attempt, listener: progress)
    }

    /// What the last operation has ended with, as ``CardReader/lastOutcome`` has it for a tap.
    public var lastOutcome: OperationOutcome? { last.value }

    /// How many commands with a code have left, or were about to.
    var codesSent: UInt32 { card.codesSent() }

    /// The id of the card that the latest operation was with, where it got so far.
    var seenCard: String? { seen.value }

    /// Receives what goes over the link, a line at a time: headers, lengths and status words, no
    /// data. For debugging; `nil` for none. Takes effect with the next operation.
    public var trace: (any TraceListener)? {
        get { listener.value }
        set { listener.value = newValue }
    }

    /// What the transceiver threw last, for developers: it says more than the ``CieError`` that
    /// resulted. `nil` when the latest operation had no trouble with the link.
    public var linkError: (any Error)? { link.thrown.value }

    /// Returns what the card is: its kind, what only that kind has, and what is remembered of it.
    /// Needs no code.
    ///
    /// - Throws: ``CieError/NotACie(details:)`` for neither card; ``CieError/CardLost(details:)`` and the like.
    public func cardInfo() async throws(CieError) -> CardInfo {
        try await operation { card, options in try card.cardInfo(options: options) }
    }

    /// Checks the PIN, once. A correct PIN restores all its tries; a wrong one uses one of three.
    /// The answers of a health card come in clear: ``Report/chip`` says that nothing is proved, and
    /// ``Tries/confirmed`` of its errors is `false`.
    ///
    /// - Parameters:
    ///   - pin: 8 digits, on a TS-CNS 5 to 8.
    ///   - lastTry: once the person has agreed to use the last try: `details.lastTry` of the
    ///     ``CieError/LastTry(details:)`` that asked for it. It allows the last try of that code on
    ///     that card. Another card at hand ends the operation with ``CieError/OtherCard(details:)``,
    ///     before a code is sent. `nil`: the person has not been asked.
    /// - Throws: ``CieError/MalformedCode(details:)`` before the PIN is sent, with the length that the
    ///   card at hand wants; ``CieError/WrongPin(details:)`` and ``CieError/PinBlocked(details:)`` with the
    ///   tries left; ``CieError/LastTry(details:)`` before the PIN is sent;
    ///   ``CieError/OutcomeUnknown(details:)`` when the answer is lost; those of the link.
    public func verifyPin(_ pin: Pin, lastTry: LastTry? = nil) async throws(CieError) -> Report {
        try await operation(lastTry) { card, options in
            try card.verifyPin(pin: pin, options: options)
        }
    }

    /// Checks the old PIN and, if it is correct, sets the new one.
    ///
    /// - Parameters:
    ///   - oldPin: 8 digits, on a TS-CNS 5 to 8.
    ///   - newPin: as many, not all the same, not counting up or down.
    ///   - lastTry: as for ``verifyPin(_:lastTry:)``.
    /// - Throws: ``CieError/WeakPin(details:)`` and ``CieError/SamePin(details:)`` before anything
    ///   is sent; those of `verifyPin`; ``CieError/OutcomeUnknown(details:)``: `resolve` finds out.
    public func changePin(
        oldPin: Pin, newPin: Pin, lastTry: LastTry? = nil
    ) async throws(CieError) -> Report {
        try await operation(lastTry) { card, options in
            try card.changePin(old: oldPin, newPin: newPin, options: options)
        }
    }

    /// Checks the PUK and, if it is correct, sets a new PIN with all its tries, whether the PIN was
    /// blocked or merely forgotten.
    ///
    /// - Parameters:
    ///   - puk: 8 digits.
    ///   - newPin: 8 digits, on a TS-CNS 5 to 8, not all the same, not counting up or down.
    ///   - variant: `.resetFirst` for a CIE that has refused the direct way; the error's sentences
    ///     say so then. A TS-CNS has one way, whatever is said here.
    ///   - lastTry: as for ``verifyPin(_:lastTry:)``; here it is about the PUK.
    /// - Throws: ``CieError/WrongPuk(details:)`` and ``CieError/PukBlocked(details:)`` with the
    ///   tries left (a blocked PUK is final); ``CieError/WeakPin(details:)`` before anything is
    ///   sent; ``CieError/OutcomeUnknown(details:)``: `resolve` finds out; those of the link.
    public func unblockPin(
        puk: Puk, newPin: Pin, variant: UnblockVariant = .direct, lastTry: LastTry? = nil
    ) async throws(CieError) -> Report {
        try await operation(lastTry) { card, options in
            try card.unblockPin(puk: puk, newPin: newPin, variant: variant, options: options)
        }
    }

    /// Reads what a health card says about its holder and its validity. Needs no code. None of it
    /// is proved: ``HealthCard/chip`` says so, and `chipSentence` has the words.
    ///
    /// - Throws: ``CieError/NotOnThisCard(details:)`` for a CIE, whose holder `readIdentity` reads;
    ///   ``CieError/CardMisbehaved(details:)`` for malformed files: nothing is guessed; those of the
    ///   link.
    public func readPersonalData() async throws(CieError) -> HealthCard {
        try await operation { card, options in try card.readPersonalData(options: options) }
    }

    /// Returns what is remembered of the card at hand: tries, an interrupted operation, and which
    /// codes `resolve` needs to find out how it ended. Needs no code.
    public func pending() async throws(CieError) -> PendingOnCard {
        try await operation { card, options in try card.pending(options: options) }
    }

    /// Settles what needs no code, and says with ``Settlement/needsCodes(codes:)`` which codes the
    /// rest needs. Nothing is sent that could use a try.
    public func resolve() async throws(CieError) -> Resolution {
        try await operation { card, options in try card.resolve(codes: nil, options: options) }
    }

    /// Finds out how an interrupted operation ended, with as few tries as possible.
    /// Codes that are not needed are not sent; without one that is needed the settlement is
    /// ``Settlement/needsCodes(codes:)``.
    ///
    /// - Parameters:
    ///   - cardId: the card that the codes were asked for: that of what ``pending()`` gave, or of
    ///     the report of a ``resolve()`` without codes. Between two taps a person may take up another
    ///     card, and that one must not get them.
    ///   - newPin: the PIN that was to become valid.
    ///   - oldPin: the PIN that was valid before.
    ///   - puk: the PUK.
    ///   - lastTry: as for ``verifyPin(_:lastTry:)``.
    /// - Throws: ``CieError/OtherCard(details:)`` before a code is sent when another card is at hand;
    ///   ``CieError/LastTry(details:)`` before a PIN is sent when fewer than two tries are known to
    ///   be left; the errors of the operations that it uses.
    public func resolve(
        cardId: String,
        newPin: Pin? = nil, oldPin: Pin? = nil, puk: Puk? = nil, lastTry: LastTry? = nil
    ) async throws(CieError) -> Resolution {
        try await operation(lastTry) { card, options in
            let codes = ResolveCodes(cardId: cardId, newPin: newPin, oldPin: oldPin, puk: puk)
            return try card.resolve(codes: codes, options: options)
        }
    }

    /// Runs a blocking call on a thread that may block, and raises its token when the task ends. How it
    /// has ended is told before the caller knows it, and also where the caller does not wait for it.
    func operation<Outcome: Sendable>(
        _ lastTry: LastTry? = nil, readsDocument: Bool = false,
        _ body: @escaping @Sendable (BlockingCard, OperationOptions) throws -> Outcome
    ) async throws(CieError) -> Outcome {
        let running = Running(token: CancelToken(), readsDocument: readsDocument)
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                Self.threads.async { [self] in
                    let outcome = Self.$running.withValue(running) {
                        carriedOut(running.token, lastTry, body)
                    }
                    note(outcome)
                    continuation.resume(returning: outcome)
                }
            }
        } onCancel: {
            running.token.cancel()
        }
        return try outcome.get()
    }

    private func carriedOut<Outcome>(
        _ token: CancelToken, _ lastTry: LastTry?,
        _ body: (BlockingCard, OperationOptions) throws -> Outcome
    ) -> Swift.Result<Outcome, CieError> {
        // Whoever holds another card meanwhile does not get the codes of the first.
        let options = OperationOptions(
            progress: steps, cancel: token, trace: listeners, lastTry: lastTry, only: only,
            sameCard: sameCard ?? seenCard, shortCommands: shortCommands)
        do {
            return try OneAtATime.on(transceiver) { isFree in
                let used = isFree ? card : BlockingCard(transceiver: Refusing(.Busy), store: store)
                return .success(try body(used, options))
            }
        } catch {
            return .failure(CieError(caught: error))
        }
    }

    /// Whoever wants the trace: what a block sets does not take it from the report.
    private var listeners: (any TraceListener)? {
        switch (trace, report) {
        case (let one?, let other?): Both(one: one, other: other)
        case (let one, let other): one ?? other
        }
    }

    private func note<Outcome: Sendable>(_ outcome: Swift.Result<Outcome, CieError>) {
        switch outcome {
        case .success(let result): if let id = cardId(of: result) { seen.value = id }
        // The other card is not the one that the tap is about.
        case .failure(.OtherCard): break
        case .failure(let error): if let id = error.details().cardId { seen.value = id }
        }
        let ended = outcome.map { $0 as any Sendable }
        last.value = ended
        self.ended(ended)
    }
}

/// What an operation has ended with: its result, which is a ``Report``, a ``CardInfo``, an
/// ``Identity``, a ``HealthCard``, a ``PendingOnCard`` or a ``Resolution``, or the error.
public typealias OperationOutcome = Swift.Result<any Sendable, CieError>

/// The id of the card that a result is of, where it has one.
private func cardId(of result: any Sendable) -> String? {
    switch result {
    case let report as Report: report.cardId
    case let info as CardInfo: info.known.cardId
    case let known as PendingOnCard: known.cardId
    case let resolution as Resolution: resolution.report.cardId
    case let card as HealthCard: card.cardId
    default: nil
    }
}
