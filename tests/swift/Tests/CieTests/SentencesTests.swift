import XCTest

@testable import Cie

final class SentencesTests: XCTestCase {
    private lazy var folder = freshFolder(self)
    private let languages = [Language.italian, .english, .german]

    func testEveryErrorHasSentencesInEveryLanguage() {
        XCTAssertGreaterThan(errorCodes().count, 20)
        for code in errorCodes() {
            for language in languages {
                let sentences = errorSentences(code: code, language: language)
                XCTAssertFalse(sentences?.message.isEmpty ?? true, code)
                XCTAssertFalse(sentences?.remedy.isEmpty ?? true, code)
            }
        }
        XCTAssertNil(errorSentences(code: "no_such_code", language: .english))
    }

    func testTheLocaleChoosesTheLanguageAndEnglishIsForAllOthers() {
        XCTAssertEqual(Language(Locale(identifier: "it_IT")), .italian)
        XCTAssertEqual(Language(Locale(identifier: "de-CH")), .german)
        XCTAssertEqual(Language(Locale(identifier: "en_GB")), .english)
        XCTAssertEqual(Language(Locale(identifier: "sl_SI")), .english)
    }

    func testAnErrorTellsThePersonWhatItIsWithWhatIsKnownOfIt() async throws {
        let tap = try Tap(folder)
        let error = try await failing { try await tap.card.verifyPin(Pin(wrong)) }
        let italian = error.sentences(for: .italian)
        XCTAssertTrue(italian.message.hasPrefix("Il PIN") && italian.message.contains("2"), italian.message)
        XCTAssertTrue(error.sentences(for: .german).message.hasPrefix("Die PIN"))
        XCTAssertEqual((error as any Error).localizedDescription, error.sentences().message)
        XCTAssertTrue("\(error.details())".hasPrefix("wrong_pin"))
    }

    func testTheSheetHasItsTextsInEveryLanguageAndShowsHowFarAnOperationIs() {
        let texts = languages.map { ReaderTexts($0) }
        for text in [\ReaderTexts.holdCard, \.moreThanOne, \.anotherCard, \.holdStill, \.done] {
            XCTAssertEqual(Set(texts.map { $0[keyPath: text] }).count, 3)
        }
        let step = OperationProgress(phase: .keyAgreement, fraction: 0.4)
        let line = ReaderTexts(.german).progress(step)
        XCTAssertTrue(line.hasPrefix(phaseSentence(phase: .keyAgreement, language: .german)))
        XCTAssertTrue(line.hasSuffix("●●●●○○○○○○"), line)
        let spoken = [Language.italian: "40 per cento", .english: "40 percent", .german: "40 Prozent"]
        for (language, percent) in spoken {
            let texts = ReaderTexts(language)
            let said = texts.spoken(true).progress(step)
            XCTAssertEqual(said, "\(phaseSentence(phase: .keyAgreement, language: language))\n\(percent)")
            XCTAssertEqual(texts.spoken(false).progress(step), texts.progress(step))
        }
        for odd in [Float.nan, -1, 2, .infinity] {
            let step = OperationProgress(phase: .start, fraction: odd)
            _ = (ReaderTexts(.english).progress(step), ReaderTexts(.english).spokenProgress(step))
        }
    }
}
