package cie.sdk

import android.nfc.TagLostException
import java.io.File
import java.io.IOException
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** The card leaves the field. */
class LossTest {
    @TempDir
    lateinit var folder: File

    private var taps = 0

    private fun tap() = Tap(File(folder, "${taps++}"))

    /** How many exchanges an operation takes that nothing disturbs. */
    private fun undisturbed(operation: suspend (CieCard) -> Unit): Int {
        val tap = tap()
        runBlocking { operation(tap.card) }
        return tap.simulated.exchanges().toInt()
    }

    @Test
    fun `a card lost at any exchange before the PIN costs no try and leaves nothing open`() {
        val exchanges = undisturbed { it.verifyPin(pin(PIN)) }
        for (at in 0 until exchanges - 1) {
            for (knob in listOf("drop-before", "drop-after")) {
                val tap = tap()
                tap.fault(knob, at)
                val lost = failing<CieException.CardLost> { tap.card.verifyPin(pin(PIN)) }
                assertEquals(Blame.TRANSPORT, lost.details.blame)
                assertTrue(tap.card.linkError?.cause is TagLostException, "$knob $at")
                assertEquals(3u.toUByte(), tap.simulated.pinTries())
                tap.noFault()
                runBlocking { tap.card.verifyPin(pin(PIN)) }
            }
        }
    }

    @Test
    fun `an exchange that does not end is ended, and the PIN in it is an unknown outcome`() {
        val exchanges = undisturbed { it.verifyPin(pin(PIN)) }
        for ((at, code) in listOf(3 to "card_lost", exchanges - 1 to "outcome_unknown")) {
            val tap = tap()
            val closed = CountDownLatch(1)
            val phone = object : IsoDepLink by tap.isoDep {
                override fun transceive(command: ByteArray): ByteArray {
                    if (tap.isoDep.commands.size < at) return tap.isoDep.transceive(command)
                    check(closed.await(60, TimeUnit.SECONDS))
                    throw IOException("Transceive failed")
                }

                override fun close() {
                    tap.isoDep.close()
                    closed.countDown()
                }
            }
            val card = CieCard(IsoDepTransceiver(phone, 10_000, longestExchange = 200), tap.store)
            val error = failing<CieException> { card.verifyPin(pin(PIN)) }
            assertEquals(code, error.details().code)
        }
    }

    @Test
    fun `an answer that comes too late is none`() {
        val tap = tap()
        val phone = object : IsoDepLink by tap.isoDep {
            override fun transceive(command: ByteArray): ByteArray {
                Thread.sleep(300)
                return tap.isoDep.transceive(command)
            }

            override fun close() = Unit
        }
        val card = CieCard(IsoDepTransceiver(phone, 10_000, longestExchange = 50), tap.store)
        failing<CieException.CardLost> { card.verifyPin(pin(PIN)) }
        assertEquals(1, tap.isoDep.commands.size)
    }

    @Test
    fun `a card that goes silent at extended length is of use at the second tap, and short ones at the first`() {
        val tap = tap()
        tap.simulated.setFaults(listOf("mute-on-extended"))
        failing<CieException.CardLost> { tap.card.verifyPin(pin(PIN)) }
        tap.simulated.tapAgain()
        runBlocking { tap.card.verifyPin(pin(PIN)) }

        val other = tap()
        other.simulated.setFaults(listOf("mute-on-extended"))
        val short = CieCard(IsoDepTransceiver(other.isoDep), other.store, shortCommands = true)
        runBlocking { short.verifyPin(pin(PIN)) }
        assertTrue(other.isoDep.commands.all { it.size <= 261 })
    }

    @Test
    fun `an answer to the PIN that is lost is an unknown outcome, and the next tap counts on it`() {
        val exchanges = undisturbed { it.verifyPin(pin(PIN)) }
        val tap = tap()
        tap.fault("drop-after", exchanges - 1)
        val unknown = failing<CieException.OutcomeUnknown> { tap.card.verifyPin(pin(WRONG)) }
        assertEquals(PendingOperation.VERIFY_PIN, unknown.details.pending)
        tap.noFault()

        val pending = runBlocking { tap.card.pending() }
        assertEquals(PendingOperation.VERIFY_PIN, pending.pending)
        assertEquals(NeededCodes(newPin = false, oldPin = false, puk = false), pending.needs)
        val resolution = runBlocking { tap.card.resolve() }
        assertTrue(resolution.settlement is Settlement.NothingToSettle)
        assertNull(runBlocking { tap.card.pending() }.pending)
        assertEquals(2u.toUByte(), tap.simulated.pinTries())
    }

