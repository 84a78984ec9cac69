#if canImport(CoreNFC)
import CoreNFC

/// Lets a person hold a card to the iPhone.
///
/// ```swift
/// let reader = CardReader(store: try FileTryStore.ofThisApp())
/// let report = try await reader.tap(only: .cie) { card in
///     try await card.unblockPin(puk: puk, newPin: newPin)
/// }
/// ```
public final class CardReader: Sendable {
    private let store: any TryStore
    private let language: Language
    private let texts: ReaderTexts

    /// Whether this device reads cards. `false` on an iPad, and in the simulator of Xcode.
    public static var isAvailable: Bool { NFCTagReaderSession.readingAvailable }

    /// - Parameters:
    ///   - store: what is remembered of cards: one for the whole app.
    ///   - language: of the sheet.
    ///   - texts: what the sheet says, if not what the SDK says in that language.
    public init(
        store: any TryStore, language: Language = .preferred, texts: ReaderTexts? = nil
    ) {
        self.store = store
        self.language = language
        self.texts = texts ?? ReaderTexts(language)
    }

    /// One tap: the system's sheet appears when `body` begins its first operation, shows how far
    /// that is, and disappears with a tick when `body` returns or with a cross and the error's
    /// message when it throws. `body` may carry out several operations. There is no second sheet:
    /// when this one was closed, every further operation ends as the one before did. A card that was
    /// lost is searched for again by the next operation.
    ///
    /// - Parameters:
    ///   - only: the kind of card that the codes are for, as in ``CieCard/init(_:store:only:sameCard:shortCommands:)``.
    ///   - sameCard: the very card that a code is for, as there.
    ///   - shortCommands: short commands alone, as there.
    ///   - isolation: where `body` runs.
    ///   - body: what to do with the card.
    /// - Throws: what `body` throws. ``CieError/Cancelled(details:)`` when the person closes the
    ///   sheet or the task is cancelled; ``CieError/CardLost(details:)`` when the card goes or none
    ///   comes within a minute; ``CieError/ReaderUnavailable(details:)`` without NFC.
    public func tap<Outcome: Sendable>(
        only: CardKind? = nil,
        sameCard: String? = nil,
        shortCommands: Bool = false,
        isolation: isolated (any Actor)? = #isolation,
        _ body: (CieCard) async throws -> Outcome
    ) async throws -> Outcome {
        let transceiver = CoreNFCTransceiver(texts: texts)
        do {
            let outcome = try await body(
                CieCard(
                    transceiver, store: store, only: only, sameCard: sameCard,
                    shortCommands: shortCommands))
            transceiver.end()
            return outcome
        } catch {
            let message = (error as? CieError)?.sentences(for: language).message
            transceiver.end(failure: message ?? error.localizedDescription)
            throw error
        }
    }
}
#endif
