package cie.sdk

/**
 * Joins the halves of a code, as they are in two input fields. Before a card is asked for: show the
 * [JoinedCode.notes] to the person first, since a wrong code costs a try. Then take the [pin] or the
 * [puk] of it, and close it.
 *
 * @throws JoinException which names the half that is malformed.
 */
public fun joinHalves(
    card: RecoveryCard,
    code: RecoveryCode,
    first: CharSequence,
    second: CharSequence,
): JoinedCode =
    taking(first.codeBytes()) { one -> taking(second.codeBytes()) { other -> joinHalves(card, code, one, other) } }

/** The whole code as a PIN. */
public fun JoinedCode.pin(): Pin = Pin.take(digits())

/** The whole code as a PUK. */
public fun JoinedCode.puk(): Puk = Puk.take(digits())

private fun JoinedCode.digits() = ByteArray(length().toInt()) { index -> digit(index.toUInt()).toByte() }
