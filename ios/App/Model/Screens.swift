import Cie
import Foundation

extension Pages {
    /// What a page shows; the first one without a name.
    func screen(_ page: Page?, at now: Date = .now) -> Screen {
        var screen: Screen =
            switch page {
            case nil: home
            case .welcome: welcome
            case .whichCard: whichCard
            case .havePuk: havePuk(now)
            case .code(let entry): code(entry)
            case .review: review
            case .hold: holding
            case .outcome: ended
            case .advice(let count): advice(count, now)
            case .about: about
            }
        if let notice { screen.rows.insert(.warning(notice), at: 0) }
        return screen
    }

    private var home: Screen {
        var rows = open.flatMap { pending -> [Row] in
            [.warning(.key("open_operation")), .choice(choice("settle", .settle(pending), needsCard: true))]
        }
        if !isAvailable { rows += [.warning(.key("nfc_missing"))] }
        rows += [PersonTask.forgotPin, .changePin, .checkPin].map { .choice(begin($0)) }
        rows += [.choice(choice("recover", .recover)), .heading(.key("data_heading"))]
        rows += [PersonTask.readData, .readHealthCard].map { .choice(begin($0)) }
        rows += [.heading(.key("more")), .choice(choice("about", .about))]
        return Screen(title: .key("home_heading"), rows: rows)
    }

    private var welcome: Screen {
        let rows: [Row] = [
            .picture("picture_codes"), .text(.key("welcome_codes")), .text(.key("privacy_network")),
            .text(.key("privacy_codes")),
        ]
        return Screen(title: .key("welcome"), rows: rows, main: choice("go_on", .goOn))
    }

    private var whichCard: Screen {
        Screen(
            title: .key("which_card"),
            rows: [
                .picture("picture_codes"), .choice(choice("identity_card", .take(.cie))),
                .choice(choice("health_card", .take(.tsCns))), .text(.key("health_card_how")),
                .picture("picture_reader"),
            ])
    }

    /// The library asks; only that it is there in two halves or in one piece is the app's own.
    private func havePuk(_ now: Date) -> Screen {
        var screen = Screen(title: .key("have_puk"), rows: [.picture("picture_halves")])
        guard case .questions(let ask, _) = aboutPuk.advice(language, at: now),
            let question = ask.first(where: { $0.input == .puk })
        else {
            screen.main = choice("go_on", .hasPuk)
            return screen
        }
        screen.rows += question.answers.map { answer in
            let action: Action = answer.value == "known" ? .hasPuk : .answer(.puk, answer.value)
            return .choice(Choice(label: .sentence(answer.sentence), action: action))
        }
        return screen
    }

    private func code(_ entry: Entry) -> Screen {
        guard let attempt else { return Screen(title: .key("home_heading")) }
        let isOfThen = attempt.task == .settle
        let key =
            switch entry {
            case .can, .printedLines: "enter_can"
            case .puk: "enter_puk"
            case .pin: attempt.task == .changePin || isOfThen ? "enter_old_pin" : "enter_pin"
            case .newPin: isOfThen ? "enter_pin_of_then" : "enter_new_pin"
            }
        var screen = Screen(title: .key(key), main: choice("go_on", .goOn), isPrivate: true)
        screen.rows.append(.text(.key(isOfThen ? "settle_how" : "\(key)_how")))
        if entry == .puk { screen.rows.append(.picture("picture_halves")) }
        if entry == .can { screen.rows.append(.picture("picture_codes")) }
        let length = EnteredCodes.length(entry, for: attempt.only)
        let isHalf = entry == .puk && attempt.entersHalves
        for field in attempt.fields(entry) {
            let wrong = mistake?.field == field ? mistake?.words : nil
            screen.rows.append(
                .field(field, length: isHalf ? nil : length, count: typed[field]?.count ?? 0, mistake: wrong))
        }
        if entry == .newPin, !isOfThen {
            let rules = attempt.entered.rules(codes, for: attempt.only)
            screen.rows += rules.map { .rule(.key($0.key), isKept: $0.isKept) }
        }
        if entry == .puk {
            if attempt.entered.joined != nil { screen.others = [choice("swap_halves", .swapHalves)] }
            let other = attempt.entersHalves ? "puk_whole" : "puk_halves"
            screen.others.append(choice(other, .enterHalves(!attempt.entersHalves)))
            screen.rows.append(.text(.key("codes_stay")))
        }
        return screen
    }

    private var review: Screen {
        guard let attempt else { return Screen(title: .key("home_heading")) }
        var screen = Screen(title: .key("review"), main: choice("hold_card", .hold, needsCard: true))
        let card = attempt.only.map { $0 == .cie ? "identity_card" : "health_card" }
        screen.rows = [attempt.task.title, card].compactMap { $0 }.map { .text(.key($0)) }
        let notes = attempt.task == .forgotPin ? attempt.entered.joined?.notes() ?? [] : []
        screen.rows += notes.map { .warning(.sentence(joinNoteSentence(note: $0, language: language))) }
        if !notes.isEmpty { screen.others = [choice("swap_halves", .swapHalves)] }
        screen.rows += [.picture("picture_phone"), .text(.key("hold_card_how"))]
        if attempt.only != .cie, attempt.task != .readData { screen.rows.append(.text(.key("health_card_how"))) }
        return screen
    }

