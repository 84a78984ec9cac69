import Cie
import Foundation

/// What a tap has ended with, and what can be done from there.
struct Outcome: Sendable {
    /// Something that the document says of its holder.
    struct Line: Equatable, Sendable {
        /// A key of the string catalogue.
        var label: String
        var value: String
    }

    var succeeded: Bool
    /// What has happened, and what to do about it.
    var told: [Words]
    /// The button to show first, and what can be done instead, as far as this app has a page for it.
    var steps: [NextStep] = []
    var name: String?
    var lines: [Line] = []
    var photo: Data?
    /// That what the document says is not true, or the card a copy.
    var isBad = false
    /// The card, where it was told apart.
    var cardId: String?
    /// The last try that the person is asked about.
    var lastTry: LastTry?
    var error: CieError?
    /// For support: what can be sent to whoever helps. No digits are in it.
    var report: String?

    /// Whether it is what a document says of a person.
    var isPersonal: Bool { name != nil || !lines.isEmpty || photo != nil }
}

extension Outcome {
    /// A code was accepted.
    init(_ report: Report, done: String?, _ language: Language) {
        self.init(succeeded: true, told: done.map { [.key($0)] } ?? [])
        if let left = report.triesLeft { told.append(.key("tries_left %lld", [Int(left)])) }
        // A health card proves nothing.
        if !report.chip.keyProved {
            told.append(.sentence(chipSentence(proof: report.chip, language: language)))
        }
        cardId = report.cardId
    }

    /// What was open is settled, or needs codes.
    init(_ resolution: Resolution, _ language: Language) {
        let sentence = settlementSentence(settlement: resolution.settlement, language: language)
        self.init(succeeded: true, told: [.sentence(sentence)], cardId: resolution.report.cardId)
        if let left = resolution.report.triesLeft { told.append(.key("tries_left %lld", [Int(left)])) }
        switch resolution.settlement {
        case .needsCodes(let codes): (succeeded, steps) = (false, [.settle(codes: codes)])
        case .unblockAgain: steps = [.unblock]
        case .nothingPending, .nothingToSettle, .newPin, .oldPin: break
        }
    }

    /// What to say of an error.
    init(_ error: CieError, _ variant: UnblockVariant, _ language: Language, report: SupportReport?) {
        let (sentences, details) = (error.sentences(for: language), error.details())
        self.init(
            succeeded: false, told: [.sentence(sentences.message), .sentence(sentences.remedy)],
            cardId: details.cardId, lastTry: details.lastTry, error: error)
        steps = ([details.next] + details.otherwise).filter { $0.label != nil }
        // Both ways were refused.
        if variant != .direct { steps.removeAll { $0 == .unblockOtherWay } }
        self.report = report?.text(device: Self.device, error: details)
    }

    /// Who the document says its holder is, and how far that is proved.
    init(_ identity: Identity, _ language: Language) {
        let holder = identity.holder
        let address = holder.address.isEmpty ? nil : holder.address.joined(separator: ", ")
        let proved = identity.verdict.sentences(for: language)?.summary
        self.init(succeeded: true, told: [.sentence(proved ?? "")], name: holder.fullName)
        lines = Self.lines([
            ("data_birth", Self.date(holder.birth, language)), ("data_fiscal_code", holder.fiscalCode),
            ("data_address", address), ("data_document", holder.documentNumber),
            ("data_expiry", Self.date(holder.expiry, language)),
            ("data_unlimited", holder.unlimited ? "" : nil),
        ])
        photo = holder.faces.first?.bytes
        isBad = identity.verdict.bad
    }

    /// Who a health card says its holder is, and that it is not proved.
    init(_ card: HealthCard, _ language: Language) {
        let holder = card.holder
        let certified = card.certificate.flatMap { italianDate(at: $0.notAfter) }
        self.init(succeeded: true, told: [.sentence(chipSentence(proof: card.chip, language: language))])
        let names = [holder.givenNames, holder.surname].compactMap { $0 }.joined(separator: " ")
        name = names.isEmpty ? nil : names
        lines = Self.lines([
            ("data_birth", Self.date(holder.birth, language)), ("data_fiscal_code", holder.fiscalCode),
            ("data_card_number", card.number), ("data_expiry", Self.date(card.expiry, language)),
            ("data_certificate", Self.date(certified, language)),
        ])
    }

    /// What is said, under the keys of its labels.
    private static func lines(_ said: [(String, String?)]) -> [Line] {
        said.compactMap { label, value in value.map { Line(label: label, value: $0) } }
    }

    /// A date of the library (`YYYY-MM-DD`) as it is written in a language.
    static func date(_ said: String?, _ language: Language) -> String? {
        let day = ISO8601DateFormatter()
        day.formatOptions = .withFullDate
        guard let said, let date = day.date(from: said) else { return said }
        let name = switch language { case .italian: "it_IT"; case .english: "en_GB"; case .german: "de_DE" }
        let format = DateFormatter()
        (format.locale, format.timeZone) = (Locale(identifier: name), day.timeZone)
        format.dateStyle = .long
        return format.string(from: date)
    }

    /// As its maker calls it.
    private static var device: String {
        var system = utsname()
        uname(&system)
        return withUnsafeBytes(of: &system.machine) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
