package cie.sdk

/**
 * Joins the halves of a code, and overwrites both arrays, whatever comes of it. Close the code when
 * it was used; show its [JoinedCode.notes] to the person first, since a wrong one costs a try.
 *
 * @throws JoinException which names the half that is malformed.
 */
public fun joinHalves(
    card: RecoveryCard,
    code: RecoveryCode,
    first: ByteArray,
    second: ByteArray,
): JoinedCode =
    try {
        withDirectBuffer(first) { one -> withDirectBuffer(second) { other -> joinHalves(card, code, one, other) } }
    } finally {
        first.fill(0)
        second.fill(0)
    }

/** The digits as a code for an operation, which overwrites them. Never a `String`. */
public fun JoinedCode.codeBytes(): ByteArray =
    ByteArray(length().toInt()) { index -> digit(index.toUInt()).toByte() }
