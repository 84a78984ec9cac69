package cie.sdk

import java.io.File
import java.util.Locale
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** The same operations on the health card (TS-CNS), and what only it has. */
class HealthCardTest {
    @TempDir
    lateinit var folder: File

    /** Athena, ST and IDEMIA over contacts, IDEMIA and ST 2022 over NFC. */
    private val systems = listOf("cns-athena", "cns-st", "cns-idemia", "cns-idemia-nfc", "cns-st2022-nfc")

    private val pin = "24680"
    private val newPin = "8642097"
    private val wrong = "112233"
    private val wrongPuk = "99887766"

    /** No answer of such a card is under a checksum. */
    private val nothingProved = ChipProof(keyProved = false, issuerChecked = false)

    private var taps = 0

    private fun tap(system: String, extended: Boolean = true) = Tap(File(folder, "${taps++}"), system, extended)

    private fun said(tries: Int) = Tries(tries.toUByte(), confirmed = false)

    private fun exchanges(system: String, operation: suspend (CieCard) -> Unit): Int {
        val tap = tap(system)
        runBlocking { operation(tap.card) }
        return tap.simulated.exchanges().toInt()
    }

    @Test
    fun `every operation works on every card system in one command with a code, and proves nothing`() = runBlocking {
        for (system in systems) {
            for (extended in listOf(true, false)) {
                val operations = listOf<suspend (CieCard) -> Report>(
                    { it.verifyPin(pin(pin)) },
                    { it.changePin(pin(pin), pin(newPin)) },
                    { it.unblockPin(puk(PUK), pin(newPin)) },
                )
                for ((number, operation) in operations.withIndex()) {
                    val tap = tap(system, extended)
                    val report = operation(tap.card)
                    assertEquals(nothingProved, report.chip, system)
                    assertEquals(3u.toUByte(), report.triesLeft, system)
                    assertEquals(1, tap.codesSent(), system)
                    assertTrue(tap.hasPin(if (number == 0) pin else newPin), system)
                }
            }
        }
    }

    @Test
    fun `a wrong PIN tells the tries in clear, the last one has to be allowed, and the PUK unblocks`() {
        for (system in systems) {
            val tap = tap(system)
            for (left in listOf(2, 1)) {
                val error = failing<CieException.WrongPin> { tap.card.verifyPin(pin(wrong)) }
                assertEquals(said(left), error.details.tries, system)
                assertEquals(CardKind.TS_CNS, error.details.card)
            }
            val asked = failing<CieException.LastTry> { tap.card.verifyPin(pin(wrong)) }.details.lastTry
            assertEquals(1u.toUByte(), tap.simulated.pinTries(), system)
            val blocked = failing<CieException.PinBlocked> { tap.card.verifyPin(pin(wrong), asked) }
            assertEquals(said(0), blocked.details.tries)
            // That it is blocked was said in clear: it may have one try left all the same, so
            // nothing is sent.
            val sent = tap.isoDep.commands.size
            failing<CieException.PinBlocked> { tap.card.changePin(pin(pin), pin(newPin)) }
            assertEquals(0, tap.isoDep.commands.drop(sent).count { it[1] == 0x24.toByte() })
            failing<CieException.PinBlocked> {
                tap.card.changePin(pin(pin), pin(newPin), asked)
            }
            runBlocking { tap.card.unblockPin(puk(PUK), pin(newPin)) }
            assertEquals(3u.toUByte(), tap.simulated.pinTries(), system)
            assertTrue(tap.hasPin(newPin))
        }
    }

    @Test
    fun `a wrong PUK tells the tries of the PUK, and its end is said to be final`() {
        for (system in systems) {
            val tap = tap(system)
            for (left in listOf(2, 1)) {
                val error = failing<CieException.WrongPuk> {
                    tap.card.unblockPin(puk(wrongPuk), pin(newPin))
                }
                assertEquals(said(left), error.details.tries, system)
            }
            val last = failing<CieException.LastTry> { tap.card.unblockPin(puk(PUK), pin(newPin)) }
            assertEquals(CodeKind.PUK, last.details.lastTry?.code)
            val blocked = failing<CieException.PukBlocked> {
                tap.card.unblockPin(puk(wrongPuk), pin(newPin), lastTry = last.details.lastTry)
            }
            assertTrue("final" in blocked.sentencesFor(Locale.UK).message)
            assertEquals(3u.toUByte(), tap.simulated.pinTries())
            assertTrue(tap.hasPin(pin))
        }
    }

