package cie.app

import android.app.Activity
import android.content.Intent
import android.os.Build
import android.os.Bundle
import android.provider.Settings
import android.view.View
import android.view.WindowManager
import android.widget.Button
import android.widget.EditText
import android.widget.ProgressBar
import android.widget.RadioGroup
import android.widget.TextView
import cie.sdk.CieException
import cie.sdk.NeededCodes
import cie.sdk.NextStep
import cie.sdk.NfcState
import cie.sdk.OperationOutcome
import cie.sdk.Phase
import cie.sdk.Progress
import cie.sdk.Report
import cie.sdk.UnblockVariant
import cie.sdk.languageFor
import cie.sdk.phaseSentence
import cie.sdk.sentencesFor
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.launch

/**
 * Four pages, one after the other: what to do, the codes, the card, the result; beside them, the way
 * back to lost codes.
 *
 * No code is in a saved state, a picture of the screen or a log: the fields save nothing, the window
 * is secure, and what was entered is overwritten, in the fields when they are left and outside them
 * when the tap is over or the app is no longer seen. An app that comes back after its process was
 * ended begins at the first page.
 */
class MainActivity : Activity() {
    private val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate)
    private val app get() = application as CieApplication
    private val reader by lazy { app.reader(this) }
    private var tapping: Job? = null
    private var attempted: Attempt? = null
    private var step: Progress? = null
    private var entered: Codes? = null
    private var page = Page.HOME
    private var recovery = Recovery()

    private enum class Page { HOME, RECOVERY, CODES, TAP, RESULT }

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        window.setFlags(WindowManager.LayoutParams.FLAG_SECURE, WindowManager.LayoutParams.FLAG_SECURE)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
            onBackInvokedDispatcher.registerOnBackInvokedCallback(0) { if (!back()) finish() }
        }
        home()
        // NFC is switched on and off in the settings, and in those that are drawn down over this page.
        scope.launch { reader.state.collect { if (page == Page.HOME) home() } }
    }

    override fun onPause() {
        super.onPause()
        // Reader mode belongs to the app in front: the card loses its power now. A code that is under
        // way was booked before it was sent: if its answer does not come any more, the first page
        // offers to settle it.
        if (page == Page.TAP) leaveTap()
    }

    override fun onStop() {
        super.onStop()
        // Not to be kept while nobody looks. A result without codes stays.
        if (page == Page.CODES || entered != null) home()
    }

    override fun onDestroy() {
        super.onDestroy()
        scope.cancel()
        if (page == Page.CODES) emptyFields()
        forget()
    }

    @Deprecated("Called by Android 12 and older.")
    override fun onBackPressed() {
        @Suppress("DEPRECATION")
        if (!back()) super.onBackPressed()
    }

    /** Leads to the first page; `false` from there. */
    private fun back(): Boolean {
        when (page) {
            Page.HOME -> return false
            Page.TAP -> leaveTap()
            Page.RECOVERY -> if (recovery.hasAnswers) {
                recovery.back()
                recover()
            } else {
                home()
            }
            Page.CODES, Page.RESULT -> home()
        }
        return true
    }

    /**
     * Ends the tap. Where the card may have a code by now, what came of it is said when it has answered,
     * and that it is not known until then.
     */
    private fun leaveTap() {
        val attempt = attempted
        if (attempt == null || step?.phase !in WITH_CODE) return home()
        val stopped = tapping
        stopped?.cancel()
        val nothing = NeededCodes(newPin = false, oldPin = false, puk = false)
        result(attempt, Outcome(false, getString(R.string.left_open), next = NextStep.Settle(nothing)))
        forget()
        scope.launch {
            stopped?.join()
            if (page != Page.RESULT || attempted !== attempt) return@launch
            val tap = Tap(this@MainActivity, attempt)
            when (val ended = reader.lastOutcome) {
                is OperationOutcome.Succeeded -> (ended.result as? Report)?.let { result(attempt, tap.succeeded(it)) }
                is OperationOutcome.Failed -> if (ended.error !is CieException.Cancelled) {
                    result(attempt, tap.failed(ended.error))
                    forget()
                }
                null -> Unit
            }
        }
    }

    private fun home() {
        show(Page.HOME, R.layout.screen_home)
        forget()
        val state = reader.state.value
        find<TextView>(R.id.nfc_state).apply {
            visible = state != NfcState.READY
            setText(if (state == NfcState.MISSING) R.string.nfc_missing else R.string.nfc_off)
        }
        find<Button>(R.id.nfc_settings).apply {
            visible = state == NfcState.OFF
            setOnClickListener { startActivity(Intent(Settings.ACTION_NFC_SETTINGS)) }
        }
        find<Button>(R.id.recover).setOnClickListener { recover(Recovery()) }
        for ((button, task) in TASKS) {
            find<Button>(button).apply {
                isEnabled = state == NfcState.READY
                setOnClickListener { codes(task, task.fields) }
            }
        }
    }

    /** Needs no card: whoever has lost it is advised, too. */
    private fun recover(about: Recovery = recovery) {
        recovery = about
        show(Page.RECOVERY, R.layout.screen_recovery)
        val unblock = { codes(Task.FORGOT_PIN, Task.FORGOT_PIN.fields) }
        val ready = reader.state.value == NfcState.READY
        RecoveryPage(this, recovery, { recover() }, ::home, unblock.takeIf { ready }).show()
    }

    /** Asks for codes; those that are not in [fields] stay what they are in [before]. */
    private fun codes(task: Task, fields: List<Int>, before: Attempt? = null) {
        if (task == Task.SETTLE && fields.isEmpty()) return tap(Attempt(task, Codes()))
        show(Page.CODES, R.layout.screen_codes)
        find<TextView>(R.id.heading).setText(task.title)
        find<TextView>(R.id.explanation).setText(task.explanation)
        for ((field, label) in FIELDS) {
            find<View>(field).visible = field in fields
            find<View>(label).visible = field in fields
        }
        val asksWhichCard = task.asksWhichCard && before?.only == null
        find<View>(R.id.which_card).visible = asksWhichCard
        fields.firstOrNull()?.let { find<EditText>(it).requestFocus() }
        find<Button>(R.id.go_on).setOnClickListener {
            val chosen = CARDS[find<RadioGroup>(R.id.which_card).checkedRadioButtonId]
            val only = if (asksWhichCard) chosen else before?.only
            val (one, again) = find<EditText>(R.id.new_pin).text to find<EditText>(R.id.new_pin_again).text
            if (R.id.new_pin_again in fields && !one.contentEquals(again)) {
                mistake(getString(R.string.not_the_same))
            } else {
                try {
                    val codes = Codes.of(fields, before?.codes, only) { find(it) }
                    before?.codes?.wipeBut(codes)
                    tap((before ?: Attempt(task, codes)).copy(codes = codes, only = only))
                } catch (error: CieException) {
                    mistake(error.sentencesFor(resources.configuration.locales[0]).message)
                }
            }
        }
    }

    private fun mistake(text: String) = find<TextView>(R.id.mistake).let {
        it.text = text
        it.visible = true
    }

    private fun tap(attempt: Attempt) {
        show(Page.TAP, R.layout.screen_tap)
        attempted = attempt
        step = null
        entered = attempt.codes
        window.addFlags(WindowManager.LayoutParams.FLAG_KEEP_SCREEN_ON)
        find<Button>(R.id.stop).setOnClickListener { leaveTap() }
        tapping = scope.launch { result(attempt, outcomeOf(attempt)) }
    }

    @Suppress("TooGenericExceptionCaught")
    private suspend fun outcomeOf(attempt: Attempt): Outcome =
        try {
            val tap = Tap(this, attempt)
            try {
                reader.tap(attempt.only, attempt.sameCard, onProgress = ::show) { card -> tap.carryOut(card) }
            } catch (error: CieException) {
                tap.failed(error)
            }
        } catch (cancelled: CancellationException) {
            throw cancelled
        } catch (_: Exception) {
            currentCoroutineContext().ensureActive()
            // Of the phone, not of the SDK. What it says is for nobody who holds a card.
            Outcome(succeeded = false, message = getString(R.string.unexpected), next = NextStep.HoldAgain)
        }

    private fun show(progress: Progress) {
        step = progress
        if (page != Page.TAP) return
        find<ProgressBar>(R.id.progress).progress = (progress.fraction * 100).toInt()
        find<TextView>(R.id.phase).text = when {
            progress.otherTag -> getString(R.string.other_tag)
            progress.phase == Phase.START && progress.attempt > 1 -> getString(R.string.hold_again)
            else -> phaseSentence(progress.phase, languageFor(resources.configuration.locales[0]))
        }
    }

    private fun result(attempt: Attempt, outcome: Outcome) {
        show(Page.RESULT, R.layout.screen_result)
        find<TextView>(R.id.heading).text = outcome.heading
            ?: getString(if (outcome.succeeded) R.string.done else R.string.not_done)
        find<TextView>(R.id.message).text = outcome.message
        find<TextView>(R.id.remedy).apply {
            text = outcome.remedy
            visible = outcome.remedy != null
        }
        find<TextView>(R.id.tries).apply {
            val tries = outcome.triesLeft
            text = tries?.let { resources.getQuantityString(R.plurals.tries_left, it, it) }
            visible = tries != null
        }
        find<Button>(R.id.next).apply {
            val label = outcome.next?.label
            visible = label != null
            label?.let(::setText)
            setOnClickListener { outcome.next?.let { follow(it, attempt, outcome) } }
        }
        find<Button>(R.id.home).setOnClickListener { home() }
        // Only what can be tried with the same codes keeps them.
        val next = outcome.next
        if (next is NextStep.CorrectEntry) entered = entered?.without(next.entry)
        if (next?.keepsCodes != true) forget()
    }

    /** Does what the library says is to be done now. */
    private fun follow(step: NextStep, attempt: Attempt, outcome: Outcome) {
        // With the codes of one card in the phone, another is easily picked up.
        val same = attempt.copy(sameCard = attempt.sameCard ?: outcome.cardId)
        when (step) {
            NextStep.HoldAgain -> tap(same)
            NextStep.OtherCard -> tap(attempt)
            is NextStep.AskLastTry -> tap(attempt.copy(lastTry = outcome.lastTry))
            NextStep.UnblockOtherWay -> tap(same.copy(variant = UnblockVariant.RESET_FIRST))
            is NextStep.Settle -> settle(step.codes, attempt, outcome)
            is NextStep.CorrectEntry -> {
                val rest = same.copy(codes = entered ?: Codes())
                codes(attempt.task, attempt.task.fieldsOf(step.entry), rest)
            }
            NextStep.NameCard -> codes(attempt.task, attempt.task.fields)
            NextStep.CheckOnePin -> codes(Task.CHECK_PIN, Task.CHECK_PIN.fields, same.with(Task.CHECK_PIN))
            NextStep.Unblock -> codes(Task.FORGOT_PIN, Task.FORGOT_PIN.fields, same.with(Task.FORGOT_PIN))
            NextStep.OpenNfcSettings -> startActivity(Intent(Settings.ACTION_NFC_SETTINGS))
            NextStep.Advise -> recover(Recovery(outcome.error))
            NextStep.ChooseDocumentAccess, NextStep.Stop -> Unit
        }
    }

    /** With the codes that are there, where they are those that are needed. */
    private fun settle(needs: NeededCodes, attempt: Attempt, outcome: Outcome) {
        val fields = listOfNotNull(
            R.id.puk.takeIf { needs.puk },
            R.id.old_pin.takeIf { needs.oldPin },
            R.id.new_pin.takeIf { needs.newPin },
        )
        val kept = if (entered == null) Codes() else attempt.codes
        val settling = Attempt(Task.SETTLE, kept, cardId = outcome.cardId.takeIf { fields.isNotEmpty() })
        if (kept.has(needs)) tap(settling) else codes(Task.SETTLE, fields, settling)
    }

    private fun show(next: Page, layout: Int) {
        if (page == Page.TAP) {
            window.clearFlags(WindowManager.LayoutParams.FLAG_KEEP_SCREEN_ON)
            if (next != Page.RESULT) tapping?.cancel()
        }
        if (page == Page.CODES) emptyFields()
        page = next
        setContentView(layout)
    }

    /** Overwrites what is in the fields: `clear` alone only says that there is nothing. */
    private fun emptyFields() {
        for (field in FIELDS.keys) {
            val text = find<EditText>(field).text
            text.replace(0, text.length, "0".repeat(text.length))
            text.clear()
        }
    }

    private fun forget() {
        entered?.wipe()
        entered = null
    }

    private fun <T : View> find(id: Int): T = findViewById(id)

    private companion object {
        val TASKS = mapOf(
            R.id.check_pin to Task.CHECK_PIN,
            R.id.change_pin to Task.CHANGE_PIN,
            R.id.forgot_pin to Task.FORGOT_PIN,
            R.id.read_data to Task.READ_DATA,
            R.id.read_health_card to Task.READ_HEALTH_CARD,
            R.id.settle to Task.SETTLE,
        )

        /** From when the card may have a code on. */
        val WITH_CODE =
            setOf(Phase.VERIFY_PIN, Phase.VERIFY_PUK, Phase.CHANGE_PIN, Phase.RESET_PIN, Phase.DONE)

        val FIELDS = mapOf(
            R.id.can to R.id.can_label,
            R.id.puk to R.id.puk_label,
            R.id.old_pin to R.id.old_pin_label,
            R.id.new_pin to R.id.new_pin_label,
            R.id.new_pin_again to R.id.new_pin_again_label,
        )
    }
}

private var View.visible: Boolean
    get() = visibility == View.VISIBLE
    set(value) {
        visibility = if (value) View.VISIBLE else View.GONE
    }
