package cie.sdk

import java.io.File
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.assertThrows

/** The codes of a fresh simulated card, and others. */
const val PIN = "24681357"
const val PUK = "13572468"
const val NEW_PIN = "31415927"
const val WRONG = "86421357"

/** As codes. They are left to the garbage collector: a test has nothing to hide. */
fun pin(digits: CharSequence): Pin = Pin.of(digits)

fun puk(digits: CharSequence): Puk = Puk.of(digits)

fun can(digits: CharSequence): Can = Can.of(digits)

/** The families of the simulated card. */
val FAMILIES = listOf("gemalto", "st", "nxp", "actalis", "bit4id")

/** A simulated card at a phone that remembers in [folder]. */
class Tap(
    folder: File,
    family: String = "gemalto",
    extended: Boolean = true,
    val simulated: SimulatedCard = SimulatedCard(family, extended),
) {
    internal val isoDep = FakeIsoDep(
        simulated,
        if (extended) 65_279 else 261,
        extended,
    )
    val store = FileTryStore(folder)
    val card = CieCard(IsoDepTransceiver(isoDep), store)

    fun hasPin(pin: String): Boolean = withDirectBuffer(pin.codeBytes(), simulated::hasPin)

    /** Fault knobs of the simulated card; exchanges count from the next one. */
    fun fault(knob: String, after: Int) =
        simulated.setFaults(listOf("$knob=${simulated.exchanges().toInt() + after}"))

    /** How many commands with a code were sent: VERIFY, CHANGE REFERENCE DATA, RESET RETRY COUNTER. */
    fun codesSent(): Int = isoDep.codesSent()

    fun noFault() = simulated.setFaults(emptyList())
}

/** The same of a card at a phone without a [Tap]. */
internal fun FakeIsoDep.codesSent(): Int = commands.count { it[1] in byteArrayOf(0x20, 0x24, 0x2C) }

/** What [body] ends with. */
inline fun <reified E : Throwable> failing(crossinline body: suspend () -> Unit): E =
    assertThrows<E> { runBlocking { body() } }
