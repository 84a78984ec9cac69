import XCTest

/// What is public of the SDK.
final class InterfaceTests: XCTestCase {
    private let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// A symbol graph of the compiler, as far as it is used here.
    private struct Graph: Decodable {
        struct Symbol: Decodable {
            struct Identifier: Decodable { let precise: String }
            struct Fragment: Decodable { let spelling: String }
            let identifier: Identifier
            let pathComponents: [String]
            let declarationFragments: [Fragment]
        }
        let symbols: [Symbol]
    }

    /// What the generator makes public, and nothing can make internal: for itself, and what the SDK is
    /// made of.
    private let ofTheGenerator = [
        "FfiConverter", "uniffi", "NoHandle", "noHandle", "unsafeFromHandle", "Protocol", "Impl",
        "BlockingCard", "OperationOptions", "CancelToken", "ProgressListener", "IdentityRequest",
        "ResolveCodes", "FolderStore", "init(digits:)", "(digits:", "digits:)", "JoinedCode.digit",
        "JoinedCode.length",
    ]

    private func interface() throws -> String {
        let file = root.appendingPathComponent("target/swift/api/Cie.symbols.json")
        let graph = try JSONDecoder().decode(Graph.self, from: Data(contentsOf: file))
        var (ours, others) = (Set<String>(), Set<String>())
        for symbol in graph.symbols {
            // What the compiler adds, and what makes values comparable.
            let path = symbol.pathComponents.joined(separator: ".")
            let name = symbol.pathComponents.last ?? ""
            guard !symbol.identifier.precise.contains("::SYNTHESIZED::"),
                !["==(_:_:)", "hash(into:)"].contains(name)
            else { continue }
            let declared = symbol.declarationFragments.map(\.spelling).joined()
                .split(whereSeparator: \.isWhitespace).joined(separator: " ")
            let line = "\(path): \(declared)"
            if ofTheGenerator.contains(where: path.contains) {
                others.insert(line)
            } else {
                ours.insert(line)
            }
        }
        return """
            # What is public of the Swift SDK. Held by InterfaceTests; UPDATE_DOCS=1 rewrites it.

            \(ours.sorted().joined(separator: "\n"))

            # Not for apps, but the generator of the bindings has no way of making it internal.

            \(others.sorted().joined(separator: "\n"))

            """
    }

    func testWhatIsPublicIsWhatTheFileSays() throws {
        let file = root.appendingPathComponent("ios/api.txt")
        let interface = try interface()
        XCTAssertTrue(interface.contains("\nCardReader: final class CardReader\n"))
        if ProcessInfo.processInfo.environment["UPDATE_DOCS"] != nil {
            try interface.write(to: file, atomically: true, encoding: .utf8)
        }
        let held = try String(contentsOf: file, encoding: .utf8)
        let (now, before) = (interface.components(separatedBy: "\n"), held.components(separatedBy: "\n"))
        let change = now.difference(from: before).map { step in
            switch step {
            case .insert(_, let line, _): "+ \(line)"
            case .remove(_, let line, _): "- \(line)"
            }
        }
        XCTAssertEqual(change, [], "what is public has changed: ios/api.txt, with UPDATE_DOCS=1")
    }

    func testEveryOperationOfACardThrowsErrorsOfTheLibraryAlone() throws {
        let operations = try interface().split(separator: "\n").filter {
            $0.hasPrefix("CieCard.") && $0.contains(" async ")
        }
        XCTAssertGreaterThan(operations.count, 8)
        for operation in operations {
            XCTAssertTrue(operation.contains("async throws(CieError) ->"), String(operation))
        }
    }
}
