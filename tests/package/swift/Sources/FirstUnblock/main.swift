import CieSimulator
import Foundation

let store = FileTryStore(folder: URL(fileURLWithPath: CommandLine.arguments[1]))
let simulated = try SimulatedCard(profile: "gemalto", extended: true)
let card = CieCard(simulated, store: store, only: .cie)
do {
    let report = try await card.unblockPin(puk: Code("13572468"), newPin: Code("31415927"))
    print("unblocked, \(report.triesLeft ?? 0) tries")
} catch let error as CieError {
    print(error.sentences().message)
}
