//! The cascade: from the rules that match to a computed style.

use crate::builder::Builder;
use crate::computed::ComputedStyle;
use crate::custom::{CustomProperties, Own};
use crate::declaration::{Counts, Declaration, What, parse_inline, parse_value};
use crate::property::{PropertyId, TABLE, first_rows};
use crate::rules::{RuleId, RuleIndex};
use crate::shorthand::{Longhands, Parsed, longhands_of};
use crate::stylist::{Origin, StyleContext};
use crate::value::length::Bases;
use crate::value::{Value, Wide};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// Inline styles, and values with `var()` replaced, that are kept parsed; beyond it a cache starts over.
const MAX_KEPT: usize = 4096;

/// Parsed texts.
#[derive(Default)]
pub(crate) struct TextCache {
    /// How the inline styles were read.
    pub inline_counts: Counts,
    inline: FxHashMap<Rc<str>, Rc<[Declaration]>>,
    /// By property, text and folder; `None` for what is no value.
    values: FxHashMap<(Rc<str>, String, Rc<str>), Option<Rc<Longhands>>>,
}

impl TextCache {
    pub fn inline(&mut self, text: &Rc<str>) -> Rc<[Declaration]> {
        if let Some(known) = self.inline.get(text) {
            return Rc::clone(known);
        }
        if self.inline.len() >= MAX_KEPT {
            self.inline.clear();
        }
        let (parsed, counts) = parse_inline(text);
        self.inline_counts += counts;
        self.inline.insert(Rc::clone(text), Rc::clone(&parsed));
        parsed
    }

    fn value(&mut self, name: &Rc<str>, text: String, base: &Rc<str>) -> Option<Rc<Longhands>> {
        let key = (Rc::clone(name), text, Rc::clone(base));
        if let Some(known) = self.values.get(&key) {
            return known.clone();
        }
        if self.values.len() >= MAX_KEPT {
            self.values.clear();
        }
        let parsed = match parse_value(name, key.1.trim(), base) {
            Some(Parsed::Longhands(list)) => Some(Rc::new(list)),
            _ => None,
        };
        self.values.insert(key, parsed.clone());
        parsed
    }
}

/// What computing a style needs besides the rules that matched.
pub(crate) struct Cascade<'a> {
    pub context: &'a StyleContext,
    pub initial: &'a ComputedStyle,
    pub rules: &'a RuleIndex,
    pub texts: &'a mut TextCache,
}

impl Cascade<'_> {
    /// The style of rules (weakest first) and an inline style; and whether it uses its parent's beyond what is inherited. `old` is
    /// the style before: what stays the same stays shared with it.
    pub fn style(
        &mut self,
        matched: &[RuleId],
        inline: Option<&[Declaration]>,
        parent: &ComputedStyle,
        old: Option<&ComputedStyle>,
    ) -> (ComputedStyle, bool) {
        let rules = self.rules;
        let split = matched.partition_point(|id| rules.entry(*id).origin == Origin::UserAgent);
        let (agent, author) = matched.split_at(split);
        let of = |list: &[RuleId], important: bool| {
            list.iter()
                .flat_map(|id| rules.entry(*id).declarations.iter())
                .filter(|one| one.important == important)
                .collect::<Vec<_>>()
        };
        let inline = inline.unwrap_or_default();
        let mut ordered: Vec<&Declaration> = of(agent, false);
        let agent_count = ordered.len();
        ordered.extend(of(author, false));
        ordered.extend(inline.iter().filter(|one| !one.important));
        ordered.extend(of(author, true));
        ordered.extend(inline.iter().filter(|one| one.important));
        ordered.extend(of(agent, true));

        let mut own = Own::default();
        for declaration in &ordered {
            if let What::Custom(name, text) = &declaration.what {
                own.insert(name, (name, text));
            }
        }
        let mut builder = Builder::new(parent, self.initial, self.bases(), self.context.font_scale);
        builder.style.custom = CustomProperties::derive(&parent.custom, &own);
        if let Some(old) = old
            && old.custom == builder.style.custom
        {
            builder.style.custom = Rc::clone(&old.custom);
        }

        // What holds `var()` is read now; the lists live as long as the references to their values.
        let pending: Vec<Option<Rc<Longhands>>> = ordered
            .iter()
            .map(|declaration| match &declaration.what {
                What::Pending { name, text, base } => {
                    let text = builder.style.custom.replace(text);
                    text.and_then(|text| self.texts.value(name, text, base))
                }
                _ => None,
            })
            .collect();
        let mut chosen: Vec<Option<&Value>> = vec![None; TABLE.len()];
        let mut by_agent: Vec<Option<&Value>> = Vec::new();
        for (number, declaration) in ordered.iter().enumerate() {
            if number == agent_count {
                by_agent.clone_from(&chosen);
            }
            match (&declaration.what, &pending[number]) {
                (What::Longhand(id, value), _) => chosen[usize::from(*id)] = Some(value),
                (What::Pending { .. }, Some(list)) => {
                    for (id, value) in list.iter() {
                        chosen[usize::from(*id)] = Some(value);
                    }
                }
                // Invalid at computed-value time, as CSS calls it: as if `unset` stood there.
                (What::Pending { name, .. }, None) => {
                    for id in longhands_of(name) {
                        chosen[usize::from(id)] = Some(&Value::Wide(Wide::Unset));
                    }
                }
                (What::Custom(..), _) => {}
            }
        }
        let first = first_rows();
        let others = (0..TABLE.len() as PropertyId).filter(|id| !first.contains(id));
        for id in first.into_iter().chain(others) {
            match chosen[usize::from(id)] {
                None => {}
                Some(Value::Wide(Wide::Revert)) => {
                    let back = by_agent.get(usize::from(id)).copied().flatten();
                    builder.declare(id, back.unwrap_or(&Value::Wide(Wide::Unset)));
                }
                Some(value) => builder.declare(id, value),
            }
        }
        let (mut style, uses_parent) = builder.finish();
        if let Some(old) = old {
            keep(&mut style.text, &old.text);
            keep(&mut style.layout, &old.layout);
        }
        (style, uses_parent)
    }

    /// A style with some declarations on top, as a keyframe puts them.
    pub fn over(
        &mut self,
        base: &ComputedStyle,
        parent: &ComputedStyle,
        frame: &[Declaration],
    ) -> ComputedStyle {
        let mut builder = Builder::over(base, parent, self.initial, self.bases(), self.context.font_scale);
        for declaration in frame {
            match &declaration.what {
                What::Longhand(id, value) => builder.declare(*id, value),
                What::Pending { name, text, base } => {
                    let text = builder.style.custom.replace(text);
                    let list = text.and_then(|text| self.texts.value(name, text, base));
                    for (id, value) in list.iter().flat_map(|list| list.iter()) {
                        builder.declare(*id, value);
                    }
                }
                What::Custom(..) => {}
            }
        }
        builder.finish_over()
    }

    fn bases(&self) -> Bases {
        Bases {
            width: self.context.width,
            height: self.context.height,
            font_size: 0.0,
            safe_area: self.context.safe_area,
        }
    }
}

/// Equal groups become one.
fn keep<T: PartialEq>(new: &mut Rc<T>, old: &Rc<T>) {
    if !Rc::ptr_eq(new, old) && **new == **old {
        *new = Rc::clone(old);
    }
}
