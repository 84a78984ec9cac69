import XCTest

@testable import Cie

/// The same operations on the health card (TS-CNS), and what only it has.
final class HealthCardTests: XCTestCase {
    private lazy var folder = freshFolder(self)
    private var taps = 0

    /// Athena, ST and IDEMIA over contacts, IDEMIA and ST 2022 over NFC.
    private let systems = ["cns-athena", "cns-st", "cns-idemia", "cns-idemia-nfc", "cns-st2022-nfc"]
    private let short = "24680"
    private let changed = "8642097"
    private let mistaken = "112233"
    private let wrongPuk = "99887766"

    /// No answer of such a card is under a checksum.
    private let nothingProved = ChipProof(keyProved: false, issuerChecked: false)

    private func freshTap(_ system: String, extended: Bool = true) throws -> Tap {
        taps += 1
        let own = folder.appendingPathComponent("\(taps)")
        return try Tap(own, family: system, extended: extended)
    }

    private func said(_ tries: UInt8) -> Tries { Tries(left: tries, confirmed: false) }

    private func exchanges(
        _ system: String, _ operation: (CieCard) async throws -> some Any
    ) async throws -> Int {
        let tap = try freshTap(system)
        _ = try await operation(tap.card)
        return Int(tap.simulated.exchanges())
    }

    func testEveryOperationWorksOnEveryCardSystemInOneCommandWithACodeAndProvesNothing() async throws {
        for system in systems {
            for extended in [true, false] {
                for operation in 0..<3 {
                    let tap = try freshTap(system, extended: extended)
                    let report = switch operation {
                    case 0: try await tap.card.verifyPin(Pin(short))
                    case 1: try await tap.card.changePin(oldPin: Pin(short), newPin: Pin(changed))
                    default: try await tap.card.unblockPin(puk: Puk(puk), newPin: Pin(changed))
                    }
                    XCTAssertEqual(report.chip, nothingProved, system)
                    XCTAssertEqual(report.triesLeft, 3, system)
                    XCTAssertEqual(tap.link.codesSent, 1, system)
                    XCTAssertTrue(tap.hasPin(operation == 0 ? short : changed), system)
                }
            }
        }
    }

    func testAWrongPinTellsTheTriesInClearAndTheLastOneHasToBeAllowed() async throws {
        for system in systems {
            let tap = try freshTap(system)
            for left in [UInt8(2), 1] {
                let error = try await failing { try await tap.card.verifyPin(Pin(mistaken)) }
                XCTAssertEqual(error.code, "wrong_pin")
                XCTAssertEqual(error.details().tries, said(left), system)
                XCTAssertEqual(error.details().card, .tsCns)
            }
            let refused = try await failing { try await tap.card.verifyPin(Pin(mistaken)) }
            XCTAssertEqual(refused.code, "last_try")
            XCTAssertEqual(tap.simulated.pinTries(), 1)
            let blocked = try await failing {
                try await tap.card.verifyPin(Pin(mistaken), lastTry: refused.details().lastTry)
            }
            XCTAssertEqual(blocked.code, "pin_blocked")
            XCTAssertEqual(blocked.details().tries, said(0))
            _ = try await tap.card.unblockPin(puk: Puk(puk), newPin: Pin(changed))
            XCTAssertEqual(tap.simulated.pinTries(), 3)
            XCTAssertTrue(tap.hasPin(changed))
        }
    }

    func testAWrongPukTellsTheTriesOfThePukAndItsEndIsSaidToBeFinal() async throws {
        for system in systems {
            let tap = try freshTap(system)
            for left in [UInt8(2), 1] {
                let error = try await failing {
                    try await tap.card.unblockPin(puk: Puk(wrongPuk), newPin: Pin(changed))
                }
                XCTAssertEqual(error.code, "wrong_puk")
                XCTAssertEqual(error.details().tries, said(left), system)
            }
            let last = try await failing {
                try await tap.card.unblockPin(puk: Puk(puk), newPin: Pin(changed))
            }
            XCTAssertEqual(last.details().lastTry?.code, .puk)
            let blocked = try await failing {
                try await tap.card.unblockPin(
                    puk: Puk(wrongPuk), newPin: Pin(changed), lastTry: last.details().lastTry)
            }
            XCTAssertEqual(blocked.code, "puk_blocked")
            XCTAssertTrue(blocked.sentences(for: .english).message.contains("final"))
            XCTAssertTrue(tap.hasPin(short))
        }
    }

