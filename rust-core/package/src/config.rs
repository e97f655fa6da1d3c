//! `app.json`, page and component files, typed. Unknown keys are kept.

use crate::error::JsonError;
use crate::json::{Document, Fields};
use crate::window::WindowConfig;
use minihost_ports::Problem;
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;

/// Far beyond any program; it keeps the search for a file's subpackage cheap.
const MAX_SUBPACKAGES: usize = 500;

/// What `app.json` says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AppConfig {
    /// Pages of the main package in their order, such as `pages/index/index`.
    pub pages: Vec<String>,
    /// Subpackages in their order.
    pub subpackages: Vec<Subpackage>,
    /// The page that opens first: `entryPagePath`, else the first page.
    pub entry_page: String,
    /// Defaults for every page.
    pub window: WindowConfig,
    /// The tab bar, when there is one.
    pub tab_bar: Option<TabBar>,
    /// Components that every page and component may use: tag to reference. Use [`crate::Package::resolve_component`].
    pub using_components: BTreeMap<String, String>,
    /// Placeholders while a component of another package loads: tag to tag.
    pub component_placeholder: BTreeMap<String, String>,
    /// How long network calls may take.
    pub network_timeout: NetworkTimeout,
    /// `"style": "v2"`: the newer look of the built-in components.
    pub style_v2: bool,
    /// The program has colours for dark mode.
    pub dark_mode: bool,
    /// Where the theme's variables are, such as `theme.json`.
    pub theme_location: Option<String>,
    /// What the program says it asks the user for: scope name to its description object.
    pub permission: Map<String, Json>,
    /// Ids of programs it may open (`navigateToMiniProgramAppIdList`).
    pub jump_targets: Vec<String>,
    /// Everything else, as written.
    pub other: Map<String, Json>,
}

/// A part of the program that platforms load on demand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Subpackage {
    /// Its folder, without slashes at the ends.
    pub root: String,
    /// Its alias; empty when none.
    pub name: String,
    /// Its pages from the program's root, such as `shop/pages/list`.
    pub pages: Vec<String>,
    /// It runs without the main package.
    pub independent: bool,
}

/// The bar of tabs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TabBar {
    /// The tabs from left to right.
    pub list: Vec<TabItem>,
    /// Colour of the texts; empty when not set. May be a theme variable.
    pub color: String,
    /// Colour of the selected text; empty when not set. May be a theme variable.
    pub selected_color: String,
    /// Colour of the bar; empty when not set. May be a theme variable.
    pub background_color: String,
    /// `black` or `white`; empty when not set. May be a theme variable.
    pub border_style: String,
    /// The program draws it itself (`custom-tab-bar/index`).
    pub custom: bool,
    /// It lies at the top.
    pub at_top: bool,
}

/// One tab.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TabItem {
    /// Its page, such as `pages/index/index`.
    pub page_path: String,
    /// Its text.
    pub text: String,
    /// Its icon from the program's root; empty when none. May be a theme variable.
    pub icon_path: String,
    /// Its icon while selected; empty when none. May be a theme variable.
    pub selected_icon_path: String,
}

/// Timeouts in milliseconds; `None` means the dialect's default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NetworkTimeout {
    /// `request`.
    pub request_ms: Option<u32>,
    /// `connectSocket`.
    pub connect_socket_ms: Option<u32>,
    /// `uploadFile`.
    pub upload_file_ms: Option<u32>,
    /// `downloadFile`.
    pub download_file_ms: Option<u32>,
}

/// What a page's json says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PageConfig {
    /// What it overrides of the app's window.
    pub window: WindowConfig,
    /// What it says as a component does.
    pub component: ComponentConfig,
}

/// What a component's json says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ComponentConfig {
    /// `"component": true`.
    pub is_component: bool,
    /// Components it may use: tag to reference.
    pub using_components: BTreeMap<String, String>,
    /// Placeholders while a component of another package loads: tag to tag.
    pub component_placeholder: BTreeMap<String, String>,
    /// Abstract components: name to the reference of its default, if any.
    pub component_generics: BTreeMap<String, Option<String>>,
    /// `isolated`, `apply-shared`, `shared`, `page-…`; `None` when not set.
    pub style_isolation: Option<String>,
    /// Everything else, as written.
    pub other: Map<String, Json>,
}

