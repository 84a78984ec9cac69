// A stand-in for what the SDK uses of Apple's CoreNFC: the same names and types, as Apple documents
// them, with a phone behind it that a test commands. No NFC is in it.

import Foundation

/// What the sessions find. A test makes it as it wants it.
public final class Phone: @unchecked Sendable {
    /// The phone that all sessions belong to.
    nonisolated(unsafe) public static var current = Phone()

    private let lock = NSLock()
    private var texts: [String] = []
    private var last: NFCTagReaderSession?
    private var stillBusy = 0
    private var named: [[String]] = []

    /// Whether the phone has NFC.
    public var hasNFC = true
    /// Whether iOS gives sessions.
    public var givesSessions = true
    /// What the field holds whenever a session searches it: the first entry at the first search,
    /// and so on; nothing after the last.
    public var searches: [[NFCTag]] = []
    /// What connecting fails with, the first entry at the first time.
    public var connecting: [NFCReaderError?] = []
    /// What ends a session as soon as it begins.
    public var refusal: NFCReaderError?
    /// How many sessions end as soon as they begin after another one, since the system is busy: on an
    /// iPhone, the sheet is still going away then.
    public var busyAfterSession = 1
    /// The applications that the app's Info.plist lists; `nil` for an app that lists all.
    public var listed: [String]?
    /// Is told when a session begins to search.
    public var onSearch: @Sendable () -> Void = {}

    public init() {}

    /// What the sheet has shown, in order.
    public var shown: [String] { lock.withLock { texts } }

    /// The session that was begun last.
    public var session: NFCTagReaderSession? { lock.withLock { last } }

    /// The applications of each session, in the order in which a card is asked for them.
    public var applications: [[String]] { lock.withLock { named } }

    fileprivate func show(_ text: String) { lock.withLock { texts.append(text) } }

    /// What the session ends with at once, if it does.
    fileprivate func begin(_ session: NFCTagReaderSession) -> NFCReaderError? {
        lock.withLock {
            last = session
            named.append(session.applications)
            guard refusal == nil, stillBusy > 0 else { return refusal }
            stillBusy -= 1
            return NFCReaderError(.readerSessionInvalidationErrorSystemIsBusy)
        }
    }

    fileprivate func end() { lock.withLock { stillBusy = busyAfterSession } }

    fileprivate func search() -> [NFCTag]? {
        onSearch()
        return lock.withLock { searches.isEmpty ? nil : searches.removeFirst() }
    }

    fileprivate func connect() -> NFCReaderError? {
        lock.withLock { connecting.isEmpty ? nil : connecting.removeFirst() }
    }
}

public struct NFCReaderError: Error, Equatable {
    public enum Code: Int, Sendable {
        case readerErrorUnsupportedFeature = 1
        case readerErrorSecurityViolation = 2
        case readerErrorInvalidParameter = 3
        case readerErrorInvalidParameterLength = 4
        case readerErrorParameterOutOfBound = 5
        case readerErrorRadioDisabled = 6
        case readerTransceiveErrorTagConnectionLost = 100
        case readerTransceiveErrorRetryExceeded = 101
        case readerTransceiveErrorTagResponseError = 102
        case readerTransceiveErrorSessionInvalidated = 103
        case readerTransceiveErrorTagNotConnected = 104
        case readerTransceiveErrorPacketTooLong = 105
        case readerSessionInvalidationErrorUserCanceled = 200
        case readerSessionInvalidationErrorSessionTimeout = 201
        case readerSessionInvalidationErrorSessionTerminatedUnexpectedly = 202
        case readerSessionInvalidationErrorSystemIsBusy = 203
    }

    public let code: Code

    public init(_ code: Code) {
        self.code = code
    }
}

public class NFCISO7816APDU: NSObject {
    /// The command as it was given.
    public let bytes: Data

    public init?(data: Data) {
        // Class, instruction, P1 and P2 are the least.
        guard data.count >= 4 else { return nil }
        bytes = data
    }
}

/// A tag of the stand-in, which may be asked for applications when it is found.
public protocol FoundByApplication {
    /// Whether the card has one of them; the first that it has is selected.
    func isFound(by applications: [String]) -> Bool
}

public protocol NFCISO7816Tag {
    var initialSelectedAID: String { get }
    var identifier: Data { get }
    var historicalBytes: Data? { get }
    var applicationData: Data? { get }
    var proprietaryApplicationDataCoding: Bool { get }
    func sendCommand(
        apdu: NFCISO7816APDU,
        completionHandler: @escaping @Sendable (Data, UInt8, UInt8, (any Error)?) -> Void)
}

public protocol NFCFeliCaTag {}
public protocol NFCISO15693Tag {}
public protocol NFCMiFareTag {}

