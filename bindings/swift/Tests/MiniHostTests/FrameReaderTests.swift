import Foundation
import Testing

@testable import MiniHost

/// The reader of frames: what the core writes is read, what it would not have written is refused and never crashes.
@Suite(.serialized)
struct FrameReaderTests {
    static func bytes(of program: String) async throws -> Data {
        try await withHost { host in
            let session = try await host.open(program, OpenOptions(screen: phone))
            _ = await session.settle()
            let bytes = try #require(try session.takeFrameBytes())
            await session.close()
            return bytes
        }
    }

    @Test func readsWhatTheCoreWrites() async throws {
        let frame = try FrameReader.read(try await Self.bytes(of: "shop"))
        #expect(frame.number >= 1 && frame.base == 0)
        #expect(frame.size == Frame.Size(width: 375, height: 812))
        #expect(frame.layers.contains { $0.scroll?.page == true })
        #expect(!frame.imagesNeeded.isEmpty)
        #expect(try #require(frame.accessible).contains { !$0.label.isEmpty })
    }

    @Test func refusesOtherVersionsAndLengths() async throws {
        let good = try await Self.bytes(of: "todo")
        for (place, value, reason) in [
            (0, 0, "this is no frame buffer"), (4, 9, "format version 9; this reader knows 2"),
            (6, 1, "the header's reserved bytes are not 0"),
        ] {
            var bad = good
            bad[place] = UInt8(value)
            #expect(throws: FrameFormatError(reason)) { try FrameReader.read(bad) }
        }
        #expect(throws: FrameFormatError.self) { try FrameReader.read(good + [0]) }
        #expect(throws: FrameFormatError.self) { try FrameReader.read(Data()) }
        // Not at the beginning of its storage.
        #expect(try FrameReader.read((Data([1, 2, 3]) + good).dropFirst(3)) == FrameReader.read(good))
    }

    /// Every cut and thousands of changed bytes: an answer each time, an error or a frame that keeps the rules.
    @Test func neverCrashesOnRubbish() async throws {
        let good = try await Self.bytes(of: "todo")
        // The header's length is made to fit, or everything would be refused by it alone.
        func fitted(_ bytes: Data) -> Data {
            var fitted = bytes
            withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { fitted.replaceSubrange(8..<16, with: $0) }
            return fitted
        }
        for end in stride(from: 16, to: good.count, by: max(good.count / 500, 1)) {
            #expect(throws: FrameFormatError.self) { try FrameReader.read(fitted(good.prefix(end))) }
        }
        var random = Rubbish(state: 7)
        var refused = 0
        var played = 0
        for _ in 0..<3_000 {
            var bad = good
            for _ in 0...random.below(3) { bad[16 + random.below(bad.count - 16)] = UInt8(random.below(256)) }
            do {
                let frame = try FrameReader.read(bad)
                var state = FrameState()
                if (try? state.apply(frame)) != nil {
                    Player.play(state, on: Recording())
                    played += 1
                }
            } catch {
                refused += 1
            }
        }
        #expect(refused > 0 && played > 0)
    }

    @Test func refusesAListThatCannotFit() async throws {
        // A header, then a frame whose list of layers claims four billion.
        var bytes = Data("MHFR".utf8) + [2, 0, 0, 0] + Data(repeating: 0, count: 8)
        bytes += Data(repeating: 0, count: 8 + 8 + 8 + 4 + 4) + [255, 255, 255, 255]
        withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { bytes.replaceSubrange(8..<16, with: $0) }
        #expect(throws: FrameFormatError("a list of 4294967295 at \(bytes.count - 4) does not fit")) {
            try FrameReader.read(bytes)
        }
    }

    @Test func aFrameThatDoesNotFitChangesNothing() async throws {
        let frame = try FrameReader.read(try await Self.bytes(of: "todo"))
        var state = FrameState()
        let applied = try state.apply(frame)
        #expect(applied.changed == Set(frame.layers.map(\.id)))
        let late = Frame(
            number: frame.number + 5, base: frame.number + 4, size: frame.size, scale: 1, background: frame.background,
            layers: [], imagesNeeded: [], imagesDropped: [], accessible: nil)
        #expect(throws: FrameOrderError.self) { try state.apply(late) }
        #expect(state.number == frame.number && state.layers.count == frame.layers.count)
    }
}

/// The same numbers on every run.
struct Rubbish {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }
}
