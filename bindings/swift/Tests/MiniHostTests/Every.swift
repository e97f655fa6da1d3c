@testable import MiniHost

/// A state with every op and every way a layer may stand, and its recording.
enum Every {
    private static let red = Frame.Colour(argb: 0x80ff_0000)
    private static let solid = Frame.Paint.solid(colour: red)
    private static let box = Frame.Rect(1, 2, 30.0625, 40)
    private static let stops = [
        Frame.Stop(offset: 0, colour: red), Frame.Stop(offset: 0.333_333_34, colour: Frame.Colour(argb: 1)),
    ]
    private static let round = Frame.Corners(
        topLeft: Frame.Corner(x: 1, y: 2), topRight: Frame.Corner(x: 3, y: 4), bottomRight: Frame.Corner(x: 5, y: 6),
        bottomLeft: Frame.Corner(x: 7, y: 8))
    private static let turn = Frame.Transform(a: 0, b: 1, c: -1, d: 0, e: 5, f: 6)

    private static func side(_ style: Frame.LineStyle) -> Frame.BorderSide {
        Frame.BorderSide(width: 1, style: style, colour: red)
    }

    private static let ops: [Frame.Op] = [
        .fillRect(.init(rect: box, paint: solid)),
        .fillRoundRect(
            .init(rect: box, corners: round, paint: .linear(.init(x0: 0, y0: 0, x1: 1, y1: 1, stops: stops, repeat: false)))),
        .border(
            .init(
                rect: box, corners: .square, top: side(.solid), right: side(.dashed), bottom: side(.dotted), left: side(.double))),
        .shadow(.init(rect: box, corners: .square, dx: 1, dy: -1, blur: 4, spread: 0, colour: red, inset: true)),
        .text(.init(x: 1, baseline: 20, width: 33.5, font: 0, paint: solid, blur: 0, outline: 1.5, text: "say \"好\"\n\\ 👍")),
        .image(.init(image: 7, source: box, target: box, corners: .square)),
        .imageTiles(.init(image: 7, area: box, corners: .square, tile: box, stepX: 10, stepY: 0)),
        .fillPath(
            .init(
                path: [
                    .move(.init(x: 0, y: 0)), .line(.init(x: 1, y: 0)), .quad(.init(x1: 1, y1: 1, x: 2, y: 2)),
                    .cubic(.init(x1: 1, y1: 2, x2: 3, y2: 4, x: 5, y: 6)), .close,
                ],
                evenOdd: true, paint: .radial(.init(x: 1, y: 2, radiusX: 3, radiusY: 4, stops: stops, repeat: true)), blur: 2)),
        .strokePath(
            .init(
                path: [.move(.init(x: 0, y: 0)), .line(.init(x: 1, y: 0))],
                paint: .conic(.init(x: 1, y: 2, start: 1.5, stops: stops, repeat: false)),
                line: .init(width: 2, cap: .square, join: .bevel, miter: 10, dash: [3, 1.5], dashOffset: -1), blur: 0)),
        .clipPath(.init(path: [.move(.init(x: 0, y: 0)), .line(.init(x: 1, y: 0))], evenOdd: false)), .clipPop,
        .clipPush(.init(rect: box, corners: .square)), .transformPush(transform: turn),
        .opacityPush(.init(opacity: 0.5, bounds: box)), .maskPush, .maskPop, .blendPush(.init(blend: .xor, bounds: box)), .blendPop,
        .opacityPop, .transformPop, .clipPop,
    ]

    private static func layer(
        _ id: UInt64, in parent: UInt64, at rect: Frame.Rect, transform: Frame.Transform = .identity, clip: Frame.Clip? = nil,
        opacity: Float = 1, scroll: Frame.Scroll? = nil, sticky: Frame.Sticky? = nil, native: Frame.Native = .none,
        ops: [Frame.Op] = []
    ) -> Frame.Layer {
        let font = Frame.TextFont(families: ["Serif", "sans-serif"], size: 16, weight: 700, italic: true, letterSpacing: 0.5)
        return Frame.Layer(
            id: id, parent: parent, surface: 0, node: id, rect: rect, transform: transform, clip: clip, opacity: opacity,
            scroll: scroll, sticky: sticky, motion: .none, drag: .none, native: native, bounds: rect, version: 1,
            content: Frame.Content(fonts: [font], ops: ops))
    }

