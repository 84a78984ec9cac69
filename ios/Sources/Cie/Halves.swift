/// Joins the halves of a code, and overwrites both, whatever comes of it. Show the notes of the
/// joined code to the person before it is used, since a wrong one costs a try.
///
/// - Throws: ``JoinError``, which names the half that is malformed.
public func joinHalves(
    card: RecoveryCard, code: RecoveryCode, first: Code, second: Code
) throws -> JoinedCode {
    // One object twice cannot be lent twice at the same time.
    let other = first === second ? second.copy() : second
    return try first.lent { one in
        try other.lent { two in
            try joinHalves(card: card, code: code, first: one, second: two)
        }
    }
}

extension JoinedCode {
    /// The PIN that the halves make.
    ///
    /// - Throws: ``CieError/MalformedCode(details:)``.
    public func pin() throws(CieError) -> Pin { try Pin(taking: digits()) }

    /// The PUK that the halves make.
    ///
    /// - Throws: ``CieError/MalformedCode(details:)``.
    public func puk() throws(CieError) -> Puk { try Puk(taking: digits()) }

    private func digits() -> Code {
        let code = Code()
        for at in 0..<length() {
            code.append(Character(Unicode.Scalar(digit(at: at))))
        }
        return code
    }
}
