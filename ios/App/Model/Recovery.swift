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

    /// Takes an answer; `false` if it is not one.
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

/// What to do, and what folds away behind it. Every line carries the numbers of its sources, as they
/// are listed at the end.
struct Told: Equatable, Sendable {
    var parts: [Part] = []
    var folded: [Part] = []

    /// The short headings and words, keys of the string catalogue.
    static let labels = [
        "bring", "by_appointment", "careful", "concluded", "from_landline", "from_mobile", "good_to_know",
        "help", "otherwise", "replaced", "sources",
    ]

    init(_ plan: AdvicePlan, reason: String? = nil) {
        let teller = Teller(sources: plan.sources)
        if let reason { parts.append(.line(reason)) }
        parts += plan.warnings.filter(\.comesFirst).map { .line($0.sentence) }
        parts += plan.stages.flatMap(teller.stage)
        parts += teller.under("good_to_know", plan.notes.map(teller.line))
        let later = plan.warnings.filter { !$0.comesFirst }
        parts += teller.under("careful", later.map { .line($0.sentence) })
        parts += teller.under("help", plan.help.flatMap(teller.contact))
        parts.append(.line(plan.age))
        folded = plan.background.map(teller.line)
        folded += teller.under("replaced", plan.replaced.map(teller.line))
        folded += teller.under("sources", plan.sources.enumerated().map { teller.source($0.offset, $0.element) })
    }

    /// Whom to ask while questions are open.
    init(meanwhile: [AdviceContact]) {
        let teller = Teller(sources: [])
        parts = teller.under("help", meanwhile.flatMap(teller.contact))
    }
}

private struct Teller {
    let sources: [AdviceSource]

    func under(_ label: String, _ parts: [Part]) -> [Part] {
        parts.isEmpty ? [] : [.label(label)] + parts
    }

    func stage(_ stage: AdviceStage) -> [Part] {
        var parts: [Part] = stage.relation == .otherwise ? [.label("otherwise")] : []
        parts.append(.title(stage.title.sentence))
        parts += [stage.when].compactMap { $0 }.map(line)
        parts += stage.steps.flatMap(step)
        for delivery in stage.deliveries {
            parts.append(line(delivery.fact))
            if let sender = delivery.sender { parts += contact(sender) }
        }
        return parts + [stage.cost, stage.time].compactMap { $0 }.map(line)
    }

    func contact(_ contact: AdviceContact) -> [Part] {
        let told = "\(contact.fact.sentence): \(contact.value)\(numbers(contact.fact))"
        let from: String? =
            switch contact.reach {
            case .any: nil
            case .landline: "from_landline"
            case .mobile: "from_mobile"
            }
        let link = contact.link.flatMap(URL.init(string:))
        return [link.map { .link(told, $0, note: from) } ?? .line(told)] + hours(contact.hours)
    }

    func line(_ fact: AdviceFact) -> Part {
        .line(text(fact), note: fact.confidence == .inferred ? "concluded" : nil)
    }

    func source(_ number: Int, _ source: AdviceSource) -> Part {
        let told = "[\(number + 1)] \(source.sentence)"
        return source.url.flatMap(URL.init(string:)).map { .link(told, $0) } ?? .line(told)
    }

    private func step(_ step: AdviceStep) -> [Part] {
        var parts = [line(step.fact)]
        if let own = step.operation { parts.append(.action(own.sentence, own.kind)) }
        parts += step.desks.flatMap(desk)
        parts += step.contacts.flatMap(contact)
        return parts + under("bring", step.documents.map { .line("• \(text($0.fact))") })
    }

    private func desk(_ desk: AdviceDesk) -> [Part] {
        let told = [desk.fact.sentence, desk.address].compactMap { $0 }.joined(separator: ", ")
        let note = desk.byAppointment ? "by_appointment" : nil
        return [.line(told + numbers(desk.fact), note: note)] + hours(desk.hours)
    }

    /// The week, a line for each day, after whether it is open now; nothing where nothing is stated.
    private func hours(_ hours: StatedHours) -> [Part] {
        guard !hours.week.isEmpty else { return [] }
        let week = hours.week.map { "\($0.day): \($0.times)" }
        return [.line(([hours.stateSentence].compactMap { $0 } + week).joined(separator: "\n"))]
    }

    private func text(_ fact: AdviceFact) -> String {
        [fact.sentence, fact.caution].compactMap { $0 }.joined(separator: " ") + numbers(fact)
    }

    private func numbers(_ fact: AdviceFact) -> String {
        let cited = fact.sources.map(\.id)
        let found = sources.indices.filter { cited.contains(sources[$0].id) }.map { "\($0 + 1)" }
        return found.isEmpty ? "" : " [\(found.joined(separator: ", "))]"
    }
}
