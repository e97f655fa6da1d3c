//! Lines of text, with what stands behind and along them.

use super::background::{self, Frame};
use super::convert::{self, Grid};
use super::decoration;
use super::pen::Pen;
use super::{PaintEnv, TextPart};
use crate::geometry::{Corners, Rect};
use crate::ops::{BorderSide, Cap, Join, Line as Stroke, LineStyle, Op, Paint, Segment, TextFont};
use minihost_layout::{InlineBox, Line, TextFragment};
use minihost_style::{DecorationStyle, Sides, Visibility};

/// Draws lines whose paragraph's border box begins at (x, y). `through` is what shows through transparent glyphs.
pub(super) fn lines(
    pen: &mut Pen,
    lines: &[Line],
    (x, y): (f32, f32),
    through: Option<&Paint>,
    env: &PaintEnv<'_>,
    grid: Grid,
) {
    for line in lines {
        for piece in &line.boxes {
            inline_box(pen, piece, (x, y), env, grid);
        }
        // Gradients that show through the glyphs of inline elements; inner ones come later and win.
        let seen_through: Vec<(&InlineBox, Paint)> =
            line.boxes.iter().filter_map(|piece| Some((piece, text_paint(piece, (x, y), grid)?))).collect();
        for fragment in &line.fragments {
            let middle = fragment.x + fragment.width / 2.0;
            let inner = seen_through.iter().rev().find(|(piece, _)| {
                piece.source == fragment.element
                    || (piece.rect.x..piece.rect.x + piece.rect.width).contains(&middle)
            });
            let through = inner.map(|(_, paint)| paint).or(through);
            self::fragment(pen, fragment, (x, y), through, env, grid);
        }
    }
}

fn inline_box(pen: &mut Pen, piece: &InlineBox, at: (f32, f32), env: &PaintEnv<'_>, grid: Grid) {
    let style = &piece.style;
    if style.text.visibility != Visibility::Visible {
        return;
    }
    let frame = frame(piece, at, grid);
    decoration::shadows(pen, style, &frame, false);
    background::draw(pen, &style.background, &frame, env.images, grid);
    decoration::shadows(pen, style, &frame, true);
    decoration::border(pen, style, &frame);
}

fn text_paint(piece: &InlineBox, at: (f32, f32), grid: Grid) -> Option<Paint> {
    background::text_paint(&piece.style.background, &frame(piece, at, grid))
}

fn frame(piece: &InlineBox, (x, y): (f32, f32), grid: Grid) -> Frame {
    let style = &piece.style;
    let placed = convert::rect(piece.rect).translate(x, y);
    let mut border = grid.lines(&style.layout.border_width);
    let mut corners = convert::corners(style, placed.width, placed.height);
    let padding = &style.layout.padding;
    let mut padding = Sides {
        top: padding.top.or_zero(0.0),
        right: padding.right.or_zero(0.0),
        bottom: padding.bottom.or_zero(0.0),
        left: padding.left.or_zero(0.0),
    };
    // Cut pieces are open on the side of the cut.
    if !piece.first {
        border.left = 0.0;
        padding.left = 0.0;
        corners.top_left = crate::geometry::Corner::default();
        corners.bottom_left = crate::geometry::Corner::default();
    }
    if !piece.last {
        border.right = 0.0;
        padding.right = 0.0;
        corners.top_right = crate::geometry::Corner::default();
        corners.bottom_right = crate::geometry::Corner::default();
    }
    Frame { border_box: grid.snap_rect(&placed), corners, border, padding }
}

