package cie.app

import android.text.method.PasswordTransformationMethod
import android.view.WindowManager
import android.widget.CheckBox
import android.widget.EditText
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

/** How long codes are kept, and where they are not. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "en-w360dp-h720dp-xhdpi")
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class CodesTest {
    /** The memory of a field, behind the end of its text too. */
    private fun memory(field: EditText): String =
        String(ReflectionHelpers.getField<CharArray>(field.text, "mText"))

    @Test
    fun `no code is in a saved state, and no page that has one is in a screenshot`() {
        val shell = Shell()
        fun secure() = shell.activity.window.attributes.flags and WindowManager.LayoutParams.FLAG_SECURE != 0
        assertFalse(secure())
        shell.press(R.id.check_pin)
        assertFalse(secure())
        shell.press(R.id.identity_card)
        assertTrue(secure())
        shell.enter(R.id.old_pin, PIN)
        val parcel = android.os.Parcel.obtain()
        shell.savedState().writeToParcel(parcel, 0)
        val saved = String(parcel.marshall(), Charsets.ISO_8859_1)
        parcel.recycle()
        assertFalse(PIN in saved || PIN in saved.replace("\u0000", ""))
        shell.press(R.id.go_on)
        assertTrue(secure())
        shell.hold()
        shell.untilResult()
        assertFalse(secure())
        shell.press(R.id.home)
        shell.press(R.id.read_data)
        shell.code(R.id.can, "123456")
        shell.hold()
        shell.untilResult()
        assertTrue(secure())
    }

    @Test
    fun `no code is in the memory of a field that was left, whichever way`() {
        val ways = listOf<(Shell) -> Unit>(
            { it.press(R.id.go_on) },
            { it.back() },
            { it.away(minutes = 3) },
            { it.lock() },
            { it.end() },
        )
        for (way in ways) {
            val shell = Shell()
            shell.press(R.id.check_pin)
            shell.press(R.id.identity_card)
            shell.enter(R.id.old_pin, PIN)
            val field = shell.activity.findViewById<EditText>(R.id.old_pin)
            assertTrue(PIN in memory(field))
            way(shell)
            assertEquals("", field.text.toString())
            assertFalse(PIN.take(4) in memory(field) || PIN.takeLast(4) in memory(field))
        }
    }

    @Test
    fun `codes are kept for two minutes in which the app is not seen, and covered meanwhile`() {
        for ((leave, said) in listOf<Pair<(Shell) -> Unit, String?>>(
            { it: Shell -> it.away(minutes = 1) } to null,
            { it: Shell -> it.away(minutes = 3) } to "more than two minutes",
            { it: Shell -> it.lock() } to "switched off",
        )) {
            val shell = Shell()
            shell.simulated.setFaults(listOf("reset-needs-2c03"))
            shell.unblock()
            val codes = checkNotNull(shell.activity.page.codes)
            leave(shell)
            if (said == null) {
                shell.press(R.id.next)
                shell.hold()
                shell.untilResult()
                assertEquals("The new PIN is valid", shell.heading())
            } else {
                assertTrue(shell.text(R.id.note), said in shell.text(R.id.note))
            }
            // Overwritten: what was closed is not lent any more.
            assertTrue(codes.puk!!.uniffiIsDestroyed && codes.newPin!!.uniffiIsDestroyed)
        }
        val shell = Shell()
        shell.press(R.id.check_pin)
        shell.press(R.id.identity_card)
        shell.enter(R.id.old_pin, PIN)
        shell.press(R.id.show_digits)
        shell.goBehind()
        assertFalse(shell.shows(R.id.column))
        shell.comeBack()
        assertTrue(shell.shows(R.id.column))
        val field = shell.activity.findViewById<EditText>(R.id.old_pin)
        assertTrue(field.transformationMethod is PasswordTransformationMethod)
        assertFalse(shell.activity.findViewById<CheckBox>(R.id.show_digits).isChecked)
        assertEquals(PIN, field.text.toString())
    }

    @Test
    fun `no code is ever in the log`() {
        val shell = Shell()
        shell.check(WRONG)
        shell.press(R.id.home)
        shell.simulated.setFaults(listOf("reset-needs-2c03"))
        shell.unblock()
        shell.press(R.id.next)
        shell.hold()
        shell.untilResult()
        val log = ShadowLog.getLogs().joinToString("\n") { "${it.tag} ${it.msg} ${it.throwable?.stackTraceToString()}" }
        assertTrue(log.isNotEmpty())
        for (code in listOf(WRONG, PUK, NEW_PIN)) assertFalse(code in log)
    }

    @Test
    fun `turning the phone, its night and its language leave what was entered`() {
        val shell = Shell()
        shell.press(R.id.check_pin)
        shell.press(R.id.identity_card)
        shell.enter(R.id.old_pin, PIN)
        RuntimeEnvironment.setQualifiers("+de-land-night")
        shell.activity.onConfigurationChanged(shell.activity.resources.configuration)
        assertEquals("8 Ziffern", shell.tree().first { "Ziffern" in it }.removePrefix("text: "))
        assertEquals(PIN, shell.activity.findViewById<EditText>(R.id.old_pin).text.toString())
    }
}
