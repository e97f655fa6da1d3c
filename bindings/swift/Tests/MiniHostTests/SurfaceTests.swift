import Foundation
import Testing

@testable import MiniHost

/// Both wrappers offer the same: every public type and member of Kotlin's is Swift's, and the other way round, under the same name. What
/// differs is listed here with its reason; a difference that is not, and one that is no longer there, fails.
@Suite
struct SurfaceTests {
    /// Types with another name in Swift.
    static let renamed = [
        "minihostexception": ("minihosterror", "Swift's word for what is thrown"),
        "portexception": ("porterror", "Swift's word for what is thrown"),
        "font": ("programfont", "SwiftUI has a Font"),
        "link": ("programlink", "SwiftUI has a Link"),
    ]

    /// Only in Kotlin, by the beginning of the name; a type stands for its members.
    static let onlyKotlin = [
        "bytes": "Foundation has Data",
        "logs.sendto": "Swift says it as `send(to:)`",
        "usedlistpresenter.close": "takes a scope that outlives the screen; Swift's goes on by itself",
        "programsession.fieldevent": frames, "programsession.fieldheight": frames, "programsession.keyboard": frames,
        "programsession.frameready": frames, "programsession.imagefile": frames,
        "programsession.imagepixels": frames, "programsession.requestwholeframe": frames, "programsession.scrolled": frames,
        "programsession.takeframe": frames, "programsession.textchanged": frames,
    ]

    /// Only in Swift, by the beginning of the name.
    static let onlySwift = [
        "language.current": "an iOS app has one language; Android's comes from a Context, which the Kotlin module does not know",
        "logs.send": "Kotlin says it as `sendTo`",
        "minihosterror.errordescription": "what Foundation asks an error for its words",
        "presenter.states": "Kotlin's `state` is a StateFlow: value and stream in one",
        "programsession.states": "Kotlin's `state` is a StateFlow: value and stream in one",
        "programscreenstate.notice": "a case with four values is a struct; in Kotlin it is nested in Content",
        "settingsrowstate.row": "a case with three values is a struct; in Kotlin the case is a class",
    ]

    private static let frames = "frames are inside the package: in Kotlin the painter is another module, in Swift the same package"

    @Test func bothWrappersOfferTheSame() throws {
        let (kotlin, swift) = (try Surface.kotlin(), try Surface.swift())
        #expect(kotlin.count > 150 && swift.count > 150, "the sources were read")
        let compared = Self.compare(kotlin, swift)
        #expect(compared.unexplained == [])
        #expect(compared.stale == [], "no longer a difference")
        print("measured: \(compared.alike) public names are the same in Kotlin and Swift, "
            + "\(compared.onlyKotlin) only in Kotlin, \(compared.onlySwift) only in Swift")
    }

    struct Compared {
        let alike: Int
        let onlyKotlin: Int
        let onlySwift: Int
        let unexplained: [String]
        let stale: [String]
    }

    static func compare(_ kotlin: Set<String>, _ swift: Set<String>) -> Compared {
        let theirs = Set(kotlin.map { name in
            let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
            return ([renamed[parts[0]]?.0 ?? parts[0]] + parts.dropFirst()).joined(separator: ".")
        })
        let (missing, extra) = (theirs.subtracting(swift), swift.subtracting(theirs))
        func explains(_ key: String, _ name: String) -> Bool { name == key || name.hasPrefix(key + ".") }
        func unexplained(_ names: Set<String>, _ reasons: [String: String], _ side: String) -> [String] {
            names.filter { name in !reasons.keys.contains { explains($0, name) } }.map { "only in \(side): \($0)" }
        }
        func stale(_ names: Set<String>, _ reasons: [String: String]) -> [String] {
            reasons.keys.filter { key in !names.contains { explains(key, $0) } }
        }
        return Compared(
            alike: theirs.intersection(swift).count, onlyKotlin: missing.count, onlySwift: extra.count,
            unexplained: (unexplained(missing, onlyKotlin, "Kotlin") + unexplained(extra, onlySwift, "Swift")).sorted(),
            stale: (stale(missing, onlyKotlin) + stale(extra, onlySwift)).sorted())
    }

