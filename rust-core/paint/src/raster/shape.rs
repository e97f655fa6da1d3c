//! Our geometry as kurbo's.

use crate::geometry::{Corners, Rect, Transform};
use crate::ops::Segment;
use vello_cpu::kurbo::{Affine, BezPath, PathEl, Point, Shape};

/// How far a curve may be from a circle's quarter.
const KAPPA: f64 = 0.552_284_749_8;

pub(super) fn rect(rect: &Rect) -> vello_cpu::kurbo::Rect {
    vello_cpu::kurbo::Rect::new(
        f64::from(rect.x),
        f64::from(rect.y),
        f64::from(rect.right()),
        f64::from(rect.bottom()),
    )
}

pub(super) fn affine(transform: &Transform) -> Affine {
    Affine::new([transform.a, transform.b, transform.c, transform.d, transform.e, transform.f].map(f64::from))
}

/// A rectangle with elliptic corners, clockwise.
pub(super) fn round_rect(rect: &Rect, corners: &Corners) -> BezPath {
    let mut path = BezPath::new();
    add_round_rect(&mut path, rect, corners);
    path
}

pub(super) fn add_round_rect(path: &mut BezPath, rect: &Rect, corners: &Corners) {
    if corners.is_square() {
        path.extend(self::rect(rect).path_elements(0.1));
        return;
    }
    let fitted = corners.fit(rect.width, rect.height);
    let [tl, tr, br, bl] = fitted.each().map(|corner| (f64::from(corner.x), f64::from(corner.y)));
    let (x0, y0) = (f64::from(rect.x), f64::from(rect.y));
    let (x1, y1) = (f64::from(rect.right()), f64::from(rect.bottom()));
    let away = 1.0 - KAPPA;
    path.move_to((x0 + tl.0, y0));
    path.line_to((x1 - tr.0, y0));
    path.curve_to((x1 - tr.0 * away, y0), (x1, y0 + tr.1 * away), (x1, y0 + tr.1));
    path.line_to((x1, y1 - br.1));
    path.curve_to((x1, y1 - br.1 * away), (x1 - br.0 * away, y1), (x1 - br.0, y1));
    path.line_to((x0 + bl.0, y1));
    path.curve_to((x0 + bl.0 * away, y1), (x0, y1 - bl.1 * away), (x0, y1 - bl.1));
    path.line_to((x0, y0 + tl.1));
    path.curve_to((x0, y0 + tl.1 * away), (x0 + tl.0 * away, y0), (x0 + tl.0, y0));
    path.close_path();
}

/// A polygon.
pub(super) fn polygon(points: &[(f32, f32)]) -> BezPath {
    let mut path = BezPath::new();
    for (at, &(x, y)) in points.iter().enumerate() {
        let point = Point::new(f64::from(x), f64::from(y));
        if at == 0 { path.move_to(point) } else { path.line_to(point) }
    }
    path.close_path();
    path
}

/// An op's path. A path must begin with a move; what comes before the first one is left out.
pub(super) fn path(segments: &[Segment]) -> BezPath {
    let mut path = BezPath::new();
    let point = |x: f32, y: f32| Point::new(f64::from(x), f64::from(y));
    for segment in segments {
        if path.elements().is_empty() && !matches!(segment, Segment::Move { .. }) {
            continue;
        }
        path.push(match *segment {
            Segment::Move { x, y } => PathEl::MoveTo(point(x, y)),
            Segment::Line { x, y } => PathEl::LineTo(point(x, y)),
            Segment::Quad { x1, y1, x, y } => PathEl::QuadTo(point(x1, y1), point(x, y)),
            Segment::Cubic { x1, y1, x2, y2, x, y } => {
                PathEl::CurveTo(point(x1, y1), point(x2, y2), point(x, y))
            }
            Segment::Close => PathEl::ClosePath,
        });
    }
    path
}