    func testACardLostBeforeThePinCostsNoTryAndWithItTheOutcomeIsUnknown() async throws {
        for system in ["cns-athena", "cns-idemia-nfc", "cns-st2022-nfc"] {
            let whole = try await exchanges(system) { try await $0.verifyPin(Pin(short)) }
            for at in 0..<whole {
                let tap = try freshTap(system)
                try tap.fault("drop-after", after: at)
                let error = try await failing { try await tap.card.verifyPin(Pin(mistaken)) }
                let sent = at == whole - 1
                XCTAssertEqual(error.code, sent ? "outcome_unknown" : "card_lost", "\(system) \(at)")
                XCTAssertEqual(tap.link.codesSent, sent ? 1 : 0)
                XCTAssertEqual(tap.simulated.pinTries(), sent ? 2 : 3)
            }
        }
    }

    func testAChangeAndAnUnblockingWhoseAnswerWasLostAreSettledByTryingTheNewPin() async throws {
        for system in ["cns-athena", "cns-idemia-nfc", "cns-st2022-nfc"] {
            for change in [true, false] {
                let operation: (CieCard) async throws -> Report = { [short, changed] card in
                    if change {
                        return try await card.changePin(oldPin: Pin(short), newPin: Pin(changed))
                    }
                    return try await card.unblockPin(puk: Puk(puk), newPin: Pin(changed))
                }
                let whole = try await exchanges(system, operation)
                let notTaken: Settlement = change ? .oldPin : .unblockAgain
                for (knob, settled) in [("drop-after", Settlement.newPin), ("drop-before", notTaken)] {
                    let tap = try freshTap(system)
                    try tap.fault(knob, after: whole - 1)
                    let unknown = try await failing { try await operation(tap.card) }
                    XCTAssertEqual(unknown.details().pending, change ? .changePin : .unblockPin)
                    try tap.noFault()
                    let pending = try await tap.card.pending()
                    XCTAssertEqual(
                        pending.needs, NeededCodes(newPin: true, oldPin: change, puk: false))
                    let settle: (LastTry?) async throws -> Resolution = { [short, changed] lastTry in
                        try await tap.card.resolve(
                            cardId: pending.cardId, newPin: Pin(changed),
                            oldPin: change ? Pin(short) : nil, lastTry: lastTry)
                    }
                    // The card has never said how many tries there are: the PUK may have been
                    // wrong, and the old PIN may be the third try.
                    var asked: LastTry?
                    if !change || settled == notTaken {
                        let refused = try await failing { try await settle(nil) }
                        XCTAssertEqual(refused.code, "last_try")
                        asked = refused.details().lastTry
                    }
                    let resolution = try await settle(asked)
                    XCTAssertEqual(resolution.settlement, settled, system)
                    XCTAssertTrue(tap.hasPin(settled == .newPin ? changed : short))
                    let after = try await tap.card.pending()
                    XCTAssertNil(after.pending)
                }
            }
        }
    }

    func testTheCodesOfOneHealthCardDoNotReachAnother() async throws {
        let whole = try await exchanges("cns-st2022-nfc") {
            try await $0.changePin(oldPin: Pin(short), newPin: Pin(changed))
        }
        let tap = try freshTap("cns-st2022-nfc")
        try tap.fault("drop-after", after: whole - 1)
        _ = try await failing {
            try await tap.card.changePin(oldPin: Pin(short), newPin: Pin(changed))
        }
        try tap.noFault()
        let asked = try await tap.card.pending()
        // An identity card and another health card that the same phone knows.
        for other in ["cns-idemia-nfc", "gemalto"] {
            let second = try SimulatedCard(profile: other, extended: true)
            let card = CieCard(second, store: tap.store)
            let refused = try await failing {
                try await card.resolve(cardId: asked.cardId, newPin: Pin(newPin), oldPin: Pin(pin))
            }
            XCTAssertEqual(refused.code, "other_card")
            XCTAssertEqual(second.pinTries(), 3)
        }
        let settled = try await tap.card.resolve(
            cardId: asked.cardId, newPin: Pin(changed), oldPin: Pin(short))
        XCTAssertEqual(settled.settlement, .newPin)
    }

