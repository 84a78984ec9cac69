package cie.sdk

import android.nfc.TagLostException
import java.io.File
import java.io.IOException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.async
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertSame
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir

/** What is around the library does not do what it should. */
class MisuseTest {
    @TempDir
    lateinit var folder: File

    @Test
    fun `two operations at once - the second is told that the card is in use, and the first succeeds`() = runBlocking {
        val tap = Tap(folder)
        val half = CompletableDeferred<Unit>()
        val go = CompletableDeferred<Unit>()
        tap.isoDep.before = { exchange ->
            if (exchange == 5) {
                half.complete(Unit)
                runBlocking { withTimeout(60_000) { go.await() } }
            }
        }
        val first = async { tap.card.verifyPin(pin(PIN)) }
        withTimeout(60_000) { half.await() }
        val busy = failing<CieException.Busy> { tap.card.cardInfo() }
        assertEquals(Blame.CALLER, busy.details.blame)
        go.complete(Unit)
        assertEquals(3u.toUByte(), withTimeout(60_000) { first.await() }.triesLeft)
    }

    @Test
    fun `two cards on one transceiver - the second is told that it is in use, and works when the first is done`() = runBlocking {
        val tap = Tap(folder)
        val transceiver = IsoDepTransceiver(tap.isoDep)
        val (one, other) = List(2) { CieCard(transceiver, FileTryStore(folder)) }
        val half = CompletableDeferred<Unit>()
        val go = CompletableDeferred<Unit>()
        tap.isoDep.before = { exchange ->
            if (exchange == 5) {
                half.complete(Unit)
                runBlocking { withTimeout(60_000) { go.await() } }
            }
        }
        val first = async { one.verifyPin(pin(PIN)) }
        withTimeout(60_000) { half.await() }
        val before = tap.isoDep.commands.size
        repeat(2) {
            failing<CieException.Busy> { other.verifyPin(pin(WRONG)) }
        }
        assertEquals(before, tap.isoDep.commands.size)
        go.complete(Unit)
        assertEquals(3u.toUByte(), withTimeout(60_000) { first.await() }.triesLeft)
        assertEquals(3u.toUByte(), other.verifyPin(pin(PIN)).triesLeft)
    }

    @Test
    fun `what a transceiver throws becomes an error of ours at every exchange`() {
        val thrown = listOf(
            IOException("Transceive failed") to "card_lost",
            TagLostException("Tag was lost.") to "card_lost",
            SecurityException("Permission Denial: Tag ( ID: 01 02 ) is out of date") to "card_lost",
            IllegalStateException("Call connect() first!") to "card_lost",
            IllegalArgumentException("whatever") to "reader_unavailable",
            NullPointerException() to "reader_unavailable",
            OutOfMemoryError("not really") to "reader_unavailable",
        )
        val exchanges = Tap(File(folder, "all")).apply { runBlocking { card.verifyPin(pin(PIN)) } }
            .isoDep.commands.size
        for ((number, case) in thrown.withIndex()) {
            for (at in 0 until exchanges) {
                val tap = Tap(File(folder, "$number-$at"))
                tap.isoDep.before = { if (it == at) throw case.first }
                val error = failing<CieException> { tap.card.verifyPin(pin(PIN)) }
                val wanted = if (at == exchanges - 1) "outcome_unknown" else case.second
                assertEquals(wanted, error.details().code, "${case.first} at $at")
                val chain = generateSequence(tap.card.linkError) { it.cause }
                assertSame(case.first, chain.last())
            }
        }
    }

    @Test
    fun `what an unexpected exception says goes into no error of ours`() {
        val tap = Tap(folder)
        // Of both kinds: those that are known, and those that are not.
        for (thrown in listOf(IllegalArgumentException("20 00 81, a secret"), IOException("a secret too"))) {
            tap.isoDep.before = { throw thrown }
            val error = failing<CieException> { tap.card.verifyPin(pin(PIN)) }
            assertFalse("secret" in error.details().toString() + error.message + error.stackTraceToString())
            assertSame(thrown, generateSequence(tap.card.linkError) { it.cause }.last())
        }
        val full = object : TryStore by tap.store {
            override fun put(name: String, text: String): Unit = throw IllegalStateException("a secret in a store")
        }
        val card = CieCard(IsoDepTransceiver(tap.isoDep.apply { before = {} }), full)
        val error = failing<CieException.MemoryUnavailable> { card.verifyPin(pin(WRONG)) }
        assertFalse("secret" in error.stackTraceToString())
        assertTrue("secret" in checkNotNull(card.linkError).stackTraceToString())
    }