    private var holding: Screen {
        Screen(
            title: .key("hold_card"),
            rows: [.picture("picture_phone"), .text(.key("hold_card_how"))] + hints,
            main: choice("stop", .stop), hidesBack: true)
    }

    /// For a card that is not found, or moves.
    private var hints: [Row] {
        [.heading(.key("not_found"))]
            + ["not_found_cover", "not_found_place", "not_found_others", "health_card_how"].map { .text(.key($0)) }
    }

    private var ended: Screen {
        guard let outcome else { return Screen(title: .key("home_heading")) }
        let title = outcome.succeeded ? "done" : outcome.lastTry == nil ? "not_done" : "last_try"
        var screen = Screen(title: .key(title), isPrivate: outcome.isPersonal, hidesBack: true)
        screen.rows += outcome.photo.map { [.photo($0)] } ?? []
        screen.rows += outcome.name.map { [.heading(.sentence($0))] } ?? []
        screen.rows += outcome.told.enumerated().map { at, words in
            outcome.isBad && at == 0 ? .warning(words) : .text(words)
        }
        screen.rows += outcome.lines.map { .value(.key($0.label), $0.value) }
        if outcome.steps.first == .holdAgain { screen.rows += hints + [.choice(choice("recover", .recover))] }
        if let report = outcome.report {
            let rows: [Row] = [.text(.key("support_how")), .text(.sentence(report)), .share(report, page: nil)]
            screen.rows.append(.folded(.key("support"), rows))
        }
        var steps = outcome.steps.map(self.step)
        // The safer way is the one that is easy to press.
        if let safer = steps.firstIndex(where: { $0.confirmation == nil }) {
            steps.insert(steps.remove(at: safer), at: 0)
        }
        let home = choice(outcome.isPersonal ? "erase" : "home", .home)
        screen.main = steps.first ?? home
        screen.others = steps.isEmpty ? [] : steps.dropFirst() + [home]
        return screen
    }

    private func step(_ step: NextStep) -> Choice {
        var choice = choice(step.label ?? "again", .step(step), needsCard: step != .advise)
        if case .askLastTry = step { choice.confirmation = .key("last_try_sure") }
        return choice
    }

    private func advice(_ count: Int, _ now: Date) -> Screen {
        var asked = recovery
        asked.keep(count)
        var screen: Screen
        switch asked.advice(language, at: now) {
        case .questions(let ask, let meanwhile):
            guard let question = ask.first else { return Screen(title: .key("what_to_do")) }
            screen = Screen(title: .sentence(question.sentence))
            screen.rows = [.text(.key("question %lld", [count + 1])), .text(.key("recover_how"))]
            screen.rows += question.answers.map {
                .choice(Choice(label: .sentence($0.sentence), action: .answer(question.input, $0.value)))
            }
            screen.rows += Told(meanwhile: meanwhile).rows
        case .plan(let plan): screen = told(Told(plan), asked, now)
        case .notCovered(_, let sentence, let plan):
            screen = told(Told(plan, reason: sentence), asked, now)
        }
        screen.others = [choice("home", .home)]
        return screen
    }

    private func told(_ told: Told, _ asked: Recovery, _ now: Date) -> Screen {
        var rows = told.rows.map { row -> Row in
            guard case .choice(var choice) = row else { return row }
            choice.isEnabled = isAvailable
            return .choice(choice)
        }
        if asked.mayNameMunicipality {
            rows += [
                .place(mistake: isNoPlace ? .key("no_municipality") : nil),
                .choice(choice("name_municipality", .namePlace)),
            ]
        }
        let plan = asked.plan(language, at: now)
        rows.append(.share(plan.lines, page: plan.page))
        if !told.folded.isEmpty { rows.append(.folded(.key("more"), told.folded)) }
        return Screen(title: .key("what_to_do"), rows: rows)
    }

    private var about: Screen {
        let mail = facts.complaints.isEmpty ? nil : URL(string: "mailto:\(facts.complaints)")
        var rows: [Row] = [
            .value(.key("version"), "\(facts.version) (\(sdkVersion()))"), .text(.key("not_official")),
            .choice(choice("welcome", .welcome)),
        ]
        rows += facts.settings.map { [.link(.key("app_language"), $0)] } ?? []
        rows += [.heading(.key("privacy")), .text(.key("privacy_network")), .text(.key("privacy_codes"))]
        rows += [.heading(.key("accessibility")), .text(.key("accessibility_how"))]
        rows.append(mail.map { .link(.key("complain"), $0) } ?? .text(.key("complain_nobody")))
        rows += [.heading(.key("licences")), .folded(.key("licences"), [.text(.sentence(facts.licences))])]
        return Screen(title: .key("about"), rows: rows)
    }

    private func begin(_ task: PersonTask) -> Choice { choice(task.title, .begin(task), needsCard: true) }

    private func choice(_ key: String, _ action: Action, needsCard: Bool = false) -> Choice {
        Choice(label: .key(key), action: action, isEnabled: isAvailable || !needsCard)
    }
}
