//! Lengths that attributes give: a number of logical pixels, or a text with a unit.

use minihost_tree::Element;

/// Nothing on a screen is further away.
const FURTHEST: f32 = 1_000_000.0;

/// An attribute as a length, if it is one; `rpx` is the length of one.
pub(super) fn length(element: &Element, name: &str, rpx: f32) -> Option<f32> {
    let text = element.text_attribute(name)?;
    let text = text.trim();
    let found: Option<f32> = match text.strip_suffix("rpx") {
        Some(number) => number.parse::<f32>().ok().map(|number| number * rpx),
        None => text.strip_suffix("px").unwrap_or(text).parse().ok(),
    };
    found.filter(|number| number.is_finite()).map(|number| number.clamp(-FURTHEST, FURTHEST))
}

#[cfg(test)]
mod tests {
    use super::*;
    use minihost_tree::{StyleScope, Tree};
    use minihost_value::Value;

    #[test]
    fn units() {
        for (given, expected) in [
            (Value::from(12), Some(12.0)),
            (Value::from("12"), Some(12.0)),
            (Value::from(" 12px "), Some(12.0)),
            (Value::from("12rpx"), Some(6.0)),
            (Value::from("12em"), None),
            (Value::from(f64::INFINITY), None),
            (Value::Undefined, None),
        ] {
            let mut tree = Tree::new("page");
            let node = tree.create_element("view", StyleScope::APP);
            tree.set_attribute(node, "x", given.clone());
            let element = tree.element(node).expect("made");
            assert_eq!(length(element, "x", 0.5), expected, "{given:?}");
        }
    }
}
