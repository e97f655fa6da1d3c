//! A page's window: navigation bar, background, pull to refresh; and the theme's variables in it.

use crate::config::TabBar;
use crate::json::{Document, Fields};
use minihost_ports::{Appearance, Problem};
use std::collections::BTreeMap;

/// What `window` in `app.json` or a page's own json sets. `None` is "not set". Colours and pictures may be theme variables
/// (`@name`) until [`WindowConfig::themed`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WindowConfig {
    /// `navigationBarTitleText`.
    pub navigation_bar_title_text: Option<String>,
    /// `navigationBarBackgroundColor`.
    pub navigation_bar_background_color: Option<String>,
    /// `navigationBarTextStyle`: `white` or `black`.
    pub navigation_bar_text_style: Option<String>,
    /// `navigationStyle`: `default` or `custom`.
    pub navigation_style: Option<String>,
    /// `transparentTitle` (ByteDance): `none`, `always` or `auto`.
    pub transparent_title: Option<String>,
    /// `homeButton`.
    pub home_button: Option<bool>,
    /// `backgroundColor`: behind the page while it is pulled.
    pub background_color: Option<String>,
    /// `backgroundColorTop`.
    pub background_color_top: Option<String>,
    /// `backgroundColorBottom`.
    pub background_color_bottom: Option<String>,
    /// `backgroundColorContent`: behind the page's content.
    pub background_color_content: Option<String>,
    /// `backgroundTextStyle`: `dark` or `light`.
    pub background_text_style: Option<String>,
    /// `enablePullDownRefresh`.
    pub enable_pull_down_refresh: Option<bool>,
    /// `onReachBottomDistance` in logical pixels.
    pub on_reach_bottom_distance: Option<f64>,
    /// `pageOrientation`: `portrait`, `landscape` or `auto`.
    pub page_orientation: Option<String>,
    /// `disableScroll`: the page as a whole does not scroll.
    pub disable_scroll: Option<bool>,
}

impl WindowConfig {
    pub(crate) fn read<'t>(fields: &mut Fields<'t>, doc: &mut Document<'t>) -> Self {
        WindowConfig {
            navigation_bar_title_text: fields.string(doc, "navigationBarTitleText"),
            navigation_bar_background_color: fields.string(doc, "navigationBarBackgroundColor"),
            navigation_bar_text_style: fields.string(doc, "navigationBarTextStyle"),
            navigation_style: fields.string(doc, "navigationStyle"),
            transparent_title: fields.string(doc, "transparentTitle"),
            home_button: fields.boolean(doc, "homeButton"),
            background_color: fields.string(doc, "backgroundColor"),
            background_color_top: fields.string(doc, "backgroundColorTop"),
            background_color_bottom: fields.string(doc, "backgroundColorBottom"),
            background_color_content: fields.string(doc, "backgroundColorContent"),
            background_text_style: fields.string(doc, "backgroundTextStyle"),
            enable_pull_down_refresh: fields.boolean(doc, "enablePullDownRefresh"),
            on_reach_bottom_distance: fields.number(doc, "onReachBottomDistance"),
            page_orientation: fields.string(doc, "pageOrientation"),
            disable_scroll: fields.boolean(doc, "disableScroll"),
        }
    }

    /// This window, with what it leaves open taken from `base`: a page's over the app's.
    #[must_use]
    pub fn over(&self, base: &WindowConfig) -> WindowConfig {
        let text = |own: &Option<String>, base: &Option<String>| own.clone().or_else(|| base.clone());
        WindowConfig {
            navigation_bar_title_text: text(&self.navigation_bar_title_text, &base.navigation_bar_title_text),
            navigation_bar_background_color: text(
                &self.navigation_bar_background_color,
                &base.navigation_bar_background_color,
            ),
            navigation_bar_text_style: text(&self.navigation_bar_text_style, &base.navigation_bar_text_style),
            navigation_style: text(&self.navigation_style, &base.navigation_style),
            transparent_title: text(&self.transparent_title, &base.transparent_title),
            home_button: self.home_button.or(base.home_button),
            background_color: text(&self.background_color, &base.background_color),
            background_color_top: text(&self.background_color_top, &base.background_color_top),
            background_color_bottom: text(&self.background_color_bottom, &base.background_color_bottom),
            background_color_content: text(&self.background_color_content, &base.background_color_content),
            background_text_style: text(&self.background_text_style, &base.background_text_style),
            enable_pull_down_refresh: self.enable_pull_down_refresh.or(base.enable_pull_down_refresh),
            on_reach_bottom_distance: self.on_reach_bottom_distance.or(base.on_reach_bottom_distance),
            page_orientation: text(&self.page_orientation, &base.page_orientation),
            disable_scroll: self.disable_scroll.or(base.disable_scroll),
        }
    }

    /// This window with theme variables replaced; an unknown variable counts as not set.
    #[must_use]
    pub fn themed(&self, theme: &Theme, appearance: Appearance) -> WindowConfig {
        let mut themed = self.clone();
        for value in [
            &mut themed.navigation_bar_background_color,
            &mut themed.navigation_bar_text_style,
            &mut themed.background_color,
            &mut themed.background_color_top,
            &mut themed.background_color_bottom,
            &mut themed.background_color_content,
            &mut themed.background_text_style,
        ] {
            *value = value.take().and_then(|value| theme.resolve(&value, appearance).map(str::to_owned));
        }
        themed
    }
}

impl TabBar {
    /// This bar with theme variables replaced; an unknown variable counts as not set.
    #[must_use]
    pub fn themed(&self, theme: &Theme, appearance: Appearance) -> TabBar {
        let mut themed = self.clone();
        let resolve = |value: &mut String| {
            if value.starts_with('@') {
                *value = theme.resolve(value, appearance).unwrap_or_default().to_owned();
            }
        };
        for value in [
            &mut themed.color,
            &mut themed.selected_color,
            &mut themed.background_color,
            &mut themed.border_style,
        ] {
            resolve(value);
        }
        for item in &mut themed.list {
            for path in [&mut item.icon_path, &mut item.selected_icon_path] {
                resolve(path);
                *path = path.trim_start_matches("./").trim_start_matches('/').to_owned();
            }
        }
        themed
    }
}

/// The variables of `theme.json`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Theme {
    /// Values in light mode.
    pub light: BTreeMap<String, String>,
    /// Values in dark mode.
    pub dark: BTreeMap<String, String>,
}

impl Theme {
    /// The value as written, or that of the variable it names; `None` when there is no such variable. A variable that is
    /// only set for light mode keeps that value in dark mode.
    pub fn resolve<'a>(&'a self, value: &'a str, appearance: Appearance) -> Option<&'a str> {
        let Some(name) = value.strip_prefix('@') else { return Some(value) };
        let dark = if appearance == Appearance::Dark { self.dark.get(name) } else { None };
        dark.or_else(|| self.light.get(name)).map(String::as_str)
    }

    pub(crate) fn parse(file: &str, text: &str) -> (Self, Vec<Problem>) {
        let mut doc = Document::new(file, text);
        match doc.parse() {
            Ok(mut root) => {
                let light = root.string_map(&mut doc, "light");
                let dark = root.string_map(&mut doc, "dark");
                (Theme { light, dark }, doc.into_problems())
            }
            Err(error) => (Theme::default(), vec![crate::config::problem_of(error)]),
        }
    }
}
