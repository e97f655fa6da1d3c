//! Values between two values.

use crate::computed::{BoxStyle, ComputedStyle, Length};
use crate::paint_values::{Color, Transform};
use std::rc::Rc;

/// A property that moves. What is not here takes its new value at once.
struct Row {
    name: &'static str,
    /// Other names that mean it, too.
    groups: &'static [&'static str],
    /// Puts the value between into the last style; false, and nothing done, if there is none.
    blend: fn(&ComputedStyle, &ComputedStyle, f32, &mut ComputedStyle) -> bool,
}

macro_rules! lengths {
    ($($name:literal $groups:expr, $($field:ident).+;)*) => {
        &[$(Row { name: $name, groups: $groups, blend: |from, to, part, style| {
            let between = length(from.layout.$($field).+, to.layout.$($field).+, part);
            let Some(between) = between else { return false };
            let layout: &mut BoxStyle = Rc::make_mut(&mut style.layout);
            layout.$($field).+ = between;
            true
        }}),*]
    };
}

const LENGTHS: &[Row] = lengths! {
    "width" &[], width;
    "height" &[], height;
    "min-width" &[], min_width;
    "min-height" &[], min_height;
    "max-width" &[], max_width;
    "max-height" &[], max_height;
    "top" &["inset"], inset.top;
    "right" &["inset"], inset.right;
    "bottom" &["inset"], inset.bottom;
    "left" &["inset"], inset.left;
    "margin-top" &["margin"], margin.top;
    "margin-right" &["margin"], margin.right;
    "margin-bottom" &["margin"], margin.bottom;
    "margin-left" &["margin"], margin.left;
    "padding-top" &["padding"], padding.top;
    "padding-right" &["padding"], padding.right;
    "padding-bottom" &["padding"], padding.bottom;
    "padding-left" &["padding"], padding.left;
};

const OTHERS: &[Row] = &[
    Row {
        name: "opacity",
        groups: &[],
        blend: |from, to, part, style| {
            let between = number(from.effects.opacity, to.effects.opacity, part).clamp(0.0, 1.0);
            Rc::make_mut(&mut style.effects).opacity = between;
            true
        },
    },
    Row {
        name: "transform",
        groups: &["-webkit-transform"],
        blend: |from, to, part, style| {
            let Some(steps) = transforms(&from.effects.transform, &to.effects.transform, part) else {
                return false;
            };
            let effects = Rc::make_mut(&mut style.effects);
            effects.transform = steps.into();
            effects.spin = None;
            true
        },
    },
    Row {
        name: "translate",
        groups: &[],
        blend: |from, to, part, style| {
            let (from, to) = (from.effects.own_transform.translate, to.effects.own_transform.translate);
            let (Some(x), Some(y)) = (length(from.0, to.0, part), length(from.1, to.1, part)) else {
                return false;
            };
            Rc::make_mut(&mut style.effects).own_transform.translate = (x, y);
            true
        },
    },
    Row {
        name: "rotate",
        groups: &[],
        blend: |from, to, part, style| {
            let between = number(from.effects.own_transform.rotate, to.effects.own_transform.rotate, part);
            Rc::make_mut(&mut style.effects).own_transform.rotate = between;
            true
        },
    },
    Row {
        name: "scale",
        groups: &[],
        blend: |from, to, part, style| {
            let (from, to) = (from.effects.own_transform.scale, to.effects.own_transform.scale);
            let between = (number(from.0, to.0, part), number(from.1, to.1, part));
            Rc::make_mut(&mut style.effects).own_transform.scale = between;
            true
        },
    },
    Row {
        name: "background-position",
        groups: &["background"],
        blend: |from, to, part, style| {
            let (from, to) = (&from.background.layers, &to.background.layers);
            if from.len() != to.len() {
                return false;
            }
            let mut layers = to.to_vec();
            for (layer, from) in layers.iter_mut().zip(from.iter()) {
                let (x, y) = (
                    length(from.position.0, layer.position.0, part),
                    length(from.position.1, layer.position.1, part),
                );
                let (Some(x), Some(y)) = (x, y) else { return false };
                layer.position = (x, y);
            }
            Rc::make_mut(&mut style.background).layers = layers.into();
            true
        },
    },
    Row {
        name: "background-color",
        groups: &["background"],
        blend: |from, to, part, style| {
            let between = color(from.background.color, to.background.color, part);
            Rc::make_mut(&mut style.background).color = between;
            true
        },
    },
];

macro_rules! colors {
    ($($name:literal $groups:expr, $group:ident . $($field:ident).+;)*) => {
        &[$(Row { name: $name, groups: $groups, blend: |from, to, part, style| {
            let between = color(from.$group.$($field).+, to.$group.$($field).+, part);
            Rc::make_mut(&mut style.$group).$($field).+ = between;
            true
        }}),*]
    };
}

const COLORS: &[Row] = colors! {
    "color" &[], text.color;
    "border-top-color" &["border", "border-color", "border-top"], border.color.top;
    "border-right-color" &["border", "border-color", "border-right"], border.color.right;
    "border-bottom-color" &["border", "border-color", "border-bottom"], border.color.bottom;
    "border-left-color" &["border", "border-color", "border-left"], border.color.left;
};

