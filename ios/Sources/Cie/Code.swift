import Foundation

/// The digits of a code while a person enters them, until a ``Pin``, ``Puk`` or ``Can`` is made of
/// them.
///
/// They lie in memory of their own, of which Swift makes no copies, and are overwritten when such an
/// object has taken them, when ``wipe()`` is called, and when this object goes.
///
/// A keypad of the app's own fills one digit by digit and never has the code in a `String`:
///
/// ```swift
/// let pin = Code()
/// pin.append("2")
/// ```
public final class Code: @unchecked Sendable {
    /// Longer than any code, so that what is too long is seen to be, and refused.
    private static let capacity = 64
    /// Bytes before the digits: see `lent`.
    private static let before = 1

    // All access is with the lock held, which is why the class may be `@unchecked Sendable`.
    private let lock = NSLock()
    private let memory = UnsafeMutableRawBufferPointer.allocate(
        byteCount: before + capacity, alignment: 1)
    private let digits: UnsafeMutableRawBufferPointer
    private var used = 0

    /// A code without digits yet.
    public init() {
        digits = UnsafeMutableRawBufferPointer(rebasing: memory[Self.before...])
        overwrite(memory)
    }

    /// Takes the ASCII digits out of `bytes`, a `Data` or an array, and overwrites them there.
    ///
    /// Swift copies an array that something else refers to before it changes it; then that other
    /// copy stays as it was.
    public convenience init(taking bytes: inout some MutableDataProtocol) {
        self.init()
        for index in bytes.indices {
            put(bytes[index])
            bytes[index] = 0
        }
    }

    /// Takes the digits of a text, from a text field for instance. A `String` cannot be
    /// overwritten: it stays in memory until something else happens to lie there.
    ///
    /// A character that is not an ASCII digit counts as one, and the code is refused for it.
    public convenience init(_ text: some StringProtocol) {
        self.init()
        text.forEach(append)
    }

    deinit {
        wipe()
        memory.deallocate()
    }

    /// Digits so far.
    public var count: Int { lock.withLock { used } }

    /// Whether there is none.
    public var isEmpty: Bool { count == 0 }

    /// Adds one at the end.
    public func append(_ digit: Character) {
        let isDigit = digit.isASCII && digit.isNumber
        put(isDigit ? digit.asciiValue ?? Self.noDigit : Self.noDigit)
    }

    /// Takes the last one away, if there is one.
    public func removeLast() {
        lock.withLock {
            guard used > 0 else { return }
            used -= 1
            digits[used] = 0
        }
    }

    /// Another one with the same digits.
    func copy() -> Code {
        let other = Code()
        lock.withLock {
            for index in 0..<used { other.put(digits[index]) }
        }
        return other
    }

    /// Whether both have the same digits, as when a new PIN is entered twice. Takes the same time
    /// wherever they differ.
    public func matches(_ other: Code) -> Bool {
        guard other !== self else { return true }
        let theirs = other.copy()
        return lock.withLock {
            var difference: UInt8 = used == theirs.used ? 0 : 1
            for index in 0..<Self.capacity { difference |= digits[index] ^ theirs.digits[index] }
            return difference == 0
        }
    }

    /// Overwrites the digits. There are none after that.
    public func wipe() {
        lock.withLock {
            overwrite(digits)
            used = 0
        }
    }

    /// Lends the digits, which `body` must not keep, and overwrites them.
    func lent<Outcome>(_ body: (Data) throws -> Outcome) rethrows -> Outcome {
        defer { wipe() }
        return try shown(body)
    }

    /// Shows the digits, which `body` must not keep.
    func shown<Outcome>(_ body: (Data) throws -> Outcome) rethrows -> Outcome {
        try lock.withLock {
            guard let start = memory.baseAddress, used > 0 else { return try body(Data()) }
            // No copy: a `Data` of its own would leave the digits behind when it goes. Up to 14 bytes
            // Foundation copies all the same, into the value, unless they are the later part of more.
            let whole = Data(bytesNoCopy: start, count: memory.count, deallocator: .none)
            return try body(whole[Self.before..<Self.before + used])
        }
    }

    private func put(_ byte: UInt8) {
        lock.withLock {
            guard used < Self.capacity else { return }
            digits[used] = byte
            used += 1
        }
    }

    private static let noDigit = UInt8(ascii: "?")
}

/// Says nothing of the digits.
extension Code: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "Code" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Overwrites in a way that the compiler does not take for superfluous.
private func overwrite(_ memory: UnsafeMutableRawBufferPointer) {
    guard let start = memory.baseAddress else { return }
    #if canImport(Darwin)
    memset_s(start, memory.count, 0, memory.count)
    #else
    explicit_bzero(start, memory.count)
    #endif
}
