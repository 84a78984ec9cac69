package cie.sdk

import android.nfc.TagLostException
import java.io.IOException

/** An [IsoDep][android.nfc.tech.IsoDep] with the simulated card in its field. */
internal class FakeIsoDep(
    val card: SimulatedCard,
    override val maxTransceiveLength: Int = 65_279,
    override val isExtendedLengthApduSupported: Boolean = true,
) : IsoDepLink {
    /** Is called before each exchange with its number, and may throw. */
    var before: (Int) -> Unit = {}

    /** Commands in the order in which they came. */
    val commands = mutableListOf<ByteArray>()

    var timeout = 0
        private set

    /** Longer messages vanish, whatever this phone says of its length: the card seems to have gone. */
    var dropsAbove = Int.MAX_VALUE

    /** Whether the card was taken away. */
    var isAway = false

    /** The longest time that this phone takes. */
    var longestTimeout = Int.MAX_VALUE

    override val historicalBytes: ByteArray? get() = card.limits().historicalBytes

    override var isConnected = false
        private set

    override fun setTimeout(milliseconds: Int) {
        check(isConnected) { "Call connect() first!" }
        require(milliseconds <= longestTimeout) { "The supplied timeout is not valid" }
        timeout = milliseconds
    }

    /** Asks nothing of the card, as Android's does: whether it has gone, the phone sees seconds later. */
    override fun connect() {
        isConnected = true
    }

    /** Whether the phone has found the card anew meanwhile: from Android 13 on it says so even to this. */
    var isOutOfDate = false

    override fun close() {
        if (isOutOfDate) throw SecurityException("Permission Denial: Tag ( ID: 08 A1 B2 C3 ) is out of date")
        isConnected = false
    }

    override fun transceive(command: ByteArray): ByteArray {
        check(isConnected) { "Call connect() first!" }
        before(commands.size)
        commands += command.copyOf()
        if (command.size > maxTransceiveLength) {
            throw IOException("Transceive length exceeds supported maximum")
        }
        if (command.size > dropsAbove || isAway) {
            isConnected = false
            throw TagLostException("Tag was lost.")
        }
        return try {
            card.transceive(command)
        } catch (_: TransceiverException.CardLost) {
            isConnected = false
            throw TagLostException("Tag was lost.")
        }
    }
}
