import Foundation

// The types of codes, made of digits that are overwritten where they were. An object may be used for
// any number of operations, and the library overwrites it when the last reference to it goes.

extension Pin {
    /// Takes the digits out of `code`, which is empty after that, whatever comes of it.
    ///
    /// - Parameter code: 8 digits of a CIE, 5 to 8 of a TS-CNS.
    /// - Throws: ``CieError/MalformedCode(details:)``.
    public convenience init(taking code: Code) throws(CieError) {
        let made = try taken(code, Pin.init(digits:))
        self.init(unsafeFromHandle: made.uniffiCloneHandle())
    }

    /// The same with ASCII digits in a `Data` or an array. Swift copies an array that something else
    /// refers to before it changes it; then that other copy stays as it was.
    public convenience init(taking bytes: inout some MutableDataProtocol) throws(CieError) {
        try self.init(taking: Code(taking: &bytes))
    }
}

extension Puk {
    /// Takes the digits out of `code`, which is empty after that, whatever comes of it.
    ///
    /// - Parameter code: 8 digits.
    /// - Throws: ``CieError/MalformedCode(details:)``.
    public convenience init(taking code: Code) throws(CieError) {
        let made = try taken(code, Puk.init(digits:))
        self.init(unsafeFromHandle: made.uniffiCloneHandle())
    }

    /// The same with ASCII digits in a `Data` or an array, as for a ``Pin``.
    public convenience init(taking bytes: inout some MutableDataProtocol) throws(CieError) {
        try self.init(taking: Code(taking: &bytes))
    }
}

extension Can {
    /// Takes the digits out of `code`, which is empty after that, whatever comes of it.
    ///
    /// - Parameter code: the 6 digits on the front of a CIE.
    /// - Throws: ``CieError/MalformedCode(details:)``.
    public convenience init(taking code: Code) throws(CieError) {
        let made = try taken(code, Can.init(digits:))
        self.init(unsafeFromHandle: made.uniffiCloneHandle())
    }

    /// The same with ASCII digits in a `Data` or an array, as for a ``Pin``.
    public convenience init(taking bytes: inout some MutableDataProtocol) throws(CieError) {
        try self.init(taking: Code(taking: &bytes))
    }
}

/// Checks digits before a card is asked for, as an operation would, and leaves them as they are.
///
/// - Parameters:
///   - entry: what they are meant for.
///   - card: the kind of card that the person has named; `nil` where nobody has.
///   - code: the digits.
/// - Throws: ``CieError/MalformedCode(details:)``, and of a new PIN ``CieError/WeakPin(details:)``.
public func checkEntry(entry: Entry, card: CardKind?, code: Code) throws(CieError) {
    do {
        try code.shown { try checkEntry(entry: entry, card: card, digits: $0) }
    } catch {
        throw CieError(caught: error)
    }
}

/// The same for a new PIN, and that it is not the old one, where that is entered as well.
///
/// - Throws: ``CieError/MalformedCode(details:)``, ``CieError/WeakPin(details:)`` and
///   ``CieError/SamePin(details:)``.
public func checkNewPin(code: Code, old: Pin?, card: CardKind?) throws(CieError) {
    do {
        try code.shown { try checkNewPin(digits: $0, old: old, card: card) }
    } catch {
        throw CieError(caught: error)
    }
}

private func taken<Typed>(
    _ code: Code, _ make: (Data) throws -> Typed
) throws(CieError) -> Typed {
    do {
        return try code.lent(make)
    } catch {
        throw CieError(caught: error)
    }
}
