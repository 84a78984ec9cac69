// Not compiled on Linux: there is no SwiftUI there.

import Cie
import SwiftUI

/// The form. SwiftUI has no field without a `String` behind it, which cannot be overwritten: the
/// fields are emptied as soon as the digits have gone into ``EnteredCodes``. An app with a keypad of
/// its own appends them to a `Code` one by one.
struct CodesPage: View {
    let task: PersonTask
    let fields: [Field]
    /// Not where the person has said it before.
    let asksWhichCard: Bool
    let stop: () -> Void
    let goOn: ([Field: Code], CardKind?) throws(CieError) -> Void

    @State private var texts: [Field: String] = [:]
    @State private var card = CardKind.cie
    @State private var isMistaken = false
    /// What the library says of an entry.
    @State private var mistake: String?
    @FocusState private var focus: Field?

    var body: some View {
        ScrollView {
            VStack(alignment: .leading, spacing: 16) {
                Text(LocalizedStringKey(task.title)).font(.title).accessibilityAddTraits(.isHeader)
                Text(LocalizedStringKey(task.explanation))
                if asksWhichCard {
                    Picker("which_card", selection: $card) {
                        Text("identity_card").tag(CardKind.cie)
                        Text("health_card").tag(CardKind.tsCns)
                    }
                    .pickerStyle(.segmented)
                }
                ForEach(fields, id: \.self) { field in
                    VStack(alignment: .leading) {
                        Text(LocalizedStringKey(field.rawValue)).accessibilityHidden(true)
                        SecureField(LocalizedStringKey(field.rawValue), text: text(of: field))
                            .textFieldStyle(.roundedBorder)
                            .keyboardType(.numberPad)
                            .autocorrectionDisabled()
                            .privacySensitive()
                            .focused($focus, equals: field)
                    }
                }
                if isMistaken {
                    Label("not_the_same", systemImage: "exclamationmark.triangle")
                }
                if let mistake {
                    Label {
                        Text(verbatim: mistake)
                    } icon: {
                        Image(systemName: "exclamationmark.triangle")
                    }
                }
                Button(action: finish) { Text("go_on").frame(maxWidth: .infinity) }
                    .buttonStyle(.borderedProminent)
                    .controlSize(.large)
                Button("home", role: .cancel, action: stop)
            }
            .padding()
        }
        .onAppear { focus = fields.first }
        .onDisappear { texts = [:] }
    }

    private func text(of field: Field) -> Binding<String> {
        Binding { texts[field] ?? "" } set: { texts[field] = $0 }
    }

    private func finish() {
        let typed = Dictionary(uniqueKeysWithValues: fields.map { ($0, Code(texts[$0] ?? "")) })
        isMistaken = !EnteredCodes.newPinsMatch(typed)
        mistake = nil
        guard !isMistaken else { return }
        do throws(CieError) {
            try goOn(typed, asksWhichCard ? card : nil)
            texts = [:]
        } catch {
            mistake = error.sentences().message
        }
    }
}
