import Foundation

/// Passes everything through, and notes what is thrown, for a developer: the library drops the text
/// of what it does not know.
final class WatchedLink: Transceiver {
    let thrown = Guarded<(any Error)?>(nil)
    private let inner: any Transceiver

    init(_ inner: any Transceiver) {
        self.inner = inner
    }

    func limits() throws -> LinkLimits {
        thrown.value = nil
        return try noting { try inner.limits() }
    }

    func transceive(command: Data) throws -> Data {
        try noting { try inner.transceive(command: command) }
    }

    private func noting<Answer>(_ call: () throws -> Answer) throws -> Answer {
        do {
            return try call()
        } catch {
            thrown.value = error
            throw error
        }
    }
}

/// A value that several threads use.
final class Guarded<Value: Sendable>: @unchecked Sendable {
    // All access is with the lock held, which is why the class may be `@unchecked Sendable`.
    private let lock = NSLock()
    private var held: Value

    init(_ value: Value) {
        held = value
    }

    var value: Value {
        get { lock.withLock { held } }
        set { lock.withLock { held = newValue } }
    }

    /// For what is read and changed in one step.
    @discardableResult
    func with<Outcome>(_ change: (inout Value) -> Outcome) -> Outcome {
        lock.withLock { change(&held) }
    }
}
