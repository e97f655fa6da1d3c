//! How things move when nobody holds them. Pure: time comes in.

/// Friction slows a thing down by so many px/s² for each unit of the attribute `friction`.
const SLOWING: f32 = 1000.0;

/// A thing that is nearer than this to where it goes has arrived.
const NEAR: f32 = 0.002;

/// A way from one place to another that a spring pulls along, in so many numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spring {
    /// The two rates by which an overdamped spring comes to rest, 1/s, both negative.
    rates: (f32, f32),
}

impl Spring {
    /// `damping` as the attribute says: larger is faster. The stiffness goes with its square, so that the spring never swings.
    pub(super) fn new(damping: f32) -> Spring {
        let damping = damping.clamp(1.0, 1000.0);
        let stiffness = 9.0 * damping * damping / 40.0;
        let root = (damping * damping - 4.0 * stiffness).sqrt();
        Spring { rates: ((root - damping) / 2.0, (-root - damping) / 2.0) }
    }

    /// How much of the way is done after so many seconds, 0 to 1; 1 when it has arrived.
    pub(super) fn part(self, seconds: f32) -> f32 {
        let (slow, fast) = self.rates;
        let rest = (fast * (slow * seconds).exp() - slow * (fast * seconds).exp()) / (fast - slow);
        if rest.abs() < NEAR { 1.0 } else { 1.0 - rest }
    }
}

/// A thing that was let go of while it moved.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Slide {
    from: (f32, f32),
    speed: (f32, f32),
    slowing: (f32, f32),
    seconds: f32,
    end: (f32, f32),
}

impl Slide {
    /// From a place at a speed in px/s, no further than `within` (least and greatest x, then y). `None` if it stands.
    pub(super) fn new(
        from: (f32, f32),
        speed: (f32, f32),
        friction: f32,
        within: [(f32, f32); 2],
    ) -> Option<Slide> {
        let total = speed.0.hypot(speed.1);
        if !total.is_finite() || total < 10.0 {
            return None;
        }
        let strength = SLOWING * friction.clamp(0.1, 100.0);
        let slowing = (-strength * speed.0 / total, -strength * speed.1 / total);
        let seconds = total / strength;
        let way = (speed.0 * seconds / 2.0, speed.1 * seconds / 2.0);
        // Where it meets an edge it stops, on the straight line that it is on.
        let share = |way: f32, from: f32, (least, most): (f32, f32)| {
            if way.abs() < 0.001 { 1.0 } else { ((from + way).clamp(least, most) - from) / way }
        };
        let part = share(way.0, from.0, within[0]).min(share(way.1, from.1, within[1])).clamp(0.0, 1.0);
        let end = (from.0 + way.0 * part, from.1 + way.1 * part);
        Some(Slide { from, speed, slowing, seconds, end })
    }

    /// Where it is after so many seconds, and whether it has come to rest.
    pub(super) fn at(&self, seconds: f32) -> ((f32, f32), bool) {
        let t = seconds.clamp(0.0, self.seconds);
        let axis = |from: f32, speed: f32, slowing: f32, end: f32| {
            let at = from + speed * t + slowing * t * t / 2.0;
            if (at - end) * speed >= 0.0 { end } else { at }
        };
        let at = (
            axis(self.from.0, self.speed.0, self.slowing.0, self.end.0),
            axis(self.from.1, self.speed.1, self.slowing.1, self.end.1),
        );
        (at, seconds >= self.seconds || at == self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spring_goes_there_without_swinging() {
        for damping in [1.0, 20.0, 40.0] {
            let spring = Spring::new(damping);
            let parts: Vec<f32> = (0..400).map(|n| spring.part(n as f32 * 0.1)).collect();
            assert!(parts[0].abs() < 1e-5);
            assert!(parts.is_sorted(), "{damping}");
            assert_eq!(parts[399], 1.0);
        }
        assert!(Spring::new(40.0).part(0.1) > Spring::new(20.0).part(0.1), "more damping is faster");
    }

    #[test]
    fn a_slide_slows_down_and_stops_at_edges() {
        let wide = [(0.0, 1e6), (0.0, 1e6)];
        let slide = Slide::new((10.0, 0.0), (400.0, 0.0), 2.0, wide).expect("it moves");
        // v² / 2a
        assert_eq!(slide.at(10.0), ((50.0, 0.0), true));
        assert_eq!(slide.at(0.1).0, (40.0, 0.0));
        let slide =
            Slide::new((10.0, 10.0), (400.0, 400.0), 2.0, [(0.0, 20.0), (0.0, 1e6)]).expect("it moves");
        assert_eq!(slide.at(10.0), ((20.0, 20.0), true));
        assert_eq!(Slide::new((0.0, 0.0), (1.0, 1.0), 2.0, wide), None);
    }
}
