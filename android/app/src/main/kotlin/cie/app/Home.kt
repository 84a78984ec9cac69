package cie.app

import android.content.Intent
import android.net.Uri
import android.os.Build
import android.provider.Settings
import cie.sdk.CieException
import cie.sdk.NfcState
import cie.sdk.PendingOnCard
import cie.sdk.openOperations
import cie.sdk.sdkVersion

/** S0: what the three codes are for, once. */
class Welcome : Page {
    override fun back(): Page? = null

    override fun Screen.draw() {
        heading(R.string.welcome)
        picture(R.drawable.card_front, R.string.can_picture)
        body(text(R.string.welcome_codes))
        body(text(R.string.privacy))
        filled(R.string.go_on, R.id.go_on) {
            activity.app.isWelcomed = true
            show(Home())
        }
        plain(R.string.about, R.id.about) { show(About(::Welcome)) }
    }
}

/**
 * S1: what to do.
 *
 * @param note why the codes that were entered are gone.
 */
class Home(private val note: Int? = null) : Page {
    override fun back(): Page? = null

    override fun Screen.draw() {
        val state = activity.reader.state.value
        heading(R.string.home_heading)
        note?.let { banner(it, R.id.note) }
        when (state) {
            NfcState.READY -> Unit
            NfcState.OFF -> {
                banner(R.string.nfc_off, R.id.nfc_state)
                tonal(R.string.nfc_settings, R.id.nfc_settings) { activity.open(Intent(Settings.ACTION_NFC_SETTINGS)) }
            }
            NfcState.MISSING -> banner(R.string.nfc_missing, R.id.nfc_state)
        }
        left()?.let { open ->
            banner(R.string.left_behind, R.id.open)
            tonal(R.string.settle, R.id.settle) {
                // The codes go to that card alone.
                val settling = open.cardId.takeIf { open.needsCodes }
                show(asking(Attempt(Task.SETTLE, needs = open.needs, settling = settling)))
            }
        }
        if (state != NfcState.MISSING) withCard()
        choice(R.string.recover, R.id.recover) { show(RecoveryPage(Recovery(), ::Home)) }
        if (state != NfcState.MISSING) {
            for ((id, task) in READING) plain(task.title, id) { show(asking(Attempt(task))) }
        }
        plain(R.string.about, R.id.about) { show(About(::Home)) }
    }

    private fun Screen.withCard() {
        for ((id, task) in WITH_PIN) {
            val action = { show(asking(Attempt(task))) }
            if (task == Task.UNBLOCK_PIN) filled(R.string.unblock_pin, id, action) else choice(task.title, id, action = action)
        }
    }

    /** What was left open with a card. A memory that cannot be read says so in the tap. */
    private fun Screen.left(): PendingOnCard? = try {
        openOperations(activity.app.store).firstOrNull()
    } catch (_: CieException) {
        null
    }

    private val PendingOnCard.needsCodes get() = needs.run { newPin || oldPin || puk }

    private companion object {
        val WITH_PIN = mapOf(
            R.id.unblock_pin to Task.UNBLOCK_PIN,
            R.id.change_pin to Task.CHANGE_PIN,
            R.id.check_pin to Task.CHECK_PIN,
        )

        val READING = mapOf(R.id.read_data to Task.READ_DATA, R.id.read_health_card to Task.READ_HEALTH_CARD)
    }
}

/** S11: who answers for this app, and how. */
class About(private val before: () -> Page) : Page {
    override fun back(): Page = before()

    override fun Screen.draw() {
        heading(R.string.about)
        val version = activity.packageManager.getPackageInfo(activity.packageName, 0).versionName.orEmpty()
        body(text(R.string.version, version, sdkVersion()), R.id.version)
        body(text(R.string.no_state))
        subheading(text(R.string.privacy_title))
        body(text(R.string.privacy))
        subheading(text(R.string.accessibility_title))
        body(text(R.string.accessibility))
        plain(R.string.accessibility_complain, R.id.complain) { complain(text(R.string.version, version, sdkVersion())) }
        plain(R.string.licences_title, R.id.licences) { show(Licences(this@About)) }
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
            plain(R.string.app_language, R.id.app_language) {
                val app = Uri.fromParts("package", activity.packageName, null)
                activity.open(Intent(Settings.ACTION_APP_LOCALE_SETTINGS, app))
            }
        }
        plain(R.string.welcome, R.id.welcome) { show(Welcome()) }
    }

    /** To whoever publishes the app; where nobody has said who that is, to whom the person chooses. */
    private fun Screen.complain(version: String) {
        val to = text(R.string.complaints)
        val subject = text(R.string.accessibility_title) + " · " + version
        if (to.isNotEmpty()) return open("mailto:$to?subject=${Uri.encode(subject)}")
        val sent = Intent(Intent.ACTION_SEND).setType("text/plain").putExtra(Intent.EXTRA_SUBJECT, subject)
        activity.open(Intent.createChooser(sent.putExtra(Intent.EXTRA_TEXT, "$subject\n"), null))
    }
}

/** Whose work is in the app, and on which terms. */
class Licences(private val before: Page) : Page {
    override fun back() = before

    override fun Screen.draw() {
        heading(R.string.licences_title)
        body(activity.resources.openRawResource(R.raw.licences).bufferedReader().use { it.readText() }, R.id.licences)
    }
}
