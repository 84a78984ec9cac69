import XCTest

@testable import Cie

/// A tap runs its block again when the card was lost, as long as no code has left.
final class TapTests: XCTestCase {
    private lazy var folder = freshFolder(self)
    private var taps = 0

    /// What a tap does with the card.
    private struct Block: Sendable {
        let name: String
        var family = "gemalto"
        let body: @Sendable (CieCard) async throws -> Void
    }

    private let blocks = [
        Block(name: "one check") { _ = try await $0.verifyPin(Pin(pin)) },
        Block(name: "look, then unblock") { card in
            _ = try await card.cardInfo()
            _ = try await card.unblockPin(puk: Puk(puk), newPin: Pin(newPin))
        },
        Block(name: "look, then change") { card in
            _ = try await card.cardInfo()
            _ = try await card.changePin(oldPin: Pin(pin), newPin: Pin(newPin))
        },
        Block(name: "two operations with a code") { card in
            _ = try await card.verifyPin(Pin(pin))
            _ = try await card.changePin(oldPin: Pin(pin), newPin: Pin(newPin))
        },
        Block(name: "the PUK, then a PIN") { card in
            _ = try await card.unblockPin(puk: Puk(puk), newPin: Pin(newPin))
            _ = try await card.changePin(oldPin: Pin(newPin), newPin: Pin(pin))
        },
        Block(name: "the travel document") {
            _ = try await $0.readIdentity(can: Can("123456"), photo: false)
        },
        Block(name: "read, without a code", family: "cns-st2022-nfc") {
            _ = try await $0.readPersonalData()
        },
        Block(name: "look, then change in clear", family: "cns-athena") { card in
            _ = try await card.cardInfo()
            _ = try await card.changePin(oldPin: Pin("24680"), newPin: Pin("8642097"))
        },
    ]

    private func freshTap(_ family: String = "gemalto") throws -> Tap {
        taps += 1
        return try Tap(folder.appendingPathComponent("\(taps)"), family: family)
    }

    private func reader(_ tap: Tap) -> CardReader {
        CardReader(tap.link, store: tap.store, language: .english)
    }

    private func instruction(_ command: Data) -> UInt8 { command[command.startIndex + 1] }

    private func carriesCode(_ command: Data) -> Bool {
        [0x20, 0x24, 0x2C].contains(instruction(command))
    }

    func testACardLostAtAnyExchangeIsAskedForAgainUntilACodeHasLeftAndNoCodeIsSentTwice() async throws {
        for block in blocks {
            let whole = try freshTap(block.family)
            try await reader(whole).tap(only: nil, block.body)
            let undisturbed = whole.link.commands
            let firstCode = undisturbed.firstIndex(where: carriesCode) ?? undisturbed.count
            XCTAssertGreaterThan(firstCode, 1, block.name)
            for at in undisturbed.indices {
                let knobs = ["drop-before", "drop-after"]
                // Whether the card has processed what was lost matters where it changes something.
                for knob in firstCode < undisturbed.count ? knobs : [knobs[at % 2]] {
                    let what = "\(block.name): \(knob) \(at)"
                    let tap = try freshTap(block.family)
                    let tries = (tap.simulated.pinTries(), tap.simulated.pukTries())
                    try tap.fault(knob, after: at)
                    let reader = reader(tap)
                    let runs = Guarded(0)
                    do {
                        try await reader.tap(only: nil) { card in
                            runs.with { $0 += 1 }
                            try await block.body(card)
                        }
                        XCTAssertLessThan(at, firstCode, what)
                        XCTAssertEqual(runs.value, 2, what)
                        // From its start.
                        XCTAssertEqual(tap.link.commands[at + 1], undisturbed[0], what)
                        guard case .success = reader.lastOutcome else { return XCTFail(what) }
                    } catch let error as CieError {
                        XCTAssertGreaterThanOrEqual(at, firstCode, what)
                        XCTAssertEqual(runs.value, 1, what)
                        XCTAssertEqual(tap.link.commands.count, at + 1, what)
                        guard case .failure(let last) = reader.lastOutcome else { return XCTFail(what) }
                        XCTAssertEqual(last.code, error.code, what)
                    }
                    for code: UInt8 in [0x20, 0x24, 0x2C] {
                        let sent = tap.link.commands.filter { instruction($0) == code }.count
                        let once = undisturbed.filter { instruction($0) == code }.count
                        XCTAssertLessThanOrEqual(sent, once, what)
                    }
                    XCTAssertEqual(tap.simulated.pinTries(), tries.0, what)
                    XCTAssertEqual(tap.simulated.pukTries(), tries.1, what)
                }
            }
        }
    }

    func testAnotherCardThatIsHeldAfterALossGetsNoCode() async throws {
        let tap = try freshTap()
        try tap.fault("drop-before", after: 30)
        let runs = Guarded(0)
        let refused = try await failing { [reader = reader(tap)] in
            try await reader.tap(only: .cie) { card in
                runs.with { $0 += 1 }
                if runs.value == 2 { try tap.simulated.setFaults(faults: ["another-card"]) }
                // Told apart, and lost some time after that.
                for _ in 1...9 { _ = try await card.cardInfo() }
                return try await card.verifyPin(Pin(pin))
            }
        }
        XCTAssertEqual(refused.code, "other_card")
        XCTAssertEqual(runs.value, 2)
        XCTAssertEqual(tap.link.codesSent, 0)
    }

