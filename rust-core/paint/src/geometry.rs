//! Lengths, rectangles, colours. All lengths are logical pixels as `f32`, y grows downwards.

use crate::wire::record;

record! { "A size." Size + Copy + Default {
    width: f32 = "px",
    height: f32 = "px",
} }

record! { "A rectangle." Rect + Copy + Default {
    x: f32 = "left edge, px",
    y: f32 = "top edge, px",
    width: f32 = "px, not negative",
    height: f32 = "px, not negative",
} }

record! { "A corner's radii; a quarter of an ellipse." Corner + Copy + Default {
    x: f32 = "horizontal radius, px",
    y: f32 = "vertical radius, px",
} }

record! { "The radii of a rectangle's corners, already reduced so that neighbours fit on their side." Corners + Copy + Default {
    top_left: Corner = "top left",
    top_right: Corner = "top right",
    bottom_right: Corner = "bottom right",
    bottom_left: Corner = "bottom left",
} }

record! { "A colour, not premultiplied: `0xAARRGGBB`, as Android's colour ints." Colour + Copy + Default + Eq {
    argb: u32 = "alpha in the highest byte, blue in the lowest",
} }

record! { "An affine map: x' = a x + c y + e, y' = b x + d y + f." Transform + Copy {
    a: f32 = "factor",
    b: f32 = "factor",
    c: f32 = "factor",
    d: f32 = "factor",
    e: f32 = "px",
    f: f32 = "px",
} }

impl Rect {
    /// From edges and size; negative sizes become 0.
    pub fn new(x: f32, y: f32, width: f32, height: f32) -> Self {
        Rect { x, y, width: width.max(0.0), height: height.max(0.0) }
    }

    /// Right edge.
    pub fn right(&self) -> f32 {
        self.x + self.width
    }

    /// Bottom edge.
    pub fn bottom(&self) -> f32 {
        self.y + self.height
    }

    /// No area.
    pub fn is_empty(&self) -> bool {
        self.width <= 0.0 || self.height <= 0.0
    }

    /// Moved.
    #[must_use]
    pub fn translate(&self, dx: f32, dy: f32) -> Self {
        Rect { x: self.x + dx, y: self.y + dy, ..*self }
    }

    /// Each edge moved inwards (outwards when negative).
    #[must_use]
    pub fn inset(&self, top: f32, right: f32, bottom: f32, left: f32) -> Self {
        Rect::new(self.x + left, self.y + top, self.width - left - right, self.height - top - bottom)
    }

    /// All edges moved outwards.
    #[must_use]
    pub fn outset(&self, by: f32) -> Self {
        self.inset(-by, -by, -by, -by)
    }

    /// Whether the two share some area.
    pub fn overlaps(&self, other: &Rect) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// The part both cover; empty if none.
    #[must_use]
    pub fn intersection(&self, other: &Rect) -> Rect {
        let x = self.x.max(other.x);
        let y = self.y.max(other.y);
        Rect::new(x, y, self.right().min(other.right()) - x, self.bottom().min(other.bottom()) - y)
    }

    /// The smallest rectangle around both; an empty one counts for nothing.
    #[must_use]
    pub fn union(&self, other: &Rect) -> Rect {
        if self.is_empty() {
            return *other;
        }
        if other.is_empty() {
            return *self;
        }
        let x = self.x.min(other.x);
        let y = self.y.min(other.y);
        Rect::new(x, y, self.right().max(other.right()) - x, self.bottom().max(other.bottom()) - y)
    }
}

impl Corners {
    /// The same circle at each corner.
    pub fn all(radius: f32) -> Self {
        let corner = Corner { x: radius, y: radius };
        Corners { top_left: corner, top_right: corner, bottom_right: corner, bottom_left: corner }
    }

    /// No rounding.
    pub fn is_square(&self) -> bool {
        self.each().iter().all(|corner| corner.x <= 0.0 || corner.y <= 0.0)
    }

    /// Clockwise from the top left.
    pub fn each(&self) -> [Corner; 4] {
        [self.top_left, self.top_right, self.bottom_right, self.bottom_left]
    }

    fn map(self, f: impl Fn(Corner) -> Corner) -> Self {
        Corners {
            top_left: f(self.top_left),
            top_right: f(self.top_right),
            bottom_right: f(self.bottom_right),
            bottom_left: f(self.bottom_left),
        }
    }

    /// Reduced by one factor so that neighbours fit on their side (CSS Backgrounds 3, 5.5).
    #[must_use]
    pub fn fit(self, width: f32, height: f32) -> Self {
        let positive = self.map(|c| Corner { x: c.x.max(0.0), y: c.y.max(0.0) });
        let sums = [
            (width, positive.top_left.x + positive.top_right.x),
            (width, positive.bottom_left.x + positive.bottom_right.x),
            (height, positive.top_left.y + positive.bottom_left.y),
            (height, positive.top_right.y + positive.bottom_right.y),
        ];
        let factor = sums
            .iter()
            .filter(|(_, sum)| *sum > 0.0)
            .map(|(side, sum)| side / sum)
            .fold(1.0f32, f32::min)
            .max(0.0);
        positive.map(|c| Corner { x: c.x * factor, y: c.y * factor })
    }

