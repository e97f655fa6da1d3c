// What calls and frames cost in Swift: `swift run -c release Costs PROGRAMS`, PROGRAMS being the folder `tests/programs`.
import Foundation
import MiniHost
import MiniHostFFI

/// Least and median of a round's mean, in microseconds.
func measure(_ name: String, calls: Int, rounds: Int = 15, _ work: () throws -> Void) rethrows {
    var means: [Double] = []
    for _ in 0..<rounds {
        let start = DispatchTime.now().uptimeNanoseconds
        for _ in 0..<calls { try work() }
        means.append(Double(DispatchTime.now().uptimeNanoseconds - start) / Double(calls) / 1000)
    }
    means.sort()
    let title = name.padding(toLength: 58, withPad: " ", startingAt: 0)
    print(title, String(format: "%9.2f / %9.2f us", means[0], means[rounds / 2]))
}

let programs = CommandLine.arguments.dropFirst().first ?? "../../tests/programs"
let folder = FileManager.default.temporaryDirectory.appendingPathComponent("minihost-\(UUID().uuidString)").path
defer { try? FileManager.default.removeItem(atPath: folder) }

let core = try MiniHostFFI.MiniHost(
    config: MiniHostConfig(folder: folder, app: HostApp(id: "a.b", name: "A", version: "1"), catalogFolder: programs),
    ports: MiniHostPorts())
let screen = ScreenSpec(
    width: 375, height: 812, pixelRatio: 2, safeArea: ScreenEdges(top: 44, right: 0, bottom: 34, left: 0), fontScale: 1,
    appearance: .light, language: .en)
let session = try core.open(program: "shop", request: OpenRequest(screen: screen), listener: nil)
guard session.settle(patienceMs: 20_000), let bytes = session.takeFrame() else { fatalError("no frame") }

measure("a call without arguments or answer (show)", calls: 2_000) { session.show() }
_ = session.settle(patienceMs: 20_000)
measure("a call with an answer of a string (coreVersion)", calls: 2_000) { _ = coreVersion() }
measure("a call that asks for a frame when there is none", calls: 2_000) { _ = session.takeFrame() }
try measure("a call that reads the store: a list of one record (used)", calls: 500) {
    _ = try core.used(language: .en, limit: 20, offset: 0)
}
measure("a typed error (an id that cannot be)", calls: 2_000) {
    do { _ = try core.icon(program: "no/id") } catch {}
}

let frame = try FrameReader.read(bytes)
var whole = FrameState()
_ = try whole.apply(frame)
let ops = frame.layers.reduce(0) { $0 + ($1.content?.ops.count ?? 0) }
print("\nthe shop's first frame: \(bytes.count) bytes, \(frame.layers.count) layers, \(ops) ops")
try measure("reading it, every length checked", calls: 200) { _ = try FrameReader.read(bytes) }
try measure("applying it to what is on screen", calls: 200) {
    var state = FrameState()
    _ = try state.apply(frame)
}
measure("playing it on a canvas that draws nothing", calls: 200) { Player.play(whole, on: Nothing()) }

/// The session's frames in memory of ours, as the wrapper takes them.
let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 16 << 20, alignment: 16)
defer { memory.deallocate() }

