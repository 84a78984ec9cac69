package cie.sdk

import java.io.File
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** Many calls in one process. */
class LongUseTest {
    @TempDir
    lateinit var folder: File

    /**
     * Kilobytes of this process in memory, as Linux counts them. The Java heap is of one size and
     * touched from the start (see the options in pom.xml), so that what grows is beside it.
     */
    private fun resident(): Long {
        System.gc()
        Thread.sleep(200)
        return File("/proc/self/status").readLines().first { it.startsWith("VmRSS") }
            .filter(Char::isDigit).toLong()
    }

    /** Kilobytes of live objects. */
    private fun live(): Long {
        System.gc()
        return Runtime.getRuntime().run { totalMemory() - freeMemory() } / 1024
    }

    private fun call(number: Int, tap: Tap) = runBlocking {
        when (number % 8) {
            0 -> tap.card.pending()
            1 -> runCatching { tap.isoDep.before = { error("no") }; tap.card.pending() }
            // Made anew for each tap, and left to the garbage collector.
            2 -> runCatching { CieCard(IsoDepTransceiver(tap.isoDep), tap.store).verifyPin("1".codeBytes()) }
            else -> runCatching { tap.card.changePin(PIN.codeBytes(), "123".codeBytes()) }
        }
        tap.isoDep.before = {}
        tap.isoDep.commands.clear()
    }

    @Test
    fun `ten thousand short calls do not make the process grow`() {
        val tap = Tap(folder)
        repeat(6_000) { call(it, tap) }
        val before = resident() to live()
        repeat(10_000) { call(it, tap) }
        val grown = (resident() - before.first) to (live() - before.second)
        // A kilobyte lost with each call would be 10 MB.
        assertTrue(grown.first < 6_000 && grown.second < 3_000, "grown by $grown kB: resident, live")
    }
}
