import XCTest

@testable import Cie

/// The library itself has a fault: it panics, and the app goes on.
final class FaultTests: XCTestCase {
    private lazy var folder = freshFolder(self)

    /// Keeps what it is told.
    private final class Listening: FaultListener {
        let told = Guarded<[Fault]>([])

        func fault(fault: Fault) throws {
            told.with { $0.append(fault) }
            // What an app throws there stays there.
            throw Unexpected()
        }
    }

    override func tearDown() {
        setFaultListener(listener: nil)
    }

    func testAFaultWhileThePinIsChangedIsAnErrorWithItsPlaceAndTheNextOperationSettlesIt() async throws {
        let listening = Listening()
        setFaultListener(listener: listening)
        let undisturbed = try Tap(folder.appendingPathComponent("undisturbed"))
        _ = try await undisturbed.card.changePin(oldPin: Pin(pin), newPin: Pin(newPin))
        let kept = folder.appendingPathComponent("cie")
        let tap = try Tap(kept)
        tap.simulated.faultAt(exchange: undisturbed.simulated.exchanges() - 1, place: .operation)
        let error = try await failing {
            try await tap.card.changePin(oldPin: Pin(pin), newPin: Pin(newPin))
        }
        guard case .LibraryFault(let details) = error else { return XCTFail("\(error)") }
        let fault = try XCTUnwrap(listening.told.value.first)
        XCTAssertTrue(fault.place.hasPrefix("uniffi/src/simulated_fault.rs:"), fault.place)
        XCTAssertTrue(details.summary.contains(fault.place))
        XCTAssertEqual(details.blame, .library)
        XCTAssertEqual(details.pending, .changePin)
        // The panic quoted the command; nothing else does.
        let files = try FileManager.default.contentsOfDirectory(at: kept, includingPropertiesForKeys: nil)
        let texts = try files.map { try String(contentsOf: $0, encoding: .utf8) }
        for text in texts + ["\(error)", error.localizedDescription, "\(fault)"] {
            let quoted = text.range(of: "[0-9A-F]{2}, [0-9A-F]{2}", options: .regularExpression)
            XCTAssertNil(quoted, text)
        }

        // The next start of the app.
        let store = FileTryStore(folder: kept)
        XCTAssertEqual(try takeFault(store: store), fault)
        XCTAssertNil(try takeFault(store: store))
        let next = CieCard(tap.link, store: store)
        let pending = try await next.pending()
        XCTAssertEqual(pending.pending, .changePin)
        let settled = try await next.resolve(
            cardId: pending.cardId, newPin: Pin(newPin), oldPin: Pin(pin))
        XCTAssertEqual(settled.settlement, .newPin)
        _ = try await next.verifyPin(Pin(newPin))
        XCTAssertEqual(tap.simulated.pinTries(), 3)
    }

    func testAFaultInACallFromTheAppsTransceiverIsToldAndEndsTheOperationAsTheLinks() async throws {
        let listening = Listening()
        setFaultListener(listener: listening)
        let family = "cns-idemia-nfc"
        let undisturbed = try Tap(
            folder.appendingPathComponent("undisturbed"), family: family, extended: false)
        _ = try await undisturbed.card.verifyPin(Pin("24680"))
        let tap = try Tap(folder.appendingPathComponent("cie"), family: family, extended: false)
        tap.simulated.faultAt(exchange: undisturbed.simulated.exchanges() - 1, place: .callback)
        let error = try await failing { try await tap.card.verifyPin(Pin("24680")) }
        XCTAssertEqual(error.code, "outcome_unknown")
        let fault = try XCTUnwrap(listening.told.value.first)
        XCTAssertTrue(fault.place.hasPrefix("uniffi/src/simulated_fault.rs:"), fault.place)
        XCTAssertEqual(try takeFault(store: tap.store), fault)
        _ = try await tap.card.verifyPin(Pin("24680"))
    }
}
