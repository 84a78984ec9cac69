import cie.sdk.*
import java.io.File
import kotlinx.coroutines.runBlocking

fun main(args: Array<String>) = runBlocking {
    val store = FileTryStore(File(args[0]))
    CieCard(SimulatedCard("gemalto", true), store, only = CardKind.CIE).use { card ->
        try {
            val report = card.unblockPin("13572468".codeBytes(), "31415927".codeBytes())
            println("unblocked, ${report.triesLeft} tries")
        } catch (error: CieException) {
            println(error.sentencesFor().message)
        }
    }
}