    @Test
    fun `a code of a length that no card has is refused before anything is sent`() {
        val tap = tap("cns-athena")
        for (text in listOf("2468", "246801357", "2468x")) {
            failing<CieException.MalformedCode> { tap.card.verifyPin(pin(text)) }
        }
        failing<CieException.WeakPin> { tap.card.changePin(pin(pin), pin("12345")) }
        assertEquals(0, tap.isoDep.commands.size)
    }

    @Test
    fun `a card lost before the PIN costs no try, and with it the outcome is unknown`() {
        for (system in listOf("cns-athena", "cns-idemia-nfc", "cns-st2022-nfc")) {
            val whole = exchanges(system) { it.verifyPin(pin(pin)) }
            for (at in 0 until whole) {
                val tap = tap(system)
                tap.fault("drop-after", at)
                if (at < whole - 1) {
                    failing<CieException.CardLost> { tap.card.verifyPin(pin(wrong)) }
                } else {
                    val unknown = failing<CieException.OutcomeUnknown> { tap.card.verifyPin(pin(wrong)) }
                    assertEquals(PendingOperation.VERIFY_PIN, unknown.details.pending)
                }
                assertEquals(if (at < whole - 1) 0 else 1, tap.codesSent(), "$system, lost after exchange $at")
                assertEquals((if (at < whole - 1) 3 else 2).toUByte(), tap.simulated.pinTries())
            }
        }
    }

    @Test
    fun `a change and an unblocking whose answer was lost are settled by trying the new PIN`() {
        for (system in listOf("cns-athena", "cns-idemia-nfc", "cns-st2022-nfc")) {
            for (open in listOf(PendingOperation.CHANGE_PIN, PendingOperation.UNBLOCK_PIN)) {
                val change = open == PendingOperation.CHANGE_PIN
                val notTaken = if (change) Settlement.OldPin else Settlement.UnblockAgain
                val operation: suspend (CieCard) -> Unit = {
                    if (change) {
                        it.changePin(pin(pin), pin(newPin))
                    } else {
                        it.unblockPin(puk(PUK), pin(newPin))
                    }
                }
                val whole = exchanges(system, operation)
                for ((knob, settled) in listOf("drop-after" to Settlement.NewPin, "drop-before" to notTaken)) {
                    val tap = tap(system)
                    tap.fault(knob, whole - 1)
                    val unknown = failing<CieException.OutcomeUnknown> { operation(tap.card) }
                    assertEquals(open, unknown.details.pending, system)
                    tap.noFault()
                    val pending = runBlocking { tap.card.pending() }
                    assertEquals(NeededCodes(newPin = true, oldPin = change, puk = false), pending.needs)
                    val settle: suspend (LastTry?) -> Resolution = { lastTry ->
                        val old = if (change) pin(pin) else null
                        tap.card.resolve(pending.cardId, pin(newPin), old, lastTry = lastTry)
                    }
                    // The card has never said how many tries there are: the PUK may have been
                    // wrong, and the old PIN may be the third try.
                    val asked = if (!change || settled == notTaken) {
                        failing<CieException.LastTry> { settle(null) }.details.lastTry
                    } else {
                        null
                    }
                    val resolution = runBlocking { settle(asked) }
                    assertEquals(settled, resolution.settlement, "$system $open")
                    assertEquals(nothingProved, resolution.report.chip)
                    assertTrue(tap.hasPin(if (settled == Settlement.NewPin) newPin else pin))
                    assertNull(runBlocking { tap.card.pending() }.pending)
                }
            }
        }
    }

    @Test
    fun `the codes of one health card do not reach another`() {
        val tap = tap("cns-st2022-nfc")
        tap.fault("drop-after", exchanges("cns-st2022-nfc") { it.changePin(pin(pin), pin(newPin)) } - 1)
        failing<CieException.OutcomeUnknown> { tap.card.changePin(pin(pin), pin(newPin)) }
        tap.noFault()
        val asked = runBlocking { tap.card.pending() }
        // An identity card and another health card that the same phone knows.
        for (other in listOf("cns-idemia-nfc", "gemalto")) {
            val second = SimulatedCard(other, true)
            val card = CieCard(IsoDepTransceiver(FakeIsoDep(second)), tap.store)
            assertNotEquals(asked.cardId, runBlocking { card.pending() }.cardId)
            val long = "31415927"
            val refused = failing<CieException.OtherCard> { card.resolve(asked.cardId, pin(long), pin(PIN)) }
            assertEquals(Blame.CALLER, refused.details.blame)
            assertEquals(3u.toUByte(), second.pinTries())
        }
        val settled = runBlocking {
            tap.card.resolve(asked.cardId, pin(newPin), pin(pin))
        }
        assertEquals(Settlement.NewPin, settled.settlement)
    }

