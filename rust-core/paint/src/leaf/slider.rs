//! Bars, dots and the loading spinner.

use super::{Leaf, disc, line, round};
use crate::geometry::{Colour, Corners, Rect};
use crate::ops::Op;
use crate::painter::{convert, pen::Pen};
use minihost_layout::SwiperArea;
use minihost_tree::Element;

/// Room for the number beside a bar, px.
const INFO: f32 = 48.0;

/// `progress`
pub(super) fn progress(pen: &mut Pen, leaf: &Leaf<'_>) {
    // A bar that fills by itself is somewhere on its way.
    let percent = leaf.number("shown-percent", leaf.number("percent", 0.0)).clamp(0.0, 100.0);
    let mut bar = leaf.area;
    if leaf.element.flag("show-info") {
        bar.width = (bar.width - INFO).max(0.0);
        let size = leaf.number("font-size", 16.0);
        number(pen, leaf, &format!("{percent:.0}%"), size, bar.right() + 10.0);
    }
    let radius = leaf.number("border-radius", 0.0);
    let active = leaf.colour("active-color", leaf.colour("color", leaf.palette.brand));
    round(pen, bar, radius, leaf.colour("background-color", leaf.palette.track));
    let mut done = bar;
    done.width *= percent / 100.0;
    if radius > 0.0
        && pen.push(Op::ClipPush { rect: bar, corners: Corners::all(radius).fit(bar.width, bar.height) })
    {
        round(pen, done, radius, active);
        pen.pop();
    } else {
        round(pen, done, 0.0, active);
    }
}

/// The value of a `slider` whose content box is so wide when a finger is at `x` of it: between `min` and `max`, in whole steps.
pub fn slider_value(element: &Element, width: f32, x: f32) -> f64 {
    let number = |name: &str, or: f64| element.number(name).filter(|number| number.is_finite()).unwrap_or(or);
    let (low, high, step) = (number("min", 0.0), number("max", 100.0), number("step", 1.0));
    let block = number("block-size", 28.0).clamp(12.0, 28.0) as f32;
    let info = if element.flag("show-value") { INFO } else { 0.0 };
    let line = (width - info).max(block) - block;
    if high <= low || line <= 0.0 {
        return low;
    }
    let share = f64::from(((x - block / 2.0) / line).clamp(0.0, 1.0));
    let mut value = share * (high - low);
    if step > 0.0 {
        value = (value / step).round() * step;
    }
    // As exact as steps are written: 0.1 + 0.2 is 0.3 to programs.
    ((low + value).min(high) * 1e6).round() / 1e6
}

/// `slider`
pub(super) fn slider(pen: &mut Pen, leaf: &Leaf<'_>) {
    let (low, high) = (leaf.number("min", 0.0), leaf.number("max", 100.0));
    let value = leaf.number("value", low).clamp(low.min(high), high.max(low));
    let share = if high > low { (value - low) / (high - low) } else { 0.0 };
    let block = leaf.number("block-size", 28.0).clamp(12.0, 28.0);
    let mut area = leaf.area;
    if leaf.element.flag("show-value") {
        area.width = (area.width - INFO).max(block);
        number(pen, leaf, &short(value), 16.0, area.right() + 10.0);
    }
    let middle = area.y + area.height / 2.0;
    // The block stays inside: the line is a block shorter than the box.
    let track = Rect::new(area.x + block / 2.0, middle - 1.0, (area.width - block).max(0.0), 2.0);
    let at = track.x + track.width * share;
    round(
        pen,
        track,
        1.0,
        leaf.colour("background-color", leaf.colour("backgroundColor", leaf.palette.track)),
    );
    let active = leaf.colour("active-color", leaf.colour("selected-color", leaf.palette.brand));
    round(
        pen,
        Rect { width: at - track.x, ..track },
        1.0,
        if leaf.disabled() { active.faded(0.5) } else { active },
    );
    let knob = Rect::new(at - block / 2.0, middle - block / 2.0, block, block);
    pen.draw(Op::Shadow {
        rect: knob,
        corners: Corners::all(block / 2.0),
        dx: 0.0,
        dy: 1.0,
        blur: 6.0,
        spread: 0.0,
        colour: Colour::rgba(0, 0, 0, 60),
        inset: false,
    });
    disc(pen, at, middle, block / 2.0, leaf.colour("block-color", Colour::WHITE));
}

fn short(value: f32) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn number(pen: &mut Pen, leaf: &Leaf<'_>, text: &str, size: f32, x: f32) {
    let mut face = convert::font_of_style(leaf.style);
    face.size = size.clamp(1.0, 200.0);
    let baseline = leaf.area.y + leaf.area.height / 2.0 + size * 0.35;
    pen.text(
        face,
        Op::Text {
            x,
            baseline,
            width: text.len() as f32 * size * 0.6,
            font: 0,
            paint: leaf.palette.ink.into(),
            blur: 0.0,
            outline: 0.0,
            text: text.to_owned(),
        },
    );
}

/// A swiper's dots in its border box. Source: the swiper page: rgba(0, 0, 0, .3), the current one #000.
pub(crate) fn dots(pen: &mut Pen, element: &Element, area: &Rect, swiper: &SwiperArea, current: usize) {
    const SIZE: f32 = 8.0;
    const STEP: f32 = 16.0;
    const EDGE: f32 = 12.0;
    // More dots than fit say nothing.
    let count = swiper.count.min(64);
    let colour = |name: &str, or: Colour| {
        element.text_attribute(name).and_then(|text| super::colour::parse(&text)).unwrap_or(or)
    };
    let plain = colour("indicator-color", Colour::rgba(0, 0, 0, 77));
    let active = colour("indicator-active-color", Colour::BLACK);
    let length = STEP * count.saturating_sub(1) as f32;
    for number in 0..count {
        let along = STEP * number as f32 - length / 2.0;
        let (x, y) = if swiper.vertical {
            (area.right() - EDGE, area.y + area.height / 2.0 + along)
        } else {
            (area.x + area.width / 2.0 + along, area.bottom() - EDGE)
        };
        disc(pen, x, y, SIZE / 2.0, if number == current { active } else { plain });
    }
}

/// Twelve strokes that fade around a circle, in the colour of the text beside it; the host turns the layer.
pub(crate) fn spinner(pen: &mut Pen, area: &Rect, ink: Colour) {
    let side = area.width.min(area.height);
    let (x, y) = (area.x + area.width / 2.0, area.y + area.height / 2.0);
    for number in 0..12u8 {
        let angle = f32::from(number) * std::f32::consts::TAU / 12.0;
        let (dx, dy) = (angle.sin(), -angle.cos());
        let shade = ink.faded(0.15 + 0.65 * f32::from(number) / 11.0);
        let at = |radius: f32| (x + dx * side * radius, y + dy * side * radius);
        line(pen, &[at(0.26), at(0.45)], side * 0.075, shade);
    }
}