    @Test
    fun `what the link threw is of the latest operation`() = runBlocking {
        val tap = Tap(folder)
        assertNull(tap.card.linkError)
        tap.isoDep.before = { throw IOException("Transceive failed") }
        failing<CieException.CardLost> { tap.card.cardInfo() }
        assertTrue(tap.card.linkError is TransceiverException.CardLost)
        tap.isoDep.before = {}
        tap.card.cardInfo()
        assertNull(tap.card.linkError)
    }

    @Test
    fun `a command is overwritten when it was sent, also when that failed, since a PIN may be in it in clear`() {
        for (fails in listOf(false, true)) {
            val simulated = SimulatedCard("cns-st2022-nfc", true)
            val given = mutableListOf<ByteArray>()
            var seen = 0
            val keeping = object : Transceiver by simulated {
                override fun transceive(command: ByteArray): ByteArray {
                    given += command
                    if (String(command, Charsets.ISO_8859_1).contains("24680")) {
                        seen++
                        if (fails) throw IllegalStateException()
                    }
                    return simulated.transceive(command)
                }
            }
            val card = CieCard(keeping, FileTryStore(File(folder, "$fails")))
            val outcome = runBlocking { runCatching { card.verifyPin(pin("24680")) } }
            assertEquals(fails, outcome.isFailure)
            assertEquals(1, seen)
            assertTrue(given.all { command -> command.all { it == 0.toByte() } })
        }
    }

    @Test
    fun `a transceiver that cannot say its limits ends the operation before anything is sent`() {
        val transceiver = object : Transceiver {
            override fun limits(): LinkLimits = throw TransceiverException.Unavailable("switched off")
            override fun transceive(command: ByteArray): ByteArray = error("nothing may be sent")
        }
        val card = CieCard(transceiver, FileTryStore(folder))
        failing<CieException.ReaderUnavailable> { card.verifyPin(pin(PIN)) }
    }

    @Test
    fun `a transceiver that answers nonsense is an error, never success`() {
        for (answer in listOf(ByteArray(0), ByteArray(1), ByteArray(70_000), byteArrayOf(0x90.toByte(), 0))) {
            val transceiver = object : Transceiver {
                override fun limits() = LinkLimits(65_279u, 65_279u, true, null)
                override fun transceive(command: ByteArray) = answer
            }
            failing<CieException> { CieCard(transceiver, FileTryStore(folder)).verifyPin(pin(PIN)) }
        }
    }

    @Test
    fun `a link that is too short is said to be before anything is sent`() {
        val isoDep = FakeIsoDep(SimulatedCard("gemalto", false), 64, false)
        failing<CieException.LinkTooShort> {
            CieCard(IsoDepTransceiver(isoDep), FileTryStore(folder)).verifyPin(pin(PIN))
        }
        assertEquals(0, isoDep.commands.size)
    }

    @Test
    fun `a store that cannot keep anything stops the operation before the PIN is sent`() {
        val simulated = SimulatedCard("gemalto", true)
        for (failure in listOf(StoreException.Failed("disk full"), IllegalStateException(), OutOfMemoryError("not really"))) {
            val store = object : TryStore {
                override fun get(name: String): String? = if (name == "installation-key") "00".repeat(32) else null
                override fun put(name: String, text: String): Unit = throw failure
                override fun remove(name: String): Unit = throw failure
                override fun names(): List<String> = listOf("installation-key")
            }
            failing<CieException.MemoryUnavailable> { CieCard(simulated, store).verifyPin(pin(WRONG)) }
            assertEquals(3u.toUByte(), simulated.pinTries())
        }
    }

