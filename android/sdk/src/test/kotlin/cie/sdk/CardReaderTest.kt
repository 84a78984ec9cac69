package cie.sdk

import android.app.Activity
import android.content.Intent
import android.content.pm.PackageManager
import android.nfc.NfcAdapter
import android.nfc.Tag
import android.os.Bundle
import android.os.Handler
import android.os.Looper
import java.io.File
import java.nio.file.Files
import kotlin.random.Random
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.shadows.ShadowNfcAdapter
import org.robolectric.util.ReflectionHelpers
import org.robolectric.util.ReflectionHelpers.ClassParameter

/** Reader mode, with the adapter that Robolectric puts in the place of the phone's. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34])
class CardReaderTest {
    private val controller = Robolectric.buildActivity(Activity::class.java).create()
    private val activity = controller.get()
    private val adapter by lazy { shadowOf(NfcAdapter.getDefaultAdapter(activity)) }
    private val folder: File = Files.createTempDirectory("reader").toFile()
    private val store = FileTryStore(File(folder, "store"))
    private val links = mutableMapOf<List<Byte>, IsoDepLink>()
    private val others = mutableListOf<Unit>()

    @Before
    fun `the phone has NFC`() =
        shadowOf(activity.packageManager).setSystemFeature(PackageManager.FEATURE_NFC, true)

    @After
    fun `nothing stays`() {
        folder.deleteRecursively()
    }

    private fun mode() = ReaderMode.of(activity) { links[it.id.toList()] }

    private fun CoroutineScope.withCard(mode: ReaderMode, block: suspend (Transceiver) -> String): Deferred<String> =
        async(Dispatchers.Unconfined, CoroutineStart.UNDISPATCHED) { mode.withCard({ others += Unit }, block) }

    /** `Tag.createMockTag`, which is in Android and in no `android.jar`. */
    private fun tag(id: ByteArray): Tag =
        ReflectionHelpers.callStaticMethod(
            Tag::class.java,
            "createMockTag",
            ClassParameter.from(ByteArray::class.java, id),
            ClassParameter.from(IntArray::class.java, intArrayOf(3)),
            ClassParameter.from(Array<Bundle>::class.java, arrayOf(Bundle())),
            ClassParameter.from(Long::class.javaPrimitiveType, 0L),
        )

    /** A card that comes into the field, with the number that it draws then (ICAO Doc 9303-10, 3.1). */
    private fun hold(link: IsoDepLink?) {
        val id = Random.nextBytes(4).also { it[0] = 0x08 }
        link?.let { links[id.toList()] = it }
        if (adapter.isInReaderMode) adapter.dispatchTagDiscovered(tag(id))
    }

    /** As the system does it: who is off forgets that reader mode was on, and says what it is. */
    private fun switchNfc(on: Boolean) {
        adapter.setEnabled(on)
        if (!on) ReflectionHelpers.setField(ShadowNfcAdapter::class.java, adapter, "readerCallback", null)
        val state = if (on) NfcAdapter.STATE_ON else NfcAdapter.STATE_OFF
        activity.applicationContext.sendBroadcast(
            Intent(NfcAdapter.ACTION_ADAPTER_STATE_CHANGED).putExtra(NfcAdapter.EXTRA_ADAPTER_STATE, state),
        )
        shadowOf(Looper.getMainLooper()).idle()
    }

    private fun phone() = FakeIsoDep(SimulatedCard("gemalto", true))

    @Test
    fun `reader mode is on from resume to pause, also while nobody waits`() {
        adapter.setEnabled(true)
        CardReader(activity, store)
        controller.start().resume()
        assertTrue(adapter.isInReaderMode)
        controller.pause()
        assertFalse(adapter.isInReaderMode)
        controller.resume()
        assertTrue(adapter.isInReaderMode)
        controller.pause().stop().destroy()
        assertFalse(adapter.isInReaderMode)
    }

    @Test
    fun `a reader that is made when the activity is in front has reader mode on at once`() {
        controller.start().resume()
        CardReader(activity, store)
        assertTrue(adapter.isInReaderMode)
    }

    @Test
    fun `an unblocking that loses its card goes on when it is held again, with the new number of its chip`() = runBlocking {
        adapter.setEnabled(true)
        val reader = CardReader(mode(), store)
        controller.start().resume()
        val card = phone()
        card.before = {
            if (it == 7) {
                card.isAway = true
                // Android 13 throws at letting go of a tag when the card was found anew.
                card.isOutOfDate = true
            }
        }
        val attempts = mutableListOf<Int>()
        val report = async(Dispatchers.Default) {
            reader.tap(CardKind.CIE, onProgress = { attempts += it.attempt }) { it.unblockPin(puk(PUK), pin(NEW_PIN)) }
        }
        until { attempts.isNotEmpty() }
        hold(card)
        until { 2 in attempts }
        card.before = {}
        card.isAway = false
        card.isOutOfDate = false
        hold(card)
        assertEquals(3u.toUByte(), withTimeout(60_000) { report.await() }.triesLeft)
        assertEquals(NEW_PIN, listOf(NEW_PIN).single { withDirectBuffer(it.codeBytes(), card.card::hasPin) })
    }

    private fun until(done: () -> Boolean) {
        val end = System.nanoTime() + 60_000_000_000
        while (!done()) {
            check(System.nanoTime() < end) { "it never came to that" }
            Thread.sleep(5)
        }
    }

    @Test
    fun `a card that still lies there is taken by the next tap, and one that was taken away is not`(): Unit = runBlocking {
        adapter.setEnabled(true)
        val mode = mode()
        controller.start().resume()
        val card = phone()
        hold(card)
        assertEquals("one", withTimeout(10_000) { withCard(mode) { "one" }.await() })
        assertEquals("two", withTimeout(10_000) { withCard(mode) { "two" }.await() })
        card.isAway = true
        val waiting = withCard(mode) { "three" }
        Thread.sleep(100)
        assertFalse(waiting.isCompleted)
        hold(phone())
        assertEquals("three", withTimeout(10_000) { waiting.await() })
    }

    @Test
    fun `a kept card that was taken away costs none of the times that a card may be held again`(): Unit = runBlocking {
        adapter.setEnabled(true)
        val reader = CardReader(mode(), store)
        controller.start().resume()
        val gone = phone()
        hold(gone)
        gone.isAway = true
        val attempts = mutableListOf<Int>()
        val info = async(Dispatchers.Default) {
            reader.tap(null, retryLost = 0, onProgress = { attempts += it.attempt }) { it.cardInfo() }
        }
        until { gone.commands.isNotEmpty() }
        hold(phone())
        assertEquals(CardKind.CIE, withTimeout(60_000) { info.await() }.kind)
        assertEquals(1, attempts.max())
    }

    @Test
    fun `a card that was lost is not taken again before it comes anew`(): Unit = runBlocking {
        adapter.setEnabled(true)
        val mode = mode()
        controller.start().resume()
        val card = phone()
        hold(card)
        val lost = withCard(mode) { transceiver ->
            transceiver.limits()
            card.before = { throw java.io.IOException("Transceive failed") }
            runCatching { transceiver.transceive(ByteArray(5)) }
            "lost"
        }
        assertEquals("lost", withTimeout(10_000) { lost.await() })
        val waiting = withCard(mode) { "again" }
        Thread.sleep(100)
        assertFalse(waiting.isCompleted)
        waiting.cancelAndJoin()
    }

    @Test
    fun `a tag of another kind is said, and the wait goes on`() = runBlocking {
        adapter.setEnabled(true)
        val mode = mode()
        controller.start().resume()
        hold(null)
        assertEquals(0, others.size)
        val waiting = withCard(mode) { "done" }
        hold(null)
        assertEquals(1, others.size)
        assertFalse(waiting.isCompleted)
        hold(phone())
        assertEquals("done", withTimeout(10_000) { waiting.await() })
    }

    @Test
    fun `NFC that is switched off and on again while a card is waited for finds it`() = runBlocking {
        adapter.setEnabled(true)
        val mode = mode()
        controller.start().resume()
        val waiting = withCard(mode) { "done" }
        switchNfc(false)
        assertEquals(NfcState.OFF, mode.state.value)
        assertFalse(adapter.isInReaderMode)
        hold(phone())
        assertFalse(waiting.isCompleted)
        switchNfc(true)
        assertEquals(NfcState.READY, mode.state.value)
        assertTrue(adapter.isInReaderMode)
        hold(phone())
        assertEquals("done", withTimeout(10_000) { waiting.await() })
    }

    @Test
    fun `a tap that ends late does not take the card of the next, and both have theirs`() = runBlocking {
        adapter.setEnabled(true)
        val mode = mode()
        val (one, two) = List(2) { CardReader(mode, store) }
        controller.start().resume()
        val begun = CompletableDeferred<Unit>()
        val go = CompletableDeferred<Unit>()
        val first = async(Dispatchers.Unconfined, CoroutineStart.UNDISPATCHED) {
            one.tap(null) {
                begun.complete(Unit)
                // As an operation that waits for the card's answer to a code.
                withContext(NonCancellable) { withTimeout(60_000) { go.await() } }
            }
        }
        hold(phone())
        withTimeout(60_000) { begun.await() }
        first.cancel()
        val second = async(Dispatchers.Unconfined, CoroutineStart.UNDISPATCHED) { two.tap(null) { "second" } }
        assertFalse(second.isCompleted)
        go.complete(Unit)
        withTimeout(60_000) { first.join() }
        // The card of the first lies there still.
        assertEquals("second", withTimeout(60_000) { second.await() })
    }

    /** A phone that lets go of no card, as one whose NFC was switched off meanwhile. */
    @Implements(NfcAdapter::class)
    class Unwilling : ShadowNfcAdapter() {
        @Implementation
        fun ignore(tag: Tag, delay: Int, listener: NfcAdapter.OnTagRemovedListener?, handler: Handler?): Boolean =
            throw UnsupportedOperationException("$tag $delay $listener $handler")
    }

    @Test
    @Config(shadows = [Unwilling::class])
    fun `a phone that does not let go of a card ends nothing`() {
        adapter.setEnabled(true)
        mode()
        controller.start().resume()
        hold(phone())
        controller.pause()
        assertFalse(adapter.isInReaderMode)
    }

    @Test
    fun `an activity that is destroyed is left alone`() {
        adapter.setEnabled(true)
        controller.start().resume().pause().stop().destroy()
        CardReader(activity, store)
        assertFalse(adapter.isInReaderMode)
    }

    @Test
    fun `NFC that is switched off is said to be, and what is switched on in the settings is seen on the way back`() {
        adapter.setEnabled(false)
        val reader = CardReader(activity, store)
        assertEquals(NfcState.OFF, reader.state.value)
        adapter.setEnabled(true)
        controller.start().resume()
        assertEquals(NfcState.READY, reader.state.value)
    }

    @Test
    fun `a phone without NFC is said to have none, and a tap ends with an error`() {
        shadowOf(activity.packageManager).setSystemFeature(PackageManager.FEATURE_NFC, false)
        val reader = CardReader(activity, store)
        assertEquals(NfcState.MISSING, reader.state.value)
        controller.start().resume()
        val none = failing<CieException.UnsupportedDevice> { reader.tap(null) { it.cardInfo() } }
        assertEquals(NextStep.Stop, none.details().next)
    }

    @Test
    fun `both types of card are looked for, nothing is read ahead, and the system is silent`() {
        assertEquals(
            NfcAdapter.FLAG_READER_NFC_A or NfcAdapter.FLAG_READER_NFC_B or
                NfcAdapter.FLAG_READER_SKIP_NDEF_CHECK or NfcAdapter.FLAG_READER_NO_PLATFORM_SOUNDS,
            ReaderMode.FLAGS,
        )
        assertEquals(
            ReaderMode.PRESENCE_CHECK_DELAY,
            ReaderMode.extras().getInt(NfcAdapter.EXTRA_READER_PRESENCE_CHECK_DELAY),
        )
    }
}
