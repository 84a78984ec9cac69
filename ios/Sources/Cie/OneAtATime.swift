import Foundation

/// Which transceivers are in use. The library keeps the operations of one ``BlockingCard`` apart; two
/// of them on one transceiver would be in each other's way in the middle of secure messaging, after a
/// code was sent perhaps.
enum OneAtATime {
    private static let inUse = Guarded<Set<ObjectIdentifier>>([])

    /// Runs `body`, and tells it whether nobody else uses the transceiver. Where somebody does, it
    /// must leave it alone.
    static func on<Outcome>(
        _ transceiver: any Transceiver, _ body: (_ isFree: Bool) throws -> Outcome
    ) rethrows -> Outcome {
        let one = ObjectIdentifier(transceiver)
        let isFree = inUse.with { $0.insert(one).inserted }
        defer { if isFree { inUse.with { $0.remove(one) } } }
        return try body(isFree)
    }
}

/// The link of an operation that must not begin, that came second for instance: the library makes the
/// right error of it.
final class Refusing: Transceiver {
    private let why: TransceiverError

    init(_ why: TransceiverError) {
        self.why = why
    }

    func limits() throws -> LinkLimits { throw why }

    func transceive(command: Data) throws -> Data { throw why }
}
