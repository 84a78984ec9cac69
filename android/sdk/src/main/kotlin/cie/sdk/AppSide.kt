package cie.sdk

import java.util.concurrent.atomic.AtomicReference

/**
 * What the app has given, as the library calls it. Whatever is thrown there, an `Error` of the virtual
 * machine included, becomes an exception that crosses: what does not would be printed by JNA, with
 * its text. It is kept here, so that the error which comes of it can show it to a developer.
 */
internal class AppSide(
    private val transceiver: Transceiver,
    private val store: TryStore,
) : Transceiver, TryStore {
    private val thrown = AtomicReference<Throwable?>()

    override fun limits(): LinkLimits = reaching { transceiver.limits() }

    override fun transceive(command: ByteArray): ByteArray = reaching { transceiver.transceive(command) }

    override fun get(name: String): String? = keeping { store.get(name) }

    override fun put(name: String, text: String): Unit = keeping { store.put(name, text) }

    override fun remove(name: String): Unit = keeping { store.remove(name) }

    /** Runs one operation. An error of it has what was thrown here last among what it suppresses. */
    inline fun <T> explaining(operation: () -> T): T {
        thrown.set(null)
        try {
            return operation()
        } catch (error: CieException) {
            thrown.getAndSet(null)?.let(error::addSuppressed)
            throw error
        }
    }

    @Suppress("TooGenericExceptionCaught")
    private inline fun <T> reaching(call: () -> T): T =
        try {
            call()
        } catch (throwable: Throwable) {
            thrown.set(throwable)
            throw throwable as? TransceiverException ?: TransceiverException.Unexpected()
        }

    @Suppress("TooGenericExceptionCaught")
    private inline fun <T> keeping(call: () -> T): T =
        try {
            call()
        } catch (throwable: Throwable) {
            thrown.set(throwable)
            throw throwable as? StoreException ?: StoreException.Unexpected()
        }
}

/** A listener whose failures stay here. */
internal class Quiet(private val listener: TraceListener) : TraceListener {
    @Suppress("TooGenericExceptionCaught")
    override fun line(line: String) {
        try {
            listener.line(line)
        } catch (_: Throwable) {
            throw ListenerException.Failed()
        }
    }
}
