import XCTest

@testable import Cie

/// The card leaves the field.
final class LossTests: XCTestCase {
    private lazy var folder = freshFolder(self)
    private var taps = 0

    private func freshTap() throws -> Tap {
        taps += 1
        return try Tap(folder.appendingPathComponent("\(taps)"))
    }

    /// How many exchanges an operation takes that nothing disturbs.
    private func undisturbed(_ operation: (CieCard) async throws -> some Any) async throws -> Int {
        let tap = try freshTap()
        _ = try await operation(tap.card)
        return Int(tap.simulated.exchanges())
    }

    func testACardLostAtAnyExchangeBeforeThePinCostsNoTryAndLeavesNothingOpen() async throws {
        let exchanges = try await undisturbed { try await $0.verifyPin(Pin(pin)) }
        XCTAssertGreaterThan(exchanges, 10)
        for at in 0..<exchanges - 1 {
            for knob in ["drop-before", "drop-after"] {
                let tap = try freshTap()
                try tap.fault(knob, after: at)
                let lost = try await failing { try await tap.card.verifyPin(Pin(pin)) }
                XCTAssertEqual(lost.code, "card_lost", "\(knob) \(at)")
                XCTAssertEqual(lost.details().blame, .transport)
                XCTAssertEqual(tap.card.linkError as? TransceiverError, .CardLost)
                XCTAssertEqual(tap.simulated.pinTries(), 3)
                try tap.noFault()
                _ = try await tap.card.verifyPin(Pin(pin))
                XCTAssertNil(tap.card.linkError)
            }
        }
    }

    func testAnAnswerToThePinThatIsLostIsAnUnknownOutcomeAndTheNextTapCountsOnIt() async throws {
        let exchanges = try await undisturbed { try await $0.verifyPin(Pin(pin)) }
        let tap = try freshTap()
        try tap.fault("drop-after", after: exchanges - 1)
        let unknown = try await failing { try await tap.card.verifyPin(Pin(wrong)) }
        XCTAssertEqual(unknown.code, "outcome_unknown")
        XCTAssertEqual(unknown.details().pending, .verifyPin)
        try tap.noFault()

        let pending = try await tap.card.pending()
        XCTAssertEqual(pending.pending, .verifyPin)
        XCTAssertEqual(pending.needs, NeededCodes(newPin: false, oldPin: false, puk: false))
        let resolution = try await tap.card.resolve()
        guard case .nothingToSettle(code: .pin, _) = resolution.settlement else {
            return XCTFail("\(resolution.settlement)")
        }
        let after = try await tap.card.pending()
        XCTAssertNil(after.pending)
        XCTAssertEqual(tap.simulated.pinTries(), 2)
    }

    func testAChangeWhoseAnswerWasLostIsSettledByTryingTheNewPin() async throws {
        let exchanges = try await undisturbed {
            try await $0.changePin(oldPin: Pin(pin), newPin: Pin(newPin))
        }
        for (knob, settled) in [("drop-after", Settlement.newPin), ("drop-before", .oldPin)] {
            let tap = try freshTap()
            try tap.fault(knob, after: exchanges - 1)
            let unknown = try await failing {
                try await tap.card.changePin(oldPin: Pin(pin), newPin: Pin(newPin))
            }
            XCTAssertEqual(unknown.details().pending, .changePin)
            try tap.noFault()
            let pending = try await tap.card.pending()
            XCTAssertEqual(pending.needs, NeededCodes(newPin: true, oldPin: true, puk: false))

            let asked = try await tap.card.resolve()
            XCTAssertEqual(asked.settlement, .needsCodes(codes: pending.needs))
            XCTAssertEqual(asked.report.cardId, pending.cardId)
            let resolution = try await tap.card.resolve(
                cardId: pending.cardId, newPin: Pin(newPin), oldPin: Pin(pin))
            XCTAssertEqual(resolution.settlement, settled)
            XCTAssertTrue(tap.hasPin(settled == .newPin ? newPin : pin))
            XCTAssertEqual(tap.simulated.pinTries(), 3)
            let after = try await tap.card.pending()
            XCTAssertNil(after.pending)
        }
    }

    func testAnUnblockingWhoseAnswerWasLostIsSettledOrHasToBeDoneAgain() async throws {
        let exchanges = try await undisturbed {
            try await $0.unblockPin(puk: Puk(puk), newPin: Pin(newPin))
        }
        for (knob, settled) in [("drop-after", Settlement.newPin), ("drop-before", .unblockAgain)] {
            let tap = try freshTap()
            try tap.fault(knob, after: exchanges - 1)
            let unknown = try await failing {
                try await tap.card.unblockPin(puk: Puk(puk), newPin: Pin(newPin))
            }
            XCTAssertEqual(unknown.code, "outcome_unknown")
            try tap.noFault()
            let cardId = try await tap.card.pending().cardId
            let resolution = try await tap.card.resolve(cardId: cardId, newPin: Pin(newPin))
            XCTAssertEqual(resolution.settlement, settled)
            XCTAssertFalse(
                settlementSentence(settlement: resolution.settlement, language: .german).isEmpty)
        }
    }

    func testTheCodesOfOneCardDoNotReachAnotherThatWasTakenUpInTheMeantime() async throws {
        let exchanges = try await undisturbed {
            try await $0.changePin(oldPin: Pin(pin), newPin: Pin(newPin))
        }
        let first = try freshTap()
        let second = try Tap(folder.appendingPathComponent("\(taps)"))
        for (tap, card) in [(first, []), (second, ["another-card"])] {
            try tap.simulated.setFaults(faults: card + ["drop-after=\(exchanges - 1)"])
            let unknown = try await failing {
                try await tap.card.changePin(oldPin: Pin(pin), newPin: Pin(newPin))
            }
            XCTAssertEqual(unknown.code, "outcome_unknown")
            try tap.simulated.setFaults(faults: card)
        }
        let asked = try await first.card.pending()
        let other = try await second.card.pending()
        XCTAssertEqual(asked.needs, other.needs)
        XCTAssertNotEqual(asked.cardId, other.cardId)

        for cardId in [asked.cardId, "", wrong] {
            let code = try Pin(wrong)
            let refused = try await failing {
                try await second.card.resolve(cardId: cardId, newPin: code, oldPin: code)
            }
            XCTAssertEqual(refused.code, "other_card")
            XCTAssertEqual(refused.details().blame, .caller)
        }
        XCTAssertEqual(second.simulated.pinTries(), 3)
        let otherAfter = try await second.card.pending()
        XCTAssertEqual(otherAfter, other)
        let askedAfter = try await first.card.pending()
        XCTAssertEqual(askedAfter, asked)
        let resolution = try await first.card.resolve(
            cardId: asked.cardId, newPin: Pin(newPin), oldPin: Pin(pin))
        XCTAssertEqual(resolution.settlement, .newPin)
    }

    func testAPinIsNeverSentTwiceWhateverIsLost() async throws {
        let exchanges = try await undisturbed { try await $0.verifyPin(Pin(pin)) }
        for at in 0..<exchanges {
            let tap = try freshTap()
            try tap.fault("drop-after", after: at)
            _ = try await failing { try await tap.card.verifyPin(Pin(wrong)) }
            // VERIFY under secure messaging: 0C 20.
            let sent = tap.link.commands.filter { $0.starts(with: [0x0C, 0x20]) }.count
            XCTAssertEqual(sent, at < exchanges - 1 ? 0 : 1, "lost after exchange \(at)")
        }
    }
}
