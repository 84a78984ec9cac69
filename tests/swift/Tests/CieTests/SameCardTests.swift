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
            for _ in 0..<2 { _ = try await failing { try await tap.card.verifyPin(Code(wrong)) } }
            let last = try await failing { try await tap.card.verifyPin(Code(wrong)) }
            XCTAssertEqual(last.code, "last_try")
            let asked = try XCTUnwrap(last.details().cardId)
            let known = try await tap.card.cardInfo().known.cardId
            XCTAssertEqual(known, asked)

            // Of the same make, and with one try left as well.
            let kind = family == "gemalto" ? family : "cns-idemia-nfc"
            let other = try SimulatedCard.withTries(
                profile: kind, extended: true, pinTries: 1, pukTries: 3)
            if family == "gemalto" { try other.setFaults(faults: ["another-card"]) }
            let refused = try await failing {
                try await CieCard(other, store: tap.store, sameCard: asked)
                    .verifyPin(Code(wrong), allowLastTry: true)
            }
            XCTAssertEqual(refused.code, "other_card")
            XCTAssertNotEqual(refused.details().cardId, asked)
            XCTAssertEqual(other.pinTries(), 1)

            let blocked = try await failing {
                try await card(tap, for: asked).verifyPin(Code(wrong), allowLastTry: true)
            }
            XCTAssertEqual(blocked.code, "pin_blocked")
        }
    }

    func testWhatIsNoIdOfACardEndsTheOperationBeforeAnythingIsSent() async throws {
        for id in ["", "0", "no id", String(repeating: "00", count: 15), String(repeating: "0g", count: 16)] {
            let tap = try Tap(folder)
            let code = Code(pin)
            let refused = try await failing { try await card(tap, for: id).verifyPin(code) }
            XCTAssertEqual(refused.code, "other_card")
            XCTAssertTrue(tap.link.commands.isEmpty)
            XCTAssertTrue(code.isEmpty)
        }
    }
}
