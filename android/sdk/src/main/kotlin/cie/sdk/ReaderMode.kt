@file:JvmName("CardReaders")

package cie.sdk

import android.app.Activity
import android.app.Application
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.nfc.NfcAdapter
import android.nfc.Tag
import android.nfc.tech.IsoDep
import android.os.Bundle
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.withContext

/**
 * The reader of a phone. From now on, whenever the activity is in front, cards that are held to the phone
 * are this app's and no other app's, also between two taps; so make it in `onCreate`, on the main
 * thread. Several for one activity take turns.
 *
 * @param timeout milliseconds that an answer is waited for, 60,000 at most: every exchange ends after a
 *   minute. A chip takes seconds for its part of the key
 *   agreement: 9.9 were seen for one step, with an Italian passport that lay badly
 *   (stevansen/IDReaderiOS). That a card has gone, the phone notices sooner by itself.
 * @param shortCommands as for the constructor of [CardReader].
 */
@JvmOverloads
public fun CardReader(
    activity: Activity,
    store: TryStore,
    timeout: Int = IsoDepTransceiver.DEFAULT_TIMEOUT,
    shortCommands: Boolean = false,
): CardReader {
    val field = ReaderMode.of(activity) { tag -> IsoDep.get(tag)?.let(::PhoneLink) }
    field.timeout = timeout
    return CardReader(field, store, shortCommands)
}

/**
 * Reader mode of one activity, from `onResume` to `onPause`. A tag is delivered while somebody waits for
 * one. One that comes at another time is kept: it may still lie there when somebody does.
 */
