import Foundation
import Testing

@testable import MiniHost

/// What stays of programs and hosts that are over: nothing; and who may call them: anybody.
@Suite(.serialized)
struct LifecycleTests {
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

    /// Every function from many threads of the system's at once, the frame's memory among them: answers are whole, and nothing crashes.
    @Test func anyThreadMayCall() async throws {
        try await withHost { host in
            let session = try await host.open("shop", OpenOptions(screen: phone))
            #expect(await session.settle())
            let (frames, damaged) = (Locked(0), Locked(0))
            await withCheckedContinuation { continuation in
                DispatchQueue.global().async {
                    DispatchQueue.concurrentPerform(iterations: 16) { thread in
                        for step in 0..<50 {
                            session.requestWholeFrame()
                            tap(session, x: Float(thread * 20), y: Float(step * 16), at: Int64(step))
                            session.scrolled(1, UInt64(thread), x: 0, y: Float(step))
                            session.textChanged(1, UInt64(thread), value: "text", cursor: 4)
                            session.fieldEvent(1, UInt64(thread), .focused)
                            session.setScreen(phone)
                            do {
                                if let frame = try session.takeFrame(), !frame.layers.isEmpty { frames.withLock { $0 += 1 } }
                            } catch {
                                damaged.withLock { $0 += 1 }
                            }
                            _ = session.problems()
                            _ = session.state
                            _ = session.imageFile(UInt32(step))
                        }
                    }
                    continuation.resume()
                }
            }
            #expect(frames.withLock { $0 } > 0 && damaged.withLock { $0 } == 0)
            #expect(await session.settle(patienceMs: 60_000))
            await withTaskGroup(of: Bool.self) { group in
                for number in 0..<16 {
                    group.addTask {
                        let rows = try? await host.usedRows(.en, limit: 5)
                        let pinned = try? await host.setPinned("shop", number % 2 == 0)
                        let offered = try? await host.catalog(.zh)
                        return rows?.count == 1 && pinned == true && offered?.isEmpty == false
                    }
                }
                for await isWell in group { #expect(isWell) }
            }
            await session.close()
        }
    }

    /// Streams end with the program, ports and listeners are not called any more, and calls do nothing.
    @Test func nothingIsHeardAfterTheEnd() async throws {
        let counted = Counted()
        try await withHost(Ports(text: counted, links: counted)) { host in
            let events = host.events()
            for _ in 0..<20 {
                let session = try await host.open("todo", OpenOptions(screen: phone))
                let frames = session.frameReady()
                #expect(await session.settle())
                await session.close()
                let before = counted.calls.withLock { $0 }
                for step in 0..<20 {
                    tap(session, x: 180, y: Float(step * 40))
                    session.show()
                    session.requestWholeFrame()
                    session.back()
                    session.pullDown()
                }
                #expect(try session.takeFrame() == nil)
                #expect(session.imageFile(1) == nil && session.problems() == [] && session.state == .closed)
                await #expect(throws: MiniHostError.closed) { try await session.imagePixels(1, scale: 1) }
                for await _ in frames {}
                for await state in session.states() { #expect(state == .closed) }
                #expect(counted.calls.withLock { $0 } == before)
            }
            host.close()
            // Ends, as the host does.
            for await _ in events {}
        }
    }
}

/// Counts the calls of ports that programs use without being asked.
private struct Counted: TextMeasurer, LinkPolicy {
    let calls = Locked(0)

    func measure(_ words: [Word]) throws -> [Float] {
        calls.withLock { $0 += 1 }
        return words.map { Float($0.text.count) * $0.font.size / 2 }
    }

    func metrics(_ font: ProgramFont) throws -> FontMetrics {
        calls.withLock { $0 += 1 }
        return FontMetrics(ascent: font.size, descent: font.size / 4, lineGap: 0, xHeight: font.size / 2)
    }

    func vet(program: String, link: ProgramLink) throws -> LinkVerdict {
        calls.withLock { $0 += 1 }
        return .allow
    }
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
