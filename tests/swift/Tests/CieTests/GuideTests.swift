import CoreNFC
import XCTest

@testable import Cie

// What docs/ios.md shows, as it stands there.

/// Section 1 of the guide.
private func first(_ reader: CardReader, puk: Puk, newPin: Pin) async throws -> Report {
    let report = try await reader.tap(only: .cie) { card in
        try await card.unblockPin(puk: puk, newPin: newPin)
    }
    return report
}

@MainActor
final class PinModel {
    var message = ""
    var remedy = ""
    var buttons: [NextStep] = []
    var step: OperationProgress?
    var again: (_ cardId: String?) async throws -> Void = { _ in }
    let reader: CardReader

    init(store: any TryStore) {
        reader = CardReader(store: store)
    }

    func unblock(puk: Puk, newPin: Pin) async {
        await tap { card throws(CieError) in try await card.unblockPin(puk: puk, newPin: newPin) }
    }

    func tap(
        same: String? = nil, _ body: @escaping (CieCard) async throws(CieError) -> Report
    ) async {
        again = { await self.tap(same: same ?? $0, body) }  // on the card that it was begun with
        do throws(CieError) {
            let report = try await reader.tap(
                only: .cie, sameCard: same, onProgress: { self.step = $0 }, body)
            message = "\(report.triesLeft ?? 0)"
        } catch {
            show(error)
        }
    }
}

extension PinModel {
    func entered(puk: Code, newPin: Code) throws(CieError) -> (Puk, Pin) {
        try checkEntry(entry: .puk, card: .cie, code: puk)
        try checkNewPin(code: newPin, old: nil, card: .cie)
        return (try Puk(taking: puk), try Pin(taking: newPin))
    }
}

extension PinModel {
    func joined(first: Code, second: Code) throws -> Puk {
        let joined = try joinHalves(card: .cie, code: .puk, first: first, second: second)
        let notes = joined.notes().map { joinNoteSentence(note: $0, language: .preferred) }
        remedy = notes.joined(separator: " ")
        return try joined.puk()
    }
}

extension PinModel {
    func show(_ error: CieError) {
        let (sentences, details) = (error.sentences(), error.details())
        message = sentences.message  // what happened, with the tries left
        remedy = sentences.remedy  // what to do about it
        buttons = [details.next] + details.otherwise
    }

    /// What the button for `details.next` does.
    func goOn(after details: ErrorDetails, puk: Puk, newPin: Pin) async throws {
        switch details.next {
        case .holdAgain:
            try await again(details.cardId)
        case .otherCard:
            try await again(nil)  // that of the error is the wrong one
        case .askLastTry where agreed(details):
            await tap(same: details.cardId) { card throws(CieError) in
                try await card.unblockPin(puk: puk, newPin: newPin, lastTry: details.lastTry)
            }
        case .unblockOtherWay:
            await tap(same: details.cardId) { card throws(CieError) in
                try await card.unblockPin(puk: puk, newPin: newPin, variant: .resetFirst)
            }
        case .settle(let codes):
            try await settle(
                cardId: details.cardId, newPin: codes.newPin ? newPin : nil, oldPin: nil,
                puk: codes.puk ? puk : nil)
        case .advise:
            advise(after: reader.lastOutcome)
        default:
            open(details.next)  // a page of yours: .correctEntry(entry), .unblock, ...
        }
    }
}

extension PinModel {
    func settle(cardId: String?, newPin: Pin?, oldPin: Pin?, puk: Puk?) async throws {
        again = { _ in
            try await self.settle(cardId: cardId, newPin: newPin, oldPin: oldPin, puk: puk)
        }
        let resolution = try await reader.tap(only: nil, sameCard: cardId) { card in
            guard let cardId else { return try await card.resolve() }
            return try await card.resolve(
                cardId: cardId, newPin: newPin, oldPin: oldPin, puk: puk)
        }
        message = settlementSentence(settlement: resolution.settlement, language: .preferred)
        switch resolution.settlement {
        case .needsCodes(let codes): buttons = [.settle(codes: codes)]
        case .unblockAgain: buttons = [.unblock]
        case .nothingPending, .nothingToSettle, .newPin, .oldPin: buttons = []
        }
    }

