extension CieCard {
    // Convenience for tests and trials: a `String` cannot be overwritten, it stays in memory until
    // something else happens to lie there. An app collects its codes in `Code` objects.

    /// As ``verifyPin(_:allowLastTry:)-(Code,_)``, with a text that **cannot be overwritten**.
    public func verifyPin(_ pin: String, allowLastTry: Bool = false) async throws -> Report {
        try await verifyPin(Code(pin), allowLastTry: allowLastTry)
    }

    /// As ``changePin(oldPin:newPin:allowLastTry:)-(Code,_,_)``, with texts that **cannot be
    /// overwritten**.
    public func changePin(
        oldPin: String, newPin: String, allowLastTry: Bool = false
    ) async throws -> Report {
        try await changePin(oldPin: Code(oldPin), newPin: Code(newPin), allowLastTry: allowLastTry)
    }

    /// As ``unblockPin(puk:newPin:variant:allowLastTry:)-(Code,_,_,_)``, with texts that **cannot be
    /// overwritten**.
    public func unblockPin(
        puk: String, newPin: String, variant: UnblockVariant = .direct, allowLastTry: Bool = false
    ) async throws -> Report {
        try await unblockPin(
            puk: Code(puk), newPin: Code(newPin), variant: variant, allowLastTry: allowLastTry)
    }

    /// As ``resolve(cardId:newPin:oldPin:puk:allowLastTry:)-(_,Code?,_,_,_)``, with texts that
    /// **cannot be overwritten**.
    public func resolve(
        cardId: String,
        newPin: String?, oldPin: String? = nil, puk: String? = nil, allowLastTry: Bool = false
    ) async throws -> Resolution {
        try await resolve(
            cardId: cardId, newPin: newPin.map { Code($0) }, oldPin: oldPin.map { Code($0) },
            puk: puk.map { Code($0) }, allowLastTry: allowLastTry)
    }
}