public enum NFCTag {
    case feliCa(any NFCFeliCaTag)
    case iso7816(any NFCISO7816Tag)
    case iso15693(any NFCISO15693Tag)
    case miFare(any NFCMiFareTag)
}

public protocol NFCTagReaderSessionDelegate: NSObjectProtocol {
    func tagReaderSessionDidBecomeActive(_ session: NFCTagReaderSession)
    func tagReaderSession(
        _ session: NFCTagReaderSession, didInvalidateWithError error: any Error)
    func tagReaderSession(_ session: NFCTagReaderSession, didDetect tags: [NFCTag])
}

public class NFCReaderSession: NSObject {
    public class var readingAvailable: Bool { Phone.current.hasNFC }

    public var alertMessage = "" {
        didSet { Phone.current.show(alertMessage) }
    }
}

public class NFCTagReaderSession: NFCReaderSession {
    public struct PollingOption: OptionSet, Sendable {
        public let rawValue: Int

        public init(rawValue: Int) {
            self.rawValue = rawValue
        }

        public static let iso14443 = PollingOption(rawValue: 1)
        public static let iso15693 = PollingOption(rawValue: 2)
        public static let iso18092 = PollingOption(rawValue: 4)
        public static let pace = PollingOption(rawValue: 8)
    }

    /// What the person reads on a sheet that was closed with a cross.
    public private(set) var failure: String?

    public struct Configuration {
        public var pollingOption: PollingOption
        public var iso7816SelectIdentifiers: [String]
        public var feliCaSystemCodes: [String]

        public init(
            pollingOption: PollingOption, iso7816SelectIdentifiers: [String] = [],
            feliCaSystemCodes: [String] = []
        ) {
            self.pollingOption = pollingOption
            self.iso7816SelectIdentifiers = iso7816SelectIdentifiers
            self.feliCaSystemCodes = feliCaSystemCodes
        }
    }

    /// What a card is asked for.
    fileprivate let applications: [String]

    private weak var delegate: (any NFCTagReaderSessionDelegate)?
    private let queue: DispatchQueue
    private let phone = Phone.current
    private let lock = NSLock()
    private var isOver = false

    public init?(
        pollingOption: PollingOption, delegate: any NFCTagReaderSessionDelegate,
        queue: DispatchQueue? = nil
    ) {
        guard phone.givesSessions, pollingOption.contains(.iso14443) else { return nil }
        self.delegate = delegate
        self.queue = queue ?? DispatchQueue(label: "stand-in")
        applications = phone.listed ?? []
    }

    /// As from iOS 26.4 on. What Info.plist does not list is dropped.
    public init(
        configuration: Configuration, delegate: any NFCTagReaderSessionDelegate,
        queue: DispatchQueue? = nil
    ) {
        self.delegate = delegate
        self.queue = queue ?? DispatchQueue(label: "stand-in")
        let wanted = configuration.iso7816SelectIdentifiers
        let listed = phone.listed ?? wanted
        applications = wanted.isEmpty ? listed : wanted.filter(listed.contains)
    }

    /// Whether it was ended.
    public var isInvalidated: Bool { lock.withLock { isOver } }

    public func begin() {
        if let refusal = phone.begin(self) { return end(refusal) }
        later { $0.delegate?.tagReaderSessionDidBecomeActive($0) }
        restartPolling()
    }

    public func restartPolling() {
        later { session in
            guard !session.isInvalidated, var tags = session.phone.search() else { return }
            tags.removeAll { tag in
                guard case .iso7816(let card) = tag, let card = card as? any FoundByApplication,
                    !session.applications.isEmpty
                else { return false }
                return !card.isFound(by: session.applications)
            }
            guard !tags.isEmpty else { return }
            session.delegate?.tagReaderSession(session, didDetect: tags)
        }
    }

    public func connect(
        to tag: NFCTag, completionHandler: @escaping @Sendable ((any Error)?) -> Void
    ) {
        later { completionHandler($0.phone.connect()) }
    }

    public func invalidate() {
        end(NFCReaderError(.readerSessionInvalidationErrorUserCanceled))
    }

    public func invalidate(errorMessage: String) {
        failure = errorMessage
        phone.show(errorMessage)
        invalidate()
    }

    /// iOS ends the session, or the person does.
    public func end(_ error: NFCReaderError) {
        let first = lock.withLock {
            defer { isOver = true }
            return !isOver
        }
        guard first else { return }
        // One that was refused for being busy keeps the system busy no longer.
        if error.code != .readerSessionInvalidationErrorSystemIsBusy { phone.end() }
        later { $0.delegate?.tagReaderSession($0, didInvalidateWithError: error) }
    }

    private func later(_ body: @escaping @Sendable (NFCTagReaderSession) -> Void) {
        let held = Held(session: self)
        queue.async { body(held.session) }
    }
}

private struct Held: @unchecked Sendable {
    let session: NFCTagReaderSession
}
