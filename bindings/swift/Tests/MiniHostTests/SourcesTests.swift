import Foundation
import Testing

/// Rules of the package's sources that no compiler holds.
@Suite
struct SourcesTests {
    private static let package = root.appendingPathComponent("bindings/swift")

    private static func swiftFiles(_ folders: [String]) throws -> [(name: String, text: String)] {
        try folders.flatMap { folder in
            let place = package.appendingPathComponent(folder)
            let names = FileManager.default.enumerator(atPath: place.path)?.compactMap { $0 as? String } ?? []
            return try names.filter { $0.hasSuffix(".swift") }.map { name in
                (folder + "/" + name, try String(contentsOf: place.appendingPathComponent(name), encoding: .utf8))
            }
        }
    }

    /// The compiler believes `@unchecked`; people want to know why.
    @Test func whatIsUncheckedHasItsReason() throws {
        let files = try Self.swiftFiles(["Sources/MiniHost", "Sources/MiniHostUI"])
        #expect(files.count > 30)
        var found = 0
        for (name, text) in files {
            let lines = text.components(separatedBy: "\n")
            for (at, line) in lines.enumerated() where line.contains("@unchecked Sendable") && !line.contains("///") {
                found += 1
                let before = lines[max(at - 5, 0)..<at].joined(separator: "\n")
                #expect(before.contains("`@unchecked`"), "\(name):\(at + 1) says no reason")
            }
        }
        #expect(found >= 1)
    }

    /// `MiniHost` is Foundation only; nothing but its bridge names the generated module.
    @Test func modulesKnowWhatTheyMay() throws {
        let allowed: Set<String> = ["Foundation", "Dispatch", "MiniHostFFI"]
        for (name, text) in try Self.swiftFiles(["Sources/MiniHost"]) {
            for match in text.matches(of: /(?m)^(?:internal )?import (\w+)/) {
                #expect(allowed.contains(String(match.1)), "\(name) imports \(match.1)")
            }
        }
        for (name, text) in try Self.swiftFiles(["Sources/MiniHostUI"]) {
            #expect(!text.contains("MiniHostFFI"), "\(name) goes round the wrapper")
        }
    }

    @Test func everyWordOfTheScreensIsInBothLanguages() throws {
        let file = Self.package.appendingPathComponent("Sources/MiniHostUI/Resources/Localizable.xcstrings")
        let catalog = try #require(JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
        let strings = try #require(catalog["strings"] as? [String: [String: Any]])
        for (key, entry) in strings {
            let words = try #require(entry["localizations"] as? [String: [String: [String: String]]])
            for language in ["en", "zh-Hans"] { #expect(words[language]?["stringUnit"]?["value"]?.isEmpty == false, "\(key), \(language)") }
        }
        var used: Set<String> = []
        for (_, text) in try Self.swiftFiles(["Sources/MiniHostUI"]) {
            for match in text.matches(of: /Text\("([^"]+)", bundle: \.module\)/) { used.insert(String(match.1)) }
        }
        #expect(used == Set(strings.keys))
    }

    @Test func thePrivacyManifestSaysThatNothingIsTracked() throws {
        let file = Self.package.appendingPathComponent("Sources/MiniHostUI/Resources/PrivacyInfo.xcprivacy")
        let parsed = try PropertyListSerialization.propertyList(from: Data(contentsOf: file), format: nil)
        let manifest = try #require(parsed as? [String: Any])
        #expect(manifest["NSPrivacyTracking"] as? Bool == false)
        #expect((manifest["NSPrivacyCollectedDataTypes"] as? [Any])?.isEmpty == true)
        let uses = try #require(manifest["NSPrivacyAccessedAPITypes"] as? [[String: Any]])
        #expect(uses.allSatisfy { ($0["NSPrivacyAccessedAPITypeReasons"] as? [String])?.isEmpty == false })
    }
}
