#if canImport(CoreNFC)
@preconcurrency import CoreNFC
import Foundation

/// The way to the card over the iPhone's NFC.
///
/// The system's sheet appears when an operation begins, and the operation waits there for a card.
/// More operations use the same card and the same sheet, and search again for a card that was lost,
/// until `end` is called or iOS ends the session: after a minute, some 20 seconds with a card, when
/// the person presses Cancel, or when the app leaves the foreground. What was ended by iOS stays
/// ended: every operation fails for that reason until `end` or `canSearchAgain` is called, and only
/// the next one begins a new session. `CardReader.tap` does all of that.
///
/// As long as the sheet of an earlier session goes away, iOS gives no other one ("system resource
/// unavailable"). That is waited out, some seconds in all.
///
/// iOS does not tell how much it can carry at once, and extended length works on every iPhone that
/// reads such cards; a card that does not take it is found out before any code is sent.
final class CoreNFCTransceiver: NSObject, TapTransceiver, @unchecked Sendable {
    /// Longest message in bytes, either way: what Android phones commonly have. iOS tells none.
    private static let longest: UInt32 = 65_279
    private static let shortCommand: UInt32 = 261
    private static let shortResponse: UInt32 = 258
    /// Seconds that iOS needs at most to end a session or to fail an exchange, and some more:
    /// a session lasts 60. Nothing hangs if it forgets to.
    static let patience = 75.0
    /// Seconds after which an exchange ends, whatever iOS and the card do: nothing else ends one after
    /// a code. iOS lets a session with a card last some 20.
    static let longestExchange = 30.0
    /// Seconds that the reason for the end of a session may come after the end itself.
    private static let reasonDelay = 1.0
    /// Seconds before a session is begun once more that iOS has refused for being busy.
    static let busyPauses = [1.0, 2, 3]
    /// Milliseconds before the field is searched again, so that a person can read why.
    private static let pause = 500

    private typealias Found = Result<Connection, TransceiverError>
    private typealias Answer = Result<Data, TransceiverError>

    /// The session that is open, and what is being waited for.
    private struct Current {
        let session: NFCTagReaderSession
        var found = Awaited<Found>()
        /// The card that was found was lost since, and is not searched for yet.
        var isLost = false
        var connection: Connection?
        var exchange: Awaited<Answer>?
    }

    // All access to what varies is with the lock held, which is why the class may be
    // `@unchecked Sendable`.
    private let lock = NSLock()
    private var current: Current?
    private var ended: TransceiverError?
    /// Whether the session that was begun last has found a card.
    private var hasFoundCard = false
    /// What is waited for between two sessions; given when nothing is to be waited for any more.
    private var pausing: Awaited<Void>?
    /// What the sheet shows.
    private var shown = ""
    private let texts: ReaderTexts
    private let extended: Bool
    private let patience: Double
    private let longestExchange: Double
    private let busyPauses: [Double]
    private let namesIdentifiers: Bool
    private let queue = DispatchQueue(label: "cie.nfc")

    /// Tests have no minute to wait, and want to see what an older iOS is asked for.
    ///
    /// - Parameters:
    ///   - texts: what the sheet says.
    ///   - extended: `false` for short commands alone: slower.
    ///   - patience: seconds in which a card has to come.
    ///   - longestExchange: seconds after which an exchange is given up.
    ///   - busyPauses: seconds before each other try to begin a session while the system is busy.
    ///   - namesIdentifiers: whether a session is told its identifiers, where iOS takes them.
    init(
        texts: ReaderTexts, extended: Bool = true, patience: Double = CoreNFCTransceiver.patience,
        longestExchange: Double = CoreNFCTransceiver.longestExchange,
        busyPauses: [Double] = CoreNFCTransceiver.busyPauses, namesIdentifiers: Bool = true
    ) {
        self.texts = texts
        self.extended = extended
        self.busyPauses = busyPauses
        self.namesIdentifiers = namesIdentifiers
        self.patience = patience
        self.longestExchange = longestExchange
    }

