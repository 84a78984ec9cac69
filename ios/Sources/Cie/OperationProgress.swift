import Foundation

/// How far an operation is.
public struct OperationProgress: Equatable, Sendable {
    /// What is going on; ``phaseSentence(phase:language:)`` has a line for it.
    public let phase: Phase
    /// How much of the operation is done, 0 to 1.
    public let fraction: Float
    /// Which run of the block of a tap it is, the first being 1: each card that was lost and is waited
    /// for again begins another, with the phase `.start`.
    public let attempt: Int

    /// A step.
    public init(phase: Phase, fraction: Float, attempt: Int = 1) {
        self.phase = phase
        self.fraction = fraction
        self.attempt = attempt
    }
}

/// Hands every step to everybody who listens.
final class ProgressBroadcast: ProgressListener, @unchecked Sendable {
    /// More than an operation without a photo has; older ones are dropped behind a slow listener.
    private static let kept = 256

    private typealias Listener = AsyncStream<OperationProgress>.Continuation

    // All access is with the lock held, which is why the class may be `@unchecked Sendable`.
    private let lock = NSLock()
    private var listeners: [UUID: Listener] = [:]
    private let transceiver: any Transceiver
    private let attempt: Int
    private let listener: (@Sendable (OperationProgress) -> Void)?

    init(
        transceiver: any Transceiver, attempt: Int = 1,
        listener: (@Sendable (OperationProgress) -> Void)? = nil
    ) {
        self.transceiver = transceiver
        self.attempt = attempt
        self.listener = listener
    }

    deinit {
        listeners.values.forEach { $0.finish() }
    }

    func stream() -> AsyncStream<OperationProgress> {
        let (stream, listener) = AsyncStream.makeStream(
            of: OperationProgress.self, bufferingPolicy: .bufferingNewest(Self.kept))
        let id = UUID()
        lock.withLock { listeners[id] = listener }
        listener.onTermination = { [weak self] _ in
            guard let self else { return }
            _ = lock.withLock { listeners.removeValue(forKey: id) }
        }
        return stream
    }

    func progress(phase: Phase, fraction: Float) {
        let step = OperationProgress(phase: phase, fraction: fraction, attempt: attempt)
        listener?(step)
        (transceiver as? any TapTransceiver)?.show(step)
        let listening = lock.withLock { Array(listeners.values) }
        listening.forEach { $0.yield(step) }
    }
}
