//! Elements that are moved by hand: by a finger, or by the session's own physics.

use crate::computed::{ComputedStyle, Length, OwnTransform};
use crate::paint_values::Transform;
use crate::stylist::Stylist;
use minihost_tree::NodeId;
use std::rc::Rc;

/// Where an element is that a finger or the session moves: instead of its own `transform`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shift {
    /// From where it was laid out, logical pixels.
    pub x: f32,
    /// See `x`.
    pub y: f32,
    /// How much larger than it was laid out, around its `transform-origin`.
    pub scale: f32,
}

impl Shift {
    pub(super) fn apply(self, style: &mut ComputedStyle) {
        let effects = Rc::make_mut(&mut style.effects);
        effects.own_transform = OwnTransform::NONE;
        let to = Transform::Translate(Length::Px(self.x), Length::Px(self.y));
        effects.transform = [to, Transform::Scale(self.scale, self.scale)].into();
    }
}

impl Stylist {
    /// Moves an element by hand, or lets it go back to its own style; seen after the next [`Stylist::advance`].
    pub fn shift(&mut self, node: NodeId, shift: Option<Shift>) {
        let old = match shift {
            Some(shift) => self.motions.shifts.insert(node, shift),
            None => self.motions.shifts.remove(&node),
        };
        if old != shift {
            self.motions.shifted.push(node);
        }
    }
}
