import CoreNFC
import XCTest

@testable import Cie

/// Reading the travel document.
final class IdentityTests: XCTestCase {
    private lazy var folder = freshFolder(self)
    private let can = "123456"

    func testTheCanOpensTheDocumentAndTheHolderComesWithAPhoto() async throws {
        let code = Code(can)
        let identity = try await Tap(folder).card.readIdentity(can: Can(taking: code))
        XCTAssertTrue(code.isEmpty)
        let holder = identity.holder
        XCTAssertEqual(holder.fullName, "SIMULATA PROVA")
        XCTAssertEqual(holder.fiscalCode, "PRVSLT80A41Z999P")
        XCTAssertEqual(holder.birth, "1980-01-01")
        XCTAssertEqual(holder.sex, .female)
        XCTAssertFalse(holder.damaged)
        let face = try XCTUnwrap(holder.faces.first)
        XCTAssertEqual(face.mediaType, "image/jp2")
        // The signature box with which a file in this format begins (ISO/IEC 15444-1 annex I).
        XCTAssertEqual(face.bytes.dropFirst(4).prefix(4), Data("jP  ".utf8))
    }

    func testADocumentIsCompleteOnlyWhereTheSignerIsTrusted() async throws {
        let tap = try Tap(folder)
        let untrusted = try await tap.card.readIdentity(can: Can(can), photo: false).verdict
        XCTAssertEqual(untrusted.summary, "signer_not_checked")
        XCTAssertTrue(untrusted.dataIntact.proved && untrusted.signedBy.proved)
        XCTAssertEqual(untrusted.chipGenuine.code, "chip_key_not_signed")
        XCTAssertFalse(untrusted.signerTrusted.proved || untrusted.signerTrusted.failed)
        XCTAssertEqual(untrusted.signerCountry.code, "signer_not_trusted")

        tap.simulated.tapAgain()
        let trust = try TrustStore(files: simulatedCountrySigners())
        let trusted = try await tap.card.readIdentity(can: Can(can), trust: trust, photo: false)
        XCTAssertEqual(trusted.verdict.summary, "complete")
        XCTAssertTrue(trusted.verdict.signerCountry.proved)
        XCTAssertTrue(trusted.verdict.oddities.isEmpty)
        let summaries = [Language.italian, .english, .german].map {
            trusted.verdict.sentences(for: $0)?.summary
        }
        XCTAssertEqual(Set(summaries).count, 3)
    }

    func testAnAlteredFileIsFoundOut() async throws {
        let tap = try Tap(folder)
        try tap.simulated.setFaults(faults: ["modified-dg=11"])
        let verdict = try await tap.card.readIdentity(can: Can(can), photo: false).verdict
        XCTAssertTrue(verdict.bad && verdict.dataIntact.failed)
        XCTAssertEqual(verdict.summary, "data_altered")
    }

    func testAWrongCanSaysSoAndTouchesNeitherPinNorPuk() async throws {
        let tap = try Tap(folder)
        let error = try await failing { try await tap.card.readIdentity(can: Can("654321")) }
        XCTAssertEqual(error.code, "wrong_can")
        XCTAssertEqual(error.details().phase, .openDocument)
        let malformed = try await failing { try await tap.card.readIdentity(can: Can("12345")) }
        XCTAssertEqual(malformed.code, "malformed_code")
        XCTAssertEqual(tap.simulated.pinTries(), 3)
        XCTAssertEqual(tap.simulated.pukTries(), 10)
    }

    func testThePrintedLinesOpenItTooWithPaceAndWithBasicAccessControl() async throws {
        let tap = try Tap(folder)
        let key = try PrintedKey(documentNumber: "CA00000AA", birth: "800101", expiry: "350101")
        for way in [DocumentKey.printed(key: key), .basicAccess(key: key)] {
            tap.simulated.tapAgain()
            let identity = try await tap.card.readIdentity(key: way, photo: false)
            XCTAssertEqual(identity.holder.documentNumber, "CA00000AA")
        }
        XCTAssertThrowsError(
            try PrintedKey(documentNumber: "CA00000AA", birth: "80O101", expiry: "350101")
        ) { XCTAssertTrue($0 is MrzError) }
        XCTAssertThrowsError(try TrustStore(files: [Data("nothing".utf8)])) {
            XCTAssertTrue($0 is TrustError)
        }
    }

    func testItIsReadWhateverIOSHasSelectedBefore() async throws {
        for family in families {
            for selected in CardApplications.identifiers {
                let own = folder.appendingPathComponent("\(family)-\(selected)")
                let tap = try Tap(own, family: family)
                _ = try tap.simulated.transceive(command: CardInField.select(selected))
                do {
                    let identity = try await tap.card.readIdentity(can: Can(can), photo: false)
                    XCTAssertEqual(identity.holder.fullName, "SIMULATA PROVA")
                } catch let error as CieError {
                    // These hide the parameters once DF_CIE was selected, for which the list of
                    // Info.plist has the travel document first: iOS comes to DF_CIE on no card of theirs.
                    XCTAssertEqual("\(family) \(selected)", "actalis A00000000039", error.code)
                    XCTAssertEqual(error.code, "card_reset_required")
                }
            }
        }
    }

    func testATapReadsEveryFamilyAfterTheSelectionOfIOS() async throws {
        for family in families {
            Phone.current = Phone()
            let card = try SimulatedCard(profile: family, extended: true)
            Phone.current.searches = [[.iso7816(try XCTUnwrap(CardInField(card)))]]
            Phone.current.listed = CardApplications.identifiers
            let reader = CardReader(store: FileTryStore(folder: folder), language: .english)
            let identity = try await reader.tap(only: nil) { [can] in
                try await $0.readIdentity(can: Can(can), photo: family == "nxp")
            }
            XCTAssertEqual(identity.holder.documentNumber, "CA00000AA", family)
        }
    }

    func testADocumentThatIsLostHalfWayIsReadAtTheNextTap() async throws {
        let whole = try Tap(folder)
        _ = try await whole.card.readIdentity(can: Can(can), photo: false)
        let exchanges = Int(whole.simulated.exchanges())
        let tap = try Tap(folder)
        for at in stride(from: 0, to: exchanges, by: 7) {
            tap.simulated.tapAgain()
            try tap.fault("drop-after", after: at)
            let lost = try await failing {
                try await tap.card.readIdentity(can: Can(self.can), photo: false)
            }
            XCTAssertEqual(lost.code, "card_lost", "\(at)")
        }
        try tap.noFault()
        _ = try await tap.card.readIdentity(can: Can(can), photo: false)
    }
}
