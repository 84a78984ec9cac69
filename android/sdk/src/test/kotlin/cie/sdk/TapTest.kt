package cie.sdk

import java.io.File
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** A person who holds a card, and holds it again when asked to. */
private class Person(private val holds: (Int) -> Transceiver) : CardField {
    var held = 0
        private set

    override val state = MutableStateFlow(NfcState.READY)

    override suspend fun <T> withCard(onOtherTag: () -> Unit, block: suspend (Transceiver) -> T): T = block(holds(held++))
}

/** A whole tap: waiting, losing the card, holding it again. */
class TapTest {
    @TempDir
    lateinit var folder: File

    private var taps = 0

    private fun tap(family: String) = Tap(File(folder, "${taps++}"), family)

    /** What an app does in one tap, and what is noted of its course. */
    private class Block(val family: String, val steps: List<suspend (CieCard) -> Any>) {
        val begun = mutableListOf<Int>()

        suspend fun run(card: CieCard) = steps.forEachIndexed { number, step ->
            begun += number
            step(card)
        }
    }

    private val verify: suspend (CieCard) -> Unit = { it.verifyPin(pin(PIN)) }
    private val verifyWrong: suspend (CieCard) -> Unit = { it.verifyPin(pin(WRONG)) }
    private val info: suspend (CieCard) -> Unit = { it.cardInfo() }
    private val unblock: suspend (CieCard) -> Unit = { it.unblockPin(puk(PUK), pin(NEW_PIN)) }
    private val change: suspend (CieCard) -> Unit = { it.changePin(pin(PIN), pin(NEW_PIN)) }
    private val personal: suspend (CieCard) -> Unit = { it.readPersonalData() }
    private val identity: suspend (CieCard) -> Unit = { it.readIdentity(can("123456"), photo = false) }
    private val verifyHealth: suspend (CieCard) -> Unit = { it.verifyPin(pin("24680")) }

    private fun blocks() = listOf(
        Block("gemalto", listOf(verify)),
        Block("gemalto", listOf(verifyWrong)),
        Block("gemalto", listOf(info, unblock)),
        Block("gemalto", listOf(info, change)),
        Block("gemalto", listOf(verify, info)),
        Block("gemalto", listOf(verify, change)),
        Block("gemalto", listOf(unblock) + { it.changePin(pin(NEW_PIN), pin(PIN)) }),
        Block("gemalto", listOf(identity)),
        Block("cns-st2022-nfc", listOf(personal)),
        Block("cns-st2022-nfc", listOf(personal, verifyHealth)),
    )

    private companion object {
        val KNOBS = listOf("drop-after", "drop-before")
    }

    @Test
    fun `a card lost at any exchange is held again, unless a command with a code has left before`() {
        for (number in blocks().indices) {
            val whole = tap(blocks()[number].family)
            val undisturbed = runBlocking { runCatching { blocks()[number].run(whole.card) } }
            val codes = whole.isoDep.commands.map { it[1] in byteArrayOf(0x20, 0x24, 0x2C) }
            val firstCode = codes.indexOf(true).takeIf { it >= 0 } ?: codes.size
            for (at in codes.indices) {
                // Whether the card has processed what was lost matters where it changes something.
                for (knob in if (codes[at]) listOf("drop-before", "drop-after") else listOf(KNOBS[at % 2])) {
                    val lost = "block $number, $knob $at"
                    val block = blocks()[number]
                    val tap = tap(block.family)
                    tap.fault(knob, at)
                    val person = Person {
                        if (it > 0) tap.noFault()
                        IsoDepTransceiver(tap.isoDep)
                    }
                    val attempts = mutableListOf<Int>()
                    val reader = CardReader(person, tap.store)
                    val ended = runBlocking {
                        runCatching { reader.tap(null, onProgress = { attempts += it.attempt }, block = block::run) }
                    }
                    val again = at < firstCode
                    assertEquals(if (again) 2 else 1, person.held, lost)
                    assertEquals(if (again) 2 else 1, attempts.max(), lost)
                    assertEquals(if (again) 2 else 1, block.begun.count { it == 0 }, lost)
                    // What is sent with a code is what an undisturbed run sends, and no more.
                    val sent = if (again) codes.count { it } else codes.take(at + 1).count { it }
                    assertEquals(sent, tap.codesSent(), lost)
                    val error = ended.exceptionOrNull()
                    when {
                        again -> assertEquals(undisturbed.exceptionOrNull()?.javaClass, error?.javaClass, lost)
                        codes[at] -> assertTrue(error is CieException.OutcomeUnknown, "$lost: $error")
                        else -> assertTrue(error is CieException.CardLost, "$lost: $error")
                    }
                    val wrong = block.steps.first() === verifyWrong && (again || knob == "drop-after")
                    assertEquals(if (wrong) 2 else 3, tap.simulated.pinTries().toInt(), lost)
                }
            }
        }
    }

