package cie.sdk

import java.util.Collections
import java.util.IdentityHashMap
import kotlin.coroutines.AbstractCoroutineContextElement
import kotlin.coroutines.CoroutineContext

/**
 * Which transceivers are in use. The library keeps the operations of one [BlockingCard] apart; two of
 * them on one transceiver would be in each other's way in the middle of secure messaging, after a code
 * was sent perhaps.
 */
internal object OneAtATime {
    private val inUse: MutableSet<Transceiver> = Collections.newSetFromMap(IdentityHashMap())

    /** Runs [free] while nobody else uses the transceiver, or else [inUse]. */
    inline fun <T> on(transceiver: Transceiver, free: () -> T, inUse: () -> T): T {
        if (!begin(transceiver)) return inUse()
        try {
            return free()
        } finally {
            end(transceiver)
        }
    }

    fun begin(transceiver: Transceiver): Boolean = synchronized(inUse) { inUse.add(transceiver) }

    fun end(transceiver: Transceiver) {
        synchronized(inUse) { inUse.remove(transceiver) }
    }
}

/** In the context of a coroutine: the tap whose block it runs. */
internal class Tapping(private val outer: Tapping?) : AbstractCoroutineContextElement(Tapping) {
    /** What was begun in the block may live longer than the tap. */
    @Volatile
    var isOver = false

    /** Whether this tap, or one that it was begun in, has not ended yet. */
    val isOpen: Boolean get() = !isOver || outer?.isOpen == true

    companion object Key : CoroutineContext.Key<Tapping>
}

/** The link of an operation that came second: the library makes the right error of it. */
internal object InUse : Transceiver {
    override fun limits(): LinkLimits = throw TransceiverException.Busy()

    override fun transceive(command: ByteArray): ByteArray = throw TransceiverException.Busy()
}
