import XCTest

@testable import Cie
@testable import CieApp

/// Six people who need the app on a bad day, through its models: what they read, enter and press, page by
/// page. ``Person`` sees to it that no page is a dead end, and none without words.
final class WalkTests: XCTestCase {
    private lazy var folder = freshFolder(self)
    private lazy var store = FileTryStore(folder: folder)

    private func card(pin: UInt8 = 3, puk: UInt8 = 10) throws -> SimulatedCard {
        try SimulatedCard.withTries(profile: "gemalto", extended: true, pinTries: pin, pukTries: puk)
    }

    private func person(
        _ link: any Transceiver, _ language: Language = .italian, isFirst: Bool = false
    ) throws -> Person {
        try Person(CardReader(link, store: store, language: language), store, language, isFirst: isFirst)
    }

    func testSomebodyWithABlockedPinAndThePukInHalvesHasANewPinAfterTheCardMoved() async throws {
        let card = try card(pin: 0)
        let link = Tampered(card)
        let maria = try person(link, isFirst: true)
        try maria.press("Continua")
        try maria.press("Controlla il PIN")
        try maria.press("Carta d'identità (CIE)")
        try maria.type(pin, in: "PIN")
        try maria.press("Continua")
        try maria.press("Avvicina la carta all'iPhone")
        try await maria.hold()
        XCTAssertTrue(try maria.reading().contains { $0.hasPrefix("Il PIN è bloccato.") })
        try maria.press("Sblocca il PIN con il PUK")
        // Which card it is was said.
        XCTAssertEqual(maria.page, .havePuk)
        try maria.press("Sì, ho il PUK intero")
        try maria.type("1357", in: "Prima metà del PUK")
        try maria.type(" 2468 ", in: "Seconda metà del PUK")
        try maria.press("Continua")
        XCTAssertEqual(maria.page, .code(.newPin))
        XCTAssertEqual(maria.rules, [false, false, false])
        try maria.type("31415926", in: "Nuovo PIN")
        XCTAssertEqual(maria.rules, [true, true, false])
        try maria.type(newPin, in: "Nuovo PIN")
        try maria.type(newPin, in: "Di nuovo il nuovo PIN")
        XCTAssertEqual(maria.rules, [true, true, true])
        try maria.press("Continua")
        XCTAssertTrue(maria.pages.typed.isEmpty)
        // The card moves more often than one tap asks again.
        let start = link.commands.count
        link.before = { if [4, 9, 14, 19].contains($0 - start) { throw TransceiverError.CardLost } }
        try maria.press("Avvicina la carta all'iPhone")
        try await maria.hold()
        XCTAssertTrue(try maria.reading().contains { $0.contains("nessun codice") })
        try maria.press("Avvicina di nuovo la carta")
        try await maria.hold()
        XCTAssertEqual(try maria.reading().first, "Fatto")
        XCTAssertTrue(card.hasPin(digits: Data(newPin.utf8)))
        XCTAssertFalse(maria.pages.holdsPrivateThings)
        try maria.press("Torna all'inizio")
        XCTAssertNil(maria.pages.attempt)
    }

    func testSomebodyLooksUpHalfAPukInAMessageAndEntersNothingTwice() async throws {
        let card = try card(pin: 0)
        let paolo = try person(card)
        try paolo.press("Ho dimenticato il PIN, o è bloccato")
        try paolo.press("Carta d'identità (CIE)")
        try paolo.press("Sì, ho il PUK intero")
        try paolo.type("1357", in: "Prima metà del PUK")
        XCTAssertTrue(paolo.screen.isPrivate)
        let now = ContinuousClock.now
        paolo.pages.left(at: now)
        paolo.pages.returned(at: now + .seconds(119))
        try paolo.type("246", in: "Seconda metà del PUK")
        try paolo.press("Continua")
        XCTAssertEqual(paolo.pages.mistake?.field, .pukSecond)
        XCTAssertEqual(paolo.page, .code(.puk))
        try paolo.type("2468", in: "Seconda metà del PUK")
        XCTAssertNil(paolo.pages.mistake)
        try paolo.press("Continua")
        try paolo.type(newPin, in: "Nuovo PIN")
        try paolo.type(newPin, in: "Di nuovo il nuovo PIN")
        try paolo.press("Continua")
        // Nobody can tell whether halves were swapped.
        let note = joinNoteSentence(note: .orderUnchecked, language: .italian)
        XCTAssertTrue(try paolo.reading().contains(note))
        try paolo.press("Avvicina la carta all'iPhone")
        try await paolo.hold()
        XCTAssertTrue(card.hasPin(digits: Data(newPin.utf8)))
    }

