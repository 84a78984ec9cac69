import Foundation

/// What ``Pin``, ``Puk`` and ``Can`` have in common: they are made of digits that are overwritten where
/// they were. An object may be used for any number of operations, and the library overwrites it when the
/// last reference to it goes.
public protocol EnteredCode: Sendable {
    /// A copy of the ASCII digits in the library's keeping, which leaves these as they are.
    ///
    /// - Throws: ``CieError/MalformedCode(details:)``.
    static func made(of digits: Data) throws -> Self
}

extension EnteredCode {
    /// Takes the digits out of `code`, which is empty after that, whatever comes of it.
    ///
    /// - Parameter code: of a PIN 8 digits of a CIE, 5 to 8 of a TS-CNS; of a PUK 8; the 6 digits on
    ///   the front of a CIE as CAN.
    /// - Throws: ``CieError/MalformedCode(details:)``.
    public init(taking code: Code) throws(CieError) {
        do {
            self = try code.lent(Self.made(of:))
        } catch {
            throw CieError(caught: error)
        }
    }

    /// The same with ASCII digits in a `Data` or an array. Swift copies an array that something else
    /// refers to before it changes it; then that other copy stays as it was.
    public init(taking bytes: inout some MutableDataProtocol) throws(CieError) {
        try self.init(taking: Code(taking: &bytes))
    }
}

extension Pin: EnteredCode {
    public static func made(of digits: Data) throws -> Self {
        Self(unsafeFromHandle: try Pin(digits: digits).uniffiCloneHandle())
    }
}

extension Puk: EnteredCode {
    public static func made(of digits: Data) throws -> Self {
        Self(unsafeFromHandle: try Puk(digits: digits).uniffiCloneHandle())
    }
}

extension Can: EnteredCode {
    public static func made(of digits: Data) throws -> Self {
        Self(unsafeFromHandle: try Can(digits: digits).uniffiCloneHandle())
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
