import Testing

@testable import MiniHost

/// What canvases are given to draw: borders taken apart, tiles, repeating gradients, sticky layers.
@Suite
struct GeometryTests {
    private static func side(_ width: Float, _ style: Frame.LineStyle, _ colour: UInt32 = 0xff00_0000) -> Frame.BorderSide {
        Frame.BorderSide(width: width, style: style, colour: Frame.Colour(argb: colour))
    }

    private static func border(_ sides: [Frame.BorderSide], corners: Frame.Corners = .square) -> [BorderPart] {
        BorderPart.parts(
            of: .init(
                rect: Frame.Rect(0, 0, 100, 50), corners: corners, top: sides[0], right: sides[1], bottom: sides[2], left: sides[3]))
    }

    @Test func aSolidBorderIsOneArea() {
        let all = Array(repeating: Self.side(2, .solid), count: 4)
        guard case .fill(let path, _)? = Self.border(all).first else { return #expect(Bool(false), "no area") }
        #expect(Self.border(all).count == 1)
        // Two outlines, the inner one two pixels inside.
        #expect(path.filter { if case .move = $0 { true } else { false } }.count == 2)
        #expect(path.contains(.move(.init(x: 2, y: 2))))
    }

    @Test func aDoubleBorderIsTwoAreas() {
        #expect(Self.border(Array(repeating: Self.side(3, .double), count: 4)).count == 2)
    }

    @Test func sidesOfOtherColoursMeetInTheCorners() {
        let sides = [Self.side(10, .solid, 0xffff_0000), Self.side(10, .solid), Self.side(10, .solid), Self.side(10, .solid)]
        let parts = Self.border(sides)
        #expect(parts.count == 4)
        #expect(
            parts[0]
                == .fill(
                    [
                        .move(.init(x: 0, y: 0)), .line(.init(x: 100, y: 0)), .line(.init(x: 90, y: 10)),
                        .line(.init(x: 10, y: 10)), .close,
                    ], colour: Frame.Colour(argb: 0xffff_0000)))
    }

    @Test func whatDoesNotShowIsLeftOut() {
        let none = Self.side(0, .solid)
        #expect(Self.border([none, none, none, none]) == [])
        #expect(Self.border([Self.side(1, .none), none, Self.side(1, .solid, 0), none]) == [])
        #expect(Self.border([Self.side(1, .solid), none, none, none]).count == 1)
    }

    @Test func dashesFitAWholeNumberOfTimes() {
        let none = Self.side(0, .solid)
        let parts = Self.border([Self.side(2, .dashed), none, none, none])
        guard case .clipped(_, let inner)? = parts.first, case .line(_, let width, let dashes?, _)? = inner.first else {
            return #expect(Bool(false), "no dashes: \(parts)")
        }
        let times = (100 - dashes.dash) / (dashes.dash + dashes.gap)
        #expect(width == 2 && dashes.dash == 4 && abs(times - times.rounded()) < 0.001 && !dashes.isRound)
        // A huge box with a hair of a border is a line, not a million dashes.
        let huge = BorderPart.parts(
            of: .init(
                rect: Frame.Rect(0, 0, 1e8, 50), corners: .square, top: Self.side(1, .dotted), right: none, bottom: none, left: none))
        guard case .line(_, _, nil, _)? = huge.first else { return #expect(Bool(false), "\(huge)") }
    }

    @Test func cornersFitTheirSides() {
        let wide = Frame.Corner(x: 80, y: 80)
        let fitted = Frame.Corners(topLeft: wide, topRight: wide, bottomRight: wide, bottomLeft: wide).fit(100, 50)
        #expect(fitted.each.allSatisfy { $0.x == 25 && $0.y == 25 })
        #expect(Outline.roundRect(Frame.Rect(0, 0, 100, 50), fitted).count == 10)
    }

    @Test(arguments: [
        (Float(10), Float(10), 25), (0, 0, 1), (10, 0, 5), (0.001, 0.001, 0), (-5, 10, 5),
    ])
    func tilesCoverTheArea(_ stepX: Float, _ stepY: Float, _ count: Int) {
        let places = Tiling.places(
            of: .init(
                image: 1, area: Frame.Rect(0, 0, 45, 45), corners: .square, tile: Frame.Rect(0.5, 0.5, 9, 9), stepX: stepX,
                stepY: stepY))
        #expect(places.count == count)
    }

    @Test func repeatingGradientsHaveABound() {
        func turns(_ x1: Float) -> ClosedRange<Int> {
            Spread.turns(.init(x0: 0, y0: 0, x1: x1, y1: 0, stops: [], repeat: true), over: Frame.Rect(-10, 0, 110, 10))
        }
        #expect(turns(20) == -1...5)
        #expect(turns(0) == 0...0)
        #expect(turns(0.0001).count <= 1_001)
    }

    @Test(arguments: [
        (Float(300), Float(0), Float(800), 0..<1), (5_120, 0, 812, 0..<4), (5_120, 2_000, 2_812, 2..<8), (5_120, 9_000, 9_812, 0..<0),
        (5_120, -3_000, -2_188, 0..<0), (0, 0, 812, 0..<0), (1e9, 1e6, 1_000_512, 1_952..<1_956),
    ] as [(Float, Float, Float, Range<Int>)])
    func onlyBandsNearTheScreenAreDrawn(_ total: Float, _ from: Float, _ to: Float, _ expected: Range<Int>) {
        #expect(Bands.touched(total: total, from: from, to: to) == expected)
    }
}

/// How layers stand that turn by themselves: the same numbers as in Kotlin and in the core.
@Suite
struct TurningTests {
    private static func spin(shift: UInt32 = 0, backwards: Bool = false, steps: UInt32 = 0) -> Frame.Motion {
        .spin(.init(period: 1_000, shift: shift, x: 10, y: 5, backwards: backwards, steps: steps))
    }

    private static func quarters(_ motion: Frame.Motion, at now: UInt64) -> Double? {
        Turning(motion, at: now).map { $0.angle / (Double.pi / 2) }
    }

    @Test func aTurnGoesRoundByOneClock() {
        #expect(Turning(.none, at: 250) == nil)
        #expect(Self.quarters(Self.spin(), at: 3_000) == 0)
        #expect(Self.quarters(Self.spin(), at: 1_250) == 1)
        #expect(Self.quarters(Self.spin(shift: 250), at: 0) == 1)
        #expect(Self.quarters(Self.spin(backwards: true), at: 250) == -1)
        #expect(Self.quarters(Self.spin(steps: 4), at: 499) == 1)
        #expect(Turning(Self.spin(steps: 4), at: 0)?.places.count == 4)
        #expect(Turning(Self.spin(), at: 0)?.transform == nil)
        let half = Turning(Self.spin(), at: 500)?.transform
        #expect(half?.e == 20 && half?.f == 10, "about (10, 5)")
    }
}