internal class ReaderMode private constructor(
    private val activity: Activity,
    private val link: (Tag) -> IsoDepLink?,
) : Resumed(), CardField, NfcAdapter.ReaderCallback {
    private val adapter: NfcAdapter? = NfcAdapter.getDefaultAdapter(activity)
    private val current = MutableStateFlow(looked())
    private var waiting: Waiting? = null
    private var kept: Tag? = null

    /** Milliseconds that an answer is waited for. */
    @Volatile
    var timeout = IsoDepTransceiver.DEFAULT_TIMEOUT

    override val state: StateFlow<NfcState> = current.asStateFlow()

    private class Waiting(val onOtherTag: () -> Unit) {
        val tag = CompletableDeferred<Tag>()
    }

    /** NFC that comes back has forgotten that reader mode was on. */
    private val adapterChanges = object : BroadcastReceiver() {
        override fun onReceive(context: Context, intent: Intent) {
            val state = intent.getIntExtra(NfcAdapter.EXTRA_ADAPTER_STATE, NfcAdapter.STATE_OFF)
            current.value = if (state == NfcAdapter.STATE_ON) NfcState.READY else NfcState.OFF
            if (state != NfcAdapter.STATE_ON) return
            adapter?.disableReaderMode(activity)
            enable()
        }
    }

    private fun begin() {
        if (activity.isDestroyed || adapter == null) return
        activity.application.registerActivityLifecycleCallbacks(this)
        // Without a flag: all it listens to is what only the system may say.
        activity.applicationContext
            .registerReceiver(adapterChanges, IntentFilter(NfcAdapter.ACTION_ADAPTER_STATE_CHANGED))
        // Where the activity is not in front yet, the system waits until it is.
        enable()
    }

    private fun enable() {
        adapter?.enableReaderMode(activity, this, FLAGS, extras())
    }

    private fun looked() = when {
        adapter == null -> NfcState.MISSING
        adapter.isEnabled -> NfcState.READY
        else -> NfcState.OFF
    }

    override fun onActivityResumed(activity: Activity) {
        if (activity !== this.activity) return
        current.value = looked()
        enable()
    }

    override fun onActivityPaused(activity: Activity) {
        if (activity !== this.activity) return
        // A card that still lies there would be offered to the other apps of the phone.
        synchronized(this) { kept.also { kept = null } }?.let(::ignore)
        adapter?.disableReaderMode(activity)
    }

    override fun onActivityDestroyed(activity: Activity) {
        if (activity !== this.activity) return
        activity.application.unregisterActivityLifecycleCallbacks(this)
        activity.applicationContext.unregisterReceiver(adapterChanges)
        synchronized(modes) { modes.remove(activity) }
    }

    /** What the phone throws here must not end the app. */
    @Suppress("TooGenericExceptionCaught")
    private fun ignore(tag: Tag) {
        try {
            adapter?.ignore(tag, LEFT_AFTER, null, null)
        } catch (_: RuntimeException) {
            // Then another app may be offered the card.
            return
        }
    }

    override fun onTagDiscovered(tag: Tag) {
        val suits = link(tag) != null
        val waits = synchronized(this) {
            if (suits && waiting == null) kept = tag
            waiting.also { if (suits) waiting = null }
        } ?: return
        if (suits) waits.tag.complete(tag) else waits.onOtherTag()
    }

    override suspend fun <T> withCard(onOtherTag: () -> Unit, block: suspend (Transceiver) -> T): T {
        if (adapter == null) return block(NoNfc)
        val (tag, transceiver) = lyingThere() ?: awaited(onOtherTag)
        try {
            return block(transceiver)
        } finally {
            // One inside the other: a change of dispatcher alone would end where the caller was cancelled.
            withContext(NonCancellable) {
                // What the chip was shown a code for ends with the tap.
                withContext(Dispatchers.IO) { transceiver.close() }
                synchronized(this@ReaderMode) { if (kept == null && !transceiver.isLost) kept = tag }
            }
        }
    }

    /** A card that nobody has taken away since it came. */
    private suspend fun lyingThere(): Pair<Tag, IsoDepTransceiver>? {
        val tag = synchronized(this) { kept.also { kept = null } } ?: return null
        val transceiver = transceiver(tag) ?: return null
        try {
            return withContext(Dispatchers.IO) {
                if (transceiver.isThere()) tag to transceiver else null.also { transceiver.close() }
            }
        } catch (cancelled: CancellationException) {
            withContext(NonCancellable + Dispatchers.IO) { transceiver.close() }
            synchronized(this) { if (kept == null) kept = tag }
            throw cancelled
        }
    }

    @OptIn(ExperimentalCoroutinesApi::class) // getCompleted
    private suspend fun awaited(onOtherTag: () -> Unit): Pair<Tag, IsoDepTransceiver> {
        val waits = Waiting(onOtherTag)
        synchronized(this) {
            // It may have come in the meantime.
            kept?.let(waits.tag::complete) ?: run { waiting = waits }
            kept = null
        }
        try {
            val tag = waits.tag.await()
            return tag to checkNotNull(transceiver(tag))
        } catch (cancelled: CancellationException) {
            synchronized(this) {
                // It came when nobody waited any more.
                if (waits.tag.isCompleted) kept = waits.tag.getCompleted()
                if (waiting === waits) waiting = null
            }
            throw cancelled
        }
    }

    private fun transceiver(tag: Tag) = link(tag)?.let { IsoDepTransceiver(it, timeout) }

    companion object {
        /**
         * Both types of ISO/IEC 14443, since cards of either are in circulation. No search for NDEF,
         * which would talk to the card first, and no sound of the system: the app says when it is done.
         */
        const val FLAGS = NfcAdapter.FLAG_READER_NFC_A or
            NfcAdapter.FLAG_READER_NFC_B or
            NfcAdapter.FLAG_READER_SKIP_NDEF_CHECK or
            NfcAdapter.FLAG_READER_NO_PLATFORM_SOUNDS

        /**
         * Milliseconds between two looks whether the card is still there. Android does not look during
         * an exchange; fewer looks between two of them are fewer occasions to lose a card that lies badly.
         */
        const val PRESENCE_CHECK_DELAY = 5_000

        /** Milliseconds without the card after which it counts as taken away. */
        const val LEFT_AFTER = 500

        private val modes = HashMap<Activity, ReaderMode>()

        fun of(activity: Activity, link: (Tag) -> IsoDepLink?): ReaderMode = synchronized(modes) {
            modes[activity] ?: ReaderMode(activity, link).also {
                if (!activity.isDestroyed) modes[activity] = it
                it.begin()
            }
        }

        fun extras() = Bundle().apply {
            putInt(NfcAdapter.EXTRA_READER_PRESENCE_CHECK_DELAY, PRESENCE_CHECK_DELAY)
        }
    }
}

/** The link of a phone without NFC: the library makes the right error of it. */
private object NoNfc : Transceiver {
    override fun limits(): LinkLimits = throw TransceiverException.Unsupported("the phone has no NFC")

    override fun transceive(command: ByteArray): ByteArray = throw TransceiverException.Unsupported("the phone has no NFC")
}

/** What reader mode does not look at in the life of an activity. */
internal abstract class Resumed : Application.ActivityLifecycleCallbacks {
    override fun onActivityCreated(activity: Activity, savedInstanceState: Bundle?): Unit = Unit

    override fun onActivityStarted(activity: Activity): Unit = Unit

    override fun onActivityStopped(activity: Activity): Unit = Unit

    override fun onActivitySaveInstanceState(activity: Activity, outState: Bundle): Unit = Unit
}
