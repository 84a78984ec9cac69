import XCTest

@testable import Cie
@testable import CieApp

/// The app without its views.
final class AppTests: XCTestCase {
    private lazy var folder = freshFolder(self)

    private func cards(_ tries: UInt8 = 3) throws -> (SimulatedCard, CardReader) {
        let card = try SimulatedCard.withTries(
            profile: "st", extended: true, pinTries: tries, pukTries: 10)
        return (card, reader(card))
    }

    private func reader(_ card: SimulatedCard) -> CardReader {
        CardReader(card, store: FileTryStore(folder: folder), language: .english)
    }

    private func entered(_ typed: [Field: String], for card: CardKind? = nil) throws -> EnteredCodes {
        var entered = EnteredCodes()
        try entered.take(typed.mapValues { Code($0) }, for: card)
        return entered
    }

    private func attempt(_ task: PersonTask, _ typed: [Field: String]) throws -> Attempt {
        try Attempt(task: task, entered: entered(typed))
    }

    private func carryOut(_ attempt: Attempt, _ reader: CardReader) async throws -> Outcome {
        let outcome = await attempt.tried(with: reader, .english)
        return try XCTUnwrap(outcome)
    }

    func testEveryTaskSucceedsWithTheRightCodes() async throws {
        let (card, reader) = try cards()
        let entries: [(PersonTask, [Field: String])] = [
            (.checkPin, [.oldPin: pin]),
            (.changePin, [.oldPin: pin, .newPin: newPin, .newPinAgain: newPin]),
            (.forgotPin, [.puk: puk, .newPin: pin, .newPinAgain: pin]),
        ]
        for (task, codes) in entries {
            XCTAssertEqual(Set(codes.keys), Set(task.fields))
            let outcome = try await carryOut(attempt(task, codes), reader)
            let done = try XCTUnwrap(task.done)
            XCTAssertEqual(outcome, Outcome(succeeded: true, message: .key(done), triesLeft: 3))
        }
        XCTAssertTrue(card.hasPin(digits: Data(pin.utf8)))
    }

    func testAWrongPinIsCorrectedUntilTheLastTryHasToBeAllowedAndABlockedOneLeadsToThePuk() async throws {
        let (card, reader) = try cards()
        let attempt = try attempt(.checkPin, [.oldPin: wrong])
        for left in [UInt8(2), 1] {
            let outcome = try await carryOut(attempt, reader)
            XCTAssertEqual(outcome.triesLeft, left)
            XCTAssertEqual(outcome.next, .correct([.oldPin]))
            XCTAssertEqual(outcome.otherwise, [.unblock])
        }
        let refused = try await carryOut(attempt, reader)
        XCTAssertEqual(refused.next, .allowLastTry)
        XCTAssertEqual(refused.otherwise, [.unblock, .advise])
        let agreed = try XCTUnwrap(attempt.again(.allowLastTry, after: refused))
        try card.setFaults(faults: ["another-card"])
        let other = try await carryOut(agreed, reader)
        XCTAssertEqual(other.next, .otherCard)
        XCTAssertEqual(card.pinTries(), 1)
        try card.setFaults(faults: [])
        let blocked = try await carryOut(XCTUnwrap(agreed.again(.otherCard, after: other)), reader)
        XCTAssertEqual(blocked.next, .unblock)
        XCTAssertEqual(blocked.triesLeft, 0)
        XCTAssertEqual(card.pinTries(), 0)
    }

    func testAfterALossTheSameCodesGoToTheSameCard() async throws {
        let (card, _) = try cards()
        let link = Tampered(card)
        // More often than a tap asks again.
        link.before = { if [4, 9, 14, 19].contains($0) { throw TransceiverError.CardLost } }
        let reader = CardReader(link, store: FileTryStore(folder: folder), language: .english)
        let attempt = try attempt(.checkPin, [.oldPin: pin])
        let lost = try await carryOut(attempt, reader)
        XCTAssertEqual(lost.next, .holdAgain)
        XCTAssertTrue(Next.holdAgain.keepsEntered)
        let again = try XCTUnwrap(attempt.again(.holdAgain, after: lost))
        XCTAssertEqual(again.sameCard, lost.cardId)
        let done = try await carryOut(again, reader)
        XCTAssertTrue(done.succeeded)
    }

