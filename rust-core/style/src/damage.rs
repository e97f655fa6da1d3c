//! What a change of style asks of layout and paint.

use crate::computed::ComputedStyle;
use std::rc::Rc;

/// What must be done after a change, from least to most; each includes those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Damage {
    /// Nothing to see.
    #[default]
    None,
    /// Draw again; boxes stay.
    Repaint,
    /// Lay the box out again; its text keeps its shape.
    Relayout,
    /// Measure the text again, then lay out.
    Text,
    /// Make new boxes: `display`, `position`, `float` or generated content changed, or the node is new.
    Rebuild,
}

impl Damage {
    /// Between two styles of the same element.
    pub fn between(old: &ComputedStyle, new: &ComputedStyle) -> Damage {
        let mut damage = Damage::None;
        let mut raise = |to: Damage| damage = damage.max(to);
        if !same(&old.layout, &new.layout) {
            let (a, b) = (&old.layout, &new.layout);
            let boxes = (a.display, a.position, a.float) != (b.display, b.position, b.float);
            raise(if boxes { Damage::Rebuild } else { Damage::Relayout });
        }
        if !same(&old.flex, &new.flex) {
            raise(Damage::Relayout);
        }
        if !same(&old.text, &new.text) {
            // What only paint reads is made equal; whatever differs then needs a new measure.
            let mut plain = (*old.text).clone();
            plain.color = new.text.color;
            plain.visibility = new.text.visibility;
            plain.pointer_events = new.text.pointer_events;
            plain.decoration = new.text.decoration;
            plain.text_shadow = Rc::clone(&new.text.text_shadow);
            raise(if plain == *new.text { Damage::Repaint } else { Damage::Text });
        }
        if !same(&old.background, &new.background)
            || !same(&old.border, &new.border)
            || !same(&old.effects, &new.effects)
        {
            raise(Damage::Repaint);
        }
        if old.content != new.content {
            raise(Damage::Rebuild);
        }
        damage
    }
}

fn same<T: PartialEq>(a: &Rc<T>, b: &Rc<T>) -> bool {
    Rc::ptr_eq(a, b) || a == b
}
