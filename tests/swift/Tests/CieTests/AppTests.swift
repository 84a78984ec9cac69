import XCTest

@testable import Cie
@testable import CieApp

/// The app without its views.
final class AppTests: XCTestCase {
    private lazy var folder = freshFolder(self)

    private func cards(_ tries: UInt8 = 3) throws -> (SimulatedCard, SimulatedCards) {
        let card = try SimulatedCard.withTries(
            profile: "st", extended: true, pinTries: tries, pukTries: 10)
        return (card, SimulatedCards(card: card, store: FileTryStore(folder: folder)))
    }

    private func carryOut(_ attempt: Attempt, _ cards: SimulatedCards) async -> Outcome {
        do {
            return try await cards.tap(only: attempt.only, sameCard: attempt.sameCard) {
                try await attempt.carryOut(with: $0, .english)
            }
        } catch {
            return attempt.outcome(of: error, .english)
        }
    }

    func testEveryTaskSucceedsWithTheRightCodes() async throws {
        let (card, cards) = try cards()
        let entries: [(PersonTask, [Field: Code])] = [
            (.checkPin, [.oldPin: Pin(pin)]),
            (.changePin, [.oldPin: Pin(pin), .newPin: Pin(newPin), .newPinAgain: Code(newPin)]),
            (.forgotPin, [.puk: Puk(puk), .newPin: Pin(pin), .newPinAgain: Code(pin)]),
        ]
        for (task, codes) in entries {
            XCTAssertEqual(Set(codes.keys), Set(task.fields))
            let outcome = await carryOut(Attempt(task: task, entry: EnteredCodes(codes)), cards)
            let done = try XCTUnwrap(task.done)
            XCTAssertEqual(outcome, Outcome(succeeded: true, message: .key(done), triesLeft: 3))
        }
        XCTAssertTrue(card.hasPin(digits: Data(pin.utf8)))
    }

    func testAWrongPinIsTriedAgainUntilTheLastTryHasToBeAllowed() async throws {
        let (card, cards) = try cards()
        let entry = EnteredCodes([.oldPin: Pin(wrong)])
        let attempt = Attempt(task: .checkPin, entry: entry)
        for left in [UInt8(2), 1] {
            let outcome = await carryOut(attempt, cards)
            XCTAssertEqual(outcome.triesLeft, left)
            XCTAssertEqual(outcome.next, .again)
        }
        let refused = await carryOut(attempt, cards)
        XCTAssertEqual(refused.next, .allowLastTry)
        XCTAssertTrue(Next.allowLastTry.keepsEntry)
        let agreed = try XCTUnwrap(attempt.again(.allowLastTry, after: refused))
        try card.setFaults(faults: ["another-card"])
        let other = await carryOut(agreed, cards)
        XCTAssertEqual(other.next, .again)
        XCTAssertEqual(card.pinTries(), 1)
        try card.setFaults(faults: [])
        let blocked = await carryOut(agreed, cards)
        XCTAssertNil(blocked.next)
        XCTAssertEqual(blocked.triesLeft, 0)
        XCTAssertEqual(card.pinTries(), 0)
        entry.wipe()
        XCTAssertTrue(entry.copy(.oldPin).isEmpty)
    }

    func testACardThatWantsTheOtherWayIsUnblockedThatWay() async throws {
        let (card, cards) = try cards(0)
        try card.setFaults(faults: ["reset-needs-2c03"])
        let attempt = Attempt(task: .forgotPin, entry: EnteredCodes([.puk: Puk(puk), .newPin: Pin(newPin)]))
        let refused = await carryOut(attempt, cards)
        XCTAssertEqual(refused.next, .otherWay)
        let agreed = try XCTUnwrap(attempt.again(.otherWay, after: refused))
        let tries = card.pukTries()
        try card.setFaults(faults: ["reset-needs-2c03", "another-card"])
        let other = await carryOut(agreed, cards)
        XCTAssertFalse(other.succeeded)
        XCTAssertEqual(card.pukTries(), tries)
        try card.setFaults(faults: ["reset-needs-2c03"])
        let done = await carryOut(agreed, cards)
        XCTAssertTrue(done.succeeded)
    }

