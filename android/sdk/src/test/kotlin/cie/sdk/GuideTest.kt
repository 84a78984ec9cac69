package cie.sdk.guide

import android.app.Activity
import android.app.Application
import android.content.Intent
import android.os.Build
import android.os.Bundle
import android.provider.Settings
import android.view.View
import android.widget.EditText
import android.widget.TextView
import cie.sdk.*
import java.io.File
import java.util.Locale
import java.util.concurrent.CompletableFuture
import kotlinx.coroutines.Job
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.MainScope
import kotlinx.coroutines.cancel
import kotlinx.coroutines.future.future
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir

// What docs/android.md shows, as it stands there. What an app has of its own is around it.

private suspend fun first(reader: CardReader, puk: Puk, newPin: Pin): Report {
    val report = reader.tap(only = CardKind.CIE) { card -> card.unblockPin(puk, newPin) }
    return report
}

private var View.isVisible: Boolean
    get() = visibility == View.VISIBLE
    set(value) {
        visibility = if (value) View.VISIBLE else View.GONE
    }

class PinApplication : Application() {
    val store by lazy { FileTryStore(File(noBackupFilesDir, "cie")) }
}

class PinActivity : Activity() {
    private lateinit var reader: CardReader
    private val scope = MainScope()
    private var tapping: Job? = null
    private var again: (cardId: String?) -> Unit = {}

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        reader = CardReader(this, (application as PinApplication).store)
        scope.launch { reader.state.collect { banner.isVisible = it != NfcState.READY } }
    }

    override fun onDestroy() {
        super.onDestroy()
        scope.cancel()
    }

    private lateinit var banner: View
    private lateinit var phase: TextView
    private lateinit var message: TextView
    private lateinit var remedy: TextView
    private lateinit var pukField: EditText
    private lateinit var newPinField: EditText
    private val locale = Locale.ITALIAN
    private var next: NextStep? = null
    private var lastError: CieException? = null

    private fun showDone(report: Report) = message.setText(report.cardId)

    private fun agreed(notes: List<String>) = notes.isNotEmpty()

    private fun ask() = Unit

    private fun askFor(entry: Entry) = message.setText(entry.name)

    private fun ask(question: AdviceQuestion) = message.setText(question.sentence)

    private fun show(plan: AdvicePlan) = message.setText(plan.age)

    private fun unblock(puk: Puk, newPin: Pin) = tap { card -> card.unblockPin(puk, newPin) }

    private fun tap(same: String? = null, block: suspend (CieCard) -> Report) {
        again = { cardId -> tap(same ?: cardId, block) }   // on the card that it was begun with
        tapping = scope.launch {
            try {
                showDone(reader.tap(CardKind.CIE, sameCard = same, onProgress = ::show, block = block))
            } catch (error: CieException) {
                show(error)
            }
        }
    }

    private fun show(progress: Progress) {
        phase.text = when {
            progress.otherTag -> "Not an identity card or a health card"
            progress.attempt > 1 && progress.phase == Phase.START -> "Hold the card again"
            else -> phaseSentence(progress.phase, languageFor(locale))
        }
    }

    private fun entered() {
        val newPin = try {
            checkEntry(Entry.PUK, CardKind.CIE, pukField.text)
            checkNewPin(newPinField.text, old = null, CardKind.CIE)
            Pin.of(newPinField.text)
        } catch (error: CieException) {
            return show(error)               // before a card is asked for
        }
        unblock(Puk.of(pukField.text), newPin)
    }

    private fun joined(first: EditText, second: EditText): Puk? = try {
        joinHalves(RecoveryCard.CIE, RecoveryCode.PUK, first.text, second.text).use { whole ->
            if (agreed(whole.notes().map { joinNoteSentence(it, languageFor(locale)) })) whole.puk() else null
        }
    } catch (error: JoinException) {
        message.text = error.sentence(languageFor(locale))   // names the half
        null
    }

    private fun show(error: CieException) {
        val sentences = error.sentencesFor(locale)
        message.text = sentences.message             // what happened, with the tries left
        remedy.text = sentences.remedy               // what to do about it
        next = error.details().next                  // the button; `otherwise` has further ones
    }

    private fun follow(step: NextStep, details: ErrorDetails, puk: Puk, newPin: Pin) = when (step) {
        NextStep.HoldAgain -> again(details.cardId)
        NextStep.OtherCard -> again(null)            // that of the error is the wrong one
        is NextStep.AskLastTry -> tap(details.cardId) { it.unblockPin(puk, newPin, lastTry = details.lastTry) }
        NextStep.UnblockOtherWay ->
            tap(details.cardId) { it.unblockPin(puk, newPin, UnblockVariant.RESET_FIRST) }
        is NextStep.Settle -> details.cardId?.let { settle(step.codes, it, puk, newPin) }
        is NextStep.CorrectEntry -> askFor(step.entry)
        NextStep.Unblock, NextStep.CheckOnePin, NextStep.NameCard -> ask()
        NextStep.OpenNfcSettings -> startActivity(Intent(Settings.ACTION_NFC_SETTINGS))
        NextStep.Advise -> advise(situation)
        NextStep.ChooseDocumentAccess, NextStep.Stop -> finish()
    }

    private fun settle(needs: NeededCodes, cardId: String, puk: Puk, newPin: Pin) {
        again = { settle(needs, cardId, puk, newPin) }
        tapping = scope.launch {
            try {
                val resolution = reader.tap(CardKind.CIE) { card ->
                    card.resolve(cardId, newPin, puk = puk.takeIf { needs.puk })
                }
                message.text = settlementSentence(resolution.settlement, languageFor(locale))
                if (resolution.settlement == Settlement.UnblockAgain) tap(cardId) { it.unblockPin(puk, newPin) }
            } catch (error: CieException) {
                show(error)
            }
        }
    }

    private val situation get() = lastError?.situation() ?: Situation()   // what an error knows already

    private fun advise(situation: Situation) {
        val language = languageFor(locale)
        val now = (System.currentTimeMillis() / 1000).toULong()
        italianDate(now)?.let { situation.set(SituationInput.TODAY, it) }
        when (val advice = situation.advise(language, now)) {
            is Advice.Questions -> ask(advice.ask.first())   // then situation.set(question.input, answer.value)
            is Advice.Plan -> show(advice.plan)
            is Advice.NotCovered -> show(advice.plan)
        }
    }

    private fun beginReport() {
        reader.supportReport = SupportReport()       // every tap writes to it from now on
    }

    private fun showReport(error: CieException) {
        val phone = "${Build.MANUFACTURER} ${Build.MODEL}, Android ${Build.VERSION.RELEASE}"
        message.text = reader.supportReport?.text(phone, error.details())
    }
}