    @Test
    fun `codes that are for one kind of card are not sent to the other`() {
        for ((system, only) in listOf("cns-st2022-nfc" to CardKind.CIE, "gemalto" to CardKind.TS_CNS)) {
            val tap = tap(system)
            val card = CieCard(IsoDepTransceiver(tap.isoDep), tap.store, only = only)
            val refused = failing<CieException.OtherCard> { card.unblockPin(puk(wrongPuk), pin("31415927")) }
            assertNotEquals(only, refused.details.card)
            assertEquals(0, tap.codesSent(), system)
            // What needs no code works on either.
            assertNotEquals(only, runBlocking { card.cardInfo() }.kind)
        }
        val right = tap("cns-athena")
        val card = CieCard(IsoDepTransceiver(right.isoDep), right.store, only = CardKind.TS_CNS)
        runBlocking { card.verifyPin(pin(pin)) }
    }

    @Test
    fun `holder, validity and certificate are read without a code`() = runBlocking {
        for (system in systems) {
            val tap = tap(system)
            val read = tap.card.readPersonalData()
            with(read.holder) {
                assertEquals("SIMULATA PROVA", "$givenNames $surname")
                assertEquals("PRVSLT80A41Z999P", fiscalCode)
                assertEquals("1980-01-01", birth)
                assertEquals(Sex.FEMALE, sex)
            }
            val certificate = checkNotNull(read.certificate)
            assertTrue(certificate.notBefore < certificate.notAfter)
            assertTrue(checkNotNull(read.issue) < checkNotNull(read.expiry))
            assertEquals(nothingProved, read.chip)
            assertTrue(chipSentence(read.chip, Language.ENGLISH).startsWith("Neither"))
            assertEquals(0, tap.codesSent())

            val info = tap.card.cardInfo()
            assertEquals(CardKind.TS_CNS, info.kind)
            assertEquals(CardDetails.TsCns(read.system, read.number, read.region), info.details)
            assertEquals(read.cardId, info.known.cardId)
            assertEquals(16, read.number.length)
        }
    }

    @Test
    fun `the number proposes the Region, and the advisor takes the proposal`() {
        for ((system, region) in listOf("cns-athena" to "lombardia", "cns-st2022-nfc" to "veneto")) {
            assertEquals(region, runBlocking { tap(system).card.readPersonalData() }.region)
            val blocked = failing<CieException.PinBlocked> {
                val card = SimulatedCard.withTries(system, true, 0u, 3u)
                Tap(File(folder, "blocked-$system"), simulated = card).card.verifyPin(pin(pin))
            }
            checkNotNull(blocked.situation()).use { situation ->
                situation.set(SituationInput.REGION, region)
                val advice = situation.advise(Language.ITALIAN, null) as Advice.Questions
                val asked = advice.ask.map { it.input }
                // That it is a health card, its error has said.
                assertFalse(SituationInput.CARD in asked || SituationInput.REGION in asked, "$asked")
            }
        }
    }

    @Test
    fun `what only one of the cards has is an error that says which card is there`() {
        val cie = failing<CieException.NotOnThisCard> { Tap(File(folder, "cie")).card.readPersonalData() }
        assertEquals(CardKind.CIE, cie.details.card)
        for (system in systems) {
            val tap = tap(system)
            val health = failing<CieException.NotOnThisCard> { tap.card.readIdentity(can("123456")) }
            assertEquals(CardKind.TS_CNS, health.details.card, system)
            assertTrue("tessera sanitaria" in health.sentencesFor(Locale.ITALY).message)
        }
    }

    @Test
    fun `a fault that means nothing on a health card is refused`() {
        val card = SimulatedCard("cns-athena", true)
        org.junit.jupiter.api.assertThrows<SimulatorException.Unknown> { card.setFaults(listOf("reset-needs-2c03")) }
    }
}
