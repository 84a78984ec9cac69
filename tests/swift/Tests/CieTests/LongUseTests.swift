import XCTest

@testable import Cie

/// Many calls in one process.
final class LongUseTests: XCTestCase {
    private lazy var folder = freshFolder(self)

    /// Kilobytes of this process in memory, as Linux counts them.
    private func resident() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try XCTUnwrap(status.split(separator: "\n").first { $0.hasPrefix("VmRSS") })
        return try XCTUnwrap(Int(line.filter(\.isNumber)))
    }

    private func call(_ number: Int, _ tap: Tap) async {
        switch number % 4 {
        case 0: _ = try? await tap.card.pending()
        case 1: _ = try? await tap.card.verifyPin(Pin("24681"))
        case 2:
            final class Broken: Transceiver {
                func limits() throws -> LinkLimits { throw Unexpected() }
                func transceive(command: Data) throws -> Data { throw Unexpected() }
            }
            _ = try? await CieCard(Broken(), store: tap.store).pending()
        default: _ = try? await CieCard(tap.simulated, store: tap.store).cardInfo()
        }
    }

    func testTenThousandShortCallsDoNotMakeTheProcessGrow() async throws {
        let simulated = try SimulatedCard(profile: "gemalto", extended: true)
        for number in 0..<2_000 { await call(number, Tap(folder, simulated)) }
        let before = try resident()
        for number in 0..<10_000 { await call(number, Tap(folder, simulated)) }
        let grown = try resident() - before
        print("ten thousand calls: grown by \(grown) kB, from \(before) kB")
        // A kilobyte lost with each call would be 10 MB.
        XCTAssertLessThan(grown, 5_000)
    }
}
