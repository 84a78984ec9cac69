import CoreNFC
import XCTest

@testable import Cie

/// The iPhone's NFC, by a stand-in: the sheet, and how sessions end.
final class ReaderTests: XCTestCase {
    private lazy var store = FileTryStore(folder: freshFolder(self))
    private let texts = ReaderTexts(.english)
    private lazy var reader = CardReader(store, texts)
    private let phone = Phone()

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

    func testATapChangesThePinAndTheSheetSaysHowFarItIs() async throws {
        let card = try simulated()
        _ = try inField(card)
        let report = try await reader.tap(only: nil) { card in
            try await card.changePin(oldPin: Pin(pin), newPin: Pin(newPin))
        }
        XCTAssertEqual(report.triesLeft, 3)
        XCTAssertTrue(card.hasPin(digits: Data(newPin.utf8)))
        XCTAssertEqual(phone.shown.first, texts.holdCard)
        XCTAssertEqual(phone.shown.last, texts.done)
        let changing = phaseSentence(phase: .changePin, language: .english)
        XCTAssertTrue(phone.shown.contains { $0.hasPrefix(changing) })
        XCTAssertEqual(phone.session?.isInvalidated, true)
        XCTAssertNil(phone.session?.failure)
    }

    func testSeveralOperationsOfOneTapShareTheSheet() async throws {
        let card = try simulated()
        let tag = try inField(card)
        let known = try await reader.tap(only: nil) { card in
            _ = try await card.cardInfo()
            _ = try await card.verifyPin(Pin(pin))
            return try await card.pending()
        }
        XCTAssertEqual(known.pin, KnownTries(atLeast: 3, exact: true))
        XCTAssertEqual(phone.shown.filter { $0 == texts.holdCard }.count, 1)
        XCTAssertGreaterThan(tag.commands.count, 20)
    }

    func testAFailedTapShowsTheMessageOfTheErrorOnTheSheet() async throws {
        _ = try inField(try simulated())
        let wrongPin = try await failing { [reader] in
            try await reader.tap(only: nil) { try await $0.verifyPin(Pin(wrong)) }
        }
        XCTAssertEqual(wrongPin.code, "wrong_pin")
        XCTAssertEqual(phone.session?.failure, wrongPin.sentences(for: .english).message)
    }

    func testMoreThanOneCardAnotherCardAndAMovedCardAreSaidAndTheSearchGoesOn() async throws {
        let card = try simulated()
        let tag = try XCTUnwrap(CardInField(card))
        phone.searches = [
            [.iso7816(tag), .miFare(TransitCard())],
            [.miFare(TransitCard())],
            [.iso7816(tag)],
            [.iso7816(tag)],
        ]
        phone.connecting = [NFCReaderError(.readerTransceiveErrorTagConnectionLost), nil]
        _ = try await reader.tap(only: nil) { try await $0.verifyPin(Pin(pin)) }
        let said = phone.shown.prefix(4)
        XCTAssertEqual(
            Array(said), [texts.holdCard, texts.moreThanOne, texts.anotherCard, texts.holdStill])
    }

    func testHowASessionEndsWithoutACardDecidesTheError() async throws {
        let endings: [(NFCReaderError.Code, String)] = [
            (.readerSessionInvalidationErrorUserCanceled, "cancelled"),
            (.readerSessionInvalidationErrorSessionTimeout, "card_lost"),
            (.readerSessionInvalidationErrorSessionTerminatedUnexpectedly, "card_lost"),
            (.readerSessionInvalidationErrorSystemIsBusy, "busy"),
            (.readerErrorSecurityViolation, "unsupported_device"),
            (.readerErrorUnsupportedFeature, "unsupported_device"),
            (.readerErrorRadioDisabled, "reader_unavailable"),
            (.readerErrorInvalidParameter, "unsupported_device"),
        ]
        for (ending, code) in endings {
            phone.refusal = NFCReaderError(ending)
            let seen = try await failing { [reader] in
                try await reader.tap(only: nil) { try await $0.verifyPin(Pin(pin)) }
            }
            XCTAssertEqual(seen.code, code, "\(ending)")
        }
    }

