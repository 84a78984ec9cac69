package cie.sdk

import java.io.File
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** The operations as a person uses them. */
class PinTest {
    @TempDir
    lateinit var folder: File

    private fun left(tries: Int, confirmed: Boolean = true) = Tries(tries.toUByte(), confirmed)

    @Test
    fun `a right PIN is accepted by every family over both kinds of link`() = runBlocking {
        for (family in FAMILIES) {
            for (extended in listOf(true, false)) {
                val tap = Tap(File(folder, "$family-$extended"), family, extended)
                val report = tap.card.verifyPin(pin(PIN))
                assertEquals(3u.toUByte(), report.triesLeft, family)
                assertEquals(ChipProof(keyProved = true, issuerChecked = false), report.chip)
                assertEquals(tap.simulated.exchanges(), report.traffic.exchanges)
            }
        }
    }

    @Test
    fun `a phone without extended length sends short commands and the operation succeeds`() = runBlocking {
        val tap = Tap(folder, extended = false)
        tap.card.verifyPin(pin(PIN))
        assertTrue(tap.isoDep.commands.all { it.size <= 261 })
        assertTrue(tap.isoDep.commands.size > Tap(folder).apply { card.verifyPin(pin(PIN)) }.isoDep.commands.size)
    }

    @Test
    fun `a phone whose longest message is 253 bytes changes the PIN`() = runBlocking {
        val isoDep = FakeIsoDep(SimulatedCard("st", false), 253, false)
        val card = CieCard(IsoDepTransceiver(isoDep), FileTryStore(folder))
        card.changePin(pin(PIN), pin(NEW_PIN))
        assertTrue(isoDep.commands.all { it.size <= 253 })
    }

    @Test
    fun `a wrong PIN says how many tries are left, and the last one has to be allowed`() {
        val tap = Tap(folder)
        val first = failing<CieException.WrongPin> { tap.card.verifyPin(pin(WRONG)) }
        assertEquals(left(2), first.details.tries)
        assertEquals(Phase.VERIFY_PIN, first.details.phase)
        assertEquals(Blame.CARD_REFUSED, first.details.blame)
        val second = failing<CieException.WrongPin> { tap.card.verifyPin(pin(WRONG)) }
        assertEquals(left(1), second.details.tries)

        val refused = failing<CieException.LastTry> { tap.card.verifyPin(pin(WRONG)) }
        assertNull(refused.details.tries)
        assertEquals(CodeKind.PIN, refused.details.lastTry?.code)
        assertEquals(1u.toUByte(), tap.simulated.pinTries())

        val blocked = failing<CieException.PinBlocked> {
            tap.card.verifyPin(pin(WRONG), refused.details.lastTry)
        }
        assertEquals(left(0), blocked.details.tries)
        assertEquals(0u.toUByte(), tap.simulated.pinTries())
    }

    @Test
    fun `what is known of the tries outlives the process`() {
        val simulated = SimulatedCard("gemalto", true)
        repeat(2) {
            val tap = Tap(folder, simulated = simulated)
            failing<CieException.WrongPin> { tap.card.verifyPin(pin(WRONG)) }
        }
        val tap = Tap(folder, simulated = simulated)
        failing<CieException.LastTry> { tap.card.verifyPin(pin(PIN)) }
        val known = runBlocking { tap.card.pending() }
        assertEquals(KnownTries(1u, exact = true), known.pin)
    }

    @Test
    fun `a changed PIN is the valid one from then on`() = runBlocking {
        val tap = Tap(folder)
        tap.card.changePin(pin(PIN), pin(NEW_PIN))
        assertTrue(tap.hasPin(NEW_PIN))
        tap.card.verifyPin(pin(NEW_PIN))
        val wrong = failing<CieException.WrongPin> { tap.card.verifyPin(pin(PIN)) }
        assertEquals(left(2), wrong.details.tries)
    }

    @Test
    fun `a new PIN that is weak or the old one is refused before anything is sent`() {
        val tap = Tap(folder)
        failing<CieException.WeakPin> { tap.card.changePin(pin(PIN), pin("11111111")) }
        failing<CieException.WeakPin> { tap.card.unblockPin(puk(PUK), pin("12345678")) }
        failing<CieException.SamePin> { tap.card.changePin(pin(PIN), pin(PIN)) }
        assertEquals(0, tap.isoDep.commands.size)
    }

