import XCTest

@testable import Cie

/// The operations as a person uses them.
final class PinTests: XCTestCase {
    private lazy var folder = freshFolder(self)

    private func left(_ tries: UInt8) -> Tries { Tries(left: tries, confirmed: true) }

    func testARightPinIsAcceptedByEveryFamilyOverBothKindsOfLink() async throws {
        for family in families {
            for extended in [true, false] {
                let own = folder.appendingPathComponent("\(family)-\(extended)")
                let tap = try Tap(own, family: family, extended: extended)
                let report = try await tap.card.verifyPin(Pin(pin))
                XCTAssertEqual(report.triesLeft, 3, family)
                XCTAssertEqual(report.chip, ChipProof(keyProved: true, issuerChecked: false))
                XCTAssertEqual(report.traffic.exchanges, tap.simulated.exchanges())
            }
        }
    }

    func testAWrongPinSaysHowManyTriesAreLeftAndTheLastOneHasToBeAllowed() async throws {
        let tap = try Tap(folder)
        let first = try await failing { try await tap.card.verifyPin(Pin(wrong)) }
        guard case .WrongPin(let details) = first else { return XCTFail("\(first)") }
        XCTAssertEqual(details.tries, left(2))
        XCTAssertEqual(details.phase, .verifyPin)
        XCTAssertEqual(details.blame, .cardRefused)
        let second = try await failing { try await tap.card.verifyPin(Pin(wrong)) }
        XCTAssertEqual(second.details().tries, left(1))

        let refused = try await failing { try await tap.card.verifyPin(Pin(wrong)) }
        XCTAssertEqual(refused.code, "last_try")
        XCTAssertEqual(refused.details().lastTry?.code, .pin)
        XCTAssertEqual(tap.simulated.pinTries(), 1)

        let blocked = try await failing {
            try await tap.card.verifyPin(Pin(wrong), lastTry: refused.details().lastTry)
        }
        XCTAssertEqual(blocked.code, "pin_blocked")
        XCTAssertEqual(blocked.details().tries, left(0))
        XCTAssertEqual(tap.simulated.pinTries(), 0)
    }

    func testWhatIsKnownOfTheTriesOutlivesTheProcess() async throws {
        let simulated = try SimulatedCard(profile: "gemalto", extended: true)
        for _ in 0..<2 {
            let error = try await failing { [folder] in
                try await Tap(folder, simulated).card.verifyPin(Pin(wrong))
            }
            XCTAssertEqual(error.code, "wrong_pin")
        }
        let tap = Tap(folder, simulated)
        let refused = try await failing { try await tap.card.verifyPin(Pin(pin)) }
        XCTAssertEqual(refused.code, "last_try")
        let known = try await tap.card.pending()
        XCTAssertEqual(known.pin, KnownTries(atLeast: 1, exact: true))
    }

    func testAChangedPinIsTheValidOneFromThenOn() async throws {
        let tap = try Tap(folder)
        _ = try await tap.card.changePin(oldPin: Pin(pin), newPin: Pin(newPin))
        XCTAssertTrue(tap.hasPin(newPin))
        _ = try await tap.card.verifyPin(Pin(newPin))
        let error = try await failing { try await tap.card.verifyPin(Pin(pin)) }
        XCTAssertEqual(error.code, "wrong_pin")
        XCTAssertEqual(error.details().tries, left(2))
    }

    func testANewPinThatIsWeakOrTheOldOneIsRefusedBeforeAnythingIsSent() async throws {
        let card = try Tap(folder)
        let same = try await failing {
            try await card.card.changePin(oldPin: Pin(pin), newPin: Pin("11111111"))
        }
        XCTAssertEqual(same.code, "weak_pin")
        let counting = try await failing {
            try await card.card.unblockPin(puk: Puk(puk), newPin: Pin("12345678"))
        }
        XCTAssertEqual(counting.code, "weak_pin")
        let old = try await failing {
            try await card.card.changePin(oldPin: Pin(pin), newPin: Pin(pin))
        }
        XCTAssertEqual(old.code, "same_pin")
        XCTAssertEqual(card.link.commands.count, 0)
    }

