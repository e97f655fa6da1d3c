//! The tags that exist without being declared.

use minihost_ports::Dialect;

/// What a tag does by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Control {
    None,
    Button,
    Navigator,
    /// `input` and `textarea`.
    TextField,
    Checkbox,
    CheckboxGroup,
    Radio,
    RadioGroup,
    Switch,
    Slider,
    Picker,
    PickerView,
    PickerColumn,
    Form,
    Label,
    Swiper,
    ScrollView,
    RichText,
}

impl Control {
    /// The attribute that holds the control's value, which users change.
    pub(crate) fn value_attribute(self) -> Option<&'static str> {
        match self {
            Control::TextField | Control::Slider | Control::Picker | Control::PickerView => Some("value"),
            Control::Checkbox | Control::Radio | Control::Switch => Some("checked"),
            Control::Swiper => Some("current"),
            _ => None,
        }
    }
}

/// A built-in tag.
#[derive(Debug)]
pub(crate) struct Builtin {
    pub tag: &'static str,
    pub control: Control,
    /// Attributes that name files.
    pub path_attributes: &'static [&'static str],
    /// Flows with text unless styled otherwise.
    pub inline: bool,
    pub dialects: &'static [Dialect],
}

/// A built-in tag, for documentation and checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuiltinTag {
    /// The tag.
    pub tag: &'static str,
    /// Whether it flows with text unless styled otherwise.
    pub inline: bool,
    /// The dialects that have it.
    pub dialects: &'static [Dialect],
}

/// All built-in tags.
pub fn builtin_tags() -> impl Iterator<Item = BuiltinTag> {
    TABLE.iter().map(|row| BuiltinTag { tag: row.tag, inline: row.inline, dialects: row.dialects })
}

pub(crate) fn find(tag: &str) -> Option<&'static Builtin> {
    // Sorted; a test holds it so.
    TABLE.binary_search_by(|row| row.tag.cmp(tag)).ok().map(|at| &TABLE[at])
}

const ALL: &[Dialect] = &Dialect::ALL;
const WX: &[Dialect] = &[Dialect::WeChat];
const TT: &[Dialect] = &[Dialect::ByteDance];

const fn row(
    tag: &'static str,
    control: Control,
    path_attributes: &'static [&'static str],
    inline: bool,
    dialects: &'static [Dialect],
) -> Builtin {
    Builtin { tag, control, path_attributes, inline, dialects }
}

const fn plain(tag: &'static str) -> Builtin {
    row(tag, Control::None, &[], false, ALL)
}

/// Sources: WeChat `component/*`, ByteDance `component/*`, and the programs counted in `docs/dialects.md` section 4. A tag of
/// another dialect is no mistake of a program that was ported, so nothing here depends on the dialect but the documentation.
static TABLE: [Builtin; 78] = [
    row("a", Control::None, &[], true, ALL),
    plain("ad"),
    row("ad-custom", Control::None, &[], false, WX),
    row("audio", Control::None, &["src", "poster"], false, ALL),
    row("aweme-data", Control::None, &[], false, TT),
    row("aweme-user-card", Control::None, &[], false, TT),
    row("button", Control::Button, &[], false, ALL),
    plain("camera"),
    plain("canvas"),
    row("channel-live", Control::None, &[], false, WX),
    row("channel-video", Control::None, &[], false, WX),
    row("checkbox", Control::Checkbox, &[], true, ALL),
    row("checkbox-group", Control::CheckboxGroup, &[], false, ALL),
    row("cover-image", Control::None, &["src"], false, ALL),
    plain("cover-view"),
    row("div", Control::None, &[], false, ALL),
    row("double-tap-gesture-handler", Control::None, &[], false, WX),
    row("draggable-sheet", Control::None, &[], false, WX),
    row("editor", Control::None, &[], false, ALL),
    row("form", Control::Form, &[], false, ALL),
    row("functional-page-navigator", Control::None, &[], false, WX),
    row("grid-builder", Control::None, &[], false, WX),
    row("grid-view", Control::None, &[], false, WX),
    row("horizontal-drag-gesture-handler", Control::None, &[], false, WX),
    row("icon", Control::None, &[], true, ALL),
    row("image", Control::None, &["src"], true, ALL),
    row("img", Control::None, &["src"], true, ALL),
    row("input", Control::TextField, &[], false, ALL),
    row("keyboard-accessory", Control::None, &[], false, WX),
    row("label", Control::Label, &[], true, ALL),
    row("list-builder", Control::None, &[], false, WX),
    row("list-view", Control::None, &[], false, WX),
    row("live-player", Control::None, &["src"], false, ALL),
    row("live-pusher", Control::None, &[], false, ALL),
    row("long-press-gesture-handler", Control::None, &[], false, WX),
    plain("map"),
    row("match-media", Control::None, &[], false, ALL),
    plain("movable-area"),
    plain("movable-view"),
    row("native-component", Control::None, &[], false, WX),
    row("navigation-bar", Control::None, &[], false, WX),
    row("navigator", Control::Navigator, &[], false, ALL),
    row("nested-scroll-body", Control::None, &[], false, WX),
    row("nested-scroll-header", Control::None, &[], false, WX),
    row("official-account", Control::None, &[], false, WX),
    row("open-container", Control::None, &[], false, WX),
    row("open-data", Control::None, &[], true, ALL),
    row("open-data-list", Control::None, &[], false, WX),
    row("page-container", Control::None, &[], false, ALL),
    row("page-meta", Control::None, &[], false, ALL),
    row("pan-gesture-handler", Control::None, &[], false, WX),
    row("pay-button", Control::Button, &[], false, TT),
    row("picker", Control::Picker, &[], false, ALL),
    row("picker-view", Control::PickerView, &[], false, ALL),
    row("picker-view-column", Control::PickerColumn, &[], false, ALL),
    plain("progress"),
    row("radio", Control::Radio, &[], true, ALL),
    row("radio-group", Control::RadioGroup, &[], false, ALL),
    row("rate-button", Control::Button, &[], false, TT),
    row("rich-text", Control::RichText, &[], false, ALL),
    row("root-portal", Control::None, &[], false, ALL),
    row("scroll-view", Control::ScrollView, &[], false, ALL),
    row("share-element", Control::None, &[], false, WX),
    row("slider", Control::Slider, &[], false, ALL),
    row("snapshot", Control::None, &[], false, WX),
    row("span", Control::None, &[], true, ALL),
    row("sticky-header", Control::None, &[], false, WX),
    row("sticky-section", Control::None, &[], false, WX),
    row("swiper", Control::Swiper, &[], false, ALL),
    plain("swiper-item"),
    row("switch", Control::Switch, &[], true, ALL),
    row("tap-gesture-handler", Control::None, &[], false, WX),
    row("text", Control::None, &[], true, ALL),
    row("textarea", Control::TextField, &[], false, ALL),
    row("video", Control::None, &["src", "poster"], false, ALL),
    plain("view"),
    row("web-view", Control::None, &[], false, ALL),
    row("xr-scene", Control::None, &[], false, WX),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_sorted_so_that_they_are_found() {
        assert!(TABLE.is_sorted_by(|a, b| a.tag < b.tag));
        assert!(find("view").is_some());
        assert!(find("van-button").is_none());
    }
}
