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

    private func entered(_ typed: [Field: String], for card: CardKind? = nil) -> EnteredCodes {
        var entered = EnteredCodes()
        XCTAssertNil(entered.take(typed.mapValues { Code($0) }, for: card, .english))
        return entered
    }

    private func attempt(_ task: PersonTask, _ typed: [Field: String]) -> Attempt {
        Attempt(task: task, entered: entered(typed))
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
            (.forgotPin, [.pukFirst: "1357", .pukSecond: "2468", .newPin: pin, .newPinAgain: pin]),
        ]
        for (task, codes) in entries {
            XCTAssertEqual(Set(codes.keys), Set(task.entries.flatMap(attempt(task, [:]).fields)))
            let outcome = try await carryOut(attempt(task, codes), reader)
            let done = try XCTUnwrap(task.done)
            XCTAssertTrue(outcome.succeeded)
            XCTAssertEqual(outcome.told, [.key(done), .key("tries_left %lld", [3])])
        }
        XCTAssertTrue(card.hasPin(digits: Data(pin.utf8)))
    }

    func testABlockedPukLeadsToTheAdvice() async throws {
        let card = try SimulatedCard.withTries(
            profile: "st", extended: true, pinTries: 0, pukTries: 0)
        let outcome = try await carryOut(
            attempt(.forgotPin, [.puk: puk, .newPin: newPin]), reader(card))
        XCTAssertEqual(outcome.steps.first, .advise)
    }

    func testTheDataOfTheHolderAreShownWithHowFarTheyAreProved() async throws {
        let (_, reader) = try cards()
        XCTAssertEqual(PersonTask.readData.entries, [.can])
        let outcome = try await carryOut(attempt(.readData, [.can: "123456"]), reader)
        XCTAssertTrue(outcome.succeeded)
        XCTAssertEqual(outcome.name, "SIMULATA PROVA")
        XCTAssertEqual(
            outcome.lines.map(\.label),
            ["data_birth", "data_fiscal_code", "data_address", "data_document", "data_expiry"])
        XCTAssertEqual(outcome.lines.first?.value, "1 January 1980")
        XCTAssertNotNil(outcome.photo)
        guard case .sentence(let proved) = outcome.told.first else { return XCTFail("no sentence") }
        XCTAssertFalse(proved.isEmpty)
    }

    func testAHealthCardTellsItsHolderWithoutACodeAndThatNothingIsProved() async throws {
        let card = try SimulatedCard(profile: "cns-st2022-nfc", extended: true)
        let health = reader(card)
        XCTAssertEqual(PersonTask.readHealthCard.entries, [])
        let read = try await carryOut(attempt(.readHealthCard, [:]), health)
        XCTAssertTrue(read.succeeded)
        XCTAssertEqual(read.name, "SIMULATA PROVA")
        XCTAssertEqual(
            read.lines.map(\.label),
            ["data_birth", "data_fiscal_code", "data_card_number", "data_expiry", "data_certificate"])
        XCTAssertEqual(read.lines[1].value, "PRVSLT80A41Z999P")
        let nothing = ChipProof(keyProved: false, issuerChecked: false)
        let sentence = chipSentence(proof: nothing, language: .english)
        XCTAssertEqual(read.told, [.sentence(sentence)])

        let check = attempt(.checkPin, [.oldPin: "24680"])
        let checked = try await carryOut(check, health)
        XCTAssertTrue(checked.succeeded)
        XCTAssertEqual(checked.told.last, .sentence(sentence))

        let refused = try await carryOut(attempt(.readData, [.can: "123456"]), health)
        XCTAssertFalse(refused.succeeded)
        XCTAssertEqual(refused.steps.first, .otherCard)

        // The codes of one kind of card do not reach the other.
        var forCie = attempt(.checkPin, [.oldPin: pin])
        forCie.only = .cie
        XCTAssertTrue(forCie.task.asksWhichCard)
        let other = try await carryOut(forCie, health)
        XCTAssertFalse(other.succeeded)
        XCTAssertEqual(other.steps.first, .otherCard)
        XCTAssertEqual(card.pinTries(), 3)

        let (cie, identityCards) = try self.cards()
        let short = try await carryOut(check, identityCards)
        XCTAssertEqual(short.steps.first, .correctEntry(entry: .pin))
        XCTAssertEqual(cie.pinTries(), 3)
    }

    func testAHealthCardThatRefusesToUnblockIsNotAskedToDoItTheOtherWay() async throws {
        let card = try SimulatedCard(profile: "cns-athena", extended: true)
        try card.setFaults(faults: ["plain-status-on-code=6985"])
        let refused = try await carryOut(
            attempt(.forgotPin, [.puk: puk, .newPin: newPin]), reader(card))
        XCTAssertFalse(refused.steps.contains(.unblockOtherWay))
    }

    func testAMistakeIsToldAtItsFieldBeforeACardIsHeldAndWhatWasRightStays() {
        var codes = entered([.oldPin: pin, .newPin: newPin], for: .cie)
        let mistakes: [([Field: String], Field)] = [
            ([.puk: "1357246"], .puk), ([.puk: ""], .puk), ([.oldPin: "24680"], .oldPin),
            ([.newPin: "11111111", .newPinAgain: "11111111"], .newPin),
            ([.newPin: pin, .newPinAgain: pin], .newPin),
            ([.newPin: newPin, .newPinAgain: wrong], .newPinAgain),
            ([.pukFirst: "135", .pukSecond: "2468"], .pukFirst),
            ([.pukFirst: "1357", .pukSecond: "246x"], .pukSecond),
        ]
        for (typed, field) in mistakes {
            let mistake = codes.take(typed.mapValues { Code($0) }, for: .cie, .english)
            XCTAssertEqual(mistake?.field, field, "\(typed.keys)")
            XCTAssertFalse(codes.has(.puk))
        }
        XCTAssertTrue(codes.has(.pin) && codes.has(.newPin))
        XCTAssertNil(codes.take([.puk: Code(puk)], for: .cie, .english))
        XCTAssertTrue(codes.has(.puk))
        codes.drop(.puk)
        XCTAssertFalse(codes.has(.puk))
    }

    func testHowLongACodeIsTheLibrarySays() {
        XCTAssertEqual(EnteredCodes.length(.pin, for: .cie), .key("length %lld", [8]))
        XCTAssertEqual(EnteredCodes.length(.newPin, for: .tsCns), .key("length %lld %lld", [5, 8]))
        XCTAssertEqual(EnteredCodes.length(.puk, for: .tsCns), .key("length %lld", [8]))
        XCTAssertEqual(EnteredCodes.length(.can, for: nil), .key("length %lld", [6]))
    }

    func testSwappedHalvesMakeTheOtherPuk() async throws {
        let (card, reader) = try cards()
        let swapped: [Field: String] = [.pukFirst: "2468", .pukSecond: "1357", .newPin: newPin]
        var attempt = attempt(.forgotPin, swapped)
        attempt.only = .cie
        XCTAssertEqual(attempt.entered.joined?.notes(), [.orderUnchecked])
        let refused = try await carryOut(attempt, reader)
        XCTAssertEqual(refused.steps.first, .correctEntry(entry: .puk))
        attempt.entered.drop(.puk, keepsHalves: true)
        attempt.entered.swapHalves()
        let done = try await carryOut(attempt, reader)
        XCTAssertTrue(done.succeeded)
        XCTAssertTrue(card.hasPin(digits: Data(newPin.utf8)))
    }

    // The asset catalogue.

    private let assets = Catalogue.app.appendingPathComponent("Assets.xcassets")

    func testEveryDrawingIsAVectorWithATextAndTheIconIsOneThatAppleTakes() throws {
        let texts = try Catalogue("Localizable.xcstrings").strings.keys.filter { $0.hasPrefix("picture_") }
        let files = try FileManager.default.contentsOfDirectory(atPath: assets.path)
        XCTAssertEqual(Set(files.filter { $0.hasSuffix(".imageset") }), Set(texts.map { "\($0).imageset" }))
        for name in texts {
            let drawing = assets.appendingPathComponent("\(name).imageset/\(name).svg")
            let svg = try String(contentsOf: drawing, encoding: .utf8)
            XCTAssertTrue(svg.hasPrefix("<svg"))
            // What iOS may not draw: text in a font, and a picture of pixels.
            XCTAssertFalse(svg.contains("<text") || svg.contains("<image"), name)
        }
        let icon = Array(try Data(contentsOf: assets.appendingPathComponent("AppIcon.appiconset/icon.png")))
        // PNG, 1024 by 1024 pixels, 8 bits, RGB without alpha: IHDR of ISO/IEC 15948, 11.2.2.
        XCTAssertEqual(icon[1...3], [0x50, 0x4E, 0x47])
        XCTAssertEqual(icon[16..<26], [0, 0, 4, 0, 0, 0, 4, 0, 8, 2])
    }

    private struct ColourSet: Decodable {
        struct Entry: Decodable { let color: Colour }
        struct Colour: Decodable { let components: [String: String] }
        let colors: [Entry]
    }

    func testTheAccentColourStandsOutByDayAndByNight() throws {
        let file = assets.appendingPathComponent("AccentColor.colorset/Contents.json")
        let colours = try JSONDecoder().decode(ColourSet.self, from: Data(contentsOf: file)).colors.map { entry in
            try ["red", "green", "blue"].map { name in
                try XCTUnwrap(entry.color.components[name].flatMap { Int($0.dropFirst(2), radix: 16) })
            }
        }
        XCTAssertEqual(colours.count, 2)
        // Grouped background, cell, and what is written on the filled button: UIColor's, as Apple lists them.
        let (day, night) = ([[0xF2, 0xF2, 0xF7], [0xFF, 0xFF, 0xFF]], [[0, 0, 0], [0x1C, 0x1C, 0x1E]])
        for (colour, grounds) in zip(colours, [day, night]) {
            for ground in grounds { XCTAssertGreaterThan(contrast(colour, ground), 4.5, "\(colour) on \(ground)") }
        }
        XCTAssertEqual(contrast([0, 0, 0], [255, 255, 255]), 21, accuracy: 0.001)
    }

    /// WCAG 2.2, contrast ratio.
    private func contrast(_ one: [Int], _ other: [Int]) -> Double {
        let luminance = { (colour: [Int]) -> Double in
            let linear = colour.map { part -> Double in
                let share = Double(part) / 255
                return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
            }
            return zip(linear, [0.2126, 0.7152, 0.0722]).map(*).reduce(0, +)
        }
        let (light, dark) = (max(luminance(one), luminance(other)), min(luminance(one), luminance(other)))
        return (light + 0.05) / (dark + 0.05)
    }

    // The string catalogues.

    func testEveryTextIsThereInThreeLanguages() throws {
        for name in ["Localizable.xcstrings", "InfoPlist.xcstrings"] {
            for (key, entry) in try Catalogue(name).strings {
                for language in ["it", "en", "de"] {
                    let text = try XCTUnwrap(entry.localizations[language], "\(key) \(language)")
                    let plural = text.variations?.plural
                    let units = plural.map { $0.values.map(\.stringUnit) } ?? [text.stringUnit]
                    if let plural { XCTAssertNotNil(plural["one"]); XCTAssertNotNil(plural["other"]) }
                    for unit in units {
                        XCTAssertEqual(unit?.state, "translated", "\(key) \(language)")
                        XCTAssertFalse(unit?.value.isEmpty ?? true, "\(key) \(language)")
                        XCTAssertEqual(unit?.value.contains("lld"), key.contains("lld"), key)
                    }
                }
            }
        }
    }

    func testTheCatalogueHasEveryKeyThatTheAppUsesAndNoOther() throws {
        let there = Set(try Catalogue("Localizable.xcstrings").strings.keys)
        var sources = ""
        for folder in ["Views", "Model"] {
            let folder = Catalogue.app.appendingPathComponent(folder)
            for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
                sources += try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
            }
        }
        let word = try NSRegularExpression(pattern: #""([a-z]+[a-z_]*(?: %lld)*)""#)
        let whole = NSRange(sources.startIndex..., in: sources)
        var used = Set(
            try word.matches(in: sources, range: whole).map {
                String(sources[try XCTUnwrap(Range($0.range(at: 1), in: sources))])
            })
        used.formUnion(Field.allCases.map(\.rawValue) + PersonTask.allCases.flatMap { [$0.title, $0.done] }.compactMap { $0 })
        used.formUnion(used.filter { there.contains("\($0)_how") }.map { "\($0)_how" })
        XCTAssertEqual(there.subtracting(used), [])
        // What is in quotes and no key: names of pages are held by the walks, which read every word.
        let keys = try NSRegularExpression(pattern: #"(?:\.key|Text|Label|choice)\("([^"\\]+)""#)
        for match in keys.matches(in: sources, range: whole) {
            let key = String(sources[try XCTUnwrap(Range(match.range(at: 1), in: sources))])
            XCTAssertTrue(there.contains(key), key)
        }
    }
}