    /// The comparison finds what one side gains, wherever it stands: in what is read and in what is compared.
    @Test func whatOneSideGainsIsFound() throws {
        let (kotlin, swift) = (try Surface.kotlin(), try Surface.swift())
        let before = Self.compare(kotlin, swift).unexplained
        func found(_ kotlin: Set<String>, _ swift: Set<String>) -> [String] {
            Self.compare(kotlin, swift).unexplained.filter { !before.contains($0) }
        }
        let kotlinGains = [
            "public class MiniHost {\n    public suspend fun report(program: String) {}": "minihost.report",
            "public class ProgramSession {\n    public fun freeze(): Unit = Unit": "programsession.freeze",
            "public data class CatalogRow(val id: String, val price: Int)": "catalogrow.price",
            "public sealed interface StopReason {\n    public data object TooHot : StopReason": "stopreason.toohot",
            "public enum class Language {\n    FR,": "language.fr", "public interface Freezer {": "freezer",
            "public interface Device {\n    public fun locate(): Place": "device.locate",
        ]
        for (source, name) in kotlinGains {
            let more = Surface.kotlin(in: source)
            #expect(found(kotlin.union(more), swift) == ["only in Kotlin: \(name)"], "\(source)")
        }
        let swiftGains = [
            "public final class MiniHost {\n    public func report(_ program: String) async {}": "minihost.report",
            "public struct CatalogRow {\n    public let price: Int": "catalogrow.price",
            "public enum StopReason {\n    case tooHot": "stopreason.toohot", "public enum Language {\n    case fr": "language.fr",
            "public protocol Device {\n    func locate() throws -> Place": "device.locate",
            "extension ProgramSession {\n    public func freeze() {}": "programsession.freeze", "public struct Freezer {": "freezer",
        ]
        for (source, name) in swiftGains {
            let more = Surface.swift(in: source)
            #expect(found(kotlin, swift.union(more)) == ["only in Swift: \(name)"], "\(source)")
        }
        #expect(found(kotlin.subtracting(["minihost.used"]), swift) == ["only in Swift: minihost.used"])
        #expect(Self.compare(kotlin.subtracting(["logs.sendto"]), swift).stale == ["logs.sendto"])
    }

    /// Each word of the screens, in both languages.
    @Test func bothSayTheSameWords() throws {
        let kotlin = try Surface.source("bindings/kotlin/src/main/kotlin/dev/minihost/presenter/Words.kt")
            .matches(of: /(?m)^    ([A-Z_]+)\("((?:[^"\\]|\\.)*)", "((?:[^"\\]|\\.)*)"\),$/)
            .map { (Surface.normal($0.1), [String($0.2), String($0.3)]) }
        let theirs = Dictionary(uniqueKeysWithValues: kotlin)
        #expect(theirs.count > 20, "the sources were read")
        #expect(Set(theirs.keys) == Set(Words.allCases.map { Surface.normal($0.rawValue) }))
        for word in Words.allCases {
            let ours = [Language.en, .zh].map { word.of($0, "{0}").replacingOccurrences(of: "\"", with: "\\\"") }
            #expect(theirs[Surface.normal(word.rawValue)] == ours)
        }
    }

    /// Each state that a screen must know, by the presenter that it is a sample of.
    @Test func bothHaveTheSameSamples() throws {
        for (file, ours) in [
            ("SettingsRow", SettingsRowPresenter.samples(.en).map(\.name)), ("UsedList", UsedListPresenter.samples(.en).map(\.name)),
            ("CatalogList", CatalogPresenter.samples(.en).map(\.name)),
            ("ProgramScreen", ProgramScreenPresenter.samples(.en).map(\.name)),
        ] {
            let theirs = try Surface.source("bindings/kotlin/src/main/kotlin/dev/minihost/presenter/\(file).kt")
                .matches(of: /Sample\("([^"]+)"/).map { String($0.1) }
            #expect(theirs == ours && !ours.isEmpty, "\(file)")
        }
    }
}

