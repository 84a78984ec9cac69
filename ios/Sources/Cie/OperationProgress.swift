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

/// Two that receive the trace. What one of them throws does not keep it from the other.
final class Both: TraceListener {
    private let one: any TraceListener
    private let other: any TraceListener

    init(one: any TraceListener, other: any TraceListener) {
        (self.one, self.other) = (one, other)
    }

    func line(line: String) {
        try? one.line(line: line)
        try? other.line(line: line)
    }
}

/// Hands every step to the transceiver and to the tap's listener.
final class StepListener: ProgressListener {
    private let transceiver: any Transceiver
    private let attempt: Int
    private let listener: (@Sendable (OperationProgress) -> Void)?

    init(
        transceiver: any Transceiver, attempt: Int,
        listener: (@Sendable (OperationProgress) -> Void)?
    ) {
        self.transceiver = transceiver
        self.attempt = attempt
        self.listener = listener
    }

    func progress(phase: Phase, fraction: Float) {
        let step = OperationProgress(phase: phase, fraction: fraction, attempt: attempt)
        listener?(step)
        (transceiver as? any TapTransceiver)?.show(step)
    }
}
