package cie.sdk.guide

import android.app.Activity
import android.app.Application
import android.content.Context
import android.nfc.Tag
import android.widget.TextView
import cie.sdk.*
import java.io.File
import java.util.Locale
import kotlinx.coroutines.Job
import kotlinx.coroutines.MainScope
import kotlinx.coroutines.cancel
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir

// What docs/android.md shows, as it stands there. What an app has of its own is around it.

private lateinit var message: TextView
private lateinit var remedy: TextView
private lateinit var tries: TextView
private val locale = Locale.ITALIAN

private fun show(progress: Progress) = message.setText(progress.phase.name)

private fun showDone() = message.setText("")

class PinApplication : Application() {
    val store by lazy { FileTryStore(File(noBackupFilesDir, "cie")) }
}

class PinActivity : Activity() {
    private val scope = MainScope()
    private val reader by lazy { CardReader(this) }
    private var tap: Job? = null

    private fun unblock(puk: ByteArray, newPin: ByteArray) {
        val store = (application as PinApplication).store
        tap = scope.launch {
            reader.withCard { transceiver ->
                // The card that the person said the codes are for.
                val card = CieCard(transceiver, store, only = CardKind.CIE)
                val watching = launch { card.progress.collect { show(it) } }
                try {
                    card.unblockPin(puk, newPin)
                    showDone()
                } catch (error: CieException) {
                    show(error)
                } finally {
                    watching.cancel()
                }
            }
        }
    }

    override fun onPause() {
        super.onPause()
        tap?.cancel()       // Android ends reader mode now
    }

    override fun onDestroy() {
        super.onDestroy()
        scope.cancel()
    }
}

private fun show(error: CieException) {
    val sentences = error.sentencesFor(locale)   // Italian, English, German
    message.text = sentences.message             // what happened, with the tries left
    remedy.text = sentences.remedy               // what to do about it
    tries.text = error.details().tries?.left?.toString()
}

private suspend fun first(tag: Tag, store: TryStore, puk: ByteArray, newPin: ByteArray) {
    val card = CieCard(IsoDepTransceiver(tag), store, only = CardKind.CIE)
    card.unblockPin(puk, newPin)
}

private fun storeOf(context: Context): TryStore {
    val store = FileTryStore(File(context.noBackupFilesDir, "cie"))
    return store
}

/** The hands of a person who agrees, and who holds one card after the other to the phone. */
private class Hands(vararg cards: Transceiver) {
    private val left = cards.toMutableList()

    suspend fun <T> withCard(operation: suspend (Transceiver) -> T): T = operation(left.removeAt(0))
}

private class Retries(private val reader: Hands, private val store: TryStore) {
    private fun agreed(error: CieException): Boolean = error.sentencesFor(locale).message.isNotEmpty()

    suspend fun verify(pin: ByteArray) {
        try {
            reader.withCard { CieCard(it, store, only = CardKind.CIE).verifyPin(pin.copyOf()) }
        } catch (error: CieException.LastTry) {
            if (!agreed(error)) return
            val lastTry = error.details().lastTry
            reader.withCard {
                CieCard(it, store, only = CardKind.CIE).verifyPin(pin.copyOf(), lastTry)
            }
        } finally {
            pin.fill(0)
        }
    }

    suspend fun change(oldPin: ByteArray, newPin: ByteArray) {
        try {
            reader.withCard {
                CieCard(it, store, only = CardKind.CIE).changePin(oldPin.copyOf(), newPin.copyOf())
            }
        } catch (error: CieException.OutcomeUnknown) {
            val same = error.details().cardId
            reader.withCard {
                val card = CieCard(it, store, only = CardKind.CIE, sameCard = same)
                card.resolve(card.pending().cardId, newPin.copyOf(), oldPin.copyOf())
            }
        } finally {
            oldPin.fill(0)
            newPin.fill(0)
        }
    }

    suspend fun unblockTheOtherWay(puk: ByteArray, newPin: ByteArray) {
        try {
            reader.withCard {
                CieCard(it, store, only = CardKind.CIE).unblockPin(puk.copyOf(), newPin.copyOf())
            }
        } catch (error: CieException.CardRefused) {
            if (error.details().phase != Phase.RESET_PIN || !agreed(error)) throw error
            val same = error.details().cardId
            reader.withCard {
                val card = CieCard(it, store, only = CardKind.CIE, sameCard = same)
                card.unblockPin(puk.copyOf(), newPin.copyOf(), UnblockVariant.RESET_FIRST)
            }
        } finally {
            puk.fill(0)
            newPin.fill(0)
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
        val card = CieCard(simulated, store)
        card.verifyPin("24681357".codeBytes())
        // Loses an answer; docs/simulator.md lists what else can go wrong.
        simulated.setFaults(listOf("drop-after=${simulated.exchanges() + 16u}"))
        assertEquals(3u.toUByte(), simulated.pinTries())
        assertThrows<CieException.OutcomeUnknown> { runBlocking { card.verifyPin("86421357".codeBytes()) } }
    }

    @Test
    fun `what the guide shows does an operation once more on the same card, and overwrites the codes`() {
        val store = FileTryStore(folder)
        val card = SimulatedCard("gemalto", true)
        val twice = { Retries(Hands(card, card), store) }
        repeat(2) {
            assertThrows<CieException.WrongPin> { runBlocking { twice().verify("86421357".codeBytes()) } }
        }
        val codes = listOf("24681357", "24681357", "24681357", "31415927", "13572468", "24681357")
            .map { it.codeBytes() }
        val spouse = SimulatedCard("gemalto", true).apply { setFaults(listOf("another-card")) }
        assertThrows<CieException.OtherCard> { runBlocking { Retries(Hands(card, spouse), store).verify(codes[0]) } }
        runBlocking { twice().verify(codes[1]) }
        assertEquals(3u.toUByte(), card.pinTries())

        card.setFaults(listOf("drop-after=${card.exchanges() + 17u}"))
        runBlocking { twice().change(codes[2], codes[3]) }
        card.setFaults(listOf("reset-needs-2c03"))
        runBlocking { twice().unblockTheOtherWay(codes[4], codes[5]) }
        assertEquals(10u.toUByte(), card.pukTries())
        for (code in codes) assertTrue(code.all { it == 0.toByte() })
    }

    @Test
    fun `every example of the guide is compiled here, as it stands there`() {
        val sdk = File(System.getProperty("consumer.rules")).absoluteFile.parentFile
        val here = lines(File(sdk, "src/test/kotlin/cie/sdk/GuideTest.kt").readText())
        val sections = File(sdk, "../../docs/android.md").readText().split("\n## ")
        // Those about Gradle are for Gradle, which is not here.
        val titles = listOf("# The PIN", "4. The store", "5. A tap", "6. Errors", "7. Without a card")
        for (title in titles) {
            val examples = sections.single { it.startsWith(title) }.split("```kotlin\n").drop(1)
            assertTrue(examples.isNotEmpty(), title)
            for (example in examples) {
                val wanted = lines(example.substringBefore("```").replace(Regex("^import cie.sdk.*\n"), ""))
                assertTrue(wanted in here, wanted)
            }
        }
    }

    private fun lines(text: String) =
        text.lines().map(String::trim).filter(String::isNotEmpty).joinToString("\n")
}
