package cie.sdk

import android.app.Activity
import android.content.pm.PackageManager
import android.nfc.NfcAdapter
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
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

/** Reader mode, with the adapter that Robolectric puts in the place of the phone's. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34])
class CardReaderTest {
    private val activity = Robolectric.buildActivity(Activity::class.java).setup().get()
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
}
