import CoreNFC
import XCTest

@testable import Cie

// What docs/ios.md shows, as it stands there.

@MainActor
final class PinModel {
    var message = ""
    var remedy = ""
    var triesLeft: UInt8?
    private let reader: CardReader

    init(store: any TryStore) {
        reader = CardReader(store: store)
    }

    func unblock(puk: Code, newPin: Code) async {
        do {
            let report = try await reader.tap { card in
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
        await model.unblock(puk: Code(puk), newPin: Code(newPin))
        let left = await model.triesLeft
        XCTAssertEqual(left, 3)
        XCTAssertTrue(card.hasPin(digits: Data(newPin.utf8)))

        Phone.current.hasNFC = false
        await model.unblock(puk: Code(puk), newPin: Code(newPin))
        let (message, remedy) = await (model.message, model.remedy)
        XCTAssertFalse(message.isEmpty || remedy.isEmpty)
    }

    func testTheSimulatedCardOfTheGuideTakesItsPin() async throws {
        let store = FileTryStore(folder: freshFolder(self))
        let simulated = try SimulatedCard(profile: "gemalto", extended: true)
        let card = CieCard(simulated, store: store)
        let report = try await card.verifyPin("24681357")
        try simulated.setFaults(faults: ["drop-after=16"])  // docs/simulator.md lists them
        XCTAssertEqual(report.triesLeft, 3)
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
        XCTAssertEqual(examples, 3)
    }
}
