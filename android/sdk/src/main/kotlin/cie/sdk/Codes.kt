package cie.sdk

import java.nio.ByteBuffer

/**
 * The characters as a code for an operation: one byte each, without a `String` in between, which
 * could not be overwritten. A character that is not an ASCII digit stays as it is, so that the operation
 * refuses it before anything is sent. From an `EditText`: `field.text.codeBytes()`.
 */
public fun CharSequence.codeBytes(): ByteArray =
    ByteArray(length) { index -> this[index].takeIf { it in '0'..'9' }?.code?.toByte() ?: NO_DIGIT }

private const val NO_DIGIT: Byte = '?'.code.toByte()

/** Runs [body], and overwrites [codes] however it ends. */
internal suspend inline fun <T> wiping(vararg codes: ByteArray?, body: suspend () -> T): T =
    try {
        body()
    } finally {
        codes.forEach { it?.fill(0) }
    }

/** Hands [digits] over as a PIN that is wiped when [body] is done. */
internal inline fun <T> pin(digits: ByteArray, body: (Pin) -> T): T =
    withDirectBuffer(digits, ::Pin).use(body)

/** Hands [digits] over as a PUK that is wiped when [body] is done. */
internal inline fun <T> puk(digits: ByteArray, body: (Puk) -> T): T =
    withDirectBuffer(digits, ::Puk).use(body)

/** Off the heap the garbage collector makes no copies, and what is there can be overwritten. */
internal inline fun <T> withDirectBuffer(digits: ByteArray, take: (ByteBuffer) -> T): T {
    val buffer = ByteBuffer.allocateDirect(digits.size)
    try {
        buffer.put(digits).flip()
        return take(buffer)
    } finally {
        buffer.clear()
        while (buffer.hasRemaining()) buffer.put(0)
    }
}