/// Public names as `type` and `type.member`, in small letters without underscores, read from sources: both are formatted, so what stands at
/// the left edge is a type and what is indented by four is a member.
private enum Surface {
    static func kotlin() throws -> Set<String> {
        let folder = "bindings/kotlin/src/main/kotlin/dev/minihost"
        return try sources(in: [folder, folder + "/presenter"], ending: ".kt").reduce(into: []) { $0.formUnion(kotlin(in: $1)) }
    }

    static func kotlin(in text: String) -> Set<String> {
        names(in: text) { line, type in
            if let match = line.firstMatch(of: /^public (?:(?:sealed|data|abstract|enum|fun) )*(?:class|interface|object) (\w+)/) {
                type = normal(match.1)
                var found = [type]
                let rest = String(line[match.range.upperBound...])
                found += rest.matches(of: /val (\w+)/).filter { _ in line.contains("data class") }.map { type + "." + normal($0.1) }
                if line.contains("enum class"), let body = rest.firstMatch(of: /\{ (.+) \}/) {
                    found += body.1.split(separator: ", ").map { type + "." + normal($0) }
                }
                return found
            }
            if line.hasPrefix("internal ") || line.hasPrefix("private ") { type = "" }
            if type.isEmpty { return [] }
            for pattern in [
                /^    public (?:(?:suspend|abstract) )*(?:fun|val|var) (?:<[^>]+> )?(\w+)/, /^    override fun (close)/,
                /^    public (?:(?:sealed|data|enum) )*(?:class|interface|object) (\w+)/, /^    val (\w+):/,
                /^    ([A-Z][A-Z_]+)[,;]?$/,
            ] {
                if let match = line.firstMatch(of: pattern), match.1 != "companion" { return [type + "." + normal(match.1)] }
            }
            if let match = line.firstMatch(of: /^        public (?:suspend )?fun (create|samples)/) { return [type + "." + normal(match.1)] }
            return []
        }
    }

    static func swift() throws -> Set<String> {
        let folder = "bindings/swift/Sources/MiniHost"
        return try sources(in: [folder, folder + "/Presenters"], ending: ".swift").reduce(into: []) { $0.formUnion(swift(in: $1)) }
    }

    static func swift(in text: String) -> Set<String> {
        var isProtocol = false
        return names(in: text) { line, type in
            if let match = line.firstMatch(of: /^public (?:final )?(struct|class|enum|protocol) (\w+)/) {
                isProtocol = match.1 == "protocol"
                type = normal(match.2)
                return [type]
            }
            if let match = line.firstMatch(of: /^extension (\w+)/) {
                isProtocol = false
                type = normal(match.1)
                return []
            }
            if line.firstMatch(of: /^(?:private |fileprivate |package |final |struct |enum |protocol |class )/) != nil { type = "" }
            if type.isEmpty { return [] }
            for pattern in [
                /^    public (?:(?:static|nonisolated|internal\(set\)|convenience) )*(?:let|var|func|struct|enum) (\w+)/,
                /^    case `?(\w+)/,
            ] {
                if let match = line.firstMatch(of: pattern) { return [type + "." + normal(match.1)] }
            }
            if isProtocol, let match = line.firstMatch(of: /^    (?:func|var) (\w+)/) { return [type + "." + normal(match.1)] }
            return []
        }
    }

    private static func names(in text: String, _ read: (Substring, inout String) -> [String]) -> Set<String> {
        var type = ""
        return text.split(separator: "\n").reduce(into: []) { found, line in found.formUnion(read(line, &type)) }
    }

    private static func sources(in folders: [String], ending: String) throws -> [String] {
        try folders.flatMap { folder in
            try FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(folder).path)
                .filter { $0.hasSuffix(ending) }.map { try source("\(folder)/\($0)") }
        }
    }

    static func source(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    /// In small letters, without underscores.
    static func normal(_ name: some StringProtocol) -> String { name.replacingOccurrences(of: "_", with: "").lowercased() }
}
