package cie.sdk

import java.io.File
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNull
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
            repeat(2) { failing<CieException.WrongPin> { tap.card.verifyPin(wrong.codeBytes()) } }
            val last = failing<CieException.LastTry> { tap.card.verifyPin(wrong.codeBytes()) }
            val asked = checkNotNull(last.details.cardId)
            assertEquals(runBlocking { tap.card.cardInfo() }.known.cardId, asked)

            // Of the same make, and with one try left as well.
            val kind = if (family == "gemalto") family else "cns-idemia-nfc"
            val other = SimulatedCard.withTries(kind, true, 1u, 3u)
            if (family == "gemalto") other.setFaults(listOf("another-card"))
            val card = CieCard(IsoDepTransceiver(FakeIsoDep(other)), tap.store, sameCard = asked)
            val refused = failing<CieException.OtherCard> { card.verifyPin(wrong.codeBytes(), allowLastTry = true) }
            assertNotEquals(asked, refused.details.cardId)
            assertEquals(1u.toUByte(), other.pinTries(), family)

            failing<CieException.PinBlocked> { tap.cardFor(asked).verifyPin(wrong.codeBytes(), allowLastTry = true) }
            assertEquals(0u.toUByte(), tap.simulated.pinTries(), family)
        }
    }

    @Test
    fun `what is no id of a card ends the operation before anything is sent`() {
        for (id in listOf("", "0", "no id", "00".repeat(15), "0g".repeat(16), "00".repeat(17))) {
            val tap = Tap(folder)
            val code = PIN.codeBytes()
            failing<CieException.OtherCard> { tap.cardFor(id).verifyPin(code) }
            assertEquals(0, tap.isoDep.commands.size, id)
            assertEquals(0, code.sum())
        }
    }

    @Test
    fun `an error before the card was known has no id`() {
        val tap = Tap(folder)
        assertNull(failing<CieException.MalformedCode> { tap.card.verifyPin("1".codeBytes()) }.details.cardId)
    }
}
