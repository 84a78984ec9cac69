// swift-tools-version: 6.0
import PackageDescription

// The Rust library. On Apple's platforms it is the XCFramework that `cargo xtask package-ios`
// builds. On Linux, where the tests run, it is the header, and a shared library that is given to
// the linker by `cargo xtask test`.
#if os(Linux)
let rust = Target.systemLibrary(name: "CieFFIC", path: "Sources/CieFFIC")
#else
let rust = Target.binaryTarget(name: "CieFFIC", path: "CieFFIC.xcframework")
#endif

let package = Package(
    name: "Cie",
    defaultLocalization: "en",
    platforms: [.iOS(.v15)],
    products: [
        .library(name: "Cie", targets: ["Cie"])
    ],
    targets: [
        rust,
        .target(
            name: "Cie",
            dependencies: ["CieFFIC"],
            resources: [.copy("PrivacyInfo.xcprivacy")],
            linkerSettings: [.linkedLibrary("cie_uniffi", .when(platforms: [.linux]))]
        ),
    ],
    swiftLanguageModes: [.v6]
)
