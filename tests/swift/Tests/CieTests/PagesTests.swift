import XCTest

@testable import Cie
@testable import CieApp

/// What stays, what is forgotten, and what is asked, as the pages come and go.
final class PagesTests: XCTestCase {
    private lazy var folder = freshFolder(self)
    private lazy var store = FileTryStore(folder: folder)
    private let start = ContinuousClock.now

    private func person(_ card: SimulatedCard) throws -> Person {
        try Person(CardReader(card, store: store, language: .english), store, .english)
    }

    /// At the page before the card is held, with a PIN entered.
    private func checking(_ card: SimulatedCard, _ digits: String = pin) throws -> Person {
        let person = try person(card)
        try person.press("Check the PIN")
        try person.press("Identity card (CIE)")
        try person.type(digits, in: "PIN")
        try person.press("Continue")
        XCTAssertEqual(person.page, .review)
        XCTAssertTrue(person.pages.holdsPrivateThings)
        return person
    }

    private func card(_ tries: UInt8 = 3) throws -> SimulatedCard {
        try SimulatedCard.withTries(profile: "st", extended: true, pinTries: tries, pukTries: 10)
    }

    func testCodesAreErasedAfterTwoMinutesInAnotherAppAndAskedForAgain() throws {
        let person = try checking(card())
        person.pages.left(at: start)
        person.pages.returned(at: start + .seconds(119))
        XCTAssertTrue(person.pages.holdsPrivateThings)
        // Only the first moment counts, and only of this time away.
        person.pages.left(at: start + .seconds(200))
        person.pages.left(at: start + .seconds(300))
        person.pages.returned(at: start + .seconds(320))
        XCTAssertFalse(person.pages.holdsPrivateThings)
        XCTAssertEqual(person.pages.stack, [.whichCard, .code(.pin)])
        XCTAssertEqual(person.screen.rows.first, .warning(.key("codes_erased")))
        try person.type(pin, in: "PIN")
        try person.press("Continue")
        XCTAssertEqual(person.page, .review)
        XCTAssertFalse(person.screen.rows.contains(.warning(.key("codes_erased"))))
    }

    func testTheLockOfTheScreenErasesAtOnceAlsoWhatIsOnlyTyped() throws {
        let person = try checking(card())
        person.pages.path.removeLast()
        try person.type("2468", in: "PIN")
        person.pages.locked()
        XCTAssertFalse(person.pages.holdsPrivateThings)
        XCTAssertEqual(person.pages.typed, [:])
        XCTAssertEqual(person.page, .code(.pin))
    }

    func testGoingBackForgetsTheCodeOfThePageAndFromTheFirstPageEverything() throws {
        let person = try checking(card())
        person.pages.path.removeLast()
        XCTAssertEqual(person.page, .code(.pin))
        XCTAssertFalse(person.pages.holdsPrivateThings)
        person.pages.path.removeLast()
        XCTAssertTrue(try XCTUnwrap(person.pages.attempt).asksWhichCard)
        person.pages.path.removeLast()
        XCTAssertNil(person.pages.attempt)
    }

    func testATapThatEndsInTheBackgroundLeavesNoCodeAfterTwoMinutes() async throws {
        let card = try card()
        let person = try checking(card, wrong)
        try person.press("Hold the card to the iPhone")
        person.pages.left(at: start)
        try await person.hold()
        XCTAssertEqual(person.page, .outcome)
        XCTAssertTrue(person.pages.holdsPrivateThings)
        person.pages.returned(at: start + .seconds(130))
        XCTAssertFalse(person.pages.holdsPrivateThings)
        // What has happened is still said, and the way on asks for the code again.
        XCTAssertEqual(person.page, .outcome)
        XCTAssertEqual(card.pinTries(), 2)
        try person.press("Enter it again")
        XCTAssertEqual(person.page, .code(.pin))
    }

