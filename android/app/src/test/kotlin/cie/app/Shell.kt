package cie.app

import android.content.Intent
import android.graphics.Bitmap
import android.graphics.Canvas
import android.os.Looper
import android.view.View
import android.view.ViewGroup
import android.view.View.MeasureSpec.EXACTLY
import android.view.View.MeasureSpec.makeMeasureSpec
import android.widget.Button
import android.widget.CheckBox
import android.widget.EditText
import android.widget.ImageButton
import android.widget.ImageView
import android.widget.TextView
import cie.sdk.CardField
import cie.sdk.CardReader
import cie.sdk.NfcState
import cie.sdk.SimulatedCard
import cie.sdk.Transceiver
import java.time.Duration
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.MutableStateFlow
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController

/** The codes of a fresh simulated card, and others. */
internal const val PIN = "24681357"
internal const val PUK = "13572468"
internal const val NEW_PIN = "31415927"
internal const val WRONG = "86421357"

/** The app on a desktop, with hands that hold simulated cards to it. */
class Shell(
    val simulated: SimulatedCard = SimulatedCard("gemalto", true),
    welcomed: Boolean = true,
) : CardField {
    private val held = Channel<Transceiver>(1)
    private val controller: ActivityController<MainActivity>
    val activity: MainActivity

    override val state = MutableStateFlow(NfcState.READY)

    init {
        val app = RuntimeEnvironment.getApplication() as CieApplication
        app.isWelcomed = welcomed
        app.reader = { CardReader(this, app.store).apply { supportReport = app.report } }
        controller = Robolectric.buildActivity(MainActivity::class.java)
        activity = controller.get()
        controller.setup()
    }

    /** What the phone throws instead of giving the card to the app. */
    var broken: Exception? = null

    override suspend fun <T> withCard(onOtherTag: () -> Unit, block: suspend (Transceiver) -> T): T {
        waiting = onOtherTag
        asked++
        val card = held.receive()
        broken?.let { throw it }
        return block(card)
    }

    private var waiting: () -> Unit = {}

    /** How many times a card was waited for. */
    @Volatile
    var asked = 0
        private set

    /** Holds something that is not such a card. */
    fun holdOther() {
        waiting()
        idle()
    }

    /** Holds the card to the phone. */
    fun hold(card: Transceiver = simulated) {
        held.trySend(card)
        idle()
    }

    /** NFC is switched on or off, as in the settings that are drawn down over the app. */
    fun nfc(now: NfcState) {
        state.value = now
        idle()
    }

    /** Rebuilds the activity from its saved state, as after the process has ended. */
    fun savedState() = android.os.Bundle().also { controller.saveInstanceState(it) }

    fun leave() {
        controller.pause()
    }

    fun resume() {
        controller.resume()
        idle()
    }

    /** Another app is in front, and this one is no longer seen. */
    fun goBehind() {
        controller.pause().stop()
    }

    /** The app is in front again. */
    fun comeBack() {
        controller.restart().start().resume()
        idle()
    }

    /** Another app is in front for a while, and this one is no longer seen. */
    fun away(minutes: Long) {
        goBehind()
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofMinutes(minutes))
        comeBack()
    }

    /** The screen is switched off, as by its button. */
    fun lock() {
        activity.sendBroadcast(Intent(Intent.ACTION_SCREEN_OFF))
        idle()
    }

    /** The app is wiped away from the list of apps. */
    fun end() {
        controller.pause().stop().destroy()
    }

    /** The arrow, or the phone's own way back. */
    fun back() {
        @Suppress("DEPRECATION")
        activity.onBackPressed()
        idle()
    }

    fun press(id: Int) {
        activity.findViewById<View>(id).performClick()
        idle()
    }

    /** Presses what says this. */
    fun press(words: String) {
        val said = views().filterIsInstance<Button>()
        val button = said.firstOrNull { words in it.text }
        checkNotNull(button) { "$words is not among ${said.map { it.text }}" }.performClick()
        idle()
    }

    /** What is shown, from top to bottom. */
    fun views(): List<View> {
        fun under(view: View): List<View> = when {
            view.visibility != View.VISIBLE -> emptyList()
            view is ViewGroup -> (0 until view.childCount).flatMap { under(view.getChildAt(it)) }
            else -> listOf(view)
        }
        return under(activity.findViewById(R.id.screen))
    }

    fun heading() = text(R.id.heading)

    /** Whether the page says this somewhere. */
    fun says(words: String) = views().filterIsInstance<TextView>().any { words in it.text }

    /** What a screen reader is given, a line for each node. */
    fun tree(): List<String> = views().mapNotNull { view ->
        val node = view.createAccessibilityNodeInfo()
        val words = listOfNotNull(node.text, node.contentDescription, node.error?.let { "! $it" }).joinToString(" ")
        val role = when {
            node.isHeading -> "heading"
            view is EditText -> "field"
            view is CheckBox -> "checkbox"
            view is ImageButton || view is Button -> "button"
            view is ImageView -> "image"
            else -> "text"
        }
        "$role: $words".takeIf { view.isImportantForAccessibility && (words.isNotEmpty() || view is EditText) }
    }

    fun enter(id: Int, text: String) = activity.findViewById<EditText>(id).setText(text)

    fun text(id: Int): String = activity.findViewById<TextView>(id).text.toString()

    fun shows(id: Int): Boolean = activity.findViewById<View>(id)?.visibility == View.VISIBLE

    fun idle() = shadowOf(Looper.getMainLooper()).idle()

    /** Lets the main thread work until [done]. */
    fun until(done: () -> Boolean) {
        val end = System.nanoTime() + 60_000_000_000
        while (!done()) {
            check(System.nanoTime() < end) { "it never came to that" }
            Thread.sleep(5)
            idle()
        }
    }

    fun untilResult() = until { activity.page is ResultPage }

    /** What the activity shows, drawn by Android's own code. */
    fun picture(): Bitmap {
        val view = activity.window.decorView
        val metrics = activity.resources.displayMetrics
        view.measure(makeMeasureSpec(metrics.widthPixels, EXACTLY), makeMeasureSpec(metrics.heightPixels, EXACTLY))
        view.layout(0, 0, metrics.widthPixels, metrics.heightPixels)
        val bitmap = Bitmap.createBitmap(metrics.widthPixels, metrics.heightPixels, Bitmap.Config.ARGB_8888)
        view.draw(Canvas(bitmap))
        return bitmap
    }
}

