package cie.sdk

import java.io.File
import java.nio.file.Files
import java.nio.file.attribute.PosixFilePermissions
import java.time.Duration
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTimeoutPreemptively
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir

class FileTryStoreTest {
    @TempDir
    lateinit var folder: File

    private fun mode(text: String) = Files.setPosixFilePermissions(folder.toPath(), PosixFilePermissions.fromString(text))

    /** The files of the store that hold something. */
    private fun texts() = folder.listFiles().orEmpty().filter { it.name != "lock" }

    @Test
    fun `what was put is got by another store of the same folder, and forgotten when removed`() {
        val inside = File(folder, "made/by/the/store")
        assertNull(FileTryStore(inside).get("a-name"))
        FileTryStore(inside).remove("a-name")
        assertFalse(inside.exists())
        FileTryStore(inside).put("a-name", "one")
        FileTryStore(inside).put("a-name", "two")
        assertEquals("two", FileTryStore(inside).get("a-name"))
        FileTryStore(inside).remove("a-name")
        FileTryStore(inside).remove("a-name")
        assertNull(FileTryStore(inside).get("a-name"))
        assertEquals(listOf("lock"), inside.list()?.toList())
    }

    @Test
    fun `only the app reads what is kept, and a folder that others may write is refused`() {
        val inside = File(folder, "store")
        FileTryStore(inside).put("a-name", "one")
        val modes = listOf(inside, File(inside, "a-name")).map {
            PosixFilePermissions.toString(Files.getPosixFilePermissions(it.toPath()))
        }
        assertEquals(listOf("rwx------", "rw-------"), modes)
        for (refused in listOf("rwxrwx---", "rwxrwxrwx", "rwx----w-")) {
            mode(refused)
            assertThrows<StoreException.Failed> { FileTryStore(folder).put("a", "b") }
            assertThrows<StoreException.Failed> { FileTryStore(folder).get("a") }
        }
        // Usual where a system makes the folder.
        mode("rwxr-xr-x")
        FileTryStore(folder).put("a", "b")
        assertEquals("b", FileTryStore(folder).get("a"))
    }

    @Test
    fun `a link is never followed and a pipe never waited for, and both are errors`() {
        val tap = Tap(folder)
        failing<CieException.WrongPin> { tap.card.verifyPin(WRONG.codeBytes()) }
        val elsewhere = Files.createTempDirectory("elsewhere").toFile()
        val target = File(elsewhere, "target")
        for (file in texts()) {
            val away = File(elsewhere, file.name)
            for (place in listOf(away, File(elsewhere, "nowhere"))) {
                file.renameTo(away)
                Files.createSymbolicLink(file.toPath(), place.toPath())
                failing<CieException.MemoryUnavailable> { tap.card.verifyPin(PIN.codeBytes()) }
                file.delete()
                away.renameTo(file)
            }
            file.renameTo(away)
            assertEquals(0, ProcessBuilder("mkfifo", file.path).start().waitFor())
            assertTimeoutPreemptively(Duration.ofSeconds(20)) {
                failing<CieException.MemoryUnavailable> { tap.card.verifyPin(PIN.codeBytes()) }
            }
            file.delete()
            away.renameTo(file)
            // Where a new file begins.
            target.writeText("somebody else's")
            Files.createSymbolicLink(File(folder, "${file.name}.new").toPath(), target.toPath())
        }
        assertEquals(2u.toUByte(), tap.simulated.pinTries())
        runBlocking { tap.card.verifyPin(PIN.codeBytes()) }
        assertEquals("somebody else's", target.readText())
        elsewhere.deleteRecursively()
    }

    @Test
    fun `a name cannot lead out of the folder`() {
        for (name in listOf("", "..", "../a", "a/b", "A", "a.new", "a".repeat(41))) {
            assertThrows<StoreException.Failed> { FileTryStore(folder).put(name, "") }
            assertThrows<StoreException.Failed> { FileTryStore(folder).get(name) }
        }
    }

