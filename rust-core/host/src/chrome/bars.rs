//! Navigation bar, capsule and tab bar.

use super::builder::{act, element, label, spinner, view};
use super::metrics::{NAVIGATION_BAR_HEIGHT, REFRESH_HEIGHT, TAB_BAR_HEIGHT, metrics};
use super::{Action, Chrome, ChromeEnv, TabBar, TitleBar};
use crate::strings::{Text, text};
use minihost_tree::{NodeId, Tree};
use minihost_value::Value;

pub(super) fn build(chrome: &Chrome, env: &ChromeEnv) -> Tree {
    let mut tree = Tree::new("chrome");
    let root = tree.root();
    if let Some(refresh) = chrome.refresh {
        let top = metrics(chrome, &env.screen).top;
        refreshing(&mut tree, root, top, refresh.white, env);
    }
    if let Some(bar) = &chrome.title_bar {
        title_bar(&mut tree, root, bar, env);
        capsule(&mut tree, root, bar, chrome, env);
    }
    if let Some(bar) = &chrome.tab_bar {
        tab_bar(&mut tree, root, bar, env);
    }
    tree
}

fn title_bar(tree: &mut Tree, root: NodeId, bar: &TitleBar, env: &ChromeEnv) {
    let tone = if bar.white_text { "white" } else { "black" };
    let top = env.screen.safe_area.top;
    let ground = view(tree, root, &format!("title-bar {tone}"));
    let height = NAVIGATION_BAR_HEIGHT + top;
    if bar.custom {
        // The page draws here; only the buttons stand above it.
        tree.set_style(ground, &format!("height:{height}px;padding-top:{top}px;pointer-events:none"));
    } else {
        tree.set_style(
            ground,
            &format!("height:{height}px;padding-top:{top}px;background:{}", css_color(&bar.background)),
        );
        act(tree, ground, Action::Nothing, "");
    }
    if bar.can_go_back {
        let button = view(tree, ground, "title-button");
        view(tree, button, "arrow");
        act(tree, button, Action::Back, text(Text::Back, env.locale()));
    } else if bar.shows_home {
        let button = view(tree, ground, "title-button");
        view(tree, button, "home-roof");
        view(tree, button, "home-wall");
        act(tree, button, Action::Home, text(Text::Home, env.locale()));
    }
    if !bar.custom {
        let middle = view(tree, ground, "title");
        if bar.loading {
            spinner(tree, middle, "title-wheel");
        }
        label(tree, middle, "title-text", &bar.title);
    }
}

/// A wheel, in the colour that the page's ground asks for.
fn refreshing(tree: &mut Tree, root: NodeId, top: f32, white: bool, env: &ChromeEnv) {
    let ground = view(tree, root, if white { "refresh white" } else { "refresh black" });
    tree.set_style(ground, &format!("top:{top}px;height:{REFRESH_HEIGHT}px"));
    tree.set_attribute(ground, "aria-label", Value::from(text(Text::Refreshing, env.locale())));
    tree.set_attribute(ground, "aria-role", Value::from("progressbar"));
    spinner(tree, ground, "");
}

fn capsule(tree: &mut Tree, root: NodeId, bar: &TitleBar, chrome: &Chrome, env: &ChromeEnv) {
    let (left, top, width, height) = metrics(chrome, &env.screen).capsule;
    let tone = if bar.white_text { "white" } else { "black" };
    let capsule = view(tree, root, &format!("capsule {tone}"));
    tree.set_style(capsule, &format!("left:{left}px;top:{top}px;width:{width}px;height:{height}px"));
    let menu = view(tree, capsule, "capsule-half");
    for class in ["dot small", "dot", "dot small"] {
        view(tree, menu, class);
    }
    act(tree, menu, Action::Menu, text(Text::CapsuleMenu, env.locale()));
    view(tree, capsule, "capsule-line");
    let close = view(tree, capsule, "capsule-half");
    let ring = view(tree, close, "ring");
    view(tree, ring, "ring-dot");
    act(tree, close, Action::Close, text(Text::CapsuleClose, env.locale()));
}

fn tab_bar(tree: &mut Tree, root: NodeId, bar: &TabBar, env: &ChromeEnv) {
    let bottom = env.screen.safe_area.bottom;
    let ground = view(tree, root, "tab-bar");
    tree.set_style(
        ground,
        &format!(
            "height:{}px;padding-bottom:{bottom}px;background:{};border-top-color:{}",
            TAB_BAR_HEIGHT + bottom,
            css_color(&bar.background),
            css_color(&bar.border)
        ),
    );
    act(tree, ground, Action::Nothing, "");
    for (index, tab) in bar.tabs.iter().enumerate() {
        let selected = index == bar.selected;
        let item = view(tree, ground, "tab");
        act(tree, item, Action::Tab(index), &tab.text);
        let icon = if selected && !tab.selected_icon.is_empty() { &tab.selected_icon } else { &tab.icon };
        if !icon.is_empty() {
            let image = element(tree, item, "image", "tab-icon");
            tree.set_attribute(image, "src", Value::from(format!("/{}", icon.trim_start_matches('/'))));
            tree.set_attribute(image, "mode", Value::from("aspectFit"));
        }
        let words = label(tree, item, if icon.is_empty() { "tab-text alone" } else { "tab-text" }, &tab.text);
        let color = if selected { &bar.selected_color } else { &bar.color };
        tree.set_style(words, &format!("color:{}", css_color(color)));
        match (&tab.badge, tab.red_dot) {
            (Some(badge), _) => {
                let shown: String = badge.chars().take(4).collect();
                let pill = view(tree, item, "badge");
                label(tree, pill, "badge-text", &shown);
            }
            (None, true) => {
                view(tree, item, "red-dot");
            }
            (None, false) => {}
        }
    }
}

/// A colour that a package or a program named: only what colours are made of goes into the style text.
fn css_color(text: &str) -> &str {
    let safe = text
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'#' | b'(' | b')' | b',' | b'.' | b'%' | b' '));
    if safe { text } else { "transparent" }
}

#[cfg(test)]
mod tests {
    use super::css_color;

    #[test]
    fn colours_cannot_smuggle_declarations() {
        assert_eq!(css_color("#fff"), "#fff");
        assert_eq!(css_color("rgba(0, 0, 0, .5)"), "rgba(0, 0, 0, .5)");
        assert_eq!(css_color("red;height:9999px"), "transparent");
        assert_eq!(css_color("url(\"/x\")"), "transparent");
    }
}
