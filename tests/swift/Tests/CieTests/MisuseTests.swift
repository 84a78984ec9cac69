import XCTest

@testable import Cie

/// What is around the library does not do what it should.
final class MisuseTests: XCTestCase {
    private lazy var folder = freshFolder(self)

    func testOfTwoOperationsAtOnceTheSecondIsToldThatTheCardIsInUseAndTheFirstSucceeds() async throws {
        let tap = try Tap(folder)
        let gate = Gate()
        tap.link.before = { if $0 == 5 { gate.hold() } }
        let first = Task { try await tap.card.verifyPin(Pin(pin)) }
        try await gate.reached()
        let busy = try await failing { try await tap.card.cardInfo() }
        XCTAssertEqual(busy.code, "busy")
        XCTAssertEqual(busy.details().blame, .caller)
        gate.open()
        let report = try await first.value
        XCTAssertEqual(report.triesLeft, 3)
    }

    func testOfTwoCardsOnOneTransceiverTheSecondIsToldThatItIsInUseAndWorksWhenTheFirstIsDone() async throws {
        let tap = try Tap(folder)
        let other = CieCard(tap.link, store: tap.store)
        let gate = Gate()
        tap.link.before = { if $0 == 5 { gate.hold() } }
        let first = Task { try await tap.card.verifyPin(Pin(pin)) }
        try await gate.reached()
        let before = tap.link.commands.count
        for _ in 0..<2 {
            let busy = try await failing { try await other.verifyPin(Pin(wrong)) }
            XCTAssertEqual(busy.code, "busy")
        }
        XCTAssertEqual(tap.link.commands.count, before)
        gate.open()
        let report = try await first.value
        XCTAssertEqual(report.triesLeft, 3)
        let later = try await other.verifyPin(Pin(pin))
        XCTAssertEqual(later.triesLeft, 3)
    }

    func testWhatATransceiverThrowsBecomesAnErrorOfOursAtEveryExchange() async throws {
        let thrown: [(any Error & Sendable, String)] = [
            (TransceiverError.CardLost, "card_lost"),
            (TransceiverError.Unavailable(reason: "NFC is off"), "reader_unavailable"),
            (TransceiverError.Cancelled, "cancelled"),
            (TransceiverError.Busy, "busy"),
            (Unexpected(), "reader_unavailable"),
            (CancellationError(), "reader_unavailable"),
            (CocoaError(.fileNoSuchFile), "reader_unavailable"),
        ]
        let whole = try Tap(folder.appendingPathComponent("whole"))
        _ = try await whole.card.verifyPin(Pin(pin))
        let exchanges = whole.link.commands.count
        for (number, (error, code)) in thrown.enumerated() {
            for at in 0..<exchanges {
                let tap = try Tap(folder.appendingPathComponent("\(number)-\(at)"))
                tap.link.before = { if $0 == at { throw error } }
                let seen = try await failing { try await tap.card.verifyPin(Pin(pin)) }
                let wanted = at == exchanges - 1 ? "outcome_unknown" : code
                XCTAssertEqual(seen.code, wanted, "\(error) at \(at)")
                XCTAssertEqual("\(type(of: error))", tap.card.linkError.map { "\(type(of: $0))" })
            }
        }
    }

    func testATransceiverThatCannotTellItsLimitsEndsTheOperationBeforeAnythingIsSent() async throws {
        final class Mute: Transceiver {
            func limits() throws -> LinkLimits { throw Unexpected() }
            func transceive(command: Data) throws -> Data { XCTFail("something was sent"); return Data() }
        }
        let card = CieCard(Mute(), store: FileTryStore(folder: folder))
        let error = try await failing { try await card.verifyPin(Pin(pin)) }
        XCTAssertEqual(error.code, "reader_unavailable")
    }

    func testATransceiverThatAnswersNonsenseIsAnErrorAndNeverSuccess() async throws {
        final class Nonsense: Transceiver {
            let answer: Data
            init(_ answer: Data) { self.answer = answer }
            func limits() -> LinkLimits {
                LinkLimits(maxCommand: 65_279, maxResponse: 65_279, extended: true, historicalBytes: nil)
            }
            func transceive(command: Data) -> Data { answer }
        }
        for answer in [Data(), Data([0]), Data(count: 70_000), Data([0x90, 0])] {
            let card = CieCard(Nonsense(answer), store: FileTryStore(folder: folder))
            _ = try await failing { try await card.verifyPin(Pin(pin)) }
        }
    }

