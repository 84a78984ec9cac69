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
/// **Codes** are ``Code`` objects. They are overwritten as soon as the library has taken them,
/// however the operation ends. A code is sent to the card once or not at all. There are overloads
/// that take a `String`, for tests and trials: a `String` cannot be overwritten.
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

    /// The token of the operation on this thread.
    @TaskLocal private static var token: CancelToken?

    /// For a transceiver that waits for a card: whether the operation on this thread was cancelled.
    public static var isStopped: Bool { token?.isCancelled() ?? false }

    private let card: BlockingCard
    private let only: CardKind?
    private let sameCard: String?
    private let shortCommands: Bool
    private let transceiver: any Transceiver
    private let store: any TryStore
    private let link: WatchedLink
    private let steps: ProgressBroadcast
    private let listener = Guarded<(any TraceListener)?>(nil)

    /// The card that a transceiver reaches.
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
    ///     and the travel document of an identity card ends with ``CieError/LinkTooShort(details:)``.
    public init(
        _ transceiver: any Transceiver, store: any TryStore, only: CardKind? = nil,
        sameCard: String? = nil, shortCommands: Bool = false
    ) {
        (self.only, self.sameCard, self.shortCommands) = (only, sameCard, shortCommands)
        (self.transceiver, self.store) = (transceiver, store)
        link = WatchedLink(transceiver)
        card = BlockingCard(transceiver: link, store: store)
        steps = ProgressBroadcast(transceiver: transceiver)
    }

    /// The steps of this and every later operation. Each call gives a stream of its own, which ends
    /// with this object.
    public var progress: AsyncStream<OperationProgress> { steps.stream() }

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
    public func cardInfo() async throws -> CardInfo {
        try await operation { card, options in try card.cardInfo(options: options) }
    }

    /// Checks the PIN, once. A correct PIN restores all its tries; a wrong one uses one of three.
    /// The answers of a health card come in clear: ``Report/chip`` says that nothing is proved, and
    /// ``Tries/confirmed`` of its errors is `false`.
    ///
    /// - Parameters:
    ///   - pin: 8 digits, on a TS-CNS 5 to 8; overwritten.
    ///   - lastTry: once the person has agreed to use the last try: `details.lastTry` of the
    ///     ``CieError/LastTry(details:)`` that asked for it. It allows the last try of that code on
    ///     that card. Another card at hand ends the operation with ``CieError/OtherCard(details:)``,
    ///     before a code is sent. `nil`: the person has not been asked.
    /// - Throws: ``CieError/MalformedCode(details:)`` before the PIN is sent, with the length that the
    ///   card at hand wants; ``CieError/WrongPin(details:)`` and ``CieError/PinBlocked(details:)`` with the
    ///   tries left; ``CieError/LastTry(details:)`` before the PIN is sent;
    ///   ``CieError/OutcomeUnknown(details:)`` when the answer is lost; those of the link.
    public func verifyPin(_ pin: Code, lastTry: LastTry? = nil) async throws -> Report {
        let pin = try pin.lent(Pin.init(digits:))
        return try await operation(lastTry) { card, options in
            try card.verifyPin(pin: pin, options: options)
        }
    }

    /// Checks the old PIN and, if it is correct, sets the new one.
    ///
    /// - Parameters:
    ///   - oldPin: 8 digits, on a TS-CNS 5 to 8; overwritten.
    ///   - newPin: the same, not all the same, not counting up or down; overwritten.
    ///   - lastTry: as for ``verifyPin(_:lastTry:)-(Code,_)``.
    /// - Throws: ``CieError/WeakPin(details:)`` and ``CieError/SamePin(details:)`` before anything
    ///   is sent; those of `verifyPin`; ``CieError/OutcomeUnknown(details:)``: `resolve` finds out.
    public func changePin(
        oldPin: Code, newPin: Code, lastTry: LastTry? = nil
    ) async throws -> Report {
        defer { newPin.wipe() }
        let old = try oldPin.lent(Pin.init(digits:))
        let new = try newPin.lent(Pin.init(digits:))
        return try await operation(lastTry) { card, options in
            try card.changePin(old: old, newPin: new, options: options)
        }
    }

    /// Checks the PUK and, if it is correct, sets a new PIN with all its tries, whether the PIN was
    /// blocked or merely forgotten.
    ///
    /// - Parameters:
    ///   - puk: 8 digits; overwritten.
    ///   - newPin: 8 digits, on a TS-CNS 5 to 8, not all the same, not counting up or down;
    ///     overwritten.
    ///   - variant: `.resetFirst` for a CIE that has refused the direct way; the error's sentences
    ///     say so then. A TS-CNS has one way, whatever is said here.
    ///   - lastTry: as for ``verifyPin(_:lastTry:)-(Code,_)``; here it is about the PUK.
    /// - Throws: ``CieError/WrongPuk(details:)`` and ``CieError/PukBlocked(details:)`` with the
    ///   tries left (a blocked PUK is final); ``CieError/WeakPin(details:)`` before anything is
    ///   sent; ``CieError/OutcomeUnknown(details:)``: `resolve` finds out; those of the link.
    public func unblockPin(
        puk: Code, newPin: Code, variant: UnblockVariant = .direct, lastTry: LastTry? = nil
    ) async throws -> Report {
        defer { newPin.wipe() }
        let puk = try puk.lent(Puk.init(digits:))
        let new = try newPin.lent(Pin.init(digits:))
        return try await operation(lastTry) { card, options in
            try card.unblockPin(puk: puk, newPin: new, variant: variant, options: options)
        }
    }

    /// Reads what a health card says about its holder and its validity. Needs no code. None of it
    /// is proved: ``HealthCard/chip`` says so, and `chipSentence` has the words.
    ///
    /// - Throws: ``CieError/NotOnThisCard(details:)`` for a CIE, whose holder `readIdentity` reads;
    ///   ``CieError/CardMisbehaved(details:)`` for malformed files: nothing is guessed; those of the
    ///   link.
    public func readPersonalData() async throws -> HealthCard {
        try await operation { card, options in try card.readPersonalData(options: options) }
    }

    /// Returns what is remembered of the card at hand: tries, an interrupted operation, and which
    /// codes `resolve` needs to find out how it ended. Needs no code.
    public func pending() async throws -> PendingOnCard {
        try await operation { card, options in try card.pending(options: options) }
    }

    /// Settles what needs no code, and says with ``Settlement/needsCodes(codes:)`` which codes the
    /// rest needs. Nothing is sent that could use a try.
    public func resolve() async throws -> Resolution {
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
    ///   - newPin: the PIN that was to become valid; overwritten.
    ///   - oldPin: the PIN that was valid before; overwritten.
    ///   - puk: the PUK; overwritten.
    ///   - lastTry: as for ``verifyPin(_:lastTry:)-(Code,_)``.
    /// - Throws: ``CieError/OtherCard(details:)`` before a code is sent when another card is at hand;
    ///   ``CieError/LastTry(details:)`` before a PIN is sent when fewer than two tries are known to
    ///   be left; the errors of the operations that it uses.
    public func resolve(
        cardId: String,
        newPin: Code? = nil, oldPin: Code? = nil, puk: Code? = nil, lastTry: LastTry? = nil
    ) async throws -> Resolution {
        defer { [newPin, oldPin, puk].forEach { $0?.wipe() } }
        let new = try newPin?.lent(Pin.init(digits:))
        let old = try oldPin?.lent(Pin.init(digits:))
        let puk = try puk?.lent(Puk.init(digits:))
        return try await operation(lastTry) { card, options in
            let codes = ResolveCodes(cardId: cardId, newPin: new, oldPin: old, puk: puk)
            return try card.resolve(codes: codes, options: options)
        }
    }

    /// Runs a blocking call on a thread that may block, and raises its token when the task ends.
    func operation<Outcome: Sendable>(
        _ lastTry: LastTry? = nil,
        _ body: @escaping @Sendable (BlockingCard, OperationOptions) throws -> Outcome
    ) async throws -> Outcome {
        let token = CancelToken()
        let (card, steps, trace, transceiver, store) = (card, steps, trace, transceiver, store)
        let (only, sameCard, shortCommands) = (self.only, self.sameCard, self.shortCommands)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                Self.threads.async {
                    let options = OperationOptions(
                        progress: steps, cancel: token, trace: trace, lastTry: lastTry,
                        only: only, sameCard: sameCard, shortCommands: shortCommands)
                    let outcome = Self.$token.withValue(token) {
                        Swift.Result {
                            try OneAtATime.on(transceiver) { isFree in
                                let second = { BlockingCard(transceiver: InUse(), store: store) }
                                return try body(isFree ? card : second(), options)
                            }
                        }
                    }
                    continuation.resume(with: outcome)
                }
            }
        } onCancel: {
            token.cancel()
        }
    }
}