    func testABlockedPukLeadsToTheAdvice() async throws {
        let card = try SimulatedCard.withTries(
            profile: "st", extended: true, pinTries: 0, pukTries: 0)
        let outcome = try await carryOut(
            attempt(.forgotPin, [.puk: puk, .newPin: newPin]), reader(card))
        XCTAssertEqual(outcome.next, .advise)
        XCTAssertFalse(Next.advise.keepsEntered)
    }

    func testWhichCardItIsIsAskedOnce() throws {
        var entering = try attempt(.forgotPin, [:])
        entering.only = nil
        XCTAssertTrue(entering.asksWhichCard)
        entering.only = .tsCns
        XCTAssertFalse(entering.asksWhichCard)
    }

    func testACardThatWantsTheOtherWayIsUnblockedThatWay() async throws {
        let (card, reader) = try cards(0)
        try card.setFaults(faults: ["reset-needs-2c03"])
        let attempt = try attempt(.forgotPin, [.puk: puk, .newPin: newPin])
        let refused = try await carryOut(attempt, reader)
        XCTAssertEqual(refused.next, .otherWay)
        let agreed = try XCTUnwrap(attempt.again(.otherWay, after: refused))
        let tries = card.pukTries()
        try card.setFaults(faults: ["reset-needs-2c03", "another-card"])
        let other = try await carryOut(agreed, reader)
        XCTAssertFalse(other.succeeded)
        XCTAssertEqual(card.pukTries(), tries)
        try card.setFaults(faults: ["reset-needs-2c03"])
        let done = try await carryOut(agreed, reader)
        XCTAssertTrue(done.succeeded)
    }

    func testALostAnswerIsSettledWithTheSameCodesAtTheNextTap() async throws {
        let (card, reader) = try cards()
        let whole = try SimulatedCard(profile: "st", extended: true)
        let other = FileTryStore(folder: folder.appendingPathComponent("other"))
        _ = try await CieCard(whole, store: other).changePin(oldPin: Pin(pin), newPin: Pin(newPin))
        try card.setFaults(faults: ["drop-after=\(whole.exchanges() - 1)"])
        let change = try attempt(.changePin, [.oldPin: pin, .newPin: newPin])
        let lost = try await carryOut(change, reader)
        XCTAssertEqual(lost.next, .settle)
        try card.setFaults(faults: [])

        // The first page offers it, also to whoever comes back after the end of the process.
        XCTAssertTrue(PersonTask.offered.contains(.settle))
        let begun = try attempt(.settle, [:])
        let asked = try await carryOut(begun, reader)
        XCTAssertFalse(asked.succeeded)
        XCTAssertEqual(PersonTask.settle.fields(asked.needs), [.oldPin, .newPin])
        XCTAssertNil(begun.again(.settle, after: asked))

        // Whoever has just entered the codes does not enter them again.
        let attempt = try XCTUnwrap(change.again(.settle, after: lost))
        try card.setFaults(faults: ["another-card"])
        let refused = try await carryOut(attempt, reader)
        XCTAssertFalse(refused.succeeded)
        XCTAssertEqual(refused.next, .otherCard)
        XCTAssertEqual(card.pinTries(), 3)
        try card.setFaults(faults: [])
        let settled = try await carryOut(attempt, reader)
        XCTAssertTrue(settled.succeeded)
        let sentence = settlementSentence(settlement: .newPin, language: .english)
        XCTAssertEqual(settled.message, .sentence(sentence))
    }

