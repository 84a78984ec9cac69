import XCTest

@testable import Cie

/// The way back to lost codes, and codes in two halves.
final class RecoveryTests: XCTestCase {
    private lazy var folder = freshFolder(self)

    func testAQuestionIsLeftThenAPlanWithSources() throws {
        let situation = Situation()
        try situation.set(input: .card, value: "ts_cns")
        try situation.set(input: .pin, value: "blocked")
        try situation.set(input: .puk, value: "second_half_missing")
        guard case .questions(let ask, _) = situation.advise(language: .italian, at: nil) else {
            return XCTFail("no question")
        }
        XCTAssertEqual(ask.map(\.input), [.region])
        try situation.set(input: .region, value: " LOMBARDIA ")
        guard case .plan(let plan) = situation.advise(language: .italian, at: nil) else {
            return XCTFail("no plan")
        }
        let steps = plan.stages.flatMap(\.steps)
        XCTAssertFalse(steps.isEmpty)
        XCTAssertTrue(steps.allSatisfy { !$0.fact.sources.isEmpty })
        let lines = situation.adviseInLines(language: .italian, at: nil, all: true)
        XCTAssertEqual(lines.last, plan.age)
        let contacts = plan.help + steps.flatMap(\.contacts)
        XCTAssertTrue(contacts.contains { $0.link?.hasPrefix("tel:") == true })
        for step in steps {
            XCTAssertTrue(lines.contains { $0.contains(step.fact.sentence) }, step.fact.key)
        }
    }

    func testJoinedHalvesUnblockACardAndNothingIsLeftOfThem() async throws {
        let tap = try Tap(folder)
        let first = Code(String(puk.prefix(4)))
        let second = Code(String(puk.suffix(4)))
        let joined = try joinHalves(card: .cie, code: .puk, first: first, second: second)
        XCTAssertTrue(first.isEmpty && second.isEmpty)
        XCTAssertEqual(joined.notes(), [.orderUnchecked])
        // Eight digits could be a PIN as well: what they are, the halves were joined as.
        XCTAssertNoThrow(try joined.pin())
        _ = try await tap.card.unblockPin(puk: joined.puk(), newPin: Pin(newPin))
        _ = try await tap.card.verifyPin(Pin(newPin))
    }

    func testTheErrorNamesTheMalformedHalf() {
        let first = Code("1234")
        let second = Code("567")
        XCTAssertThrowsError(
            try joinHalves(card: .cie, code: .pin, first: first, second: second)
        ) { error in
            XCTAssertEqual(error as? JoinError, .WrongLength(half: .second, expected: 4, found: 3))
        }
        XCTAssertTrue(first.isEmpty && second.isEmpty)
    }
}
