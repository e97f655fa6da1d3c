// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "apple-stubs",
    products: ["CoreGraphics", "CoreText", "ImageIO", "QuartzCore", "Network", "UIKit", "SwiftUI"].map {
        .library(name: $0, targets: [$0])
    },
    targets: [
        .target(name: "CoreGraphics"),
        .target(name: "CoreText", dependencies: ["CoreGraphics"]),
        .target(name: "ImageIO", dependencies: ["CoreGraphics"]),
        .target(name: "QuartzCore", dependencies: ["CoreGraphics"]),
        .target(name: "Network"),
        .target(name: "UIKit", dependencies: ["CoreGraphics", "QuartzCore"]),
        .target(name: "SwiftUI", dependencies: ["UIKit"]),
    ],
    swiftLanguageModes: [.v6]
)
