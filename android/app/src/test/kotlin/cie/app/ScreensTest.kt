package cie.app

import android.view.WindowManager
import android.widget.EditText
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
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.robolectric.shadows.ShadowLog
import org.robolectric.util.ReflectionHelpers

/** The app as a person uses it. Pictures of its pages are drawn on the way. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "en-w360dp-h720dp-xhdpi")
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class ScreensTest {
    @Test
    fun `a right PIN is said to be right, with the tries left`() {
        val shell = Shell()
        shell.picture("en-1-home")
        shell.press(R.id.check_pin)
        shell.enter(R.id.old_pin, PIN)
        shell.picture("en-2-codes")
        shell.press(R.id.go_on)
        val card = Halting(shell.simulated, 9)
        shell.hold(card)
        card.untilHalted()
        shell.idle()
        shell.picture("en-3-card")
        assertTrue(shell.text(R.id.phase).isNotBlank())
        card.goOn()
        shell.untilResult()
        assertEquals("Done", shell.text(R.id.heading))
        assertEquals("3 attempts left", shell.text(R.id.tries))
        assertFalse(shell.shows(R.id.next))
        shell.picture("en-4-done")
    }

    @Test
    @Config(qualifiers = "+it")
    fun `a wrong PIN says what to do, and the last try is asked about`() {
        val shell = Shell()
        shell.picture("it-1-home")
        shell.check(WRONG)
        assertEquals("2 tentativi rimasti", shell.text(R.id.tries))
        assertTrue(shell.shows(R.id.remedy))
        shell.picture("it-2-wrong-pin")
        shell.press(R.id.home)
        shell.check(WRONG)
        assertEquals("1 tentativo rimasto", shell.text(R.id.tries))
        shell.press(R.id.home)
        shell.check(WRONG)
        assertEquals("Usa l'ultimo tentativo", shell.text(R.id.next))
        shell.picture("it-3-last-try")
        assertEquals(1u.toUByte(), shell.simulated.pinTries())
        shell.press(R.id.next)
        shell.hold()
        shell.untilResult()
        assertEquals(0u.toUByte(), shell.simulated.pinTries())
    }

    @Test
    @Config(qualifiers = "+de")
    fun `a blocked PIN gets a new value with the PUK`() {
        val shell = Shell(SimulatedCard.withTries("st", true, 0u, 10u))
        shell.press(R.id.forgot_pin)
        shell.enter(R.id.puk, PUK)
        shell.enter(R.id.new_pin, NEW_PIN)
        shell.enter(R.id.new_pin_again, WRONG)
        shell.press(R.id.go_on)
        assertEquals("Die beiden neuen PINs sind nicht gleich.", shell.text(R.id.mistake))
        shell.enter(R.id.new_pin_again, NEW_PIN)
        shell.picture("de-1-codes")
        shell.press(R.id.go_on)
        shell.hold()
        shell.untilResult()
        assertEquals("Fertig", shell.text(R.id.heading))
        assertEquals("Noch 3 Versuche", shell.text(R.id.tries))
        shell.picture("de-2-done")
    }

    @Test
    fun `a card that wants the other way is unblocked without entering the codes again`() {
        val shell = Shell()
        shell.simulated.setFaults(listOf("reset-needs-2c03"))
        shell.forgot()
        assertEquals("Unblock the other way", shell.text(R.id.next))
        shell.press(R.id.next)
        shell.hold()
        shell.untilResult()
        assertEquals("Done", shell.text(R.id.heading))
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
        shell.forgot(refusing)
        assertEquals("Unblock the other way", shell.text(R.id.next))
        simulated.setFaults(emptyList())
        shell.press(R.id.next)
        shell.hold(refusing)
        shell.untilResult()
        assertEquals("I have lost a code, or the card", shell.text(R.id.next))
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
        assertTrue("PRVSLT80A41Z999P" in shell.text(R.id.message))
        assertTrue(shell.shows(R.id.remedy))
        shell.picture("en-6-data")
    }

    @Test
    @Config(qualifiers = "+it")
    fun `a health card tells its holder without a code, and it is said that nothing is proved`() {
        val shell = Shell(SimulatedCard("cns-st2022-nfc", true))
        shell.press(R.id.read_health_card)
        for (field in listOf(R.id.can, R.id.puk, R.id.old_pin, R.id.new_pin)) assertFalse(shell.shows(field))
        shell.press(R.id.go_on)
        shell.hold()
        shell.untilResult()
        assertEquals("SIMULATA PROVA", shell.text(R.id.heading))
        val lines = shell.text(R.id.message).lines()
        assertTrue("Codice fiscale: PRVSLT80A41Z999P" in lines)
        assertTrue(lines.any { it.startsWith("Numero della tessera: 6050") })
        assertTrue(lines.any { it.startsWith("Certificato valido fino al: 20") })
        val nothing = cie.sdk.ChipProof(keyProved = false, issuerChecked = false)
        assertEquals(cie.sdk.chipSentence(nothing, cie.sdk.Language.ITALIAN), shell.text(R.id.remedy))
        shell.picture("it-4-health-card")
    }

    @Test
    fun `the PIN of a health card has five digits, and a health card is not an identity card`() {
        val shell = Shell(SimulatedCard("cns-idemia-nfc", true))
        shell.check("24680", R.id.health_card)
        assertEquals("The PIN is correct.", shell.text(R.id.message))
        assertTrue(shell.text(R.id.remedy).startsWith("Neither"))
        shell.press(R.id.home)
        shell.press(R.id.read_data)
        shell.enter(R.id.can, "123456")
        shell.press(R.id.go_on)
        shell.hold()
        shell.untilResult()
        assertEquals("That did not work", shell.text(R.id.heading))
        assertTrue(shell.text(R.id.message), "health card" in shell.text(R.id.message))
        assertEquals("Try again", shell.text(R.id.next))

        shell.press(R.id.home)
        shell.press(R.id.check_pin)
        shell.enter(R.id.old_pin, "24680")
        shell.press(R.id.go_on)
        assertTrue(shell.text(R.id.mistake), "8" in shell.text(R.id.mistake))
        shell.press(R.id.health_card)
        shell.press(R.id.go_on)
        val identityCard = SimulatedCard("gemalto", true)
        shell.hold(identityCard)
        shell.untilResult()
        assertEquals("Try again", shell.text(R.id.next))
        assertEquals(3u.toUByte(), identityCard.pinTries())
    }

    @Test
    fun `a health card that refuses to unblock is not asked to do it the other way`() {
        val shell = Shell(SimulatedCard("cns-athena", true))
        shell.simulated.setFaults(listOf("plain-status-on-code=6985"))
        shell.forgot(kind = R.id.health_card)
        assertEquals("Try again", shell.text(R.id.next))
    }

    @Test
    fun `the PUK of an identity card does not reach a health card that is held in its place`() {
        val shell = Shell(SimulatedCard("cns-idemia-nfc", true))
        shell.forgot()
        assertEquals("That did not work", shell.text(R.id.heading))
        assertTrue(shell.text(R.id.message), "No code was sent" in shell.text(R.id.message))
        assertEquals(3u.toUByte(), shell.simulated.pukTries())
    }

    @Test
    fun `a blocked PIN leads to the form for the PUK, and a blocked PUK to advice about this card`() {
        val shell = Shell(SimulatedCard.withTries("gemalto", true, 0u, 0u))
        shell.check(PIN)
        assertEquals("I forgot my PIN, or it is blocked", shell.text(R.id.next))
        shell.press(R.id.next)
        assertTrue(shell.shows(R.id.puk))
        shell.activity.onBackPressed()
        shell.forgot()
        assertEquals("I have lost a code, or the card", shell.text(R.id.next))
        shell.press(R.id.next)
        assertEquals("What to do", shell.text(R.id.heading))
    }

    @Test
    fun `a card that was moved is waited for again, and after the fourth time its codes are still there`() {
        val shell = Shell()
        shell.simulated.setFaults(listOf("drop-after=5"))
        shell.press(R.id.check_pin)
        shell.enter(R.id.old_pin, PIN)
        shell.press(R.id.go_on)
        shell.hold()
        shell.until { shell.text(R.id.phase).startsWith("Hold the card to the phone again") }
        shell.simulated.setFaults(emptyList())
        shell.hold()
        shell.untilResult()
        assertEquals("Done", shell.text(R.id.heading))

        shell.press(R.id.home)
        shell.press(R.id.check_pin)
        shell.enter(R.id.old_pin, PIN)
        shell.press(R.id.go_on)
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
        assertEquals("Done", shell.text(R.id.heading))
    }

    @Test
    fun `something else that is held to the phone is said to be no such card`() {
        val shell = Shell()
        shell.press(R.id.read_health_card)
        shell.press(R.id.go_on)
        shell.holdOther()
        assertTrue(shell.text(R.id.phase).startsWith("That is not an identity card"))
    }

    @Test
    fun `an entry that cannot be right is said before a card is asked for`() {
        val shell = Shell()
        shell.press(R.id.forgot_pin)
        shell.enter(R.id.puk, PUK.drop(1))
        shell.enter(R.id.new_pin, NEW_PIN)
        shell.enter(R.id.new_pin_again, NEW_PIN)
        shell.press(R.id.go_on)
        assertTrue("PUK" in shell.text(R.id.mistake))
        shell.enter(R.id.puk, PUK)
        for (id in listOf(R.id.new_pin, R.id.new_pin_again)) shell.enter(id, "11111111")
        shell.press(R.id.go_on)
        assertTrue(shell.shows(R.id.mistake))
    }

    @Test
    fun `without NFC nothing can be begun, and it is said why`() {
        val shell = Shell()
        for ((state, text) in listOf(NfcState.OFF to "NFC is switched off", NfcState.MISSING to "This phone has no NFC")) {
            shell.nfc(state)
            assertTrue(shell.text(R.id.nfc_state).startsWith(text))
            assertFalse(shell.activity.findViewById<android.view.View>(R.id.check_pin).isEnabled)
        }
        shell.nfc(NfcState.OFF)
        shell.picture("en-7-nfc-off")
    }

    @Test
    fun `no code is in a saved state, in a picture of the system or in the field afterwards`() {
        val shell = Shell()
        assertTrue(shell.activity.window.attributes.flags and WindowManager.LayoutParams.FLAG_SECURE != 0)
        shell.press(R.id.check_pin)
        shell.enter(R.id.old_pin, PIN)
        val parcel = android.os.Parcel.obtain()
        shell.savedState().writeToParcel(parcel, 0)
        val saved = String(parcel.marshall(), Charsets.ISO_8859_1)
        parcel.recycle()
        assertFalse(PIN in saved || PIN in saved.replace("\u0000", ""))
    }

    /** The memory of a field, behind the end of its text too. */
    private fun memory(field: EditText): String =
        String(ReflectionHelpers.getField<CharArray>(field.text, "mText"))

    @Test
    fun `no code is in the memory of a field that was left, whichever way`() {
        val ways = listOf<(Shell) -> Unit>(
            { it.press(R.id.go_on) },
            { it.activity.onBackPressed() },
            { it.goBehind() },
        )
        for (way in ways) {
            val shell = Shell()
            shell.press(R.id.check_pin)
            shell.enter(R.id.old_pin, PIN)
            val field = shell.activity.findViewById<EditText>(R.id.old_pin)
            assertTrue(PIN in memory(field))
            way(shell)
            assertEquals("", field.text.toString())
            assertFalse(PIN.take(4) in memory(field) || PIN.takeLast(4) in memory(field))
        }
    }

    @Test
    fun `codes are kept for another try only while the app is seen, a result without codes longer`() {
        val shell = Shell()
        shell.check(WRONG)
        shell.goBehind()
        assertTrue(shell.shows(R.id.tries))

        val asked = Shell()
        asked.simulated.setFaults(listOf("reset-needs-2c03"))
        asked.forgot()
        assertEquals("Unblock the other way", asked.text(R.id.next))
        asked.goBehind()
        assertTrue(asked.shows(R.id.check_pin))
    }

    @Test
    fun `no code is ever in the log`() {
        val shell = Shell()
        shell.check(WRONG)
        shell.press(R.id.home)
        shell.simulated.setFaults(listOf("reset-needs-2c03"))
        shell.forgot()
        shell.press(R.id.next)
        shell.hold()
        shell.untilResult()
        val log = ShadowLog.getLogs().joinToString("\n") { "${it.tag} ${it.msg} ${it.throwable?.stackTraceToString()}" }
        assertTrue(log.isNotEmpty())
        for (code in listOf(WRONG, PUK, NEW_PIN)) assertFalse(code in log)
    }

    @Test
    fun `what the phone throws beside the card is said in a sentence, and the app goes on`() {
        val shell = Shell()
        shell.broken = SecurityException("NFC is gone, 24681357")
        shell.check(PIN)
        assertEquals("That did not work", shell.text(R.id.heading))
        assertTrue(shell.text(R.id.message).startsWith("Something went wrong on the phone"))
        assertEquals("Try again", shell.text(R.id.next))
    }

    @Test
    fun `every field has a label for TalkBack, and every text grows with the size that was chosen`() {
        val shell = Shell()
        shell.press(R.id.forgot_pin)
        for ((field, label) in listOf(R.id.puk to R.id.puk_label, R.id.new_pin to R.id.new_pin_label)) {
            assertEquals(field, shell.activity.findViewById<android.view.View>(label).labelFor)
        }
        val before = shell.activity.findViewById<android.widget.TextView>(R.id.heading).textSize
        RuntimeEnvironment.setFontScale(2f)
        val large = Shell()
        large.press(R.id.forgot_pin)
        val after = large.activity.findViewById<android.widget.TextView>(R.id.heading).textSize
        assertTrue(after > before * 1.3f)
        large.picture("en-8-large-text")
    }
}
