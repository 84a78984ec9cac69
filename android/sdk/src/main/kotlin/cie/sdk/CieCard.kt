package cie.sdk

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

/**
 * The card that a person holds to the phone: an identity card (CIE) or a health card (TS-CNS). Every
 * operation tells them apart; what only one of them has ends on the other with
 * [CieException.NotOnThisCard].
 *
 * [CardReader.tap] gives one to its block. Make one yourself where no [CardReader] is wanted, one for
 * each time that a card is held, with a [Transceiver] of your own.
 *
 * Every operation is a `suspend` function that may be called from any thread, the main thread
 * included: the card is talked to on [dispatcher]. There is one operation at a time on a transceiver,
 * also where several `CieCard`s have it; a second one ends with [CieException.Busy] at once and
 * disturbs nothing.
 *
 * **Codes** are [Pin], [Puk] and [Can]. An operation leaves them as they are: whoever made them closes
 * them. A code is sent to the card once or not at all. As soon as an operation has told the card's id,
 * later ones send codes to that card only, as with [sameCard].
 *
 * **Cancelling** the coroutine stops the operation between two exchanges, never between a command
 * that carries a code and its answer; the call returns when nothing is under way any more. As
 * always, a cancelled coroutine gets a `CancellationException` and no result, even where the card
 * had finished: [lastOutcome] has it then.
 *
 * **Errors** are [CieException]s: see [details][CieException.details] and [sentences].
 *
 * @param transceiver the way to the card: a reader on a desktop, or `SimulatedCard` in tests.
 * @param store what is remembered of cards between taps: [FileTryStore]. It has to outlive the
 *   process: a last try can only be refused if it is known to be the last.
 * @param dispatcher where the card is waited for.
 * @param only as for [CardReader.tap].
 * @param sameCard as for [CardReader.tap].
 * @param shortCommands sends short commands alone, for a card or a phone that fails at extended length
 *   in a way that is not found out and remembered by itself. It takes more exchanges, and reading the
 *   travel document of an identity card may end with [CieException.LinkTooShort]: only a document that
 *   has PACE with an elliptic curve, or basic access control, opens with short commands.
 */
