import Foundation
import MiniHostFFI
import XCTest

/// The generated sources against the real core: a program is opened, used, ended, listed and opened again.
final class BridgeTests: XCTestCase {
    private let screen = ScreenSpec(
        width: 375, height: 812, pixelRatio: 2, safeArea: ScreenEdges(top: 44, right: 0, bottom: 34, left: 0), fontScale: 1,
        appearance: .light, language: .en)

    private var programs: String {
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 0..<5 { folder.deleteLastPathComponent() }
        return folder.appendingPathComponent("tests/programs").path
    }

    private func makeHost(_ ports: MiniHostPorts, _ listener: HostListener?) throws -> MiniHost {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("minihost-\(UUID().uuidString)").path
        let config = MiniHostConfig(
            folder: folder, app: HostApp(id: "dev.minihost.test", name: "Test", version: "1.0.0"), catalogFolder: programs)
        return try MiniHost(config: config, ports: ports, listener: listener)
    }

    func testOpensTheToDoProgramAndListsIt() throws {
        let events = Events()
        let host = try makeHost(MiniHostPorts(), events)
        XCTAssertEqual(try host.used(language: .en, limit: 20, offset: 0), [])
        let todo = try XCTUnwrap(try host.catalog(language: .en).first { $0.name == "To-do" })

        let heard = Listening()
        let session = try host.open(program: todo.id, request: OpenRequest(screen: screen), listener: heard)
        XCTAssertEqual(heard.frame.wait(timeout: .now() + 20), .success)
        XCTAssertTrue(session.settle(patienceMs: 20_000))
        let frame = try XCTUnwrap(session.takeFrame())
        XCTAssertEqual(Array(frame.prefix(4)), Array("MHFR".utf8))
        XCTAssertNil(session.takeFrame(), "a frame is taken once")
        session.touchDown(id: 1, x: 180, y: 300, timeMs: 10)
        session.touchUp(id: 1, x: 180, y: 300, timeMs: 20)
        XCTAssertTrue(session.settle(patienceMs: 20_000))
        session.end()
        XCTAssertEqual(heard.ended.wait(timeout: .now() + 20), .success)

        XCTAssertEqual(try host.used(language: .zh, limit: 20, offset: 0).map(\.id), [todo.id])
        XCTAssertTrue(events.all.contains(.usedListChanged))
        let again = try host.open(program: todo.id, request: OpenRequest(screen: screen), listener: nil)
        XCTAssertTrue(again.settle(patienceMs: 20_000))
        XCTAssertNotNil(again.takeFrame())
        XCTAssertTrue(try host.removeUsed(program: todo.id, withData: true))
        XCTAssertEqual(try host.used(language: .en, limit: 20, offset: 0), [])
    }

    func testErrorsAreTyped() throws {
        let host = try makeHost(MiniHostPorts(), nil)
        XCTAssertThrowsError(try host.open(program: "nobody", request: OpenRequest(screen: screen), listener: nil)) { error in
            XCTAssertEqual(error as? MiniHostError, .NoSuchProgram(program: "nobody"))
            XCTAssertEqual(errorText(error: error as! MiniHostError, language: .zh), "小程序不存在或已下线。")
        }
        XCTAssertThrowsError(try host.removeUsed(program: "no/id", withData: false)) { error in
            guard case .Misuse = error as? MiniHostError else { return XCTFail("\(error)") }
        }
        host.shutDown()
        XCTAssertThrowsError(try host.catalog(language: .en)) { error in
            XCTAssertEqual(error as? MiniHostError, .Closed)
        }
    }

    /// Callbacks after the end: none, whatever is still asked of the program.
    func testNothingIsHeardAfterTheEnd() throws {
        let host = try makeHost(MiniHostPorts(), nil)
        for _ in 0..<20 {
            let heard = Listening()
            let session = try host.open(program: "todo", request: OpenRequest(screen: screen), listener: heard)
            session.end()
            XCTAssertEqual(heard.ended.wait(timeout: .now() + 20), .success)
            let before = heard.calls.value
            for step in 0..<20 {
                session.touchDown(id: 1, x: 180, y: Float(step * 40), timeMs: 10)
                session.touchUp(id: 1, x: 180, y: Float(step * 40), timeMs: 20)
                session.requestWholeFrame()
                session.show()
            }
            XCTAssertTrue(session.settle(patienceMs: 20_000))
            XCTAssertEqual(heard.calls.value, before)
        }
    }

    /// A port that throws anything at all: the core goes on.
    func testPortsMayThrow() throws {
        let text = BrokenText()
        let host = try makeHost(MiniHostPorts(text: text), nil)
        let session = try host.open(program: "todo", request: OpenRequest(screen: screen), listener: nil)
        XCTAssertTrue(session.settle(patienceMs: 20_000))
        XCTAssertNotNil(session.takeFrame())
        XCTAssertGreaterThan(text.calls.value, 0)
        XCTAssertEqual(session.state(), .visible)
    }
}

/// `@unchecked`: `count` is touched under the lock alone.
private final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0
    var value: Int { lock.withLock { count } }
    func add() { lock.withLock { count += 1 } }
}

private struct AnyFault: Error {}

private final class BrokenText: TextPort {
    let calls = Counter()

    func measure(fonts: [FontSpec], words: [WordSpec]) throws -> [Float] {
        calls.add()
        throw AnyFault()
    }

    func metrics(font: FontSpec) throws -> FontExtents {
        throw PortError.Failed(reason: "no fonts today")
    }
}

private final class Listening: ProgramListener {
    let frame = DispatchSemaphore(value: 0)
    let ended = DispatchSemaphore(value: 0)
    let calls = Counter()

    func frameReady() throws {
        calls.add()
        frame.signal()
    }

    func stateChanged(state: ProgramState) throws {
        calls.add()
        if state == .closed { ended.signal() }
    }
}

/// `@unchecked`: `heard` is touched under the lock alone.
private final class Events: HostListener, @unchecked Sendable {
    private let lock = NSLock()
    private var heard: [HostEvent] = []
    var all: [HostEvent] { lock.withLock { heard } }

    func onEvent(event: HostEvent) throws { lock.withLock { heard.append(event) } }
}
