package cie.sdk

import java.io.File
import java.lang.reflect.InvocationTargetException
import java.net.URLClassLoader
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir

/** An operation with a store and a transceiver that are called back, in the class loader of this class. */
object Probe {
    @JvmStatic
    fun triesLeft(folder: String): String = runBlocking {
        withTimeout(60_000) {
            val card = CieCard(SimulatedCard("gemalto", true), FileTryStore(File(folder)))
            card.use { it.verifyPin(pin(PIN)).triesLeft.toString() }
        }
    }

    /** The first use of the library, and one without a card. */
    @JvmStatic
    fun entry(digits: String): String = pin(digits).use { "taken" }

    /** What is asked of a store alone. */
    @JvmStatic
    fun open(folder: String): String = openOperations(FileTryStore(File(folder))).size.toString()
}

/** SDK and JNA once more, as each of Robolectric's sandboxes has them. */
private class Sandbox(vararg more: File) : URLClassLoader(
    (
        more.map { it.toURI().toURL() } +
            listOf(CieCard::class.java, Probe::class.java, com.sun.jna.Native::class.java)
                .map { it.protectionDomain.codeSource.location }
        ).toTypedArray(),
    Sandbox::class.java.classLoader,
) {
    override fun loadClass(name: String, resolve: Boolean): Class<*> = synchronized(getClassLoadingLock(name)) {
        val own = name.startsWith("cie.sdk.") || name.startsWith("com.sun.jna.")
        if (own) findLoadedClass(name) ?: findClass(name) else super.loadClass(name, resolve)
    }

    fun triesLeft(folder: File): Any? = probed("triesLeft", folder.path)

    fun probed(method: String, argument: String): Any? = try {
        loadClass("cie.sdk.Probe").getMethod(method, String::class.java).invoke(null, argument)
    } catch (error: InvocationTargetException) {
        throw error.targetException
    }
}

/** Several class loaders in one process, as tests with Robolectric have them. */
class ClassLoadersTest {
    @TempDir
    lateinit var folder: File

    @Test
    fun `class loaders that take the library out of a jar do not disturb each other`() {
        val (one, two) = Sandbox() to Sandbox()
        for (sandbox in listOf(one, two, one, two)) assertEquals("3", sandbox.triesLeft(folder))
        assertEquals("3", Probe.triesLeft(folder.path))
        assertEquals("3", one.triesLeft(folder))
    }

    private fun sharingAFile(body: () -> Unit) {
        val before = System.setProperty("jna.library.path", System.getProperty("library.folder"))
        try {
            body()
        } finally {
            if (before == null) System.clearProperty("jna.library.path") else System.setProperty("jna.library.path", before)
        }
    }

    @Test
    fun `class loaders that share a file are told so, and nothing waits for ever`() = sharingAFile {
        val (one, two) = Sandbox() to Sandbox()
        assertEquals("3", one.triesLeft(folder))
        assertEquals("3", two.triesLeft(folder))
        val told = assertThrows<IllegalStateException> { one.triesLeft(folder) }
        assertTrue("class loader" in told.message.orEmpty())
        assertEquals("3", two.triesLeft(folder))
    }

    @Test
    fun `a class loader that only makes a PIN or looks into a store is noticed as well`() = sharingAFile {
        for ((method, argument) in listOf("entry" to PIN, "open" to folder.path)) {
            val (one, two) = Sandbox() to Sandbox()
            assertEquals("3", one.triesLeft(folder))
            two.probed(method, argument)
            val told = assertThrows<IllegalStateException>(method) { one.triesLeft(folder) }
            assertTrue("class loader" in told.message.orEmpty(), method)
            assertThrows<IllegalStateException>(method) { one.probed("open", folder.path) }
            // What calls nothing back goes on.
            assertEquals("taken", one.probed("entry", PIN), method)
            assertEquals("3", two.triesLeft(folder), method)
        }
    }

    @Test
    fun `the SDK with and without the simulated card on one class path is refused`() {
        val without = File(folder, "jvm").also { File(it, "cie/sdk").mkdirs() }
        val file = "cie/sdk/CieCard.class"
        checkNotNull(javaClass.classLoader.getResourceAsStream(file)).use { from ->
            File(without, file).outputStream().use(from::copyTo)
        }
        val told = assertThrows<IllegalStateException> { Sandbox(without).triesLeft(folder) }
        assertTrue("cie-sdk-simulator" in told.message.orEmpty(), told.message)
    }
}
