// Not compiled on Linux: there is no SwiftUI there.

import Cie
import SwiftUI

/// Draws one ``Row``.
@MainActor
struct RowView: View {
    let row: Row
    @Binding var pages: Pages
    let perform: (Choice) -> Void

    var body: some View {
        switch row {
        case .heading(let words):
            Text(verbatim: words.text).font(.headline).accessibilityAddTraits(.isHeader)
        case .text(let words, let note): noted(words, note).textSelection(.enabled)
        case .warning(let words): warning(words)
        case .value(let label, let value):
            LabeledContent { Text(verbatim: value) } label: { Text(verbatim: label.text) }
                .textSelection(.enabled)
        case .link(let words, let url, let note):
            Link(destination: url) { noted(words, note).multilineTextAlignment(.leading) }.frame(minHeight: 44)
        case .choice(let choice): ChoiceRow(choice: choice, perform: perform)
        case .field(let field, let length, let count, let mistake):
            FieldRow(field: field, length: length, count: count, mistake: mistake, text: text(of: field))
        case .place(let mistake):
            TextField("municipality", text: Binding { pages.place } set: { pages.type(place: $0) })
                .textContentType(.addressCity)
                .frame(minHeight: 44)
            if let mistake { warning(mistake) }
        case .rule(let words, let isKept):
            Label(words.text, systemImage: isKept ? "checkmark.circle.fill" : "circle")
                .accessibilityValue(Text(isKept ? "kept" : "not_kept"))
        case .picture(let name):
            Image(name, label: Text(LocalizedStringKey(name)))
                .resizable()
                .scaledToFit()
                .foregroundStyle(.tint)
                .frame(maxWidth: .infinity, maxHeight: 180)
        case .photo(let photo):
            // A photo that iOS cannot show, it leaves out.
            if let image = UIImage(data: photo) {
                Image(uiImage: image).resizable().scaledToFit().frame(maxHeight: 240)
                    .accessibilityLabel(Text("photo"))
            }
        case .folded(let words, let rows):
            DisclosureGroup {
                ForEach(Array(rows.enumerated()), id: \.offset) { _, row in
                    RowView(row: row, pages: $pages, perform: perform)
                }
            } label: {
                Text(verbatim: words.text)
            }
        case .share(let text, let page):
            ShareLink(item: text) { Label("share", systemImage: "square.and.arrow.up") }.frame(minHeight: 44)
            if let page {
                Button { Self.printed(page) } label: { Label("print", systemImage: "printer") }
                    .frame(minHeight: 44)
            }
        }
    }

    private func text(of field: Field) -> Binding<String> {
        Binding { pages.typed[field] ?? "" } set: { pages.type($0, in: field) }
    }

    private func warning(_ words: Words) -> some View {
        Label(words.text, systemImage: "exclamationmark.triangle")
    }

    private func noted(_ words: Words, _ note: String?) -> Text {
        guard let note else { return Text(verbatim: words.text) }
        return Text(verbatim: "\(words.text) (\(Words.key(note).text))")
    }

    private static func printed(_ page: String) {
        let controller = UIPrintInteractionController.shared
        controller.printFormatter = UIMarkupTextPrintFormatter(markupText: page)
        controller.present(animated: true)
    }
}

/// A code is entered: pasted, or typed with the digits hidden or shown.
private struct FieldRow: View {
    let field: Field
    let length: Words?
    let count: Int
    let mistake: Words?
    @Binding var text: String

    @State private var isShown = false
    @FocusState private var isFocused: Bool

    var body: some View {
        VStack(alignment: .leading) {
            Text(LocalizedStringKey(field.rawValue)).font(.headline).accessibilityHidden(true)
            if let length { Text(verbatim: length.text).font(.subheadline).accessibilityHidden(true) }
            HStack {
                Group {
                    if isShown {
                        TextField(LocalizedStringKey(field.rawValue), text: $text)
                    } else {
                        SecureField(LocalizedStringKey(field.rawValue), text: $text)
                    }
                }
                .keyboardType(.numberPad)
                .autocorrectionDisabled()
                .privacySensitive()
                .focused($isFocused)
                .accessibilityHint(Text(verbatim: (mistake ?? length)?.text ?? ""))
                Button { isShown.toggle() } label: {
                    Image(systemName: isShown ? "eye.slash" : "eye").frame(minWidth: 44, minHeight: 44)
                }
                .buttonStyle(.borderless)
                .accessibilityLabel(Text("show_digits"))
                .accessibilityAddTraits(isShown ? .isSelected : [])
            }
            if let mistake {
                Label(mistake.text, systemImage: "exclamationmark.triangle")
            } else {
                Text(verbatim: Words.key("digits_entered %lld", [count]).text).font(.footnote)
            }
        }
        .onChange(of: mistake) { mistake in
            guard let mistake else { return }
            isFocused = true
            UIAccessibility.post(notification: .announcement, argument: mistake.text)
        }
    }
}
