//! Which built-in components `canIUse` speaks for.

use minihost_ports::Dialect;

/// Tags that are known and shown as an empty box or as an icon with a name, because they need a device, a vendor's service or a player that
/// hosts do not have yet.
pub const PLACEHOLDERS: &[&str] = &[
    "ad",
    "ad-custom",
    "audio",
    "aweme-data",
    "aweme-user-card",
    "camera",
    "channel-live",
    "channel-video",
    "double-tap-gesture-handler",
    "draggable-sheet",
    "editor",
    "functional-page-navigator",
    "grid-builder",
    "horizontal-drag-gesture-handler",
    "keyboard-accessory",
    "list-builder",
    "live-player",
    "live-pusher",
    "long-press-gesture-handler",
    "map",
    "native-component",
    "official-account",
    "open-container",
    "open-data",
    "open-data-list",
    "pan-gesture-handler",
    "pay-button",
    "rate-button",
    "share-element",
    "snapshot",
    "tap-gesture-handler",
    "video",
    "web-view",
    "xr-scene",
];

/// Tags of a dialect that do what they are for.
pub fn components(dialect: Dialect) -> impl Iterator<Item = &'static str> {
    minihost_view::builtin_tags()
        .filter(move |row| row.dialects.contains(&dialect) && !PLACEHOLDERS.contains(&row.tag))
        .map(|row| row.tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_tags() {
        for tag in PLACEHOLDERS {
            assert!(minihost_view::builtin_tags().any(|row| row.tag == *tag), "<{tag}> is no built-in tag");
        }
        assert!(components(Dialect::WeChat).any(|tag| tag == "view"));
    }
}
