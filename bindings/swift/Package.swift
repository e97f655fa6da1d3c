// swift-tools-version: 6.0
// For this checkout: builds and tests on Linux and macOS against the library that `cargo build -p minihost-ffi` makes. What apps take is an
// XCFramework with the same sources; flags for a folder of this machine would not be allowed there.
import Foundation
import PackageDescription

let folder = ProcessInfo.processInfo.environment["MINIHOST_LIBRARY_FOLDER"]
    ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../target/debug").standardized.path

let package = Package(
    name: "MiniHost",
    platforms: [.iOS(.v16), .macOS(.v13)],
    targets: [
        .systemLibrary(name: "MiniHostC", path: "Sources/MiniHostC"),
        .target(
            name: "MiniHostFFI",
            dependencies: ["MiniHostC"],
            linkerSettings: [.linkedLibrary("minihost_ffi"), .unsafeFlags(["-L\(folder)", "-Xlinker", "-rpath", "-Xlinker", folder])]
        ),
        .testTarget(name: "MiniHostFFITests", dependencies: ["MiniHostFFI"]),
    ],
    swiftLanguageModes: [.v6]
)
