//! One `movable-view`: where it is, what a finger or a program does to it. Pure: time and sizes come in, reports go out.

use super::super::lengths::length;
use super::physics::{Slide, Spring};
use minihost_style::Shift;
use minihost_tree::Element;

/// What the attributes say. Defaults: the movable-view page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wish {
    /// Moves sideways, up and down.
    pub axes: (bool, bool),
    pub place: (f32, f32),
    pub inertia: bool,
    pub out_of_bounds: bool,
    pub damping: f32,
    pub friction: f32,
    pub disabled: bool,
    pub animation: bool,
    /// Two fingers make it larger.
    pub scales: bool,
    pub scale: f32,
    pub scale_within: (f32, f32),
}

/// Scales that nothing goes beyond. Source: the movable-view page, `scale-min`, `scale-max`.
const SCALES: (f32, f32) = (0.1, 10.0);

impl Wish {
    pub(super) fn of(element: &Element, rpx: f32) -> Wish {
        let number = |name: &str, or: f32| length(element, name, rpx).unwrap_or(or);
        let direction = element.text_attribute("direction").unwrap_or_else(|| "none".into());
        let least = number("scale-min", 0.1).clamp(SCALES.0, SCALES.1);
        let most = number("scale-max", SCALES.1).clamp(least, SCALES.1);
        Wish {
            axes: (matches!(&*direction, "all" | "horizontal"), matches!(&*direction, "all" | "vertical")),
            place: (number("x", 0.0), number("y", 0.0)),
            inertia: element.flag("inertia"),
            out_of_bounds: element.flag("out-of-bounds"),
            damping: number("damping", 20.0),
            // Zero and less count as the default.
            friction: Some(number("friction", 2.0)).filter(|friction| *friction > 0.0).unwrap_or(2.0),
            disabled: element.flag("disabled"),
            animation: element.attributes.get("animation").is_none_or(minihost_value::Value::truthy),
            scales: element.flag("scale"),
            scale: number("scale-value", 1.0).clamp(least, most),
            scale_within: (least, most),
        }
    }
}

/// Where it was laid out in its area, its size and the area's.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Room {
    pub offset: (f32, f32),
    pub size: (f32, f32),
    pub area: (f32, f32),
}

/// What programs hear.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Report {
    Change { x: f32, y: f32, source: &'static str },
    Scale { x: f32, y: f32, scale: f32 },
}

/// Reports that carry a place round it like this; finer steps are not told apart.
fn tenth(number: f32) -> f32 {
    (number * 10.0).round() / 10.0
}

#[derive(Debug)]
enum Motion {
    Spring { spring: Spring, from: (f32, f32, f32), to: (f32, f32, f32), source: &'static str, since: u64 },
    Slide { slide: Slide, since: u64 },
}

/// A finger, or two.
#[derive(Debug)]
struct Held {
    /// Where the thing and the finger were at first.
    base: (f32, f32),
    finger: (f32, f32),
    /// The last two places of the finger with their times.
    trail: [(f32, f32, u64); 2],
}

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Body {
    x: f32,
    y: f32,
    scale: f32,
    wish: Option<Wish>,
    room: Room,
    held: Option<Held>,
    /// The scale when two fingers began to change it.
    pinched: Option<f32>,
    motion: Option<Motion>,
}

impl Body {
    pub(super) fn shift(&self) -> Shift {
        Shift { x: self.x, y: self.y, scale: self.scale }
    }

    pub(super) fn moves(&self) -> bool {
        self.motion.is_some()
    }

    /// Least and greatest x and y at a scale: the view stays in its area, or around it if it is larger.
    fn within(&self, scale: f32) -> [(f32, f32); 2] {
        let axis = |offset: f32, size: f32, area: f32| {
            let grown = size * (scale - 1.0) / 2.0;
            let (a, b) = (grown - offset, area - size - offset - grown);
            (a.min(b), a.max(b))
        };
        let Room { offset, size, area } = self.room;
        [axis(offset.0, size.0, area.0), axis(offset.1, size.1, area.1)]
    }