public class CieCard @JvmOverloads constructor(
    private val transceiver: Transceiver,
    store: TryStore,
    private val dispatcher: CoroutineDispatcher = Dispatchers.IO,
    private val only: CardKind? = null,
    private val sameCard: String? = null,
    private val shortCommands: Boolean = false,
) : AutoCloseable {
    private val app = AppSide(transceiver, store)
    private val free = BlockingCard(app, app)

    /**
     * Receives what goes over the link, a line at a time: headers, lengths and status words, no
     * data. For debugging; `null` for none. Takes effect with the next operation; what it throws is
     * ignored.
     */
    @Volatile
    public var trace: TraceListener? = null

    /**
     * What the last operation ended with, also where the coroutine that called it was cancelled and so
     * got nothing. `null` before one has ended.
     */
    @Volatile
    public var lastOutcome: OperationOutcome? = null
        private set

    /** Receives the trace as well. */
    internal var supportReport: TraceListener? = null

    /** Is told how far the operation is, on its thread. */
    @Volatile
    internal var onProgress: (Phase, Float) -> Unit = { _, _ -> }

    /** Commands with a code that were sent, or were about to be. */
    internal val codesSent: UInt get() = free.codesSent()

    /** The id of the card, once an operation has told it. */
    @Volatile
    internal var seen: String? = null
        private set

    /** The exchange in which the card was lost last. */
    internal val lostAt: Exchange? get() = app.lostAt

    /**
     * What the transceiver or the store threw last, for developers: it says more than the
     * [CieException] that resulted. `null` when the latest operation had no trouble with them. It
     * is not part of any [CieException]: its text is not the SDK's, and may quote what was sent.
     */
    public val linkError: Throwable? get() = app.thrown

    /**
     * Returns what the card is: its kind, what only that kind has, and what is remembered of it.
     * Needs no code.
     *
     * @throws CieException [CieException.NotACie] for neither card; [CieException.CardLost] and the
     *   like.
     */
    public suspend fun cardInfo(): CardInfo = operation { card, options -> card.cardInfo(options) }

    /**
     * Checks the PIN, once. A correct PIN restores all its tries; a wrong one uses one of three.
     *
     * The answers of a health card come in clear: [Report.chip] says that nothing is proved, and
     * [Tries.confirmed] of its errors is `false`.
     *
     * @param pin 8 digits, on a TS-CNS 5 to 8.
     * @param lastTry once the person has agreed to use the last try: `details.lastTry` of the
     *   [CieException.LastTry] that asked for it. It allows the last try of that code on that card.
     *   Another card at hand ends the operation with [CieException.OtherCard], before a code is sent.
     *   `null`: the person has not been asked.
     * @throws CieException [CieException.MalformedCode] before the PIN is sent, with the length that
     *   the card at hand wants; [CieException.WrongPin] and [CieException.PinBlocked] with the tries
     *   left; [CieException.LastTry] before the PIN is sent; [CieException.OutcomeUnknown] when the
     *   answer is lost; those of the link.
     */
    public suspend fun verifyPin(pin: Pin, lastTry: LastTry? = null): Report =
        operation(lastTry) { card, options -> pin.lent().use { card.verifyPin(it, options) } }

    /**
     * Checks the old PIN and, if it is correct, sets the new one.
     *
     * @param oldPin 8 digits, on a TS-CNS 5 to 8.
     * @param newPin the same, not all the same, not counting up or down.
     * @param lastTry as for [verifyPin].
     * @throws CieException [CieException.WeakPin] and [CieException.SamePin] before anything is
     *   sent; those of [verifyPin]; [CieException.OutcomeUnknown]: [resolve] finds out.
     */
    public suspend fun changePin(oldPin: Pin, newPin: Pin, lastTry: LastTry? = null): Report =
        operation(lastTry) { card, options ->
            oldPin.lent().use { old -> newPin.lent().use { new -> card.changePin(old, new, options) } }
        }

    /**
     * Checks the PUK and, if it is correct, sets a new PIN with all its tries, whether the PIN was
     * blocked or merely forgotten.
     *
     * @param puk 8 digits.
     * @param newPin 8 digits, on a TS-CNS 5 to 8, not all the same, not counting up or down.
     * @param variant [UnblockVariant.RESET_FIRST] for a CIE that has refused the direct way; the
     *   error's sentences say so then. A TS-CNS has one way, whatever is said here.
     * @param lastTry as for [verifyPin]; here it is about the PUK.
     * @throws CieException [CieException.WrongPuk] and [CieException.PukBlocked] with the tries
     *   left (a blocked PUK is final); [CieException.WeakPin] before anything is sent;
     *   [CieException.OutcomeUnknown]: [resolve] finds out; those of the link.
     */
    public suspend fun unblockPin(
        puk: Puk,
        newPin: Pin,
        variant: UnblockVariant = UnblockVariant.DIRECT,
        lastTry: LastTry? = null,
    ): Report =
        operation(lastTry) { card, options ->
            puk.lent().use { code -> newPin.lent().use { new -> card.unblockPin(code, new, variant, options) } }
        }

    /**
     * Opens the travel document with the six digits (CAN) on the front of the card, reads the
     * holder's data, and says how far they are proved. Touches neither PIN nor PUK.
     *
     * @param can 6 digits.
     * @param trust the country signers whom the app trusts; `null`: nobody, and the verdict says
     *   that the signer was not checked.
     * @param photo whether to read the photo, which takes most of the time.
     * @param proveChip whether the chip has to prove that it is not a copy.
     * @throws CieException [CieException.WrongCan]; [CieException.CardResetRequired] when a PIN was
     *   used in the same tap; [CieException.NotOnThisCard] for a TS-CNS; those of the link. A document
     *   that is not proved is not an error: see [Identity.verdict].
     */
    public suspend fun readIdentity(
        can: Can,
        trust: TrustStore? = null,
        photo: Boolean = true,
        proveChip: Boolean = true,
    ): Identity = readIdentity(DocumentKey.Can(can), trust, photo, proveChip)

    /**
     * The same, with the printed lines instead of the CAN.
     *
     * @param key `DocumentKey.Printed(PrintedKey(documentNumber, birth, expiry))`, or
     *   `DocumentKey.BasicAccess` for a document without PACE.
     */
    public suspend fun readIdentity(
        key: DocumentKey,
        trust: TrustStore? = null,
        photo: Boolean = true,
        proveChip: Boolean = true,
    ): Identity = operation { card, options ->
        val now = System.currentTimeMillis().coerceAtLeast(0) / 1_000
        key.lent { lent ->
            trust?.lent().use { signers ->
                card.readIdentity(lent, IdentityRequest(now.toULong(), signers, photo, proveChip), options)
            }
        }
    }

    /**
     * Reads what a health card says about its holder and its validity. Needs no code. None of it is
     * proved: [HealthCard.chip] says so, and `chipSentence` has the words.
     *
     * @throws CieException [CieException.NotOnThisCard] for a CIE, whose holder [readIdentity] reads;
     *   [CieException.CardMisbehaved] for malformed files: nothing is guessed; those of the link.
     */
    public suspend fun readPersonalData(): HealthCard =
        operation { card, options -> card.readPersonalData(options) }

    /**
     * Returns what is remembered of the card at hand: tries, an interrupted operation, and which
     * codes [resolve] needs to find out how it ended. Needs no code.
     */
    public suspend fun pending(): PendingOnCard = operation { card, options -> card.pending(options) }

    /**
     * Settles what needs no code, and says with [Settlement.NeedsCodes] which codes the rest needs.
     * Nothing is sent that could use a try.
     */
    public suspend fun resolve(): Resolution = operation { card, options -> card.resolve(null, options) }

    /**
     * Finds out how an interrupted operation ended, with as few tries as possible.
     * Codes that are not needed are not sent; without one that is needed the answer is
     * [Settlement.NeedsCodes].
     *
     * @param cardId the card that the codes were asked for: [PendingOnCard.cardId] of what
     *   [pending] gave, or [Report.cardId] of a [resolve] without codes. Between two taps a person
     *   may take up another card, and that one must not get them.
     * @param newPin the PIN that was to become valid.
     * @param oldPin the PIN that was valid before.
     * @param puk the PUK.
     * @param lastTry as for [verifyPin].
     * @throws CieException [CieException.OtherCard] before a code is sent when another card is at
     *   hand; [CieException.LastTry] before a PIN is sent when fewer than two tries are known to be
     *   left; those of the operations it uses.
     */
    public suspend fun resolve(
        cardId: String,
        newPin: Pin? = null,
        oldPin: Pin? = null,
        puk: Puk? = null,
        lastTry: LastTry? = null,
    ): Resolution =
        operation(lastTry) { card, options ->
            newPin?.lent().use { new ->
                oldPin?.lent().use { old ->
                    puk?.lent().use { code -> card.resolve(ResolveCodes(cardId, new, old, code), options) }
                }
            }
        }

    /**
     * Frees what the library holds for this object; the garbage collector does it too. The
     * transceiver stays open: its creator closes it. An operation that is under way runs to its
     * end; one that begins afterwards throws an `IllegalStateException`.
     */
    override fun close(): Unit = free.close()

    private suspend fun <T> operation(
        lastTry: LastTry? = null,
        body: (BlockingCard, OperationOptions) -> T,
    ): T =
        withContext(dispatcher) {
            CancelToken().use { token ->
                // Unconfined and undispatched: the token is raised by the thread that cancels, at
                // once, although this one is busy with the card.
                val watcher = launch(Dispatchers.Unconfined, CoroutineStart.UNDISPATCHED) {
                    try {
                        awaitCancellation()
                    } finally {
                        token.cancel()
                    }
                }
                try {
                    val listeners = listOfNotNull(trace, supportReport)
                    val listener = if (listeners.isEmpty()) null else Quiet(listeners)
                    // Whoever holds another card meanwhile does not get the codes of the first.
                    val same = sameCard ?: seen
                    val options = OperationOptions(steps(), token, listener, lastTry, only, same, shortCommands)
                    OneAtATime.on(
                        transceiver,
                        free = {
                            app.begin()
                            noting { body(free, options) }
                        },
                        inUse = { BlockingCard(InUse, app).use { body(it, options) } },
                    )
                } catch (error: CieException) {
                    // Whoever was cancelled is told that, and nothing else.
                    ensureActive()
                    throw error
                } finally {
                    // To its end, also where this coroutine is cancelled: it uses the token.
                    withContext(NonCancellable) { watcher.cancelAndJoin() }
                }
            }
        }

    /** Keeps what [operation] ends with: whoever is cancelled now does not get it. */
    private inline fun <T> noting(operation: () -> T): T =
        try {
            operation().also { result ->
                lastOutcome = OperationOutcome.Succeeded(checkNotNull(result))
                seen = idIn(result) ?: seen
            }
        } catch (error: CieException) {
            lastOutcome = OperationOutcome.Failed(error)
            // That of another card is not the one that was begun with.
            if (error !is CieException.OtherCard) seen = error.details().cardId ?: seen
            throw error
        }

    private fun idIn(result: Any?): String? = when (result) {
        is Report -> result.cardId
        is CardInfo -> result.known.cardId
        is PendingOnCard -> result.cardId
        is Resolution -> result.report.cardId
        is HealthCard -> result.cardId
        else -> null
    }

    private fun steps() = object : ProgressListener {
        override fun progress(phase: Phase, fraction: Float) = onProgress(phase, fraction)
    }
}
