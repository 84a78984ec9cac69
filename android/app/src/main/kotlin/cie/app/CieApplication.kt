package cie.app

import android.app.Activity
import android.app.Application
import cie.sdk.CardReader
import cie.sdk.FileTryStore
import java.io.File

/** What lives as long as the app. */
class CieApplication : Application() {
    /** What is remembered of cards: one for the whole process, and in no backup. */
    val store by lazy { FileTryStore(File(noBackupFilesDir, "cie")) }

    /** The reader of an activity; that of a test has simulated cards. */
    var reader: (Activity) -> CardReader = { CardReader(it, store) }
}
