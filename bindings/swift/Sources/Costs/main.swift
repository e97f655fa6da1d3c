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
// Made anew each time and taken over: what one whole frame costs besides its making.
var crossing: [Double] = []
for _ in 0..<200 {
    session.requestWholeFrame()
    _ = session.settle(patienceMs: 20_000)
    let start = DispatchTime.now().uptimeNanoseconds
    let taken = session.takeFrame()
    let end = DispatchTime.now().uptimeNanoseconds
    if taken != nil { crossing.append(Double(end - start) / 1000) }
}
crossing.sort()
if let least = crossing.first {
    print("taking it over (one call, all bytes)".padding(toLength: 58, withPad: " ", startingAt: 0),
        String(format: "%9.2f / %9.2f us", least, crossing[crossing.count / 2]))
}

final class Nothing: Canvas {
    func save() {}
    func restore() {}
    func translate(_ dx: Float, _ dy: Float) {}
    func concat(_ transform: Frame.Transform) {}
    func clip(_ rect: Frame.Rect, _ corners: Frame.Corners) {}
    func beginGroup(_ opacity: Float, _ bounds: Frame.Rect?) {}
    func beginMask() {}
    func endGroup() {}
    func fill(_ rect: Frame.Rect, _ paint: Frame.Paint) {}
    func fill(_ rect: Frame.Rect, _ corners: Frame.Corners, _ paint: Frame.Paint) {}
    func fill(_ path: [Frame.Segment], _ paint: Frame.Paint) {}
    func stroke(_ stroke: Frame.Op.StrokePath) {}
    func border(_ border: Frame.Op.Border) {}
    func shadow(_ shadow: Frame.Op.Shadow) {}
    func text(_ text: Frame.Op.Text, _ font: Frame.TextFont) {}
    func image(_ image: Frame.Op.Image) {}
    func tiles(_ tiles: Frame.Op.ImageTiles) {}
    func native(_ layer: Frame.Layer) {}
}
