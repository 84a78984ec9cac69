import cie.sdk.*
import java.io.File
import kotlinx.coroutines.runBlocking

/** Whether the library that ships loads and works as far as it does without a card. */
object Loads {
    @JvmStatic
    fun main(args: Array<String>) {
        val away = object : Transceiver {
            override fun limits(): LinkLimits = throw TransceiverException.CardLost()
            override fun transceive(command: ByteArray): ByteArray = throw TransceiverException.CardLost()
        }
        try {
            runBlocking { CieCard(away, FileTryStore(File(args[0]))).cardInfo() }
        } catch (error: CieException.CardLost) {
            println(error.sentencesFor(java.util.Locale.ENGLISH).message)
        }
    }
}
