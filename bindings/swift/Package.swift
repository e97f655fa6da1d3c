// swift-tools-version: 6.0
// The library's C interface comes from one of two places: in a release it is the XCFramework that `cargo xtask ios` makes beside this
// file; in a checkout it is the library that `cargo build -p minihost-ffi` makes, so that the package builds and is tested on Linux, too.
import Foundation
import PackageDescription

let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
let isRelease = FileManager.default.fileExists(atPath: here.appendingPathComponent("MiniHostC.xcframework").path)
let folder = ProcessInfo.processInfo.environment["MINIHOST_LIBRARY_FOLDER"]
    ?? here.appendingPathComponent("../../target/debug").standardized.path

var targets: [Target] = [
    .target(name: "MiniHost", dependencies: ["MiniHostFFI"]),
    .executableTarget(name: "Costs", dependencies: ["MiniHost", "MiniHostFFI"]),
    .testTarget(name: "MiniHostFFITests", dependencies: ["MiniHostFFI"]),
    .testTarget(name: "MiniHostTests", dependencies: ["MiniHost"]),
]
if isRelease {
    targets += [
        .binaryTarget(name: "MiniHostC", path: "MiniHostC.xcframework"),
        .target(name: "MiniHostFFI", dependencies: ["MiniHostC"]),
    ]
} else {
    targets += [
        .systemLibrary(name: "MiniHostC", path: "Sources/MiniHostC"),
        .target(
            name: "MiniHostFFI",
            dependencies: ["MiniHostC"],
            // Only for a checkout: a package with such flags cannot be depended on by its version.
            linkerSettings: [
                .linkedLibrary("minihost_ffi"), .unsafeFlags(["-L\(folder)", "-Xlinker", "-rpath", "-Xlinker", folder]),
            ]),
    ]
}

// Apple's frameworks are not on Linux: hand-written declarations stand in, for a type check.
var dependencies: [Package.Dependency] = []
var frameworks: [Target.Dependency] = []
#if os(Linux)
    dependencies = [.package(path: "../../tests/apple-stubs")]
    frameworks = ["CoreGraphics", "CoreText", "ImageIO", "QuartzCore", "Network", "UIKit", "SwiftUI"].map {
        .product(name: $0, package: "apple-stubs")
    }
#endif
targets.append(
    .target(
        name: "MiniHostUI", dependencies: ["MiniHost"] + frameworks,
        resources: [.process("Resources/Localizable.xcstrings"), .copy("Resources/PrivacyInfo.xcprivacy")]))

let package = Package(
    name: "MiniHost",
    defaultLocalization: "en",
    platforms: [.iOS(.v15), .macOS(.v13)],
    products: [
        .library(name: "MiniHost", targets: ["MiniHost"]),
        .library(name: "MiniHostUI", targets: ["MiniHostUI"]),
    ],
    dependencies: dependencies,
    targets: targets,
    swiftLanguageModes: [.v6]
)
