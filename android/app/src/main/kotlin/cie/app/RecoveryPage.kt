package cie.app

import android.content.Intent
import android.print.PrintAttributes
import android.print.PrintManager
import android.view.View
import android.webkit.WebView
import android.webkit.WebViewClient
import android.widget.EditText
import cie.sdk.Advice
import cie.sdk.AdviceQuestion
import cie.sdk.NfcState
import cie.sdk.SituationInput

/** S8: the way back to lost codes: one question after the other, then what to do. Needs no card. */
class RecoveryPage(
    private val recovery: Recovery,
    private val before: () -> Page,
    private val unfolded: Boolean = false,
) : Page {
    override fun back(): Page = if (recovery.hasAnswers) RecoveryPage(recovery.before(), before) else before()

    override fun Screen.draw() {
        when (val advice = recovery.advice(activity.language, now())) {
            is Advice.Questions -> {
                question(advice.ask.first())
                told(advice.meanwhile).forEach { add(it) }
            }
            is Advice.Plan -> plan(told(advice.plan))
            is Advice.NotCovered -> plan(told(advice.plan, advice.sentence))
        }
        plain(R.string.home, R.id.home) { show(Home()) }
    }

    private fun Screen.question(question: AdviceQuestion) {
        heading(question.sentence)
        body(text(R.string.question, recovery.question), R.id.question)
        body(text(R.string.recover_how), R.id.promise)
        for (answer in question.answers) {
            choice(answer.sentence) { answered(question.input, answer.value) }
        }
    }

    private fun Screen.answered(input: SituationInput, value: String): Boolean {
        val after = recovery.after(input, value) ?: return false
        show(RecoveryPage(after, before))
        return true
    }

    private fun Screen.plan(told: Told) {
        heading(R.string.what_to_do)
        told.parts.forEach { add(it) }
        if (recovery.mayNameMunicipality) municipality()
        plain(R.string.share, R.id.share) { share() }
        plain(R.string.print, R.id.print) { print() }
        if (told.folded.isEmpty()) return
        plain(if (unfolded) R.string.less else R.string.more, R.id.more) {
            show(RecoveryPage(recovery, before, !unfolded))
        }
        if (unfolded) told.folded.forEach { add(it) }
    }

    private fun Screen.municipality() {
        label(text(R.string.municipality)).labelFor = R.id.municipality
        val field: EditText = place(R.id.municipality)
        tonal(R.string.name_municipality, R.id.name_municipality) {
            if (!answered(SituationInput.MUNICIPALITY, field.text.toString())) {
                field.refuse(text(R.string.no_municipality))
            }
        }
    }

    private fun Screen.add(part: Part) {
        when (part) {
            is Part.Label -> label(text(part.text))
            is Part.Title -> subheading(part.text)
            is Part.Line -> body(noted(part.text, part.note)).setTextIsSelectable(true)
            is Part.Link -> choice(noted(part.text, part.note)) { open(part.link) }
            is Part.Action -> if (activity.reader.state.value == NfcState.MISSING) {
                body(part.text)
            } else {
                filled(part.text, View.NO_ID) {
                    show(asking(Attempt(Task.UNBLOCK_PIN, only = recovery.kind, inHalves = false)))
                }
            }
        }
    }

    private fun Screen.noted(text: String, note: Int?): String =
        if (note == null) text else "$text (${text(note)})"

    private fun Screen.share() {
        val sent = Intent(Intent.ACTION_SEND).setType("text/plain")
            .putExtra(Intent.EXTRA_SUBJECT, text(R.string.what_to_do))
            .putExtra(Intent.EXTRA_TEXT, recovery.asText(activity.language, now()))
        activity.open(Intent.createChooser(sent, null))
    }

    /** A page without scripts that loads nothing; the system makes a file of it as well. */
    private fun Screen.print() {
        val view = WebView(activity)
        view.webViewClient = object : WebViewClient() {
            override fun onPageFinished(view: WebView, url: String) {
                val name = text(R.string.what_to_do)
                activity.getSystemService(PrintManager::class.java)
                    .print(name, view.createPrintDocumentAdapter(name), PrintAttributes.Builder().build())
            }
        }
        view.loadDataWithBaseURL(null, recovery.asPage(activity.language, now()), "text/html", "utf-8", null)
    }

    private fun now() = (System.currentTimeMillis() / MILLIS).toULong()

    private companion object {
        const val MILLIS = 1000
    }
}
