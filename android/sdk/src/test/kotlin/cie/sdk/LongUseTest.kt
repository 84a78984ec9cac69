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

    /** Kilobytes of this process in memory, as Linux counts them. */
    private fun resident(): Long {
        System.gc()
        return File("/proc/self/status").readLines().first { it.startsWith("VmRSS") }
            .filter(Char::isDigit).toLong()
    }

    private fun call(number: Int, tap: Tap) = runBlocking {
        when (number % 4) {
            0 -> tap.card.pending()
            1 -> runCatching { tap.card.verifyPin("123".codeBytes()) }
            2 -> runCatching { tap.isoDep.before = { error("no") }; tap.card.pending() }
            else -> runCatching { CieCard(IsoDepTransceiver(tap.isoDep), tap.store).cardInfo() }
        }
        tap.isoDep.before = {}
        tap.isoDep.commands.clear()
    }

    @Test
    fun `ten thousand short calls do not make the process grow`() {
        val tap = Tap(folder)
        // Compiled and cached is what these reach.
        repeat(3_000) { call(it, tap) }
        val before = resident()
        repeat(10_000) { call(it, tap) }
        val grown = resident() - before
        // A kilobyte lost with each call would be 10 MB.
        assertTrue(grown < 8_000, "grown by $grown kB")
    }
}