    func testSomebodyWithoutTheOtherHalfIsLedToAPlanWithContactsToSendAndToPrint() throws {
        let ada = try person(card())
        try ada.press("Ho dimenticato il PIN, o è bloccato")
        try ada.press("Carta d'identità (CIE)")
        try ada.press("No, mi manca la seconda metà")
        var asked: [String] = []
        while ada.screen.title != .key("what_to_do") {
            // What is known is not asked, and nothing twice.
            let question = try ada.text(ada.screen.title)
            XCTAssertFalse(asked.contains(question) || question.contains("Quale carta"))
            asked.append(question)
            let answer = try XCTUnwrap(ada.choices.first { if case .answer = $0.action { true } else { false } })
            try ada.press(ada.text(answer.label))
        }
        let rows = ada.screen.rows
        let links = rows.compactMap { row in if case .link(_, let url, _) = row { url.scheme } else { nil } }
        XCTAssertTrue(Set(links).isSubset(of: ["tel", "mailto", "https"]) && !links.isEmpty, "\(links)")
        let shared = rows.compactMap { row in if case .share(let text, let page?) = row { (text, page) } else { nil } }
        XCTAssertEqual(shared.count, 1)
        XCTAssertTrue(shared[0].0.contains("CieID") && shared[0].1.contains("<html"))
        // The way back leads to the questions, then to where the person came from.
        for _ in asked { ada.pages.path.removeLast() }
        ada.pages.path.removeLast()
        XCTAssertEqual(ada.page, .havePuk)
    }

    func testSomebodyWithAHealthCardThatNoPhoneReadsIsToldWhatToDoWithoutAPhone() async throws {
        let elena = try person(NotFound())
        try elena.press("Controlla il PIN")
        try elena.press("Tessera sanitaria (TS-CNS)")
        try elena.type("24680", in: "PIN")
        try elena.press("Continua")
        try elena.press("Avvicina la carta all'iPhone")
        try await elena.hold()
        let read = try elena.reading()
        XCTAssertTrue(read.contains { $0.contains("contactless") && $0.contains("lettore") })
        XCTAssertTrue(read.contains("Avvicina di nuovo la carta"))
        try elena.press("Ho perso un codice o la carta")
        XCTAssertEqual(elena.page, .advice(1))
        // The way back leads to where the PIN is still there.
        elena.pages.path.removeLast()
        XCTAssertEqual(elena.page, .outcome)
        XCTAssertTrue(elena.pages.holdsPrivateThings)
    }

    func testSomebodyWithABankCardInTheWayGoesOnWithTheSameCodes() async throws {
        let field = CardInTheWay(try card())
        let luca = try person(field)
        try luca.press("Controlla il PIN")
        try luca.press("Carta d'identità (CIE)")
        try luca.type(pin, in: "PIN")
        try luca.press("Continua")
        field.isInTheWay = true
        try luca.press("Avvicina la carta all'iPhone")
        try await luca.hold()
        XCTAssertTrue(try luca.reading().contains { $0.contains("bancomat") })
        field.isInTheWay = false
        try luca.press("Avvicina di nuovo la carta")
        try await luca.hold()
        XCTAssertEqual(try luca.reading().first, "Fatto")
    }

    func testALostAnswerIsSettledWithTheSameCodesInOneMoreTap() async throws {
        let (card, whole) = (try card(), try card())
        let other = FileTryStore(folder: folder.appendingPathComponent("other"))
        _ = try await CieCard(whole, store: other).changePin(oldPin: Pin(pin), newPin: Pin(newPin))
        let gino = try person(card)
        try gino.press("Cambia il PIN")
        try gino.press("Carta d'identità (CIE)")
        try gino.type(pin, in: "PIN")
        try gino.press("Continua")
        try gino.type(newPin, in: "Nuovo PIN")
        try gino.type(newPin, in: "Di nuovo il nuovo PIN")
        XCTAssertEqual(gino.rules, [true, true, true, true])
        try gino.press("Continua")
        try card.setFaults(faults: ["drop-after=\(whole.exchanges() - 1)"])
        try gino.press("Avvicina la carta all'iPhone")
        try await gino.hold()
        // Somebody else's card settles nothing, and gets nothing.
        try card.setFaults(faults: ["another-card"])
        try gino.press("Verifica com'è andata l'ultima operazione")
        try await gino.hold()
        XCTAssertEqual(card.pinTries(), 3)
        try card.setFaults(faults: [])
        let later = try person(card)
        try gino.press("Avvicina di nuovo la carta")
        try await gino.hold()
        let settled = settlementSentence(settlement: .newPin, language: .italian)
        XCTAssertTrue(try gino.reading().contains(settled))

        // Whoever comes back after the end of the app finds it on the first page, and is asked for the
        // codes of then.
        try later.press("Verifica com'è andata l'ultima operazione")
        try later.type(pin, in: "PIN")
        try later.press("Continua")
        try later.type(newPin, in: "Nuovo PIN")
        try later.press("Continua")
        XCTAssertEqual(later.page, .review)
        try gino.press("Torna all'inizio")
        XCTAssertTrue(gino.pages.open.isEmpty)
    }

