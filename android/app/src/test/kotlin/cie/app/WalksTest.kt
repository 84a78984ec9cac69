package cie.app

import android.content.Intent
import android.view.HapticFeedbackConstants
import android.view.View
import android.widget.Button
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
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.robolectric.shadows.ShadowLooper

/** Six people on a bad day, every step of theirs. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34, 35], qualifiers = "it-w360dp-h720dp-xhdpi")
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class WalksTest {
    @Test
    fun `a blocked PIN leads to a valid one, and every code is typed once`() {
        val shell = Shell(SimulatedCard.withTries("gemalto", true, 0u, 10u), welcomed = false)
        assertEquals("I codici della tua carta", shell.heading())
        shell.press("Continua")
        shell.press("Controlla il PIN")
        shell.press("Carta d'identità")
        shell.code(R.id.old_pin, PIN)
        shell.hold()
        shell.untilResult()
        assertTrue(shell.text(R.id.message), "bloccato" in shell.text(R.id.message))
        shell.press("Sblocca il PIN con il PUK")
        // The card is known: it is not asked for again.
        assertEquals("Hai il PUK?", shell.heading())
        shell.press("in due metà")
        shell.enter(R.id.puk, PUK.take(4))
        shell.enter(R.id.puk_second, PUK.drop(4))
        shell.press("Continua")
        assertEquals("Nuovo PIN", shell.heading())
        assertTrue(shell.text(R.id.rules).startsWith("Non tutte"))
        shell.enter(R.id.new_pin, NEW_PIN)
        assertTrue(shell.text(R.id.rules).startsWith("✓"))
        shell.enter(R.id.new_pin_again, NEW_PIN)
        shell.press("Continua")
        assertEquals("Ricontrolla prima di avvicinare la carta", shell.heading())
        shell.press("Avvicina la carta")
        // A shaking hand: the card moves before a code was sent.
        val shaking = shell.moved()
        shell.hold(shaking)
        shell.until { shell.text(R.id.phase).startsWith("La carta si è mossa") }
        shell.hold()
        shell.untilResult()
        assertEquals("Il nuovo PIN è valido", shell.heading())
        assertTrue(shell.simulated.hasPinOf(NEW_PIN))
        shell.press("Torna all'inizio")
        shell.check(NEW_PIN)
        assertEquals("Il PIN è corretto", shell.heading())
    }

    @Test
    fun `half a PUK waits in the form while the other half is looked up in an SMS`() {
        val shell = Shell(SimulatedCard.withTries("gemalto", true, 0u, 10u))
        shell.press("Ho il PIN bloccato")
        shell.press("Carta d'identità")
        shell.press("in due metà")
        shell.enter(R.id.puk, PUK.take(4))
        shell.away(minutes = 1)
        assertEquals("PUK", shell.heading())
        // Pasted out of the message, with what stands around it.
        shell.enter(R.id.puk_second, "PUK: " + PUK.drop(4))
        shell.press("Continua")
        shell.newPin()
        shell.press("Avvicina la carta")
        shell.hold()
        shell.untilResult()
        assertTrue(shell.simulated.hasPinOf(NEW_PIN))

        // Whoever does not find the half learns where to get it.
        val lost = Shell()
        lost.press("Ho il PIN bloccato")
        lost.press("Carta d'identità")
        lost.press("in due metà")
        lost.enter(R.id.puk, PUK.take(4))
        lost.press("ne manca una metà")
        lost.untilPlan("prima metà")
        assertTrue(lost.tree().toString(), lost.tree().any { it.startsWith("button: ") && Regex("""\d{3}""") in it })
        lost.press("Condividi")
        val sent = shadowOf(lost.activity).nextStartedActivity
        assertEquals(Intent.ACTION_CHOOSER, sent.action)
        @Suppress("DEPRECATION")
        val text = sent.getParcelableExtra<Intent>(Intent.EXTRA_INTENT)!!.getStringExtra(Intent.EXTRA_TEXT).orEmpty()
        assertTrue(text, text.length > 200)
    }

    @Test
    fun `a wrong card in the way is named, and the right one goes on with the same codes`() {
        val shell = Shell()
        shell.press("Controlla il PIN")
        shell.press("Carta d'identità")
        shell.code(R.id.old_pin, PIN)
        // Something without a chip that talks: the page says so and waits on.
        shell.holdOther()
        assertTrue(shell.text(R.id.phase), "non è" in shell.text(R.id.phase).lowercase())
        // A bank card.
        shell.hold(bankCard())
        shell.untilResult()
        assertTrue(shell.text(R.id.message), "CIE" in shell.text(R.id.message))
        shell.press("Avvicina la carta")
        // The health card of the same wallet: it gets no code.
        val health = SimulatedCard("cns-idemia-nfc", true)
        shell.hold(health)
        shell.untilResult()
        assertEquals(3u.toUByte(), health.pinTries())
        shell.press("Avvicina la carta")
        shell.hold()
        shell.untilResult()
        assertEquals("Il PIN è corretto", shell.heading())
    }

    @Test
    fun `a lost answer is settled with the same codes in one more tap`() {
        val shell = Shell()
        shell.askedToChange()
        shell.simulated.setFaults(listOf("drop-after=17"))
        shell.hold()
        shell.untilResult()
        assertEquals("Non si sa com'è finita", shell.heading())
        shell.simulated.setFaults(emptyList())
        shell.press("Scopri com'è finita")
        shell.hold()
        shell.untilResult()
        assertTrue(shell.simulated.hasPinOf(NEW_PIN))
        assertFalse(shell.tree().any { it.startsWith("field") })
        shell.press("Torna all'inizio")
        assertFalse(shell.shows(R.id.open))
    }

    @Test
    fun `with the ears alone every page says what it is, what is asked for and what went wrong`() {
        val shell = Shell(SimulatedCard.withTries("gemalto", true, 0u, 10u))
        assertEquals("heading: Il PIN della tua carta", shell.tree().first())
        assertEquals("Il PIN della tua carta", shell.activity.title)
        shell.press("Ho il PIN bloccato")
        shell.press("Carta d'identità")
        shell.press("tutte le 8 cifre")
        // The arrow comes first and says what it does; the field comes after its label.
        val tree = shell.tree()
        assertEquals(listOf("button: Indietro", "heading: PUK"), tree.take(2))
        val field = tree.indexOfFirst { it.startsWith("field") }
        assertEquals("text: 8 cifre", tree[field - 1])
        shell.code(R.id.puk, PUK.drop(1))
        assertTrue(shell.tree().toString(), shell.tree().any { it.startsWith("field: ") && "! " in it })
        assertTrue(shell.activity.findViewById<View>(R.id.puk).isFocused)
        shell.code(R.id.puk, PUK)
        shell.newPin("11111111")
        assertTrue(shell.tree().any { it.startsWith("field: ") && "indovinare" in it })
        shell.newPin()
        shell.press("Avvicina la carta")
        assertTrue("text: Cerco la carta" in shell.tree())
        assertTrue(shell.tree().any { it.startsWith("image: ") })
        val card = Halting(shell.simulated, 9)
        shell.hold(card)
        card.untilHalted()
        shell.idle()
        assertTrue(shell.tree().toString(), shell.tree().any { "non muovere" in it })
        val felt = { shadowOf(shell.activity.window.decorView).lastHapticFeedbackPerformed() }
        assertEquals(HapticFeedbackConstants.CONFIRM, felt())
        card.goOn()
        shell.untilResult()
        assertEquals("Il nuovo PIN è valido", shell.activity.title)
        assertEquals("heading: Il nuovo PIN è valido", shell.tree()[1])
        for (id in listOf(R.id.home)) assertTrue(shell.shows(id))
    }

    @Test
    @Config(qualifiers = "+de")
    fun `on a German phone every page speaks German, from the blocked PUK to the plan`() {
        val shell = Shell(SimulatedCard.withTries("st", true, 0u, 0u))
        shell.press("gesperrt")
        shell.press("Identitätskarte")
        shell.press("in zwei Hälften")
        shell.enter(R.id.puk, PUK.take(4))
        shell.enter(R.id.puk_second, PUK.drop(4))
        shell.press("Weiter")
        shell.newPin()
        shell.press("Karte ans Telefon halten")
        shell.hold()
        shell.untilResult()
        assertTrue(shell.text(R.id.message), "gesperrt" in shell.text(R.id.message))
        shell.press("Was Sie jetzt tun können")
        shell.untilPlan()
        assertTrue(shell.says("Gemeinde"))
        assertTrue(shell.says("Teilen"))
        assertFalse(shell.says("Condividi"))
        shell.back()
    }

    @Test
    fun `NFC that is switched off and on, and a card that is not found, do not end the way`() {
        val shell = Shell()
        shell.nfc(NfcState.OFF)
        assertTrue(shell.shows(R.id.nfc_state))
        shell.press("Controlla il PIN")
        shell.press("Carta d'identità")
        shell.code(R.id.old_pin, PIN)
        assertTrue(shell.shows(R.id.nfc_state))
        shell.press(R.id.nfc_settings)
        shell.goBehind()
        shell.nfc(NfcState.READY)
        shell.comeBack()
        assertFalse(shell.shows(R.id.nfc_state))
        assertFalse(shell.shows(R.id.hints))
        ShadowLooper.idleMainLooper(16, java.util.concurrent.TimeUnit.SECONDS)
        assertTrue(shell.shows(R.id.hints))
        shell.hold()
        shell.untilResult()
        assertEquals("Il PIN è corretto", shell.heading())
    }

    /** Answers with these words where they are an answer, until there is a plan. */
    private fun Shell.untilPlan(preferred: String = "") {
        for (step in 0..9) {
            if (shows(R.id.share)) return
            val answers = views().filterIsInstance<Button>().filter { it.id == View.NO_ID }
            (answers.firstOrNull { preferred in it.text } ?: answers.first()).performClick()
            idle()
        }
        assertTrue(tree().toString(), shows(R.id.share))
    }

    /** The same card, which goes away after a few exchanges. */
    private fun Shell.moved() = object : Transceiver by simulated {
        private var left = 5

        override fun transceive(command: ByteArray): ByteArray =
            if (left-- > 0) simulated.transceive(command) else throw TransceiverException.CardLost()
    }

    private fun bankCard() = object : Transceiver by SimulatedCard("gemalto", true) {
        override fun transceive(command: ByteArray) = byteArrayOf(0x6A, 0x82.toByte())
    }
}
