import Foundation
import Testing

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
        "programsession.fieldevent": frames, "programsession.frameready": frames, "programsession.imagefile": frames,
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
        let kotlin = try Surface.kotlin().map { name in
            let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
            return ([Self.renamed[parts[0]]?.0 ?? parts[0]] + parts.dropFirst()).joined(separator: ".")
        }
        let swift = try Surface.swift()
        #expect(kotlin.count > 150 && swift.count > 150, "the sources were read")
        let missing = Set(kotlin).subtracting(swift)
        let extra = swift.subtracting(kotlin)
        func isExplained(_ name: String, _ reasons: [String: String]) -> Bool {
            reasons.keys.contains { name == $0 || name.hasPrefix($0 + ".") }
        }
        let unexplained = missing.filter { !isExplained($0, Self.onlyKotlin) }.map { "only in Kotlin: \($0)" }
            + extra.filter { !isExplained($0, Self.onlySwift) }.map { "only in Swift: \($0)" }
        #expect(unexplained.sorted() == [])
        for (reasons, names) in [(Self.onlyKotlin, missing), (Self.onlySwift, extra)] {
            let stale = reasons.keys.filter { key in !names.contains { $0 == key || $0.hasPrefix(key + ".") } }
            #expect(stale.sorted() == [], "no longer a difference")
        }
        print("measured: \(Set(kotlin).intersection(swift).count) public names are the same in Kotlin and Swift, "
            + "\(missing.count) only in Kotlin, \(extra.count) only in Swift")
    }
}

/// Public names as `type` and `type.member`, in small letters without underscores, read from sources: both are formatted, so what stands at
/// the left edge is a type and what is indented by four is a member.
private enum Surface {
    static func kotlin() throws -> Set<String> {
        let folder = "bindings/kotlin/src/main/kotlin/dev/minihost"
        return try names(in: [folder, folder + "/presenter"], ending: ".kt") { line, type in
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
        var isProtocol = false
        return try names(in: [folder, folder + "/Presenters"], ending: ".swift") { line, type in
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

    private static func names(
        in folders: [String], ending: String, _ read: (Substring, inout String) -> [String]
    ) throws -> Set<String> {
        var found: Set<String> = []
        for folder in folders {
            let place = root.appendingPathComponent(folder)
            for file in try FileManager.default.contentsOfDirectory(atPath: place.path) where file.hasSuffix(ending) {
                let text = try String(contentsOf: place.appendingPathComponent(file), encoding: .utf8)
                var type = ""
                for line in text.split(separator: "\n") { found.formUnion(read(line, &type)) }
            }
        }
        return found
    }

    private static func normal(_ name: some StringProtocol) -> String { name.replacingOccurrences(of: "_", with: "").lowercased() }
}
