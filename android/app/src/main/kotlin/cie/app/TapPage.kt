package cie.app

import android.content.Intent
import android.os.Build
import android.provider.Settings
import android.view.HapticFeedbackConstants
import android.view.View
import android.view.WindowManager.LayoutParams.FLAG_KEEP_SCREEN_ON
import android.widget.ProgressBar
import android.widget.TextView
import cie.sdk.CieException
import cie.sdk.NeededCodes
import cie.sdk.NextStep
import cie.sdk.NfcState
import cie.sdk.Phase
import cie.sdk.Progress
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Job
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.launch

/** S7: waits for the card, and says how far it is. */
class TapPage(private val attempt: Attempt) : Page {
    override val codes get() = attempt.codes.orNull()
    private lateinit var activity: MainActivity
    private var tapping: Job? = null
    private var hinting: Job? = null
    private var step: Progress? = null
    private val isSearching get() = step?.phase ?: Phase.START == Phase.START

    override fun Screen.draw() {
        heading(R.string.hold_card)
        body(text(if (attempt.task == Task.READ_HEALTH_CARD) R.string.hold_health_card_how else R.string.hold_card_how))
        banner(R.string.nfc_off, R.id.nfc_state)
        tonal(R.string.nfc_settings, R.id.nfc_settings) { activity.open(Intent(Settings.ACTION_NFC_SETTINGS)) }
        picture(R.drawable.phone_over_card, R.string.phone_picture)
        bar(R.id.progress)
        live(text(R.string.searching), R.id.phase)
        live(null, R.id.hints)
        plain(R.string.stop, R.id.stop) { stop() }
        showNfc(activity)
        step?.let { told(it) }
    }

    fun showNfc(shown: MainActivity = activity) {
        val off = shown.reader.state.value != NfcState.READY
        for (id in listOf(R.id.nfc_state, R.id.nfc_settings)) {
            shown.findViewById<View>(id)?.visibility = if (off) View.VISIBLE else View.GONE
        }
    }

    override fun begin(activity: MainActivity) {
        this.activity = activity
        activity.window.addFlags(FLAG_KEEP_SCREEN_ON)
        tapping = activity.scope.launch { result(outcome()) }
        hint()
    }

    /** Reader mode belongs to the app in front: the card loses its power now. */
    override fun pause() = if (step?.phase in WITH_CODE) stop() else cancel()

    /** With the codes that are there. */
    override fun resume() {
        if (tapping?.isActive == false) begin(activity)
    }

    override fun end() {
        cancel()
        activity.window.clearFlags(FLAG_KEEP_SCREEN_ON)
    }

    private fun cancel() {
        tapping?.cancel()
        hinting?.cancel()
    }

    /** Where the card may have a code by now, what came of it is said when it has answered. */
    override fun back(): Page =
        if (step?.phase in WITH_CODE) {
            val nothing = NeededCodes(newPin = false, oldPin = false, puk = false)
            val open = Outcome(false, activity.getString(R.string.left_open), next = listOf(NextStep.Settle(nothing)))
            ResultPage(attempt.copy(codes = Codes(), lastTry = null), open, tapping)
        } else {
            attempt.before(null)?.let(::asking) ?: Home()
        }

    private fun stop() = activity.show(back())

    /** Of a card that is not found, what helps most often. */
    private fun hint() {
        hinting = activity.scope.launch {
            delay(PATIENCE)
            if (isSearching) find<TextView>(R.id.hints)?.say(activity.getString(R.string.hints))
        }
    }

    private fun result(outcome: Outcome) {
        // An app that hears nothing is told by the hand.
        val view = activity.window.decorView
        view.performHapticFeedback(if (outcome.succeeded) FELT else FELT_FAILURE)
        activity.show(ResultPage(attempt, outcome))
    }

    @Suppress("TooGenericExceptionCaught")
    private suspend fun outcome(): Outcome {
        val tap = Tap(activity, attempt)
        return try {
            try {
                activity.reader.tap(attempt.only, attempt.sameCard, onProgress = ::told) { card -> tap.carryOut(card) }
            } catch (error: CieException) {
                tap.failed(error)
            }
        } catch (cancelled: CancellationException) {
            throw cancelled
        } catch (_: Exception) {
            currentCoroutineContext().ensureActive()
            // Of the phone, not of the SDK. What it says is for nobody who holds a card.
            Outcome(false, activity.getString(R.string.unexpected), next = listOf(NextStep.HoldAgain))
        }
    }

    /** Three things are said: that the card is sought, that it must not move, and how far it is, in quarters. */
    private fun told(progress: Progress) {
        val found = progress.phase != Phase.START
        if (found && isSearching) activity.window.decorView.performHapticFeedback(FELT)
        step = progress
        val percent = (progress.fraction * PERCENT).toInt()
        find<ProgressBar>(R.id.progress)?.progress = percent
        find<TextView>(R.id.phase)?.say(
            when {
                progress.otherTag -> activity.getString(R.string.other_tag)
                found -> activity.getString(R.string.keep_still, percent / QUARTER * QUARTER)
                progress.attempt > 1 -> activity.getString(R.string.hold_again)
                else -> activity.getString(R.string.searching)
            },
        )
        if (found) find<TextView>(R.id.hints)?.say(null)
    }

    private fun <T : View> find(id: Int): T? = activity.findViewById(id)

    private companion object {
        /** From when the card may have a code on. */
        val WITH_CODE =
            setOf(Phase.VERIFY_PIN, Phase.VERIFY_PUK, Phase.CHANGE_PIN, Phase.RESET_PIN, Phase.DONE)

        /** Milliseconds after which a card that was not found is not found. */
        const val PATIENCE = 15_000L
        const val PERCENT = 100
        const val QUARTER = 25

        val KNOWS_CONFIRM = Build.VERSION.SDK_INT >= Build.VERSION_CODES.R
        val FELT = if (KNOWS_CONFIRM) HapticFeedbackConstants.CONFIRM else HapticFeedbackConstants.VIRTUAL_KEY
        val FELT_FAILURE = if (KNOWS_CONFIRM) HapticFeedbackConstants.REJECT else HapticFeedbackConstants.LONG_PRESS
    }
}
