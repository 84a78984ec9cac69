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
}

/** SDK and JNA once more, as each of Robolectric's sandboxes has them. */
private class Sandbox : URLClassLoader(
    listOf(CieCard::class.java, Probe::class.java, com.sun.jna.Native::class.java)
        .map { it.protectionDomain.codeSource.location }.toTypedArray(),
    Sandbox::class.java.classLoader,
) {
    override fun loadClass(name: String, resolve: Boolean): Class<*> = synchronized(getClassLoadingLock(name)) {
        val own = name.startsWith("cie.sdk.") || name.startsWith("com.sun.jna.")
        if (own) findLoadedClass(name) ?: findClass(name) else super.loadClass(name, resolve)
    }

    fun triesLeft(folder: File): Any? = try {
        loadClass("cie.sdk.Probe").getMethod("triesLeft", String::class.java).invoke(null, folder.path)
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

    @Test
    fun `class loaders that share a file are told so, and nothing waits for ever`() {
        val before = System.setProperty("jna.library.path", System.getProperty("library.folder"))
        try {
            val (one, two) = Sandbox() to Sandbox()
            assertEquals("3", one.triesLeft(folder))
            assertEquals("3", two.triesLeft(folder))
            val told = assertThrows<IllegalStateException> { one.triesLeft(folder) }
            assertTrue("class loader" in told.message.orEmpty())
            assertEquals("3", two.triesLeft(folder))
        } finally {
            if (before == null) System.clearProperty("jna.library.path") else System.setProperty("jna.library.path", before)
        }
    }
}
