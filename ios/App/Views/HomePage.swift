// Not compiled on Linux: there is no SwiftUI there.

import Cie
import SwiftUI

struct HomePage: View {
    let isAvailable: Bool
    let recover: () -> Void
    let choose: (PersonTask) -> Void

    var body: some View {
        ScrollView {
            VStack(alignment: .leading, spacing: 16) {
                Text("home_heading").font(.title).accessibilityAddTraits(.isHeader)
                if !isAvailable {
                    Label("nfc_missing", systemImage: "exclamationmark.triangle")
                }
                ForEach(PersonTask.offered, id: \.self) { task in
                    Button { choose(task) } label: {
                        Text(LocalizedStringKey(task.title)).frame(maxWidth: .infinity)
                    }
                    .buttonStyle(.borderedProminent)
                    .controlSize(.large)
                    .disabled(!isAvailable)
                }
                Button(action: recover) { Text("recover").frame(maxWidth: .infinity) }
                    .buttonStyle(.bordered)
                    .controlSize(.large)
            }
            .padding()
        }
    }
}
