import Foundation
import Testing

@testable import MiniHost

private struct AnyFault: Error {}

/// Every method of every port throws.
private struct Broken: Http, TextMeasurer, ImageDecoder, Ui, Device, LinkPolicy, Catalog {
    let calls = Locked<Set<String>>([])

    private func fault(_ name: String) -> any Error {
        calls.withLock { _ = $0.insert(name) }
        return AnyFault()
    }

    func send(_ request: HttpRequest) async throws -> HttpResponse { throw fault("send") }
    func measure(_ words: [Word]) throws -> [Float] { throw fault("measure") }
    func metrics(_ font: ProgramFont) throws -> FontMetrics { throw fault("metrics") }
    func size(_ file: Data) throws -> PixelSize { throw fault("size") }
    func decode(_ file: Data, scale: Float) throws -> DecodedImage { throw fault("decode") }
    func toast(_ toast: Toast?) throws -> Bool { throw fault("toast") }
    func modal(_ modal: Modal, answer: Answer<ModalAnswer>) throws -> Bool { throw fault("modal") }
    func actionSheet(_ sheet: ActionSheet, answer: Answer<Int>) throws -> Bool { throw fault("actionSheet") }
    func profile() throws -> DeviceProfile { throw fault("profile") }
    func network() throws -> NetworkType { throw fault("network") }
    func clipboard() async throws -> String { throw fault("clipboard") }
    func setClipboard(_ text: String) throws { throw fault("setClipboard") }
    func vibrate(brief: Bool) throws { throw fault("vibrate") }
    func vet(program: String, link: ProgramLink) throws -> LinkVerdict { throw fault("vet") }
    func entries() throws -> [OfferedProgram] { throw fault("entries") }
    func fetch(_ program: String) throws -> Data { throw fault("fetch") }
}

/// A policy that lets everything go, so that requests reach the broken `Http`.
private struct Anywhere: LinkPolicy {
    func vet(program: String, link: ProgramLink) throws -> LinkVerdict { .allow }
}

/// A program that uses every port, as files; what came of each call stands on its page.
private func askingProgram(_ folder: Folder) throws -> String {
    let page = """
        Page({
          data: { said: [] },
          say(text) { this.setData({ said: this.data.said.concat(text) }) },
          onLoad() {
            const end = (name) => ({ success: () => this.say(name + ' ok'), fail: (e) => this.say(name + ' ' + e.errMsg) })
            wx.request({ url: 'https://example.com/', ...end('request') })
            wx.showToast({ title: 'hello', ...end('toast') })
            wx.getNetworkType(end('network'))
            wx.getClipboardData(end('clipboard'))
            wx.setClipboardData({ data: 'x', ...end('setClipboard') })
            wx.vibrateShort(end('vibrate'))
            wx.showModal({ title: 'sure?', ...end('modal') })
            wx.showActionSheet({ itemList: ['a', 'b'], ...end('sheet') })
          }
        })
        """
    let files = [
        "app.json": #"{"pages": ["pages/a/a"]}"#, "app.js": "App({})", "pages/a/a.js": page, "pages/a/a.json": "{}",
        "pages/a/a.wxml": "<image src=\"/dot.png\" /><view wx:for=\"{{said}}\" wx:key=\"*this\">{{item}}</view>",
        "pages/a/a.wxss": "", "project.config.json": "{}",
    ]
    for (name, text) in files {
        let place = URL(fileURLWithPath: folder.path).appendingPathComponent(name)
        try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: place)
    }
    let dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    try #require(Data(base64Encoded: dot)).write(to: URL(fileURLWithPath: folder.path).appendingPathComponent("dot.png"))
    return folder.path
}

