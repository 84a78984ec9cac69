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

    private func texts(_ rows: [Row]) throws -> [String] {
        let catalogue = try Catalogue("Localizable.xcstrings")
        return try rows.compactMap { row in
            switch row {
            case .heading(let words), .text(let words, _), .link(let words, _, _):
                try catalogue.text(words, "en")
            case .choice(let choice): try catalogue.text(choice.label, "en")
            default: nil
            }
        }
    }

    func testOneQuestionAfterTheOtherLeadsToAPlanAndAStepBackToTheQuestionBefore() throws {
        var recovery = Recovery()
        XCTAssertEqual(recovery.count, 0)
        var inputs: [SituationInput] = []
        while case .questions(let ask, _) = recovery.advice(.italian, at: morning) {
            let question = try XCTUnwrap(ask.first)
            XCTAssertFalse(inputs.contains(question.input))
            inputs.append(question.input)
            XCTAssertTrue(recovery.answer(question.input, try XCTUnwrap(question.answers.first).value))
        }
        XCTAssertGreaterThan(inputs.count, 1)
        recovery.keep(recovery.count - 1)
        guard case .questions(let ask, _) = recovery.advice(.italian, at: morning) else {
            return XCTFail("no question")
        }
        XCTAssertEqual(ask.first?.input, inputs.last)
    }

    func testWithThePukThePlanIsAButton() throws {
        let plan = try told(asked([(.card, "cie"), (.pin, "blocked"), (.puk, "known")]))
        let actions = plan.rows.compactMap { row in
            if case .choice(let choice) = row { choice.action } else { nil }
        }
        XCTAssertEqual(actions, [.begin(.forgotPin)])
    }

    func testAPlanFoldsItsBackgroundAwayAndItsContactsAreLinks() throws {
        let plan = try told(
            asked([
                (.card, "ts_cns"), (.pin, "blocked"), (.puk, "second_half_missing"),
                (.region, "lombardia"),
            ]), .italian)
        XCTAssertTrue(plan.folded.contains(.heading(.key("sources"))))
        XCTAssertFalse(plan.rows.contains(.heading(.key("sources"))))
        let links = plan.rows.compactMap { row -> String? in
            if case .link(_, let url, _) = row { url.absoluteString } else { nil }
        }
        XCTAssertTrue(links.contains { $0.hasPrefix("tel:800") }, "\(links)")
        XCTAssertTrue(links.allSatisfy { link in
            ["tel:", "mailto:", "https:"].contains { link.hasPrefix($0) }
        })
    }

    func testTheNumberOfAMunicipalityIsForWhoeverNamesItAndACodeIsNoName() throws {
        var recovery = asked([
            (.card, "cie"), (.pin, "forgotten"), (.puk, "both_halves_missing"),
            (.requester, "holder"), (.contacts, "not_given"),
        ])
        XCTAssertTrue(recovery.mayNameMunicipality)
        let before = try texts(told(recovery).rows)
        XCTAssertFalse(before.contains { $0.contains("059/649575") })
        XCTAssertFalse(recovery.answer(.municipality, pin))
        XCTAssertTrue(recovery.mayNameMunicipality)
        XCTAssertTrue(recovery.answer(.municipality, "carpi"))
        XCTAssertFalse(recovery.mayNameMunicipality)
        let after = try texts(told(recovery).rows)
        XCTAssertTrue(after.contains { $0.contains("059/649575") })
        XCTAssertTrue(after.contains { $0.contains("Monday: ") })
        recovery.keep(recovery.count - 1)
        XCTAssertTrue(recovery.answer(.municipality, "Modena"))
        let map = "https://maps.apple.com/?q=via%20Santi%2040%2C%20Modena"
        XCTAssertTrue(
            try told(recovery).rows.contains { row in
                if case .link(_, let url, _) = row { url.absoluteString == map } else { false }
            })
    }

    func testWhatDecidesComesBeforeTheFirstStepAndWhatToCheckAfterThePlan() throws {
        let plan = try told(
            asked([
                (.card, "cie"), (.pin, "forgotten"), (.puk, "both_halves_missing"),
                (.requester, "holder"), (.contacts, "not_given"), (.cardAtHand, "no"),
            ]))
        XCTAssertTrue(try XCTUnwrap(try texts(plan.rows).first).hasPrefix("You will need the card"))
        let careful = try XCTUnwrap(plan.rows.firstIndex(of: .heading(.key("careful"))))
        let title = try XCTUnwrap(
            plan.rows.firstIndex { row in if case .heading(.sentence) = row { true } else { false } })
        XCTAssertLessThan(title, careful)
        XCTAssertEqual(try texts(plan.rows).filter { $0.hasPrefix("You will need the card") }.count, 1)
    }

    func testACardWithoutChipIsToldSo() throws {
        let plan = try told(asked([(.card, "ts_without_chip")]))
        XCTAssertFalse(try XCTUnwrap(try texts(plan.rows).first).isEmpty)
    }
}
