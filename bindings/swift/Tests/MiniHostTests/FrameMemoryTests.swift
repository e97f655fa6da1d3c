import Foundation
import Testing

@testable import MiniHost

/// Frames in memory of the wrapper's: however long they are, and however often there is none.
@Suite
struct FrameMemoryTests {
    /// A core with these frames, which writes one only where it fits, as `take_frame_into` does.
    private final class Core {
        var frames: [[UInt8]]
        var calls = 0

        init(_ frames: [[UInt8]]) { self.frames = frames }

        func fill(_ address: UInt64, _ capacity: UInt64) -> UInt64 {
            calls += 1
            guard let frame = frames.first else { return 0 }
            if frame.count <= Int(capacity), let place = UnsafeMutableRawPointer(bitPattern: UInt(address)) {
                place.copyMemory(from: frame, byteCount: frame.count)
                frames.removeFirst()
            }
            return UInt64(frame.count)
        }
    }

    private func take(_ core: Core, _ memory: FrameMemory) throws -> [UInt8]? {
        try memory.take(core.fill) { bytes throws(FrameFormatError) in Array(bytes) }
    }

    @Test func growsWithTheFrames() throws {
        let sizes = [1, 65_536, 65_537, 3, 1_000_000, 70_000]
        let frames = sizes.map { size in (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) } }
        let core = Core(frames)
        let memory = FrameMemory()
        for frame in frames { #expect(try take(core, memory) == frame) }
        #expect(try take(core, memory) == nil)
        // Two that did not fit were asked for again; what follows them fits.
        #expect(core.calls == sizes.count + 2 + 1)
    }

    @Test func whatNoFrameCanBeIsRefused() throws {
        let memory = FrameMemory()
        #expect(throws: FrameFormatError.self) {
            try memory.take({ _, _ in UInt64.max }) { _ throws(FrameFormatError) in () }
        }
        // A core that says another length the second time is not believed.
        var said: [UInt64] = [100_000, 900_000]
        #expect(try memory.take({ _, _ in said.removeFirst() }) { _ throws(FrameFormatError) in () } == nil)
    }

    @Test func whatTheReaderThrowsIsThrown() throws {
        let core = Core([[1, 2, 3], [4]])
        let memory = FrameMemory()
        #expect(throws: FrameFormatError("no")) {
            try memory.take(core.fill) { _ throws(FrameFormatError) in throw FrameFormatError("no") }
        }
        #expect(try take(core, memory) == [4], "the next one is taken all the same")
    }
}
