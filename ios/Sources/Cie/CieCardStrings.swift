extension CieCard {
    // Convenience for tests and trials: a `String` cannot be overwritten, it stays in memory until
    // something else happens to lie there. An app collects its codes in `Code` objects.

    /// As ``verifyPin(_:lastTry:)-(Code,_)``, with a text that **cannot be overwritten**.
    public func verifyPin(_ pin: String, lastTry: LastTry? = nil) async throws -> Report {
        try await verifyPin(Code(pin), lastTry: lastTry)
    }

    /// As ``changePin(oldPin:newPin:lastTry:)-(Code,_,_)``, with texts that **cannot be
    /// overwritten**.
    public func changePin(
        oldPin: String, newPin: String, lastTry: LastTry? = nil
    ) async throws -> Report {
        try await changePin(oldPin: Code(oldPin), newPin: Code(newPin), lastTry: lastTry)
    }

    /// As ``unblockPin(puk:newPin:variant:lastTry:)-(Code,_,_,_)``, with texts that **cannot be
    /// overwritten**.
    public func unblockPin(
        puk: String, newPin: String, variant: UnblockVariant = .direct, lastTry: LastTry? = nil
    ) async throws -> Report {
        try await unblockPin(
            puk: Code(puk), newPin: Code(newPin), variant: variant, lastTry: lastTry)
    }

    /// As ``resolve(cardId:newPin:oldPin:puk:lastTry:)-(_,Code?,_,_,_)``, with texts that
    /// **cannot be overwritten**.
    public func resolve(
        cardId: String,
        newPin: String?, oldPin: String? = nil, puk: String? = nil, lastTry: LastTry? = nil
    ) async throws -> Resolution {
        try await resolve(
            cardId: cardId, newPin: newPin.map { Code($0) }, oldPin: oldPin.map { Code($0) },
            puk: puk.map { Code($0) }, lastTry: lastTry)
    }
}
