import Foundation

/// How far an operation is.
public struct OperationProgress: Equatable, Sendable {
    /// What is going on; ``phaseSentence(phase:language:)`` has a line for it.
    public let phase: Phase
    /// How much of the operation is done, 0 to 1.
    public let fraction: Float

    /// A step.
    public init(phase: Phase, fraction: Float) {
        self.phase = phase
        self.fraction = fraction
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

    init(transceiver: any Transceiver) {
        self.transceiver = transceiver
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
        let step = OperationProgress(phase: phase, fraction: fraction)
        (transceiver as? any TapTransceiver)?.show(step)
        let listening = lock.withLock { Array(listeners.values) }
        listening.forEach { $0.yield(step) }
    }
}
