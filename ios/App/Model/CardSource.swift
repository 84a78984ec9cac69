import Cie

/// Where cards come from: the iPhone's NFC, or a simulated card for work on the screens.
protocol CardSource: Sendable {
    /// Whether cards can come at all.
    var isAvailable: Bool { get }

    /// Waits for a card, and has it used; with codes, if it is of the kind, or the very one, that
    /// they are for.
    func tap<Answer: Sendable>(
        only: CardKind?, sameCard: String?, _ body: (CieCard) async throws -> Answer
    ) async throws -> Answer
}

#if canImport(CoreNFC)
/// The iPhone's NFC.
struct PhoneCards: CardSource {
    let reader: CardReader

    var isAvailable: Bool { CardReader.isAvailable }

    func tap<Answer: Sendable>(
        only: CardKind?, sameCard: String?, _ body: (CieCard) async throws -> Answer
    ) async throws -> Answer {
        try await reader.tap(only: only, sameCard: sameCard, body)
    }
}
#endif

/// A simulated card: any transceiver that needs no person.
struct SimulatedCards: CardSource {
    let card: any Transceiver
    let store: any TryStore

    var isAvailable: Bool { true }

    func tap<Answer: Sendable>(
        only: CardKind?, sameCard: String?, _ body: (CieCard) async throws -> Answer
    ) async throws -> Answer {
        try await body(CieCard(card, store: store, only: only, sameCard: sameCard))
    }
}
