import XCTest

@testable import Cie
@testable import CieApp

/// The app's way back to lost codes, without its view.
final class AdviceTests: XCTestCase {
    /// Monday 30 November 2026 in Italy, at ten in the morning.
    private let morning = Date(timeIntervalSince1970: 1_796_029_200)

    private func asked(_ answers: [(SituationInput, String)]) -> Recovery {
        var recovery = Recovery()
        for (input, value) in answers { XCTAssertTrue(recovery.answer(input, value), value) }
        return recovery
    }

    private func told(_ recovery: Recovery, _ language: Language = .english) throws -> Told {
        switch recovery.advice(language, at: morning) {
        case .plan(let plan): return Told(plan)
        case .notCovered(_, let sentence, let plan): return Told(plan, reason: sentence)
        case .questions(let ask, _):
            XCTFail("still asked: \(ask.map(\.sentence))")
            return try XCTUnwrap(nil)
        }
    }

    private func texts(_ parts: [Part]) -> [String] {
        parts.map { part in
            switch part {
            case .label(let text), .title(let text), .line(let text, _), .link(let text, _, _),
                .action(let text, _):
                text
            }
        }
    }

    func testOneQuestionAfterTheOtherLeadsToAPlanAndAStepBackToTheQuestionBefore() throws {
        var recovery = Recovery()
        XCTAssertFalse(recovery.hasAnswers)
        var inputs: [SituationInput] = []
        while case .questions(let ask, _) = recovery.advice(.italian, at: morning) {
            let question = try XCTUnwrap(ask.first)
            XCTAssertFalse(inputs.contains(question.input))
            inputs.append(question.input)
            XCTAssertTrue(recovery.answer(question.input, try XCTUnwrap(question.answers.first).value))
        }
        XCTAssertGreaterThan(inputs.count, 1)
        recovery.back()
        guard case .questions(let ask, _) = recovery.advice(.italian, at: morning) else {
            return XCTFail("no question")
        }
        XCTAssertEqual(ask.first?.input, inputs.last)
    }

    func testWithThePukThePlanIsAButton() throws {
        let plan = try told(asked([(.card, "cie"), (.pin, "blocked"), (.puk, "known")]))
        let actions = plan.parts.compactMap { part in
            if case .action(let text, let kind) = part { (text, kind) } else { nil }
        }
        XCTAssertEqual(actions.map(\.1), [.unblockPin])
        XCTAssertFalse(actions[0].0.isEmpty)
    }

    func testAPlanFoldsItsBackgroundAwayAndItsContactsAreLinks() throws {
        let plan = try told(
            asked([
                (.card, "ts_cns"), (.pin, "blocked"), (.puk, "second_half_missing"),
                (.region, "lombardia"),
            ]), .italian)
        XCTAssertTrue(plan.folded.contains(.label("sources")))
        XCTAssertFalse(plan.parts.contains(.label("sources")))
        let links = plan.parts.compactMap { part -> String? in
            if case .link(_, let url, _) = part { url.absoluteString } else { nil }
        }
        XCTAssertTrue(links.contains { $0.hasPrefix("tel:800") }, "\(links)")
        XCTAssertTrue(links.allSatisfy { link in
            ["tel:", "mailto:", "https:"].contains { link.hasPrefix($0) }
        })
        for case .label(let key) in plan.parts + plan.folded { XCTAssertTrue(Told.labels.contains(key)) }
    }

    func testTheNumberOfAMunicipalityIsForWhoeverNamesItAndACodeIsNoName() throws {
        var recovery = asked([
            (.card, "cie"), (.pin, "forgotten"), (.puk, "both_halves_missing"),
            (.requester, "holder"), (.contacts, "not_given"),
        ])
        XCTAssertTrue(recovery.mayNameMunicipality)
        let before = texts(try told(recovery).parts)
        XCTAssertFalse(before.contains { $0.contains("059/649575") })
        XCTAssertFalse(recovery.answer(.municipality, pin))
        XCTAssertTrue(recovery.mayNameMunicipality)
        XCTAssertTrue(recovery.answer(.municipality, "carpi"))
        XCTAssertFalse(recovery.mayNameMunicipality)
        let after = texts(try told(recovery).parts)
        XCTAssertTrue(after.contains { $0.contains("059/649575") })
        XCTAssertTrue(after.contains { $0.contains("Monday: ") })
    }

    func testWhatDecidesComesBeforeTheFirstStepAndWhatToCheckAfterThePlan() throws {
        let plan = try told(
            asked([
                (.card, "cie"), (.pin, "forgotten"), (.puk, "both_halves_missing"),
                (.requester, "holder"), (.contacts, "not_given"), (.cardAtHand, "no"),
            ]))
        XCTAssertTrue(try XCTUnwrap(texts(plan.parts).first).hasPrefix("You will need the card"))
        let careful = try XCTUnwrap(plan.parts.firstIndex(of: .label("careful")))
        let title = try XCTUnwrap(
            plan.parts.firstIndex { part in if case .title = part { true } else { false } })
        XCTAssertLessThan(title, careful)
        XCTAssertEqual(texts(plan.parts).filter { $0.hasPrefix("You will need the card") }.count, 1)
    }

    func testACardWithoutChipIsToldSo() throws {
        let plan = try told(asked([(.card, "ts_without_chip")]))
        XCTAssertFalse(try XCTUnwrap(texts(plan.parts).first).isEmpty)
    }
}
