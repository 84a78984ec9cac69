package cie.sdk

import java.io.File
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** The library itself has a fault: it panics, and the app goes on. */
class FaultTest {
    @TempDir
    lateinit var folder: File

    private val told = LinkedBlockingQueue<Fault>()

    init {
        setFaultListener(object : FaultListener {
            override fun fault(fault: Fault) {
                told += fault
                // What an app throws there stays there.
                error("24681357")
            }
        })
    }

    @AfterEach
    fun nobodyListens() = setFaultListener(null)

    private fun theFault(): Fault = checkNotNull(told.poll(10, TimeUnit.SECONDS)) { "nobody was told" }

    @Test
    fun `a fault while the PIN is changed is an error with its place, and the next operation settles it`() {
        val undisturbed = Tap(File(folder, "undisturbed"))
        runBlocking { undisturbed.card.changePin(PIN.codeBytes(), NEW_PIN.codeBytes()) }
        val kept = File(folder, "cie")
        val tap = Tap(kept)
        tap.simulated.faultAt(undisturbed.simulated.exchanges() - 1u, FaultPlace.OPERATION)
        val error = failing<CieException.LibraryFault> {
            tap.card.changePin(PIN.codeBytes(), NEW_PIN.codeBytes())
        }
        val fault = theFault()
        assertTrue(fault.place.startsWith("uniffi/src/simulator.rs:"), fault.place)
        assertTrue(error.details.summary.contains(fault.place))
        assertEquals(Blame.LIBRARY, error.details.blame)
        assertEquals(PendingOperation.CHANGE_PIN, error.details.pending)
        assertNull(tap.card.linkError)
        // The panic quoted the command; nothing else does.
        val files = checkNotNull(kept.listFiles()).joinToString { it.readText() }
        for (text in listOf(error.toString(), error.stackTraceToString(), fault.toString(), files)) {
            assertFalse(Regex("[0-9A-F]{2}, [0-9A-F]{2}").containsMatchIn(text), text)
        }

        // The next start of the app.
        val next = CieCard(IsoDepTransceiver(tap.isoDep), FileTryStore(kept))
        assertEquals(fault, takeFault(FileTryStore(kept)))
        assertNull(takeFault(tap.store))
        runBlocking {
            val pending = next.pending()
            assertEquals(PendingOperation.CHANGE_PIN, pending.pending)
            val settled = next.resolve(pending.cardId, NEW_PIN.codeBytes(), PIN.codeBytes())
            assertEquals(Settlement.NewPin, settled.settlement)
            next.verifyPin(NEW_PIN.codeBytes())
        }
        assertEquals(3u.toUByte(), tap.simulated.pinTries())
    }

    @Test
    fun `a fault in a call from the app's transceiver is told, and ends the operation as the link's`() {
        val undisturbed = Tap(File(folder, "undisturbed"), "cns-idemia-nfc", extended = false)
        runBlocking { undisturbed.card.verifyPin("24680".codeBytes()) }
        val tap = Tap(File(folder, "cie"), "cns-idemia-nfc", extended = false)
        tap.simulated.faultAt(undisturbed.simulated.exchanges() - 1u, FaultPlace.CALLBACK)
        val unknown = failing<CieException.OutcomeUnknown> { tap.card.verifyPin("24680".codeBytes()) }
        assertEquals(PendingOperation.VERIFY_PIN, unknown.details.pending)
        val fault = theFault()
        assertTrue(fault.place.startsWith("uniffi/src/simulator.rs:"), fault.place)
        assertEquals(fault, takeFault(tap.store))
        runBlocking { tap.card.verifyPin("24680".codeBytes()) }
    }

    @Test
    fun `with a store that fails and nobody who listens a fault is an error all the same`() {
        setFaultListener(null)
        val tap = Tap(folder)
        tap.simulated.faultAt(2u, FaultPlace.OPERATION)
        val deaf = object : TryStore by tap.store {
            override fun put(name: String, text: String) {
                if (name == "fault") error("no space")
                tap.store.put(name, text)
            }
        }
        val card = CieCard(IsoDepTransceiver(tap.isoDep), deaf)
        val error = failing<CieException.LibraryFault> { card.verifyPin(PIN.codeBytes()) }
        assertTrue(error.details.summary.contains("uniffi/src/simulator.rs:"))
        assertNull(error.details.pending)
        assertNull(takeFault(tap.store))
        runBlocking { card.verifyPin(PIN.codeBytes()) }
        assertTrue(told.isEmpty())
    }
}
