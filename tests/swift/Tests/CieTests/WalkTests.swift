import XCTest

@testable import Cie
@testable import CieApp

/// Six people who need the app on a bad day, through its models: what they read and press, page by page.
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
        XCTAssertEqual(maria.page, .outcome)
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
        XCTAssertTrue(try maria.reading().contains { $0.contains("Nessun") || $0.contains("nessun") })
        try maria.press("Avvicina di nuovo la carta")
        try await maria.hold()
        XCTAssertEqual(try maria.reading().first, "Fatto")
        XCTAssertTrue(card.hasPin(digits: Data(newPin.utf8)))
        try maria.press("Torna all'inizio")
        XCTAssertNil(maria.pages.attempt)
    }
}