    static let state: FrameState = {
        let scroll = Frame.Scroll(
            content: Frame.Size(width: 100, height: 900), x: 0, y: 50, version: 1, horizontal: false, vertical: true, page: true,
            smooth: false, snap: 0)
        let sticky = Frame.Sticky(top: 0, right: nil, bottom: nil, left: nil, container: Frame.Rect(0, 0, 100, 900))
        let dot = [ops[0]]
        let frame = Frame(
            number: 1, base: 0, size: Frame.Size(width: 100, height: 200), scale: 2, background: Frame.Colour(argb: 0xffff_ffff),
            layers: [
                layer(1, in: 0, at: Frame.Rect(0, 0, 100, 200), ops: ops),
                layer(2, in: 1, at: Frame.Rect(0, 10, 100, 100), clip: .init(rect: box, corners: .square), scroll: scroll, ops: dot),
                layer(3, in: 2, at: Frame.Rect(0, 20, 100, 10), sticky: sticky),
                layer(4, in: 2, at: Frame.Rect(0, 80, 10, 10), transform: turn, opacity: 0.5, native: .webView(url: "https://x")),
                layer(5, in: 2, at: Frame.Rect(0, 0, 1, 1), opacity: 0, ops: dot),
            ],
            imagesNeeded: [], imagesDropped: [], accessible: [])
        var state = FrameState()
        _ = try? state.apply(frame)
        return state
    }()

    private static let corners = "corners 1000 2000 3000 4000 5000 6000 7000 8000"

    static let recording = [
        "page all",
        "rect 0 0 100000 200000 #ffffffff",
        "save",
        "translate 0 0",
        "rect 1000 2000 30063 40000 #80ff0000",
        "round 1000 2000 30063 40000 \(corners) linear 0 0 1000 1000 (0 #80ff0000 333333 #00000001) once",
        "border 1000 2000 30063 40000 square 1000 solid #80ff0000 1000 dashed #80ff0000 1000 dotted #80ff0000 1000 double #80ff0000",
        "shadow 1000 2000 30063 40000 square 1000 -1000 4000 0 #80ff0000 inset",
        "text 1000 20000 33500 #80ff0000 0 1500 16000 700 italic 500 \"Serif,sans-serif\" \"say \\\"好\\\"\\n\\\\ 👍\"",
        "image 7 1000 2000 30063 40000 1000 2000 30063 40000 square",
        "tiles 7 1000 2000 30063 40000 square 1000 2000 30063 40000 10000 0",
        "path (M 0 0 L 1000 0 Q 1000 1000 2000 2000 C 1000 2000 3000 4000 5000 6000 Z) even-odd "
            + "radial 1000 2000 3000 4000 (0 #80ff0000 333333 #00000001) repeat 2000",
        "stroke (M 0 0 L 1000 0) conic 1000 2000 1500000 (0 #80ff0000 333333 #00000001) once "
            + "2000 square bevel 10000000 (3000 1500) -1000 0",
        "save", "clip-path (M 0 0 L 1000 0) non-zero", "restore",
        "save", "clip 1000 2000 30063 40000 square",
        "save", "concat 0 1000000 -1000000 0 5000 6000",
        "group 500000 1000 2000 30063 40000", "mask", "end", "blend 9 1000 2000 30063 40000", "end", "end", "restore", "restore",
        "save", "translate 0 10000", "clip 1000 2000 30063 40000 square",
        "save", "translate 0 -50000", "rect 1000 2000 30063 40000 #80ff0000", "restore",
        "save", "translate 0 0", "restore",
        "save", "translate 0 30000", "concat 0 1000000 -1000000 0 5000 6000", "group 500000 -",
        "native 0 80000 10000 10000 web-view \"https://x\"", "end", "restore",
        "restore", "restore",
    ]
}