    func testAPageIsReadInTheOrderInWhichItIsFilledIn() async throws {
        let rosa = try person(card())
        try rosa.press("Cambia il PIN")
        try rosa.press("Carta d'identità (CIE)")
        XCTAssertEqual(
            try rosa.reading(),
            [
                "Inserisci il PIN attuale",
                "Quello nuovo lo scegli nella prossima pagina. Un PIN sbagliato consuma uno dei tre tentativi.",
                "PIN", "8 cifre", "0 cifre inserite", "Continua",
            ])
        try rosa.type("2468135", in: "PIN")
        XCTAssertTrue(try rosa.reading().contains("7 cifre inserite"))
        try rosa.press("Continua")
        // The mistake stands at its field, and says what is wanted and what was entered.
        let read = try rosa.reading()
        XCTAssertEqual(read[2...3], ["PIN", "8 cifre"])
        XCTAssertTrue(read[4].contains("8 cifre") && read[4].contains("7 caratteri"), read[4])
        try rosa.type(pin, in: "PIN")
        try rosa.press("Continua")
        try rosa.type("11111111", in: "Nuovo PIN")
        try rosa.type("11111111", in: "Di nuovo il nuovo PIN")
        let rules = Array(try rosa.reading().suffix(9).dropLast())
        XCTAssertEqual(rules.map { $0 == "rispettata" || $0 == "non ancora rispettata" }, [false, true, false, true, false, true, false, true])
        XCTAssertEqual(rosa.rules, [true, false, false, true])
        try rosa.press("Continua")
        XCTAssertEqual(rosa.pages.mistake?.field, .newPin)
    }

    func testAGermanPhoneSpeaksGermanOnEveryPage() async throws {
        let card = try card(pin: 1)
        let jan = try person(card, .german, isFirst: true)
        try jan.press("Weiter")
        try jan.press("PIN prüfen")
        try jan.press("Identitätskarte (CIE)")
        try jan.type(wrong, in: "PIN")
        try jan.press("Weiter")
        try jan.press("Karte an das iPhone halten")
        try await jan.hold()
        try jan.press("PIN mit der PUK entsperren")
        try jan.press("Nein, mir fehlt die zweite Hälfte")
        try jan.press(jan.text(XCTUnwrap(jan.choices.first).label))
        let others = [try Catalogue("Localizable.xcstrings")].flatMap { catalogue in
            catalogue.strings.flatMap { key, entry in
                ["it", "en"].compactMap { language -> String? in
                    let text = entry.localizations[language]?.stringUnit?.value
                    return text == entry.localizations["de"]?.stringUnit?.value ? nil : text
                }
            }
        }
        // The details for support are for developers.
        let said = jan.said.filter { !$0.hasPrefix("cie ") }
        for line in said { XCTAssertFalse(others.contains(line), line) }
        let foreign = [" tu ", " il ", " della ", " your ", " the ", " du ", " dein"]
        for line in said {
            XCTAssertFalse(foreign.contains { line.lowercased().contains($0) }, line)
        }
    }
}

/// A card that the phone does not find, such as a health card without NFC.
private final class NotFound: Transceiver {
    func limits() throws -> LinkLimits { throw TransceiverError.CardLost }
    func transceive(command: Data) throws -> Data { throw TransceiverError.CardLost }
}

/// A card that lies over another: it has no application of theirs, as a bank card does not.
private final class CardInTheWay: Transceiver, @unchecked Sendable {
    private let behind: any Transceiver
    var isInTheWay = false

    init(_ behind: any Transceiver) { self.behind = behind }

    func limits() throws -> LinkLimits { try behind.limits() }

    func transceive(command: Data) throws -> Data {
        isInTheWay ? Data([0x6A, 0x82]) : try behind.transceive(command: command)
    }
}
