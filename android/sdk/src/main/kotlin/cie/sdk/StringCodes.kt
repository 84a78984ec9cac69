package cie.sdk

// A String cannot be overwritten: its digits stay in memory until something else happens to lie
// there. These are for tests and examples; an app calls the ones with byte arrays.

/** [CieCard.verifyPin] with a PIN that cannot be wiped. */
public suspend fun CieCard.verifyPin(pin: String, lastTry: LastTry? = null): Report =
    verifyPin(pin.codeBytes(), lastTry)

/** [CieCard.changePin] with PINs that cannot be wiped. */
public suspend fun CieCard.changePin(
    oldPin: String,
    newPin: String,
    lastTry: LastTry? = null,
): Report = changePin(oldPin.codeBytes(), newPin.codeBytes(), lastTry)

/** [CieCard.unblockPin] with codes that cannot be wiped. */
public suspend fun CieCard.unblockPin(
    puk: String,
    newPin: String,
    variant: UnblockVariant = UnblockVariant.DIRECT,
    lastTry: LastTry? = null,
): Report = unblockPin(puk.codeBytes(), newPin.codeBytes(), variant, lastTry)

/** [CieCard.resolve] with codes that cannot be wiped. */
public suspend fun CieCard.resolve(
    cardId: String,
    newPin: String?,
    oldPin: String? = null,
    puk: String? = null,
    lastTry: LastTry? = null,
): Resolution =
    resolve(cardId, newPin?.codeBytes(), oldPin?.codeBytes(), puk?.codeBytes(), lastTry)