impl AppConfig {
    /// Every page, those of the main package first.
    pub fn all_pages(&self) -> impl Iterator<Item = &str> {
        let of_subpackages = self.subpackages.iter().flat_map(|subpackage| &subpackage.pages);
        self.pages.iter().chain(of_subpackages).map(String::as_str)
    }

    /// Whether a page is declared.
    pub fn has_page(&self, page: &str) -> bool {
        self.all_pages().any(|declared| declared == page)
    }

    /// The subpackage that a file or page belongs to; `None` for the main package.
    pub fn subpackage_of(&self, path: &str) -> Option<&Subpackage> {
        let inside = |subpackage: &&Subpackage| {
            path.strip_prefix(subpackage.root.as_str()).is_some_and(|rest| rest.starts_with('/'))
        };
        // Roots may not nest on any platform; if they do, the innermost is meant.
        self.subpackages.iter().filter(inside).max_by_key(|subpackage| subpackage.root.len())
    }

    /// The place of a page's tab, from 0.
    pub fn tab_index(&self, page: &str) -> Option<usize> {
        self.tab_bar.as_ref()?.list.iter().position(|item| item.page_path == page)
    }

    pub(crate) fn parse(text: &str) -> Result<(Self, Vec<Problem>), JsonError> {
        let mut doc = Document::new("app.json", text);
        let mut root = doc.parse()?;
        let doc_ref = &mut doc;
        let pages: Vec<String> = root
            .strings(doc_ref, "pages")
            .unwrap_or_default()
            .iter()
            .map(|page| page_path("", page))
            .collect();
        let mut subpackages = read_subpackages(&mut root, doc_ref, "subPackages");
        subpackages.extend(read_subpackages(&mut root, doc_ref, "subpackages"));
        let entry = root.string(doc_ref, "entryPagePath").map(|page| page_path("", &page));
        let mut config = AppConfig {
            entry_page: String::new(),
            window: root
                .object(doc_ref, "window")
                .map(|mut w| WindowConfig::read(&mut w, doc_ref))
                .unwrap_or_default(),
            tab_bar: root.object(doc_ref, "tabBar").map(|bar| read_tab_bar(bar, doc_ref)),
            using_components: root.string_map(doc_ref, "usingComponents"),
            component_placeholder: root.string_map(doc_ref, "componentPlaceholder"),
            network_timeout: read_timeout(&mut root, doc_ref),
            style_v2: root.string(doc_ref, "style").as_deref() == Some("v2"),
            dark_mode: root.boolean(doc_ref, "darkmode").unwrap_or(false),
            theme_location: root.string(doc_ref, "themeLocation").map(|path| plain(&path).to_owned()),
            permission: root.json_map(doc_ref, "permission"),
            jump_targets: root.strings(doc_ref, "navigateToMiniProgramAppIdList").unwrap_or_default(),
            pages,
            subpackages,
            other: root.rest(),
        };
        let first = config.all_pages().next().unwrap_or_default().to_owned();
        config.entry_page = entry.filter(|entry| config.has_page(entry)).unwrap_or(first);
        Ok((config, doc.into_problems()))
    }
}

impl PageConfig {
    /// Reads a page's json; a file that is no JSON at all counts as empty, with a problem.
    pub(crate) fn parse(file: &str, text: &str) -> (Self, Vec<Problem>) {
        let mut doc = Document::new(file, text);
        let mut root = match doc.parse() {
            Ok(root) => root,
            Err(error) => return (PageConfig::default(), vec![problem_of(error)]),
        };
        let window = WindowConfig::read(&mut root, &mut doc);
        let component = ComponentConfig::read(root, &mut doc);
        (PageConfig { window, component }, doc.into_problems())
    }
}

impl ComponentConfig {
    /// Reads a component's json; a file that is no JSON at all counts as empty, with a problem.
    pub(crate) fn parse(file: &str, text: &str) -> (Self, Vec<Problem>) {
        let mut doc = Document::new(file, text);
        match doc.parse() {
            Ok(root) => (ComponentConfig::read(root, &mut doc), doc.into_problems()),
            Err(error) => (ComponentConfig::default(), vec![problem_of(error)]),
        }
    }

