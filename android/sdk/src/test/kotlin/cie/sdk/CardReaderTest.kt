package cie.sdk

import android.app.Activity
import android.content.pm.PackageManager
import android.nfc.NfcAdapter
import android.nfc.Tag
import android.os.Bundle
import android.os.Handler
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
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
    private val controller = Robolectric.buildActivity(Activity::class.java).setup()
    private val activity = controller.get()
    private val adapter by lazy { shadowOf(NfcAdapter.getDefaultAdapter(activity)) }

    @Before
    fun `the phone has NFC`() =
        shadowOf(activity.packageManager).setSystemFeature(PackageManager.FEATURE_NFC, true)

    @Test
    fun `reader mode is on while cards are waited for, and off afterwards`() = runBlocking {
        adapter.setEnabled(true)
        val reader = CardReader(activity)
        assertEquals(NfcState.READY, reader.state)
        assertFalse(adapter.isInReaderMode)
        val waiting = launch(Dispatchers.Unconfined, CoroutineStart.UNDISPATCHED) {
            reader.withCard { error("there is none") }
        }
        assertTrue(adapter.isInReaderMode)
        waiting.cancelAndJoin()
        assertFalse(adapter.isInReaderMode)
    }

    /** `Tag.createMockTag`, which is in Android and in no `android.jar`. */
    private fun tag(technology: Int): Tag =
        ReflectionHelpers.callStaticMethod(
            Tag::class.java,
            "createMockTag",
            ClassParameter.from(ByteArray::class.java, byteArrayOf(1, 2, 3, 4)),
            ClassParameter.from(IntArray::class.java, intArrayOf(technology)),
            ClassParameter.from(Array<Bundle>::class.java, arrayOf(Bundle())),
            ClassParameter.from(Long::class.javaPrimitiveType, 0L),
        )

    @Test
    fun `a tap that ends late does not switch off the reader mode of the next`() = runBlocking {
        adapter.setEnabled(true)
        val begun = CompletableDeferred<Unit>()
        val go = CompletableDeferred<Unit>()
        val first = launch(Dispatchers.Unconfined, CoroutineStart.UNDISPATCHED) {
            CardReader(activity).withCard {
                begun.complete(Unit)
                // As an operation that waits for the card's answer to a code.
                withContext(NonCancellable) { go.await() }
            }
        }
        adapter.dispatchTagDiscovered(tag(ISO_DEP))
        begun.await()
        first.cancel()
        val second = launch(Dispatchers.Unconfined, CoroutineStart.UNDISPATCHED) {
            CardReader(activity).withCard { error("there is none") }
        }
        go.complete(Unit)
        first.join()
        assertTrue(adapter.isInReaderMode)
        second.cancelAndJoin()
        assertFalse(adapter.isInReaderMode)
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
    fun `a phone that does not let go of a card takes no result away, and reader mode ends`() = runBlocking {
        adapter.setEnabled(true)
        val result = async(Dispatchers.Unconfined, CoroutineStart.UNDISPATCHED) {
            CardReader(activity).withCard { "done" }
        }
        adapter.dispatchTagDiscovered(tag(ISO_DEP))
        assertEquals("done", result.await())
        assertFalse(adapter.isInReaderMode)
    }

    @Test
    fun `a tap that outlives its activity asks the system for nothing more`() = runBlocking {
        adapter.setEnabled(true)
        val waiting = launch(Dispatchers.Unconfined, CoroutineStart.UNDISPATCHED) {
            CardReader(activity).withCard { error("there is none") }
        }
        controller.pause().stop().destroy()
        waiting.cancelAndJoin()
        // Android throws from `disableReaderMode` then. Robolectric does not, but it can be told from
        // this that nobody called it.
        assertTrue(adapter.isInReaderMode)
    }

    @Test
    fun `NFC that is switched off is said to be`() {
        adapter.setEnabled(false)
        assertEquals(NfcState.OFF, CardReader(activity).state)
    }

    @Test
    fun `a phone without NFC is said to have none`() {
        shadowOf(activity.packageManager).setSystemFeature(PackageManager.FEATURE_NFC, false)
        assertEquals(NfcState.MISSING, CardReader(activity).state)
    }

    @Test
    fun `both types of card are looked for, nothing is read ahead, and the system is silent`() {
        assertEquals(
            NfcAdapter.FLAG_READER_NFC_A or NfcAdapter.FLAG_READER_NFC_B or
                NfcAdapter.FLAG_READER_SKIP_NDEF_CHECK or NfcAdapter.FLAG_READER_NO_PLATFORM_SOUNDS,
            CardReader.FLAGS,
        )
        assertEquals(
            CardReader.PRESENCE_CHECK_DELAY,
            CardReader.extras().getInt(NfcAdapter.EXTRA_READER_PRESENCE_CHECK_DELAY),
        )
    }

    private companion object {
        /** `TagTechnology.ISO_DEP`. */
        const val ISO_DEP = 3
    }
}