/// What a page says to somebody who does not see it.
private func words(_ session: ProgramSession) async throws -> Set<String> {
    _ = await session.settle()
    session.requestWholeFrame()
    _ = await session.settle()
    return Set(try session.takeFrame()?.accessible?.map(\.label) ?? [])
}

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

    @Test func everyPortMayThrow() async throws {
        let folder = Folder()
        let program = try askingProgram(folder)
        let broken = Broken()
        let ports = Ports(
            http: broken, text: broken, images: broken, ui: broken, device: broken, links: Anywhere(), catalog: broken)
        try await withHost(ports) { host in
            #expect(try await host.catalog(.en) == [])
            let session = try await host.openPath(program, OpenOptions(screen: phone))
            let said = try await words(session)
            // The program hears of each failure in its own error shape, and goes on.
            for call in ["request", "clipboard"] {
                #expect(said.contains { $0.hasPrefix("\(call) ") && $0.contains("fail") }, "\(call): \(said)")
            }
            // The core draws what the host did not.
            #expect(said.contains("hello") || said.contains("sure?"), "\(said)")
            if let handle = try sessionImage(session) {
                await #expect(throws: MiniHostError.self) { try await session.imagePixels(handle, scale: 2) }
            }
            #expect(session.state == .visible)
            await session.close()
        }
        // A policy that throws refuses.
        try await withHost(Ports(links: broken)) { host in
            let session = try await host.openPath(program, OpenOptions(screen: phone))
            #expect(try await words(session).contains { $0.hasPrefix("request ") && $0.contains("fail") })
            await session.close()
        }
        // A catalog that offers one and cannot give it.
        try await withHost(Ports(catalog: OffersOnly())) { host in
            await #expect { try await host.open("ghost", OpenOptions(screen: phone)) } throws: { error in
                if case MiniHostError.unavailable = error { true } else { false }
            }
        }
        let called = broken.calls.withLock { $0 }
        let expected: Set<String> = [
            "send", "measure", "metrics", "toast", "modal", "actionSheet", "profile", "network", "clipboard", "setClipboard",
            "vibrate", "vet", "entries",
        ]
        #expect(expected.subtracting(called) == [], "each was called, and threw")
    }

    private func sessionImage(_ session: ProgramSession) throws -> UInt32? {
        session.requestWholeFrame()
        return try session.takeFrame()?.imagesNeeded.first?.image
    }

    /// Opened and closed a thousand times: no memory, thread, file or object stays.
    @Test func aThousandProgramsLeaveNothing() async throws {
        try await withHost { host in
            func cycle() async throws {
                let session = try await host.open("todo", OpenOptions(screen: phone))
                _ = try session.takeFrame()
                await session.close()
            }
            for _ in 0..<50 { try await cycle() }
            let before = Process.now()
            for _ in 0..<1_000 { try await cycle() }
            try await settledThreads(to: before.threads)
            let after = Process.now()
            print("measured: 1,000 open/close cycles: \(before) -> \(after)")
            #expect(after.threads <= before.threads + 2)
            #expect(after.files <= before.files)
            // A leak of one program is some 2 MB each time; of one frame, 20 kB.
            #expect(after.residentKb - before.residentKb < 16_000)
        }
    }

    /// The handles of everything that was given away are released with the last owner.
    @Test func objectsGoWithTheirOwners() async throws {
        weak var weakHost: MiniHost?
        weak var weakSession: ProgramSession?
        let folder = Folder()
        do {
            let host = try await MiniHost.create(
                HostConfig(
                    folder: folder.path, identity: HostIdentity(id: "a.b", name: "A", version: "1"),
                    catalogFolder: root.appendingPathComponent("tests/programs").path))
            let session = try await host.open("todo", OpenOptions(screen: phone))
            _ = session.states()
            _ = host.events()
            (weakHost, weakSession) = (host, session)
        }
        #expect(weakHost == nil && weakSession == nil)
        // The folder is free again: another host may have it.
        for attempt in 0... {
            do {
                try await MiniHost.create(
                    HostConfig(folder: folder.path, identity: HostIdentity(id: "a.b", name: "A", version: "1"))
                ).close()
                break
            } catch {
                if attempt == 200 { throw error }
                try await Task.sleep(nanoseconds: 50_000_000)
            }
        }
    }

    /// Calls from many threads while programs close: none crashes, streams end, and afterwards calls do nothing.
    @Test func programsMayCloseWhileOthersCall() async throws {
        try await withHost { host in
            for _ in 0..<50 {
                let session = try await host.open("todo", OpenOptions(screen: phone))
                let listening = Task { for await _ in session.frameReady() {} }
                await withTaskGroup(of: Void.self) { group in
                    for finger in 0..<8 {
                        group.addTask {
                            for step in 0..<20 { tap(session, x: Float(finger * 40), y: Float(step * 40), at: Int64(step)) }
                            session.setScreen(phone)
                            _ = session.problems()
                        }
                    }
                    group.addTask { await session.close() }
                }
                session.closeNow()
                session.back()
                #expect(try session.takeFrame() == nil)
                #expect(session.problems() == [])
                await listening.value
            }
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

private struct OffersOnly: Catalog {
    func entries() throws -> [OfferedProgram] {
        [OfferedProgram(id: "ghost", version: "1", name: "Ghost", nameZh: "鬼", dialect: .wechat)]
    }

    func fetch(_ program: String) throws -> Data { throw PortError.failed(reason: "gone") }
}

/// What this process holds, as Linux counts it.
struct Process: CustomStringConvertible {
    var residentKb: Int
    var threads: Int
    var files: Int

    var description: String { "\(residentKb) kB, \(threads) threads, \(files) files" }

    static func now() -> Process {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        func number(_ name: String) -> Int {
            let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") }
            return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
        }
        let files = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
        return Process(residentKb: number("VmRSS"), threads: number("Threads"), files: files)
    }
}

/// Programs' threads end a little after their programs.
private func settledThreads(to count: Int) async throws {
    for _ in 0..<200 where Process.now().threads > count { try await Task.sleep(nanoseconds: 10_000_000) }
}