    func testTheDataOfTheHolderAreShownWithHowFarTheyAreProved() async throws {
        let (_, reader) = try cards()
        XCTAssertEqual(PersonTask.readData.fields, [.can])
        let outcome = try await carryOut(attempt(.readData, [.can: "123456"]), reader)
        XCTAssertTrue(outcome.succeeded)
        XCTAssertEqual(outcome.name, "SIMULATA PROVA")
        XCTAssertEqual(outcome.lines.map(\.label), Outcome.labels)
        XCTAssertEqual(outcome.lines.first?.value, "1980-01-01")
        XCTAssertNotNil(outcome.photo)
        guard case .sentence(let proved) = outcome.message else { return XCTFail("no sentence") }
        XCTAssertFalse(proved.isEmpty)
    }

    func testAHealthCardTellsItsHolderWithoutACodeAndThatNothingIsProved() async throws {
        let card = try SimulatedCard(profile: "cns-st2022-nfc", extended: true)
        let health = reader(card)
        XCTAssertEqual(PersonTask.readHealthCard.fields, [])
        let read = try await carryOut(attempt(.readHealthCard, [:]), health)
        XCTAssertTrue(read.succeeded)
        XCTAssertEqual(read.name, "SIMULATA PROVA")
        XCTAssertEqual(read.lines.map(\.label), Outcome.healthCardLabels)
        XCTAssertEqual(read.lines[1].value, "PRVSLT80A41Z999P")
        let nothing = ChipProof(keyProved: false, issuerChecked: false)
        let sentence = chipSentence(proof: nothing, language: .english)
        XCTAssertEqual(read.message, .sentence(sentence))

        let check = try attempt(.checkPin, [.oldPin: "24680"])
        let checked = try await carryOut(check, health)
        XCTAssertTrue(checked.succeeded)
        XCTAssertEqual(checked.remedy, sentence)

        let refused = try await carryOut(attempt(.readData, [.can: "123456"]), health)
        XCTAssertFalse(refused.succeeded)
        XCTAssertEqual(refused.next, .otherCard)

        // The codes of one kind of card do not reach the other.
        var forCie = try attempt(.checkPin, [.oldPin: pin])
        forCie.only = .cie
        XCTAssertTrue(forCie.task.asksWhichCard)
        let other = try await carryOut(forCie, health)
        XCTAssertFalse(other.succeeded)
        XCTAssertEqual(other.next, .otherCard)
        XCTAssertEqual(card.pinTries(), 3)

        let (cie, identityCards) = try self.cards()
        let short = try await carryOut(check, identityCards)
        XCTAssertEqual(short.next, .correct([.oldPin]))
        XCTAssertEqual(cie.pinTries(), 3)
    }

    func testAHealthCardThatRefusesToUnblockIsNotAskedToDoItTheOtherWay() async throws {
        let card = try SimulatedCard(profile: "cns-athena", extended: true)
        try card.setFaults(faults: ["plain-status-on-code=6985"])
        let refused = try await carryOut(
            attempt(.forgotPin, [.puk: puk, .newPin: newPin]), reader(card))
        XCTAssertNotEqual(refused.next, .otherWay)
        XCTAssertFalse(refused.otherwise.contains(.otherWay))
    }

    func testAMistakeIsToldBeforeACardIsHeldAndWhatWasRightStays() throws {
        var entered = try entered([.oldPin: pin, .newPin: newPin], for: .cie)
        let typed: [([Field: String], String)] = [
            ([.puk: "1357246"], "malformed_code"), ([.newPin: "11111111"], "weak_pin"),
            ([.newPin: pin], "same_pin"), ([.oldPin: "24680"], "malformed_code"),
        ]
        for (typed, code) in typed {
            do throws(CieError) {
                try entered.take(typed.mapValues { Code($0) }, for: .cie)
                XCTFail(code)
            } catch {
                XCTAssertEqual(error.code, code)
            }
        }
        let needs = NeededCodes(newPin: true, oldPin: true, puk: false)
        XCTAssertTrue(entered.hasAll(needs))
        XCTAssertFalse(entered.hasAll(NeededCodes(newPin: false, oldPin: false, puk: true)))
        try entered.take([.puk: Code(puk)], for: .cie)
        XCTAssertTrue(entered.hasAll(NeededCodes(newPin: true, oldPin: true, puk: true)))
    }