fn rows() -> impl Iterator<Item = &'static Row> {
    LENGTHS.iter().chain(OTHERS).chain(COLORS)
}

/// Whether an entry of `transition-property` means a property.
pub(super) fn names(entry: &str, property: &str) -> bool {
    entry == "all"
        || entry == property
        || rows().any(|row| row.name == property && row.groups.contains(&entry))
}

/// The properties that move from one style to another: their values differ and there is something between.
pub(super) fn differing(from: &ComputedStyle, to: &ComputedStyle) -> Vec<&'static str> {
    if Rc::ptr_eq(&from.layout, &to.layout)
        && Rc::ptr_eq(&from.effects, &to.effects)
        && Rc::ptr_eq(&from.background, &to.background)
        && Rc::ptr_eq(&from.border, &to.border)
        && from.text.color == to.text.color
    {
        return Vec::new();
    }
    let moves = |row: &&Row| {
        let (mut start, mut end) = (to.clone(), to.clone());
        (row.blend)(from, to, 0.0, &mut start)
            && (row.blend)(from, to, 1.0, &mut end)
            && (start.layout != end.layout
                || start.effects != end.effects
                || start.background != end.background
                || start.border != end.border
                || start.text != end.text)
    };
    rows().filter(moves).map(|row| row.name).collect()
}

/// Puts the values between into `style`; a value that has none in between is the new one.
pub(super) fn blend(
    from: &ComputedStyle,
    to: &ComputedStyle,
    part: f32,
    properties: &[&str],
    style: &mut ComputedStyle,
) {
    for row in rows().filter(|row| properties.contains(&row.name)) {
        (row.blend)(from, to, part, style);
    }
}

fn number(from: f32, to: f32, part: f32) -> f32 {
    from + (to - from) * part
}

fn length(from: Length, to: Length, part: f32) -> Option<Length> {
    let parts = |length| match length {
        Length::Px(px) => Some((px, 0.0)),
        Length::Percent(percent) => Some((0.0, percent)),
        Length::Calc { px, percent } => Some((px, percent)),
        _ => None,
    };
    let ((a, b), (c, d)) = (parts(from)?, parts(to)?);
    let (px, percent) = (number(a, c, part), number(b, d, part));
    Some(if b == 0.0 && d == 0.0 { Length::Px(px) } else { Length::Calc { px, percent } })
}

/// Between colours that are multiplied by their opacity, so that what fades in keeps its hue.
fn color(from: Color, to: Color, part: f32) -> Color {
    let alpha = number(f32::from(from.a), f32::from(to.a), part).clamp(0.0, 255.0);
    if alpha <= 0.0 {
        return Color::TRANSPARENT;
    }
    let channel = |a: u8, b: u8| {
        let sum = number(f32::from(a) * f32::from(from.a), f32::from(b) * f32::from(to.a), part);
        (sum / alpha).round().clamp(0.0, 255.0) as u8
    };
    Color {
        r: channel(from.r, to.r),
        g: channel(from.g, to.g),
        b: channel(from.b, to.b),
        a: alpha.round() as u8,
    }
}

/// Function by function; `none` is whatever the other side does, undone.
fn transforms(from: &[Transform], to: &[Transform], part: f32) -> Option<Vec<Transform>> {
    if from.is_empty() {
        return to.iter().map(|step| transform(&nothing(step), step, part)).collect();
    }
    if to.is_empty() {
        return from.iter().map(|step| transform(step, &nothing(step), part)).collect();
    }
    if from.len() != to.len() {
        return None;
    }
    from.iter().zip(to).map(|(from, to)| transform(from, to, part)).collect()
}

fn nothing(step: &Transform) -> Transform {
    match step {
        Transform::Translate(..) => Transform::Translate(Length::ZERO, Length::ZERO),
        Transform::Scale(..) => Transform::Scale(1.0, 1.0),
        Transform::Rotate(_) => Transform::Rotate(0.0),
        Transform::Skew(..) => Transform::Skew(0.0, 0.0),
        Transform::Matrix(_) => Transform::Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]),
    }
}

fn transform(from: &Transform, to: &Transform, part: f32) -> Option<Transform> {
    Some(match (from, to) {
        (Transform::Translate(a, b), Transform::Translate(c, d)) => {
            Transform::Translate(length(*a, *c, part)?, length(*b, *d, part)?)
        }
        (Transform::Scale(a, b), Transform::Scale(c, d)) => {
            Transform::Scale(number(*a, *c, part), number(*b, *d, part))
        }
        (Transform::Rotate(a), Transform::Rotate(b)) => Transform::Rotate(number(*a, *b, part)),
        (Transform::Skew(a, b), Transform::Skew(c, d)) => {
            Transform::Skew(number(*a, *c, part), number(*b, *d, part))
        }
        (Transform::Matrix(a), Transform::Matrix(b)) => {
            Transform::Matrix(std::array::from_fn(|at| number(a[at], b[at], part)))
        }
        _ => return None,
    })
}
