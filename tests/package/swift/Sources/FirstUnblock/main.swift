import CieSimulator
import Foundation

let store = FileTryStore(folder: URL(fileURLWithPath: CommandLine.arguments[1]))
let simulated = try SimulatedCard(profile: "gemalto", extended: true)
let reader = CardReader(simulated, store: store)
do {
    let (puk, newPin) = (try Puk(taking: Code("13572468")), try Pin(taking: Code("31415927")))
    let report = try await reader.tap(only: .cie) { card in
        try await card.unblockPin(puk: puk, newPin: newPin)
    }
    print("unblocked, \(report.triesLeft ?? 0) tries")
} catch let error as CieError {
    print(error.sentences().message)
}