    func testALinkThatIsTooShortIsSaidToBeBeforeAnythingIsSent() async throws {
        final class Narrow: Transceiver {
            func limits() -> LinkLimits {
                LinkLimits(maxCommand: 64, maxResponse: 258, extended: false, historicalBytes: nil)
            }
            func transceive(command: Data) -> Data { XCTFail("something was sent"); return Data() }
        }
        let card = CieCard(Narrow(), store: FileTryStore(folder: folder))
        let error = try await failing { try await card.verifyPin(Pin(pin)) }
        XCTAssertEqual(error.code, "link_too_short")
    }

    func testAStoreThatCannotKeepAnythingStopsTheOperationBeforeThePinIsSent() async throws {
        final class Full: TryStore {
            let failure: any Error & Sendable
            init(_ failure: any Error & Sendable) { self.failure = failure }
            func get(name: String) -> String? {
                name == "installation-key" ? String(repeating: "00", count: 32) : nil
            }
            func put(name: String, text: String) throws { throw failure }
            func remove(name: String) throws { throw failure }
            func names() throws -> [String] { [] }
        }
        let simulated = try SimulatedCard(profile: "gemalto", extended: true)
        for failure: any Error & Sendable in [StoreError.Failed(reason: "disk full"), Unexpected()] {
            let card = CieCard(simulated, store: Full(failure))
            let error = try await failing { try await card.verifyPin(Pin(wrong)) }
            XCTAssertEqual(error.code, "memory_unavailable")
            XCTAssertEqual(simulated.pinTries(), 3)
        }
    }

    func testWhatACodeIsMadeOfIsOverwrittenWhateverComesOfIt() async throws {
        for digits in [pin, "1", "x", ""] {
            let code = Code(digits)
            _ = try? Pin(taking: code)
            XCTAssertTrue(code.isEmpty)
            var bytes = Array(digits.utf8)
            _ = try? Puk(taking: &bytes)
            XCTAssertEqual(bytes, [UInt8](repeating: 0, count: digits.count))
            var data = Data(digits.utf8)
            _ = try? Can(taking: &data)
            XCTAssertEqual(data, Data(count: digits.count))
        }
    }

    func testACodeMayBeUsedAnyNumberOfTimesAndGoesWithItsLastUser() async throws {
        let tap = try Tap(folder)
        weak var gone: Pin?
        try await {
            let code = try Pin(taking: Code(pin))
            gone = code
            for _ in 0..<2 { _ = try await tap.card.verifyPin(code) }
            let same = try await failing { try await tap.card.changePin(oldPin: code, newPin: code) }
            XCTAssertEqual(same.code, "same_pin")
            _ = try await tap.card.unblockPin(puk: Puk(puk), newPin: code)
        }()
        try await until { gone == nil }
    }

    func testAnEntryIsCheckedWithoutACardAndStaysAsItIs() throws {
        func refusal(_ entry: Entry, _ digits: String, _ card: CardKind? = .cie) -> String? {
            let code = Code(digits)
            defer { XCTAssertEqual(code.count, digits.count) }
            do throws(CieError) {
                try checkEntry(entry: entry, card: card, code: code)
                return nil
            } catch {
                return error.code
            }
        }
        XCTAssertNil(refusal(.pin, pin))
        XCTAssertEqual(refusal(.pin, "24680"), "malformed_code")
        XCTAssertNil(refusal(.pin, "24680", .tsCns))
        XCTAssertEqual(refusal(.puk, "1357246"), "malformed_code")
        XCTAssertEqual(refusal(.newPin, "11111111"), "weak_pin")
        XCTAssertNil(refusal(.can, "123456"))
        let old = try Pin(pin)
        XCTAssertNoThrow(try checkNewPin(code: Code(newPin), old: old, card: .cie))
        XCTAssertThrowsError(try checkNewPin(code: Code(pin), old: old, card: .cie)) {
            XCTAssertEqual(($0 as? CieError)?.code, "same_pin")
        }
    }
}