    func testALostAnswerIsSettledWithTheCodesThatTheCardNeeds() async throws {
        let (card, cards) = try cards()
        let change = [Field.oldPin: Pin(pin), .newPin: Pin(newPin)]
        let whole = try SimulatedCard(profile: "st", extended: true)
        let other = FileTryStore(folder: folder.appendingPathComponent("other"))
        _ = try await CieCard(whole, store: other).changePin(oldPin: pin, newPin: newPin)
        try card.setFaults(faults: ["drop-after=\(whole.exchanges() - 1)"])
        let lost = await carryOut(Attempt(task: .changePin, entry: EnteredCodes(change)), cards)
        XCTAssertEqual(lost.next, .settle)
        try card.setFaults(faults: [])

        // The first page offers it, also to whoever comes back after the end of the process.
        XCTAssertTrue(PersonTask.offered.contains(.settle))
        let asked = await carryOut(Attempt(task: .settle, entry: EnteredCodes([:])), cards)
        XCTAssertFalse(asked.succeeded)
        XCTAssertEqual(PersonTask.settle.fields(asked.needs), [.oldPin, .newPin])
        let codes = [Field.oldPin: Pin(pin), .newPin: Pin(newPin)]
        let attempt = Attempt(task: .settle, entry: EnteredCodes(codes), cardId: asked.cardId)
        try card.setFaults(faults: ["another-card"])
        let refused = await carryOut(attempt, cards)
        XCTAssertFalse(refused.succeeded)
        XCTAssertEqual(refused.next, .again)
        XCTAssertEqual(card.pinTries(), 3)
        try card.setFaults(faults: [])
        let settled = await carryOut(attempt, cards)
        XCTAssertTrue(settled.succeeded)
        let sentence = settlementSentence(settlement: .newPin, language: .english)
        XCTAssertEqual(settled.message, .sentence(sentence))
    }

    func testTheDataOfTheHolderAreShownWithHowFarTheyAreProved() async throws {
        let (_, cards) = try cards()
        let entry = EnteredCodes([.can: Can("123456")])
        XCTAssertEqual(PersonTask.readData.fields, [.can])
        let outcome = await carryOut(Attempt(task: .readData, entry: entry), cards)
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
        let cards = SimulatedCards(card: card, store: FileTryStore(folder: folder))
        XCTAssertEqual(PersonTask.readHealthCard.fields, [])
        let read = await carryOut(Attempt(task: .readHealthCard, entry: EnteredCodes([:])), cards)
        XCTAssertTrue(read.succeeded)
        XCTAssertEqual(read.name, "SIMULATA PROVA")
        XCTAssertEqual(read.lines.map(\.label), Outcome.healthCardLabels)
        XCTAssertEqual(read.lines[1].value, "PRVSLT80A41Z999P")
        let nothing = ChipProof(keyProved: false, issuerChecked: false)
        let sentence = chipSentence(proof: nothing, language: .english)
        XCTAssertEqual(read.message, .sentence(sentence))

        let pin = EnteredCodes([.oldPin: Pin("24680")])
        let checked = await carryOut(Attempt(task: .checkPin, entry: pin), cards)
        XCTAssertTrue(checked.succeeded)
        XCTAssertEqual(checked.remedy, sentence)

        let can = EnteredCodes([.can: Can("123456")])
        let refused = await carryOut(Attempt(task: .readData, entry: can), cards)
        XCTAssertFalse(refused.succeeded)
        XCTAssertNil(refused.next)

        // The codes of one kind of card do not reach the other.
        let forCie = Attempt(task: .checkPin, entry: pin, only: .cie)
        XCTAssertTrue(forCie.task.asksWhichCard)
        let other = await carryOut(forCie, cards)
        XCTAssertFalse(other.succeeded)
        XCTAssertEqual(other.next, .again)
        XCTAssertEqual(card.pinTries(), 3)

        let (cie, identityCards) = try self.cards()
        let short = await carryOut(Attempt(task: .checkPin, entry: pin), identityCards)
        XCTAssertEqual(short.next, .again)
        XCTAssertEqual(cie.pinTries(), 3)
    }

    func testAHealthCardThatRefusesToUnblockIsNotAskedToDoItTheOtherWay() async throws {
        let card = try SimulatedCard(profile: "cns-athena", extended: true)
        try card.setFaults(faults: ["plain-status-on-code=6985"])
        let cards = SimulatedCards(card: card, store: FileTryStore(folder: folder))
        let entry = EnteredCodes([.puk: Puk(puk), .newPin: Pin(newPin)])
        let refused = await carryOut(Attempt(task: .forgotPin, entry: entry), cards)
        XCTAssertEqual(refused.next, .again)
    }

    func testANewPinIsAskedForTwice() {
        XCTAssertTrue(EnteredCodes([.newPin: Pin(newPin), .newPinAgain: Code(newPin)]).newPinsMatch)
        XCTAssertFalse(EnteredCodes([.newPin: Pin(newPin), .newPinAgain: Code(pin)]).newPinsMatch)
        XCTAssertTrue(EnteredCodes([.oldPin: Pin(pin)]).newPinsMatch)
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
        var used = Set(Field.allCases.map(\.rawValue) + Next.allCases.map(\.rawValue))
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