object Taps {
    @JvmStatic
    fun unblock(reader: CardReader, puk: CharSequence, newPin: CharSequence): CompletableFuture<String> =
        MainScope().future(start = CoroutineStart.UNDISPATCHED) {
            Puk.of(puk).use { code ->
                Pin.of(newPin).use { pin ->
                    reader.tap(CardKind.CIE) { it.unblockPin(code, pin) }.cardId
                }
            }
        }
}

/** The guide for app teams. */
class GuideTest {
    @TempDir
    lateinit var folder: File

    @Test
    fun `the simulated card of the guide takes its PIN, and loses the answer after it`(): Unit = runBlocking {
        val store = FileTryStore(folder)
        val simulated = SimulatedCard("gemalto", extended = true)
        val reader = CardReader(simulated, store)
        Pin.of("24681357").use { pin -> reader.tap(CardKind.CIE) { it.verifyPin(pin) } }
        // Loses an answer; docs/simulator.md lists what else can go wrong.
        simulated.setFaults(listOf("drop-after=${simulated.exchanges() + 16u}"))
        assertEquals(3u.toUByte(), simulated.pinTries())
        assertThrows<CieException.OutcomeUnknown> {
            runBlocking { reader.tap(CardKind.CIE) { it.verifyPin(Pin.of("86421357")) } }
        }
    }

    @Test
    fun `every example of the guide is compiled here, as it stands there`() {
        val sdk = File(System.getProperty("consumer.rules")).absoluteFile.parentFile
        val guide = File(sdk, "../../docs/android.md").readText()
        for ((language, file) in listOf("kotlin" to "kotlin/cie/sdk/GuideTest.kt", "java" to "java/cie/sdk/guide/JavaSample.java")) {
            val here = lines(File(sdk, "src/test/$file").readText())
            val examples = guide.split("```$language\n").drop(1)
            assertTrue(examples.isNotEmpty(), language)
            for (example in examples) {
                val wanted = lines(example.substringBefore("```").replace(Regex("^import cie.sdk.*\n"), ""))
                assertTrue(wanted in here, wanted)
            }
        }
    }

    private fun lines(text: String) =
        text.lines().map(String::trim).filter(String::isNotEmpty).joinToString("\n")
}
