import Foundation
import Testing

@testable import MiniHost

/// The wrapper against the real core: errors, streams, ports that fail, and what remains afterwards.
@Suite(.serialized)
struct WrapperTests {
    @Test func errorsAreTyped() async throws {
        try await withHost { host in
            await #expect(throws: MiniHostError.noSuchProgram(program: "nobody")) {
                try await host.open("nobody", OpenOptions(screen: phone))
            }
            await #expect { try await host.removeUsed("no/id") } throws: { error in
                if case MiniHostError.misuse = error { true } else { false }
            }
            await #expect { try await host.install(PackageLabel(id: "bad"), archive: Data("no zip".utf8)) } throws: { error in
                if case MiniHostError.packageRefused = error { true } else { false }
            }
            host.close()
            await #expect(throws: MiniHostError.closed) { try await host.catalog(.en) }
            await #expect(throws: MiniHostError.closed) { for try await _ in host.used(.en) {} }
        }
    }

    @Test(arguments: Language.allCases)
    func everyErrorHasWords(_ language: Language) {
        let all: [MiniHostError] = [
            .misuse(reason: "r"), .closed, .noSuchProgram(program: "p"), .unavailable(reason: "r"), .packageRefused(reason: "r"),
            .notSupported(reason: "r"), .noSpace, .store(reason: "r"), .internal(reason: "r"),
        ]
        for error in all { #expect(error.userMessage(language).hasSuffix(language == .zh ? "。" : "."), "\(error)") }
        #expect(Set(all.map { $0.userMessage(language) }).count == all.count - 1, "only bugs share their words")
    }

    @Test func streamsTellAndEnd() async throws {
        try await withHost { host in
            let events = host.events()
            var rows = host.used(.en).makeAsyncIterator()
            #expect(try await rows.next() == [])
            let session = try await host.open("todo", OpenOptions(screen: phone))
            #expect(session.program == "todo")
            #expect(try await rows.next()?.map(\.id) == ["todo"])
            #expect(try await host.setPinned("todo", true))
            #expect(try await rows.next()?.map(\.pinned) == [true])
            let states = session.states()
            _ = try await first(states) { $0 == .visible }
            session.hide()
            _ = try await first(session.states()) { $0 == .hidden }
            await session.close()
            #expect(session.state == .closed)
            for await state in session.states() { #expect(state == .closed) }
            _ = try await first(events) { $0 == .closed(program: "todo") }
            try await host.clearUsed()
            #expect(try await rows.next() == [])
            host.close()
            await #expect(throws: MiniHostError.closed) { _ = try await rows.next() }
        }
    }

    @Test func aPackageIsInstalledFromBytesOrFolder() async throws {
        try await withHost(catalog: false) { host in
            let label = PackageLabel(id: "todo", name: "To-do", nameZh: "待办", version: "2")
            let folder = root.appendingPathComponent("tests/programs/todo").path
            #expect(try await host.install(label, path: folder) == .bytedance)
            #expect(try await host.catalog(.en) == [])
            let session = try await host.open("todo", OpenOptions(screen: phone))
            #expect(await session.settle())
            await session.close()
            #expect(try await host.usedRows(.zh, limit: 5).map(\.name) == ["待办"])
            #expect(try await host.icon("todo") == nil)
        }
    }

    /// At most one call per frame, plus the one that finds none.
    @Test func aFrameIsOneCall() async throws {
        try await withHost { host in
            let session = try await host.open("todo", OpenOptions(screen: phone))
            for step in 0..<20 {
                tap(session, x: 180, y: Float(200 + step * 20), at: Int64(step) * 1_000)
                #expect(await session.settle())
                _ = try session.takeFrame()
            }
            #expect(session.frameCrossings.calls == 20)
            #expect(try session.takeFrame() == nil)
            #expect(session.frameCrossings.calls == 21 && session.frameCrossings.frames <= 20)
            await session.close()
        }
    }

    @Test func logsReachTheHost() async throws {
        let lines = Broadcast<LogLine>(.unbounded)
        let stream = lines.stream()
        #expect(Logs.send(least: .debug) { batch in for line in batch { lines.send(line) } })
        let folder = Folder()
        _ = try askingProgram(folder)
        try Data("console.log('from the program'); App({})".utf8)
            .write(to: URL(fileURLWithPath: folder.path).appendingPathComponent("app.js"))
        try await withHost { host in
            let session = try await host.openPath(folder.path, OpenOptions(screen: phone))
            let line = try await first(stream) { $0.message.contains("from the program") }
            #expect(line.target == "program")
            await session.close()
        }
        Logs.send(to: nil)
    }
}
