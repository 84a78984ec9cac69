package cie.sdk

import com.sun.jna.NativeLibrary
import java.util.UUID

/**
 * The native library calls back the class loader that used it first last: it has one table of functions to
 * call, and a process that gives the same file to two class loaders has the library once. Robolectric makes
 * a class loader for each configuration. Out of a jar every class loader gets a file of its own; from a
 * folder in `jna.library.path` all get the same one, and the calls of one would end in the other.
 */
internal object OneClassLoader {
    private val me = UUID.randomUUID().toString()

    /** Under this name the whole process sees who uses the file. */
    private val key: String

    init {
        uniffiEnsureInitialized()
        val library = NativeLibrary.getInstance("cie_uniffi", OneClassLoader::class.java.classLoader)
        key = "cie.sdk.class-loader:${library.file}"
        System.setProperty(key, me)
    }

    /** Says so instead of failing later as if the store did, or waiting for ever. */
    fun check() = check(System.getProperty(key) == me) {
        "Another class loader of this process uses the same file of the native library. In tests with " +
            "Robolectric, take the library out of a jar, or run each configuration in a process of its own: " +
            "docs/android.md, \"Without a card\"."
    }
}
