//! A frame's layers as the page's JSON (`PROTOCOL.md`).

use minihost_paint::{
    Accessible, Colour, Corners, Drag, Layer, Motion, Native, Rect, Role, Scroll, Sticky, TextAlign,
    TextField, Transform,
};
use serde_json::{Map, Value, json};

/// `#rrggbbaa`.
pub(crate) fn colour(colour: Colour) -> String {
    format!("#{:08x}", colour.argb.rotate_left(8))
}

fn rect(rect: &Rect) -> Value {
    json!([rect.x, rect.y, rect.width, rect.height])
}

fn corners(corners: &Corners) -> Value {
    let Corners { top_left, top_right, bottom_right, bottom_left } = corners;
    json!([
        top_left.x,
        top_left.y,
        top_right.x,
        top_right.y,
        bottom_right.x,
        bottom_right.y,
        bottom_left.x,
        bottom_left.y
    ])
}

/// A layer; `id` and `parent` as the page knows them, `bounds` as its tiles cover them.
pub(crate) fn layer(layer: &Layer, id: u64, parent: u64, bounds: &Rect, tiles: u32) -> Value {
    let mut out = Map::new();
    let mut put = |name: &str, value: Value| out.insert(name.to_owned(), value);
    put("id", id.into());
    put("parent", parent.into());
    put("rect", rect(&layer.rect));
    if layer.transform != Transform::IDENTITY {
        let Transform { a, b, c, d, e, f } = layer.transform;
        put("transform", json!([a, b, c, d, e, f]));
    }
    if let Some(clip) = &layer.clip {
        put("clip", json!({ "rect": rect(&clip.rect), "corners": corners(&clip.corners) }));
    }
    if layer.opacity != 1.0 {
        put("opacity", layer.opacity.into());
    }
    if let Some(spec) = &layer.scroll {
        put("scroll", scroll(spec));
    }
    if let Some(spec) = &layer.sticky {
        put("sticky", sticky(spec));
    }
    if let Motion::Spin { period, shift, x, y, backwards, steps } = layer.motion {
        put(
            "motion",
            json!({ "spin": period, "shift": shift, "x": x, "y": y, "backwards": backwards, "steps": steps }),
        );
    }
    if layer.drag != Drag::None {
        put("drag", snake_case(&format!("{:?}", layer.drag)).into());
    }
    if let Some(spec) = native(&layer.native) {
        put("native", spec);
    }
    put("bounds", rect(bounds));
    put("tiles", tiles.into());
    put("version", layer.version.into());
    Value::Object(out)
}

fn scroll(spec: &Scroll) -> Value {
    json!({
        "content": [spec.content.width, spec.content.height],
        "x": spec.x, "y": spec.y, "version": spec.version,
        "horizontal": spec.horizontal, "vertical": spec.vertical,
        "page": spec.page, "smooth": spec.smooth, "snap": spec.snap,
    })
}

fn sticky(spec: &Sticky) -> Value {
    json!({ "top": spec.top, "right": spec.right, "bottom": spec.bottom, "left": spec.left, "container": rect(&spec.container) })
}

fn native(native: &Native) -> Option<Value> {
    let other = |tag: &str| Some(json!({ "kind": "other", "tag": tag }));
    match native {
        Native::None => None,
        Native::TextField { field } => Some(text_field(field)),
        Native::WebView { .. } => other("web-view"),
        Native::Video { .. } => other("video"),
        Native::Map { .. } => other("map"),
        Native::Canvas { .. } => other("canvas"),
        Native::Other { tag, .. } => other(tag),
    }
}

fn text_field(field: &TextField) -> Value {
    json!({
        "kind": "text_field",
        "multiline": field.multiline,
        "value": field.value,
        "value_version": field.value_version,
        "placeholder": field.placeholder,
        "placeholder_colour": colour(field.placeholder_colour),
        "colour": colour(field.colour),
        "font": {
            "families": field.font.families,
            "size": field.font.size,
            "weight": field.font.weight,
            "italic": field.font.italic,
            "letter_spacing": field.font.letter_spacing,
        },
        "line_height": field.line_height,
        "align": match field.align {
            TextAlign::Left => "left",
            TextAlign::Center => "center",
            TextAlign::Right => "right",
        },
        "keyboard": snake_case(&format!("{:?}", field.keyboard)),
        "password": field.password,
        "max_length": field.max_length,
        "focus": field.focus,
        "disabled": field.disabled,
        "confirm": field.confirm,
        "confirm_hold": field.confirm_hold,
        "adjust": field.adjust,
        "auto_height": field.auto_height,
    })
}

/// A thing for screen readers; `layer` as the page knows it.
pub(crate) fn accessible(thing: &Accessible, layer: u64) -> Value {
    json!({
        "key": format!("{}:{}", thing.surface, thing.node),
        "layer": layer, "rect": rect(&thing.rect), "role": role(thing.role),
        "label": thing.label, "value": thing.value, "checked": thing.checked, "disabled": thing.disabled,
        "tap": thing.tap, "long_press": thing.long_press,
    })
}

fn role(role: Role) -> String {
    snake_case(&format!("{role:?}"))
}

/// FORMAT.md's names of forms as JSON has them.
fn snake_case(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.push(letter.to_ascii_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use minihost_paint::Keyboard;

    #[test]
    fn names_and_colours() {
        assert_eq!(colour(Colour { argb: 0x80ff_0102 }), "#ff010280");
        assert_eq!(role(Role::TextField), "text_field");
        assert_eq!(snake_case(&format!("{:?}", Keyboard::IdCard)), "id_card");
    }

    #[test]
    fn what_a_layer_has_not_is_absent() {
        let plain = Layer::new(9, 0, Rect::new(0.0, 1.0, 2.0, 3.0));
        let value = layer(&plain, 1, 0, &plain.bounds, 0);
        assert_eq!(
            value,
            json!({ "id": 1, "parent": 0, "rect": [0.0, 1.0, 2.0, 3.0], "bounds": [0.0, 0.0, 0.0, 0.0], "tiles": 0, "version": 0 })
        );
    }
}
