//! What makes a dialect: one static of [`DialectTable`] each.
//!
//! "facts" in a source are counts over 95 public programs, and what the converters of Taro, mpx and uni-app do about a difference.

mod bytedance;
mod wechat;

use minihost_ports::Dialect;

/// The row of a dialect; `None` for those that cannot be read yet.
pub fn table(dialect: Dialect) -> Option<&'static DialectTable> {
    match dialect {
        Dialect::WeChat => Some(&wechat::TABLE),
        Dialect::ByteDance => Some(&bytedance::TABLE),
        Dialect::Alipay | Dialect::Baidu => None,
    }
}

/// Everything that differs between dialects by value.
#[derive(Debug)]
pub struct DialectTable {
    /// Whose row this is.
    pub dialect: Dialect,
    /// As logs and problems call it.
    pub name: &'static str,
    /// Extension of templates, without the dot.
    pub template_ext: &'static str,
    /// Extension of style sheets, without the dot.
    pub style_ext: &'static str,
    /// Extension of inline script files, without the dot.
    pub script_ext: &'static str,
    /// The global that holds the API.
    pub api_global: &'static str,
    /// What directives begin with, the dialect's own first.
    pub directive_prefixes: &'static [&'static str],
    /// Names of directives, after the prefix.
    pub directives: Directives,
    /// What event attributes begin with, longest first; a colon may follow.
    pub event_prefixes: &'static [(&'static str, EventKind)],
    /// Tags that hold or name an inline script.
    pub script_tags: &'static [ScriptTag],
    /// Whether inline scripts may use `import` and `export`.
    pub script_es_modules: bool,
    /// Two-way binding, before a property's name.
    pub two_way_prefix: Option<&'static str>,
    /// Component placeholder, before its name.
    pub generic_prefix: Option<&'static str>,
    /// Inline script function called on change, before a property's name.
    pub change_prefix: Option<&'static str>,
    /// Event marks, before their name.
    pub mark_prefix: Option<&'static str>,
    /// Slot values taken by slot content, before their name.
    pub slot_value_prefix: Option<&'static str>,
    /// Prefixes of attributes that are known and do nothing here.
    pub ignored_prefixes: &'static [&'static str],
    /// Whether capitals in `data-*` names become small before dashes make new ones (`data-alphaBeta` is `alphabeta`).
    pub dataset_lower_case: bool,
    /// What may follow an event's name in an event attribute, each after a dot (`bindtap.stop`).
    pub event_modifiers: &'static [(&'static str, EventModifier)],
    /// Whether `selectComponent`, `selectAllComponents` and `getRelationNodes` take a callback that gets what they found.
    pub finders_call_back: bool,
    /// The member that holds the number, in the object that a failed API call hands to `fail`.
    pub error_code: &'static str,
}

/// Names of directives, after the prefix.
#[derive(Debug)]
pub struct Directives {
    /// A condition.
    pub if_: &'static str,
    /// The next condition.
    pub elif: &'static str,
    /// Otherwise.
    pub else_: &'static str,
    /// A loop, under all its names.
    pub for_: &'static [&'static str],
    /// The item's name.
    pub for_item: &'static str,
    /// The index's name.
    pub for_index: &'static str,
    /// What tells items apart.
    pub key: &'static str,
}

/// When a handler runs and what it stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// While bubbling; stops nothing.
    Bind,
    /// While bubbling; stops the event.
    Catch,
    /// While bubbling; of all such handlers on the path only the first runs.
    MutBind,
    /// On the way down; stops nothing.
    CaptureBind,
    /// On the way down; stops the event.
    CaptureCatch,
}

/// What a modifier of an event attribute does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventModifier {
    /// The handler runs on the way down.
    Capture,
    /// The event goes no further.
    Stop,
    /// What the browser below would do by itself is left out. There is none here: nothing follows.
    Prevent,
}

impl EventKind {
    /// The kind with a modifier.
    #[must_use]
    pub fn with(self, modifier: EventModifier) -> EventKind {
        match (modifier, self) {
            (EventModifier::Prevent, kind) => kind,
            (EventModifier::Capture, EventKind::Catch | EventKind::CaptureCatch)
            | (EventModifier::Stop, EventKind::CaptureBind | EventKind::CaptureCatch) => {
                EventKind::CaptureCatch
            }
            (EventModifier::Capture, _) => EventKind::CaptureBind,
            (EventModifier::Stop, _) => EventKind::Catch,
        }
    }
}

/// A tag that holds or names an inline script.
#[derive(Debug)]
pub struct ScriptTag {
    /// The tag.
    pub tag: &'static str,
    /// The attribute that names the module.
    pub module: &'static str,
    /// The attribute that names the file.
    pub src: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_stands_under_its_own_dialect() {
        for dialect in Dialect::ALL {
            if let Some(table) = table(dialect) {
                assert_eq!(table.dialect, dialect);
            }
        }
    }

    #[test]
    fn no_event_prefix_hides_a_longer_one() {
        for table in Dialect::ALL.into_iter().filter_map(table) {
            for (n, (prefix, _)) in table.event_prefixes.iter().enumerate() {
                for (earlier, _) in &table.event_prefixes[..n] {
                    assert!(!prefix.starts_with(earlier), "{}: {earlier} hides {prefix}", table.name);
                }
            }
        }
    }
}
