package cie.sdk

import java.io.File
import java.io.IOException
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir

class FileTryStoreTest {
    @TempDir
    lateinit var folder: File

    @Test
    fun `what was put is got by another store of the same folder, and forgotten when removed`() {
        val inside = File(folder, "made/by/the/store")
        FileTryStore(inside).put("a-name", "one")
        FileTryStore(inside).put("a-name", "two")
        assertEquals("two", FileTryStore(inside).get("a-name"))
        FileTryStore(inside).remove("a-name")
        FileTryStore(inside).remove("a-name")
        assertNull(FileTryStore(inside).get("a-name"))
        assertEquals(0, inside.list()?.size)
    }

    @Test
    fun `what was put or removed is on the disk under its name before the call returns`() {
        val inside = File(folder, "store")
        val synced = mutableListOf<Pair<File, List<String>>>()
        val store = FileTryStore(inside) { synced += it to it.list().orEmpty().sorted() }
        store.put("a-name", "one")
        assertEquals(listOf(folder to listOf("store"), inside to listOf("a-name")), synced)
        synced.clear()
        store.put("another", "two")
        store.remove("a-name")
        assertEquals(listOf(inside to listOf("a-name", "another"), inside to listOf("another")), synced)
    }

    @Test
    fun `a disk that does not keep the folder is an error of the store`() {
        val store = FileTryStore(folder) { throw IOException("the disk is gone") }
        assertThrows<StoreException.Failed> { store.put("a", "b") }
        assertThrows<StoreException.Failed> { store.remove("a") }
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
    fun `a record or key that was cut short is an error, never nothing known`() {
        val tap = Tap(folder)
        failing<CieException.WrongPin> { tap.card.verifyPin(WRONG.codeBytes()) }
        for (file in folder.listFiles().orEmpty()) {
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
        assertEquals(2, files.size)
        for (file in files) {
            for (secret in listOf(PIN, NEW_PIN, number)) {
                assertFalse(secret in file.readText() + file.name)
            }
        }
    }
}
