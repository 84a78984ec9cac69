// Not compiled on Linux: there is no SwiftUI there.

import Cie
import SwiftUI

/// The way back to lost codes: one question after the other, then what to do. Needs no card: whoever
/// has lost it is advised, too.
struct RecoveryPage: View {
    /// Whether a card can be read, for what the app does itself.
    let isAvailable: Bool
    let unblock: () -> Void
    let home: () -> Void

    @State private var recovery = Recovery()
    @State private var municipality = ""
    @State private var isNoName = false
    @AccessibilityFocusState private var isAtHeading: Bool

    var body: some View {
        ScrollView {
            VStack(alignment: .leading, spacing: 16) {
                advice
                if recovery.hasAnswers {
                    Button("previous") { change { $0.back() } }
                }
                Button("home", role: .cancel, action: home)
            }
            .padding()
        }
    }

    @ViewBuilder private var advice: some View {
        switch recovery.advice(.preferred, at: .now) {
        case .questions(let ask, let meanwhile):
            if let question = ask.first { self.question(question) }
            PartsView(parts: Told(meanwhile: meanwhile).parts, unblock: nil)
        case .plan(let plan): told(Told(plan))
        case .notCovered(_, let sentence, let plan): told(Told(plan, reason: sentence))
        }
    }

    @ViewBuilder private func question(_ question: AdviceQuestion) -> some View {
        heading(Text(verbatim: question.sentence))
        Text("recover_how")
        ForEach(question.answers, id: \.value) { answer in
            Button {
                change { _ = $0.answer(question.input, answer.value) }
            } label: {
                Text(verbatim: answer.sentence).frame(maxWidth: .infinity)
            }
            .buttonStyle(.bordered)
            .controlSize(.large)
        }
    }

    @ViewBuilder private func told(_ told: Told) -> some View {
        heading(Text("what_to_do"))
        PartsView(parts: told.parts, unblock: isAvailable ? unblock : nil)
        if recovery.mayNameMunicipality { place }
        if !told.folded.isEmpty {
            DisclosureGroup("more") {
                VStack(alignment: .leading, spacing: 16) {
                    PartsView(parts: told.folded, unblock: nil)
                }
                .frame(maxWidth: .infinity, alignment: .leading)
            }
        }
    }

    @ViewBuilder private var place: some View {
        TextField("municipality", text: $municipality)
            .textFieldStyle(.roundedBorder)
            .textContentType(.addressCity)
        if isNoName { Label("no_municipality", systemImage: "exclamationmark.triangle") }
        Button("name_municipality") {
            var next = recovery
            isNoName = !next.answer(.municipality, municipality)
            if !isNoName { change { $0 = next } }
        }
    }

    private func heading(_ text: Text) -> some View {
        text.font(.title).accessibilityAddTraits(.isHeader).accessibilityFocused($isAtHeading)
    }

    /// VoiceOver goes on at the heading of what comes next.
    private func change(_ how: (inout Recovery) -> Void) {
        how(&recovery)
        isAtHeading = true
    }
}

private struct PartsView: View {
    let parts: [Part]
    /// `nil` while no card can be read.
    let unblock: (() -> Void)?

    var body: some View {
        ForEach(Array(parts.enumerated()), id: \.offset) { _, part in
            switch part {
            case .label(let key):
                Text(LocalizedStringKey(key)).font(.headline).accessibilityAddTraits(.isHeader)
            case .title(let text):
                Text(verbatim: text).font(.title2).accessibilityAddTraits(.isHeader)
            case .line(let text, let note):
                noted(text, note).textSelection(.enabled)
            case .link(let text, let url, let note):
                Link(destination: url) { noted(text, note).multilineTextAlignment(.leading) }
            case .action(let text, _):
                Button { unblock?() } label: {
                    Text(verbatim: text).frame(maxWidth: .infinity)
                }
                .buttonStyle(.borderedProminent)
                .controlSize(.large)
                .disabled(unblock == nil)
            }
        }
    }

    private func noted(_ text: String, _ note: String?) -> Text {
        guard let note else { return Text(verbatim: text) }
        return Text(verbatim: "\(text) (") + Text(LocalizedStringKey(note)) + Text(verbatim: ")")
    }
}