    @Test
    fun `the digits of a code are overwritten when it is made, malformed ones too`() {
        val digits = listOf(PIN, WRONG, "1", "24681357x").map { it.codeBytes() }
        Pin.take(digits[0]).close()
        Puk.take(digits[1]).close()
        assertThrows<CieException.MalformedCode> { Pin.take(digits[2]) }
        assertThrows<CieException.MalformedCode> { Can.take(digits[3]) }
        assertTrue(digits.all { code -> code.all { it == 0.toByte() } })
    }

    @Test
    fun `a code is used any number of times until it is closed, and then no more`() = runBlocking {
        val tap = Tap(folder)
        val code = pin(PIN)
        repeat(2) { tap.card.verifyPin(code) }
        code.close()
        val sent = tap.codesSent()
        failing<IllegalStateException> { tap.card.verifyPin(code) }
        failing<IllegalStateException> { tap.card.changePin(pin(PIN), code) }
        failing<IllegalStateException> { tap.card.unblockPin(puk(PUK), code) }
        failing<IllegalStateException> { tap.card.resolve(tap.card.pending().cardId, newPin = code) }
        failing<IllegalStateException> { checkNewPin(NEW_PIN, code, null) }
        val can = can("123456").apply { close() }
        failing<IllegalStateException> { tap.card.readIdentity(can) }
        val key = PrintedKey("CA00000AA", "800101", "350101").apply { close() }
        failing<IllegalStateException> { tap.card.readIdentity(DocumentKey.Printed(key)) }
        val trust = TrustStore(simulatedCountrySigners()).apply { close() }
        failing<IllegalStateException> { tap.card.readIdentity(can("123456"), trust) }
        assertEquals(sent, tap.codesSent())
    }

    @Test
    fun `a code that is closed while it is used is there until the operation ends`() = runBlocking {
        val tap = Tap(folder)
        val code = pin(PIN)
        tap.isoDep.before = { if (it == 5) code.close() }
        assertEquals(3u.toUByte(), tap.card.verifyPin(code).triesLeft)
    }

    @Test
    fun `an entry is checked without a card as with one`() {
        checkEntry(Entry.PIN, CardKind.TS_CNS, "24680")
        checkEntry(Entry.CAN, null, "123456")
        assertThrows<CieException.MalformedCode> { checkEntry(Entry.PIN, CardKind.CIE, "24680") }
        assertThrows<CieException.WeakPin> { checkEntry(Entry.NEW_PIN, null, "11111111") }
        checkNewPin(NEW_PIN, pin(PIN), CardKind.CIE)
        val same = assertThrows<CieException.SamePin> { checkNewPin(PIN, pin(PIN), CardKind.CIE) }
        assertEquals(NextStep.CorrectEntry(Entry.NEW_PIN), same.details.next)
    }

    @Test
    fun `a phone that does not take the time to wait for an answer waits for its own`() = runBlocking {
        val tap = Tap(folder)
        tap.isoDep.longestTimeout = 5_000
        assertEquals(3u.toUByte(), tap.card.verifyPin(pin(PIN)).triesLeft)
        assertEquals(0, tap.isoDep.timeout)
    }

    @Test
    fun `the phone is told how long to wait before the first exchange`() = runBlocking {
        val tap = Tap(folder)
        tap.isoDep.before = { assertEquals(IsoDepTransceiver.DEFAULT_TIMEOUT, tap.isoDep.timeout) }
        tap.card.cardInfo()
        assertNull(tap.card.pending().pending)
    }

    @Test
    fun `a nonce that takes ten seconds is waited for`() {
        // 9.9 seconds were seen on an Italian passport that lay badly (stevansen/IDReaderiOS).
        assertTrue(IsoDepTransceiver.DEFAULT_TIMEOUT >= 3 * 9_900)
        // An answer is waited for no longer than an exchange may take.
        assertTrue(IsoDepTransceiver.DEFAULT_TIMEOUT < IsoDepTransceiver.LONGEST_EXCHANGE)
    }
}
