import cie.sdk.*
import java.io.File
import kotlinx.coroutines.runBlocking

fun main(args: Array<String>) = runBlocking {
    val reader = CardReader(SimulatedCard("gemalto", true), FileTryStore(File(args[0])))
    try {
        Puk.of("13572468").use { puk ->
            Pin.of("31415927").use { newPin ->
                val report = reader.tap(CardKind.CIE) { card -> card.unblockPin(puk, newPin) }
                println("unblocked, ${report.triesLeft} tries")
            }
        }
    } catch (error: CieException) {
        println(error.sentencesFor().message)
    }
}
