import Cie
import Foundation

/// What to do, and what folds away behind it. Every line carries the numbers of its sources, as they
/// are listed at the end.
struct Told: Equatable, Sendable {
    var rows: [Row] = []
    var folded: [Row] = []

    init(_ plan: AdvicePlan, reason: String? = nil) {
        let teller = Teller(sources: plan.sources)
        if let reason { rows.append(.text(.sentence(reason))) }
        rows += plan.warnings.filter(\.comesFirst).map { .text(.sentence($0.sentence)) }
        rows += plan.stages.flatMap(teller.stage)
        rows += teller.under("good_to_know", plan.notes.map(teller.line))
        let later = plan.warnings.filter { !$0.comesFirst }
        rows += teller.under("careful", later.map { .text(.sentence($0.sentence)) })
        rows += teller.under("help", plan.help.flatMap(teller.contact))
        rows.append(.text(.sentence(plan.age)))
        folded = plan.background.map(teller.line)
        folded += teller.under("replaced", plan.replaced.map(teller.line))
        folded += teller.under("sources", plan.sources.enumerated().map { teller.source($0.offset, $0.element) })
    }

    /// Whom to ask while questions are open.
    init(meanwhile: [AdviceContact]) {
        let teller = Teller(sources: [])
        rows = teller.under("help", meanwhile.flatMap(teller.contact))
    }
}

private struct Teller {
    let sources: [AdviceSource]

    func under(_ label: String, _ rows: [Row]) -> [Row] {
        rows.isEmpty ? [] : [.heading(.key(label))] + rows
    }

    func stage(_ stage: AdviceStage) -> [Row] {
        var rows: [Row] = stage.relation == .otherwise ? [.heading(.key("otherwise"))] : []
        rows.append(.heading(.sentence(stage.title.sentence)))
        rows += [stage.when].compactMap { $0 }.map(line)
        rows += stage.steps.flatMap(step)
        for delivery in stage.deliveries {
            rows.append(line(delivery.fact))
            if let sender = delivery.sender { rows += contact(sender) }
        }
        return rows + [stage.cost, stage.time].compactMap { $0 }.map(line)
    }

    func contact(_ contact: AdviceContact) -> [Row] {
        let told = "\(contact.fact.sentence): \(contact.value)\(numbers(contact.fact))"
        let from: String? =
            switch contact.reach {
            case .any: nil
            case .landline: "from_landline"
            case .mobile: "from_mobile"
            }
        let link = contact.link.flatMap(URL.init(string:))
        return [link.map { .link(.sentence(told), $0, note: from) } ?? .text(.sentence(told))] + hours(contact.hours)
    }

    func line(_ fact: AdviceFact) -> Row {
        .text(.sentence(text(fact)), note: fact.confidence == .inferred ? "concluded" : nil)
    }

    func source(_ number: Int, _ source: AdviceSource) -> Row {
        let told = "[\(number + 1)] \(source.sentence)"
        return source.url.flatMap(URL.init(string:)).map { .link(.sentence(told), $0) } ?? .text(.sentence(told))
    }

    private static let maps = "https://maps.apple.com/?q="

    private func action(_ own: AdviceOperation) -> Row {
        switch own.kind {
        case .unblockPin: .choice(Choice(label: .sentence(own.sentence), action: .begin(.forgotPin)))
        }
    }

    private func step(_ step: AdviceStep) -> [Row] {
        var rows = [line(step.fact)]
        if let own = step.operation { rows.append(action(own)) }
        rows += step.desks.flatMap(desk)
        rows += step.contacts.flatMap(contact)
        return rows + under("bring", step.documents.map { .text(.sentence("• \(text($0.fact))")) })
    }

    private func desk(_ desk: AdviceDesk) -> [Row] {
        let told = [desk.fact.sentence, desk.address].compactMap { $0 }.joined(separator: ", ")
        let note = desk.byAppointment ? "by_appointment" : nil
        // Maps on iOS knows `geo:` in the newest versions only.
        let map = desk.link.flatMap { URL(string: $0.replacingOccurrences(of: "geo:0,0?q=", with: Self.maps)) }
        let words = Words.sentence(told + numbers(desk.fact))
        return [map.map { .link(words, $0, note: note) } ?? .text(words, note: note)] + hours(desk.hours)
    }

    /// The week, a line for each day, after whether it is open now; nothing where nothing is stated.
    private func hours(_ hours: StatedHours) -> [Row] {
        guard !hours.week.isEmpty else { return [] }
        let week = hours.week.map { "\($0.day): \($0.times)" }
        return [.text(.sentence(([hours.stateSentence].compactMap { $0 } + week).joined(separator: "\n")))]
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
