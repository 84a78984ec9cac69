import XCTest

@testable import Cie

final class FileTryStoreTests: XCTestCase {
    private lazy var folder = freshFolder(self)

    func testATextIsThereForTheNextStoreUntilItIsRemoved() throws {
        let store = FileTryStore(folder: folder)
        XCTAssertNil(try store.get(name: "a-1"))
        try store.put(name: "a-1", text: "first")
        try store.put(name: "a-1", text: "second")
        XCTAssertEqual(try FileTryStore(folder: folder).get(name: "a-1"), "second")
        XCTAssertEqual(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted(), ["a-1", "lock"])
        try store.remove(name: "a-1")
        try store.remove(name: "a-1")
        XCTAssertNil(try store.get(name: "a-1"))
    }

    func testANameCannotLeadOutOfTheFolder() {
        let store = FileTryStore(folder: folder)
        for name in ["", "..", "../a", "a/b", "A", "a.b"] {
            XCTAssertThrowsError(try store.get(name: name)) { XCTAssertTrue($0 is StoreError) }
            XCTAssertThrowsError(try store.put(name: name, text: ""))
            XCTAssertThrowsError(try store.remove(name: name))
        }
    }

    func testAFolderThatCannotBeMadeAndAFileThatIsNoTextAreErrors() throws {
        try Data("a file".utf8).write(to: folder)
        let store = FileTryStore(folder: folder.appendingPathComponent("inside"))
        XCTAssertThrowsError(try store.put(name: "a", text: "")) { XCTAssertTrue($0 is StoreError) }
        try FileManager.default.removeItem(at: folder)
        let good = FileTryStore(folder: folder)
        try good.put(name: "a", text: "x")
        try Data([0xFF, 0xFE, 0xFD]).write(to: folder.appendingPathComponent("a"))
        XCTAssertThrowsError(try good.get(name: "a"))
    }

    func testABrokenRecordStopsTheOperationBeforeACodeIsSent() async throws {
        let tap = try Tap(folder)
        let cardId = try await tap.card.pending().cardId
        try tap.store.put(name: cardId, text: "nonsense")
        let error = try await failing { try await tap.card.verifyPin(Pin(wrong)) }
        XCTAssertEqual(error.code, "memory_unavailable")
        XCTAssertEqual(tap.simulated.pinTries(), 3)
    }

    func testALinkIsNotFollowedAndAFolderThatOthersMayWriteIsRefused() throws {
        let store = FileTryStore(folder: folder)
        try store.put(name: "a", text: "x")
        let manager = FileManager.default
        let other = folder.appendingPathComponent("other")
        try Data("y".utf8).write(to: other)
        for (link, target) in [("b", other.path), ("c", "nowhere")] {
            let path = folder.appendingPathComponent(link).path
            try manager.createSymbolicLink(atPath: path, withDestinationPath: target)
            XCTAssertThrowsError(try store.get(name: link)) { XCTAssertTrue($0 is StoreError) }
            XCTAssertThrowsError(try store.put(name: link, text: "z"))
        }
        XCTAssertEqual(try String(contentsOf: other, encoding: .utf8), "y")
        for (mode, taken) in [(0o777, false), (0o770, false), (0o755, true), (0o700, true)] {
            try manager.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.path)
            XCTAssertEqual((try? store.get(name: "a")) == "x", taken, String(mode, radix: 8))
        }
    }

    func testALostKeyIsAnErrorAndASecondOneIsNotPutInItsPlace() async throws {
        let tap = try Tap(folder)
        _ = try await tap.card.pending()
        let other = String(repeating: "00", count: 32)
        XCTAssertThrowsError(try tap.store.put(name: "installation-key", text: other))
        for key in [nil, other] {
            try tap.store.remove(name: "installation-key")
            if let key { try tap.store.put(name: "installation-key", text: key) }
            let error = try await failing { try await tap.card.verifyPin(Pin(wrong)) }
            XCTAssertEqual(error.code, "memory_unavailable")
        }
        XCTAssertEqual(tap.simulated.pinTries(), 3)
    }
}
