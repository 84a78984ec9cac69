/// Whose turn it is with a reader: one tap after the other, in the order in which they came.
final class Turn: Sendable {
    /// The one of the iPhone's NFC: iOS has one sheet for all readers.
    static let ofNFC = Turn()

    /// A turn that was taken.
    final class Held: Sendable {
        private let turn: Turn
        private let outer: Held?
        private let isOver = Guarded(false)

        init(_ turn: Turn, outer: Held?) {
            (self.turn, self.outer) = (turn, outer)
        }

        /// Whether a tap has not ended yet that this one was begun in.
        var isOpen: Bool { !isOver.value || outer?.isOpen ?? false }

        /// What was begun in the tap may live longer than it.
        func end() {
            isOver.value = true
            turn.pass()
        }
    }

    /// The turn of the tap whose block this task runs.
    @TaskLocal static var held: Held?

    private struct Waiting {
        let number: Int
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var isTaken = false
        var numbers = 0
        var waiting: [Waiting] = []
        /// Those that were cancelled before they waited.
        var cancelled: Set<Int> = []
    }

    private let state = Guarded(State())

    /// Waits for the turn. `false`: the task was cancelled meanwhile, and has no turn.
    func taken() async -> Bool {
        let number = state.with { state in
            state.numbers += 1
            return state.numbers
        }
        defer { state.with { _ = $0.cancelled.remove(number) } }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer: Bool? = state.with { state in
                    guard state.isTaken else {
                        state.isTaken = true
                        return true
                    }
                    guard !state.cancelled.contains(number) else { return false }
                    state.waiting.append(Waiting(number: number, continuation: continuation))
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            let waiting: Waiting? = state.with { state in
                guard let at = state.waiting.firstIndex(where: { $0.number == number }) else {
                    state.cancelled.insert(number)
                    return nil
                }
                return state.waiting.remove(at: at)
            }
            waiting?.continuation.resume(returning: false)
        }
    }

    /// The next one has the turn.
    private func pass() {
        let next: Waiting? = state.with { state in
            guard !state.waiting.isEmpty else {
                state.isTaken = false
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.continuation.resume(returning: true)
    }
}
