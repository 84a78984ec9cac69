package cie.sdk

import com.sun.jna.NativeLibrary
import java.util.UUID

/**
 * The native library calls back the class loader that used it first last: it has one table of functions to
 * call, and a process that gives the same file to two class loaders has the library once. Robolectric makes
 * a class loader for each configuration. Out of a jar every class loader gets a file of its own; from a
 * folder in `jna.library.path` all get the same one, and the calls of one would end in the other.
 *
 * The bindings call [begin] when they use the library for the first time, whatever for, and [check] before
 * anything is given to it that it may call back (`uniffi/src/bin/uniffi-bindgen.rs`).
 */
internal object OneClassLoader {
    private val me = UUID.randomUUID().toString()

    /** Under this name the whole process sees who uses the file. */
    private val key: String by lazy {
        val library = NativeLibrary.getInstance("cie_uniffi", OneClassLoader::class.java.classLoader)
        "cie.sdk.class-loader:${library.file}"
    }

    /**
     * `cie-sdk-jvm` and `cie-sdk-simulator` have the same classes. With both in one app, some come from the
     * one, and the native library from the other, perhaps.
     */
    private val hasBothJars: Boolean by lazy {
        val simulated = copies("SimulatedCard")
        simulated.isNotEmpty() && copies("CieCard") != simulated
    }

    /** From now on it is this class loader that is called back. */
    fun begin() {
        System.setProperty(key, me)
    }

    /** Says so instead of failing later as if the store did, or waiting for ever. */
    fun check() {
        check(!hasBothJars) {
            "Both cie-sdk-jvm and cie-sdk-simulator are on the class path. Take one: the simulator has " +
                "all of the SDK in it."
        }
        uniffiEnsureInitialized()
        check(System.getProperty(key) == me) {
            "Another class loader of this process uses the same file of the native library. In tests with " +
                "Robolectric, take the library out of a jar, or run each configuration in a process of its " +
                "own: docs/android.md, \"Without a card\"."
        }
    }

    /** The jars and folders that have this class; none on Android. */
    private fun copies(name: String): Set<String> {
        val file = "${OneClassLoader::class.java.`package`?.name.orEmpty().replace('.', '/')}/$name.class"
        val found = OneClassLoader::class.java.classLoader?.getResources(file) ?: return emptySet()
        return found.asSequence().mapTo(HashSet()) { it.toString().removeSuffix(file) }
    }
}