    @Test
    fun `the card is held again no more often than was said, and the listener is told each time`() {
        for (retryLost in listOf(0, 2)) {
            val tap = tap("gemalto")
            tap.isoDep.before = { throw android.nfc.TagLostException("Tag was lost.") }
            val person = Person { IsoDepTransceiver(tap.isoDep) }
            val steps = mutableListOf<Progress>()
            failing<CieException.CardLost> {
                CardReader(person, tap.store)
                    .tap(null, retryLost = retryLost, onProgress = { steps += it }, block = verify)
            }
            assertEquals(retryLost + 1, person.held)
            val waited = steps.filter { it.phase == Phase.START }.map { it.attempt }.distinct()
            assertEquals((1..retryLost + 1).toList(), waited)
        }
    }

    @Test
    fun `whoever takes up another card after a loss sends it no code`() {
        val tap = tap("gemalto")
        val other = SimulatedCard("gemalto", true).apply { setFaults(listOf("another-card")) }
        val second = FakeIsoDep(other)
        val block = Block("gemalto", listOf(info, verify))
        tap.fault("drop-after", 8)
        val person = Person { IsoDepTransceiver(if (it == 0) tap.isoDep else second) }
        failing<CieException.OtherCard> { CardReader(person, tap.store).tap(CardKind.CIE, block = block::run) }
        assertEquals(listOf(0, 1, 0, 1), block.begun)
        assertEquals(0, second.codesSent())
    }

    @Test
    fun `whoever takes up another card in the middle of a tap sends it no code`() {
        val tap = tap("gemalto")
        val second = FakeIsoDep(SimulatedCard("gemalto", true).apply { setFaults(listOf("another-card")) })
        var held = IsoDepTransceiver(tap.isoDep)
        val reader = object : Transceiver {
            override fun limits() = held.limits()
            override fun transceive(command: ByteArray) = held.transceive(command)
        }
        for (first in listOf(info, verify)) {
            failing<CieException.OtherCard> {
                held = IsoDepTransceiver(tap.isoDep)
                CardReader(reader, tap.store).tap(CardKind.CIE) { card ->
                    first(card)
                    held = IsoDepTransceiver(second)
                    card.changePin(pin(PIN), pin(NEW_PIN))
                }
            }
            assertEquals(0, second.codesSent())
        }
    }

    @Test
    fun `a document that does not open with short commands is read with long ones again`() {
        for (wasBetterShort in listOf(false, true)) {
            val tap = tap("gemalto")
            val person = Person {
                tap.simulated.tapAgain()
                IsoDepTransceiver(tap.isoDep)
            }
            val reader = CardReader(person, tap.store)
            tap.isoDep.dropsAbove = 261
            if (wasBetterShort) runBlocking { reader.tap(CardKind.CIE, block = verify) }
            val before = person.held
            val attempts = mutableListOf<Int>()
            // It lay badly, and does not any more.
            val report: (Progress) -> Unit = {
                attempts += it.attempt
                if (wasBetterShort || it.attempt == 3) tap.isoDep.dropsAbove = Int.MAX_VALUE
            }
            runBlocking { reader.tap(CardKind.CIE, onProgress = report, block = identity) }
            assertEquals(if (wasBetterShort) 1 else 3, attempts.max())
            assertEquals(if (wasBetterShort) 2 else 4, person.held - before)
        }
    }

    @Test
    fun `short commands that were asked for stay short`() {
        val tap = tap("gemalto")
        val person = Person { IsoDepTransceiver(tap.isoDep) }
        failing<CieException.LinkTooShort> {
            CardReader(person, tap.store, shortCommands = true).tap(CardKind.CIE, block = identity)
        }
        assertEquals(1, person.held)
    }

    @Test
    fun `a tap in a tap is refused, whichever reader it is of, and disturbs nothing`(): Unit = runBlocking {
        val tap = tap("gemalto")
        val other = tap("gemalto")
        val reader = CardReader(Person { IsoDepTransceiver(tap.isoDep) }, tap.store)
        suspend fun refused() = runCatching { reader.tap(null, block = verify) }.exceptionOrNull() is CieException.Busy
        val isOver = CompletableDeferred<Unit>()
        val later = CompletableDeferred<Boolean>()
        val report = withTimeout(60_000) {
            reader.tap(CardKind.CIE) { card ->
                assertTrue(refused())
                val another = CardReader(Person { IsoDepTransceiver(other.isoDep) }, other.store)
                val ended = runCatching { another.tap(CardKind.CIE) { verify(it) } }
                assertTrue(ended.exceptionOrNull() is CieException.Busy)
                assertNull(reader.lastOutcome)
                // What outlives the tap is not in it any more.
                CoroutineScope(currentCoroutineContext().minusKey(Job)).launch {
                    isOver.await()
                    later.complete(refused())
                }
                card.verifyPin(pin(PIN))
            }
        }
        isOver.complete(Unit)
        assertFalse(withTimeout(60_000) { later.await() })
        assertEquals(3u.toUByte(), report.triesLeft)
        assertEquals(2, tap.codesSent())
        assertEquals(0, other.codesSent())
    }

