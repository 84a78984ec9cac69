/// A transceiver that lets a person bring a card: an operation begins when there is none yet.
/// `CoreNFCTransceiver` is one.
///
/// Its `limits()` waits for the card, on the thread of the operation. It looks at
/// ``CieCard/isStopped`` meanwhile, and throws `TransceiverError.Cancelled` when that is so.
/// An exchange that is under way is not cut short: it may carry a code.
public protocol TapTransceiver: Transceiver {
    /// How far the operation is.
    func show(_ progress: OperationProgress)

    /// Whether the next operation can wait for the card that was just lost.
    func canSearchAgain() -> Bool

    /// The tap is over: `nil` when it has succeeded, else what to tell the person.
    func end(failure: String?)
}
