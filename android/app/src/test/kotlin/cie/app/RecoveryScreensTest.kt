package cie.app

import android.content.Intent
import android.view.View
import android.widget.Button
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
    private fun Shell.texts() = views().filterIsInstance<TextView>().map { it.text.toString() }

    @Test
    fun `one question after the other leads to a plan, and a step back to the question before`() {
        val shell = Shell()
        shell.press(R.id.recover)
        assertTrue(shell.shows(R.id.promise))
        assertEquals("Question 1", shell.text(R.id.question))
        val first = shell.heading()
        shell.press("CIE")
        assertTrue(shell.heading() != first)
        assertEquals("Question 2", shell.text(R.id.question))
        shell.back()
        assertEquals(first, shell.heading())
        shell.back()
        assertTrue(shell.shows(R.id.check_pin))
    }

    @Test
    fun `with the PUK the plan is a button that asks for it, where a card can be read`() {
        for (state in listOf(NfcState.READY, NfcState.MISSING)) {
            val shell = Shell()
            shell.nfc(state)
            shell.press(R.id.recover)
            shell.press("CIE")
            shell.press("blocked")
            shell.press("I have")
            assertEquals("What to do", shell.text(R.id.heading))
            assertTrue(shell.says("Unblock"))
            val button = shell.views().firstOrNull { it is Button && "Unblock" in it.text }
            assertEquals(state == NfcState.READY, button != null)
            button?.performClick() ?: continue
            shell.idle()
            assertTrue(shell.shows(R.id.puk))
        }
    }

    @Test
    @Config(qualifiers = "+it")
    fun `a plan folds its background away, and a touch on a number opens the telephone`() {
        val shell = Shell()
        shell.press(R.id.recover)
        shell.press("TS-CNS")
        shell.press("bloccato")
        shell.press("seconda")
        shell.press("Lombardia")
        assertEquals("Che cosa fare", shell.text(R.id.heading))
        assertFalse(shell.shows(R.id.municipality))
        assertFalse("Fonti" in shell.texts())
        shell.press(R.id.more)
        assertEquals("Mostra meno", shell.text(R.id.more))
        assertTrue("Fonti" in shell.texts())
        shell.press(R.id.more)
        assertFalse("Fonti" in shell.texts())
        val phone = shell.views().filterIsInstance<Button>().first { "800" in it.text }
        phone.performClick()
        val intent = shadowOf(shell.activity).nextStartedActivity
        assertEquals(Intent.ACTION_DIAL, intent.action)
        assertTrue(intent.dataString, intent.dataString.orEmpty().startsWith("tel:800"))
    }

    @Test
    fun `the number of a municipality is for whoever names it, and a code is not a name`() {
        val shell = Shell()
        shell.press(R.id.recover)
        shell.press("CIE")
        shell.press("forgotten")
        shell.press("neither")
        shell.press("holder")
        shell.press("No")
        assertTrue(shell.shows(R.id.municipality))
        assertFalse(shell.texts().any { "059/649575" in it })
        shell.enter(R.id.municipality, PIN)
        shell.press(R.id.name_municipality)
        assertTrue(shell.tree().any { it.startsWith("field") && "! Enter the name" in it })
        shell.enter(R.id.municipality, "carpi")
        shell.press(R.id.name_municipality)
        assertFalse(shell.shows(R.id.municipality))
        assertTrue(shell.texts().any { "059/649575" in it })
        assertTrue(shell.texts().any { "Monday: " in it })
    }

    @Test
    fun `a card without chip is told so, and headings are headings for TalkBack`() {
        val shell = Shell()
        shell.nfc(NfcState.MISSING)
        shell.press(R.id.recover)
        shell.press("without")
        assertTrue(shell.tree()[2].startsWith("text: "))
        assertTrue(shell.activity.findViewById<View>(R.id.heading).isAccessibilityHeading)
    }
}
