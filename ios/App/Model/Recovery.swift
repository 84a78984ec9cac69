import Cie
import Foundation

/// What was answered about lost codes. No code is among it, and none of it is kept.
struct Recovery: Sendable {
    private struct Given: Sendable {
        var input: SituationInput
        var value: String
    }

    private var answers: [Given] = []

    init() {}

    var hasAnswers: Bool { !answers.isEmpty }

    /// Whether the plan may know more of the municipality: it is had for identity cards alone.
    var mayNameMunicipality: Bool {
        answers.contains { $0.input == .card && $0.value == "cie" }
            && !answers.contains { $0.input == .municipality }
    }

    /// Takes an answer; `false` where it is none.
    mutating func answer(_ input: SituationInput, _ value: String) -> Bool {
        answers.append(Given(input: input, value: value))
        guard (try? situation()) != nil else {
            back()
            return false
        }
        return true
    }

    /// Takes the last answer back.
    mutating func back() {
        answers.removeLast()
    }

    /// The next question, or what to do, at a time.
    func advice(_ language: Language, at time: Date) -> Advice {
        // Every answer was taken before.
        let situation = (try? situation()) ?? Situation()
        return situation.advise(language: language, at: UInt64(max(0, time.timeIntervalSince1970)))
    }

    private func situation() throws -> Situation {
        let situation = Situation()
        for given in answers { try situation.set(input: given.input, value: given.value) }
        return situation
    }
}

/// A part of the page, in order.
enum Part: Equatable, Sendable {
    /// A short heading of the app's own, by its key in the string catalogue.
    case label(String)
    /// The title of a way.
    case title(String)
    /// A line, and a short word of the app's own behind it, by its key.
    case line(String, note: String? = nil)
    /// Something to call, to write to or to open.
    case link(String, URL, note: String? = nil)
    /// What the app does itself.
    case action(String, OperationKind)
}

/// What to do, and what folds away behind it.
struct Told: Equatable, Sendable {
    var parts: [Part] = []
    var folded: [Part] = []

    /// The short headings and words, keys of the string catalogue.
    static let labels = [
        "bring", "by_appointment", "from_landline", "from_mobile", "good_to_know", "help", "otherwise",
        "replaced", "sources",
    ]

    init(_ plan: AdvicePlan, reason: String? = nil) {
        if let reason { parts.append(.line(reason)) }
        parts += plan.warnings.map { .line($0.sentence) }
        parts += plan.stages.flatMap(Self.parts(of:))
        parts += Self.under("good_to_know", plan.notes.map(Self.line))
        parts += Self.under("help", plan.help.flatMap(Self.parts(of:)))
        parts.append(.line(plan.age))
        folded = plan.background.map(Self.line)
        folded += Self.under("replaced", plan.replaced.map(Self.line))
        folded += Self.under("sources", plan.sources.map(Self.part(of:)))
    }

    /// Whom to ask while questions are open.
    init(meanwhile: [AdviceContact]) {
        parts = Self.under("help", meanwhile.flatMap(Self.parts(of:)))
    }

    private static func under(_ label: String, _ parts: [Part]) -> [Part] {
        parts.isEmpty ? [] : [.label(label)] + parts
    }

    private static func parts(of stage: AdviceStage) -> [Part] {
        var parts: [Part] = stage.relation == .otherwise ? [.label("otherwise")] : []
        parts.append(.title(text(stage.title)))
        parts += [stage.when].compactMap { $0 }.map(line)
        parts += stage.steps.flatMap(Self.parts(of:))
        for delivery in stage.deliveries {
            parts.append(line(delivery.fact))
            if let sender = delivery.sender { parts += Self.parts(of: sender) }
        }
        return parts + [stage.cost, stage.time].compactMap { $0 }.map(line)
    }

    private static func parts(of step: AdviceStep) -> [Part] {
        var parts = [line(step.fact)]
        if let own = step.operation { parts.append(.action(own.sentence, own.kind)) }
        parts += step.desks.flatMap(Self.parts(of:))
        parts += step.contacts.flatMap(Self.parts(of:))
        return parts + under("bring", step.documents.map { .line("• \(text($0.fact))") })
    }

    private static func parts(of contact: AdviceContact) -> [Part] {
        let told = "\(text(contact.fact)): \(contact.value)"
        let from: String? =
            switch contact.reach {
            case .any: nil
            case .landline: "from_landline"
            case .mobile: "from_mobile"
            }
        let link = contact.link.flatMap(URL.init(string:))
        return [link.map { .link(told, $0, note: from) } ?? .line(told)] + hours(contact.hours)
    }

    private static func parts(of desk: AdviceDesk) -> [Part] {
        let told = [text(desk.fact), desk.address].compactMap { $0 }.joined(separator: ", ")
        return [.line(told, note: desk.byAppointment ? "by_appointment" : nil)] + hours(desk.hours)
    }

    /// The week, a line for each day, after whether it is open now; nothing where nothing is stated.
    private static func hours(_ hours: StatedHours) -> [Part] {
        guard !hours.week.isEmpty else { return [] }
        let week = hours.week.map { "\($0.day): \($0.times)" }
        return [.line(([hours.stateSentence].compactMap { $0 } + week).joined(separator: "\n"))]
    }

    private static func part(of source: AdviceSource) -> Part {
        source.url.flatMap(URL.init(string:)).map { .link(source.sentence, $0) }
            ?? .line(source.sentence)
    }

    private static func line(_ fact: AdviceFact) -> Part { .line(text(fact)) }

    private static func text(_ fact: AdviceFact) -> String {
        [fact.sentence, fact.caution].compactMap { $0 }.joined(separator: " ")
    }
}