    /// The radii of the shape whose edges lie this much further inwards (outwards when negative; a square corner stays square).
    #[must_use]
    pub fn inset(self, top: f32, right: f32, bottom: f32, left: f32) -> Self {
        let cut = |corner: Corner, x: f32, y: f32| {
            if corner.x <= 0.0 || corner.y <= 0.0 {
                return Corner::default();
            }
            Corner { x: (corner.x - x).max(0.0), y: (corner.y - y).max(0.0) }
        };
        Corners {
            top_left: cut(self.top_left, left, top),
            top_right: cut(self.top_right, right, top),
            bottom_right: cut(self.bottom_right, right, bottom),
            bottom_left: cut(self.bottom_left, left, bottom),
        }
    }
}

impl Colour {
    /// Opaque black.
    pub const BLACK: Colour = Colour { argb: 0xff00_0000 };
    /// Opaque white.
    pub const WHITE: Colour = Colour { argb: 0xffff_ffff };
    /// Nothing.
    pub const CLEAR: Colour = Colour { argb: 0 };

    /// From components 0 to 255.
    pub const fn rgba(r: u8, g: u8, b: u8, a: u8) -> Self {
        Colour { argb: ((a as u32) << 24) | ((r as u32) << 16) | ((g as u32) << 8) | b as u32 }
    }

    /// Opaque, from `0xRRGGBB`.
    pub const fn rgb(rgb: u32) -> Self {
        Colour { argb: 0xff00_0000 | rgb }
    }

    /// Red, green, blue, alpha.
    pub const fn components(self) -> [u8; 4] {
        [(self.argb >> 16) as u8, (self.argb >> 8) as u8, self.argb as u8, (self.argb >> 24) as u8]
    }

    /// Alpha, 0 to 255.
    pub const fn alpha(self) -> u8 {
        (self.argb >> 24) as u8
    }

    /// The same colour, its alpha multiplied.
    #[must_use]
    pub fn faded(self, by: f32) -> Self {
        let alpha = (f32::from(self.alpha()) * by.clamp(0.0, 1.0)).round() as u32;
        Colour { argb: (self.argb & 0x00ff_ffff) | (alpha << 24) }
    }

    /// This colour laid over `below`.
    #[must_use]
    pub fn over(self, below: Colour) -> Colour {
        let [r, g, b, a] = self.components().map(f32::from);
        let [r2, g2, b2, a2] = below.components().map(f32::from);
        let (a, a2) = (a / 255.0, a2 / 255.0);
        let out = a + a2 * (1.0 - a);
        if out <= 0.0 {
            return Colour::CLEAR;
        }
        let mix = |top: f32, low: f32| ((top * a + low * a2 * (1.0 - a)) / out).round() as u8;
        Colour::rgba(mix(r, r2), mix(g, g2), mix(b, b2), (out * 255.0).round() as u8)
    }
}

impl Transform {
    /// Leaves everything where it is.
    pub const IDENTITY: Transform = Transform { a: 1.0, b: 0.0, c: 0.0, d: 1.0, e: 0.0, f: 0.0 };

    /// Moves.
    pub fn translate(x: f32, y: f32) -> Self {
        Transform { e: x, f: y, ..Self::IDENTITY }
    }

    /// First `inner`, then this.
    #[must_use]
    pub fn then_inner(&self, inner: &Transform) -> Transform {
        Transform {
            a: self.a * inner.a + self.c * inner.b,
            b: self.b * inner.a + self.d * inner.b,
            c: self.a * inner.c + self.c * inner.d,
            d: self.b * inner.c + self.d * inner.d,
            e: self.a * inner.e + self.c * inner.f + self.e,
            f: self.b * inner.e + self.d * inner.f + self.f,
        }
    }

    /// Where a point goes.
    pub fn apply(&self, x: f32, y: f32) -> (f32, f32) {
        (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)
    }

    /// The way back; `None` if everything falls on a line.
    pub fn inverse(&self) -> Option<Transform> {
        let determinant = self.a * self.d - self.b * self.c;
        if !determinant.is_finite() || determinant.abs() < 1e-12 {
            return None;
        }
        let (a, b) = (self.d / determinant, -self.b / determinant);
        let (c, d) = (-self.c / determinant, self.a / determinant);
        Some(Transform { a, b, c, d, e: -(a * self.e + c * self.f), f: -(b * self.e + d * self.f) })
    }

    /// The upright rectangle around a mapped rectangle.
    pub fn bounds(&self, rect: &Rect) -> Rect {
        let corners = [
            self.apply(rect.x, rect.y),
            self.apply(rect.right(), rect.y),
            self.apply(rect.x, rect.bottom()),
            self.apply(rect.right(), rect.bottom()),
        ];
        let low = corners.iter().fold((f32::MAX, f32::MAX), |m, p| (m.0.min(p.0), m.1.min(p.1)));
        let high = corners.iter().fold((f32::MIN, f32::MIN), |m, p| (m.0.max(p.0), m.1.max(p.1)));
        Rect::new(low.0, low.1, high.0 - low.0, high.1 - low.1)
    }
}

impl Default for Transform {
    fn default() -> Self {
        Self::IDENTITY
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_shrink_together() {
        let fitted = Corners::all(100.0).fit(100.0, 50.0);
        assert_eq!(fitted, Corners::all(25.0));
        assert_eq!(Corners::all(4.0).fit(100.0, 50.0), Corners::all(4.0));
        assert_eq!(Corners::all(9.0).fit(0.0, 50.0), Corners::all(0.0));
    }

    #[test]
    fn half_black_over_white_is_grey() {
        assert_eq!(Colour::rgba(0, 0, 0, 128).over(Colour::WHITE), Colour::rgba(127, 127, 127, 255));
        assert_eq!(Colour::CLEAR.over(Colour::CLEAR), Colour::CLEAR);
    }
}
