package cie.app

import android.app.Activity
import android.app.Application
import cie.sdk.CardReader
import cie.sdk.FileTryStore
import cie.sdk.SupportReport
import java.io.File

/** What lives as long as the app. */
class CieApplication : Application() {
    /** What is remembered of cards: one for the whole process, and in no backup. */
    val store by lazy { FileTryStore(File(noBackupFilesDir, "cie")) }

    /** What went over the link, without data, for somebody who wants to send it. */
    val report by lazy { SupportReport() }

    /** The reader of an activity; that of a test has simulated cards. */
    var reader: (Activity) -> CardReader = { CardReader(it, store).apply { supportReport = report } }

    private val seen by lazy { getSharedPreferences("seen", MODE_PRIVATE) }

    /** Whether the first page of all was read. */
    var isWelcomed: Boolean
        get() = seen.getBoolean("welcome", false)
        set(value) = seen.edit().putBoolean("welcome", value).apply()
}