    fn inside(&self, (x, y): (f32, f32), scale: f32) -> (f32, f32) {
        let [across, down] = self.within(scale);
        (x.clamp(across.0, across.1), y.clamp(down.0, down.1))
    }

    /// The attributes or the sizes may be other ones than before.
    pub(super) fn follow(&mut self, wish: Wish, room: Room, now: u64) {
        let resized = self.room != room;
        self.room = room;
        let Some(old) = self.wish.replace(wish.clone()) else {
            self.scale = wish.scale;
            (self.x, self.y) = self.inside(wish.place, self.scale);
            return;
        };
        let scale = if old.scale == wish.scale { self.scale } else { wish.scale };
        let scale = scale.clamp(wish.scale_within.0, wish.scale_within.1);
        if old.place != wish.place || scale != self.scale {
            // An axis that the program said nothing new about stays.
            let place = (
                if old.place.0 == wish.place.0 { self.x } else { wish.place.0 },
                if old.place.1 == wish.place.1 { self.y } else { wish.place.1 },
            );
            self.go(place, scale, "", wish.animation, now);
        } else if resized && self.held.is_none() && self.motion.is_none() {
            (self.x, self.y) = self.inside((self.x, self.y), self.scale);
        }
    }

    fn go(&mut self, place: (f32, f32), scale: f32, source: &'static str, animated: bool, now: u64) {
        let (x, y) = self.inside(place, scale);
        self.motion = None;
        if (x, y, scale) == (self.x, self.y, self.scale) {
            return;
        }
        if !animated {
            (self.x, self.y, self.scale) = (x, y, scale);
            return;
        }
        let spring = Spring::new(self.wish.as_ref().map_or(20.0, |wish| wish.damping));
        let from = (self.x, self.y, self.scale);
        self.motion = Some(Motion::Spring { spring, from, to: (x, y, scale), source, since: now });
    }

    fn put(&mut self, x: f32, y: f32, scale: f32, source: &'static str, reports: &mut Vec<Report>) {
        let (x, y) = (tenth(x), tenth(y));
        if (x, y) != (self.x, self.y) {
            reports.push(Report::Change { x, y, source });
        }
        if (scale - self.scale).abs() > 0.0005 {
            reports.push(Report::Scale { x, y, scale: (scale * 1000.0).round() / 1000.0 });
        }
        (self.x, self.y, self.scale) = (x, y, scale);
    }

    /// A finger came down on it. False if it does not move.
    pub(super) fn grab(&mut self, finger: (f32, f32), now: u64) -> bool {
        let Some(wish) = self.wish.as_ref() else { return false };
        if wish.disabled || !(wish.axes.0 || wish.axes.1 || wish.scales) {
            return false;
        }
        self.motion = None;
        let last = (finger.0, finger.1, now);
        self.held = Some(Held { base: (self.x, self.y), finger, trail: [last, last] });
        true
    }

    /// The finger is somewhere else.
    pub(super) fn drag(&mut self, finger: (f32, f32), now: u64, reports: &mut Vec<Report>) {
        let (Some(wish), None) = (&self.wish, self.pinched) else { return };
        let (axes, free) = (wish.axes, wish.out_of_bounds);
        let within = self.within(self.scale);
        let Some(held) = &mut self.held else { return };
        held.trail = [held.trail[1], (finger.0, finger.1, now)];
        let mut source = "touch";
        let mut axis = |moves: bool, base: f32, way: f32, (least, most): (f32, f32)| {
            if !moves {
                return base;
            }
            let at = base + way;
            let over = (at - most).max(least - at);
            if over <= 0.0 {
                return at;
            }
            if !free {
                return at.clamp(least, most);
            }
            source = "touch-out-of-bounds";
            // The further out, the harder it goes.
            if at > most { most + over.sqrt() } else { least - over.sqrt() }
        };
        let x = axis(axes.0, held.base.0, finger.0 - held.finger.0, within[0]);
        let y = axis(axes.1, held.base.1, finger.1 - held.finger.1, within[1]);
        self.put(x, y, self.scale, source, reports);
    }