    /// For the first page, without a card: whether there is something to settle.
    func isSomethingOpen(_ store: any TryStore) throws -> Bool {
        try !openOperations(store: store).isEmpty
    }
}

extension PinModel {
    func read(can: Can, trust: TrustStore?) async throws -> Holder {
        let identity = try await reader.tap(only: .cie) {
            try await $0.readIdentity(can: can, trust: trust)
        }
        message = identity.verdict.sentences()?.summary ?? ""  // all of it: it names the signer
        return identity.holder
    }
}

extension PinModel {
    func advise(after outcome: OperationOutcome?) {
        var situation = Situation()
        if case .failure(let error) = outcome { situation = error.situation() ?? situation }
        let now = UInt64(Date().timeIntervalSince1970)
        switch situation.advise(language: .preferred, at: now) {
        case .questions(let ask, _): message = ask.first?.sentence ?? ""  // then set(input:value:)
        case .plan(let plan): message = plan.stages.first?.steps.first?.fact.sentence ?? ""
        case .notCovered(_, let sentence, _): message = sentence
        }
    }
}

extension PinModel {
    func beginReport() { reader.supportReport = SupportReport() }

    /// For the person to read, and to send or not.
    func report() -> String? {
        var error: ErrorDetails?
        if case .failure(let failure) = reader.lastOutcome { error = failure.details() }
        var system = utsname()
        uname(&system)
        let model = withUnsafeBytes(of: &system.machine) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        return reader.supportReport?.text(device: model, error: error)
    }
}

extension PinModel {
    /// A person who agrees.
    private func agreed(_ details: ErrorDetails) -> Bool { !details.sentences.isEmpty }

    private func open(_ step: NextStep) { buttons = [step] }
}

/// The guide for app teams.
final class GuideTests: XCTestCase {
    private let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    // Linux finds no test on the main actor, where the model of the guide is.
    private func onMainActor(_ scene: @MainActor (Scenes) async throws -> Void) async throws {
        try await scene(Scenes(folder: freshFolder(self)))
    }

    func testTheModelOfTheGuideUnblocksACard() async throws {
        try await onMainActor { try await $0.theModelOfTheGuideUnblocksACard() }
    }

    func testAMistakeInAnEntryIsAnErrorBeforeACardIsHeld() async throws {
        try await onMainActor { try await $0.aMistakeInAnEntryIsAnErrorBeforeACardIsHeld() }
    }

    func testTheNextStepsOfTheGuideLeadToANewPin() async throws {
        try await onMainActor { try await $0.theNextStepsOfTheGuideLeadToANewPin() }
    }

    func testABlockedPukLeadsToTheAdviceOfTheGuide() async throws {
        try await onMainActor { try await $0.aBlockedPukLeadsToTheAdviceOfTheGuide() }
    }

    func testWhatWasLeftOpenAndTheDocumentAreReadAsTheGuideHasIt() async throws {
        try await onMainActor { try await $0.whatWasLeftOpenAndTheDocumentAreReadAsTheGuideHasIt() }
    }

    func testTheSimulatedCardOfTheGuideTakesItsPin() async throws {
        try await onMainActor { try await $0.theSimulatedCardOfTheGuideTakesItsPin() }
    }

