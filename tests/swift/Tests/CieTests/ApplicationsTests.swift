import CoreNFC
import XCTest

@testable import Cie

/// A card with another application than those that are looked for.
private final class NothingThere: Transceiver {
    func limits() throws -> LinkLimits {
        LinkLimits(maxCommand: 261, maxResponse: 258, extended: false, historicalBytes: nil)
    }

    func transceive(command: Data) throws -> Data { Data([0x6A, 0x82]) }
}

/// What iOS has selected before the first command, and what Info.plist has to say for that.
final class ApplicationsTests: XCTestCase {
    private lazy var folder = freshFolder(self)

    /// The root of the repository.
    private let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private func text(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    private func plist(_ path: String) throws -> [String: Any] {
        let data = try Data(contentsOf: root.appendingPathComponent(path))
        let list = try PropertyListSerialization.propertyList(from: data, format: nil)
        return try XCTUnwrap(list as? [String: Any])
    }

    func testTheApplicationsOfInfoPlistAreThoseThatTheLibrarySelects() async throws {
        // A card that has nothing is asked for everything.
        let link = Tampered(NothingThere())
        let card = CieCard(link, store: FileTryStore(folder: folder))
        let neither = try await failing { try await card.pending() }
        XCTAssertEqual(neither.code, "not_a_cie")
        let selected = Set(link.commands.filter { $0.starts(with: [0x00, 0xA4, 0x04]) }
            .map { Data($0.dropFirst(5).prefix(Int($0[$0.startIndex + 4]))) })
        XCTAssertEqual(selected.count, 4)
        let listed = CardApplications.identifiers.map(CardInField.bytes)
        for identifier in selected { XCTAssertTrue(listed.contains(identifier)) }
        // The travel document's is the other one (ICAO Doc 9303-10 section 3.2).
        XCTAssertEqual(listed.filter { !selected.contains($0) }, [CardInField.bytes("A0000002471001")])
    }

    func testIOSFindsEveryFamilyByTheList() throws {
        let codes = CardApplications.identifiers(readsDocument: false)
        for family in families {
            let card = try SimulatedCard(profile: family, extended: true)
            let tag = try XCTUnwrap(CardInField(card), family)
            XCTAssertEqual(tag.initialSelectedAID, "A0000002471001", family)
            // NXP answers 6A82 to the identifier of the root.
            XCTAssertTrue(tag.isFound(by: codes))
            XCTAssertEqual(tag.initialSelectedAID, codes[family == "nxp" ? 1 : 0], family)
        }
        let health = try SimulatedCard(profile: "cns-st2022-nfc", extended: true)
        XCTAssertEqual(CardInField(health)?.initialSelectedAID, CardApplications.identifiers[3])
        // Nobody has published an application of it.
        XCTAssertNil(CardInField(try SimulatedCard(profile: "cns-idemia-nfc", extended: true)))
        let other = try SimulatedCard(profile: "st", extended: true)
        XCTAssertNil(CardInField(other, ["A000000151000000"]))
    }

    func testEveryOperationSurvivesWhateverIOSHasSelectedBefore() async throws {
        for family in families {
            for selected in CardApplications.identifiers + ["3F00"] {
                let own = folder.appendingPathComponent("\(family)-\(selected)")
                let tap = try Tap(own, family: family)
                let select = selected == "3F00"
                    ? Data([0x00, 0xA4, 0x00, 0x0C, 0x02, 0x3F, 0x00]) : CardInField.select(selected)
                let iOS: () throws -> Void = { _ = try tap.simulated.transceive(command: select) }
                try iOS()
                _ = try await tap.card.verifyPin(Pin(pin))
                try iOS()
                let wrongPin = try await failing { try await tap.card.verifyPin(Pin(wrong)) }
                XCTAssertEqual(wrongPin.code, "wrong_pin", "\(family) \(selected)")
                try iOS()
                _ = try await tap.card.changePin(oldPin: Pin(pin), newPin: Pin(newPin))
                try iOS()
                _ = try await tap.card.unblockPin(puk: Puk(puk), newPin: Pin(pin))
                try iOS()
                let info = try await tap.card.cardInfo()
                guard case .cie(_, "990123456789") = info.details else {
                    return XCTFail("\(family) \(selected)")
                }
                XCTAssertTrue(tap.hasPin(pin))
            }
        }
    }

    func testAHealthCardThatIOSHasFoundIsUsedLikeAnyOther() async throws {
        let tap = try Tap(folder, family: "cns-st2022-nfc")
        let select = CardInField.select("A00000009501004D")
        let iOS: () throws -> Void = { _ = try tap.simulated.transceive(command: select) }
        try iOS()
        _ = try await tap.card.changePin(oldPin: Pin("24680"), newPin: Pin("8642097"))
        try iOS()
        _ = try await tap.card.unblockPin(puk: Puk(puk), newPin: Pin("24680"))
        try iOS()
        let read = try await tap.card.readPersonalData()
        XCTAssertEqual(read.holder.fiscalCode, "PRVSLT80A41Z999P")
        XCTAssertTrue(tap.hasPin("24680"))
    }

    func testASessionAsksForNoMoreThanInfoPlistLists() {
        let listed = Set(CardApplications.identifiers)
        for readsDocument in [true, false] {
            let wanted = CardApplications.identifiers(readsDocument: readsDocument)
            XCTAssertEqual(Set(wanted).subtracting(listed), [])
            XCTAssertEqual(Set(wanted).count, wanted.count)
        }
        XCTAssertEqual(Set(CardApplications.identifiers(readsDocument: false)), listed)
    }

    func testTheAppSaysThatItsEncryptionNeedsNoDeclaration() throws {
        let info = try plist("ios/App/Info.plist")
        XCTAssertEqual(info["ITSAppUsesNonExemptEncryption"] as? Bool, false)
    }

    func testTheAppAndTheGuideNameTheSameApplications() throws {
        let info = try plist("ios/App/Info.plist")
        XCTAssertEqual(info[CardApplications.key] as? [String], CardApplications.identifiers)
        XCTAssertFalse((info["NFCReaderUsageDescription"] as? String ?? "").isEmpty)
        let formats = try plist("ios/App/CieApp.entitlements")
        XCTAssertEqual(formats["com.apple.developer.nfc.readersession.formats"] as? [String], ["TAG"])
        let guide = try text("docs/ios.md")
        let lines = CardApplications.identifiers.map { "<string>\($0)</string>" }
        let block = lines.joined(separator: "\n    ")
        XCTAssertTrue(guide.contains("<key>\(CardApplications.key)</key>\n<array>\n    \(block)\n</array>"))
    }

    /// The functions that the library of this machine wants of the system, without the version of
    /// the symbol, and under the name that they have on Apple's systems: `fstat` for `fstat64`.
    private func functionsOfTheLibrary() throws -> Set<String> {
        let (nm, output) = (Process(), Pipe())
        nm.executableURL = URL(fileURLWithPath: "/usr/bin/nm")
        let library = root.appendingPathComponent("target/debug/libcie_uniffi.so")
        nm.arguments = ["--dynamic", "--undefined-only", "--just-symbols", library.path]
        nm.standardOutput = output
        try nm.run()
        let symbols = output.fileHandleForReading.readDataToEndOfFile()
        nm.waitUntilExit()
        XCTAssertEqual(nm.terminationStatus, 0)
        let names = String(decoding: symbols, as: UTF8.self).split(separator: "\n").map { line in
            let name = line.prefix { $0 != "@" }
            return String(name.hasSuffix("64") ? name.dropLast(2) : name)
        }
        XCTAssertTrue(names.contains("memcpy"))
        return Set(names)
    }

    func testThePrivacyManifestDeclaresWhatTheLibraryUses() throws {
        // Apple's documentation of required reason APIs, its C functions; each in one category.
        let listed: [String: Set<String>] = [
            "FileTimestamp": [
                "stat", "fstat", "fstatat", "lstat", "getattrlist", "fgetattrlist",
                "getattrlistat", "getattrlistbulk",
            ],
            "DiskSpace": ["statfs", "statvfs", "fstatfs", "fstatvfs"],
            "SystemBootTime": ["mach_absolute_time"],
        ]
        let functions = try functionsOfTheLibrary()
        let used = listed.filter { !$0.value.isDisjoint(with: functions) }.keys
            .map { "NSPrivacyAccessedAPICategory\($0)" }
        let manifest = try plist("ios/Sources/Cie/PrivacyInfo.xcprivacy")
        let declared = try XCTUnwrap(manifest["NSPrivacyAccessedAPITypes"] as? [[String: Any]])
        XCTAssertEqual(
            declared.map { $0["NSPrivacyAccessedAPIType"] as? String }, used.sorted())
        for category in declared {
            // Of files of the app itself.
            XCTAssertEqual(category["NSPrivacyAccessedAPITypeReasons"] as? [String], ["C617.1"])
        }
    }

    func testThePrivacyManifestSaysThatNothingIsCollectedAndTheSourcesUseNothingDeclared() throws {
        let manifest = try plist("ios/Sources/Cie/PrivacyInfo.xcprivacy")
        XCTAssertEqual(manifest["NSPrivacyTracking"] as? Bool, false)
        XCTAssertEqual((manifest["NSPrivacyCollectedDataTypes"] as? [Any])?.count, 0)
        // What Apple wants a reason for: times of files, defaults, free space, time since the start.
        let wanted = [
            "UserDefaults", "creationDate", "modificationDate", "contentModificationDateKey", "stat(",
            "systemFreeSize", "volumeAvailableCapacity", "systemUptime", "mach_absolute_time",
        ]
        let sources = root.appendingPathComponent("ios/Sources/Cie")
        let files = try FileManager.default.contentsOfDirectory(atPath: sources.path)
            .filter { $0.hasSuffix(".swift") }
        XCTAssertGreaterThan(files.count, 10)
        for file in files {
            let source = try text("ios/Sources/Cie/\(file)")
            for api in wanted { XCTAssertFalse(source.contains(api), "\(file): \(api)") }
        }
    }
}
