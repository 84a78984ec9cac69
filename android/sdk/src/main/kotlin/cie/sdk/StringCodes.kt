package cie.sdk

// A String cannot be overwritten: its digits stay in memory until something else happens to lie
// there. These are for tests and examples; an app calls the ones with byte arrays.

/** [CieCard.verifyPin] with a PIN that cannot be wiped. */
public suspend fun CieCard.verifyPin(pin: String, allowLastTry: Boolean = false): Report =
    verifyPin(pin.codeBytes(), allowLastTry)

/** [CieCard.changePin] with PINs that cannot be wiped. */
public suspend fun CieCard.changePin(
    oldPin: String,
    newPin: String,
    allowLastTry: Boolean = false,
): Report = changePin(oldPin.codeBytes(), newPin.codeBytes(), allowLastTry)

/** [CieCard.unblockPin] with codes that cannot be wiped. */
public suspend fun CieCard.unblockPin(
    puk: String,
    newPin: String,
    variant: UnblockVariant = UnblockVariant.DIRECT,
    allowLastTry: Boolean = false,
): Report = unblockPin(puk.codeBytes(), newPin.codeBytes(), variant, allowLastTry)

/** [CieCard.resolve] with codes that cannot be wiped. */
public suspend fun CieCard.resolve(
    cardId: String,
    newPin: String?,
    oldPin: String? = null,
    puk: String? = null,
    allowLastTry: Boolean = false,
): Resolution =
    resolve(cardId, newPin?.codeBytes(), oldPin?.codeBytes(), puk?.codeBytes(), allowLastTry)