/** A card that stops answering at one exchange, until it is told to go on. */
class Halting(private val inner: Transceiver, private val at: Int) : Transceiver by inner {
    private var exchanges = 0
    private val go = CountDownLatch(1)
    private val halted = CountDownLatch(1)

    fun goOn() = go.countDown()

    fun untilHalted() = check(halted.await(60, TimeUnit.SECONDS)) { "it never came to that exchange" }

    override fun transceive(command: ByteArray): ByteArray {
        if (exchanges++ == at) {
            halted.countDown()
            check(go.await(60, TimeUnit.SECONDS)) { "nobody said to go on" }
        }
        return inner.transceive(command)
    }
}

/** Enters a code where it is asked for, and goes on. */
internal fun Shell.code(field: Int, digits: String) {
    enter(field, digits)
    press(R.id.go_on)
}

internal fun Shell.check(code: String, card: Int = R.id.identity_card) {
    press(R.id.check_pin)
    press(card)
    code(R.id.old_pin, code)
    hold()
    untilResult()
}

internal fun Shell.newPin(digits: String = NEW_PIN) {
    enter(R.id.new_pin, digits)
    enter(R.id.new_pin_again, digits)
    press(R.id.go_on)
}

/** Up to the card. */
internal fun Shell.askedToChange() {
    press(R.id.change_pin)
    press(R.id.identity_card)
    code(R.id.old_pin, PIN)
    newPin()
    press(R.id.go_on)
}

internal fun Shell.unblock(card: Transceiver = simulated, kind: Int = R.id.identity_card) {
    press(R.id.unblock_pin)
    press(kind)
    press(R.id.puk_whole)
    code(R.id.puk, PUK)
    newPin()
    press(R.id.go_on)
    hold(card)
    untilResult()
}

internal fun SimulatedCard.hasPinOf(digits: String): Boolean {
    val buffer = java.nio.ByteBuffer.allocateDirect(digits.length)
    buffer.put(digits.toByteArray()).flip()
    return hasPin(buffer)
}