    @Test
    fun `a folder that cannot be written is an error of the store`() {
        val file = File(folder, "file").apply { writeText("") }
        assertThrows<StoreException.Failed> { FileTryStore(file).put("a", "b") }
        assertThrows<StoreException.Failed> { FileTryStore(File(file, "below")).put("a", "b") }
    }

    @Test
    fun `the key of the installation is drawn once, and another installation knows the card by another name`() = runBlocking {
        val first = Tap(File(folder, "a")).card.pending().cardId
        assertEquals(first, Tap(File(folder, "a")).card.pending().cardId)
        assertNotEquals(first, Tap(File(folder, "b")).card.pending().cardId)
        assertTrue(Regex("[0-9a-f]{64}").matches(File(folder, "a/installation-key").readText()))
    }

    @Test
    fun `two first operations at the same time end with one key`() {
        val threads = Executors.newFixedThreadPool(8)
        repeat(5) { round ->
            val inside = File(folder, "$round")
            // A card, a transceiver and a store for each.
            val first = Callable { runBlocking { Tap(inside).card.pending().cardId } }
            val ids = threads.invokeAll(List(8) { first }).map { it.get() }
            assertEquals(1, ids.toSet().size, "$ids")
        }
        threads.shutdown()
    }

    @Test
    fun `a lost or second key is an error, in files and in a store of an app's own, until all is removed`() {
        val own = sortedMapOf<String, String>()
        val kept = object : TryStore {
            override fun get(name: String): String? = own[name]
            override fun put(name: String, text: String) = own.set(name, text)
            override fun remove(name: String) { own.remove(name) }
            override fun names(): List<String> = own.keys.toList()
        }
        for (store in listOf(FileTryStore(folder), kept)) {
            val simulated = SimulatedCard("gemalto", true)
            val card = CieCard(simulated, store)
            failing<CieException.WrongPin> { card.verifyPin(WRONG.codeBytes()) }
            val key = checkNotNull(store.get("installation-key"))
            store.remove("installation-key")
            failing<CieException.MemoryUnavailable> { card.verifyPin(PIN.codeBytes()) }
            store.put("installation-key", "00".repeat(32))
            failing<CieException.MemoryUnavailable> { card.verifyPin(PIN.codeBytes()) }
            store.remove("installation-key")
            store.put("installation-key", key)
            assertEquals(2u.toUByte(), simulated.pinTries())
            runBlocking { card.verifyPin(PIN.codeBytes()) }
        }
        assertThrows<StoreException.Failed> { FileTryStore(folder).put("installation-key", "00".repeat(32)) }
        own.clear()
        runBlocking { CieCard(SimulatedCard("gemalto", true), kept).verifyPin(PIN.codeBytes()) }
    }

    @Test
    fun `a record or key that was cut short is an error, never nothing known`() {
        val tap = Tap(folder)
        failing<CieException.WrongPin> { tap.card.verifyPin(WRONG.codeBytes()) }
        for (file in texts()) {
            val whole = file.readText()
            for (text in listOf("", whole.dropLast(1), whole + "x")) {
                file.writeText(text)
                failing<CieException.MemoryUnavailable> { tap.card.verifyPin(WRONG.codeBytes()) }
            }
            file.writeText(whole)
        }
        assertEquals(2u.toUByte(), tap.simulated.pinTries())
    }

    @Test
    fun `no file of the store holds a code or the card's number`() = runBlocking {
        val tap = Tap(folder)
        val number = (tap.card.cardInfo().details as CardDetails.Cie).serviceNumber
        tap.card.changePin(PIN.codeBytes(), NEW_PIN.codeBytes())
        val files = folder.listFiles().orEmpty()
        assertEquals(3, texts().size)
        for (file in files) {
            for (secret in listOf(PIN, NEW_PIN, number)) {
                assertFalse(secret in file.readText() + file.name)
            }
        }
    }
}
