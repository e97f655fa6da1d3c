//! What the core moves with a finger, so that hosts leave such fingers alone.

use crate::layer::Drag;
use minihost_tree::Element;

/// How far a slider's block draws out of its box, px.
pub(super) const SHADOW: f32 = 8.0;

/// `direction` of a `movable-view`. Source: the movable-view page; anything else does not move.
const DIRECTIONS: &[(&str, Drag)] =
    &[("all", Drag::Both), ("horizontal", Drag::Sideways), ("vertical", Drag::UpDown)];

/// Whether the element is a layer of its own because it may be moved.
pub(super) fn is_held(element: &Element) -> bool {
    &*element.tag == "movable-view"
}

/// Which movements of a finger that comes down on the element are the core's.
pub(super) fn drag(element: &Element) -> Drag {
    if element.flag("disabled") {
        return Drag::None;
    }
    match &*element.tag {
        "slider" => Drag::Sideways,
        "movable-view" => {
            let named = element.text_attribute("direction").unwrap_or_else(|| "none".into());
            DIRECTIONS.iter().find(|(name, _)| *name == &*named).map_or(Drag::None, |(_, drag)| *drag)
        }
        _ => Drag::None,
    }
}
