import Cie
import Foundation

/// What was answered about lost codes. No code is among it, and none of it is kept.
struct Recovery: Sendable {
    private struct Given: Sendable {
        var input: SituationInput
        var value: String
    }

    /// What a card has said, where an operation led here.
    private var error: CieError?
    /// The kind of card that it was.
    private var known: CardKind?
    private var answers: [Given] = []

    init(after error: CieError? = nil, known: CardKind? = nil) {
        (self.error, self.known) = (error, known)
    }

    /// How many were given.
    var count: Int { answers.count }

    /// The kind of card, where it was named.
    var card: CardKind? {
        let named = answers.last { $0.input == .card }?.value
        return named == "cie" ? .cie : named == "ts_cns" ? .tsCns : known
    }

    /// Whether the plan may know more of the municipality: it is had for identity cards alone.
    var mayNameMunicipality: Bool {
        card == .cie && !answers.contains { $0.input == .municipality }
    }

    /// Takes the answer which card it is.
    mutating func name(_ card: CardKind) { _ = answer(.card, card == .tsCns ? "ts_cns" : "cie") }

    /// Takes an answer; `false` if it is not one.
    mutating func answer(_ input: SituationInput, _ value: String) -> Bool {
        answers.append(Given(input: input, value: value))
        guard (try? situation()) != nil else {
            answers.removeLast()
            return false
        }
        return true
    }

    /// Takes all answers back but the first ones.
    mutating func keep(_ count: Int) { answers = Array(answers.prefix(count)) }

    /// The next question, or what to do, at a time.
    func advice(_ language: Language, at time: Date) -> Advice {
        asked().advise(language: language, at: time.sinceEpoch)
    }

    /// What to do as text to send on, and as a page to print.
    func plan(_ language: Language, at time: Date) -> (lines: String, page: String) {
        let (asked, at) = (asked(), time.sinceEpoch)
        let lines = asked.adviseInLines(language: language, at: at, all: true)
        return (lines.joined(separator: "\n"), asked.adviseAsPage(language: language, at: at))
    }

    // Every answer was taken before.
    private func asked() -> Situation { (try? situation()) ?? Situation() }

    private func situation() throws -> Situation {
        let situation = error?.situation() ?? Situation()
        for given in answers { try situation.set(input: given.input, value: given.value) }
        return situation
    }
}

extension Date {
    fileprivate var sinceEpoch: UInt64 { UInt64(max(0, timeIntervalSince1970)) }
}
