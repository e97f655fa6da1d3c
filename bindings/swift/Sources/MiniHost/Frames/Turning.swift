import Foundation

/// How layers stand that turn by themselves.
package struct Turning: Equatable, Sendable {
    /// Seconds of a full turn.
    package let seconds: Double
    /// Radians clockwise at the time that was asked for.
    package let angle: Double
    /// Radians of a full turn: negative if it goes counter-clockwise.
    package let turn: Double
    /// Places that it jumps to, as radians beside `angle`; none if it moves steadily.
    package let places: [Double]
    /// What it turns about, in the layer's own coordinates.
    private let x: Double, y: Double

    /// Of a motion at a time in milliseconds by the clock that all layers share; nil if it does not turn.
    package init?(_ motion: Frame.Motion, at now: UInt64) {
        guard case .spin(let spin) = motion, spin.period > 0 else { return nil }
        let into = (now + UInt64(spin.shift)) % UInt64(spin.period)
        let steps = UInt64(spin.steps)
        let share = steps > 0
            ? Double(into * steps / UInt64(spin.period)) / Double(steps) : Double(into) / Double(spin.period)
        (x, y) = (Double(spin.x), Double(spin.y))
        seconds = Double(spin.period) / 1_000
        turn = spin.backwards ? -2 * Double.pi : 2 * Double.pi
        angle = share * turn
        // More than a screen shows in a turn is as good as steady.
        places = steps > 0 && steps <= 120 ? (0..<steps).map { Double($0) / Double(steps) * (spin.backwards ? -2 : 2) * Double.pi } : []
    }

    /// The angle as a transform; nil if it stands upright.
    package var transform: Frame.Transform? {
        if angle == 0 { return nil }
        let (cos, sin) = (Foundation.cos(angle), Foundation.sin(angle))
        return Frame.Transform(
            a: Float(cos), b: Float(sin), c: Float(-sin), d: Float(cos),
            e: Float(x - cos * x + sin * y), f: Float(y - sin * x - cos * y))
    }
}