    @Test
    fun `a change whose answer was lost is settled by trying the new PIN`() {
        val exchanges = undisturbed { it.changePin(pin(PIN), pin(NEW_PIN)) }
        for ((knob, settled) in listOf("drop-after" to Settlement.NewPin, "drop-before" to Settlement.OldPin)) {
            val tap = tap()
            tap.fault(knob, exchanges - 1)
            val unknown = failing<CieException.OutcomeUnknown> {
                tap.card.changePin(pin(PIN), pin(NEW_PIN))
            }
            assertEquals(PendingOperation.CHANGE_PIN, unknown.details.pending)
            tap.noFault()
            val pending = runBlocking { tap.card.pending() }
            assertEquals(NeededCodes(newPin = true, oldPin = true, puk = false), pending.needs)

            val asked = runBlocking { tap.card.resolve() }
            assertEquals(Settlement.NeedsCodes(pending.needs), asked.settlement)
            assertEquals(pending.cardId, asked.report.cardId)
            val resolution = runBlocking { tap.card.resolve(pending.cardId, pin(NEW_PIN), pin(PIN)) }
            assertEquals(settled, resolution.settlement)
            assertTrue(tap.hasPin(if (settled == Settlement.NewPin) NEW_PIN else PIN))
            assertEquals(3u.toUByte(), tap.simulated.pinTries())
            assertNull(runBlocking { tap.card.pending() }.pending)
        }
    }

    @Test
    fun `an unblocking whose answer was lost is settled or has to be done again`() {
        val exchanges = undisturbed { it.unblockPin(puk(PUK), pin(NEW_PIN)) }
        for ((knob, settled) in listOf("drop-after" to Settlement.NewPin, "drop-before" to Settlement.UnblockAgain)) {
            val tap = tap()
            tap.fault(knob, exchanges - 1)
            failing<CieException.OutcomeUnknown> { tap.card.unblockPin(puk(PUK), pin(NEW_PIN)) }
            tap.noFault()
            val cardId = runBlocking { tap.card.pending() }.cardId
            val resolution = runBlocking { tap.card.resolve(cardId, newPin = pin(NEW_PIN)) }
            assertEquals(settled, resolution.settlement)
            assertNotNull(settlementSentence(resolution.settlement, Language.GERMAN).ifEmpty { null })
        }
    }

    @Test
    fun `the codes of one card do not reach another that was taken up in the meantime`() {
        val exchanges = undisturbed { it.changePin(pin(PIN), pin(NEW_PIN)) }
        val first = tap()
        val second = Tap(File(folder, "${taps - 1}"))
        for ((tap, card) in listOf(first to emptyList(), second to listOf("another-card"))) {
            val lost = "drop-after=${exchanges - 1}"
            tap.simulated.setFaults(card + lost)
            failing<CieException.OutcomeUnknown> {
                tap.card.changePin(pin(PIN), pin(NEW_PIN))
            }
            tap.simulated.setFaults(card)
        }
        val (asked, other) = runBlocking { first.card.pending() to second.card.pending() }
        assertEquals(asked.needs, other.needs)
        assertNotEquals(asked.cardId, other.cardId)

        val code = pin(WRONG)
        for (cardId in listOf(asked.cardId, "", WRONG)) {
            val refused = failing<CieException.OtherCard> {
                second.card.resolve(cardId, code, code)
            }
            assertEquals(Blame.CALLER, refused.details.blame)
        }
        assertEquals(3u.toUByte(), second.simulated.pinTries())
        assertEquals(other, runBlocking { second.card.pending() })
        assertEquals(asked, runBlocking { first.card.pending() })
        val settled = runBlocking { first.card.resolve(asked.cardId, pin(NEW_PIN), pin(PIN)) }
        assertEquals(Settlement.NewPin, settled.settlement)
    }

    @Test
    fun `a PIN is never sent twice, whatever is lost`() {
        val exchanges = undisturbed { it.verifyPin(pin(PIN)) }
        for (at in 0 until exchanges) {
            val tap = tap()
            tap.fault("drop-after", at)
            runCatching { runBlocking { tap.card.verifyPin(pin(WRONG)) } }
            // VERIFY under secure messaging: 0C 20.
            val sent = tap.isoDep.commands.count { it[0] == 0x0C.toByte() && it[1] == 0x20.toByte() }
            assertEquals(if (at < exchanges - 1) 0 else 1, sent, "lost after exchange $at")
        }
    }
}