    func testATapThatIsStillRunningAfterTwoMinutesLeavesNoCodeEither() async throws {
        let person = try checking(card())
        try person.press("Hold the card to the iPhone")
        let running = try XCTUnwrap(person.pages.attempt)
        person.pages.left(at: start)
        person.pages.returned(at: start + .seconds(130))
        XCTAssertEqual(person.page, .hold)
        XCTAssertFalse(person.pages.holdsPrivateThings)
        person.pages.ended(nil)
        XCTAssertEqual(person.page, .review)
        try person.press("Hold the card to the iPhone")
        XCTAssertEqual(person.page, .code(.pin))
        XCTAssertTrue(running.entered.has(.pin))
    }

    func testAStoppedTapGoesBackWithTheCodes() throws {
        let person = try checking(card())
        try person.press("Hold the card to the iPhone")
        person.pages.ended(nil)
        XCTAssertEqual(person.page, .review)
        try person.press("Hold the card to the iPhone")
        XCTAssertEqual(person.page, .hold)
    }

    func testPersonalDataAreCoveredErasedByAButtonAndNotShownToWhoeverComesBack() async throws {
        let card = try card()
        for isAway in [false, true] {
            let person = try person(card)
            try person.press("Read the data on my identity card")
            try person.type("123456", in: "CAN")
            try person.press("Continue")
            try person.press("Hold the card to the iPhone")
            if isAway { person.pages.left(at: start) }
            try await person.hold()
            if !isAway {
                XCTAssertTrue(person.screen.isPrivate && person.pages.holdsPrivateThings)
                XCTAssertTrue(try person.reading().contains("Date of birth: 1 January 1980"))
                try person.press("Erase these data")
            }
            XCTAssertNil(person.page)
            XCTAssertNil(person.pages.outcome)
            XCTAssertFalse(person.pages.holdsPrivateThings)
        }
    }

    func testTheLastTryIsAskedForAndTheSaferWayIsTheProminentOne() async throws {
        let card = try card()
        let person = try checking(card, wrong)
        for left in [UInt8(2), 1] {
            try person.press("Hold the card to the iPhone")
            try await person.hold()
            XCTAssertEqual(card.pinTries(), left)
            XCTAssertEqual(person.screen.main?.action, .step(.correctEntry(entry: .pin)))
            XCTAssertTrue(person.screen.others.contains { $0.action == .step(.unblock) })
            try person.press("Enter it again")
            try person.type(wrong, in: "PIN")
            try person.press("Continue")
        }
        try person.press("Hold the card to the iPhone")
        try await person.hold()
        XCTAssertEqual(card.pinTries(), 1)
        XCTAssertEqual(person.screen.main?.action, .step(.unblock))
        try card.setFaults(faults: ["another-card"])
        try person.press("Use the last attempt", confirming: true)
        try await person.hold()
        XCTAssertEqual(card.pinTries(), 1)
        try card.setFaults(faults: [])
        try person.press("Hold the card again")
        try await person.hold()
        XCTAssertEqual(card.pinTries(), 0)
        XCTAssertEqual(person.screen.main?.action, .step(.unblock))
    }

    func testANewPinThatWasChosenIsNotChosenAgainWhenTheOldOneTurnsOutToBeBlocked() async throws {
        let card = try card(0)
        let person = try person(card)
        try person.press("Change the PIN")
        try person.press("Identity card (CIE)")
        try person.type(wrong, in: "PIN")
        try person.press("Continue")
        try person.type(newPin, in: "New PIN")
        try person.type(newPin, in: "New PIN again")
        try person.press("Continue")
        try person.press("Hold the card to the iPhone")
        try await person.hold()
        try person.press("Unblock the PIN with the PUK")
        try person.press("Yes, I have the whole PUK")
        try person.press("I have the PUK in one piece")
        try person.type(puk, in: "PUK")
        try person.press("Continue")
        XCTAssertEqual(person.page, .review)
        try card.setFaults(faults: ["reset-needs-2c03"])
        try person.press("Hold the card to the iPhone")
        try await person.hold()
        try person.press("Unblock the other way")
        try await person.hold()
        XCTAssertTrue(card.hasPin(digits: Data(newPin.utf8)))
    }

