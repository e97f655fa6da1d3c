//! Rectangles and plane transforms. Logical pixels, y down.

use minihost_style::{EffectStyle, Transform};

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl Rect {
    /// From its edges.
    pub fn new(x: f32, y: f32, width: f32, height: f32) -> Self {
        Rect { x, y, width, height }
    }

    /// Moved.
    #[must_use]
    pub fn shifted(self, x: f32, y: f32) -> Self {
        Rect { x: self.x + x, y: self.y + y, ..self }
    }

    /// True if the point is inside; the right and bottom edges are outside.
    pub fn contains(self, x: f32, y: f32) -> bool {
        x >= self.x && y >= self.y && x < self.x + self.width && y < self.y + self.height
    }

    /// The smallest rectangle around both.
    #[must_use]
    pub fn union(self, other: Rect) -> Rect {
        let x = self.x.min(other.x);
        let y = self.y.min(other.y);
        Rect {
            x,
            y,
            width: (self.x + self.width).max(other.x + other.width) - x,
            height: (self.y + self.height).max(other.y + other.height) - y,
        }
    }
}

/// `x' = a x + c y + e`, `y' = b x + d y + f`: CSS's `matrix(a, b, c, d, e, f)`.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs)]
pub struct Affine {
    pub a: f32,
    pub b: f32,
    pub c: f32,
    pub d: f32,
    pub e: f32,
    pub f: f32,
}

impl Affine {
    /// Changes nothing.
    pub const IDENTITY: Affine = Affine { a: 1.0, b: 0.0, c: 0.0, d: 1.0, e: 0.0, f: 0.0 };

    /// A move.
    pub fn translate(x: f32, y: f32) -> Self {
        Affine { e: x, f: y, ..Affine::IDENTITY }
    }

    /// The style's `transform` about its origin, for a border box of that size at the origin; `None` when there is none.
    pub fn of_style(effects: &EffectStyle, width: f32, height: f32) -> Option<Self> {
        if !effects.is_transformed() {
            return None;
        }
        let origin = (effects.transform_origin.0.or_zero(width), effects.transform_origin.1.or_zero(height));
        let mut whole = Affine::translate(origin.0, origin.1);
        let own = effects.own_transform;
        let first = [
            Transform::Translate(own.translate.0, own.translate.1),
            Transform::Rotate(own.rotate),
            Transform::Scale(own.scale.0, own.scale.1),
        ];
        for step in first.iter().chain(effects.transform.iter()) {
            let step = match *step {
                Transform::Translate(x, y) => Affine::translate(x.or_zero(width), y.or_zero(height)),
                Transform::Scale(x, y) => Affine { a: x, d: y, ..Affine::IDENTITY },
                Transform::Rotate(angle) => {
                    let (sin, cos) = angle.sin_cos();
                    Affine { a: cos, b: sin, c: -sin, d: cos, e: 0.0, f: 0.0 }
                }
                Transform::Skew(x, y) => Affine { b: y.tan(), c: x.tan(), ..Affine::IDENTITY },
                Transform::Matrix([a, b, c, d, e, f]) => Affine { a, b, c, d, e, f },
            };
            whole = whole.then_inner(step);
        }
        Some(whole.then_inner(Affine::translate(-origin.0, -origin.1)))
    }

    /// `self` after `inner`: the matrix product `self × inner`.
    #[must_use]
    pub fn then_inner(self, inner: Affine) -> Affine {
        Affine {
            a: self.a * inner.a + self.c * inner.b,
            b: self.b * inner.a + self.d * inner.b,
            c: self.a * inner.c + self.c * inner.d,
            d: self.b * inner.c + self.d * inner.d,
            e: self.a * inner.e + self.c * inner.f + self.e,
            f: self.b * inner.e + self.d * inner.f + self.f,
        }
    }

    /// Where a point goes.
    pub fn apply(self, x: f32, y: f32) -> (f32, f32) {
        (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)
    }

    /// The way back; `None` when everything falls onto a line.
    pub fn inverse(self) -> Option<Affine> {
        let determinant = self.a * self.d - self.b * self.c;
        if !determinant.is_finite() || determinant.abs() < 1e-9 {
            return None;
        }
        let (a, b) = (self.d / determinant, -self.b / determinant);
        let (c, d) = (-self.c / determinant, self.a / determinant);
        Some(Affine { a, b, c, d, e: -(a * self.e + c * self.f), f: -(b * self.e + d * self.f) })
    }

    /// The smallest upright rectangle around a transformed one.
    pub fn bounds(self, rect: Rect) -> Rect {
        let corners = [
            self.apply(rect.x, rect.y),
            self.apply(rect.x + rect.width, rect.y),
            self.apply(rect.x, rect.y + rect.height),
            self.apply(rect.x + rect.width, rect.y + rect.height),
        ];
        let (mut low, mut high) = (corners[0], corners[0]);
        for corner in corners {
            low = (low.0.min(corner.0), low.1.min(corner.1));
            high = (high.0.max(corner.0), high.1.max(corner.1));
        }
        Rect::new(low.0, low.1, high.0 - low.0, high.1 - low.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inverse_undoes() {
        let turn = Affine { a: 0.0, b: 2.0, c: -2.0, d: 0.0, e: 5.0, f: 7.0 };
        let (x, y) = turn.apply(3.0, 4.0);
        let (x, y) = turn.inverse().expect("can be undone").apply(x, y);
        assert!((x - 3.0).abs() < 1e-5 && (y - 4.0).abs() < 1e-5);
        assert_eq!(Affine { a: 0.0, d: 0.0, ..Affine::IDENTITY }.inverse(), None);
    }

    #[test]
    fn bounds_of_a_quarter_turn() {
        let turn = Affine { a: 0.0, b: 1.0, c: -1.0, d: 0.0, e: 0.0, f: 0.0 };
        assert_eq!(turn.bounds(Rect::new(0.0, 0.0, 10.0, 4.0)), Rect::new(-4.0, 0.0, 4.0, 10.0));
    }
}
