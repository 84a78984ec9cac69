package cie.sdk

import android.app.Activity
import android.nfc.NfcAdapter
import android.nfc.Tag
import android.nfc.tech.IsoDep
import android.os.Bundle
import java.util.WeakHashMap
import java.util.concurrent.atomic.AtomicReference
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.callbackFlow
import kotlinx.coroutines.flow.conflate
import kotlinx.coroutines.flow.emitAll
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock

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
 * Reader mode: while the flow of [cards] is collected, this activity gets every card that is held
 * to the phone, and no other app does.
 *
 * @param activity the one in front; reader mode needs it to be resumed.
 */
public class CardReader(private val activity: Activity) {
    private val adapter: NfcAdapter? = NfcAdapter.getDefaultAdapter(activity)

    /** Whether cards can be read at the moment. */
    public val state: NfcState
        get() = when {
            adapter == null -> NfcState.MISSING
            adapter.isEnabled -> NfcState.READY
            else -> NfcState.OFF
        }

    /**
     * The cards that are held to the phone, one after the other. Collect it between `onResume` and
     * `onPause`; it never ends by itself, and reader mode ends when collecting does: carry out the
     * operation while collecting, or use [withCard]. Cards that come while one is worked with are
     * left out, but for the last.
     *
     * One collector for an activity: the next begins when the one before has ended, an operation that
     * was cancelled and still waits for its card included.
     *
     * A card of another kind that speaks ISO/IEC 14443-4 comes too; an operation then ends with
     * [CieException.NotACie]. Without NFC none comes: see [state].
     */
    public fun cards(): Flow<IsoDepTransceiver> = flow {
        // Reader mode is of the activity, not of who switched it on: who ends late would switch off
        // that of the next.
        turn(activity).withLock { emitAll(readerMode()) }
    }

    private fun readerMode(): Flow<IsoDepTransceiver> = callbackFlow {
        val last = AtomicReference<Tag?>()
        val found = NfcAdapter.ReaderCallback { tag: Tag ->
            last.set(tag)
            if (IsoDep.get(tag) != null) trySend(IsoDepTransceiver(tag))
        }
        if (!activity.isDestroyed) adapter?.enableReaderMode(activity, found, FLAGS, extras())
        awaitClose {
            // A card that still lies there would be offered to the other apps of the phone.
            last.get()?.let { ignore(it) }
            // Of an activity that is destroyed the system has ended it, and throws when asked to.
            if (!activity.isDestroyed) adapter?.disableReaderMode(activity)
        }
    }.conflate()

    /** What the phone throws here must not stand in the place of a result that is there already. */
    @Suppress("TooGenericExceptionCaught")
    private fun ignore(tag: Tag) {
        try {
            adapter?.ignore(tag, LEFT_AFTER, null, null)
        } catch (_: RuntimeException) {
            // Then another app may be offered the card.
            return
        }
    }

    /**
     * Waits for a card and does something with it. Reader mode stays on until that is over:
     * switching it off takes the card's power away.
     */
    public suspend fun <T> withCard(operation: suspend (IsoDepTransceiver) -> T): T =
        cards().map { card -> card.use { operation(it) } }.first()

    internal companion object {
        /**
         * Both types of ISO/IEC 14443, since cards of either are in circulation. No search for NDEF,
         * which would talk to the card first, and no sound of the system: the app says when it is done.
         */
        const val FLAGS = NfcAdapter.FLAG_READER_NFC_A or
            NfcAdapter.FLAG_READER_NFC_B or
            NfcAdapter.FLAG_READER_SKIP_NDEF_CHECK or
            NfcAdapter.FLAG_READER_NO_PLATFORM_SOUNDS

        /**
         * Milliseconds between two looks whether the card is still there. Short ones fall into a
         * computation of the chip and make phones give the card up.
         */
        const val PRESENCE_CHECK_DELAY = 5_000

        /** Milliseconds without the card after which it counts as taken away. */
        const val LEFT_AFTER = 500

        private val turns = WeakHashMap<Activity, Mutex>()

        private fun turn(activity: Activity): Mutex =
            synchronized(turns) { turns.getOrPut(activity) { Mutex() } }

        fun extras() = Bundle().apply {
            putInt(NfcAdapter.EXTRA_READER_PRESENCE_CHECK_DELAY, PRESENCE_CHECK_DELAY)
        }
    }
}
