import CoreNFC
import Foundation

@testable import Cie

/// The simulated card, as iOS shows it to an app that it has found it for.
final class CardInField: NFCISO7816Tag, FoundByApplication, @unchecked Sendable {
    /// What happens to an exchange.
    enum Fate {
        /// It succeeds.
        case carried
        /// It fails before the card has the command.
        case failed(NFCReaderError)
        /// The card carries out the command, something else happens, and the answer is lost.
        case answerLost(NFCReaderError, @Sendable () -> Void)
        /// iOS never says anything.
        case forgotten
    }

    let card: SimulatedCard
    var initialSelectedAID: String { lock.withLock { selected } }
    let identifier = Data([1, 2, 3, 4])
    let applicationData: Data? = nil
    let proprietaryApplicationDataCoding = false
    var historicalBytes: Data? { try? card.limits().historicalBytes }

    /// What happens to the exchange of this number.
    var fate: @Sendable (Int) -> Fate = { _ in .carried }

    private let lock = NSLock()
    private var sent: [Data] = []
    private var selected: String

    /// Commands of the app in the order in which they came.
    var commands: [Data] { lock.withLock { sent } }

    /// iOS selects the applications of Info.plist in order, up to the first that the card has. A card
    /// with none of them is not shown to the app: `nil`.
    init?(_ card: SimulatedCard, _ identifiers: [String] = CardApplications.identifiers) {
        guard let first = Self.first(of: identifiers, on: card) else { return nil }
        self.card = card
        selected = first
    }

    func isFound(by applications: [String]) -> Bool {
        guard let first = Self.first(of: applications, on: card) else { return false }
        lock.withLock { selected = first }
        return true
    }

    private static func first(of identifiers: [String], on card: SimulatedCard) -> String? {
        identifiers.first { identifier in
            let answer = try? card.transceive(command: select(identifier))
            return answer?.suffix(2) == Data([0x90, 0x00])
        }
    }

    func sendCommand(
        apdu: NFCISO7816APDU,
        completionHandler: @escaping @Sendable (Data, UInt8, UInt8, (any Error)?) -> Void
    ) {
        let number = lock.withLock {
            sent.append(apdu.bytes)
            return sent.count - 1
        }
        let (fate, command) = (fate(number), apdu.bytes)
        DispatchQueue.global().async { [card] in
            switch fate {
            case .forgotten: return
            case .failed(let error): completionHandler(Data(), 0, 0, error)
            case .answerLost(let error, let meanwhile):
                _ = try? card.transceive(command: command)
                meanwhile()
                completionHandler(Data(), 0, 0, error)
            case .carried:
                guard let answer = try? card.transceive(command: command), answer.count >= 2 else {
                    let lost = NFCReaderError(.readerTransceiveErrorTagConnectionLost)
                    return completionHandler(Data(), 0, 0, lost)
                }
                let status = answer.suffix(2)
                completionHandler(Data(answer.dropLast(2)), status.first!, status.last!, nil)
            }
        }
    }

    /// SELECT by application identifier, as a reader of ISO/IEC 7816-4 sends it.
    static func select(_ identifier: String) -> Data {
        let name = bytes(identifier)
        return Data([0x00, 0xA4, 0x04, 0x0C, UInt8(name.count)]) + name
    }

    /// The bytes of a hexadecimal text.
    static func bytes(_ hex: String) -> Data {
        let digits = Array(hex)
        return Data(
            stride(from: 0, to: digits.count, by: 2).map { UInt8(String(digits[$0...$0 + 1]), radix: 16)! })
    }
}

/// A card of another make.
struct TransitCard: NFCMiFareTag {}
