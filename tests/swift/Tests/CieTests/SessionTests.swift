import CoreNFC
import XCTest

@testable import Cie

extension CardReader {
    /// As `CardReader(store:)`, for which no test has the time.
    convenience init(
        _ store: FileTryStore, _ texts: ReaderTexts, busyPauses: [Double] = [0.03, 0.03, 0.03],
        namesIdentifiers: Bool = true
    ) {
        self.init(store: store, language: .english, shortCommands: false, turn: .ofNFC) {
            CoreNFCTransceiver(
                texts: texts, busyPauses: busyPauses, namesIdentifiers: namesIdentifiers)
        }
    }
}

/// Sessions of the iPhone's NFC, one after the other.
final class SessionTests: XCTestCase {
    private lazy var store = FileTryStore(folder: freshFolder(self))
    private let texts = ReaderTexts(.english)
    private lazy var reader = CardReader(store, texts)
    private let phone = Phone()
    private let lost = CardInField.Fate.failed(NFCReaderError(.readerTransceiveErrorTagConnectionLost))

    override func setUp() {
        Phone.current = phone
    }

    private func simulated(_ family: String = "gemalto") throws -> SimulatedCard {
        try SimulatedCard(profile: family, extended: true)
    }

    private func inField(_ card: SimulatedCard) throws -> CardInField {
        let tag = try XCTUnwrap(CardInField(card))
        phone.searches.append([.iso7816(tag)])
        return tag
    }

    func testASheetThatSaysTheSameAsBeforeIsNotWrittenAgain() async throws {
        _ = try inField(try simulated())
        _ = try await reader.tap(only: nil) { try await $0.verifyPin(Pin(pin)) }
        let shown = phone.shown
        XCTAssertGreaterThan(shown.count, 5)
        for (one, next) in zip(shown, shown.dropFirst()) { XCTAssertNotEqual(one, next) }
    }

    func testASessionRightAfterAnotherIsBegunAgainUntilTheSystemIsBusyNoLonger() async throws {
        phone.busyAfterSession = 3
        for sessions in [1, 5] {
            _ = try inField(try simulated())
            _ = try await reader.tap(only: nil) { try await $0.cardInfo() }
            XCTAssertEqual(phone.applications.count, sessions)
        }
        phone.busyAfterSession = 4
        _ = try inField(try simulated())
        _ = try await reader.tap(only: nil) { try await $0.cardInfo() }
        let busy = try await failing { [reader] in
            try await reader.tap(only: nil) { try await $0.cardInfo() }
        }
        XCTAssertEqual(busy.code, "busy")
        // As the public reader has it, with pauses of seconds.
        phone.busyAfterSession = 1
        for _ in 1...2 { _ = try inField(try simulated()) }
        _ = try await reader.tap(only: nil) { try await $0.cardInfo() }
        _ = try await CardReader(store: store, language: .english).tap(only: nil) {
            try await $0.cardInfo()
        }
    }

    func testATaskThatIsCancelledWhileTheSystemIsBusyWaitsNoLonger() async throws {
        phone.refusal = NFCReaderError(.readerSessionInvalidationErrorSystemIsBusy)
        let task = Task { [reader = CardReader(store, texts, busyPauses: [60])] in
            try await reader.tap(only: nil) { try await $0.cardInfo() }
        }
        try await until { phone.session?.isInvalidated == true }
        let start = Date()
        task.cancel()
        let stopped = try await failing { try await task.value }
        XCTAssertEqual(stopped.code, "cancelled")
        XCTAssertLessThan(Date().timeIntervalSince(start), 10)
    }