    @Test
    fun `a code that another error was about has left all the same`() {
        val tap = tap("gemalto")
        val person = Person { IsoDepTransceiver(tap.isoDep) }
        failing<CieException.CardLost> {
            CardReader(person, tap.store).tap(CardKind.CIE) { card ->
                runCatching { card.verifyPin(pin(WRONG)) }
                tap.fault("drop-before", 0)
                card.cardInfo()
            }
        }
        assertEquals(1, person.held)
    }

    @Test
    fun `a phone that drops long messages gets short ones after two losses, and at once the next time`() {
        val tap = tap("gemalto")
        tap.isoDep.dropsAbove = 261
        val person = Person { IsoDepTransceiver(tap.isoDep) }
        val reader = CardReader(person, tap.store)
        runBlocking { reader.tap(CardKind.CIE, block = verify) }
        assertTrue(person.held in 2..3, "${person.held}")
        tap.isoDep.commands.clear()
        val before = person.held
        runBlocking { reader.tap(CardKind.CIE, block = verify) }
        assertEquals(before + 1, person.held)
        assertTrue(tap.isoDep.commands.all { it.size <= 261 })
    }

    @Test
    fun `short commands are sent alone where they are asked for`() {
        val tap = tap("gemalto")
        val person = Person { IsoDepTransceiver(tap.isoDep) }
        runBlocking { CardReader(person, tap.store, shortCommands = true).tap(null, block = verify) }
        assertTrue(tap.isoDep.commands.all { it.size <= 261 })
    }

    @Test
    fun `waiting is cancelled at once, and the next tap has its turn`(): Unit = runBlocking {
        val tap = tap("gemalto")
        val field = object : CardField {
            var waits = true
            override val state = MutableStateFlow(NfcState.READY)
            override suspend fun <T> withCard(onOtherTag: () -> Unit, block: suspend (Transceiver) -> T): T =
                if (waits) awaitCancellation() else block(tap.simulated)
        }
        val reader = CardReader(field, tap.store)
        val waiting = launch(Dispatchers.Unconfined, CoroutineStart.UNDISPATCHED) { reader.tap(null, block = verify) }
        withTimeout(10_000) { waiting.cancelAndJoin() }
        assertNull(reader.lastOutcome)
        field.waits = false
        withTimeout(60_000) { reader.tap(null, block = verify) }
    }

    @Test
    fun `what a cancelled caller did not get is found afterwards, until the next tap`() = runBlocking {
        val whole = tap("gemalto").also { it.card.changePin(pin(PIN), pin(NEW_PIN)) }.isoDep.commands.size
        val tap = tap("gemalto")
        val sent = CompletableDeferred<Unit>()
        val go = CompletableDeferred<Unit>()
        tap.isoDep.before = { exchange ->
            if (exchange == whole - 1) {
                sent.complete(Unit)
                runBlocking { withTimeout(60_000) { go.await() } }
            }
        }
        val reader = CardReader(Person { IsoDepTransceiver(tap.isoDep) }, tap.store)
        assertNull(reader.lastOutcome)
        val job = launch(Dispatchers.Default) { reader.tap(CardKind.CIE, block = change) }
        withTimeout(60_000) { sent.await() }
        job.cancel()
        go.complete(Unit)
        withTimeout(60_000) { job.join() }
        assertTrue(tap.hasPin(NEW_PIN))
        val report = (reader.lastOutcome as OperationOutcome.Succeeded).result as Report
        assertEquals(3u.toUByte(), report.triesLeft)
        reader.tap(CardKind.CIE) { assertNull(reader.lastOutcome) }
    }

    @Test
    fun `a report for support has the lines of all taps, and no code, key or number of the card`() {
        val tap = tap("gemalto")
        val reader = CardReader(Person { IsoDepTransceiver(tap.isoDep) }, tap.store)
        runBlocking { reader.tap(null, block = verify) }
        val report = SupportReport()
        reader.supportReport = report
        val error = failing<CieException.WrongPin> { reader.tap(null, block = verifyWrong) }
        val own = mutableListOf<String>()
        val number = runBlocking {
            reader.tap(null) { card ->
                card.trace = object : TraceListener {
                    override fun line(line: String) {
                        own += line
                    }
                }
                (card.cardInfo().details as CardDetails.Cie).serviceNumber
            }
        }
        val text = report.text("a phone", error.details())
        assertTrue(text.startsWith("cie ${sdkVersion()}\ndevice: a phone\n"), text)
        assertTrue("wrong_pin" in text && own.isNotEmpty() && own.all { it in text })
        for (secret in listOf(PIN, WRONG, number)) assertFalse(secret in text)
    }
}
