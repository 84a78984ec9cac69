import XCTest

@testable import Cie

/// What is around the library does not do what it should.
final class MisuseTests: XCTestCase {
    private lazy var folder = freshFolder(self)

    func testOfTwoOperationsAtOnceTheSecondIsToldThatTheCardIsInUseAndTheFirstSucceeds() async throws {
        let tap = try Tap(folder)
        let gate = Gate()
        tap.link.before = { if $0 == 5 { gate.hold() } }
        let first = Task { try await tap.card.verifyPin(Code(pin)) }
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
        let first = Task { try await tap.card.verifyPin(Code(pin)) }
        try await gate.reached()
        let before = tap.link.commands.count
        for _ in 0..<2 {
            let code = Code(wrong)
            let busy = try await failing { try await other.verifyPin(code) }
            XCTAssertEqual(busy.code, "busy")
            XCTAssertTrue(code.isEmpty)
        }
        XCTAssertEqual(tap.link.commands.count, before)
        gate.open()
        let report = try await first.value
        XCTAssertEqual(report.triesLeft, 3)
        let later = try await other.verifyPin(Code(pin))
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
        _ = try await whole.card.verifyPin(Code(pin))
        let exchanges = whole.link.commands.count
        for (number, (error, code)) in thrown.enumerated() {
            for at in 0..<exchanges {
                let tap = try Tap(folder.appendingPathComponent("\(number)-\(at)"))
                tap.link.before = { if $0 == at { throw error } }
                let seen = try await failing { try await tap.card.verifyPin(Code(pin)) }
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
        let error = try await failing { try await card.verifyPin(Code(pin)) }
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
            _ = try await failing { try await card.verifyPin(Code(pin)) }
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
        let error = try await failing { try await card.verifyPin(Code(pin)) }
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
            let error = try await failing { try await card.verifyPin(Code(wrong)) }
            XCTAssertEqual(error.code, "memory_unavailable")
            XCTAssertEqual(simulated.pinTries(), 3)
        }
    }

    func testACodeIsOverwrittenHoweverTheOperationEnds() async throws {
        let tap = try Tap(folder)
        let codes = (0..<9).map { Code($0 == 0 ? pin : wrong) }
        let malformed = [Code("1"), Code(pin), Code(pin), Code("x"), Code(puk), Code("1")]
        _ = try await tap.card.verifyPin(codes[0])
        _ = try? await tap.card.verifyPin(codes[1])
        _ = try? await tap.card.changePin(oldPin: codes[2], newPin: codes[3])
        _ = try? await tap.card.unblockPin(puk: codes[4], newPin: codes[5])
        _ = try? await tap.card.resolve(
            cardId: "", newPin: codes[6], oldPin: codes[7], puk: codes[8])
        _ = try? await tap.card.changePin(oldPin: malformed[0], newPin: malformed[1])
        _ = try? await tap.card.unblockPin(puk: malformed[3], newPin: malformed[2])
        _ = try? await tap.card.resolve(cardId: "", newPin: malformed[5], puk: malformed[4])
        for code in codes + malformed { XCTAssertTrue(code.isEmpty) }
    }
}