    fn read<'t>(mut root: Fields<'t>, doc: &mut Document<'t>) -> Self {
        let default_of = |value: &Json| value.get("default").and_then(Json::as_str).map(str::to_owned);
        let generics = root.json_map(doc, "componentGenerics");
        ComponentConfig {
            is_component: root.boolean(doc, "component").unwrap_or(false),
            using_components: root.string_map(doc, "usingComponents"),
            component_placeholder: root.string_map(doc, "componentPlaceholder"),
            component_generics: generics
                .iter()
                .map(|(name, value)| (name.clone(), default_of(value)))
                .collect(),
            style_isolation: root.string(doc, "styleIsolation"),
            other: root.rest(),
        }
    }
}

pub(crate) fn problem_of(error: JsonError) -> Problem {
    Problem::new(minihost_ports::ProblemKind::Json, error.message).at(error.file, error.line, error.column)
}

/// A path as programs write it, without the decorations that platforms ignore.
fn plain(path: &str) -> &str {
    let path = path.trim();
    path.trim_start_matches("./").trim_start_matches('/').trim_end_matches('/')
}

/// A page's path from the program's root.
fn page_path(root: &str, page: &str) -> String {
    let page = plain(page);
    if root.is_empty() { page.to_owned() } else { format!("{root}/{page}") }
}

fn read_subpackages<'t>(root: &mut Fields<'t>, doc: &mut Document<'t>, name: &str) -> Vec<Subpackage> {
    let mut items = root.objects(doc, name).unwrap_or_default();
    if let Some((_, offset)) = items.get(MAX_SUBPACKAGES) {
        doc.warn(*offset, format!("there are more than {MAX_SUBPACKAGES} subpackages; the rest is ignored"));
        items.truncate(MAX_SUBPACKAGES);
    }
    let read = items.into_iter().filter_map(|(mut item, offset)| {
        let Some(folder) =
            item.string(doc, "root").map(|root| plain(&root).to_owned()).filter(|r| !r.is_empty())
        else {
            doc.warn(offset, "a subpackage needs a \"root\"; this one is ignored".to_owned());
            return None;
        };
        let pages = item.strings(doc, "pages").unwrap_or_default();
        Some(Subpackage {
            name: item.string(doc, "name").unwrap_or_default(),
            pages: pages.iter().map(|page| page_path(&folder, page)).collect(),
            independent: item.boolean(doc, "independent").unwrap_or(false),
            root: folder,
        })
    });
    read.collect()
}

fn read_tab_bar<'t>(mut bar: Fields<'t>, doc: &mut Document<'t>) -> TabBar {
    let mut text = |doc: &mut Document<'t>, name| bar.string(doc, name).unwrap_or_default();
    let (color, selected_color) = (text(doc, "color"), text(doc, "selectedColor"));
    let (background_color, border_style) = (text(doc, "backgroundColor"), text(doc, "borderStyle"));
    let at_top = text(doc, "position") == "top";
    let items = bar.objects(doc, "list").unwrap_or_default().into_iter().map(|(mut item, _)| {
        let mut text = |name| item.string(doc, name).unwrap_or_default();
        TabItem {
            page_path: plain(&text("pagePath")).to_owned(),
            text: text("text"),
            icon_path: plain(&text("iconPath")).to_owned(),
            selected_icon_path: plain(&text("selectedIconPath")).to_owned(),
        }
    });
    let list = items.collect();
    let custom = bar.boolean(doc, "custom").unwrap_or(false);
    TabBar { list, color, selected_color, background_color, border_style, custom, at_top }
}

fn read_timeout<'t>(root: &mut Fields<'t>, doc: &mut Document<'t>) -> NetworkTimeout {
    let Some(mut fields) = root.object(doc, "networkTimeout") else { return NetworkTimeout::default() };
    let mut ms = |name| fields.number(doc, name).filter(|ms| *ms > 0.0).map(|ms| ms as u32);
    NetworkTimeout {
        request_ms: ms("request"),
        connect_socket_ms: ms("connectSocket"),
        upload_file_ms: ms("uploadFile"),
        download_file_ms: ms("downloadFile"),
    }
}
