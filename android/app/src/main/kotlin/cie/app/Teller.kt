package cie.app

import android.view.View
import cie.sdk.AdviceContact
import cie.sdk.AdviceDesk
import cie.sdk.AdviceFact
import cie.sdk.AdvicePlan
import cie.sdk.AdviceSource
import cie.sdk.AdviceStage
import cie.sdk.AdviceStep
import cie.sdk.Confidence
import cie.sdk.Reach
import cie.sdk.StageRelation
import cie.sdk.StatedHours

/** Puts a plan into the screen. Every line carries the numbers of its sources, as they are listed at the end. */
class Teller(
    private val screen: Screen,
    private val sources: List<AdviceSource> = emptyList(),
    /** Begins what the app does itself; `null` where it cannot. */
    private val unblock: (() -> Unit)? = null,
) {
    fun tell(plan: AdvicePlan) {
        // What has to be read before the first step.
        plan.warnings.filter { it.comesFirst }.forEach { said(it.sentence) }
        plan.stages.forEach(::stage)
        under(R.string.good_to_know, plan.notes, ::line)
        under(R.string.careful, plan.warnings.filterNot { it.comesFirst }) { said(it.sentence) }
        under(R.string.help, plan.help, ::contact)
        said(plan.age)
    }

    fun tellMore(plan: AdvicePlan) {
        plan.background.forEach(::line)
        under(R.string.replaced, plan.replaced, ::line)
        under(R.string.sources, sources) { source ->
            val shown = "[${sources.indexOf(source) + 1}] ${source.sentence}"
            source.url?.let { linked(shown, it) } ?: said(shown)
        }
    }

    /** Whom to ask, also while questions are open. */
    fun help(contacts: List<AdviceContact>) = under(R.string.help, contacts, ::contact)

    private fun <T> under(label: Int, parts: List<T>, tell: (T) -> Unit) {
        if (parts.isNotEmpty()) screen.label(screen.text(label))
        parts.forEach(tell)
    }

    private fun contact(contact: AdviceContact) {
        val shown = noted(
            "${contact.fact.sentence}: ${contact.value}${numbers(contact.fact)}",
            when (contact.reach) {
                Reach.ANY -> null
                Reach.LANDLINE -> R.string.from_landline
                Reach.MOBILE -> R.string.from_mobile
            },
        )
        contact.link?.let { linked(shown, it) } ?: said(shown)
        hours(contact.hours)
    }

    private fun stage(stage: AdviceStage) {
        if (stage.relation == StageRelation.OTHERWISE) screen.label(screen.text(R.string.otherwise))
        screen.subheading(stage.title.sentence)
        stage.`when`?.let(::line)
        stage.steps.forEach(::step)
        for (delivery in stage.deliveries) {
            line(delivery.fact)
            delivery.sender?.let(::contact)
        }
        listOfNotNull(stage.cost, stage.time).forEach(::line)
    }

    private fun step(step: AdviceStep) {
        line(step.fact)
        step.operation?.let { operation ->
            unblock?.let { screen.filled(operation.sentence, View.NO_ID, it) } ?: said(operation.sentence)
        }
        for (desk in step.desks) desk(desk)
        step.contacts.forEach(::contact)
        under(R.string.bring, step.documents) { said("• ${text(it.fact)}") }
    }

    private fun desk(desk: AdviceDesk) {
        val shown = listOfNotNull(desk.fact.sentence, desk.address).joinToString() + numbers(desk.fact)
        said(noted(shown, R.string.by_appointment.takeIf { desk.byAppointment }))
        hours(desk.hours)
    }

    /** The week, a line for each day, after whether it is open now; nothing where nothing is stated. */
    private fun hours(hours: StatedHours) {
        val week = hours.week.map { "${it.day}: ${it.times}" }
        if (week.isNotEmpty()) said((listOfNotNull(hours.stateSentence) + week).joinToString("\n"))
    }

    private fun line(fact: AdviceFact) {
        val concluded = fact.confidence == Confidence.INFERRED
        said(noted(text(fact), R.string.concluded.takeIf { concluded }))
    }

    private fun text(fact: AdviceFact): String =
        listOfNotNull(fact.sentence, fact.caution).joinToString(" ") + numbers(fact)

    private fun numbers(fact: AdviceFact): String {
        val cited = fact.sources.map { it.id }
        val found = sources.indices.filter { sources[it].id in cited }.map { it + 1 }
        return if (found.isEmpty()) "" else found.joinToString(prefix = " [", postfix = "]")
    }

    private fun noted(text: String, note: Int?): String =
        if (note == null) text else "$text (${screen.text(note)})"

    private fun said(text: String) = screen.body(text).setTextIsSelectable(true)

    private fun linked(text: String, link: String) {
        screen.choice(text) { screen.open(link) }
    }
}
