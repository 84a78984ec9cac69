extension CieError {
    /// What the library has thrown. All that it throws in an operation is a `CieError`; anything else
    /// is a fault between Swift and Rust, and no reason to take the app down.
    init(caught error: any Error) {
        if let known = error as? CieError {
            self = known
            return
        }
        let code = "library_fault"
        let sentences = [Language.italian, .english, .german].compactMap { language in
            errorSentences(code: code, language: language)
        }
        // The text of the error may quote anything, and is left out.
        self = .LibraryFault(
            details: ErrorDetails(
                code: code, blame: .library, phase: .start, card: nil, cardId: nil, tries: nil,
                lastTry: nil, next: .holdAgain, otherwise: [], wantedLength: nil, pending: nil,
                summary: "library_fault: \(type(of: error))",
                sentences: sentences))
    }
}
