package cie.sdk

import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow

/** Whether the phone can read cards at the moment. */
public enum class NfcState {
    /** It can. */
    READY,

    /** NFC is switched off in the settings: `Settings.ACTION_NFC_SETTINGS` leads there. */
    OFF,

    /** The phone has no NFC. */
    MISSING,
}

/**
 * Where the cards come from that a [CardReader] waits for: the phone's NFC, or what stands in its place
 * on a desktop, in the emulator and in tests.
 */
public interface CardField {
    /** Whether cards can be read at the moment. */
    public val state: StateFlow<NfcState>

    /**
     * Waits for the next card, and lends the way to it to [block].
     *
     * @param onOtherTag is called for what is held meanwhile and is of another kind, from any thread.
     */
    public suspend fun <T> withCard(onOtherTag: () -> Unit, block: suspend (Transceiver) -> T): T
}

/** A card that is always there. */
internal class CardAtHand(private val transceiver: Transceiver) : CardField {
    override val state: StateFlow<NfcState> = MutableStateFlow(NfcState.READY).asStateFlow()

    override suspend fun <T> withCard(onOtherTag: () -> Unit, block: suspend (Transceiver) -> T): T =
        block(transceiver)
}

/**
 * How far a tap is.
 *
 * @property phase what is being done; [Phase.START] while a card is waited for. `phaseSentence` has a
 *   line for each.
 * @property fraction 0 to 1, of the operation.
 * @property attempt 1, and one more each time that the card has to be held again.
 * @property otherTag what is held to the phone is of another kind than CIE and TS-CNS, and the tap goes
 *   on waiting.
 */
public data class Progress(
    val phase: Phase,
    val fraction: Float,
    val attempt: Int = 1,
    val otherTag: Boolean = false,
)

/** What an operation ended with. */
public sealed interface OperationOutcome {
    /** It succeeded: a [Report], [CardInfo], [Identity], [HealthCard], [PendingOnCard] or [Resolution]. */
    public class Succeeded(public val result: Any) : OperationOutcome

    /** It failed. */
    public class Failed(public val error: CieException) : OperationOutcome
}
