import Foundation
import Testing

@testable import MiniHost

/// Frames of real pages, played on a canvas that writes down what it is asked. The text is compared with what the Kotlin player says to
/// the same frames; `docs/frame-recording.md` describes both files.
@Suite(.serialized)
struct RecordingTests {
    /// Where the Kotlin tests leave frames and recordings, and where ours go.
    static let folder = root.appendingPathComponent("target/recordings")

    /// Pages of the programs in `tests/programs`, opened at two widths, light and dark.
    static func pages() throws -> [(name: String, program: String, path: String, screen: Screen)] {
        var found: [(String, String, String, Screen)] = []
        for program in ["todo", "shop", "news", "gallery"] {
            let file = root.appendingPathComponent("tests/programs/\(program)/app.json")
            // Not all are strict JSON: pages are the quoted paths of the first list.
            let text = try String(contentsOf: file, encoding: .utf8)
            let list = try #require(text.split(separator: "\"pages\"").last?.split(separator: "]").first)
            for page in list.split(separator: "\"").map(String.init) where page.contains("/") && !page.contains(" ") {
                var dark = phone
                dark.appearance = .dark
                dark.language = .zh
                dark.width = 320
                for (look, screen) in [("light", phone), ("dark", dark)] {
                    let name = "\(program)-\(page.replacingOccurrences(of: "/", with: "-"))-\(look)"
                    found.append((name, program, page, screen))
                }
            }
        }
        return found
    }

    static func recording(of frame: Frame, _ name: String) throws -> String {
        var state = FrameState()
        _ = try state.apply(frame)
        let canvas = Recording()
        canvas.page(name)
        Player.play(state, on: canvas)
        return canvas.text
    }

    /// Writes the frames as they crossed and what Swift's player says to them, then compares with Kotlin's file if there is one.
    @Test func thePlayersOfBothLanguagesSayTheSame() async throws {
        try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
        let pages = try Self.pages()
        #expect(pages.count >= 30)
        var all = ""
        var ops = 0
        try await withHost { host in
            for page in pages {
                let session = try await host.open(page.program, OpenOptions(screen: page.screen, path: page.path))
                #expect(await session.settle(), "\(page.name)")
                session.requestWholeFrame()
                #expect(await session.settle(), "\(page.name)")
                let bytes = try #require(session.takeFrameBytes(), "\(page.name)")
                try bytes.write(to: Self.folder.appendingPathComponent("\(page.name).frame"))
                let text = try Self.recording(of: FrameReader.read(bytes), page.name)
                #expect(text == (try Self.recording(of: FrameReader.read(bytes), page.name)), "the same each time")
                ops += text.split(separator: "\n").count
                all += text
                await session.close()
            }
        }
        try Data(all.utf8).write(to: Self.folder.appendingPathComponent("swift.txt"))
        print("measured: \(pages.count) pages recorded, \(ops) lines")
        #expect(ops > pages.count * 10)
    }

    /// Kotlin's file names the frames it played; ours must say the same to each.
    @Test func kotlinsRecordingIsTheSame() throws {
        let folder = Self.folder.appendingPathComponent("kotlin")
        guard let text = try? String(contentsOf: folder.appendingPathComponent("kotlin.txt"), encoding: .utf8) else {
            print("measured: no recording of the Kotlin player here (\(folder.path)); its half was not compared")
            return
        }
        let theirs = text.components(separatedBy: "page ").dropFirst().map { "page " + $0 }
        #expect(theirs.count >= 30)
        for recording in theirs {
            let name = String(recording.prefix { $0 != "\n" }.dropFirst(5))
            let bytes = try Data(contentsOf: folder.appendingPathComponent("\(name).frame"))
            let ours = try Self.recording(of: FrameReader.read(bytes), name)
            let (a, b) = (ours.split(separator: "\n"), recording.split(separator: "\n"))
            let line = zip(a, b).enumerated().first { $1.0 != $1.1 }
            #expect(ours == recording, "\(name), line \(line.map { "\($0.offset + 1): \($0.element)" } ?? "count")")
        }
        print("measured: \(theirs.count) pages are recorded alike by Kotlin's player and Swift's")
    }

    /// Every op and every way a layer may stand, in one recording that is read by people.
    @Test func everyOpIsWrittenDown() throws {
        let canvas = Recording()
        canvas.page("all")
        Player.play(Every.state, on: canvas)
        #expect(canvas.lines == Every.recording)
    }
}
