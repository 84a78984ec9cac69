import Foundation

extension CieCard {
    /// Opens the travel document with the six digits (CAN) on the front of the card, reads the
    /// holder's data, and says how far they are proved. Touches neither PIN nor PUK.
    ///
    /// - Parameters:
    ///   - can: the six digits.
    ///   - trust: the country signers whom the app trusts; `nil`: nobody, and the verdict says that
    ///     the signer was not checked.
    ///   - photo: whether to read the photo, which takes most of the time.
    ///   - proveChip: whether the chip has to prove that it is not a copy.
    /// - Throws: ``CieError/WrongCan(details:)``; ``CieError/CardResetRequired(details:)`` when a
    ///   PIN was used in the same tap; ``CieError/NotOnThisCard(details:)`` for a TS-CNS; those of the
    ///   link. A document that is not proved is not an
    ///   error: see the verdict.
    public func readIdentity(
        can: Can, trust: TrustStore? = nil, photo: Bool = true, proveChip: Bool = true
    ) async throws(CieError) -> Identity {
        try await readIdentity(
            key: .can(can: can), trust: trust, photo: photo, proveChip: proveChip)
    }

    /// The same, with the printed lines instead of the CAN.
    ///
    /// - Parameters:
    ///   - key: `.printed(key: PrintedKey(documentNumber:birth:expiry:))`, or `.basicAccess` for a
    ///     document without PACE.
    ///   - trust: as with the CAN.
    ///   - photo: as with the CAN.
    ///   - proveChip: as with the CAN.
    public func readIdentity(
        key: DocumentKey, trust: TrustStore? = nil, photo: Bool = true, proveChip: Bool = true
    ) async throws(CieError) -> Identity {
        let now = UInt64(max(0, Date().timeIntervalSince1970))
        let request = IdentityRequest(at: now, trust: trust, photo: photo, proveChip: proveChip)
        return try await operation(readsDocument: true) { card, options in
            try card.readIdentity(key: key, request: request, options: options)
        }
    }
}

extension Verdict {
    /// What to tell the person of how far a document is proved.
    public func sentences(for language: Language = .preferred) -> VerdictSentences? {
        sentences.first { $0.language == language }
    }
}