    func limits() throws -> LinkLimits {
        let connection = try connected()
        return LinkLimits(
            maxCommand: extended ? Self.longest : Self.shortCommand,
            maxResponse: extended ? Self.longest : Self.shortResponse,
            extended: extended,
            historicalBytes: connection.tag.historicalBytes)
    }

    func transceive(command: Data) throws -> Data {
        guard let apdu = NFCISO7816APDU(data: command) else {
            throw TransceiverError.Unsupported(reason: "iOS does not take the command for one")
        }
        let exchange = Awaited<Answer>()
        let open: Connection = try lock.withLock {
            current?.exchange = exchange
            // Otherwise the session has ended between two exchanges.
            guard let open = current?.connection else { throw ended ?? .CardLost }
            return open
        }
        open.tag.sendCommand(apdu: apdu) { [weak self] data, sw1, sw2, error in
            if let error {
                self?.failed(exchange, error)
            } else {
                exchange.give(.success(data + [sw1, sw2]))
            }
        }
        guard let answer = exchange.wait(seconds: longestExchange) else {
            // Its answer, if it still comes, is nobody's.
            lose(exchange)
            throw TransceiverError.CardLost
        }
        return try answer.get()
    }

    /// What says the same as before is not shown again: VoiceOver would read it again.
    func show(_ progress: OperationProgress) {
        let text = texts.progress(progress)
        let session: NFCTagReaderSession? = lock.withLock {
            guard shown != text else { return nil }
            shown = text
            return current?.connection?.session
        }
        session?.alertMessage = text
    }

    func canSearchAgain() -> Bool {
        lock.withLock {
            guard current == nil else { return true }
            guard ended == .CardLost, hasFoundCard else { return false }
            ended = nil
            return true
        }
    }

    /// Closes the sheet, if there is one, with a tick, or with a cross and this text.
    func end(failure text: String? = nil) {
        guard let session = close() else { return }
        guard let text else {
            session.alertMessage = texts.done
            return session.invalidate()
        }
        session.invalidate(errorMessage: text)
    }

    /// The card of the open session; begins one and waits for a card when there is none.
    private func connected() throws -> Connection {
        var pauses = busyPauses[...]
        while true {
            let (found, search) = try lock.withLock { try sought() }
            search()
            guard let outcome = found.wait(seconds: patience, isStopped: { CieCard.isStopped })
            else {
                close()?.invalidate()
                throw CieCard.isStopped ? TransceiverError.Cancelled : TransceiverError.CardLost
            }
            guard case .failure(.Busy) = outcome, let pause = pauses.popFirst() else {
                return try outcome.get()
            }
            try paused(pause)
        }
    }

    /// Waits until another session may be begun.
    private func paused(_ seconds: Double) throws {
        let over = Awaited<Void>()
        lock.withLock { pausing = over }
        let isClosed = over.wait(seconds: seconds, isStopped: { CieCard.isStopped }) != nil
        if isClosed || CieCard.isStopped { throw TransceiverError.Cancelled }
        lock.withLock { (pausing, ended) = (nil, nil) }
    }

    /// The card that comes, and what has the field searched for it. With the lock held; the search
    /// is begun without.
    private func sought() throws -> (Awaited<Found>, () -> Void) {
        if let ended { throw ended }
        guard let open = current else {
            let new = try prepared()
            current = new
            return (new.found, new.session.begin)
        }
        guard open.isLost else { return (open.found, {}) }
        current?.isLost = false
        shown = ""
        return (open.found, { [texts] in
            open.session.alertMessage = texts.holdStill
            open.session.restartPolling()
        })
    }

    /// A new session, not yet begun.
    private func prepared() throws -> Current {
        guard NFCTagReaderSession.readingAvailable else {
            throw TransceiverError.Unsupported(reason: "this device does not read NFC")
        }
        guard let session = session() else {
            throw TransceiverError.Unsupported(reason: "iOS gives no NFC session")
        }
        session.alertMessage = hasFoundCard ? texts.holdStill : texts.holdCard
        (shown, hasFoundCard) = ("", false)
        return Current(session: session)
    }

