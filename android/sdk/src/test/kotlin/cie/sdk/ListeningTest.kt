package cie.sdk

import java.io.File
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** Watching and stopping an operation. */
class ListeningTest {
    @TempDir
    lateinit var folder: File

    @Test
    fun `progress goes from the first phase to the last and never back`() = runBlocking {
        val tap = Tap(folder, extended = false)
        val steps = mutableListOf<Progress>()
        CardReader(IsoDepTransceiver(tap.isoDep), tap.store)
            .tap(only = null, onProgress = { steps += it }) { it.verifyPin(pin(PIN)) }
        assertEquals(Progress(Phase.START, 0f), steps.first())
        assertEquals(Progress(Phase.DONE, 1f), steps.last())
        assertEquals(steps.sortedBy { it.fraction }, steps)
        assertEquals(steps.sortedBy { phaseNumber(it.phase) }, steps)
        assertTrue(steps.map { it.phase }.containsAll(listOf(Phase.SELECT, Phase.KEY_AGREEMENT, Phase.VERIFY_PIN)))
    }

    @Test
    fun `what is told of progress is told in the coroutine that asked, and may throw`() = runBlocking {
        val tap = Tap(folder)
        val here = Thread.currentThread()
        val threads = mutableSetOf<Thread>()
        val report = CardReader(IsoDepTransceiver(tap.isoDep), tap.store).tap(
            only = null,
            onProgress = {
                threads += Thread.currentThread()
                error("the listener is broken")
            },
        ) { it.verifyPin(pin(PIN)) }
        assertEquals(3u.toUByte(), report.triesLeft)
        assertEquals(setOf(here), threads)
    }

    @Test
    fun `a coroutine cancelled half way sends nothing more, and no try is gone`() = runBlocking {
        val tap = Tap(folder)
        val half = CompletableDeferred<Unit>()
        val go = CompletableDeferred<Unit>()
        tap.isoDep.before = { exchange ->
            if (exchange == 8) {
                half.complete(Unit)
                runBlocking { withTimeout(60_000) { go.await() } }
            }
        }
        val job = launch { tap.card.verifyPin(pin(PIN)) }
        withTimeout(60_000) { half.await() }
        job.cancel()
        go.complete(Unit)
        withTimeout(10_000) { job.join() }
        assertTrue(job.isCancelled)
        assertEquals(9, tap.isoDep.commands.size)
        assertEquals(3u.toUByte(), tap.simulated.pinTries())
        assertTrue((tap.card.lastOutcome as OperationOutcome.Failed).error is CieException.Cancelled)
        assertNull(tap.card.pending().pending)
    }

    @Test
    fun `a coroutine cancelled while the PIN is under way waits for the answer, and the books hold`() = runBlocking {
        val undisturbed = Tap(File(folder, "a")).apply { card.verifyPin(pin(PIN)) }
        val last = undisturbed.isoDep.commands.size - 1
        val tap = Tap(File(folder, "b"))
        val sent = CompletableDeferred<Unit>()
        val go = CompletableDeferred<Unit>()
        tap.isoDep.before = { exchange ->
            if (exchange == last) {
                sent.complete(Unit)
                runBlocking { withTimeout(60_000) { go.await() } }
            }
        }
        val job = launch { tap.card.verifyPin(pin(WRONG)) }
        withTimeout(60_000) { sent.await() }
        job.cancel()
        go.complete(Unit)
        withTimeout(10_000) { job.join() }
        assertEquals(2u.toUByte(), tap.simulated.pinTries())
        assertTrue((tap.card.lastOutcome as OperationOutcome.Failed).error is CieException.WrongPin)
        val known = tap.card.pending()
        assertEquals(KnownTries(2u, exact = true), known.pin)
        assertNull(known.pending)
    }

    @Test
    fun `a token that was raised before stops the operation before the card is asked for`() {
        val transceiver = object : Transceiver {
            var asked = 0

            override fun limits(): LinkLimits {
                asked++
                throw TransceiverException.CardLost()
            }

            override fun transceive(command: ByteArray): ByteArray = error("nothing may be sent")
        }
        val token = CancelToken().apply { cancel() }
        val card = BlockingCard(transceiver, FileTryStore(folder))
        val pin = pin(PIN)
        failing<CieException.Cancelled> { card.verifyPin(pin, OperationOptions(cancel = token)) }
        // To connect to the tag is what the first question does.
        assertEquals(0, transceiver.asked)
    }

    @Test
    fun `a listener that throws changes nothing`() = runBlocking {
        val tap = Tap(folder)
        val listener = object : TraceListener {
            override fun line(line: String): Unit = throw StackOverflowError("the listener is broken")
        }
        tap.card.trace = listener
        assertEquals(3u.toUByte(), tap.card.verifyPin(pin(PIN)).triesLeft)
        val card = BlockingCard(IsoDepTransceiver(tap.isoDep), tap.store)
        val progress = object : ProgressListener {
            override fun progress(phase: Phase, fraction: Float): Unit = throw ListenerException.Failed()
        }
        val pin = pin(PIN)
        val report = card.verifyPin(pin, OperationOptions(progress = progress))
        assertEquals(3u.toUByte(), report.triesLeft)
    }

    @Test
    fun `a trace has a line for each exchange and no data`() = runBlocking {
        val tap = Tap(folder)
        val lines = mutableListOf<String>()
        tap.card.trace = object : TraceListener {
            override fun line(line: String) {
                lines += line
            }
        }
        tap.card.verifyPin(pin(PIN))
        assertEquals(tap.isoDep.commands.size, lines.count { " > " in it })
        val trace = lines.joinToString("\n").replace(" ", "").uppercase()
        val data = tap.isoDep.commands.filter { it.size > 13 }.map { command ->
            command.drop(5).take(8).joinToString("") { "%02X".format(it) }
        }
        assertTrue(data.size > 5)
        for (bytes in data) assertFalse(bytes in trace)
    }
}
