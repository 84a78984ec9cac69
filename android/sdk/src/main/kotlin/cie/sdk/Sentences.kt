package cie.sdk

import java.util.Locale

/** The language of the catalogue for a locale; English where it has no other. */
public fun languageFor(locale: Locale = Locale.getDefault()): Language =
    languageOfTag(locale.toLanguageTag()) ?: Language.ENGLISH

/**
 * What to tell the person of this error: what happened, with tries left and what was under way, and
 * what to do about it.
 */
public fun CieException.sentencesFor(locale: Locale = Locale.getDefault()): Sentences {
    val language = languageFor(locale)
    // The catalogue has every error in every language; a test of the core looks.
    return sentences(language) ?: Sentences(language, details().summary, "")
}

/** What to tell the person of how far a document is proved. */
public fun Verdict.sentencesFor(locale: Locale = Locale.getDefault()): VerdictSentences {
    val language = languageFor(locale)
    return sentences.first { it.language == language }
}
