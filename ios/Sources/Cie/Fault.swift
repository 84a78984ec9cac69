extension CieError {
    /// What the library has thrown. All that it throws in an operation is a `CieError`; anything else
    /// is a fault of its own, and no reason to take the app down.
    init(caught error: any Error) {
        if let known = error as? CieError {
            self = known
            return
        }
        let code = "card_misbehaved"
        let sentences = [Language.italian, .english, .german].compactMap { language in
            errorSentences(code: code, language: language)
        }
        // The text of the error may quote anything, and is left out.
        self = .CardMisbehaved(
            details: ErrorDetails(
                code: code, blame: .caller, phase: .start, card: nil, cardId: nil, tries: nil,
                lastTry: nil, next: .stop, otherwise: [], wantedLength: nil, pending: nil,
                summary: "a fault of the library itself (\(type(of: error)))",
                sentences: sentences))
    }
}
