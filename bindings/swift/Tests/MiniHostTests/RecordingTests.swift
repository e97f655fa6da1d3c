import Foundation
import Testing

@testable import MiniHost

/// Frames of real pages, played on a canvas that writes down what it is asked. `cargo xtask test recordings` compares the text with what
/// the Kotlin player says to the same frames; `docs/frame-recording.md` describes both.
@Suite(.serialized)
struct RecordingTests {
    private static let folder = root.appendingPathComponent("target/recordings")

    static func recording(of frame: Frame, _ name: String) throws -> String {
        var state = FrameState()
        _ = try state.apply(frame)
        let canvas = Recording()
        canvas.page(name)
        Player.play(state, on: canvas)
        return canvas.text
    }

    @Test func framesAreRecorded() throws {
        let frames = Self.folder.appendingPathComponent("frames")
        let listed = (try? FileManager.default.contentsOfDirectory(atPath: frames.path)) ?? []
        let names = listed.filter { $0.hasSuffix(".frame") }.map { String($0.dropLast(6)) }.sorted()
        try #require(
            names.count >= 30, "`cargo run -p minihost-ffi --example frames -- tests/programs target/recordings/frames` writes them")
        var all = ""
        for name in names {
            let bytes = try Data(contentsOf: frames.appendingPathComponent("\(name).frame"))
            let text = try Self.recording(of: FrameReader.read(bytes), name)
            #expect(text.split(separator: "\n").count > 10, "\(name): something is drawn")
            #expect(text == (try Self.recording(of: FrameReader.read(bytes), name)), "\(name): the same each time")
            all += text
        }
        try Data(all.utf8).write(to: Self.folder.appendingPathComponent("swift.txt"))
        print("measured: \(names.count) pages recorded, \(all.split(separator: "\n").count) lines")
    }

    /// Every op and every way a layer may stand, in one recording that is read by people.
    @Test func everyOpIsWrittenDown() throws {
        let canvas = Recording()
        canvas.page("all")
        Player.play(Every.state, on: canvas)
        #expect(canvas.lines == Every.recording)
    }
}
