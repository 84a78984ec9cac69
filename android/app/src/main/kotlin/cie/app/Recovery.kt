package cie.app

import cie.sdk.Advice
import cie.sdk.AdviceContact
import cie.sdk.AdviceDesk
import cie.sdk.AdviceFact
import cie.sdk.AdvicePlan
import cie.sdk.AdviceSource
import cie.sdk.AdviceStage
import cie.sdk.AdviceStep
import cie.sdk.Language
import cie.sdk.OperationKind
import cie.sdk.Reach
import cie.sdk.Situation
import cie.sdk.SituationException
import cie.sdk.SituationInput
import cie.sdk.StageRelation
import cie.sdk.StatedHours

/** What was answered about lost codes. No code is among it, and none of it is kept. */
class Recovery {
    private val answers = mutableListOf<Pair<SituationInput, String>>()

    val hasAnswers get() = answers.isNotEmpty()

    /** Whether the plan may know more of the municipality: it is had for identity cards alone. */
    val mayNameMunicipality
        get() = SituationInput.CARD to "cie" in answers &&
            answers.none { (input, _) -> input == SituationInput.MUNICIPALITY }

    /** Takes an answer; `false` where it is none. */
    fun answer(input: SituationInput, value: String): Boolean {
        answers += input to value
        return try {
            situation().close()
            true
        } catch (_: SituationException) {
            back()
            false
        }
    }

    /** Takes the last answer back. */
    fun back() {
        answers.removeAt(answers.lastIndex)
    }

    /** The next question, or what to do, [at] a time in seconds since 1970. */
    fun advice(language: Language, at: ULong): Advice = situation().use { it.advise(language, at) }

    private fun situation(): Situation {
        val situation = Situation()
        for ((input, value) in answers) situation.set(input, value)
        return situation
    }
}

/** A part of the page, in order. */
sealed interface Part {
    /** A short heading of the app's own. */
    data class Label(val text: Int) : Part

    /** The title of a way. */
    data class Title(val text: String) : Part

    data class Line(val text: String) : Part

    /** A line with a short word of the app's own behind it. */
    data class Noted(val text: String, val note: Int) : Part

    /** Something to call, to write to or to open. */
    data class Link(val text: String, val link: String, val note: Int?) : Part

    /** What the app does itself. */
    data class Action(val text: String, val kind: OperationKind) : Part
}

/** What to do, and what folds away behind it. */
class Told(val parts: List<Part>, val folded: List<Part>)

fun told(plan: AdvicePlan, reason: String? = null): Told {
    val parts = buildList {
        reason?.let { add(Part.Line(it)) }
        for (warning in plan.warnings) add(Part.Line(warning.sentence))
        for (stage in plan.stages) stage(stage)
        under(R.string.good_to_know, plan.notes.map { Part.Line(line(it)) })
        under(R.string.help, plan.help.flatMap(::contact))
        add(Part.Line(plan.age))
    }
    val folded = buildList {
        plan.background.mapTo(this) { Part.Line(line(it)) }
        under(R.string.replaced, plan.replaced.map { Part.Line(line(it)) })
        under(R.string.sources, plan.sources.map(::source))
    }
    return Told(parts, folded)
}

/** Whom to ask while questions are open. */
fun told(meanwhile: List<AdviceContact>): List<Part> =
    buildList { under(R.string.help, meanwhile.flatMap(::contact)) }

private fun MutableList<Part>.under(label: Int, parts: List<Part>) {
    if (parts.isNotEmpty()) add(Part.Label(label))
    addAll(parts)
}

private fun MutableList<Part>.stage(stage: AdviceStage) {
    if (stage.relation == StageRelation.OTHERWISE) add(Part.Label(R.string.otherwise))
    add(Part.Title(line(stage.title)))
    stage.`when`?.let { add(Part.Line(line(it))) }
    for (step in stage.steps) step(step)
    for (delivery in stage.deliveries) {
        add(Part.Line(line(delivery.fact)))
        delivery.sender?.let { addAll(contact(it)) }
    }
    for (fact in listOfNotNull(stage.cost, stage.time)) add(Part.Line(line(fact)))
}

private fun MutableList<Part>.step(step: AdviceStep) {
    add(Part.Line(line(step.fact)))
    step.operation?.let { add(Part.Action(it.sentence, it.kind)) }
    for (desk in step.desks) addAll(desk(desk))
    for (one in step.contacts) addAll(contact(one))
    under(R.string.bring, step.documents.map { Part.Line("• ${line(it.fact)}") })
}

private fun line(fact: AdviceFact): String = listOfNotNull(fact.sentence, fact.caution).joinToString(" ")

private fun contact(contact: AdviceContact): List<Part> {
    val text = "${line(contact.fact)}: ${contact.value}"
    val from = when (contact.reach) {
        Reach.ANY -> null
        Reach.LANDLINE -> R.string.from_landline
        Reach.MOBILE -> R.string.from_mobile
    }
    val link = contact.link
    val shown = if (link == null) Part.Line(text) else Part.Link(text, link, from)
    return listOf(shown) + hours(contact.hours)
}

private fun desk(desk: AdviceDesk): List<Part> {
    val text = listOfNotNull(line(desk.fact), desk.address).joinToString(", ")
    val shown = if (desk.byAppointment) Part.Noted(text, R.string.by_appointment) else Part.Line(text)
    return listOf(shown) + hours(desk.hours)
}

/** The week, a line for each day, after whether it is open now; nothing where nothing is stated. */
private fun hours(hours: StatedHours): List<Part> =
    if (hours.week.isEmpty()) {
        emptyList()
    } else {
        val week = hours.week.map { "${it.day}: ${it.times}" }
        listOf(Part.Line((listOfNotNull(hours.stateSentence) + week).joinToString("\n")))
    }

private fun source(source: AdviceSource): Part =
    when (val url = source.url) {
        null -> Part.Line(source.sentence)
        else -> Part.Link(source.sentence, url, null)
    }