fn fragment(
    pen: &mut Pen,
    fragment: &TextFragment,
    (x, y): (f32, f32),
    through: Option<&Paint>,
    env: &PaintEnv<'_>,
    grid: Grid,
) {
    let text = &fragment.style.text;
    if text.visibility != Visibility::Visible || fragment.text.is_empty() {
        return;
    }
    let (left, baseline) = (x + fragment.x, grid.snap(y + fragment.baseline));
    let own = convert::colour(text.color);
    let paint = match through {
        Some(paint) if own.alpha() == 0 => paint.clone(),
        _ => own.into(),
    };
    let face = convert::font(&fragment.font);
    if face.size.is_nan() || face.size <= 0.0 {
        return;
    }
    let parts = env.texts.parts(&fragment.text, &fragment.font);
    let whole = [TextPart::Host { text: &fragment.text, width: fragment.width }];
    let parts = parts.as_deref().unwrap_or(&whole);
    let write = |pen: &mut Pen, (dx, dy): (f32, f32), blur: f32, paint: &Paint| {
        self::parts(pen, parts, &face, (left + dx, baseline + dy), blur, paint);
    };
    for shadow in text.text_shadow.iter().rev().filter(|shadow| shadow.color.a > 0) {
        let colour = convert::colour(shadow.color);
        write(pen, (shadow.x, shadow.y), shadow.blur.max(0.0), &colour.into());
    }
    let decoration = text.decoration;
    // A colour that was not set is the text's.
    let ink = match convert::colour(decoration.color) {
        unset if unset.alpha() == 0 => own,
        set => set,
    };
    let thickness = grid.line((face.size / 16.0).max(1.0));
    let mut along = |middle: f32| {
        let area = Rect::new(left, grid.snap(middle - thickness / 2.0), fragment.width, thickness);
        decoration_line(pen, area, decoration.style, ink);
    };
    // Under and over lie below the text, through lies above it (CSS Text Decoration 3, 2.6).
    if decoration.underline {
        along(baseline + face.size * 0.13);
    }
    if decoration.overline {
        along(baseline - fragment.ascent);
    }
    if !paint.is_clear() && !fragment.text.trim().is_empty() {
        write(pen, (0.0, 0.0), 0.0, &paint);
    }
    if decoration.line_through {
        let area = Rect::new(
            left,
            grid.snap(baseline - face.size * 0.3 - thickness / 2.0),
            fragment.width,
            thickness,
        );
        decoration_line(pen, area, decoration.style, ink);
    }
}

/// Text from `x` on a baseline: the host's by its fonts, a program's by outlines.
fn parts(
    pen: &mut Pen,
    parts: &[TextPart<'_>],
    face: &TextFont,
    (mut x, baseline): (f32, f32),
    blur: f32,
    paint: &Paint,
) {
    for part in parts {
        match part {
            TextPart::Host { text, width } => {
                let (paint, text) = (paint.clone(), (*text).to_owned());
                let outline = 0.0;
                pen.text(
                    face.clone(),
                    Op::Text { x, baseline, width: *width, font: 0, paint, blur, outline, text },
                );
                x += width;
            }
            TextPart::Outline { path, embolden, width } => {
                if !path.is_empty() {
                    let path: Vec<Segment> =
                        path.iter().map(|segment| segment.translate(x, baseline)).collect();
                    let paint = paint.clone();
                    if *embolden {
                        // As much as Skia thickens a font that has no bold face.
                        let line = Stroke::new(face.size / 24.0, Cap::Butt, Join::Miter);
                        pen.draw(Op::StrokePath { path: path.clone(), paint: paint.clone(), line, blur });
                    }
                    pen.draw(Op::FillPath { path, even_odd: false, paint, blur });
                }
                x += width;
            }
        }
    }
}

fn decoration_line(pen: &mut Pen, area: Rect, style: DecorationStyle, colour: crate::geometry::Colour) {
    let broken = |pen: &mut Pen, style: LineStyle, rect: Rect| {
        let none = BorderSide { width: 0.0, style: LineStyle::None, colour };
        let top = BorderSide { width: area.height, style, colour };
        pen.draw(Op::Border {
            rect,
            corners: Corners::default(),
            top,
            right: none,
            bottom: none,
            left: none,
        });
    };
    match style {
        DecorationStyle::Solid | DecorationStyle::Wavy => {
            pen.draw(Op::FillRect { rect: area, paint: colour.into() });
        }
        DecorationStyle::Double => {
            pen.draw(Op::FillRect { rect: area, paint: colour.into() });
            pen.draw(Op::FillRect { rect: area.translate(0.0, area.height * 2.0), paint: colour.into() });
        }
        DecorationStyle::Dashed => broken(pen, LineStyle::Dashed, area),
        DecorationStyle::Dotted => broken(pen, LineStyle::Dotted, area),
    }
}