    func testCodesThatAreForOneKindOfCardAreNotSentToTheOther() async throws {
        for (system, only) in [("cns-st2022-nfc", CardKind.cie), ("gemalto", .tsCns)] {
            let card = try SimulatedCard(profile: system, extended: true)
            let link = Tampered(card)
            let own = FileTryStore(folder: folder.appendingPathComponent("only-\(system)"))
            let mistaken = CieCard(link, store: own, only: only)
            let refused = try await failing {
                try await mistaken.unblockPin(puk: Puk(wrongPuk), newPin: Pin(newPin))
            }
            XCTAssertEqual(refused.code, "other_card")
            XCTAssertFalse(link.commands.contains { [0x20, 0x2C].contains($0[$0.startIndex + 1]) })
            // What needs no code works on either.
            let info = try await mistaken.cardInfo()
            XCTAssertNotEqual(info.kind, only)
        }
        let right = CieCard(
            try SimulatedCard(profile: "cns-athena", extended: true),
            store: FileTryStore(folder: folder), only: .tsCns)
        _ = try await right.verifyPin(Pin(short))
    }

    func testHolderValidityAndCertificateAreReadWithoutACode() async throws {
        for system in systems {
            let tap = try freshTap(system)
            let read = try await tap.card.readPersonalData()
            XCTAssertEqual(read.holder.surname, "PROVA")
            XCTAssertEqual(read.holder.givenNames, "SIMULATA")
            XCTAssertEqual(read.holder.fiscalCode, "PRVSLT80A41Z999P")
            XCTAssertEqual(read.holder.birth, "1980-01-01")
            XCTAssertEqual(read.holder.sex, .female)
            let certificate = try XCTUnwrap(read.certificate)
            XCTAssertLessThan(certificate.notBefore, certificate.notAfter)
            XCTAssertLessThan(try XCTUnwrap(read.issue), try XCTUnwrap(read.expiry))
            XCTAssertEqual(read.chip, nothingProved)
            XCTAssertEqual(tap.link.codesSent, 0)

            let info = try await tap.card.cardInfo()
            XCTAssertEqual(info.kind, .tsCns)
            XCTAssertEqual(
                info.details,
                .tsCns(system: read.system, number: read.number, region: read.region))
            XCTAssertEqual(info.known.cardId, read.cardId)
        }
    }

    func testTheNumberProposesTheRegionAndTheAdvisorTakesTheProposal() async throws {
        for (system, region) in [("cns-athena", "lombardia"), ("cns-st2022-nfc", "veneto")] {
            let read = try await freshTap(system).card.readPersonalData()
            XCTAssertEqual(read.region, region)
            let card = try SimulatedCard.withTries(
                profile: system, extended: true, pinTries: 0, pukTries: 3)
            let tap = Tap(folder.appendingPathComponent("blocked-\(system)"), card)
            let blocked = try await failing { try await tap.card.verifyPin(Pin(short)) }
            let situation = try XCTUnwrap(blocked.situation())
            try situation.set(input: .region, value: region)
            guard case .questions(let ask, _) = situation.advise(language: .italian, at: nil) else {
                return XCTFail(system)
            }
            // That it is a health card, its error has said.
            XCTAssertFalse(ask.contains { $0.input == .card || $0.input == .region })
        }
    }

    func testWhatOnlyOneOfTheCardsHasIsAnErrorThatSaysWhichCardIsThere() async throws {
        let cie = try await failing { try await freshTap("gemalto").card.readPersonalData() }
        XCTAssertEqual(cie.code, "not_on_this_card")
        XCTAssertEqual(cie.details().card, .cie)
        for system in systems {
            let tap = try freshTap(system)
            let health = try await failing { try await tap.card.readIdentity(can: Can("123456")) }
            XCTAssertEqual(health.code, "not_on_this_card", system)
            XCTAssertEqual(health.details().card, .tsCns)
            XCTAssertTrue(
                health.sentences(for: .italian).message.contains("tessera sanitaria"))
        }
    }
}