    @Test
    fun `what cannot be a code is refused before anything is sent`() {
        val tap = Tap(folder)
        for (text in listOf("", "2468", "246813570", "2468135x", "２４６８１３５７", "2468\u00001357")) {
            failing<CieException.MalformedCode> { tap.card.verifyPin(pin(text)) }
            failing<CieException.MalformedCode> { tap.card.unblockPin(puk(text), pin(NEW_PIN)) }
        }
        val short = failing<CieException.MalformedCode> { tap.card.verifyPin(pin("2468")) }
        assertEquals(CodeLength(5u, 8u), short.details.wantedLength)
        assertNull(short.details.card)
        val puk = failing<CieException.MalformedCode> { tap.card.unblockPin(puk("24681"), pin(NEW_PIN)) }
        assertEquals(CodeLength(8u, 8u), puk.details.wantedLength)
        assertEquals(0, tap.isoDep.commands.size)
    }

    @Test
    fun `a PIN that is too short for an identity card is not sent to it, and it is said what it wants`() {
        for (short in listOf("24680", "2468013")) {
            val tap = Tap(folder)
            val refused = listOf<suspend () -> Any>(
                { tap.card.verifyPin(pin(short)) },
                { tap.card.changePin(pin(PIN), pin(short)) },
                { tap.card.unblockPin(puk(PUK), pin(short)) },
            ).map { operation -> failing<CieException.MalformedCode> { operation() }.details }
            for (details in refused) {
                assertEquals(CardKind.CIE, details.card)
                assertEquals(CodeLength(8u, 8u), details.wantedLength)
            }
            // Nothing but SELECT.
            assertTrue(tap.isoDep.commands.all { it[1] == 0xA4.toByte() })
            assertNull(runBlocking { tap.card.pending() }.pin)
        }
    }

    @Test
    fun `the PUK gives a blocked PIN a new value and all its tries`() = runBlocking {
        for (family in FAMILIES) {
            val tap = Tap(File(folder, family), simulated = SimulatedCard.withTries(family, true, 0u, 10u))
            failing<CieException.PinBlocked> { tap.card.verifyPin(pin(PIN)) }
            val report = tap.card.unblockPin(puk(PUK), pin(NEW_PIN))
            assertEquals(3u.toUByte(), report.triesLeft)
            assertEquals(3u.toUByte(), tap.simulated.pinTries())
            assertTrue(tap.hasPin(NEW_PIN))
        }
    }

    @Test
    fun `a card that wants its counter reset first says so, and is unblocked that way`() = runBlocking {
        val tap = Tap(folder)
        tap.simulated.setFaults(listOf("reset-needs-2c03"))
        val refused = failing<CieException.CardRefused> {
            tap.card.unblockPin(puk(PUK), pin(NEW_PIN))
        }
        assertEquals(Phase.RESET_PIN, refused.details.phase)
        tap.card.unblockPin(puk(PUK), pin(NEW_PIN), UnblockVariant.RESET_FIRST)
        assertTrue(tap.hasPin(NEW_PIN))
    }

    @Test
    fun `a wrong PUK says how many tries are left and leaves the PIN alone`() {
        val tap = Tap(folder)
        val wrong = failing<CieException.WrongPuk> {
            tap.card.unblockPin(puk(WRONG), pin(NEW_PIN))
        }
        assertEquals(left(9), wrong.details.tries)
        assertFalse(tap.hasPin(NEW_PIN))
        assertEquals(3u.toUByte(), tap.simulated.pinTries())
    }

    @Test
    fun `a blocked PUK is said to be final`() {
        val tap = Tap(folder, simulated = SimulatedCard.withTries("gemalto", true, 3u, 0u))
        val blocked = failing<CieException.PukBlocked> {
            tap.card.unblockPin(puk(PUK), pin(NEW_PIN))
        }
        assertEquals(left(0), blocked.details.tries)
    }

    @Test
    fun `a card tells its family and service number without a code`() = runBlocking {
        val info = Tap(folder, "nxp").card.cardInfo()
        assertEquals(CardKind.CIE, info.kind)
        assertEquals(CardDetails.Cie(family = "NXP", serviceNumber = "990123456789"), info.details)
        assertEquals(ChipProof(keyProved = false, issuerChecked = false), info.chip)
        assertNull(info.known.pending)
    }
}
