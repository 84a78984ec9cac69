package cie.sdk

import java.io.File
import java.util.concurrent.Executors
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** Many calls in one process. */
class LongUseTest {
    @TempDir
    lateinit var folder: File

    /**
     * Kilobytes of memory of this process that do not belong to a file. The Java heap is of one size and
     * touched from the start (see the options in pom.xml), so that what grows is beside it.
     */
    private fun resident(): Long {
        repeat(3) {
            System.gc()
            Thread.sleep(300)
        }
        return File("/proc/self/status").readLines().first { it.startsWith("RssAnon") }
            .filter(Char::isDigit).toLong()
    }

    @Test
    fun `ten thousand short calls do not make the process grow`() {
        val tap = Tap(folder)
        // One thread: what is measured is calls, not the stacks of a pool.
        Executors.newSingleThreadExecutor().asCoroutineDispatcher().use { thread ->
            fun card() = CieCard(IsoDepTransceiver(tap.isoDep), tap.store, thread)
            val card = card()
            fun call(number: Int) = runBlocking {
                when (number % 8) {
                    0 -> card.pending()
                    1 -> runCatching { tap.isoDep.before = { error("no") }; card.pending() }
                    // Made anew, as for each tap, and left to the garbage collector.
                    2 -> runCatching { card().verifyPin(pin("1")) }
                    else -> runCatching { card.changePin(pin(PIN), pin("123")) }
                }
                tap.isoDep.before = {}
                tap.isoDep.commands.clear()
            }

            repeat(4_000) { call(it) }
            // What is lost with each call is lost in both halves; what the virtual machine or the
            // kernel sets up once is not. A kilobyte for each call would be 5 MB.
            val grown = List(2) {
                val before = resident()
                repeat(5_000) { call(it) }
                resident() - before
            }
            assertTrue(grown.min() < 2_500, "grown by $grown kB")
        }
    }
}
