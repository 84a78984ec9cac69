package cie.app

import android.app.AlertDialog
import android.content.ClipData
import android.content.ClipboardManager
import android.content.Intent
import android.os.Build
import android.provider.Settings
import android.view.View
import android.widget.TextView
import cie.sdk.CieException
import cie.sdk.Entry
import cie.sdk.NextStep
import cie.sdk.OperationOutcome
import cie.sdk.Report
import cie.sdk.UnblockVariant
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch

/**
 * S9: what came of it, and every step that the library names from there, the safer ones first. S10 where
 * it is what was read.
 *
 * @param stopped the tap that the person has ended while the card had a code: what came of that is said when it
 *   has answered.
 */
class ResultPage(private val attempt: Attempt, private val outcome: Outcome, private val stopped: Job? = null) : Page {
    /** Only what can go on with the same codes keeps them. */
    override val codes = attempt.codes.orNull()?.takeIf { _ -> outcome.next.any { it.keepsCodes } }
    override val secure = outcome.rows.isNotEmpty() || codes != null
    private var question: AlertDialog? = null

    /** Nobody agrees to anything any more. */
    override fun end() {
        question?.dismiss()
    }

    override fun Screen.draw() {
        heading(outcome.heading ?: text(if (outcome.succeeded) R.string.done else outcome.next.firstOrNull().trouble))
        body(outcome.message, R.id.message)
        for ((label, value) in outcome.rows) row(label, value)
        body(outcome.remedy, R.id.remedy)
        body(outcome.triesLeft?.let { activity.resources.getQuantityString(R.plurals.tries_left, it, it) }, R.id.tries)
        // What cannot be taken back stands behind what is safer.
        val steps = outcome.next.filter { it.label != null }.sortedBy { it is NextStep.AskLastTry }
        steps.firstOrNull()?.let { step -> filled(text(step.label!!), R.id.next) { follow(step) } }
        steps.getOrNull(1)?.let { step -> tonal(step.label!!, R.id.other) { follow(step) } }
        steps.drop(2).forEach { step -> tonal(step.label!!, View.NO_ID) { follow(step) } }
        plain(R.string.home, R.id.home) { show(Home()) }
        if (!outcome.succeeded) details()
    }

    /** Folded: for whoever helps, and without a digit of any code. */
    private fun Screen.details() {
        lateinit var all: TextView
        plain(R.string.support, R.id.support) {
            all.say(reported())
            val clipboard = activity.getSystemService(ClipboardManager::class.java)
            clipboard.setPrimaryClip(ClipData.newPlainText(text(R.string.support), all.text))
        }
        all = live(null, R.id.support_text)
        all.setTextIsSelectable(true)
    }

    private fun Screen.reported(): String {
        val device = "${Build.MANUFACTURER} ${Build.MODEL}, Android ${Build.VERSION.RELEASE}"
        return activity.app.report.text(device, outcome.error?.details())
    }

    override fun begin(activity: MainActivity) {
        if (stopped == null) return
        activity.scope.launch {
            stopped.join()
            if (activity.page !== this@ResultPage) return@launch
            val tap = Tap(activity, attempt)
            when (val ended = activity.reader.lastOutcome) {
                is OperationOutcome.Succeeded -> (ended.result as? Report)?.let(tap::succeeded)
                is OperationOutcome.Failed -> ended.error.takeIf { it !is CieException.Cancelled }?.let(tap::failed)
                null -> null
            }?.let { activity.show(ResultPage(attempt, it)) }
        }
    }

    /** Does what the library says is to be done now. */
    private fun Screen.follow(step: NextStep) {
        // With the codes of one card in the phone, another is easily picked up.
        val same = attempt.copy(sameCard = attempt.sameCard ?: outcome.cardId)
        when (step) {
            NextStep.HoldAgain -> show(asking(same))
            NextStep.OtherCard -> show(asking(attempt))
            is NextStep.AskLastTry -> confirmed { show(asking(attempt.copy(lastTry = outcome.lastTry))) }
            NextStep.UnblockOtherWay -> show(asking(same.copy(variant = UnblockVariant.RESET_FIRST)))
            is NextStep.Settle -> {
                val settling = outcome.cardId.takeIf { step.codes.run { newPin || oldPin || puk } }
                // It may be another kind of card than the codes were meant for.
                show(asking(Attempt(Task.SETTLE, attempt.codes, needs = step.codes, settling = settling)))
            }
            is NextStep.CorrectEntry -> show(asking(same.correcting(step.entry)))
            NextStep.NameCard -> show(asking(attempt.copy(only = null)))
            NextStep.CheckOnePin -> show(asking(same.with(Task.CHECK_PIN).correcting(Entry.PIN)))
            NextStep.Unblock -> show(asking(same.with(Task.UNBLOCK_PIN)))
            NextStep.OpenNfcSettings -> activity.open(Intent(Settings.ACTION_NFC_SETTINGS))
            NextStep.Advise -> {
                // The codes are gone by then, and with them what was agreed to.
                val rest = outcome.copy(next = outcome.next.filterNot { it is NextStep.AskLastTry })
                val without = ResultPage(attempt.copy(codes = Codes(), lastTry = null), rest)
                show(RecoveryPage(Recovery(outcome.error, attempt.only), before = { without }))
            }
            NextStep.ChooseDocumentAccess, NextStep.Stop -> Unit
        }
    }

    private fun Screen.confirmed(agreed: () -> Unit) {
        question = AlertDialog.Builder(activity)
            .setTitle(R.string.stop_and_think)
            .setMessage(R.string.last_try_confirm)
            .setPositiveButton(R.string.allow_last_try) { _, _ -> if (activity.page === this@ResultPage) agreed() }
            .setNegativeButton(R.string.cancel, null)
            .show()
    }
}

/** The heading where something did not come to its end. */
private val NextStep?.trouble: Int
    get() = when (this) {
        is NextStep.AskLastTry -> R.string.stop_and_think
        is NextStep.Settle -> R.string.not_known
        else -> R.string.not_done
    }

/** The words on the button for a step; `null` where this app has nothing to offer. */
private val NextStep.label: Int?
    get() = when (this) {
        NextStep.HoldAgain, NextStep.OtherCard -> R.string.hold_card
        is NextStep.CorrectEntry -> R.string.correct
        NextStep.NameCard -> R.string.which_card
        is NextStep.AskLastTry -> R.string.allow_last_try
        NextStep.CheckOnePin -> R.string.check_pin
        NextStep.Unblock -> R.string.unblock_with_puk
        NextStep.UnblockOtherWay -> R.string.other_way
        is NextStep.Settle -> R.string.settle
        NextStep.OpenNfcSettings -> R.string.nfc_settings
        NextStep.Advise -> R.string.advise
        NextStep.ChooseDocumentAccess, NextStep.Stop -> null
    }

/** Whether it is done with the codes that are there. */
private val NextStep.keepsCodes: Boolean
    get() = when (this) {
        NextStep.NameCard, NextStep.OpenNfcSettings, NextStep.Advise, NextStep.ChooseDocumentAccess,
        NextStep.Stop,
        -> false
        else -> true
    }
