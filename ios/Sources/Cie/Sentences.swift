import Foundation

extension Language {
    /// The language of the catalogue for a locale; English where it has no other.
    public init(_ locale: Locale) {
        self = languageOfTag(tag: locale.identifier) ?? .english
    }

    /// The language that the app is shown in; English where the catalogue has no other.
    public static var preferred: Language {
        Language(Locale(identifier: Bundle.main.preferredLocalizations.first ?? "en"))
    }
}

extension CieError {
    /// What to tell the person: what happened, with tries left and what was under way, and what to
    /// do about it.
    public func sentences(for language: Language = .preferred) -> Sentences {
        // The catalogue has every error in every language; a test of the core looks.
        sentences(language: language)
            ?? Sentences(language: language, message: details().summary, remedy: "")
    }
}

extension CieError: LocalizedError {
    /// What happened, for the person.
    public var errorDescription: String? { sentences().message }

    /// What to do about it, for the person.
    public var recoverySuggestion: String? { sentences().remedy }
}