    func testWhatCannotBeACodeIsRefusedBeforeAnythingIsSent() async throws {
        let tap = try Tap(folder)
        let tooLong = String(repeating: "2", count: 100)
        for text in ["", "2468", "246813570", "2468135x", "２４６８１３５７", "2468\u{0}1357", tooLong] {
            let asPin = try await failing { try await tap.card.verifyPin(Pin(text)) }
            XCTAssertEqual(asPin.code, "malformed_code", text)
            let asPuk = try await failing {
                try await tap.card.unblockPin(puk: Puk(text), newPin: Pin(newPin))
            }
            XCTAssertEqual(asPuk.code, "malformed_code", text)
        }
        XCTAssertEqual(tap.link.commands.count, 0)
    }

    func testAPinTooShortForAnIdentityCardIsNotSentToItAndItIsSaidWhatItWants() async throws {
        let tap = try Tap(folder)
        let short = "24680"
        let refused = [
            try await failing { try await tap.card.verifyPin(Pin(short)) },
            try await failing {
                try await tap.card.changePin(oldPin: Pin(pin), newPin: Pin(short))
            },
            try await failing { try await tap.card.unblockPin(puk: Puk(puk), newPin: Pin(short)) },
        ]
        for error in refused {
            XCTAssertEqual(error.code, "malformed_code")
            XCTAssertEqual(error.details().card, .cie)
            XCTAssertEqual(error.details().wantedLength, CodeLength(least: 8, most: 8))
        }
        // Nothing but SELECT.
        XCTAssertTrue(tap.link.commands.allSatisfy { $0[$0.startIndex + 1] == 0xA4 })
        XCTAssertEqual(tap.simulated.pinTries(), 3)
        let none = try await failing { try await tap.card.verifyPin(Pin("2468")) }
        XCTAssertNil(none.details().card)
        XCTAssertEqual(none.details().wantedLength, CodeLength(least: 5, most: 8))
    }

    func testThePukGivesABlockedPinANewValueAndAllItsTries() async throws {
        for family in families {
            let simulated = try SimulatedCard.withTries(
                profile: family, extended: true, pinTries: 0, pukTries: 10)
            let tap = Tap(folder.appendingPathComponent(family), simulated)
            let blocked = try await failing { try await tap.card.verifyPin(Pin(pin)) }
            XCTAssertEqual(blocked.code, "pin_blocked")
            let report = try await tap.card.unblockPin(puk: Puk(puk), newPin: Pin(newPin))
            XCTAssertEqual(report.triesLeft, 3)
            XCTAssertEqual(simulated.pinTries(), 3)
            XCTAssertTrue(tap.hasPin(newPin))
        }
    }

    func testACardThatWantsItsCounterResetFirstSaysSoAndIsUnblockedThatWay() async throws {
        let tap = try Tap(folder)
        try tap.simulated.setFaults(faults: ["reset-needs-2c03"])
        let refused = try await failing {
            try await tap.card.unblockPin(puk: Puk(puk), newPin: Pin(newPin))
        }
        XCTAssertEqual(refused.code, "card_refused")
        XCTAssertEqual(refused.details().phase, .resetPin)
        _ = try await tap.card.unblockPin(
            puk: Puk(puk), newPin: Pin(newPin), variant: .resetFirst)
        XCTAssertTrue(tap.hasPin(newPin))
    }

    func testAWrongPukSaysHowManyTriesAreLeftAndLeavesThePinAlone() async throws {
        let tap = try Tap(folder)
        let error = try await failing {
            try await tap.card.unblockPin(puk: Puk(wrong), newPin: Pin(newPin))
        }
        XCTAssertEqual(error.code, "wrong_puk")
        XCTAssertEqual(error.details().tries, left(9))
        XCTAssertTrue(tap.hasPin(pin))
        XCTAssertEqual(tap.simulated.pinTries(), 3)
    }

    func testABlockedPukIsSaidToBeFinal() async throws {
        let tap = Tap(
            folder,
            try SimulatedCard.withTries(profile: "gemalto", extended: true, pinTries: 3, pukTries: 0))
        let error = try await failing {
            try await tap.card.unblockPin(puk: Puk(puk), newPin: Pin(newPin))
        }
        XCTAssertEqual(error.code, "puk_blocked")
        XCTAssertEqual(error.details().tries, left(0))
    }

    func testACardTellsItsFamilyAndServiceNumberWithoutACode() async throws {
        let info = try await Tap(folder, family: "nxp").card.cardInfo()
        XCTAssertEqual(info.kind, .cie)
        XCTAssertEqual(info.details, .cie(family: "NXP", serviceNumber: "990123456789"))
        XCTAssertEqual(info.chip, ChipProof(keyProved: false, issuerChecked: false))
        XCTAssertNil(info.known.pending)
    }
}