    func testWithoutNFCNothingIsToBeSwitchedOn() async throws {
        phone.hasNFC = false
        XCTAssertFalse(CardReader.isAvailable)
        let none = try await failing { [reader] in try await reader.tap(only: nil) { try await $0.cardInfo() } }
        XCTAssertEqual(none.code, "unsupported_device")
        XCTAssertEqual(none.details().next, .stop)
        phone.hasNFC = true
        phone.givesSessions = false
        let older = CardReader(store, texts, namesIdentifiers: false)
        let refused = try await failing { [reader = older] in try await reader.tap(only: nil) { try await $0.cardInfo() } }
        XCTAssertEqual(refused.code, "unsupported_device")
    }

    func testATaskThatIsCancelledWhileTheCardIsWaitedForClosesTheSheet() async throws {
        let task = Task { [reader] in try await reader.tap(only: nil) { try await $0.verifyPin(Pin(pin)) } }
        try await until { phone.session != nil }
        task.cancel()
        let stopped = try await failing { try await task.value }
        XCTAssertEqual(stopped.code, "cancelled")
        XCTAssertEqual(phone.session?.isInvalidated, true)
    }

    func testATransceiverThatIsEndedWhileTheCardIsWaitedForIsWaitedForNoLonger() async throws {
        let link = CoreNFCTransceiver(texts: texts, busyPauses: [0.03, 0.03])
        for end in [{ link.end() }, { link.end(failure: "over") }] as [@Sendable () -> Void] {
            let before = phone.session
            let card = CieCard(link, store: store)
            let task = Task { try await card.verifyPin(Pin(pin)) }
            try await until { phone.session !== before }
            let start = Date()
            end()
            let stopped = try await failing { try await task.value }
            XCTAssertEqual(stopped.code, "cancelled")
            // Not after the time in which iOS would have ended the session.
            XCTAssertLessThan(Date().timeIntervalSince(start), 10)
            XCTAssertEqual(phone.session?.isInvalidated, true)
        }
    }

    func testWhenTheSheetIsClosedBetweenTwoOperationsTheTapOpensNoOther() async throws {
        let endings: [(NFCReaderError.Code, String)] = [
            (.readerSessionInvalidationErrorUserCanceled, "cancelled"),
            (.readerSessionInvalidationErrorSessionTimeout, "card_lost"),
        ]
        for (number, (ending, code)) in endings.enumerated() {
            // A second sheet would find the card, too.
            (phone.searches, phone.busyAfterSession) = ([], 0)
            for _ in 1...2 { _ = try inField(try simulated()) }
            let seen = try await failing { [reader, phone] in
                try await reader.tap(only: nil, retryLost: 0) { card in
                    _ = try await card.cardInfo()
                    phone.session?.end(NFCReaderError(ending))
                    // The transceiver is told a little later.
                    let first = try await failing {
                        for _ in 1...50 { _ = try await card.cardInfo() }
                    }
                    XCTAssertEqual(first.code, code)
                    return try await card.verifyPin(Pin(pin))
                }
            }
            XCTAssertEqual(seen.code, code)
            XCTAssertEqual(phone.shown.filter { $0 == texts.holdCard }.count, number + 1)
        }
    }

    func testAfterAnEndATransceiverBeginsAnew() async throws {
        phone.refusal = NFCReaderError(.readerSessionInvalidationErrorUserCanceled)
        let link = CoreNFCTransceiver(texts: texts, busyPauses: [0.03, 0.03])
        let card = CieCard(link, store: store)
        for _ in 1...2 {
            let seen = try await failing { try await card.cardInfo() }
            XCTAssertEqual(seen.code, "cancelled")
            phone.refusal = nil
        }
        link.end()
        _ = try inField(try simulated())
        _ = try await card.verifyPin(Pin(pin))
    }

