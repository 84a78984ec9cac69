package cie.sdk

import java.util.WeakHashMap
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.SendChannel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext

/**
 * A person's way from holding a card to a result: waits for the card, carries out what is to be done
 * with it, and where the card was moved away too early, waits for it again.
 *
 * On a phone, `CardReader(activity, store)` makes one. It may be kept as long as the activity.
 *
 * @param source where the cards come from.
 * @param store what is remembered of cards between taps: [FileTryStore], one for the process.
 * @param shortCommands sends short commands alone, for a phone or a card that fails at extended length.
 *   One that drops long messages is found out: two losses at the same command of extended length, and
 *   the next attempt is made with short ones; where they are too short, with extended ones again. Short
 *   ones take more exchanges, and reading the travel document of an identity card may end with
 *   [CieException.LinkTooShort] if they are asked for here.
 * @param dispatcher where the card is waited for.
 */
public class CardReader(
    private val source: CardField,
    private val store: TryStore,
    private val shortCommands: Boolean = false,
    private val dispatcher: CoroutineDispatcher = Dispatchers.IO,
) {
    /** With a card that is always there: one in a reader on a desktop, a simulated one. */
    public constructor(transceiver: Transceiver, store: TryStore) : this(CardAtHand(transceiver), store)

    @Volatile
    private var last: CieCard? = null

    /** Short commands got further than extended ones here. */
    @Volatile
    private var betterShort = false

    /** Whether cards can be read at the moment, for a sentence above the button. */
    public val state: StateFlow<NfcState> get() = source.state

    /**
     * Receives the trace of all taps from now on, for a report that a person may send: headers, lengths
     * and status words, no data. `null`: nothing is kept.
     */
    @Volatile
    public var supportReport: SupportReport? = null

    /**
     * What the last operation of the last tap ended with, also where the coroutine that called it was
     * cancelled and so got nothing: a PIN that was changed is found here. `null` when no operation has
     * ended since the tap began. It holds no code; a result that was read from a document is kept here
     * until the next tap.
     */
    public val lastOutcome: OperationOutcome? get() = last?.lastOutcome

    /**
     * Waits for a card and runs [block] with it. One tap at a time: the next begins when the one before
     * has ended, one that was cancelled and still waits for its card included. A tap in the block of
     * another one, of whichever reader, could wait for ever, and its codes would go again with the block
     * around it: every operation of its block ends with [CieException.Busy] instead. One that is begun in
     * another scope is not recognized: do not wait for it in the block. Nor is a [CieCard] that the block
     * makes itself: use the one that it is given.
     *
     * While NFC is switched off it waits as well, until it is switched on and a card comes: show what
     * [state] says. On a phone without NFC the first operation ends with
     * [CieException.UnsupportedDevice].
     *
     * Ends the block with [CieException.CardLost], the person holds the card again and the whole block is
     * run once more from its beginning, with a new [CieCard] — but only while no command with a code has
     * left the library since the tap began: afterwards the error comes out. What had an id the first time
     * gets codes only under that id then. What needs no code is done with whichever card is held:
     * [CieCard.readIdentity] opens no other document with the same CAN or printed lines, but the results
     * of [CieCard.cardInfo] and [CieCard.readPersonalData] are those of the card that was held last.
     *
     * Cancelling the coroutine ends the waiting at once, and an operation as [CieCard] describes it.
     *
     * @param only the kind of card that the codes are for: another one at hand ends an operation with a
     *   code, and [CieCard.resolve] without codes too, with [CieException.OtherCard], before a code is
     *   sent. `null`: whichever is there, but a health card gets no code then that an identity card may
     *   have. Ask the person: in a wallet the two cards lie side by side, and a PUK of the identity card
     *   costs the health card one of three tries for good.
     * @param sameCard the very card that a code is for: `cardId` of the details of an error, or of a
     *   [Report]. Another one ends the same operations with [CieException.OtherCard], before a code is
     *   sent. An id that is not valid ends every operation that way. `null`: any card.
     * @param retryLost how many times the card may be held again.
     * @param onProgress is told how far it is, where this function was called; what it throws is ignored.
     */
    public suspend fun <T> tap(
        only: CardKind?,
        sameCard: String? = null,
        retryLost: Int = 3,
        onProgress: (Progress) -> Unit = {},
        block: suspend (CieCard) -> T,
    ): T {
        val outer = currentCoroutineContext()[Tapping]
        if (outer?.isOpen == true) {
            return CieCard(InUse, store, dispatcher, only, sameCard).use { block(it) }
        }
        return turn(source).withLock {
            last = null
            val tapping = Tapping(outer)
            try {
                withContext(tapping) { attempted(only, sameCard, retryLost, onProgress, block) }
            } finally {
                tapping.isOver = true
            }
        }
    }

    private suspend fun <T> attempted(
        only: CardKind?,
        sameCard: String?,
        retryLost: Int,
        onProgress: (Progress) -> Unit,
        block: suspend (CieCard) -> T,
    ): T = coroutineScope {
        val steps = Channel<Progress>(Channel.UNLIMITED)
        val telling = launch(start = CoroutineStart.UNDISPATCHED) {
            for (step in steps) runCatching { onProgress(step) }
        }
        try {
            attempts(only, sameCard, retryLost, steps, block)
        } finally {
            // Nothing is told any more when this function is over.
            steps.close()
            telling.join()
        }
    }

    private suspend fun <T> attempts(
        only: CardKind?,
        sameCard: String?,
        retryLost: Int,
        steps: SendChannel<Progress>,
        block: suspend (CieCard) -> T,
    ): T {
        var same = sameCard
        var short = shortCommands || betterShort
        var tooShort = false
        var lostBefore: Exchange? = null
        var attempt = 1
        while (true) {
            val waiting = Progress(Phase.START, 0f, attempt)
            steps.trySend(waiting)
            val ended = source.withCard({ steps.trySend(waiting.copy(otherTag = true)) }) { transceiver ->
                val card = CieCard(transceiver, store, dispatcher, only, same, short)
                last = card
                card.supportReport = supportReport
                card.onProgress = { phase, fraction -> steps.trySend(Progress(phase, fraction, attempt)) }
                try {
                    Attempt.Done(block(card))
                } catch (lost: CieException.CardLost) {
                    if (card.codesSent > 0u || attempt > retryLost) throw lost
                    Attempt.Lost(lost.details().cardId ?: card.seen, card.lostAt)
                } catch (error: CieException.LinkTooShort) {
                    // Nobody has asked for short commands.
                    if (card.codesSent > 0u || !short || shortCommands) throw error
                    Attempt.TooShort(error.details().cardId ?: card.seen)
                } finally {
                    card.close()
                }
            }
            when (ended) {
                is Attempt.Done -> return ended.result.also { if (short) betterShort = true }
                is Attempt.Lost -> {
                    // Whoever began with one card does not go on with another.
                    same = same ?: ended.cardId
                    short = short || !tooShort && ended.at?.extended == true && ended.at == lostBefore
                    lostBefore = ended.at
                    attempt++
                }
                is Attempt.TooShort -> {
                    same = same ?: ended.cardId
                    short = false
                    tooShort = true
                }
            }
        }
    }

    private sealed interface Attempt<out T> {
        class Done<T>(val result: T) : Attempt<T>

        class Lost(val cardId: String?, val at: Exchange?) : Attempt<Nothing>

        class TooShort(val cardId: String?) : Attempt<Nothing>
    }

    private companion object {
        private val turns = WeakHashMap<CardField, Mutex>()

        fun turn(source: CardField): Mutex = synchronized(turns) { turns.getOrPut(source) { Mutex() } }
    }
}
