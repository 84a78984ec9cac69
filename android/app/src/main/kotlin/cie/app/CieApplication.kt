package cie.app

import android.app.Activity
import android.app.Application
import cie.sdk.CardReader
import cie.sdk.FileTryStore
import cie.sdk.NfcState
import cie.sdk.Transceiver
import java.io.File

/** Where the cards come from; a test puts simulated ones in its place. */
interface Cards {
    /** Whether a card can be read at the moment. */
    val state: NfcState

    /** Waits for a card and does something with it. */
    suspend fun <T> withCard(operation: suspend (Transceiver) -> T): T
}

/** What lives as long as the app. */
class CieApplication : Application() {
    /** What is remembered of cards: one for the whole process, and in no backup. */
    val store by lazy { FileTryStore(File(noBackupFilesDir, "cie")) }

    /** The cards that an activity gets. */
    var cards: (Activity) -> Cards = { activity ->
        val reader = CardReader(activity)
        object : Cards {
            override val state get() = reader.state

            override suspend fun <T> withCard(operation: suspend (Transceiver) -> T): T =
                reader.withCard(operation)
        }
    }
}
