/*
 * A foreign IAS terminal: the shipped class Ias, driven against a card that listens on TCP.
 *
 *     Main PORT WRONG_PIN RIGHT_PIN
 *
 * Prints one fact a line, "name value", for the Rust side to judge. Each tap is a connection and
 * an Ias of its own, as in the app.
 */
package it.ipzs.cieidsdk.nfc

import android.nfc.tech.IsoDep
import it.ipzs.cieidsdk.exceptions.PinNotValidException
import it.ipzs.cieidsdk.nfc.extensions.toHex
import kotlin.system.exitProcess

fun main(arguments: Array<String>) {
    if (arguments.size != 3) {
        System.err.println("usage: PORT WRONG_PIN RIGHT_PIN")
        exitProcess(2)
    }
    val (port, wrongPin, rightPin) = arguments

    tap(port) { say("service-number", it.getIdServizi()) }
    tap(port) {
        try {
            it.startSecureChannel(wrongPin)
            say("wrong-pin", "accepted")
        } catch (refused: PinNotValidException) {
            say("wrong-pin-tries-left", refused.tentativi.toString())
        }
    }
    tap(port) {
        it.startSecureChannel(rightPin)
        say("right-pin", "accepted")
        say("certificate", it.readCertCie().toHex())
    }
}

private fun tap(port: String, session: (Ias) -> Unit) {
    val card = IsoDep("127.0.0.1", port.toInt())
    card.connect()
    card.use {
        check(card.isExtendedLengthApduSupported) { "the app turns such a phone away" }
        session(Ias(card))
    }
}

private fun say(name: String, value: String) = println("$name $value")