/// A whole frame is made anew each time and taken over: what that costs besides its making, copied by the generated code and written into
/// our memory, in turns.
@MainActor
func compareCrossings(_ session: MiniHostFFI.ProgramSession) {
    let address = UInt64(UInt(bitPattern: memory.baseAddress))
    var times: [[Double]] = [[], [], [], []]
    var size = 0
    @MainActor func timed(_ kind: Int, _ work: () -> Int) {
        let start = DispatchTime.now().uptimeNanoseconds
        let length = work()
        let end = DispatchTime.now().uptimeNanoseconds
        if length > 0 { times[kind].append(Double(end - start) / 1000) }
        size = max(size, length)
    }
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: memory.count, alignment: 16)
    defer { copy.deallocate() }
    for _ in 0..<200 {
        session.requestWholeFrame()
        guard session.settle(patienceMs: 60_000) else { fatalError("the program does not rest") }
        timed(0) { session.takeFrame()?.count ?? 0 }
        session.requestWholeFrame()
        guard session.settle(patienceMs: 60_000) else { fatalError("the program does not rest") }
        timed(1) { Int(session.takeFrameInto(address: address, capacity: UInt64(memory.count))) }
        // As many bytes, copied once between two places: what no crossing can go below.
        timed(2) {
            copy.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[..<size]))
            return size
        }
        timed(3) {
            let read = try? FrameReader.read(UnsafeRawBufferPointer(rebasing: memory[..<size]))
            return read?.layers.count ?? 0
        }
    }
    let names = [
        "\(size) bytes: taking them over as a list (take_frame)", "the same into our memory (take_frame_into)",
        "as many bytes copied", "reading them, every length checked",
    ]
    for (name, taken) in zip(names, times) {
        let sorted = taken.sorted()
        guard let least = sorted.first else { continue }
        print(name.padding(toLength: 58, withPad: " ", startingAt: 0),
            String(format: "%9.2f / %9.2f us", least, sorted[sorted.count / 2]))
    }
}

compareCrossings(session)
print("\na page of a thousand rows:")
compareCrossings(try openRows())

/// The page that Kotlin's `FrameCost` measures.
@MainActor
func openRows() throws -> MiniHostFFI.ProgramSession {
    let program = URL(fileURLWithPath: folder).appendingPathComponent("rows")
    let files = [
        "app.json": #"{"pages":["pages/index/index"]}"#, "app.js": "App({})\n", "project.config.json": "{}\n",
        "pages/index/index.js":
            "Page({ data: { rows: [] }, onLoad() { this.setData({ rows: Array.from({ length: 1000 }, (_, i) => ({ id: i, name: 'Row number ' + i })) }) } })",
        "pages/index/index.wxml":
            #"<view class="row" wx:for="{{rows}}" wx:key="id"><text class="id">{{item.id}}</text><text class="name">{{item.name}}</text></view>"#,
        "pages/index/index.wxss":
            ".row { display: flex; padding: 8px; border-bottom: 1px solid #ddd } .id { width: 60px; color: #888 } .name { flex: 1 }",
        "pages/index/index.json": "{}\n",
    ]
    for (name, text) in files {
        let place = program.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: place)
    }
    let session = try core.openPath(path: program.path, request: OpenRequest(screen: screen), listener: nil)
    guard session.settle(patienceMs: 120_000), session.takeFrame() != nil else { fatalError("no frame") }
    return session
}

final class Nothing: Canvas {
    func save() {}
    func restore() {}
    func translate(_ dx: Float, _ dy: Float) {}
    func concat(_ transform: Frame.Transform) {}
    func clip(_ rect: Frame.Rect, _ corners: Frame.Corners) {}
    func beginGroup(_ opacity: Float, _ bounds: Frame.Rect?) {}
    func clip(_ path: [Frame.Segment], evenOdd: Bool) {}
    func beginBlend(_ blend: Frame.Blend, _ bounds: Frame.Rect) {}
    func beginMask() {}
    func endGroup() {}
    func fill(_ rect: Frame.Rect, _ paint: Frame.Paint) {}
    func fill(_ rect: Frame.Rect, _ corners: Frame.Corners, _ paint: Frame.Paint) {}
    func fill(_ fill: Frame.Op.FillPath) {}
    func stroke(_ stroke: Frame.Op.StrokePath) {}
    func border(_ border: Frame.Op.Border) {}
    func shadow(_ shadow: Frame.Op.Shadow) {}
    func text(_ text: Frame.Op.Text, _ font: Frame.TextFont) {}
    func image(_ image: Frame.Op.Image) {}
    func tiles(_ tiles: Frame.Op.ImageTiles) {}
    func native(_ layer: Frame.Layer) {}
}
