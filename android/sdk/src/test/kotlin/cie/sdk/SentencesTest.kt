package cie.sdk

import java.util.Locale
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class SentencesTest {
    @Test
    fun `every error has sentences in every language, and a class of its own`() {
        val classes = CieException::class.java.declaredClasses
            .filter { CieException::class.java.isAssignableFrom(it) }
            .map { it.simpleName }
        val named = errorCodes().map { code ->
            for (language in Language.entries) {
                val sentences = checkNotNull(errorSentences(code, language))
                assertTrue(sentences.message.isNotBlank() && sentences.remedy.isNotBlank(), code)
            }
            code.split('_').joinToString("") { it.replaceFirstChar(Char::uppercase) }
        }
        assertEquals(classes.sorted(), named.sorted())
        assertEquals(null, errorSentences("no_such_code", Language.ENGLISH))
    }

    @Test
    fun `every phase has a sentence in every language`() {
        for (phase in Phase.entries) {
            assertEquals(3, Language.entries.map { phaseSentence(phase, it) }.toSet().size, phase.name)
        }
        assertEquals(70u.toUShort(), phaseNumber(Phase.VERIFY_PIN))
    }

    @Test
    fun `the phone's locale chooses the language, and English is for all others`() {
        assertEquals(Language.ITALIAN, languageFor(Locale.ITALY))
        assertEquals(Language.GERMAN, languageFor(Locale.forLanguageTag("de-CH")))
        assertEquals(Language.ENGLISH, languageFor(Locale.UK))
        assertEquals(Language.ENGLISH, languageFor(Locale.forLanguageTag("sl-SI")))
    }

    @Test
    fun `an error tells the person what it is, with what is known of it`() {
        val folder = kotlin.io.path.createTempDirectory().toFile()
        try {
            val wrong = failing<CieException.WrongPin> { Tap(folder).card.verifyPin(pin(WRONG)) }
            val italian = wrong.sentencesFor(Locale.ITALY)
            assertTrue("2" in italian.message && italian.message.startsWith("Il PIN"), italian.message)
            assertTrue(wrong.sentencesFor(Locale.GERMANY).message.startsWith("Die PIN"))
            assertTrue("wrong_pin" in checkNotNull(wrong.message))
        } finally {
            folder.deleteRecursively()
        }
    }
}
