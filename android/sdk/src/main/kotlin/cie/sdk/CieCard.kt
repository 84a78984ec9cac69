package cie.sdk

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

/**
 * How far an operation is: [phase], and the [fraction] of it, 0 to 1, that is done.
 */
public data class Progress(val phase: Phase, val fraction: Float)

/**
 * The card that a person holds to the phone: an identity card (CIE) or a health card (TS-CNS). Every
 * operation tells them apart; what only one of them has ends on the other with
 * [CieException.NotOnThisCard].
 *
 * Every operation is a `suspend` function that may be called from any thread, the main thread
 * included: the card is talked to on [dispatcher]. There is one operation at a time on a transceiver,
 * also where several `CieCard`s have it; a second one ends with [CieException.Busy] at once and
 * disturbs nothing. Make one transceiver and one `CieCard` for each tap.
 *
 * **Codes** are byte arrays of ASCII digits (see [codeBytes]). The SDK overwrites them with zeros,
 * however the operation ends. A code is sent to the card once or not at all.
 *
 * **Cancelling** the coroutine stops the operation between two exchanges, never between a command
 * that carries a code and its answer; the call returns when nothing is under way any more. As
 * always, a cancelled coroutine gets a `CancellationException` and no result, even where the card
 * had finished: then nothing is [pending] either, and a changed PIN is valid without anybody having
 * been told. An app that wants the result lets the operation end in a coroutine that is not cancelled;
 * otherwise [resolve] at the next tap, and [verifyPin] with the new PIN, find out.
 *
 * **Errors** are [CieException]s: see [details][CieException.details] and [sentences].
 *
 * @param transceiver the way to the card: [IsoDepTransceiver], or `SimulatedCard` in tests.
 * @param store what is remembered of cards between taps: [FileTryStore]. It has to outlive the
 *   process: a last try can only be refused if it is known to be the last.
 * @param dispatcher where the card is waited for.
 * @param only the kind of card that the codes are for: another one at hand ends an operation with a
 *   code, and [resolve] without codes too, with [CieException.OtherCard], before a code is sent. `null`:
 *   whichever is there, but a health card gets no code then that an identity card may have. Ask the
 *   person: in a wallet the two cards lie side by side, and a PUK of the identity card costs the
 *   health card one of three tries for good.
 * @param sameCard the very card that a code is for: `cardId` of the details of an error, or of a
 *   [Report]. Another one ends the same operations with [CieException.OtherCard], before a code is
 *   sent. Give it wherever an operation is called once more with the same codes, as for the other way
 *   of unblocking; a `lastTry` names its card itself. An id that is not valid ends every operation that
 *   way. `null`: any card.
 * @param shortCommands sends short commands alone, for a card or a phone that fails at extended length
 *   in a way that is not found out and remembered by itself. It takes more exchanges, and the travel
 *   document of an identity card ends with [CieException.LinkTooShort].
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
    private val steps = MutableStateFlow(Progress(Phase.START, 0f))

    /** How far the current operation is, or how far the last one came. */
    public val progress: StateFlow<Progress> = steps.asStateFlow()

    /**
     * Receives what goes over the link, a line at a time: headers, lengths and status words, no
     * data. For debugging; `null` for none. Takes effect with the next operation; what it throws is
     * ignored.
     */
    @Volatile
    public var trace: TraceListener? = null

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
     * @param pin 8 digits, on a TS-CNS 5 to 8; overwritten.
     * @param lastTry once the person has agreed to use the last try: `details.lastTry` of the
     *   [CieException.LastTry] that asked for it. It allows the last try of that code on that card.
     *   Another card at hand ends the operation with [CieException.OtherCard], before a code is sent.
     *   `null`: the person has not been asked.
     * @throws CieException [CieException.MalformedCode] before the PIN is sent, with the length that
     *   the card at hand wants; [CieException.WrongPin] and [CieException.PinBlocked] with the tries
     *   left; [CieException.LastTry] before the PIN is sent; [CieException.OutcomeUnknown] when the
     *   answer is lost; those of the link.
     */
    public suspend fun verifyPin(pin: ByteArray, lastTry: LastTry? = null): Report =
        wiping(pin) {
            operation(lastTry) { card, options -> pin(pin) { card.verifyPin(it, options) } }
        }

    /**
     * Checks the old PIN and, if it is correct, sets the new one.
     *
     * @param oldPin 8 digits, on a TS-CNS 5 to 8; overwritten.
     * @param newPin the same, not all the same, not counting up or down; overwritten.
     * @param lastTry as for [verifyPin].
     * @throws CieException [CieException.WeakPin] and [CieException.SamePin] before anything is
     *   sent; those of [verifyPin]; [CieException.OutcomeUnknown]: [resolve] finds out.
     */
    public suspend fun changePin(
        oldPin: ByteArray,
        newPin: ByteArray,
        lastTry: LastTry? = null,
    ): Report =
        wiping(oldPin, newPin) {
            operation(lastTry) { card, options ->
                pin(oldPin) { old -> pin(newPin) { new -> card.changePin(old, new, options) } }
            }
        }

    /**
     * Checks the PUK and, if it is correct, sets a new PIN with all its tries, whether the PIN was
     * blocked or merely forgotten.
     *
     * @param puk 8 digits; overwritten.
     * @param newPin 8 digits, on a TS-CNS 5 to 8, not all the same, not counting up or down;
     *   overwritten.
     * @param variant [UnblockVariant.RESET_FIRST] for a CIE that has refused the direct way; the
     *   error's sentences say so then. A TS-CNS has one way, whatever is said here.
     * @param lastTry as for [verifyPin]; here it is about the PUK.
     * @throws CieException [CieException.WrongPuk] and [CieException.PukBlocked] with the tries
     *   left (a blocked PUK is final); [CieException.WeakPin] before anything is sent;
     *   [CieException.OutcomeUnknown]: [resolve] finds out; those of the link.
     */
    public suspend fun unblockPin(
        puk: ByteArray,
        newPin: ByteArray,
        variant: UnblockVariant = UnblockVariant.DIRECT,
        lastTry: LastTry? = null,
    ): Report =
        wiping(puk, newPin) {
            operation(lastTry) { card, options ->
                puk(puk) { puk -> pin(newPin) { new -> card.unblockPin(puk, new, variant, options) } }
            }
        }

    /**
     * Opens the travel document with the six digits (CAN) on the front of the card, reads the
     * holder's data, and says how far they are proved. Touches neither PIN nor PUK.
     *
     * @param can 6 digits; overwritten.
     * @param trust the country signers whom the app trusts; `null`: nobody, and the verdict says
     *   that the signer was not checked.
     * @param photo whether to read the photo, which takes most of the time.
     * @param proveChip whether the chip has to prove that it is not a copy.
     * @throws CieException [CieException.WrongCan]; [CieException.CardResetRequired] when a PIN was
     *   used in the same tap; [CieException.NotOnThisCard] for a TS-CNS; those of the link. A document that is not proved is not an error: see
     *   [Identity.verdict].
     */
    public suspend fun readIdentity(
        can: ByteArray,
        trust: TrustStore? = null,
        photo: Boolean = true,
        proveChip: Boolean = true,
    ): Identity =
        wiping(can) {
            operation { card, options ->
                withDirectBuffer(can, ::Can).use { card.read(DocumentKey.Can(it), trust, photo, proveChip, options) }
            }
        }

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
    ): Identity = operation { card, options -> card.read(key, trust, photo, proveChip, options) }

    private fun BlockingCard.read(
        key: DocumentKey,
        trust: TrustStore?,
        photo: Boolean,
        proveChip: Boolean,
        options: OperationOptions,
    ): Identity {
        val now = System.currentTimeMillis().coerceAtLeast(0) / 1_000
        return readIdentity(key, IdentityRequest(now.toULong(), trust, photo, proveChip), options)
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
     * @param newPin the PIN that was to become valid; overwritten.
     * @param oldPin the PIN that was valid before; overwritten.
     * @param puk the PUK; overwritten.
     * @param lastTry as for [verifyPin].
     * @throws CieException [CieException.OtherCard] before a code is sent when another card is at
     *   hand; [CieException.LastTry] before a PIN is sent when fewer than two tries are known to be
     *   left; those of the operations it uses.
     */
    public suspend fun resolve(
        cardId: String,
        newPin: ByteArray? = null,
        oldPin: ByteArray? = null,
        puk: ByteArray? = null,
        lastTry: LastTry? = null,
    ): Resolution =
        wiping(newPin, oldPin, puk) {
            operation(lastTry) { card, options ->
                newPin?.let { withDirectBuffer(it, ::Pin) }.use { new ->
                    oldPin?.let { withDirectBuffer(it, ::Pin) }.use { old ->
                        puk?.let { withDirectBuffer(it, ::Puk) }.use { puk ->
                            card.resolve(ResolveCodes(cardId, new, old, puk), options)
                        }
                    }
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
                    val listener = trace?.let(::Quiet)
                    val options =
                        OperationOptions(steps(), token, listener, lastTry, only, sameCard, shortCommands)
                    OneAtATime.on(
                        transceiver,
                        free = {
                            app.begin()
                            body(free, options)
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

    private fun steps() = object : ProgressListener {
        override fun progress(phase: Phase, fraction: Float) {
            steps.value = Progress(phase, fraction)
        }
    }
}