    func testTheSystemIsAskedForWhatTheOperationNeedsWhereItTakesThatForASession() async throws {
        phone.listed = CardApplications.identifiers
        for (reads, old) in [(true, false), (false, false), (true, true)] {
            let card = try simulated("nxp")
            let tag = try inField(card)
            let reader = CardReader(store, texts, namesIdentifiers: !old)
            _ = try await reader.tap(only: nil) {
                guard reads else { return try await $0.cardInfo().known.cardId }
                return try await $0.readIdentity(can: Can("123456"), photo: false).verdict.summary
            }
            let wanted = old
                ? CardApplications.identifiers
                : CardApplications.identifiers(readsDocument: reads)
            XCTAssertEqual(phone.applications.last, wanted)
            XCTAssertEqual(tag.initialSelectedAID, "A0000002471001")
        }
    }

    func testACardThatWasLostIsAskedForAgainOnTheSameSheetAndTheBlockBeginsAnew() async throws {
        let card = try simulated()
        let tags = try [inField(card), inField(card)]
        tags[0].fate = { [lost] in $0 < 6 ? .carried : lost }
        let steps = Guarded<[OperationProgress]>([])
        let report = try await reader.tap(
            only: .cie, onProgress: { step in steps.with { $0.append(step) } }
        ) { try await $0.verifyPin(Pin(pin)) }
        XCTAssertEqual(report.triesLeft, 3)
        XCTAssertEqual(phone.applications.count, 1)
        XCTAssertTrue(phone.shown.contains(texts.holdStill))
        XCTAssertEqual(phone.shown.last, texts.done)
        XCTAssertEqual(tags[1].commands.first, tags[0].commands.first)
        XCTAssertTrue(steps.value.contains(OperationProgress(phase: .start, fraction: 0, attempt: 2)))
        XCTAssertEqual(steps.value.last, OperationProgress(phase: .done, fraction: 1, attempt: 2))
    }

    func testACardThatIsLostTooOftenEndsTheTap() async throws {
        let card = try simulated()
        for _ in 1...4 { try inField(card).fate = { [lost] in $0 < 3 ? .carried : lost } }
        for (retries, runs) in [(2, 3), (0, 1)] {
            let run = Guarded(0)
            let seen = try await failing { [reader] in
                try await reader.tap(only: .cie, retryLost: retries) { card in
                    run.with { $0 += 1 }
                    return try await card.verifyPin(Pin(pin))
                }
            }
            XCTAssertEqual(seen.code, "card_lost")
            XCTAssertEqual(run.value, runs)
        }
        XCTAssertEqual(card.pinTries(), 3)
    }

    func testATaskThatIsCancelledWhileALostCardIsWaitedForIsCancelled() async throws {
        let tag = try inField(try simulated())
        tag.fate = { [lost] in $0 < 6 ? .carried : lost }
        let task = Task { [reader] in
            try await reader.tap(only: .cie) { try await $0.verifyPin(Pin(pin)) }
        }
        try await until { phone.shown.last == texts.holdStill }
        task.cancel()
        let stopped = try await failing { try await task.value }
        XCTAssertEqual(stopped.code, "cancelled")
        XCTAssertEqual(phone.session?.isInvalidated, true)
    }

    func testASessionThatIOSEndsWithACardIsBegunAgainAndOneWithoutIsNot() async throws {
        let card = try simulated()
        let tags = try [inField(card), inField(card)]
        tags[0].fate = { [phone] number in
            guard number == 6 else { return .carried }
            phone.session?.end(NFCReaderError(.readerSessionInvalidationErrorSessionTimeout))
            return .failed(NFCReaderError(.readerTransceiveErrorSessionInvalidated))
        }
        _ = try await reader.tap(only: .cie) { try await $0.verifyPin(Pin(pin)) }
        // One of them was refused, the sheet of the first being there.
        XCTAssertEqual(phone.applications.count, 3)

        Phone.current = Phone()
        Phone.current.refusal = NFCReaderError(.readerSessionInvalidationErrorSessionTimeout)
        let none = try await failing { [reader] in
            try await reader.tap(only: .cie) { try await $0.verifyPin(Pin(pin)) }
        }
        XCTAssertEqual(none.code, "card_lost")
        XCTAssertEqual(Phone.current.applications.count, 1)
    }
}
