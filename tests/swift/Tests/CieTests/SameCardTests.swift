import XCTest

@testable import Cie

/// What a person agrees to for one card is for no other.
final class SameCardTests: XCTestCase {
    private lazy var folder = freshFolder(self)

    private func card(_ tap: Tap, for sameCard: String) -> CieCard {
        CieCard(tap.link, store: tap.store, sameCard: sameCard)
    }

    func testALastTryIsUsedOnTheCardThatItWasAskedAboutAndOnNoOther() async throws {
        for (family, wrong) in [("gemalto", wrong), ("cns-st2022-nfc", "112233")] {
            let tap = try Tap(folder.appendingPathComponent(family), family: family)
            for _ in 0..<2 { _ = try await failing { try await tap.card.verifyPin(Pin(wrong)) } }
            let last = try await failing { try await tap.card.verifyPin(Pin(wrong)) }
            XCTAssertEqual(last.code, "last_try")
            let asked = try XCTUnwrap(last.details().lastTry)
            let known = try await tap.card.cardInfo().known.cardId
            XCTAssertEqual(asked, LastTry(cardId: known, code: .pin))

            // Of the same make, and with one try left as well.
            let kind = family == "gemalto" ? family : "cns-idemia-nfc"
            let other = try SimulatedCard.withTries(
                profile: kind, extended: true, pinTries: 1, pukTries: 3)
            if family == "gemalto" { try other.setFaults(faults: ["another-card"]) }
            let link = Tampered(other)
            let refused = try await failing {
                try await CieCard(link, store: tap.store).verifyPin(Pin(wrong), lastTry: asked)
            }
            XCTAssertEqual(refused.code, "other_card")
            XCTAssertNotEqual(refused.details().cardId, asked.cardId)
            XCTAssertEqual(link.codesSent, 0)
            XCTAssertEqual(other.pinTries(), 1)

            let blocked = try await failing {
                try await tap.card.verifyPin(Pin(wrong), lastTry: asked)
            }
            XCTAssertEqual(blocked.code, "pin_blocked")
            XCTAssertEqual(tap.simulated.pinTries(), 0)
        }
    }

    func testAYesToTheLastTryOfThePinDoesNotAllowTheLastTryOfThePuk() async throws {
        for (family, newPin) in [("gemalto", newPin), ("cns-st2022-nfc", "8642097")] {
            let simulated = try SimulatedCard.withTries(
                profile: family, extended: true, pinTries: 3, pukTries: 2)
            let tap = Tap(folder.appendingPathComponent(family), simulated)
            let unblock: (String, LastTry?) async throws -> Report = {
                try await tap.card.unblockPin(puk: Puk($0), newPin: Pin(newPin), lastTry: $1)
            }
            let first = try await failing { try await unblock(wrong, nil) }
            XCTAssertEqual(first.code, "wrong_puk")
            let sent = tap.link.codesSent
            let cardId = try await tap.card.pending().cardId
            let refused = try await failing {
                try await unblock(puk, LastTry(cardId: cardId, code: .pin))
            }
            XCTAssertEqual(refused.code, "last_try")
            XCTAssertEqual(refused.details().lastTry, LastTry(cardId: cardId, code: .puk))
            XCTAssertEqual(tap.link.codesSent, sent)
            XCTAssertEqual(simulated.pukTries(), 1)

            _ = try await unblock(puk, refused.details().lastTry)
            XCTAssertTrue(tap.hasPin(newPin))
        }
    }

    func testTheCodesOfOneCardDoNotReachAnotherOfTheSameKind() async throws {
        let tap = try Tap(folder)
        let asked = try await tap.card.cardInfo().known.cardId
        _ = try await card(tap, for: asked).verifyPin(Pin(pin))
        let sent = tap.link.codesSent
        try tap.simulated.setFaults(faults: ["another-card"])
        let refused = try await failing { try await card(tap, for: asked).verifyPin(Pin(pin)) }
        XCTAssertEqual(refused.code, "other_card")
        XCTAssertNotEqual(refused.details().cardId, asked)
        XCTAssertEqual(tap.link.codesSent, sent)
    }

    func testWhatIsNotTheIdOfACardEndsTheOperationBeforeAnythingIsSent() async throws {
        for id in ["", "0", "no id", String(repeating: "00", count: 15), String(repeating: "0g", count: 16)] {
            let tap = try Tap(folder)
            let code = try Pin(pin)
            let lastTry = LastTry(cardId: id, code: .pin)
            let refused = [
                try await failing { try await card(tap, for: id).verifyPin(code) },
                try await failing { try await tap.card.verifyPin(code, lastTry: lastTry) },
            ]
            for error in refused { XCTAssertEqual(error.code, "other_card") }
            XCTAssertTrue(tap.link.commands.isEmpty)
        }
    }
}
