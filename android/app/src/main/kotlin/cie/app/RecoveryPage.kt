package cie.app

import android.content.Intent
import android.print.PrintAttributes
import android.print.PrintManager
import android.webkit.WebView
import android.webkit.WebViewClient
import android.widget.EditText
import cie.sdk.Advice
import cie.sdk.AdvicePlan
import cie.sdk.AdviceQuestion
import cie.sdk.NfcState
import cie.sdk.SituationInput

/** S8: the way back to lost codes: one question after the other, then what to do. Needs no card. */
class RecoveryPage(
    private val recovery: Recovery,
    private val before: () -> Page,
    private val unfolded: Boolean = false,
) : Page {
    /** Until it is printed, nothing else has it. */
    private var printed: WebView? = null

    override fun back(): Page = if (recovery.hasAnswers) RecoveryPage(recovery.before(), before) else before()

    override fun Screen.draw() {
        when (val advice = recovery.advice(activity.language, now())) {
            is Advice.Questions -> {
                question(advice.ask.first())
                Teller(this).help(advice.meanwhile)
            }
            is Advice.Plan -> plan(advice.plan, null)
            is Advice.NotCovered -> plan(advice.plan, advice.sentence)
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

    private fun Screen.plan(plan: AdvicePlan, reason: String?) {
        heading(R.string.what_to_do)
        body(reason)
        val unblock = { show(asking(Attempt(Task.UNBLOCK_PIN, only = recovery.kind, inHalves = false))) }
        val teller = Teller(this, plan.sources, unblock.takeIf { activity.reader.state.value != NfcState.MISSING })
        teller.tell(plan)
        if (recovery.mayNameMunicipality) municipality()
        plain(R.string.share, R.id.share) { share() }
        plain(R.string.print, R.id.print) { print() }
        plain(if (unfolded) R.string.less else R.string.more, R.id.more) {
            show(RecoveryPage(recovery, before, !unfolded))
        }
        if (unfolded) teller.tellMore(plan)
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

    private fun Screen.share() {
        val sent = Intent(Intent.ACTION_SEND).setType("text/plain")
            .putExtra(Intent.EXTRA_SUBJECT, text(R.string.what_to_do))
            .putExtra(Intent.EXTRA_TEXT, recovery.asText(activity.language, now()))
        activity.open(Intent.createChooser(sent, null))
    }

    /** A page without scripts that loads nothing; the system makes a file of it as well. */
    private fun Screen.print() {
        val view = WebView(activity).also { printed = it }
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
