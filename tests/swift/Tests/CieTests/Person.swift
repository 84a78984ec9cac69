import Foundation
import XCTest

@testable import Cie
@testable import CieApp

/// The string catalogues of the app.
struct Catalogue: Decodable {
    struct Entry: Decodable { let localizations: [String: Localization] }
    struct Localization: Decodable {
        let stringUnit: Unit?
        let variations: Variations?
    }
    struct Variations: Decodable { let plural: [String: Localization] }
    struct Unit: Decodable { let state: String; let value: String }
    let strings: [String: Entry]

    static let app = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("ios/App")

    init(_ name: String) throws {
        let data = try Data(contentsOf: Self.app.appendingPathComponent(name))
        self = try JSONDecoder().decode(Catalogue.self, from: data)
    }

    /// As iOS puts it on screen.
    func text(_ words: Words, _ language: String) throws -> String {
        guard case .key(let key, let numbers) = words else {
            guard case .sentence(let sentence) = words else { throw Unexpected() }
            return sentence
        }
        let text = try XCTUnwrap(strings[key]?.localizations[language], key)
        let plural = text.variations?.plural[numbers.first == 1 ? "one" : "other"]
        var value = try XCTUnwrap((plural ?? text).stringUnit?.value, key)
        for (at, number) in numbers.enumerated() {
            for place in ["%\(at + 1)$lld", "%lld"] {
                value = value.replacingOccurrences(of: place, with: "\(number)")
            }
        }
        XCTAssertFalse(value.contains("lld"), key)
        return value
    }
}

/// Somebody who knows only what the pages say, and reads them as a screen reader does.
final class Person {
    var pages: Pages
    let reader: CardReader
    private let catalogue: Catalogue
    private let language: String
    /// Everything that was read, page after page.
    private(set) var said: [String] = []

    init(_ reader: CardReader, _ store: any TryStore, _ language: Language = .italian, isFirst: Bool = false) throws {
        self.reader = reader
        catalogue = try Catalogue("Localizable.xcstrings")
        self.language = switch language { case .italian: "it"; case .english: "en"; case .german: "de" }
        pages = Pages(store: store, language: language, isAvailable: true, isFirst: isFirst)
        reader.supportReport = SupportReport()
        try read()
    }

    var screen: Screen { pages.screen(pages.stack.last) }
    var page: Page? { pages.stack.last }

    /// What can be pressed.
    var choices: [Choice] {
        screen.rows.flatMap(Self.choices) + [screen.main].compactMap { $0 } + screen.others
    }

    private static func choices(_ row: Row) -> [Choice] {
        switch row {
        case .choice(let choice): [choice]
        case .folded(_, let rows): rows.flatMap(choices)
        default: []
        }
    }

    func press(_ label: String, confirming: Bool = false, file: StaticString = #filePath, line: UInt = #line) throws {
        let there = try choices.map { ($0, try text($0.label)) }
        let choice = try XCTUnwrap(
            there.first { $0.1 == label }?.0, "«\(label)» is not among \(there.map(\.1))",
            file: file, line: line)
        XCTAssertTrue(choice.isEnabled, file: file, line: line)
        XCTAssertEqual(choice.confirmation != nil, confirming, file: file, line: line)
        if let asked = choice.confirmation { said.append(try text(asked)) }
        pages.perform(choice.action)
        try read(file: file, line: line)
    }

    func type(_ digits: String, in label: String, file: StaticString = #filePath, line: UInt = #line) throws {
        for case .field(let field, _, _, _) in screen.rows where try text(.key(field.rawValue)) == label {
            return pages.type(digits, in: field)
        }
        XCTFail("no field \(label)", file: file, line: line)
    }

    /// Which rules for a new PIN are kept, in order.
    var rules: [Bool] {
        screen.rows.compactMap { row in if case .rule(_, let isKept) = row { isKept } else { nil } }
    }

    /// Holds the card, as the view does when the page comes up.
    func hold(file: StaticString = #filePath, line: UInt = #line) async throws {
        XCTAssertEqual(page, .hold, file: file, line: line)
        let attempt = try XCTUnwrap(pages.attempt, file: file, line: line)
        let outcome = await attempt.tried(with: reader, pages.language)
        pages.ended(outcome)
        try read(file: file, line: line)
    }

    func text(_ words: Words) throws -> String { try catalogue.text(words, language) }

    /// The page in the order in which it is drawn and read.
    func reading() throws -> [String] {
        let screen = screen
        let buttons = try (screen.others + [screen.main].compactMap { $0 }).map { try text($0.label) }
        return try [text(screen.title)] + screen.rows.flatMap(spoken) + buttons
    }

    func spoken(_ row: Row) throws -> [String] {
        switch row {
        case .heading(let words), .warning(let words), .place(let words?): [try text(words)]
        case .text(let words, let note), .link(let words, _, let note):
            [try text(words)] + (try note.map { [try text(.key($0))] } ?? [])
        case .value(let label, let value): ["\(try text(label)): \(value)"]
        case .choice(let choice): [try text(choice.label)]
        case .field(let field, let length, let count, let mistake):
            try [.key(field.rawValue), length, mistake ?? .key("digits_entered %lld", [count])]
                .compactMap { $0 }.map(text)
        case .place: [try text(.key("municipality"))]
        case .rule(let words, let isKept): [try text(words), try text(.key(isKept ? "kept" : "not_kept"))]
        case .picture(let name): [try text(.key(name))]
        case .photo: [try text(.key("photo"))]
        case .folded(let words, let rows): [try text(words)] + (try rows.flatMap(spoken))
        case .share(_, let page): try (["share"] + (page == nil ? [] : ["print"])).map { try text(.key($0)) }
        }
    }

    /// Reads the page: it has a heading, every part of it has words, and there is a way on.
    private func read(file: StaticString = #filePath, line: UInt = #line) throws {
        let lines = try reading()
        for text in lines {
            XCTAssertFalse(text.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty, file: file, line: line)
        }
        let ways = choices.filter(\.isEnabled)
        XCTAssertFalse(ways.isEmpty, "a dead end: \(lines)", file: file, line: line)
        for digits in [pin, puk, newPin, wrong] {
            XCTAssertFalse(lines.contains { $0.contains(digits) }, "a code is shown", file: file, line: line)
        }
        said += lines
    }
}