    func testACardLostAfterACodeInTheSameTapIsNotAskedForAgain() async throws {
        let tap = try freshTap()
        let runs = Guarded(0)
        let lost = try await failing { [reader = reader(tap)] in
            try await reader.tap(only: .cie) { card in
                runs.with { $0 += 1 }
                _ = try await card.verifyPin(Pin(pin))
                try tap.fault("drop-before", after: 3)
                return try await card.cardInfo()
            }
        }
        XCTAssertEqual(lost.code, "card_lost")
        XCTAssertEqual(runs.value, 1)
    }

    func testACancelledCallerFindsThatThePinWasChanged() async throws {
        let whole = try freshTap()
        _ = try await whole.card.changePin(oldPin: Pin(pin), newPin: Pin(newPin))
        let last = whole.link.commands.count - 1
        let tap = try freshTap()
        let reader = reader(tap)
        XCTAssertNil(reader.lastOutcome)
        let gate = Gate()
        tap.link.before = { if $0 == last { gate.hold() } }
        let task = Task {
            try await reader.tap(only: .cie) { card in
                _ = try await card.changePin(oldPin: Pin(pin), newPin: Pin(newPin))
                try Task.checkCancellation()
            }
        }
        try await gate.reached()
        task.cancel()
        gate.open()
        guard case .failure(let error) = await task.result else { return XCTFail("not cancelled") }
        XCTAssertTrue(error is CancellationError)
        let report = try XCTUnwrap(reader.lastOutcome?.get() as? Report)
        XCTAssertEqual(report.triesLeft, 3)
        XCTAssertTrue(tap.hasPin(newPin))
        // The next tap begins with nothing.
        tap.link.before = { _ in }
        await reader.tap(only: .cie) { _ in XCTAssertNil(reader.lastOutcome) }
    }

    func testATapThatIsCancelledBeforeItsBlockIsRunAgainSendsNothingMore() async throws {
        let tap = try freshTap()
        let gate = Gate()
        try tap.fault("drop-after", after: 6)
        tap.link.before = { if $0 == 6 { gate.hold() } }
        let task = Task { [reader = reader(tap)] in
            try await reader.tap(only: .cie) { try await $0.verifyPin(Pin(pin)) }
        }
        try await gate.reached()
        task.cancel()
        gate.open()
        let stopped = try await failing { try await task.value }
        XCTAssertEqual(stopped.code, "cancelled")
        XCTAssertEqual(tap.link.commands.count, 7)
    }

    func testWhatABlockThrowsOfItsOwnComesOutAsItIs() async throws {
        let tap = try freshTap()
        let runs = Guarded(0)
        do {
            try await reader(tap).tap(only: nil) { card in
                runs.with { $0 += 1 }
                _ = try await card.cardInfo()
                throw Unexpected()
            }
            XCTFail("it has succeeded")
        } catch {
            XCTAssertTrue(error is Unexpected)
        }
        XCTAssertEqual(runs.value, 1)
    }

    func testAReportForSupportHasTheTraceOfEveryTapAndNoData() async throws {
        let tap = try freshTap()
        let reader = reader(tap)
        XCTAssertNil(reader.supportReport)
        let report = SupportReport()
        reader.supportReport = report
        try tap.fault("drop-before", after: 6)
        do throws(CieError) {
            try await reader.tap(only: .cie, retryLost: 0) { card throws(CieError) in
                _ = try await card.cardInfo()
                _ = try await card.cardInfo()
            }
            XCTFail("it has succeeded")
        } catch {
            let text = report.text(device: "iPhone17,1", error: error.details())
            XCTAssertTrue(text.hasPrefix("cie \(sdkVersion())\ndevice: iPhone17,1\nerror: card_lost"), text)
            XCTAssertGreaterThan(text.split(separator: "\n").filter { $0.contains(" > ") }.count, 5)
        }
        let before = report.text(device: "", error: nil).count
        _ = try await reader.tap(only: .cie) { try await $0.verifyPin(Pin(pin)) }
        XCTAssertGreaterThan(report.text(device: "", error: nil).count, before)
        report.clear()
        reader.supportReport = nil
        let empty = report.text(device: "", error: nil)
        _ = try await reader.tap(only: .cie) { try await $0.cardInfo() }
        XCTAssertEqual(report.text(device: "", error: nil), empty)
    }

    func testWhatWasLeftOpenIsFoundWithoutACard() async throws {
        let whole = try freshTap()
        _ = try await whole.card.changePin(oldPin: Pin(pin), newPin: Pin(newPin))
        let tap = try freshTap()
        XCTAssertEqual(try openOperations(store: tap.store), [])
        try tap.fault("drop-after", after: whole.link.commands.count - 1)
        let unknown = try await failing { [reader = reader(tap)] in
            try await reader.tap(only: .cie) {
                try await $0.changePin(oldPin: Pin(pin), newPin: Pin(newPin))
            }
        }
        let open = try openOperations(store: tap.store)
        XCTAssertEqual(open.map(\.cardId), [unknown.details().cardId])
        XCTAssertEqual(unknown.details().next, .settle(codes: open[0].needs))
    }
}
