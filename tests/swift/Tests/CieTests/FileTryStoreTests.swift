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
        XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: folder.path), ["a-1"])
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
        let error = try await failing { try await tap.card.verifyPin(Code(wrong)) }
        XCTAssertEqual(error.code, "memory_unavailable")
        XCTAssertEqual(tap.simulated.pinTries(), 3)
    }
}
