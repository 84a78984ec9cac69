package cie.sdk

import java.io.File
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** What a person agrees to for one card is for no other. */
class SameCardTest {
    @TempDir
    lateinit var folder: File

    private fun Tap.cardFor(sameCard: String?) =
        CieCard(IsoDepTransceiver(isoDep), store, sameCard = sameCard)

    @Test
    fun `a last try is used on the card that it was asked about, and on no other`() {
        for ((family, wrong) in listOf("gemalto" to WRONG, "cns-st2022-nfc" to "112233")) {
            val tap = Tap(File(folder, family), family)
            repeat(2) { failing<CieException.WrongPin> { tap.card.verifyPin(pin(wrong)) } }
            val last = failing<CieException.LastTry> { tap.card.verifyPin(pin(wrong)) }
            val asked = checkNotNull(last.details.lastTry)
            assertEquals(LastTry(runBlocking { tap.card.cardInfo() }.known.cardId, CodeKind.PIN), asked)

            // Of the same make, and with one try left as well.
            val kind = if (family == "gemalto") family else "cns-idemia-nfc"
            val other = SimulatedCard.withTries(kind, true, 1u, 3u)
            if (family == "gemalto") other.setFaults(listOf("another-card"))
            val isoDep = FakeIsoDep(other)
            val card = CieCard(IsoDepTransceiver(isoDep), tap.store)
            val refused = failing<CieException.OtherCard> { card.verifyPin(pin(wrong), asked) }
            assertNotEquals(asked.cardId, refused.details.cardId)
            assertEquals(0, isoDep.codesSent(), family)
            assertEquals(1u.toUByte(), other.pinTries(), family)

            failing<CieException.PinBlocked> { tap.card.verifyPin(pin(wrong), asked) }
            assertEquals(0u.toUByte(), tap.simulated.pinTries(), family)
        }
    }

    @Test
    fun `a yes to the last try of the PIN does not allow the last try of the PUK`() {
        for ((family, newPin) in listOf("gemalto" to NEW_PIN, "cns-st2022-nfc" to "8642097")) {
            val simulated = SimulatedCard.withTries(family, true, 3u, 2u)
            val tap = Tap(File(folder, family), simulated = simulated)
            failing<CieException.WrongPuk> { tap.card.unblockPin(puk(WRONG), pin(newPin)) }
            val sent = tap.codesSent()
            val forThePin = LastTry(runBlocking { tap.card.pending() }.cardId, CodeKind.PIN)
            val refused = failing<CieException.LastTry> {
                tap.card.unblockPin(puk(PUK), pin(newPin), lastTry = forThePin)
            }
            assertEquals(forThePin.copy(code = CodeKind.PUK), refused.details.lastTry, family)
            assertEquals(sent, tap.codesSent(), family)
            assertEquals(1u.toUByte(), simulated.pukTries(), family)

            runBlocking { tap.card.unblockPin(puk(PUK), pin(newPin), lastTry = refused.details.lastTry) }
            assertTrue(tap.hasPin(newPin), family)
        }
    }

    @Test
    fun `the codes of one card do not reach another of the same kind`() {
        val tap = Tap(folder)
        val asked = runBlocking { tap.card.cardInfo() }.known.cardId
        runBlocking { tap.cardFor(asked).verifyPin(pin(PIN)) }
        val sent = tap.codesSent()
        tap.simulated.setFaults(listOf("another-card"))
        val refused = failing<CieException.OtherCard> { tap.cardFor(asked).verifyPin(pin(PIN)) }
        assertNotEquals(asked, refused.details.cardId)
        assertEquals(sent, tap.codesSent())
    }

    @Test
    fun `what is not the id of a card ends the operation before anything is sent`() {
        for (id in listOf("", "0", "no id", "00".repeat(15), "0g".repeat(16), "00".repeat(17))) {
            val tap = Tap(folder)
            failing<CieException.OtherCard> { tap.cardFor(id).verifyPin(pin(PIN)) }
            failing<CieException.OtherCard> { tap.card.verifyPin(pin(PIN), LastTry(id, CodeKind.PIN)) }
            assertEquals(0, tap.isoDep.commands.size, id)
        }
    }

    @Test
    fun `an error before the card was known has no id`() {
        val tap = Tap(folder)
        assertNull(failing<CieException.MalformedCode> { tap.card.verifyPin(pin("1")) }.details.cardId)
    }
}
