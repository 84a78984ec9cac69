package cie.app

import android.app.Activity
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.content.res.Configuration
import android.os.Build
import android.os.Bundle
import android.os.SystemClock
import android.text.Editable
import android.view.View
import android.view.WindowInsets
import android.view.WindowManager.LayoutParams.FLAG_SECURE
import android.widget.CheckBox
import android.widget.EditText
import android.widget.ScrollView
import android.widget.Toolbar
import cie.sdk.CardReader
import cie.sdk.Language
import cie.sdk.languageFor
import java.util.Locale
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch

/**
 * One page after the other.
 *
 * No code is in a saved state, a screenshot or a log. What was entered stays while the person looks up the
 * rest in another app, for two minutes, unseen; it is overwritten when the page is left, when the screen is
 * switched off, when the app is finished, and when that time is over. An app that comes back after its process
 * was ended begins at the first page.
 */
class MainActivity : Activity() {
    val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate)
    val app get() = application as CieApplication
    val reader: CardReader by lazy { app.reader(this) }
    val locale: Locale get() = resources.configuration.locales[0]
    val language: Language get() = languageFor(locale)
    var page: Page = Home()
        private set
    private var leftAt = 0L
    private var waiting: Job? = null

    private val screenOff = object : BroadcastReceiver() {
        override fun onReceive(context: Context, intent: Intent) = wipe(R.string.wiped_locked)
    }

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) window.setDecorFitsSystemWindows(false)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
            onBackInvokedDispatcher.registerOnBackInvokedCallback(0) { if (!back()) finish() }
        }
        // Without a flag: only the system may say this.
        registerReceiver(screenOff, IntentFilter(Intent.ACTION_SCREEN_OFF))
        show(if (app.isWelcomed) Home() else Welcome())
        // NFC is switched on and off in the settings, and in those that are drawn down over this page.
        scope.launch { reader.state.collect { if (page is Home) draw() else (page as? TapPage)?.showNfc() } }
    }

    override fun onStart() {
        super.onStart()
        waiting?.cancel()
        // A process that slept did not count.
        if (leftAt != 0L && SystemClock.elapsedRealtime() - leftAt >= KEPT) wipe(R.string.wiped_time)
        leftAt = 0
        cover(false)
    }

    override fun onResume() {
        super.onResume()
        page.resume()
    }

    override fun onPause() {
        super.onPause()
        page.pause()
    }

    override fun onStop() {
        super.onStop()
        if (page.codes == null) return
        cover(true)
        leftAt = SystemClock.elapsedRealtime()
        waiting = scope.launch {
            delay(KEPT)
            wipe(R.string.wiped_time)
        }
    }

    override fun onDestroy() {
        super.onDestroy()
        unregisterReceiver(screenOff)
        scope.cancel()
        emptyFields()
        page.end()
        page.codes?.wipe()
    }

    override fun onConfigurationChanged(configuration: Configuration) {
        super.onConfigurationChanged(configuration)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.Q) theme.rebase()
        val typed = (FIELDS + R.id.municipality).associateWith { field(it)?.text }
        draw()
        for ((id, text) in typed) text?.let {
            field(id)?.text = it
            it.overwrite()
        }
    }

    @Deprecated("Called by Android 12 and older.")
    override fun onBackPressed() {
        @Suppress("DEPRECATION")
        if (!back()) super.onBackPressed()
    }

    private fun back(): Boolean = page.back()?.also(::show) != null

    /** Goes on with [next]. */
    fun show(next: Page) {
        val before = page
        emptyFields()
        if (before !== next) {
            before.end()
            before.codes?.wipeBut(next.codes ?: Codes())
        }
        page = next
        draw()
        if (before !== next) next.begin(this)
    }

    private fun draw() {
        window.setFlags(if (page.secure) FLAG_SECURE else 0, FLAG_SECURE)
        setContentView(R.layout.screen)
        val root = findViewById<View>(R.id.screen)
        root.setOnApplyWindowInsetsListener { view, insets -> insets.also { within(view, it) } }
        val screen = Screen(this, findViewById(R.id.column))
        with(page) { screen.draw() }
        // What a screen reader says of a new page.
        title = screen.title
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) root.accessibilityPaneTitle = screen.title
        findViewById<Toolbar>(R.id.bar).apply {
            val leads = page.back() != null
            visibility = if (leads) View.VISIBLE else View.GONE
            setNavigationOnClickListener { back() }
        }
        findViewById<ScrollView>(R.id.scroll).scrollTo(0, 0)
    }

    /** Behind the bars of the system there is the page's colour, and nothing else. */
    private fun within(view: View, insets: WindowInsets) {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.R) return
        val types = WindowInsets.Type.systemBars() or WindowInsets.Type.displayCutout() or WindowInsets.Type.ime()
        insets.getInsets(types).run { view.setPadding(left, top, right, bottom) }
    }

    private fun cover(covered: Boolean) {
        findViewById<View>(R.id.column)?.visibility = if (covered) View.INVISIBLE else View.VISIBLE
        if (!covered) return
        for (id in FIELDS) field(id)?.let(::hideDigits)
        // It says what is to be seen.
        findViewById<CheckBox>(R.id.show_digits)?.isChecked = false
    }

    private fun wipe(why: Int) {
        // What a card with a code answers is waited for, also where the screen goes off first.
        (page as? TapPage)?.pause()
        if (page.codes != null) show(Home(why))
    }

    private fun field(id: Int): EditText? = findViewById(id)

    private fun emptyFields() = FIELDS.forEach { field(it)?.text?.overwrite() }

    /** `clear` alone only says that there is nothing. */
    private fun Editable.overwrite() {
        replace(0, length, "0".repeat(length))
        clear()
    }

    private companion object {
        /** Milliseconds that codes are kept while another app is in front. */
        const val KEPT = 120_000L

        val FIELDS = listOf(R.id.can, R.id.puk, R.id.puk_second, R.id.old_pin, R.id.new_pin, R.id.new_pin_again)
    }
}
