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
    private var exchanges = 0

    /** The exchange in which the card was lost last; its number since this object was made. */
    @Volatile
    var lostAt: Exchange? = null
        private set

    /** What was thrown here last, in the latest operation. */
    val thrown: Throwable? get() = last.get()

    override fun limits(): LinkLimits = reaching { transceiver.limits() }

    override fun transceive(command: ByteArray): ByteArray {
        val exchange = Exchange(exchanges++, isExtended(command))
        return try {
            reaching { transceiver.transceive(command) }
        } catch (lost: TransceiverException.CardLost) {
            lostAt = exchange
            throw lost
        } finally {
            // To a TS-CNS a PIN goes in clear.
            command.fill(0)
        }
    }

    /** ISO/IEC 7816-4, 5.2: a length of three bytes begins with 00. Five bytes with 00 at the end are short. */
    private fun isExtended(command: ByteArray) = command.size >= 7 && command[4] == 0.toByte()

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

/** One exchange of those of a card, and whether its command had an extended length. */
internal data class Exchange(val number: Int, val extended: Boolean)

/** Listeners whose failures stay here. */
internal class Quiet(private val listeners: List<TraceListener>) : TraceListener {
    @Suppress("TooGenericExceptionCaught")
    override fun line(line: String) {
        for (listener in listeners) {
            try {
                listener.line(line)
            } catch (_: Throwable) {
                continue
            }
        }
    }
}
