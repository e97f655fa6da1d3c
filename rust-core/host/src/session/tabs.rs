//! The tab bar of the whole program: what app.json says, and what the program changed since, from whichever page.

use super::worker::Worker;
use crate::chrome::{Tab, TabBar};
use minihost_api::{ApiError, TabBarChange};

/// What the program changed. Kept apart from what is drawn, so that another theme or a page without a bar loses nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct TabChanges {
    items: Vec<ItemChange>,
    color: Option<String>,
    selected_color: Option<String>,
    background: Option<String>,
    border: Option<String>,
    hidden: bool,
}

/// What the program changed about one tab.
#[derive(Debug, Clone, Default, PartialEq)]
struct ItemChange {
    text: Option<String>,
    icon: Option<String>,
    selected_icon: Option<String>,
    badge: Option<String>,
    red_dot: bool,
}

/// The bar's line by `borderStyle`.
fn border(style: &str) -> String {
    if style == "white" { "rgba(255,255,255,.2)".into() } else { "rgba(0,0,0,.15)".into() }
}

impl TabChanges {
    /// Takes a change for a bar of so many tabs. Worded as WeChat's base library does.
    fn apply(&mut self, tabs: usize, change: TabBarChange) -> Result<(), ApiError> {
        self.items.resize(tabs, ItemChange::default());
        match change {
            TabBarChange::Visible(visible) => self.hidden = !visible,
            TabBarChange::Badge(index, text) => {
                let item = self.item(index)?;
                item.badge = text;
                // Source: setTabBarBadge and showTabBarRedDot; each takes the place of the other.
                item.red_dot = false;
            }
            TabBarChange::RedDot(index, on) => {
                let item = self.item(index)?;
                item.red_dot = on;
                item.badge = None;
            }
            TabBarChange::Item { index, text, icon, selected_icon } => {
                let item = self.item(index)?;
                item.text = text.or_else(|| item.text.take());
                item.icon = icon.or_else(|| item.icon.take());
                item.selected_icon = selected_icon.or_else(|| item.selected_icon.take());
            }
            TabBarChange::Style { color, selected_color, background_color, border_style } => {
                self.color = color.or_else(|| self.color.take());
                self.selected_color = selected_color.or_else(|| self.selected_color.take());
                self.background = background_color.or_else(|| self.background.take());
                self.border = border_style.as_deref().map(border).or_else(|| self.border.take());
            }
        }
        Ok(())
    }

    fn item(&mut self, index: usize) -> Result<&mut ItemChange, ApiError> {
        self.items.get_mut(index).ok_or_else(|| ApiError::new(format!("tabbar item {index} not found")))
    }
}

impl Worker {
    /// A change by the program, from any page: it shows as soon as a page of the tab bar does.
    pub(super) fn tab_bar(&mut self, change: TabBarChange) -> Result<(), ApiError> {
        let tabs = self.package.app().tab_bar.as_ref().map_or(0, |bar| bar.list.len());
        if tabs == 0 {
            return Err(ApiError::new("not TabBar page"));
        }
        self.tab_changes.apply(tabs, change)?;
        self.refresh_bars();
        Ok(())
    }

    /// The bar below a page; `None` for pages that are no tabs, and while the program hides it.
    pub(super) fn tab_bar_for(&self, path: &str) -> Option<TabBar> {
        let changes = &self.tab_changes;
        let app = self.package.app();
        let selected = app.tab_index(path).filter(|_| !changes.hidden)?;
        let config = app.tab_bar.as_ref()?.themed(self.package.theme(), self.appearance());
        if config.custom || config.at_top {
            return None;
        }
        let or = |changed: &Option<String>, text: &str, default: &str| match changed {
            Some(changed) => changed.clone(),
            None if text.is_empty() => default.to_owned(),
            None => text.to_owned(),
        };
        let untouched = ItemChange::default();
        let tabs = config.list.iter().enumerate().map(|(index, item)| {
            let change = changes.items.get(index).unwrap_or(&untouched);
            Tab {
                page: item.page_path.clone(),
                text: or(&change.text, &item.text, ""),
                icon: or(&change.icon, &item.icon_path, ""),
                selected_icon: or(&change.selected_icon, &item.selected_icon_path, ""),
                badge: change.badge.clone(),
                red_dot: change.red_dot,
            }
        });
        Some(TabBar {
            tabs: tabs.collect(),
            selected,
            color: or(&changes.color, &config.color, "#7f7f7f"),
            selected_color: or(&changes.selected_color, &config.selected_color, "#191919"),
            background: or(
                &changes.background,
                &config.background_color,
                if self.dark() { "#1e1e1e" } else { "#ffffff" },
            ),
            border: changes.border.clone().unwrap_or_else(|| border(&config.border_style)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn badge_and_dot_take_each_others_place() {
        let mut changes = TabChanges::default();
        changes.apply(2, TabBarChange::RedDot(1, true)).expect("a tab");
        changes.apply(2, TabBarChange::Badge(1, Some("5".into()))).expect("a tab");
        assert_eq!((changes.items[1].badge.as_deref(), changes.items[1].red_dot), (Some("5"), false));
        changes.apply(2, TabBarChange::RedDot(1, true)).expect("a tab");
        assert_eq!((changes.items[1].badge.as_deref(), changes.items[1].red_dot), (None, true));
        let fault = changes.apply(2, TabBarChange::Badge(2, None)).expect_err("no such tab");
        assert_eq!(fault.reason, "tabbar item 2 not found");
    }

    #[test]
    fn what_is_not_named_stays() {
        let mut changes = TabChanges::default();
        let item = |text: Option<&str>, icon: Option<&str>| TabBarChange::Item {
            index: 0,
            text: text.map(str::to_owned),
            icon: icon.map(str::to_owned),
            selected_icon: None,
        };
        changes.apply(1, item(Some("New"), None)).expect("a tab");
        changes.apply(1, item(None, Some("a.png"))).expect("a tab");
        assert_eq!(changes.items[0].text.as_deref(), Some("New"));
        assert_eq!(changes.items[0].icon.as_deref(), Some("a.png"));
    }
}
