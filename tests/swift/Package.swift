// swift-tools-version: 6.0
import PackageDescription

// The tests of the SDK, on Linux: its sources once more, by links, beside a stand-in for CoreNFC,
// so that what needs CoreNFC is compiled and driven too.
let package = Package(
    name: "CieTests",
    targets: [
        .systemLibrary(name: "CieFFIC"),
        .target(name: "CoreNFC"),
        .target(
            name: "Cie",
            dependencies: ["CieFFIC", "CoreNFC"],
            exclude: ["PrivacyInfo.xcprivacy"],
            // What is public, for InterfaceTests.
            swiftSettings: [
                .unsafeFlags([
                    "-emit-symbol-graph", "-emit-symbol-graph-dir",
                    "\(Context.packageDirectory)/../../target/swift/api",
                ])
            ],
            linkerSettings: [.linkedLibrary("cie_uniffi")]
        ),
        // The app without its views, for which there is no SwiftUI here.
        .target(name: "CieApp", dependencies: ["Cie", "CoreNFC"]),
        .testTarget(name: "CieTests", dependencies: ["Cie", "CieApp", "CoreNFC"]),
    ],
    swiftLanguageModes: [.v6]
)
