import XCTest

@testable import Cie

/// Watching and stopping an operation.
final class ListeningTests: XCTestCase {
    private lazy var folder = freshFolder(self)

    func testProgressGoesFromTheFirstPhaseToTheLastAndNeverBack() async throws {
        let tap = try Tap(folder, extended: false)
        let reader = CardReader(tap.link, store: tap.store)
        let told = Guarded<[OperationProgress]>([])
        _ = try await reader.tap(only: .cie, onProgress: { step in told.with { $0.append(step) } }) {
            try await $0.verifyPin(Pin(pin))
        }
        let steps = told.value
        XCTAssertEqual(steps.last, OperationProgress(phase: .done, fraction: 1))
        XCTAssertEqual(steps.map(\.fraction), steps.map(\.fraction).sorted())
        let numbers = steps.map { phaseNumber(phase: $0.phase) }
        XCTAssertEqual(numbers, numbers.sorted())
        for phase in [Phase.select, .keyAgreement, .verifyPin] {
            XCTAssertTrue(steps.contains { $0.phase == phase }, "\(phase)")
        }
        XCTAssertTrue(steps.allSatisfy { $0.attempt == 1 })
    }

    func testATaskCancelledHalfWaySendsNothingMoreAndNoTryIsGone() async throws {
        let tap = try Tap(folder)
        let gate = Gate()
        tap.link.before = { if $0 == 8 { gate.hold() } }
        let task = Task { try await tap.card.verifyPin(Pin(pin)) }
        try await gate.reached()
        task.cancel()
        gate.open()
        let error = try await failing { try await task.value }
        XCTAssertEqual(error.code, "cancelled")
        XCTAssertEqual(tap.link.commands.count, 9)
        XCTAssertEqual(tap.simulated.pinTries(), 3)
        let known = try await tap.card.pending()
        XCTAssertNil(known.pending)
    }

    func testATaskCancelledWhileThePinIsUnderWayWaitsForTheAnswer() async throws {
        let undisturbed = try Tap(folder.appendingPathComponent("a"))
        _ = try await undisturbed.card.verifyPin(Pin(pin))
        let last = undisturbed.link.commands.count - 1
        for (code, wanted) in [(wrong, "wrong_pin"), (pin, nil)] {
            let tap = try Tap(folder.appendingPathComponent("b\(code)"))
            let gate = Gate()
            tap.link.before = { if $0 == last { gate.hold() } }
            let task = Task { try await tap.card.verifyPin(Pin(code)) }
            try await gate.reached()
            task.cancel()
            gate.open()
            switch await task.result {
            case .success: XCTAssertNil(wanted)
            case .failure(let error): XCTAssertEqual((error as? CieError)?.code, wanted)
            }
            let known = try await tap.card.pending()
            XCTAssertEqual(known.pin, KnownTries(atLeast: tap.simulated.pinTries(), exact: true))
            XCTAssertNil(known.pending)
        }
    }

    func testATaskThatWasCancelledBeforeSendsNothing() async throws {
        let tap = try Tap(folder)
        let gate = Gate()
        let task = Task {
            await gate.waited()
            return try await tap.card.verifyPin(Pin(pin))
        }
        task.cancel()
        gate.open()
        let error = try await failing { try await task.value }
        XCTAssertEqual(error.code, "cancelled")
        XCTAssertEqual(tap.simulated.exchanges(), 0)
    }

    func testAListenerThatThrowsChangesNothing() async throws {
        final class Broken: TraceListener, ProgressListener {
            func line(line: String) throws { throw Unexpected() }
            func progress(phase: Phase, fraction: Float) throws { throw Unexpected() }
        }
        let tap = try Tap(folder)
        tap.card.trace = Broken()
        let report = try await tap.card.verifyPin(Pin(pin))
        XCTAssertEqual(report.triesLeft, 3)
        let card = BlockingCard(transceiver: tap.simulated, store: tap.store)
        let options = OperationOptions(progress: Broken())
        let again = try card.verifyPin(pin: Pin(digits: Data(pin.utf8)), options: options)
        XCTAssertEqual(again.triesLeft, 3)
    }

    func testATraceHasALineForEachExchangeAndNoData() async throws {
        let tap = try Tap(folder)
        let lines = Lines()
        tap.card.trace = lines
        _ = try await tap.card.verifyPin(Pin(pin))
        XCTAssertEqual(tap.link.commands.count, lines.all.value.filter { $0.contains(" > ") }.count)
        let trace = lines.all.value.joined().replacingOccurrences(of: " ", with: "").uppercased()
        let data = tap.link.commands.filter { $0.count > 13 }.map { command in
            command.dropFirst(5).prefix(8).map { String(format: "%02X", $0) }.joined()
        }
        XCTAssertGreaterThan(data.count, 5)
        for bytes in data { XCTAssertFalse(trace.contains(bytes)) }
    }
}

/// Holds a thread at a point that a test waits for.
final class Gate: Sendable {
    private let isReached = Guarded(false)
    private let isOpen = Guarded(false)

    /// Blocks until the gate is opened, at most for some seconds.
    func hold() {
        isReached.value = true
        let end = Date(timeIntervalSinceNow: 20)
        while !isOpen.value, Date() < end { Thread.sleep(forTimeInterval: 0.005) }
    }

    func open() { isOpen.value = true }

    /// Waits until it is opened, whether the task is cancelled or not.
    func waited() async {
        while !isOpen.value { await Task.yield() }
    }

    /// Waits until a thread is held.
    func reached() async throws {
        try await until { self.isReached.value }
    }
}

/// The lines of a trace.
final class Lines: TraceListener {
    let all = Guarded<[String]>([])
    func line(line: String) { all.with { $0.append(line) } }
}

/// Waits, at most for some seconds, until it is so.
func until(_ condition: () -> Bool) async throws {
    let end = Date(timeIntervalSinceNow: 20)
    while !condition() {
        guard Date() < end else { throw Unexpected() }
        try await Task.sleep(nanoseconds: 5_000_000)
    }
}
