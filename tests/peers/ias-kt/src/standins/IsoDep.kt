/*
 * Stands in for Android's class of the same name: the methods the SDK calls, over TCP frames of a
 * 2-byte big-endian length and the bytes (the framing of vsmartcard's vpcd).
 */
package android.nfc.tech

import java.io.Closeable
import java.io.DataInputStream
import java.io.DataOutputStream
import java.io.IOException
import java.net.Socket

class IsoDep(private val host: String, private val port: Int) : Closeable {
    private var socket: Socket? = null

    /** The app turns phones away that answer false. */
    val isExtendedLengthApduSupported = true

    fun connect() {
        socket = Socket(host, port).apply {
            tcpNoDelay = true
            soTimeout = CARD_TIMEOUT_MS
        }
        // A reader powers the card when it comes into the field; the card says nothing to that.
        send(byteArrayOf(POWER_ON))
    }

    fun transceive(command: ByteArray): ByteArray {
        send(command)
        val input = DataInputStream(connected().getInputStream())
        return ByteArray(input.readUnsignedShort()).also(input::readFully)
    }

    override fun close() {
        send(byteArrayOf(POWER_OFF))
        socket?.close()
        socket = null
    }

    private fun send(frame: ByteArray) {
        // One write, so that the length never travels alone.
        val bytes = ByteArray(2 + frame.size)
        bytes[0] = (frame.size shr 8).toByte()
        bytes[1] = frame.size.toByte()
        frame.copyInto(bytes, destinationOffset = 2)
        DataOutputStream(connected().getOutputStream()).apply {
            write(bytes)
            flush()
        }
    }

    private fun connected() = socket ?: throw IOException("not connected")

    private companion object {
        const val POWER_OFF: Byte = 0
        const val POWER_ON: Byte = 1
        const val CARD_TIMEOUT_MS = 20_000
    }
}
