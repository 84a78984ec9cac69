package cie.app

import cie.sdk.Advice
import cie.sdk.CardKind
import cie.sdk.CieException
import cie.sdk.Language
import cie.sdk.Situation
import cie.sdk.SituationException
import cie.sdk.SituationInput

/**
 * What was answered about lost codes, and what an [error] has told before. No code is among it, and none
 * of it is kept.
 *
 * @param card what was chosen as a card before any question.
 * @param given what else is known before any question.
 */
class Recovery(
    private val error: CieException? = null,
    private val card: CardKind? = null,
    private val answers: List<Pair<SituationInput, String>> = emptyList(),
    private val given: List<Pair<SituationInput, String>> = emptyList(),
) {
    val hasAnswers get() = answers.isNotEmpty()

    /** The number of the question that is asked now. */
    val question get() = answers.size + 1

    /** The kind of card that it is about, once it is known. */
    val kind: CardKind?
        get() = card ?: NAMES.entries.firstOrNull { (_, name) -> SituationInput.CARD to name in answers }?.key

    /** Whether the plan may know more of the municipality: it is had for identity cards alone. */
    val mayNameMunicipality
        get() = kind == CardKind.CIE &&
            answers.none { (input, _) -> input == SituationInput.MUNICIPALITY }

    /** With an answer; `null` if it is not one. */
    fun after(input: SituationInput, value: String): Recovery? {
        val after = Recovery(error, card, answers + (input to value), given)
        return try {
            after.situation().close()
            after
        } catch (_: SituationException) {
            null
        }
    }

    /** Without the last answer. */
    fun before() = Recovery(error, card, answers.dropLast(1), given)

    /** The next question, or what to do, [at] a time in seconds since 1970. */
    fun advice(language: Language, at: ULong): Advice = situation().use { it.advise(language, at) }

    private fun situation(): Situation {
        val situation = error?.situation() ?: Situation()
        if (error == null && card != null) situation.set(SituationInput.CARD, NAMES.getValue(card))
        for ((input, value) in given + answers) situation.set(input, value)
        return situation
    }

    /** What to do, as text to be sent and as a page to be printed. */
    fun asText(language: Language, at: ULong): String =
        situation().use { it.adviseInLines(language, at, false) }.joinToString("\n")

    fun asPage(language: Language, at: ULong): String = situation().use { it.adviseAsPage(language, at) }

    private companion object {
        val NAMES = mapOf(CardKind.CIE to "cie", CardKind.TS_CNS to "ts_cns")
    }
}