    /// The last finger went up.
    pub(super) fn release(&mut self, now: u64) {
        let Some(held) = self.held.take() else { return };
        let Some(wish) = &self.wish else { return };
        let inside = self.inside((self.x, self.y), self.scale);
        // Places are kept to a tenth.
        if (inside.0 - self.x).abs().max((inside.1 - self.y).abs()) > 0.1 {
            return self.go(inside, self.scale, "out-of-bounds", true, now);
        }
        let [before, last] = held.trail;
        // A finger that rested before it went up throws nothing.
        if !wish.inertia || now.saturating_sub(last.2) > 100 || last.2 <= before.2 {
            return;
        }
        let seconds = (last.2 - before.2) as f32 / 1000.0;
        let speed = (
            if wish.axes.0 { (last.0 - before.0) / seconds } else { 0.0 },
            if wish.axes.1 { (last.1 - before.1) / seconds } else { 0.0 },
        );
        let friction = wish.friction;
        let slide = Slide::new((self.x, self.y), speed, friction, self.within(self.scale));
        self.motion = slide.map(|slide| Motion::Slide { slide, since: now });
    }

    /// Two fingers are so many times as far from each other as when they came down.
    pub(super) fn pinch(&mut self, times: f32, reports: &mut Vec<Report>) {
        let Some(wish) = self.wish.as_ref().filter(|wish| wish.scales && !wish.disabled) else { return };
        let (least, most) = wish.scale_within;
        self.motion = None;
        let base = *self.pinched.get_or_insert(self.scale);
        let scale = (base * times).clamp(least, most);
        let (x, y) = self.inside((self.x, self.y), scale);
        self.put(x, y, scale, "", reports);
    }

    /// Fewer than two fingers are left.
    pub(super) fn unpinch(&mut self, finger: Option<(f32, f32)>, now: u64) {
        if self.pinched.take().is_some()
            && let Some(held) = &mut self.held
        {
            // What is left goes on from where things are.
            held.base = (self.x, self.y);
            let at = finger.unwrap_or(held.finger);
            held.finger = at;
            held.trail = [(at.0, at.1, now); 2];
        }
    }

