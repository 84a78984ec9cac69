import Foundation

/// A value that one thread waits for and another gives, once: what is given later is dropped.
final class Awaited<Value: Sendable>: @unchecked Sendable {
    // All access is with the lock held, which is why the class may be `@unchecked Sendable`.
    private let lock = NSCondition()
    private var given: Value?

    /// Gives the value, unless there is one.
    func give(_ value: Value) {
        lock.withLock {
            guard given == nil else { return }
            given = value
            lock.broadcast()
        }
    }

    /// The value; `nil` when `isStopped` says so first, or when the time is up.
    func wait(seconds: Double, isStopped: () -> Bool = { false }) -> Value? {
        let end = Date(timeIntervalSinceNow: seconds)
        return lock.withLock {
            while given == nil, !isStopped(), Date() < end {
                // Woken now and then, to look whether it is still wanted.
                _ = lock.wait(until: min(end, Date(timeIntervalSinceNow: Self.glance)))
            }
            return given
        }
    }

    private static var glance: Double { 0.1 }
}
