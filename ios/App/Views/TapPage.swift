// Not compiled on Linux: there is no SwiftUI there.

import Cie
import SwiftUI

/// The card is held to the phone. iOS lays its own sheet over the lower half of it.
struct TapPage: View {
    let reader: CardReader
    let attempt: Attempt
    let stop: () -> Void
    let finish: (Outcome) -> Void

    @State private var step: OperationProgress?
    @State private var running: Task<Void, Never>?
    @Environment(\.scenePhase) private var scenePhase

    var body: some View {
        VStack(alignment: .leading, spacing: 16) {
            Text("hold_card").font(.title).accessibilityAddTraits(.isHeader)
            Text("hold_card_how")
            ProgressView(value: min(max(step?.fraction ?? 0, 0), 1))
                .accessibilityLabel(Text("progress"))
            if let step {
                Text(verbatim: phaseSentence(phase: step.phase, language: .preferred))
                    .accessibilityAddTraits(.updatesFrequently)
            }
            Button("stop", role: .cancel) { running?.cancel() }
            Spacer()
        }
        .padding()
        // A stopped tap is a cancelled task, and the page stays until it has ended: where the card had
        // a code by then, there is a result, and it may be that the new PIN is valid.
        .onAppear { running = Task { await run() } }
        .onChange(of: scenePhase) { phase in
            if phase == .background { running?.cancel() }
        }
    }

    private func run() async {
        let outcome = await attempt.tried(with: reader, .preferred) { step = $0 }
        outcome.map(finish) ?? stop()
    }
}