    func testANewPinIsAskedForTwice() {
        let typed: ([Field: String]) -> Bool = {
            EnteredCodes.newPinsMatch($0.mapValues { Code($0) })
        }
        XCTAssertTrue(typed([.newPin: newPin, .newPinAgain: newPin]))
        XCTAssertFalse(typed([.newPin: newPin, .newPinAgain: pin]))
        XCTAssertTrue(typed([.oldPin: pin]))
    }

    // The string catalogues.

    private struct Catalogue: Decodable {
        struct Entry: Decodable { let localizations: [String: Localization] }
        struct Localization: Decodable {
            let stringUnit: Unit?
            let variations: Variations?
        }
        struct Variations: Decodable { let plural: [String: Localization] }
        struct Unit: Decodable { let state: String; let value: String }
        let strings: [String: Entry]
    }

    private let app = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("ios/App")

    private func catalogue(_ name: String) throws -> [String: Catalogue.Entry] {
        let data = try Data(contentsOf: app.appendingPathComponent(name))
        return try JSONDecoder().decode(Catalogue.self, from: data).strings
    }

    func testEveryTextIsThereInThreeLanguages() throws {
        for name in ["Localizable.xcstrings", "InfoPlist.xcstrings"] {
            for (key, entry) in try catalogue(name) {
                for language in ["it", "en", "de"] {
                    let text = try XCTUnwrap(entry.localizations[language], "\(key) \(language)")
                    let plural = text.variations?.plural
                    let units = plural.map { $0.values.map(\.stringUnit) } ?? [text.stringUnit]
                    if let plural { XCTAssertNotNil(plural["one"]); XCTAssertNotNil(plural["other"]) }
                    for unit in units {
                        XCTAssertEqual(unit?.state, "translated", "\(key) \(language)")
                        XCTAssertFalse(unit?.value.isEmpty ?? true, "\(key) \(language)")
                        XCTAssertEqual(unit?.value.contains("%lld"), key.contains("%lld"), key)
                    }
                }
            }
        }
    }

    func testTheCatalogueHasEveryKeyThatTheAppUsesAndNoOther() throws {
        let steps: [Next] = [
            .holdAgain, .otherCard, .correct([]), .allowLastTry, .checkOnePin, .unblock, .otherWay,
            .settle, .nameCard, .advise,
        ]
        var used = Set(Field.allCases.map(\.rawValue) + steps.map(\.label))
        used.formUnion(Outcome.labels + Outcome.healthCardLabels + Told.labels + [Outcome.unlimited])
        for task in PersonTask.allCases {
            used.formUnion([task.title, task.explanation])
            used.formUnion([task.done].compactMap { $0 })
        }
        let views = app.appendingPathComponent("Views")
        let key = try NSRegularExpression(pattern: #"(?:[(:?]|label:) *"([a-z_]+)(?: \\\(Int\(tries\)\))?""#)
        for file in try FileManager.default.contentsOfDirectory(atPath: views.path) {
            let source = try String(contentsOf: views.appendingPathComponent(file), encoding: .utf8)
            let whole = NSRange(source.startIndex..., in: source)
            for match in key.matches(in: source, range: whole) {
                let text = try String(source[XCTUnwrap(Range(match.range(at: 1), in: source))])
                used.insert(text == "tries_left" ? "tries_left %lld" : text)
            }
        }
        let notKeys: Set = ["gemalto"]
        let there = Set(try catalogue("Localizable.xcstrings").keys)
        XCTAssertEqual(used.subtracting(notKeys).subtracting(there), [])
        XCTAssertEqual(there.subtracting(used), [])
    }
}