    func testAWrongPukInHalvesIsSwappedInsteadOfEnteredAgain() async throws {
        let card = try card(0)
        let person = try person(card)
        try person.press("I forgot my PIN, or it is blocked")
        try person.press("Identity card (CIE)")
        try person.press("Yes, I have the whole PUK")
        try person.type("2468", in: "First half of the PUK")
        try person.type("1357", in: "Second half of the PUK")
        try person.press("Continue")
        try person.type(newPin, in: "New PIN")
        try person.type(newPin, in: "New PIN again")
        try person.press("Continue")
        try person.press("Hold the card to the iPhone")
        try await person.hold()
        XCTAssertEqual(card.pukTries(), 9)
        try person.press("Enter it again")
        try person.press("Swap the two halves")
        XCTAssertEqual(person.page, .review)
        XCTAssertEqual(person.screen.rows.first, .warning(.key("halves_swapped")))
        try person.press("Hold the card to the iPhone")
        try await person.hold()
        XCTAssertTrue(card.hasPin(digits: Data(newPin.utf8)))
    }

    func testWithoutNFCTheAdviceIsThereAndNothingElse() throws {
        let pages = Pages(store: store, language: .english, isAvailable: false)
        let choices = pages.screen(nil).rows.compactMap { row in
            if case .choice(let choice) = row { choice } else { nil }
        }
        XCTAssertEqual(choices.filter(\.isEnabled).map(\.action), [.recover, .about])
        XCTAssertTrue(pages.screen(nil).rows.contains(.warning(.key("nfc_missing"))))
    }

    func testABlockedPukLeadsToAPlanThatKnowsIt() async throws {
        let card = try SimulatedCard.withTries(profile: "st", extended: true, pinTries: 0, pukTries: 0)
        let person = try person(card)
        try person.press("I forgot my PIN, or it is blocked")
        try person.press("Identity card (CIE)")
        try person.press("Yes, I have the whole PUK")
        try person.press("I have the PUK in one piece")
        try person.type(puk, in: "PUK")
        try person.press("Continue")
        try person.type(newPin, in: "New PIN")
        try person.type(newPin, in: "New PIN again")
        try person.press("Continue")
        try person.press("Hold the card to the iPhone")
        try await person.hold()
        XCTAssertEqual(person.screen.main?.action, .step(.advise))
        // No step goes on with them.
        XCTAssertFalse(person.pages.holdsPrivateThings)
        try person.press("What you can do now")
        XCTAssertEqual(person.screen.title, .key("what_to_do"))
    }

    func testADetailForSupportHasNoDigitOfACode() async throws {
        let person = try checking(card(), wrong)
        try person.press("Hold the card to the iPhone")
        try await person.hold()
        let report = try XCTUnwrap(person.pages.outcome?.report)
        XCTAssertTrue(report.contains(sdkVersion()) && report.contains("wrong_pin"), report)
        XCTAssertFalse(report.contains(wrong) || report.contains("3836343231333537"))
    }

    func testTheAppSaysWhatItIsAndHowToComplain() throws {
        let facts = AppFacts(version: "1.2", complaints: "aiuto@example.org", licences: "MIT")
        var pages = Pages(store: store, language: .italian, isAvailable: true, facts: facts)
        pages.perform(.about)
        let rows = pages.screen(.about).rows
        XCTAssertTrue(rows.contains(.value(.key("version"), "1.2 (\(sdkVersion()))")))
        let mail = try XCTUnwrap(URL(string: "mailto:aiuto@example.org"))
        XCTAssertTrue(rows.contains(.link(.key("complain"), mail)))
        XCTAssertEqual(pages.screen(.about).sections.map(\.heading), [nil, .key("privacy"), .key("accessibility"), .key("licences")])
    }
}
