import Foundation
import XCTest

@testable import Cie

/// The codes of a fresh simulated card, and others.
let pin = "24681357"
let puk = "13572468"
let newPin = "31415927"
let wrong = "86421357"

/// The families of the simulated card.
let families = ["gemalto", "st", "nxp", "actalis", "bit4id"]

// Codes of a text, for tests: an app takes digits that can be overwritten.

extension Pin {
    convenience init(_ digits: String) throws { try self.init(digits: Data(digits.utf8)) }
}

extension Puk {
    convenience init(_ digits: String) throws { try self.init(digits: Data(digits.utf8)) }
}

extension Can {
    convenience init(_ digits: String) throws { try self.init(digits: Data(digits.utf8)) }
}

/// A folder that goes with the test.
func freshFolder(_ test: XCTestCase) -> URL {
    let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("cie-\(UUID().uuidString)", isDirectory: true)
    test.addTeardownBlock { try? FileManager.default.removeItem(at: folder) }
    return folder
}

/// A transceiver that lets a test look at, delay and fail each exchange.
final class Tampered: Transceiver, @unchecked Sendable {
    let inner: any Transceiver
    private let lock = NSLock()
    private var sent: [Data] = []
    /// Called before each exchange, with its number.
    var before: @Sendable (Int) throws -> Void = { _ in }

    init(_ inner: any Transceiver) {
        self.inner = inner
    }

    /// Commands in the order in which they came.
    var commands: [Data] { lock.withLock { sent } }

    /// How many commands with a code came: VERIFY, CHANGE REFERENCE DATA, RESET RETRY COUNTER.
    var codesSent: Int {
        commands.filter { [0x20, 0x24, 0x2C].contains($0[$0.startIndex + 1]) }.count
    }

    func limits() throws -> LinkLimits { try inner.limits() }

    func transceive(command: Data) throws -> Data {
        let number = lock.withLock { sent.count }
        lock.withLock { sent.append(command) }
        try before(number)
        return try inner.transceive(command: command)
    }
}

/// A simulated card, and a phone that remembers in a folder.
final class Tap: Sendable {
    let simulated: SimulatedCard
    let link: Tampered
    let store: FileTryStore
    let card: CieCard

    init(_ folder: URL, _ simulated: SimulatedCard) {
        self.simulated = simulated
        link = Tampered(simulated)
        store = FileTryStore(folder: folder)
        card = CieCard(link, store: store)
    }

    convenience init(_ folder: URL, family: String = "gemalto", extended: Bool = true) throws {
        self.init(folder, try SimulatedCard(profile: family, extended: extended))
    }

    func hasPin(_ digits: String) -> Bool { simulated.hasPin(digits: Data(digits.utf8)) }

    /// Fault knobs of the simulated card; exchanges count from the next one.
    func fault(_ knob: String, after exchanges: Int) throws {
        try simulated.setFaults(faults: ["\(knob)=\(Int(simulated.exchanges()) + exchanges)"])
    }

    func noFault() throws { try simulated.setFaults(faults: []) }
}

/// What the body ends with, which has to be a `CieError`.
func failing(
    isolation: isolated (any Actor)? = #isolation,
    _ body: () async throws -> some Sendable, file: StaticString = #filePath, line: UInt = #line
) async throws -> CieError {
    do {
        _ = try await body()
    } catch let error as CieError {
        return error
    }
    XCTFail("it has succeeded", file: file, line: line)
    throw Unexpected()
}

struct Unexpected: Error {}

extension CieError {
    var code: String { details().code }
}
