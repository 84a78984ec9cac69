// swift-tools-version: 6.0
import PackageDescription

// An app of a team that has the package and nothing else: the first unblock, on the simulated card.
let package = Package(
    name: "FirstUnblock",
    platforms: [.iOS(.v15)],
    dependencies: [.package(path: "../Cie")],
    targets: [
        .executableTarget(
            name: "FirstUnblock",
            dependencies: [.product(name: "CieSimulator", package: "Cie")]
        )
    ],
    swiftLanguageModes: [.v6]
)
