// Not compiled on Linux: there is no SwiftUI there.

import Cie
import SwiftUI

struct ResultPage: View {
    let outcome: Outcome
    let home: () -> Void
    let goOn: (Next) -> Void

    var body: some View {
        ScrollView {
            VStack(alignment: .leading, spacing: 16) {
                Label(
                    outcome.succeeded ? "done" : "not_done",
                    systemImage: outcome.succeeded ? "checkmark.circle" : "xmark.circle"
                )
                .font(.title)
                .accessibilityAddTraits(.isHeader)
                holder
                message
                if let remedy = outcome.remedy { Text(verbatim: remedy) }
                if let tries = outcome.triesLeft { Text("tries_left \(Int(tries))").bold() }
                if let next = outcome.next {
                    Button { goOn(next) } label: {
                        Text(LocalizedStringKey(next.label)).frame(maxWidth: .infinity)
                    }
                    .buttonStyle(.borderedProminent)
                    .controlSize(.large)
                }
                ForEach(outcome.otherwise, id: \.self) { other in
                    Button { goOn(other) } label: {
                        Text(LocalizedStringKey(other.label)).frame(maxWidth: .infinity)
                    }
                    .buttonStyle(.bordered)
                    .controlSize(.large)
                }
                Button("home", action: home)
            }
            .padding()
        }
    }

    /// A photo that iOS cannot show, it leaves out.
    @ViewBuilder private var holder: some View {
        if let photo = outcome.photo.flatMap(UIImage.init(data:)) {
            Image(uiImage: photo)
                .resizable()
                .scaledToFit()
                .frame(maxHeight: 240)
                .accessibilityLabel(Text("photo"))
        }
        if let name = outcome.name { Text(verbatim: name).font(.headline) }
        ForEach(outcome.lines, id: \.label) { line in
            LabeledContent(LocalizedStringKey(line.label), value: line.value)
        }
    }

    private var message: Text {
        switch outcome.message {
        case .key(let key): Text(LocalizedStringKey(key))
        case .sentence(let sentence): Text(verbatim: sentence)
        }
    }
}
