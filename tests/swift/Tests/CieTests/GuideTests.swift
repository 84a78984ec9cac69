import CoreNFC
import XCTest

@testable import Cie

// What docs/ios.md shows, as it stands there.

@MainActor
final class PinModel {
    var message = ""
    var remedy = ""
    var triesLeft: UInt8?
    let reader: CardReader

    init(store: any TryStore) {
        reader = CardReader(store: store)
    }

    func unblock(puk: Code, newPin: Code) async {
        do {
            // The card that the person said the codes are for.
            let report = try await reader.tap(only: .cie) { card in
                try await card.unblockPin(puk: puk, newPin: newPin)
            }
            triesLeft = report.triesLeft
        } catch let error as CieError {
            show(error)
        } catch {
            // A fault of the library itself; please report it.
            message = error.localizedDescription
        }
    }
}

extension PinModel {
    func show(_ error: CieError) {
        let sentences = error.sentences()  // Italian, English, German: the app's language
        message = sentences.message  // what happened, with the tries left
        remedy = sentences.remedy  // what to do about it
        triesLeft = error.details().tries?.left
    }
}

extension PinModel {
    func verify(_ pin: Code) async throws {
        defer { pin.wipe() }
        do {
            _ = try await reader.tap(only: .cie) { try await $0.verifyPin(pin.copy()) }
        } catch CieError.LastTry(let details) {
            guard agreed(details) else { return }
            _ = try await reader.tap(only: .cie) {
                try await $0.verifyPin(pin.copy(), lastTry: details.lastTry)
            }
        }
    }

    func change(oldPin: Code, newPin: Code) async throws {
        defer { [oldPin, newPin].forEach { $0.wipe() } }
        do {
            _ = try await reader.tap(only: .cie) {
                try await $0.changePin(oldPin: oldPin.copy(), newPin: newPin.copy())
            }
        } catch CieError.OutcomeUnknown(let details) {
            _ = try await reader.tap(only: .cie, sameCard: details.cardId) {
                let open = try await $0.pending()
                return try await $0.resolve(
                    cardId: open.cardId, newPin: newPin.copy(), oldPin: oldPin.copy())
            }
        }
    }

    func unblockTheOtherWay(puk: Code, newPin: Code) async throws {
        defer { [puk, newPin].forEach { $0.wipe() } }
        do {
            _ = try await reader.tap(only: .cie) {
                try await $0.unblockPin(puk: puk.copy(), newPin: newPin.copy())
            }
        } catch CieError.CardRefused(let details) where details.phase == .resetPin {
            guard agreed(details) else { return }
            _ = try await reader.tap(only: .cie, sameCard: details.cardId) {
                try await $0.unblockPin(
                    puk: puk.copy(), newPin: newPin.copy(), variant: .resetFirst)
            }
        }
    }
}

extension PinModel {
    /// A person who agrees.
    private func agreed(_ details: ErrorDetails) -> Bool { !details.sentences.isEmpty }
}

/// The guide for app teams.
final class GuideTests: XCTestCase {
    private let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    func testTheModelOfTheGuideUnblocksACard() async throws {
        Phone.current = Phone()
        let card = try SimulatedCard.withTries(
            profile: "st", extended: true, pinTries: 0, pukTries: 10)
        Phone.current.searches = [[.iso7816(try XCTUnwrap(CardInField(card)))]]
        let model = await PinModel(store: FileTryStore(folder: freshFolder(self)))
        await model.unblock(puk: Puk(puk), newPin: Pin(newPin))
        let left = await model.triesLeft
        XCTAssertEqual(left, 3)
        XCTAssertTrue(card.hasPin(digits: Data(newPin.utf8)))

        Phone.current.hasNFC = false
        await model.unblock(puk: Puk(puk), newPin: Pin(newPin))
        let (message, remedy) = await (model.message, model.remedy)
        XCTAssertFalse(message.isEmpty || remedy.isEmpty)
    }

    func testWhatTheGuideShowsDoesAnOperationOnceMoreOnTheSameCardAndOverwritesTheCodes() async throws {
        let card = try SimulatedCard(profile: "gemalto", extended: true)
        let model = await PinModel(store: FileTryStore(folder: freshFolder(self)))
        func held(_ cards: SimulatedCard...) throws {
            Phone.current = Phone()
            Phone.current.searches = try cards.map { [.iso7816(try XCTUnwrap(CardInField($0)))] }
        }
        for _ in 0..<2 {
            try held(card)
            let error = try await failing { try await model.verify(Code(wrong)) }
            XCTAssertEqual(error.code, "wrong_pin")
        }
        let codes = [pin, pin, pin, newPin, puk, pin].map { Code($0) }
        let spouse = try SimulatedCard(profile: "gemalto", extended: true)
        try spouse.setFaults(faults: ["another-card"])
        try held(card, spouse)
        let refused = try await failing { try await model.verify(codes[0]) }
        XCTAssertEqual(refused.code, "other_card")
        try held(card, card)
        try await model.verify(codes[1])
        XCTAssertEqual(card.pinTries(), 3)

        let whole = try SimulatedCard(profile: "gemalto", extended: true)
        let other = FileTryStore(folder: freshFolder(self))
        _ = try await CieCard(whole, store: other).changePin(oldPin: pin, newPin: newPin)
        try held(card, card)
        try card.setFaults(faults: ["drop-after=\(card.exchanges() + whole.exchanges() - 1)"])
        try await model.change(oldPin: codes[2], newPin: codes[3])
        XCTAssertTrue(card.hasPin(digits: Data(newPin.utf8)))
        try card.setFaults(faults: ["reset-needs-2c03"])
        try held(card, card)
        try await model.unblockTheOtherWay(puk: codes[4], newPin: codes[5])
        XCTAssertTrue(card.hasPin(digits: Data(pin.utf8)))
        for code in codes { XCTAssertTrue(code.isEmpty) }
    }

    func testTheSimulatedCardOfTheGuideTakesItsPin() async throws {
        let store = FileTryStore(folder: freshFolder(self))
        let simulated = try SimulatedCard(profile: "gemalto", extended: true)
        let card = CieCard(simulated, store: store)
        let report = try await card.verifyPin("24681357")
        // Loses an answer; docs/simulator.md lists what else can go wrong.
        try simulated.setFaults(faults: ["drop-after=\(simulated.exchanges() + 16)"])
        XCTAssertEqual(report.triesLeft, 3)
        let lost = try await failing { try await card.verifyPin("24681357") }
        XCTAssertEqual(lost.code, "outcome_unknown")
    }

    func testEveryExampleOfTheGuideThatImportsTheLibraryIsCompiledHere() throws {
        func lines(_ text: some StringProtocol) -> [String] {
            text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        let guide = try String(
            contentsOf: root.appendingPathComponent("docs/ios.md"), encoding: .utf8)
        let here = lines(try String(contentsOfFile: #filePath, encoding: .utf8))
            .joined(separator: "\n")
        var examples = 0
        for block in guide.components(separatedBy: "```swift\n").dropFirst() {
            let code = block.components(separatedBy: "```")[0]
            guard code.hasPrefix("import Cie\n"), !code.contains("let store") else { continue }
            let wanted = lines(code).dropFirst().joined(separator: "\n")
            XCTAssertTrue(here.contains(wanted), wanted)
            examples += 1
        }
        XCTAssertEqual(examples, 4)
    }
}
