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
        // The app without its views.
        .target(name: "CieApp", dependencies: ["Cie", "CoreNFC"]),
        // The whole app, type-checked against a stand-in for SwiftUI; nothing runs it.
        .target(name: "SwiftUI"),
        .target(
            name: "CieAppViews", dependencies: ["Cie", "CoreNFC", "SwiftUI"],
            exclude: [
                "Assets.xcassets", "CieApp.entitlements", "Info.plist", "InfoPlist.xcstrings", "Licences.txt",
                "Localizable.xcstrings", "icon.svg", "project.yml",
            ], sources: ["Model", "Views"]),
        .testTarget(name: "CieTests", dependencies: ["Cie", "CieApp", "CoreNFC"]),
    ],
    swiftLanguageModes: [.v6]
)
