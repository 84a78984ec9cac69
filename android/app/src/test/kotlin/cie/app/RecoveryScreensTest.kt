package cie.app

import android.content.Intent
import android.view.View
import android.view.ViewGroup
import android.widget.Button
import android.widget.EditText
import android.widget.TextView
import cie.sdk.NfcState
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** The way back to lost codes, as a person walks it. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "en-w360dp-h720dp-xhdpi")
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class RecoveryScreensTest {
    private fun Shell.all(id: Int): List<TextView> {
        fun under(view: View): List<TextView> = when (view) {
            is ViewGroup -> (0 until view.childCount).flatMap { under(view.getChildAt(it)) }
            is TextView -> listOf(view)
            else -> emptyList()
        }
        return under(activity.findViewById(id))
    }

    private fun Shell.texts(id: Int) = all(id).map { it.text.toString() }

    private fun Shell.answer(text: String) {
        val buttons = all(R.id.parts).filterIsInstance<Button>()
        val button = buttons.firstOrNull { text in it.text }
        checkNotNull(button) { "$text is not among ${buttons.map { it.text }}" }.performClick()
        idle()
    }

    @Test
    fun `one question after the other leads to a plan, and a step back to the question before`() {
        val shell = Shell()
        shell.press(R.id.recover)
        assertTrue(shell.shows(R.id.promise))
        assertFalse(shell.shows(R.id.previous))
        val first = shell.text(R.id.heading)
        shell.picture("en-9-recovery-question")
        shell.answer("CIE")
        assertTrue(shell.text(R.id.heading) != first)
        shell.press(R.id.previous)
        assertEquals(first, shell.text(R.id.heading))
        shell.answer("CIE")
        shell.activity.onBackPressed()
        assertEquals(first, shell.text(R.id.heading))
        shell.activity.onBackPressed()
        assertTrue(shell.shows(R.id.check_pin))
    }

    @Test
    fun `with the PUK the plan is a button that asks for it, where a card can be read`() {
        for (state in listOf(NfcState.READY, NfcState.OFF)) {
            val shell = Shell()
            shell.nfc(state)
            shell.press(R.id.recover)
            shell.answer("CIE")
            shell.answer("blocked")
            shell.answer("I have")
            assertEquals("What to do", shell.text(R.id.heading))
            val button = shell.all(R.id.parts).filterIsInstance<Button>().first()
            assertEquals(state == NfcState.READY, button.isEnabled)
            button.performClick()
            shell.idle()
            assertEquals(state == NfcState.READY, shell.shows(R.id.puk))
        }
    }

    @Test
    @Config(qualifiers = "+it")
    fun `a plan folds its background away, and a touch on a number opens the telephone`() {
        val shell = Shell()
        shell.press(R.id.recover)
        shell.answer("TS-CNS")
        shell.answer("bloccato")
        shell.answer("seconda")
        shell.answer("Lombardia")
        assertEquals("Che cosa fare", shell.text(R.id.heading))
        assertFalse(shell.shows(R.id.place))
        shell.picture("it-5-recovery-plan")
        assertFalse(shell.shows(R.id.folded))
        shell.press(R.id.more)
        assertTrue(shell.shows(R.id.folded))
        assertEquals("Mostra meno", shell.text(R.id.more))
        assertTrue("Fonti" in shell.texts(R.id.folded))
        shell.press(R.id.more)
        assertFalse(shell.shows(R.id.folded))
        val phone = shell.all(R.id.parts).filterIsInstance<Button>().first { "800" in it.text }
        phone.performClick()
        val intent = shadowOf(shell.activity).nextStartedActivity
        assertEquals(Intent.ACTION_DIAL, intent.action)
        assertTrue(intent.dataString, intent.dataString.orEmpty().startsWith("tel:800"))
    }

    @Test
    fun `the number of a municipality is for whoever names it, and a code is not a name`() {
        val shell = Shell()
        shell.press(R.id.recover)
        shell.answer("CIE")
        shell.answer("forgotten")
        shell.answer("neither")
        shell.answer("holder")
        shell.answer("No")
        assertTrue(shell.shows(R.id.place))
        assertFalse(shell.texts(R.id.parts).any { "059/649575" in it })
        shell.enter(R.id.municipality, PIN)
        shell.press(R.id.name_municipality)
        assertTrue(shell.activity.findViewById<EditText>(R.id.municipality).error != null)
        shell.enter(R.id.municipality, "carpi")
        shell.press(R.id.name_municipality)
        assertFalse(shell.shows(R.id.place))
        assertTrue(shell.texts(R.id.parts).any { "059/649575" in it })
        assertTrue(shell.texts(R.id.parts).any { "Monday: " in it })
    }

    @Test
    fun `a card without chip is told so, and headings are headings for TalkBack`() {
        val shell = Shell()
        shell.nfc(NfcState.MISSING)
        shell.press(R.id.recover)
        shell.answer("without")
        assertTrue(shell.texts(R.id.parts).first().isNotBlank())
        val field = R.id.municipality
        val label = shell.all(R.id.place).first()
        assertEquals(field, label.labelFor)
        assertTrue(shell.activity.findViewById<View>(R.id.heading).isAccessibilityHeading)
    }
}
