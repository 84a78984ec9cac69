package cie.sdk

// What uniffi generates takes an object that was closed for an argument all the same, and the library then
// reads memory that it has given back. These are checked when they are lent, and what was lent stays
// there until it is closed itself, also where the app closes its own in the meantime.

internal fun Pin.lent(): Pin = callWithHandle { Pin(UniffiWithHandle, it) }

internal fun Puk.lent(): Puk = callWithHandle { Puk(UniffiWithHandle, it) }

internal fun TrustStore.lent(): TrustStore = callWithHandle { TrustStore(UniffiWithHandle, it) }

/** Runs [body] with the key, and keeps what is in it. */
internal inline fun <T> DocumentKey.lent(body: (DocumentKey) -> T): T = when (this) {
    is DocumentKey.Can -> can.callWithHandle { Can(UniffiWithHandle, it) }.use { body(DocumentKey.Can(it)) }
    is DocumentKey.Printed -> key.lent().use { body(DocumentKey.Printed(it)) }
    is DocumentKey.BasicAccess -> key.lent().use { body(DocumentKey.BasicAccess(it)) }
}

internal fun PrintedKey.lent(): PrintedKey = callWithHandle { PrintedKey(UniffiWithHandle, it) }
