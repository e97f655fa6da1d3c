import Foundation
import Testing

@testable import MiniHost

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

    /// Words by language, of each key of the string catalog.
    private static func words() throws -> [String: [String: String]] {
        let file = package.appendingPathComponent("Sources/MiniHostUI/Resources/Localizable.xcstrings")
        let catalog = try #require(JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
        let strings = try #require(catalog["strings"] as? [String: [String: Any]])
        return try strings.mapValues { entry in
            let words = try #require(entry["localizations"] as? [String: [String: [String: String]]])
            return words.compactMapValues { $0["stringUnit"]?["value"] }
        }
    }

    @Test func everyWordOfTheScreensIsInBothLanguages() throws {
        let words = try Self.words()
        for (key, languages) in words {
            for language in ["en", "zh-Hans"] { #expect(languages[language]?.isEmpty == false, "\(key), \(language)") }
        }
        var used: Set<String> = []
        for (name, text) in try Self.swiftFiles(["Sources/MiniHost", "Sources/MiniHostUI"]) {
            for match in text.matches(of: /"(minihost_\w+)"/) { used.insert(String(match.1)) }
            // Any other text that a view holds itself would be in one language.
            #expect(text.firstMatch(of: /(?:Text|Button|Label)\("(?!minihost_)[^"\\]+"/) == nil, "\(name) has words of its own")
        }
        #expect(used == Set(words.keys))
    }

    /// Words that Android's screens need and Apple's do not.
    private static let onlyAndroid = [
        "minihost_back": "the navigation bar has its own", "minihost_more": "a list's actions are swiped to",
        "minihost_pinned": "the presenter's label of a row says it", "minihost_retry": "the presenter's states bring it",
        "minihost_title": "a label for the task switcher; screens have the presenters' titles",
    ]

    /// The same keys and the same words as Android's resources.
    @Test func bothPlatformsSayTheSame() throws {
        let words = try Self.words()
        let resources = root.appendingPathComponent("bindings/android/src/main/res")
        for (folder, language) in [("values", "en"), ("values-zh", "zh-Hans")] {
            let text = try String(contentsOf: resources.appendingPathComponent("\(folder)/strings.xml"), encoding: .utf8)
            let theirs = text.matches(of: /<string name="(\w+)">([^<]*)</).map { (String($0.1), String($0.2)) }
            #expect(theirs.count > 5, "the resources were read")
            for (key, value) in theirs where Self.onlyAndroid[key] == nil {
                #expect(words[key]?[language] == value, "\(key), \(language)")
            }
            let keys = Set(theirs.map(\.0))
            #expect(Set(words.keys).subtracting(keys) == [], "only here")
            #expect(Set(Self.onlyAndroid.keys).subtracting(keys) == [], "no longer there")
        }
    }

    /// The table of ops against the format, the player and the canvas, and the guide's copy of it.
    @Test func everyOpIsInTheTable() throws {
        let format = try String(contentsOf: root.appendingPathComponent("rust-core/paint/FORMAT.md"), encoding: .utf8)
        let section = try #require(format.components(separatedBy: "### Op\n").last?.components(separatedBy: "\n### ").first)
        let ops = section.matches(of: /(?m)^\| \d+ \| (\w+)\s/).map { String($0.1) }
        #expect(ops == OpTable.rows.map(\.op) && ops.count >= 15)
        let files = Dictionary(uniqueKeysWithValues: try Self.swiftFiles(["Sources/MiniHost/Frames", "Sources/MiniHostUI/Canvas"]))
        let player = try #require(files["Sources/MiniHost/Frames/Player.swift"])
        let guide = try String(contentsOf: root.appendingPathComponent("docs/ios.md"), encoding: .utf8)
        for row in OpTable.rows {
            let name = row.op.prefix(1).lowercased() + row.op.dropFirst()
            let played = try #require(player.firstMatch(of: try Regex("\\.\\Q\(name)\\E\\b"))?.range, "\(row.op) is played")
            let rest = player[played.upperBound...].prefix(200)
            let drawn = try #require(files["Sources/MiniHostUI/Canvas/\(row.file)"], "\(row.file)")
            for function in row.canvas {
                #expect(rest.contains("canvas.\(function)("), "\(row.op): \(function)")
                #expect(drawn.contains("func \(function)("), "\(row.file): \(function)")
            }
            #expect(guide.contains("| \(row.op) | `\(row.canvas.joined(separator: "`, `"))` | \(row.file) |"), "docs/ios.md: \(row.op)")
        }
    }

    /// The previews take their states from each presenter's samples, in both languages, light and dark.
    @Test func everySampleHasAPreview() throws {
        let files = Dictionary(uniqueKeysWithValues: try Self.swiftFiles(["Sources/MiniHostUI/Screens"]))
        let previews = try #require(files["Sources/MiniHostUI/Screens/Previews.swift"])
        for presenter in ["SettingsRowPresenter", "UsedListPresenter", "CatalogPresenter", "ProgramScreenPresenter"] {
            let each = previews.contains("Language.allCases.flatMap(\(presenter).samples)")
            let both = previews.contains("\(presenter).samples(.en)") && previews.contains("\(presenter).samples(.zh)")
            #expect(each || both, "\(presenter)")
        }
        for look in [".dark", ".accessibilityExtraExtraExtraLarge", ".rightToLeft"] { #expect(previews.contains(look), "\(look)") }
    }

    /// What no tool here reads: the demo's project names folders that are there, and a product that the package has.
    @Test func theDemosProjectNamesWhatIsThere() throws {
        let demo = root.appendingPathComponent("ios-demo")
        let project = try String(contentsOf: demo.appendingPathComponent("project.yml"), encoding: .utf8)
        let paths = project.matches(of: /(?m)(?:path: |- |\[)((?:\.\.|Sources)\/[\w\/]+)\]?$/).map { String($0.1) }
        #expect(paths.count >= 5, "\(paths)")
        for path in paths {
            var isFolder: ObjCBool = false
            let place = demo.appendingPathComponent(path).path
            #expect(FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) && isFolder.boolValue, "\(path)")
        }
        let manifest = try String(contentsOf: Self.package.appendingPathComponent("Package.swift"), encoding: .utf8)
        for product in project.matches(of: /product: (\w+)/) {
            #expect(manifest.contains(".library(name: \"\(product.1)\""), "\(product.1)")
        }
        // Both apps find their programs under the name that the folder has in the bundle.
        for app in ["News/NewsApp", "ShortVideo/ShortVideoApp"] {
            let source = try String(contentsOf: demo.appendingPathComponent("Sources/\(app).swift"), encoding: .utf8)
            #expect(source.contains("forResource: \"programs\""), "\(app)")
        }
        #expect(FileManager.default.fileExists(atPath: root.appendingPathComponent("tests/programs/catalog.json").path))
    }

    /// What the language itself asks for, or what stands for a default.
    private static var asked: Regex<Substring> { /build\w+|wrappedValue|projectedValue|callAsFunction|declared|body|winding|init/ }

    /// Declarations of Apple's that nothing of ours uses would be checked by nobody.
    @Test func theDeclarationsOfApplesAreNoWiderThanUsed() throws {
        func text(_ folder: String) throws -> String {
            let place = root.appendingPathComponent(folder)
            let names = FileManager.default.enumerator(atPath: place.path)?.compactMap { $0 as? String } ?? []
            return try names.filter { $0.hasSuffix(".swift") }
                .map { try String(contentsOf: place.appendingPathComponent($0), encoding: .utf8) }.joined(separator: "\n")
        }
        let guide = try String(contentsOf: root.appendingPathComponent("docs/ios.md"), encoding: .utf8)
        let ours = try text("bindings/swift/Sources/MiniHostUI") + text("ios-demo/Sources") + guide
        let stubs = try text("tests/apple-stubs/Sources")
        func words(_ text: String) -> [Substring: Int] { text.matches(of: /\w+/).reduce(into: [:]) { $0[$1.0, default: 0] += 1 } }
        let (used, here) = (words(ours), words(stubs))
        var declared: Set<Substring> = []
        for match in stubs.matches(of: /\b(?:func|var|let) `?(\w+)/) { declared.insert(match.1) }
        for match in stubs.matches(of: /\bcase ([^\n}]+)/) {
            declared.formUnion(match.1.matches(of: /\w+/).map(\.0))
        }
        // A type may also be what another declaration needs.
        for match in stubs.matches(of: /\b(?:struct|class|enum|protocol) `?(\w+)/) where here[match.1] == 1 { declared.insert(match.1) }
        #expect(declared.count > 200, "the declarations were read")
        let unused = declared.filter { used[$0] == nil && $0.wholeMatch(of: Self.asked) == nil }
        #expect(unused.sorted() == [])
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
