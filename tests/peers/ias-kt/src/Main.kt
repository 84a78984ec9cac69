/*
 * A foreign IAS terminal: the shipped class Ias, driven against a card that listens on TCP.
 *
 *     Main PORT WRONG_PIN RIGHT_PIN MESSAGE
 *
 * Prints one fact a line, "name value", for the Rust side to judge. Each tap is a connection and
 * an Ias of its own, as in the app.
 */
package it.ipzs.cieidsdk.nfc

import android.nfc.tech.IsoDep
import it.ipzs.cieidsdk.exceptions.BlockedPinException
import it.ipzs.cieidsdk.exceptions.PinNotValidException
import it.ipzs.cieidsdk.nfc.extensions.hexStringToByteArray
import it.ipzs.cieidsdk.nfc.extensions.toHex
import java.security.MessageDigest
import kotlin.system.exitProcess

fun main(arguments: Array<String>) {
    if (arguments.size != 4) {
        System.err.println("usage: PORT WRONG_PIN RIGHT_PIN MESSAGE")
        exitProcess(2)
    }
    val (port, wrongPin, rightPin, message) = arguments

    tap(port) { say("service-number", it.getIdServizi()) }
    say("wrong-pin", attempt(port, wrongPin))
    tap(port) {
        it.startSecureChannel(rightPin)
        say("right-pin", "accepted")
        say("certificate", it.readCertCie().toHex())
        say("signature", it.sign(digestInfo(message))?.toHex() ?: "none")
    }
    say("wrong-pins", List(3) { attempt(port, wrongPin) }.joinToString())
}

/** What the app would tell of one tap with this PIN. */
private fun attempt(port: String, pin: String): String {
    var outcome = "accepted"
    tap(port) {
        try {
            it.startSecureChannel(pin)
        } catch (refused: PinNotValidException) {
            outcome = "${refused.tentativi} left"
        } catch (refused: BlockedPinException) {
            outcome = "blocked"
        }
    }
    return outcome
}

private fun tap(port: String, session: (Ias) -> Unit) {
    val card = IsoDep("127.0.0.1", port.toInt())
    card.connect()
    card.use {
        check(card.isExtendedLengthApduSupported) { "the app turns such a phone away" }
        session(Ias(card))
    }
}

/** What a card signs in a TLS handshake: DigestInfo (RFC 8017, section 9.2) with SHA-256. */
private fun digestInfo(message: String): ByteArray {
    val head = "3031300d060960864801650304020105000420".hexStringToByteArray()
    return head + MessageDigest.getInstance("SHA-256").digest(message.toByteArray())
}

private fun say(name: String, value: String) = println("$name $value")