    func testEveryExampleOfTheGuideIsCompiledHere() throws {
        func lines(_ text: some StringProtocol) -> String {
            text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
                .joined(separator: "\n")
        }
        let guide = try String(
            contentsOf: root.appendingPathComponent("docs/ios.md"), encoding: .utf8)
        let here = lines(try String(contentsOfFile: #filePath, encoding: .utf8))
        let examples = guide.components(separatedBy: "```swift\n").dropFirst()
            .map { $0.components(separatedBy: "```")[0] }
        // A part of a package's manifest is the one that is not.
        let (manifest, code) = (
            examples.filter { $0.hasPrefix("dependencies: ") },
            examples.filter { !$0.hasPrefix("dependencies: ") }
        )
        XCTAssertEqual(manifest.count, 1)
        XCTAssertEqual(code.count, 10)
        for example in code { XCTAssertTrue(here.contains(lines(example)), example) }
    }
}

@MainActor
private struct Scenes {
    let folder: URL

    /// What the phone holds, one after the other.
    private func held(_ cards: SimulatedCard...) throws -> [CardInField] {
        let tags = try cards.map { try XCTUnwrap(CardInField($0)) }
        Phone.current = Phone()
        Phone.current.searches = tags.map { [.iso7816($0)] }
        return tags
    }

    private func codes() throws -> (Puk, Pin) { (try Puk(puk), try Pin(newPin)) }

    func theModelOfTheGuideUnblocksACard() async throws {
        let card = try SimulatedCard.withTries(
            profile: "st", extended: true, pinTries: 0, pukTries: 10)
        _ = try held(card)
        let model = PinModel(store: FileTryStore(folder: folder))
        let (puk, newPin) = try model.entered(puk: Code(puk), newPin: Code(newPin))
        await model.unblock(puk: puk, newPin: newPin)
        XCTAssertEqual(model.message, "3")
        XCTAssertEqual(model.step, OperationProgress(phase: .done, fraction: 1))
        XCTAssertTrue(card.hasPin(digits: Data("31415927".utf8)))

        Phone.current.hasNFC = false
        await model.unblock(puk: puk, newPin: newPin)
        XCTAssertFalse(model.message.isEmpty || model.remedy.isEmpty)
        XCTAssertEqual(model.buttons.first, .stop)
        Phone.current.hasNFC = true
        Phone.current.refusal = NFCReaderError(.readerErrorRadioDisabled)
        await model.unblock(puk: puk, newPin: newPin)
        XCTAssertEqual(model.buttons.first, .openNfcSettings)

        _ = try held(card)
        let again = try await first(model.reader, puk: puk, newPin: newPin)
        XCTAssertEqual(again.triesLeft, 3)
    }

    func aMistakeInAnEntryIsAnErrorBeforeACardIsHeld() async throws {
        let model = PinModel(store: FileTryStore(folder: folder))
        XCTAssertThrowsError(try model.entered(puk: Code("1"), newPin: Code(newPin)))
        XCTAssertThrowsError(try model.entered(puk: Code(puk), newPin: Code("12345678")))
        XCTAssertThrowsError(try model.joined(first: Code("12345"), second: Code("123"))) {
            XCTAssertTrue($0 is JoinError)
        }
        _ = try model.joined(first: Code("1357"), second: Code("2468"))
        XCTAssertFalse(model.remedy.isEmpty)
    }

    func theNextStepsOfTheGuideLeadToANewPin() async throws {
        let card = try SimulatedCard(profile: "gemalto", extended: true)
        let model = PinModel(store: FileTryStore(folder: folder))
        let (puk, newPin) = try codes()
        func failure() throws -> ErrorDetails {
            guard case .failure(let error) = model.reader.lastOutcome else {
                throw Unexpected()
            }
            return error.details()
        }
        // The other way.
        try card.setFaults(faults: ["reset-needs-2c03"])
        _ = try held(card, card)
        await model.unblock(puk: puk, newPin: newPin)
        XCTAssertEqual(model.buttons.first, .unblockOtherWay)
        try await model.goOn(after: failure(), puk: puk, newPin: newPin)
        XCTAssertTrue(card.hasPin(digits: Data("31415927".utf8)))

        // A card that was lost: another one that is held then gets no code.
        try card.setFaults(faults: [])
        let whole = try held(card)[0]
        await model.unblock(puk: puk, newPin: newPin)
        let last = whole.commands.count - 1
        try held(card)[0].fate = {
            $0 == last - 1 ? .failed(NFCReaderError(.readerTransceiveErrorTagConnectionLost)) : .carried
        }
        await model.unblock(puk: puk, newPin: newPin)
        XCTAssertEqual(model.buttons.first, .holdAgain)
        let other = try SimulatedCard(profile: "gemalto", extended: true)
        try other.setFaults(faults: ["another-card"])
        let wrongOne = try held(other)[0]
        try await model.goOn(after: failure(), puk: puk, newPin: newPin)
        XCTAssertEqual(model.buttons.first, .otherCard)
        let sent = wrongOne.commands.filter { [0x20, 0x24, 0x2C].contains($0[$0.startIndex + 1]) }
        XCTAssertEqual(sent, [])
        for next in [other, card] {
            _ = try held(next)
            try await model.goOn(after: failure(), puk: puk, newPin: newPin)
        }
        XCTAssertEqual(model.message, "3")
        XCTAssertEqual(other.pukTries(), 10)

        // An answer that is lost: the same codes settle it.
        let tag = try held(card, card)[0]
        tag.fate = { number in
            guard number == last else { return .carried }
            return .answerLost(NFCReaderError(.readerTransceiveErrorTagConnectionLost)) {}
        }
        await model.unblock(puk: puk, newPin: newPin)
        guard case .settle = model.buttons.first else { return XCTFail("\(model.buttons)") }
        try await model.goOn(after: failure(), puk: puk, newPin: newPin)
        XCTAssertEqual(
            model.message, settlementSentence(settlement: .newPin, language: .preferred))

        // A last try that the person agrees to.
        for _ in 1...9 {
            _ = try held(card)
            await model.unblock(puk: try Puk(wrong), newPin: newPin)
        }
        _ = try held(card, card)
        await model.unblock(puk: puk, newPin: newPin)
        XCTAssertEqual(model.buttons.first, .askLastTry(code: .puk))
        try await model.goOn(after: failure(), puk: puk, newPin: newPin)
        XCTAssertEqual(card.pukTries(), 10)
    }

    func aBlockedPukLeadsToTheAdviceOfTheGuide() async throws {
        let card = try SimulatedCard.withTries(
            profile: "st", extended: true, pinTries: 0, pukTries: 0)
        let model = PinModel(store: FileTryStore(folder: folder))
        model.beginReport()
        let (puk, newPin) = try codes()
        _ = try held(card)
        await model.unblock(puk: puk, newPin: newPin)
        XCTAssertEqual(model.buttons.first, .advise)
        let said = model.message
        guard case .failure(let error) = model.reader.lastOutcome else { return XCTFail("no error") }
        try await model.goOn(after: error.details(), puk: puk, newPin: newPin)
        XCTAssertNotEqual(model.message, said)
        let report = try XCTUnwrap(model.report())
        XCTAssertTrue(report.contains("puk_blocked") && report.contains(" > "), report)
    }

    func whatWasLeftOpenAndTheDocumentAreReadAsTheGuideHasIt() async throws {
        let card = try SimulatedCard(profile: "gemalto", extended: true)
        let store = FileTryStore(folder: folder)
        let model = PinModel(store: store)
        XCTAssertFalse(try model.isSomethingOpen(store))
        _ = try held(card)
        try await model.settle(cardId: nil, newPin: nil, oldPin: nil, puk: nil)
        XCTAssertEqual(model.buttons, [])
        _ = try held(card)
        let holder = try await model.read(can: Can("123456"), trust: nil)
        XCTAssertEqual(holder.fullName, "SIMULATA PROVA")
        XCTAssertFalse(model.message.isEmpty)
    }

    func theSimulatedCardOfTheGuideTakesItsPin() async throws {
        let store = FileTryStore(folder: folder)
        let simulated = try SimulatedCard(profile: "gemalto", extended: true)
        let reader = CardReader(simulated, store: store)
        let pin = try Pin(taking: Code("24681357"))
        let report = try await reader.tap(only: .cie) { try await $0.verifyPin(pin) }
        // Loses an answer; docs/simulator.md lists what else can go wrong.
        try simulated.setFaults(faults: ["drop-after=\(simulated.exchanges() + 16)"])
        XCTAssertEqual(report.triesLeft, 3)
        let lost = try await failing {
            try await reader.tap(only: .cie) { try await $0.verifyPin(pin) }
        }
        XCTAssertEqual(lost.code, "outcome_unknown")
    }
}
