package cie.app

import cie.sdk.Advice
import cie.sdk.AdviceContact
import cie.sdk.AdviceDesk
import cie.sdk.AdviceFact
import cie.sdk.AdvicePlan
import cie.sdk.AdviceSource
import cie.sdk.AdviceStage
import cie.sdk.AdviceStep
import cie.sdk.CardKind
import cie.sdk.CieException
import cie.sdk.Confidence
import cie.sdk.Language
import cie.sdk.OperationKind
import cie.sdk.Reach
import cie.sdk.Situation
import cie.sdk.SituationException
import cie.sdk.SituationInput
import cie.sdk.StageRelation
import cie.sdk.StatedHours

/**
 * What was answered about lost codes, and what an [error] has told before. No code is among it, and none
 * of it is kept.
 *
 * @param card what was chosen as a card before any question.
 */
class Recovery(
    private val error: CieException? = null,
    private val card: CardKind? = null,
    private val answers: List<Pair<SituationInput, String>> = emptyList(),
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
        val after = Recovery(error, card, answers + (input to value))
        return try {
            after.situation().close()
            after
        } catch (_: SituationException) {
            null
        }
    }

    /** Without the last answer. */
    fun before() = Recovery(error, card, answers.dropLast(1))

    /** The next question, or what to do, [at] a time in seconds since 1970. */
    fun advice(language: Language, at: ULong): Advice = situation().use { it.advise(language, at) }

    private fun situation(): Situation {
        val situation = error?.situation() ?: Situation()
        if (error == null && card != null) situation.set(SituationInput.CARD, NAMES.getValue(card))
        for ((input, value) in answers) situation.set(input, value)
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

/** A part of the page, in order. */
sealed interface Part {
    /** A short heading of the app's own. */
    data class Label(val text: Int) : Part

    /** The title of a way. */
    data class Title(val text: String) : Part

    /** A line, and a short word of the app's own behind it. */
    data class Line(val text: String, val note: Int? = null) : Part

    /** Something to call, to write to or to open. */
    data class Link(val text: String, val link: String, val note: Int?) : Part

    /** What the app does itself. */
    data class Action(val text: String, val kind: OperationKind) : Part
}

/** What to do, and what folds away behind it. */
class Told(val parts: List<Part>, val folded: List<Part>)

fun told(plan: AdvicePlan, reason: String? = null): Told = Teller(plan.sources).told(plan, reason)

/** Whom to ask while questions are open. */
fun told(meanwhile: List<AdviceContact>): List<Part> =
    Teller(emptyList()).run { under(R.string.help, meanwhile.flatMap(::contact)) }

/** Every line carries the numbers of its sources, as they are listed at the end. */
private class Teller(private val sources: List<AdviceSource>) {
    fun told(plan: AdvicePlan, reason: String?): Told = Told(
        parts = listOfNotNull(reason).map { Part.Line(it) } +
            warnings(plan, first = true) +
            plan.stages.flatMap(::stage) +
            under(R.string.good_to_know, plan.notes.map(::line)) +
            under(R.string.careful, warnings(plan, first = false)) +
            under(R.string.help, plan.help.flatMap(::contact)) +
            Part.Line(plan.age),
        folded = plan.background.map(::line) +
            under(R.string.replaced, plan.replaced.map(::line)) +
            under(R.string.sources, sources.mapIndexed(::source)),
    )

    fun under(label: Int, parts: List<Part>): List<Part> =
        if (parts.isEmpty()) parts else listOf(Part.Label(label)) + parts

    fun contact(contact: AdviceContact): List<Part> {
        val shown = "${contact.fact.sentence}: ${contact.value}${numbers(contact.fact)}"
        val from = when (contact.reach) {
            Reach.ANY -> null
            Reach.LANDLINE -> R.string.from_landline
            Reach.MOBILE -> R.string.from_mobile
        }
        val part = contact.link?.let { Part.Link(shown, it, from) } ?: Part.Line(shown)
        return listOf(part) + hours(contact.hours)
    }

    /** What has to be read before the first step, or what comes after the plan. */
    private fun warnings(plan: AdvicePlan, first: Boolean): List<Part> =
        plan.warnings.filter { it.comesFirst == first }.map { Part.Line(it.sentence) }

    private fun stage(stage: AdviceStage): List<Part> {
        val otherwise = Part.Label(R.string.otherwise).takeIf { stage.relation == StageRelation.OTHERWISE }
        return listOfNotNull(otherwise, Part.Title(stage.title.sentence)) +
            listOfNotNull(stage.`when`).map(::line) +
            stage.steps.flatMap(::step) +
            stage.deliveries.flatMap { listOf(line(it.fact)) + it.sender?.let(::contact).orEmpty() } +
            listOfNotNull(stage.cost, stage.time).map(::line)
    }

    private fun step(step: AdviceStep): List<Part> =
        listOf(line(step.fact)) +
            listOfNotNull(step.operation).map { Part.Action(it.sentence, it.kind) } +
            step.desks.flatMap(::desk) +
            step.contacts.flatMap(::contact) +
            under(R.string.bring, step.documents.map { Part.Line("• ${text(it.fact)}") })

    private fun desk(desk: AdviceDesk): List<Part> {
        val shown = listOfNotNull(desk.fact.sentence, desk.address).joinToString() + numbers(desk.fact)
        return listOf(Part.Line(shown, R.string.by_appointment.takeIf { desk.byAppointment })) +
            hours(desk.hours)
    }

    /** The week, a line for each day, after whether it is open now; nothing where nothing is stated. */
    private fun hours(hours: StatedHours): List<Part> {
        val week = hours.week.map { "${it.day}: ${it.times}" }
        if (week.isEmpty()) return emptyList()
        return listOf(Part.Line((listOfNotNull(hours.stateSentence) + week).joinToString("\n")))
    }

    private fun source(at: Int, source: AdviceSource): Part {
        val shown = "[${at + 1}] ${source.sentence}"
        return source.url?.let { Part.Link(shown, it, null) } ?: Part.Line(shown)
    }

    private fun line(fact: AdviceFact): Part {
        val concluded = fact.confidence == Confidence.INFERRED
        return Part.Line(text(fact), R.string.concluded.takeIf { concluded })
    }

    private fun text(fact: AdviceFact): String =
        listOfNotNull(fact.sentence, fact.caution).joinToString(" ") + numbers(fact)

    private fun numbers(fact: AdviceFact): String {
        val cited = fact.sources.map { it.id }
        val found = sources.indices.filter { sources[it].id in cited }.map { it + 1 }
        return if (found.isEmpty()) "" else found.joinToString(prefix = " [", postfix = "]")
    }
}