    private func session() -> NFCTagReaderSession? {
        // The system's documentation has it from iOS 26.4 on, whose Xcode has this compiler; on Linux
        // there is the stand-in.
        #if compiler(>=6.3) || os(Linux)
        if namesIdentifiers, #available(iOS 26.4, *) {
            let readsDocument = CieCard.running?.readsDocument ?? false
            let configuration = NFCTagReaderSession.Configuration(
                pollingOption: .iso14443,
                iso7816SelectIdentifiers: CardApplications.identifiers(
                    readsDocument: readsDocument))
            return NFCTagReaderSession(
                configuration: configuration, delegate: self, queue: queue)
        }
        #endif
        return NFCTagReaderSession(pollingOption: .iso14443, delegate: self, queue: queue)
    }

    /// Forgets the session; nothing more is heard of it. Who waits for its card does so no longer.
    private func close() -> NFCTagReaderSession? {
        let (over, pause): (Current?, Awaited<Void>?) = lock.withLock {
            defer { (current, ended, pausing, hasFoundCard) = (nil, nil, nil, false) }
            return (current, pausing)
        }
        over?.found.give(.failure(.Cancelled))
        pause?.give(())
        return over?.session
    }

    private func failed(_ exchange: Awaited<Answer>, _ error: any Error) {
        let failure = TransceiverError(ofExchange: error)
        guard (error as? NFCReaderError)?.code == .readerTransceiveErrorSessionInvalidated else {
            if failure == .CardLost { lose(exchange) }
            return exchange.give(.failure(failure))
        }
        // Why the session has ended, its delegate is told, before or after this.
        queue.asyncAfter(deadline: .now() + Self.reasonDelay) { exchange.give(.failure(failure)) }
    }

    /// iOS talks to a lost card no more, even if it is back, until it was searched for again.
    private func lose(_ exchange: Awaited<Answer>) {
        lock.withLock {
            guard current?.exchange === exchange else { return }
            current?.connection = nil
            current?.found = Awaited()
            current?.isLost = true
        }
    }
}

extension CoreNFCTransceiver: NFCTagReaderSessionDelegate {
    func tagReaderSessionDidBecomeActive(_ session: NFCTagReaderSession) {}

    func tagReaderSession(
        _ session: NFCTagReaderSession, didInvalidateWithError error: any Error
    ) {
        let failure = TransceiverError(ofSession: error)
        let over: Current? = lock.withLock {
            // One that was closed here tells of its end, too, as if the person had pressed Cancel.
            guard current?.session === session else { return nil }
            ended = failure
            defer { current = nil }
            return current
        }
        over?.found.give(.failure(failure))
        over?.exchange?.give(.failure(failure))
    }

    func tagReaderSession(_ session: NFCTagReaderSession, didDetect tags: [NFCTag]) {
        guard let first = tags.first, tags.count == 1 else {
            return searchAgain(session, saying: texts.moreThanOne)
        }
        guard case .iso7816(let tag) = first else {
            return searchAgain(session, saying: texts.anotherCard)
        }
        let connection = Connection(session: session, tag: tag)
        session.connect(to: first) { [weak self] error in
            guard let self else { return }
            if error == nil {
                take(connection)
            } else {
                searchAgain(connection.session, saying: texts.holdStill)
            }
        }
    }

    private func take(_ connection: Connection) {
        let found: Awaited<Found>? = lock.withLock {
            guard current?.session === connection.session else { return nil }
            current?.connection = connection
            hasFoundCard = true
            return current?.found
        }
        found?.give(.success(connection))
    }

    private func searchAgain(_ session: NFCTagReaderSession, saying text: String) {
        session.alertMessage = text
        let held = Held(session: session)
        queue.asyncAfter(deadline: .now() + .milliseconds(Self.pause)) {
            held.session.restartPolling()
        }
    }
}

/// A connected card. Apple says of neither that it may be used from another thread than the
/// session's queue, and shows in its samples that both may.
private struct Connection: @unchecked Sendable {
    let session: NFCTagReaderSession
    let tag: any NFCISO7816Tag
}

private struct Held: @unchecked Sendable {
    let session: NFCTagReaderSession
}
#endif