    /// Time passed.
    pub(super) fn tick(&mut self, now: u64, reports: &mut Vec<Report>) {
        let Some(motion) = self.motion.take() else { return };
        let passed = |since: u64| now.saturating_sub(since) as f32 / 1000.0;
        match motion {
            Motion::Spring { spring, from, to, source, since } => {
                let part = spring.part(passed(since));
                let between = |from: f32, to: f32| from + (to - from) * part;
                let done = part >= 1.0;
                let at = if done {
                    to
                } else {
                    (between(from.0, to.0), between(from.1, to.1), between(from.2, to.2))
                };
                self.put(at.0, at.1, at.2, source, reports);
                if !done {
                    self.motion = Some(Motion::Spring { spring, from, to, source, since });
                }
            }
            Motion::Slide { slide, since } => {
                let ((x, y), done) = slide.at(passed(since));
                self.put(x, y, self.scale, "friction", reports);
                if !done {
                    self.motion = Some(Motion::Slide { slide, since });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Room = Room { offset: (0.0, 0.0), size: (50.0, 50.0), area: (200.0, 100.0) };

    fn wish() -> Wish {
        Wish {
            axes: (true, true),
            place: (0.0, 0.0),
            inertia: false,
            out_of_bounds: false,
            damping: 20.0,
            friction: 2.0,
            disabled: false,
            animation: true,
            scales: false,
            scale: 1.0,
            scale_within: (0.5, 2.0),
        }
    }

    fn body(change: impl FnOnce(&mut Wish)) -> Body {
        let mut wish = wish();
        change(&mut wish);
        let mut body = Body::default();
        body.follow(wish, ROOM, 0);
        body
    }

    fn places(reports: &[Report]) -> Vec<(f32, f32, &'static str)> {
        let place = |report: &Report| match report {
            Report::Change { x, y, source } => Some((*x, *y, *source)),
            Report::Scale { .. } => None,
        };
        reports.iter().filter_map(place).collect()
    }

    #[test]
    fn a_finger_moves_it_within_its_area() {
        for (change, to, expected) in [
            ((|_| {}) as fn(&mut Wish), (30.0, 20.0), vec![(30.0, 20.0, "touch")]),
            (|_| {}, (500.0, 20.0), vec![(150.0, 20.0, "touch")]),
            (|wish| wish.axes = (true, false), (30.0, 20.0), vec![(30.0, 0.0, "touch")]),
            (|wish| wish.axes = (false, true), (30.0, 20.0), vec![(0.0, 20.0, "touch")]),
            (|wish| wish.out_of_bounds = true, (-25.0, 20.0), vec![(-5.0, 20.0, "touch-out-of-bounds")]),
            (|wish| wish.disabled = true, (30.0, 20.0), vec![]),
            (|wish| wish.axes = (false, false), (30.0, 20.0), vec![]),
        ] {
            let mut body = body(change);
            let mut reports = Vec::new();
            if body.grab((0.0, 0.0), 0) {
                body.drag(to, 16, &mut reports);
            }
            assert_eq!(places(&reports), expected);
        }
    }

    #[test]
    fn what_was_pulled_out_comes_back() {
        let mut body = body(|wish| wish.out_of_bounds = true);
        let mut reports = Vec::new();
        body.grab((0.0, 0.0), 0);
        body.drag((-100.0, 0.0), 16, &mut reports);
        body.release(20);
        reports.clear();
        for step in 0..200 {
            body.tick(20 + step * 16, &mut reports);
        }
        let places = places(&reports);
        assert!(places.iter().all(|place| place.2 == "out-of-bounds"), "{places:?}");
        assert_eq!(places.last().map(|place| place.0), Some(0.0));
        assert!(!body.moves());
    }

    #[test]
    fn what_is_thrown_slides_on() {
        let mut body = body(|wish| wish.inertia = true);
        let mut reports = Vec::new();
        body.grab((0.0, 0.0), 0);
        body.drag((10.0, 0.0), 16, &mut reports);
        body.drag((20.0, 0.0), 32, &mut reports);
        body.release(40);
        reports.clear();
        for step in 1..100 {
            body.tick(40 + step * 16, &mut reports);
        }
        let places = places(&reports);
        assert!(places.iter().all(|place| place.2 == "friction"));
        // 625 px/s, slowed by 2000 px/s²: 97.7 px further.
        assert_eq!(places.last().map(|place| place.0), Some(117.7));
    }

    #[test]
    fn a_program_moves_it() {
        let mut body = body(|_| {});
        body.follow(Wish { place: (40.0, 500.0), ..wish() }, ROOM, 0);
        assert!(body.moves());
        let mut reports = Vec::new();
        for step in 1..200 {
            body.tick(step * 16, &mut reports);
        }
        assert_eq!(places(&reports).last(), Some(&(40.0, 50.0, "")), "no further than the area");
        let still = Wish { place: (0.0, 0.0), animation: false, ..wish() };
        body.follow(still, ROOM, 0);
        assert!(!body.moves());
        assert_eq!((body.shift().x, body.shift().y), (0.0, 0.0));
    }

    #[test]
    fn two_fingers_make_it_larger() {
        let mut body = body(|wish| wish.scales = true);
        let mut reports = Vec::new();
        body.grab((0.0, 0.0), 0);
        body.pinch(1.5, &mut reports);
        // It grows around its middle and stays inside.
        assert_eq!(body.shift(), Shift { x: 12.5, y: 12.5, scale: 1.5 });
        assert!(reports.contains(&Report::Scale { x: 12.5, y: 12.5, scale: 1.5 }));
        body.pinch(9.0, &mut reports);
        assert_eq!(body.shift().scale, 2.0, "scale-max");
    }
}