    func testACardThatWasLostIsSearchedForAgainInTheSameTap() async throws {
        let card = try simulated()
        let lost = try inField(card)
        let back = try inField(card)
        // As iOS has it: a lost card stays lost until it is found anew.
        lost.fate = { $0 < 6 ? .carried : .failed(NFCReaderError(.readerTransceiveErrorTagConnectionLost)) }
        let report = try await reader.tap(only: nil, retryLost: 0) { [phone] tapped in
            let seen = try await failing { try await tapped.verifyPin(Pin(wrong)) }
            XCTAssertEqual(seen.code, "card_lost")
            let session = phone.session
            let report = try await tapped.verifyPin(Pin(pin))
            XCTAssertTrue(phone.session === session)
            return report
        }
        XCTAssertEqual(report.triesLeft, 3)
        XCTAssertEqual(lost.commands.count, 7)
        XCTAssertGreaterThan(back.commands.count, 7)
        XCTAssertEqual(phone.shown.filter { $0 == texts.holdCard }.count, 1)
        XCTAssertEqual(phone.shown.filter { $0 == texts.holdStill }.count, 1)
    }

    func testCancelOnTheSheetHalfWayCostsNoTryAndTheNextTapBeginsAnew() async throws {
        let card = try simulated()
        for when in [CardInField.Fate.carried, .failed(NFCReaderError(.readerTransceiveErrorSessionInvalidated))] {
            let tag = try inField(card)
            tag.fate = { [phone] number in
                guard number == 8 else { return number < 8 ? .carried : when }
                phone.session?.end(NFCReaderError(.readerSessionInvalidationErrorUserCanceled))
                return .failed(NFCReaderError(.readerTransceiveErrorSessionInvalidated))
            }
            let seen = try await failing { [reader] in
                try await reader.tap(only: nil) { try await $0.verifyPin(Pin(wrong)) }
            }
            XCTAssertEqual(seen.code, "cancelled")
            XCTAssertEqual(tag.commands.count, 9)
            XCTAssertEqual(card.pinTries(), 3)
        }
        _ = try inField(card)
        _ = try await reader.tap(only: nil) { try await $0.verifyPin(Pin(pin)) }
    }

    func testCancelOnTheSheetWhileThePinIsUnderWayIsAnUnknownOutcomeThatTheNextTapSettles() async throws {
        let card = try simulated()
        let whole = try inField(card)
        let change: @Sendable (CieCard) async throws -> Report = {
            try await $0.changePin(oldPin: Pin(pin), newPin: Pin(newPin))
        }
        _ = try await reader.tap(only: nil, change)
        let last = whole.commands.count - 1

        let other = try simulated()
        let tag = try inField(other)
        tag.fate = { [phone] number in
            guard number == last else { return .carried }
            return .answerLost(NFCReaderError(.readerTransceiveErrorSessionInvalidated)) {
                phone.session?.end(NFCReaderError(.readerSessionInvalidationErrorUserCanceled))
            }
        }
        let unknown = try await failing { [reader] in try await reader.tap(only: nil, change) }
        XCTAssertEqual(unknown.code, "outcome_unknown")
        XCTAssertEqual(unknown.details().pending, .changePin)

        _ = try inField(other)
        let resolution = try await reader.tap(only: nil) { card in
            let cardId = try await card.pending().cardId
            return try await card.resolve(
                cardId: cardId, newPin: Pin(newPin), oldPin: Pin(pin))
        }
        XCTAssertEqual(resolution.settlement, .newPin)
    }

    func testWhatIOSSaysOfAnExchangeDecidesTheError() async throws {
        let failures: [(NFCReaderError.Code, String)] = [
            (.readerTransceiveErrorTagConnectionLost, "card_lost"),
            (.readerTransceiveErrorRetryExceeded, "card_lost"),
            (.readerTransceiveErrorTagResponseError, "card_lost"),
            (.readerTransceiveErrorTagNotConnected, "card_lost"),
            (.readerTransceiveErrorSessionInvalidated, "card_lost"),
            (.readerTransceiveErrorPacketTooLong, "unsupported_device"),
            (.readerErrorRadioDisabled, "reader_unavailable"),
        ]
        for (failure, code) in failures {
            let card = try simulated()
            let tag = try inField(card)
            tag.fate = { $0 == 6 ? .failed(NFCReaderError(failure)) : .carried }
            let seen = try await failing { [reader] in
                try await reader.tap(only: nil, retryLost: 0) { try await $0.verifyPin(Pin(pin)) }
            }
            XCTAssertEqual(seen.code, code, "\(failure)")
            XCTAssertEqual(card.pinTries(), 3)
        }
    }

