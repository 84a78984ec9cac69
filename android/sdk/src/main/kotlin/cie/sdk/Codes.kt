package cie.sdk

import java.nio.ByteBuffer

/**
 * The digits as a PIN, and overwrites them, whatever comes of it. A [Pin] may be used any number of
 * times, also when a tap is tried again; close it when it is not needed any more (`use`), and its digits
 * are overwritten. Where that is forgotten, the garbage collector's cleaner does it later.
 *
 * @param digits ASCII, 8 of a CIE, 5 to 8 of a TS-CNS; overwritten.
 * @throws CieException.MalformedCode nothing else can be a PIN. Nothing was sent.
 */
public fun Pin.Companion.take(digits: ByteArray): Pin = taking(digits, ::Pin)

/**
 * As [take], of the characters of an input field (`Pin.of(field.text)`), without a `String` in between,
 * which could not be overwritten. The field stays as it is: empty it when it is left.
 */
public fun Pin.Companion.of(characters: CharSequence): Pin = take(characters.codeBytes())

/** The digits as a PUK, as [Pin.Companion.take] does it. */
public fun Puk.Companion.take(digits: ByteArray): Puk = taking(digits, ::Puk)

/** As [Pin.Companion.of]. */
public fun Puk.Companion.of(characters: CharSequence): Puk = take(characters.codeBytes())

/** The six digits on the front of an identity card, as [Pin.Companion.take] does it. */
public fun Can.Companion.take(digits: ByteArray): Can = taking(digits, ::Can)

/** As [Pin.Companion.of]. */
public fun Can.Companion.of(characters: CharSequence): Can = take(characters.codeBytes())

/**
 * Checks what is in an input field before a card is asked for, as an operation on a card of this kind
 * would: how many digits there are, that there is nothing else, and of a new PIN that it is not too
 * simple. The printed lines are checked where a [PrintedKey] is made of them.
 *
 * @param card `null`: the person has not said yet which card it is.
 * @throws CieException [CieException.MalformedCode] and [CieException.WeakPin].
 */
public fun checkEntry(entry: Entry, card: CardKind?, characters: CharSequence): Unit =
    taking(characters.codeBytes()) { checkEntry(entry, card, it) }

/**
 * As [checkEntry] for a new PIN, and that it is not the old one.
 *
 * @param old `null`: it is not entered, as where the PUK unblocks.
 * @throws CieException [CieException.MalformedCode], [CieException.WeakPin] and [CieException.SamePin].
 */
public fun checkNewPin(characters: CharSequence, old: Pin?, card: CardKind?): Unit =
    taking(characters.codeBytes()) { digits -> old?.lent().use { checkNewPin(digits, it, card) } }

/** One byte for each character. What is not an ASCII digit stays something that is refused. */
internal fun CharSequence.codeBytes(): ByteArray =
    ByteArray(length) { index -> this[index].takeIf { it in '0'..'9' }?.code?.toByte() ?: NO_DIGIT }

private const val NO_DIGIT: Byte = '?'.code.toByte()

/** Hands [digits] over, and overwrites them however that ends. */
internal inline fun <T> taking(digits: ByteArray, take: (ByteBuffer) -> T): T =
    try {
        withDirectBuffer(digits, take)
    } finally {
        digits.fill(0)
    }

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
