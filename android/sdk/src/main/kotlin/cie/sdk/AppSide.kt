package cie.sdk

import java.util.concurrent.atomic.AtomicReference

/**
 * What the app has given, as the library calls it. Whatever is thrown there, an `Error` of the virtual
 * machine included, becomes an exception that crosses: what does not would be printed by JNA, with
 * its text. It is kept here for a developer who asks, and goes into no error, which an app may log:
 * nobody knows what a foreign exception quotes.
 */
internal class AppSide(
    private val transceiver: Transceiver,
    private val store: TryStore,
) : Transceiver, TryStore {
    private val last = AtomicReference<Throwable?>()

    /** What was thrown here last, in the latest operation. */
    val thrown: Throwable? get() = last.get()

    override fun limits(): LinkLimits = reaching { transceiver.limits() }

    override fun transceive(command: ByteArray): ByteArray =
        try {
            reaching { transceiver.transceive(command) }
        } finally {
            // To a TS-CNS a PIN goes in clear.
            command.fill(0)
        }

    override fun get(name: String): String? = keeping { store.get(name) }

    override fun put(name: String, text: String): Unit = keeping { store.put(name, text) }

    override fun remove(name: String): Unit = keeping { store.remove(name) }

    override fun names(): List<String> = keeping { store.names() }

    /** Forgets what was thrown: a new operation begins. */
    fun begin() = last.set(null)

    @Suppress("TooGenericExceptionCaught")
    private inline fun <T> reaching(call: () -> T): T =
        try {
            call()
        } catch (throwable: Throwable) {
            last.set(throwable)
            throw throwable as? TransceiverException ?: TransceiverException.Unexpected()
        }

    @Suppress("TooGenericExceptionCaught")
    private inline fun <T> keeping(call: () -> T): T =
        try {
            call()
        } catch (throwable: Throwable) {
            last.set(throwable)
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
