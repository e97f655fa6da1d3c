//! Timing functions.

use crate::computed::Timing;

impl Timing {
    /// How far a motion is after `part` of its time; both from 0 to 1, though a curve may go beyond for a while.
    pub fn at(self, part: f32) -> f32 {
        match self {
            Timing::Steps { count, at_start } => {
                let count = f32::from(count.max(1));
                let step = (part * count).floor() + if at_start { 1.0 } else { 0.0 };
                (step / count).clamp(0.0, 1.0)
            }
            Timing::CubicBezier(x1, y1, x2, y2) => {
                if part <= 0.0 || part >= 1.0 || (x1 == y1 && x2 == y2) {
                    return part.clamp(0.0, 1.0);
                }
                // x grows with t: halving finds the t of a part in twenty steps, to a millionth.
                let curve = |t: f32, a: f32, b: f32| {
                    let u = 1.0 - t;
                    3.0 * u * u * t * a + 3.0 * u * t * t * b + t * t * t
                };
                let (mut low, mut high) = (0.0_f32, 1.0_f32);
                for _ in 0..20 {
                    let middle = f32::midpoint(low, high);
                    if curve(middle, x1, x2) < part {
                        low = middle;
                    } else {
                        high = middle;
                    }
                }
                curve(f32::midpoint(low, high), y1, y2)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_and_steps() {
        for (timing, part, expected) in [
            (Timing::LINEAR, 0.3, 0.3),
            // Well-known halves; the last one solved by hand with more digits.
            (Timing::EASE, 0.5, 0.8024),
            (Timing::CubicBezier(0.42, 0.0, 1.0, 1.0), 0.5, 0.3154),
            (Timing::CubicBezier(0.68, -0.55, 0.265, 1.55), 0.2, -0.0927),
            (Timing::Steps { count: 4, at_start: false }, 0.6, 0.5),
            (Timing::Steps { count: 4, at_start: true }, 0.6, 0.75),
            (Timing::EASE, 0.0, 0.0),
            (Timing::EASE, 1.0, 1.0),
        ] {
            assert!((timing.at(part) - expected).abs() < 2e-3, "{timing:?} {part}: {}", timing.at(part));
        }
    }
}
