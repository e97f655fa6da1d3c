//! `icon`: WeChat's nine types, drawn in a square of 24 units.

use super::{Leaf, disc, line};
use crate::geometry::{Colour, Corners, Rect};
use crate::ops::{BorderSide, LineStyle, Op};
use crate::painter::pen::Pen;

/// What a shape is drawn in.
#[derive(Clone, Copy)]
enum Ink {
    /// The icon's colour.
    Own,
    /// White, on the icon's colour.
    White,
}

/// A shape in units.
enum Shape {
    /// A filled circle: centre and radius.
    Disc(f32, f32, f32, Ink),
    /// A circle's outline: centre, outer radius, width.
    Ring(f32, f32, f32, f32),
    /// A line through points.
    Line(&'static [(f32, f32)], f32, Ink),
}

/// An icon type.
struct Icon {
    name: &'static str,
    colour: Colour,
    shapes: &'static [Shape],
}

use Ink::{Own, White};
use Shape::{Disc, Line, Ring};

const GREEN: Colour = Colour::rgb(0x07c160);
const BLUE: Colour = Colour::rgb(0x10aeff);
const RED: Colour = Colour::rgb(0xfa5151);
const GREY: Colour = Colour::rgb(0xb2b2b2);

/// Types and colours. Source: the icon page ("type", "color") and WeUI's icon tokens.
const ICONS: &[Icon] = &[
    Icon {
        name: "success",
        colour: GREEN,
        shapes: &[Disc(12.0, 12.0, 10.0, Own), Line(&[(7.6, 12.4), (10.7, 15.4), (16.4, 9.2)], 1.5, White)],
    },
    Icon {
        name: "success_no_circle",
        colour: GREEN,
        shapes: &[Line(&[(4.5, 12.8), (9.6, 17.7), (19.5, 7.0)], 2.0, Own)],
    },
    Icon {
        name: "info",
        colour: BLUE,
        shapes: &[
            Disc(12.0, 12.0, 10.0, Own),
            Disc(12.0, 7.9, 1.1, White),
            Line(&[(12.0, 11.0), (12.0, 16.6)], 1.6, White),
        ],
    },
    Icon {
        name: "warn",
        colour: RED,
        shapes: &[
            Disc(12.0, 12.0, 10.0, Own),
            Line(&[(12.0, 7.3), (12.0, 13.0)], 1.6, White),
            Disc(12.0, 16.2, 1.1, White),
        ],
    },
    Icon {
        name: "waiting",
        colour: BLUE,
        shapes: &[Disc(12.0, 12.0, 10.0, Own), Line(&[(12.0, 6.6), (12.0, 12.4), (15.6, 14.8)], 1.5, White)],
    },
    Icon {
        name: "cancel",
        colour: RED,
        shapes: &[
            Ring(12.0, 12.0, 10.0, 1.3),
            Line(&[(8.6, 8.6), (15.4, 15.4)], 1.3, Own),
            Line(&[(15.4, 8.6), (8.6, 15.4)], 1.3, Own),
        ],
    },
    Icon {
        name: "download",
        colour: GREEN,
        shapes: &[
            Ring(12.0, 12.0, 10.0, 1.3),
            Line(&[(12.0, 6.8), (12.0, 14.2)], 1.4, Own),
            Line(&[(8.9, 11.4), (12.0, 14.5), (15.1, 11.4)], 1.4, Own),
            Line(&[(8.4, 17.2), (15.6, 17.2)], 1.4, Own),
        ],
    },
    Icon {
        name: "search",
        colour: GREY,
        shapes: &[Ring(10.4, 10.4, 7.4, 1.6), Line(&[(15.3, 15.3), (20.4, 20.4)], 1.6, Own)],
    },
    Icon {
        name: "clear",
        colour: GREY,
        shapes: &[
            Disc(12.0, 12.0, 10.0, Own),
            Line(&[(8.8, 8.8), (15.2, 15.2)], 1.5, White),
            Line(&[(15.2, 8.8), (8.8, 15.2)], 1.5, White),
        ],
    },
];

/// Names of all types, in the order of the table.
#[cfg(test)]
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    ICONS.iter().map(|icon| icon.name)
}

/// Draws the icon of the `type` attribute; nothing for a type that is not in the table.
pub(super) fn draw(pen: &mut Pen, leaf: &Leaf<'_>) {
    // Douyin spells it with a hyphen too.
    let name = leaf.element.text_attribute("type").map(|name| name.replace('-', "_")).unwrap_or_default();
    let Some(icon) = ICONS.iter().find(|icon| icon.name == name) else { return };
    let own = leaf.colour("color", icon.colour);
    let side = leaf.area.width.min(leaf.area.height);
    let unit = side / 24.0;
    let (x0, y0) =
        (leaf.area.x + (leaf.area.width - side) / 2.0, leaf.area.y + (leaf.area.height - side) / 2.0);
    let place = |x: f32, y: f32| (x0 + x * unit, y0 + y * unit);
    let tint = |ink: Ink| match ink {
        Own => own,
        White => Colour::WHITE,
    };
    for shape in icon.shapes {
        match *shape {
            Disc(x, y, radius, ink) => {
                let (x, y) = place(x, y);
                disc(pen, x, y, radius * unit, tint(ink));
            }
            Ring(x, y, radius, width) => {
                let (x, y) = place(x, y);
                let radius = radius * unit;
                let side = BorderSide { width: width * unit, style: LineStyle::Solid, colour: own };
                pen.draw(Op::Border {
                    rect: Rect::new(x - radius, y - radius, radius * 2.0, radius * 2.0),
                    corners: Corners::all(radius),
                    top: side,
                    right: side,
                    bottom: side,
                    left: side,
                });
            }
            Line(points, width, ink) => {
                let points: Vec<_> = points.iter().map(|&(x, y)| place(x, y)).collect();
                line(pen, &points, width * unit, tint(ink));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_stay_inside_their_square_and_names_are_used_once() {
        for icon in ICONS {
            for shape in icon.shapes {
                let inside = |x: f32, y: f32, reach: f32| {
                    assert!(
                        x - reach >= 0.0 && y - reach >= 0.0 && x + reach <= 24.0 && y + reach <= 24.0,
                        "{}",
                        icon.name
                    );
                };
                match *shape {
                    Disc(x, y, radius, _) | Ring(x, y, radius, _) => inside(x, y, radius),
                    Line(points, width, _) => points.iter().for_each(|&(x, y)| inside(x, y, width / 2.0)),
                }
            }
        }
        let mut seen: Vec<_> = names().collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 9);
    }
}
