package cie.app

import android.app.AlertDialog
import android.content.ClipData
import android.content.ClipboardManager
import android.content.Intent
import android.graphics.Insets
import android.view.View
import android.view.WindowInsets
import android.widget.EditText
import android.widget.TextView
import cie.sdk.NfcState
import cie.sdk.SimulatedCard
import cie.sdk.Transceiver
import cie.sdk.TransceiverException
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.robolectric.shadows.ShadowAlertDialog

/** The app as a person uses it. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "en-w360dp-h720dp-xhdpi")
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class ScreensTest {
    @Test
    fun `a right PIN is said to be right, with the tries left`() {
        val shell = Shell()
        shell.check(PIN)
        assertEquals("The PIN is correct", shell.heading())
        assertEquals("3 attempts left", shell.text(R.id.tries))
        assertFalse(shell.shows(R.id.next))
    }

    @Test
    @Config(qualifiers = "+it")
    fun `a wrong PIN says what to do, and the last try is asked about behind the safer ways`() {
        val shell = Shell()
        shell.check(WRONG)
        assertTrue(shell.text(R.id.message), "2 tentativi" in shell.text(R.id.message))
        assertTrue(shell.shows(R.id.remedy))
        shell.press(R.id.next)
        // The card is known, and the PIN alone is asked for again.
        shell.code(R.id.old_pin, WRONG)
        shell.hold()
        shell.untilResult()
        shell.press(R.id.home)
        shell.check(WRONG)
        assertEquals("Fermati un momento", shell.heading())
        assertEquals("Sblocca il PIN con il PUK", shell.text(R.id.next))
        assertEquals(1u.toUByte(), shell.simulated.pinTries())
        shell.press("usa l'ultimo tentativo")
        // Not with one touch.
        assertTrue(shell.activity.page is ResultPage)
        val dialog = ShadowAlertDialog.getLatestAlertDialog()
        dialog.getButton(AlertDialog.BUTTON_NEGATIVE).performClick()
        shell.idle()
        assertEquals(1u.toUByte(), shell.simulated.pinTries())
        shell.press("usa l'ultimo tentativo")
        ShadowAlertDialog.getLatestAlertDialog().getButton(AlertDialog.BUTTON_POSITIVE).performClick()
        shell.idle()
        shell.hold()
        shell.untilResult()
        assertEquals(0u.toUByte(), shell.simulated.pinTries())
    }

    @Test
    fun `two new PINs that differ are refused at the second field, and nothing has to be typed again before it`() {
        val shell = Shell()
        shell.press(R.id.change_pin)
        shell.press(R.id.identity_card)
        shell.code(R.id.old_pin, PIN)
        shell.enter(R.id.new_pin, NEW_PIN)
        shell.enter(R.id.new_pin_again, WRONG)
        shell.press(R.id.go_on)
        assertTrue(shell.says("The two new PINs are not the same."))
        assertTrue(shell.activity.findViewById<View>(R.id.new_pin_again).isFocused)
        shell.enter(R.id.new_pin_again, NEW_PIN)
        shell.press(R.id.go_on)
        assertTrue(shell.activity.page is Review)
        // One page back: the new PIN is asked for again, the old one is not.
        shell.back()
        shell.newPin()
        shell.press(R.id.go_on)
        shell.hold()
        shell.untilResult()
        assertTrue(shell.simulated.hasPinOf(NEW_PIN))
    }

    @Test
    fun `a card that wants the other way is unblocked without entering the codes again`() {
        val shell = Shell()
        shell.simulated.setFaults(listOf("reset-needs-2c03"))
        shell.unblock()
        assertEquals("Unblock the other way", shell.text(R.id.next))
        shell.press(R.id.next)
        shell.hold()
        shell.untilResult()
        assertEquals("The new PIN is valid", shell.heading())
    }

    @Test
    fun `a card that refuses the other way too is not asked for it again`() {
        val shell = Shell()
        val simulated = shell.simulated
        val refusing = object : Transceiver by simulated {
            override fun transceive(command: ByteArray): ByteArray {
                // RESET RETRY COUNTER under secure messaging: 0C 2C.
                if (command[1] == 0x2C.toByte()) simulated.setFaults(listOf("plain-status-on-code=6985"))
                return simulated.transceive(command)
            }
        }
        shell.unblock(refusing)
        assertEquals("Unblock the other way", shell.text(R.id.next))
        simulated.setFaults(emptyList())
        shell.press(R.id.next)
        shell.hold(refusing)
        shell.untilResult()
        assertEquals("What you can do now", shell.text(R.id.next))
    }

    @Test
    fun `the data are read with the CAN, and it is said how far they are proved`() {
        val shell = Shell()
        shell.press(R.id.read_data)
        shell.enter(R.id.can, "123456")
        shell.press(R.id.go_on)
        shell.hold()
        shell.untilResult()
        assertEquals("SIMULATA PROVA", shell.text(R.id.heading))
        assertTrue(shell.says("PRVSLT80A41Z999P") && shell.says("January 1, 1980"))
        assertTrue(shell.shows(R.id.remedy))
    }

    @Test
    @Config(qualifiers = "+it")
    fun `a health card tells its holder without a code, and it is said that nothing is proved`() {
        val shell = Shell(SimulatedCard("cns-st2022-nfc", true))
        shell.press(R.id.read_health_card)
        assertTrue(shell.activity.page is TapPage)
        shell.hold()
        shell.untilResult()
        assertEquals("SIMULATA PROVA", shell.text(R.id.heading))
        assertTrue(shell.says("Codice fiscale: PRVSLT80A41Z999P"))
        assertTrue(shell.says("Numero della tessera: 6050"))
        assertTrue(shell.says("Certificato valido fino al: "))
        val nothing = cie.sdk.ChipProof(keyProved = false, issuerChecked = false)
        assertEquals(cie.sdk.chipSentence(nothing, cie.sdk.Language.ITALIAN), shell.text(R.id.remedy))
    }

    @Test
    fun `the PIN of a health card has five digits, and a health card is not an identity card`() {
        val shell = Shell(SimulatedCard("cns-idemia-nfc", true))
        shell.check("24680", R.id.health_card)
        assertEquals("The PIN is correct", shell.heading())
        assertTrue(shell.text(R.id.remedy).startsWith("Neither"))
        shell.press(R.id.home)
        shell.press(R.id.read_data)
        shell.code(R.id.can, "123456")
        shell.hold()
        shell.untilResult()
        assertEquals("That did not work", shell.heading())
        assertTrue(shell.text(R.id.message), "health card" in shell.text(R.id.message))

        shell.press(R.id.home)
        shell.press(R.id.check_pin)
        shell.press(R.id.identity_card)
        shell.code(R.id.old_pin, "24680")
        assertTrue(shell.activity.page is OneCode)
        shell.back()
        shell.press(R.id.health_card)
        shell.code(R.id.old_pin, "24680")
        val identityCard = SimulatedCard("gemalto", true)
        shell.hold(identityCard)
        shell.untilResult()
        assertEquals("Hold the card to the phone", shell.text(R.id.next))
        assertEquals(3u.toUByte(), identityCard.pinTries())
    }

    @Test
    fun `a health card that refuses to unblock is not asked to do it the other way`() {
        val shell = Shell(SimulatedCard("cns-athena", true))
        shell.simulated.setFaults(listOf("plain-status-on-code=6985"))
        shell.unblock(kind = R.id.health_card)
        assertFalse(shell.says("Unblock the other way"))
    }

    @Test
    fun `the PUK of an identity card does not reach a health card that is held in its place`() {
        val shell = Shell(SimulatedCard("cns-idemia-nfc", true))
        shell.unblock()
        assertEquals("That did not work", shell.text(R.id.heading))
        assertTrue(shell.text(R.id.message), "No code was sent" in shell.text(R.id.message))
        assertEquals(3u.toUByte(), shell.simulated.pukTries())
    }

    @Test
    fun `a blocked PUK leads to advice about this card, and back to what was said`() {
        val shell = Shell(SimulatedCard.withTries("gemalto", true, 0u, 0u))
        shell.unblock()
        val said = shell.text(R.id.message)
        shell.press(R.id.next)
        assertEquals("What to do", shell.heading())
        shell.back()
        assertEquals(said, shell.text(R.id.message))
    }

    @Test
    fun `a card that was moved four times leaves its codes for the fifth`() {
        val shell = Shell()
        shell.press(R.id.check_pin)
        shell.press(R.id.identity_card)
        shell.code(R.id.old_pin, PIN)
        val gone = object : Transceiver by shell.simulated {
            override fun transceive(command: ByteArray): ByteArray = throw TransceiverException.CardLost()
        }
        val before = shell.asked
        for (time in 0..3) {
            shell.until { shell.asked == before + time }
            shell.hold(gone)
        }
        shell.untilResult()
        shell.press(R.id.next)
        shell.hold()
        shell.untilResult()
        assertEquals("The PIN is correct", shell.heading())
    }



    @Test
    fun `without NFC there is what needs no card, and it is said why`() {
        val shell = Shell()
        for ((state, text) in listOf(NfcState.OFF to "NFC is switched off", NfcState.MISSING to "This phone has no NFC")) {
            shell.nfc(state)
            assertTrue(shell.text(R.id.nfc_state).startsWith(text))
            assertTrue(shell.shows(R.id.recover))
            assertEquals(state == NfcState.OFF, shell.shows(R.id.check_pin))
        }
        shell.nfc(NfcState.READY)
        assertFalse(shell.shows(R.id.nfc_state))
    }

    @Test
    fun `the page keeps clear of the bars of the system and of the keyboard`() {
        val root = Shell().activity.findViewById<View>(R.id.screen)
        val insets = WindowInsets.Builder()
            .setInsets(WindowInsets.Type.systemBars(), Insets.of(0, 48, 0, 32))
            .setInsets(WindowInsets.Type.ime(), Insets.of(0, 0, 0, 400))
        root.dispatchApplyWindowInsets(insets.build())
        assertEquals(listOf(48, 400), listOf(root.paddingTop, root.paddingBottom))
    }

    @Test
    fun `what is pasted loses what is not a digit`() {
        val shell = Shell()
        shell.press(R.id.check_pin)
        shell.press(R.id.identity_card)
        val field = shell.activity.findViewById<EditText>(R.id.old_pin)
        assertTrue(field.isLongClickable)
        shell.activity.getSystemService(ClipboardManager::class.java)
            .setPrimaryClip(ClipData.newPlainText("", "PIN: ${PIN.take(4)} ${PIN.drop(4)}"))
        field.onTextContextMenuItem(android.R.id.paste)
        assertEquals(PIN, field.text.toString())
    }

    @Test
    fun `what the phone throws beside the card is said in a sentence, and the app goes on`() {
        val shell = Shell()
        shell.broken = SecurityException("NFC is gone, 24681357")
        shell.check(PIN)
        assertEquals("That did not work", shell.text(R.id.heading))
        assertTrue(shell.text(R.id.message).startsWith("Something went wrong on the phone"))
        assertEquals("Hold the card to the phone", shell.text(R.id.next))
    }

    @Test
    fun `every field has a label, every touch a size, and text of twice the size is twice as large`() {
        val shell = Shell()
        shell.press(R.id.change_pin)
        shell.press(R.id.identity_card)
        shell.code(R.id.old_pin, PIN)
        shell.picture()
        val smallest = 48 * shell.activity.resources.displayMetrics.density
        for (view in shell.views().filter { it.isClickable }) {
            assertTrue("$view", view.height >= smallest && view.width >= smallest)
        }
        val labels = shell.views().map { it.labelFor }
        for (field in shell.views().filterIsInstance<EditText>()) assertTrue(field.id in labels)
        val before = shell.activity.findViewById<TextView>(R.id.heading).textSize
        RuntimeEnvironment.setFontScale(2f)
        assertTrue(Shell().activity.findViewById<TextView>(R.id.heading).textSize > before * 1.3f)
    }

    @Test
    fun `the details for support say what happened, and no digit of a code`() {
        val shell = Shell()
        shell.check(WRONG)
        shell.press(R.id.support)
        val report = shell.text(R.id.support_text)
        assertTrue(report, "cie 0." in report && "error: " in report)
        assertFalse(WRONG in report)
        val clip = shell.activity.getSystemService(ClipboardManager::class.java).primaryClip
        assertEquals(report, clip!!.getItemAt(0).text.toString())
    }

    @Test
    fun `who answers for the app is on a page that leads back`() {
        val shell = Shell()
        shell.press(R.id.about)
        assertTrue(shell.says("Accessibility statement") && shell.says("no access to the internet"))
        shell.press(R.id.licences)
        assertTrue(shell.text(R.id.licences).run { "jna" in this && "Apache License" in this })
        shell.back()
        shell.press(R.id.complain)
        assertEquals(Intent.ACTION_CHOOSER, shadowOf(shell.activity).nextStartedActivity.action)
        shell.back()
        assertTrue(shell.activity.page is Home)
    }
}