    func testAnExchangeThatIOSForgetsEndsByItself() async throws {
        let tag = try inField(try simulated())
        tag.fate = { $0 == 6 ? .forgotten : .carried }
        let link = CoreNFCTransceiver(texts: texts, patience: 60, longestExchange: 0.3)
        let lost = try await failing { [store] in
            try await CieCard(link, store: store).verifyPin(Pin(pin))
        }
        XCTAssertEqual(lost.code, "card_lost")
        link.end(failure: "over")
        // No card comes, and iOS does not end the session.
        let alone = CoreNFCTransceiver(
            texts: texts, patience: 0.3, longestExchange: 60, busyPauses: [0.03, 0.03])
        let none = try await failing { [store] in
            try await CieCard(alone, store: store).verifyPin(Pin(pin))
        }
        XCTAssertEqual(none.code, "card_lost")
    }

    func testThePINInAnExchangeThatIOSForgetsIsAnUnknownOutcome() async throws {
        let whole = try simulated()
        let counted = try inField(whole)
        _ = try await reader.tap(only: nil) { try await $0.verifyPin(Pin(pin)) }
        let last = counted.commands.count - 1
        let tag = try inField(try simulated())
        tag.fate = { $0 == last ? .forgotten : .carried }
        let link = CoreNFCTransceiver(
            texts: texts, patience: 60, longestExchange: 0.3, busyPauses: [0.03, 0.03])
        let unknown = try await failing { [store] in
            try await CieCard(link, store: store).verifyPin(Pin(pin))
        }
        XCTAssertEqual(unknown.code, "outcome_unknown")
        link.end(failure: "over")
    }

    func testACallerCanHaveShortCommandsAlone() async throws {
        let card = try simulated()
        try card.setFaults(faults: ["mute-on-extended"])
        let tag = try inField(card)
        let short = CardReader(store: store, language: .english, shortCommands: true)
        _ = try await short.tap(only: nil) { try await $0.verifyPin(Pin(pin)) }
        XCTAssertTrue(tag.commands.allSatisfy { $0.count <= 261 })
    }

    func testACardThatGoesSilentAtExtendedLengthIsOfUseAtTheSecondTap() async throws {
        let card = try simulated()
        try card.setFaults(faults: ["mute-on-extended"])
        _ = try inField(card)
        let lost = try await failing { [reader] in
            try await reader.tap(only: nil, retryLost: 0) { try await $0.verifyPin(Pin(pin)) }
        }
        XCTAssertEqual(lost.code, "card_lost")
        card.tapAgain()
        _ = try inField(card)
        _ = try await reader.tap(only: nil) { try await $0.verifyPin(Pin(pin)) }
    }

    func testWithShortCommandsAloneNoneIsLonger() async throws {
        let card = try simulated()
        let tag = try inField(card)
        let link = CoreNFCTransceiver(texts: texts, extended: false)
        _ = try await CieCard(link, store: store).verifyPin(Pin(pin))
        link.end()
        XCTAssertTrue(tag.commands.allSatisfy { $0.count <= 261 })
    }

    func testATransceiverThatItsCardHoldsIsGivenBack() async throws {
        weak var link: CoreNFCTransceiver?
        _ = try inField(try simulated())
        _ = try await {
            let strong = CoreNFCTransceiver(texts: texts, busyPauses: [0.03, 0.03])
            link = strong
            _ = try await CieCard(strong, store: store).verifyPin(Pin(pin))
            strong.end()
        }()
        try await until { link == nil }
    }
}
