import XCTest

@testable import Cie

/// Several taps at the same time, or one in the other.
final class TurnTests: XCTestCase {
    private lazy var folder = freshFolder(self)

    private func freshTap(_ name: String = "tap") throws -> Tap {
        try Tap(folder.appendingPathComponent(name))
    }

    func testTapsOfOneReaderComeOneAfterTheOther() async throws {
        let tap = try freshTap()
        let reader = CardReader(tap.link, store: tap.store)
        let gate = Gate()
        tap.link.before = { if $0 == 3 { gate.hold() } }
        let said = Guarded<[String]>([])
        let first = Task {
            try await reader.tap(only: .cie) { card in
                _ = try await card.verifyPin(Pin(pin))
                said.with { $0.append("first") }
            }
        }
        try await gate.reached()
        let second = Task {
            try await reader.tap(only: .cie) { card in
                said.with { $0.append("second begins") }
                _ = try await card.cardInfo()
            }
        }
        try await Task.sleep(nanoseconds: 100_000_000)
        XCTAssertEqual(said.value, [])
        gate.open()
        try await first.value
        try await second.value
        XCTAssertEqual(said.value, ["first", "second begins"])
    }

    func testATapThatIsCancelledWhileItWaitsForItsTurnLeavesTheOthersAlone() async throws {
        let tap = try freshTap()
        let reader = CardReader(tap.link, store: tap.store)
        let gate = Gate()
        tap.link.before = { if $0 == 3 { gate.hold() } }
        let first = Task { try await reader.tap(only: .cie) { try await $0.verifyPin(Pin(pin)) } }
        try await gate.reached()
        let second = Task { try await reader.tap(only: .cie) { try await $0.verifyPin(Pin(wrong)) } }
        let third = Task { try await reader.tap(only: .cie) { try await $0.cardInfo() } }
        try await Task.sleep(nanoseconds: 50_000_000)
        second.cancel()
        let stopped = try await failing { try await second.value }
        XCTAssertEqual(stopped.code, "cancelled")
        gate.open()
        let report = try await first.value
        XCTAssertEqual(report.triesLeft, 3)
        _ = try await third.value
        XCTAssertEqual(tap.link.codesSent, 1)
    }

    func testATapInATapIsRefusedWhicheverReaderItIsOfAndDisturbsNothing() async throws {
        let (tap, other) = (try freshTap(), try freshTap("other"))
        let reader = CardReader(tap.link, store: tap.store)
        let within = CardReader(other.link, store: other.store)
        let later = Guarded<Task<String, any Error>?>(nil)
        let gate = Gate()
        let report = try await reader.tap(only: .cie) { card in
            let busy = try await failing { try await reader.tap(only: nil) { try await $0.cardInfo() } }
            XCTAssertEqual(busy.code, "busy")
            let another = try await failing {
                try await within.tap(only: .cie) { try await $0.verifyPin(Pin(pin)) }
            }
            XCTAssertEqual(another.code, "busy")
            XCTAssertNil(reader.lastOutcome)
            // What outlives the tap is not in it any more.
            later.value = Task.detached { [held = Turn.held] in
                gate.hold()
                return try await Turn.$held.withValue(held) {
                    try await reader.tap(only: .cie) { try await $0.cardInfo().known.cardId }
                }
            }
            return try await card.verifyPin(Pin(pin))
        }
        XCTAssertEqual(report.triesLeft, 3)
        try await gate.reached()
        gate.open()
        let cardId = try await later.value?.value
        XCTAssertEqual(cardId, report.cardId)
    }

    func testATapThatAListenerBeginsWaitsForItsTurn() async throws {
        let tap = try freshTap()
        let reader = CardReader(tap.link, store: tap.store)
        let next = Guarded<Task<CardInfo, any Error>?>(nil)
        _ = try await reader.tap(
            only: .cie,
            onProgress: { _ in
                guard next.value == nil else { return }
                next.value = Task { try await reader.tap(only: .cie) { try await $0.cardInfo() } }
            }
        ) { try await $0.verifyPin(Pin(pin)) }
        let info = try await next.value?.value
        XCTAssertEqual(info?.kind, .cie)
    }

    func testABlockWithErrorsOfItsOwnIsRefusedInATapAsWell() async throws {
        struct Own: Error { let code: String }
        let tap = try freshTap()
        let reader = CardReader(tap.link, store: tap.store)
        await reader.tap(only: nil) { _ in
            do throws(Own) {
                try await reader.tap(only: nil) { card throws(Own) in
                    do throws(CieError) {
                        _ = try await card.cardInfo()
                    } catch {
                        throw Own(code: error.code)
                    }
                }
                XCTFail("it has succeeded")
            } catch {
                XCTAssertEqual(error.code, "busy")
            }
        }
    }

    func testAnotherCardThatIsHeldInTheMiddleOfATapGetsNoCode() async throws {
        let tap = try freshTap()
        let reader = CardReader(tap.link, store: tap.store)
        let refused = try await failing {
            try await reader.tap(only: .cie) { card in
                _ = try await card.cardInfo()
                try tap.simulated.setFaults(faults: ["another-card"])
                return try await card.verifyPin(Pin(pin))
            }
        }
        XCTAssertEqual(refused.code, "other_card")
        XCTAssertEqual(tap.link.codesSent, 0)
    }

    func testATraceOfABlockTakesNothingFromTheReportForSupport() async throws {
        let tap = try freshTap()
        let reader = CardReader(tap.link, store: tap.store)
        let report = SupportReport()
        reader.supportReport = report
        let own = Lines()
        _ = try await reader.tap(only: .cie) { card in
            card.trace = own
            return try await card.cardInfo()
        }
        let lines = own.all.value
        XCTAssertFalse(lines.isEmpty)
        let text = report.text(device: "", error: nil)
        for line in lines { XCTAssertTrue(text.contains(line), line) }
        // And one that is taken away leaves it.
        report.clear()
        _ = try await reader.tap(only: .cie) { card in
            card.trace = nil
            return try await card.cardInfo()
        }
        XCTAssertTrue(report.text(device: "", error: nil).contains(" > "))
    }
}
