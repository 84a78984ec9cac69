// Not compiled on Linux: there is no SwiftUI there.

import Cie
import SwiftUI

/// Draws a ``Screen``: a list with sections, and the prominent button below it.
@MainActor
struct PageView: View {
    let page: Page?
    let screen: Screen
    /// How far the operation is, while a card is held.
    let step: OperationProgress?
    @Binding var pages: Pages
    let perform: (Action) -> Void

    @State private var asked: Choice?
    @AccessibilityFocusState private var isAtHeading: Bool

    var body: some View {
        List {
            Section {
                Text(verbatim: screen.title.text).font(.title.bold())
                    .accessibilityAddTraits(.isHeader)
                    .accessibilityFocused($isAtHeading)
                if let step { progress(step) }
            }
            .listRowBackground(Color.clear)
            ForEach(Array(screen.sections.enumerated()), id: \.offset) { _, section in
                Section {
                    ForEach(Array(section.rows.enumerated()), id: \.offset) { _, row in
                        RowView(row: row, pages: $pages, perform: chosen)
                    }
                } header: {
                    if let heading = section.heading { Text(verbatim: heading.text).textCase(nil) }
                }
            }
            if !screen.others.isEmpty {
                Section {
                    ForEach(screen.others, id: \.self) { ChoiceRow(choice: $0, perform: chosen) }
                }
            }
        }
        .listStyle(.insetGrouped)
        .scrollDismissesKeyboard(.interactively)
        .safeAreaInset(edge: .bottom) { if let main = screen.main { prominent(main) } }
        .navigationBarTitleDisplayMode(.inline)
        .navigationBarBackButtonHidden(screen.hidesBack)
        .onAppear {
            UIAccessibility.post(notification: .screenChanged, argument: nil)
            isAtHeading = true
        }
        .confirmationDialog(
            asked?.confirmation?.text ?? "", isPresented: isAsking, titleVisibility: .visible,
            presenting: asked
        ) { choice in
            Button(role: .destructive) { perform(choice.action) } label: { Text(verbatim: choice.label.text) }
            Button(role: .cancel) {} label: { Text("cancel") }
        }
    }

    private var isAsking: Binding<Bool> {
        Binding { asked != nil } set: { if !$0 { asked = nil } }
    }

    /// How far the operation is: in words for VoiceOver, as the system's sheet says it.
    private func progress(_ step: OperationProgress) -> some View {
        VStack(alignment: .leading) {
            ProgressView(value: min(max(step.fraction, 0), 1))
            Text(verbatim: phaseSentence(phase: step.phase, language: pages.language))
        }
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(Text(verbatim: ReaderTexts(pages.language).spokenProgress(step)))
        .accessibilityAddTraits(.updatesFrequently)
    }

    private func prominent(_ main: Choice) -> some View {
        Button { chosen(main) } label: {
            // White by day, black by night, when the accent colour is light.
            Text(verbatim: main.label.text).frame(maxWidth: .infinity)
                .foregroundStyle(Color(uiColor: .systemBackground))
        }
            .buttonStyle(.borderedProminent)
            .controlSize(.large)
            .disabled(!main.isEnabled)
            .padding()
            .background(.bar)
    }

    private func chosen(_ choice: Choice) {
        guard choice.confirmation == nil else {
            asked = choice
            return
        }
        perform(choice.action)
    }
}

/// A line that leads on.
struct ChoiceRow: View {
    let choice: Choice
    let perform: (Choice) -> Void

    var body: some View {
        Button { perform(choice) } label: {
            HStack {
                Text(verbatim: choice.label.text).multilineTextAlignment(.leading)
                Spacer()
                Image(systemName: "chevron.forward").accessibilityHidden(true)
            }
            .frame(minHeight: 44)
        }
        .disabled(!choice.isEnabled)
    }
}

extension Words {
    /// From the string catalogue, with its plurals.
    var text: String {
        switch self {
        case .sentence(let sentence): sentence
        case .key(let key, let numbers):
            String(
                format: Bundle.main.localizedString(forKey: key, value: nil, table: nil), locale: .current,
                arguments: numbers)
        }
    }
}
