#if canImport(CoreNFC)
import CoreNFC

#if canImport(UIKit)
import UIKit
#endif

extension CardReader {
    /// Whether this device reads cards. `false` on an iPad, and in the simulator of Xcode.
    public static var isAvailable: Bool { NFCTagReaderSession.readingAvailable }

    /// Cards that are held to the iPhone.
    ///
    /// - Parameters:
    ///   - store: what is remembered of cards: one for the whole app.
    ///   - language: of the sheet.
    ///   - texts: what the sheet says, if not what the SDK says in that language.
    ///   - shortCommands: short commands alone, as in
    ///     ``CieCard/init(_:store:only:sameCard:shortCommands:)``.
    public convenience init(
        store: any TryStore, language: Language = .preferred, texts: ReaderTexts? = nil,
        shortCommands: Bool = false
    ) {
        let texts = texts ?? ReaderTexts(language)
        self.init(
            store: store, language: language, shortCommands: shortCommands, turn: .ofNFC
        ) {
            CoreNFCTransceiver(texts: texts.spoken(await isVoiceOverRunning()))
        }
    }
}

/// Whether what the sheet shows is read aloud.
private func isVoiceOverRunning() async -> Bool {
    #if canImport(UIKit)
    await MainActor.run { UIAccessibility.isVoiceOverRunning }
    #else
    false
    #endif
}
#endif
