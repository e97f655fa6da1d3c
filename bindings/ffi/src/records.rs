//! Plain values that cross. Their conversions are in `convert`.

/// The language of the core's own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum UiLanguage {
    /// English.
    En,
    /// Simplified Chinese.
    Zh,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum UiAppearance {
    /// Dark text on light ground.
    Light,
    /// Light text on dark ground.
    Dark,
}

/// The flavour of a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum DialectKind {
    /// WeChat, `wx.`
    WeChat,
    /// ByteDance (Douyin, Toutiao), `tt.`
    ByteDance,
    /// Alipay (Amap, Ele.me), `my.`
    Alipay,
    /// Baidu, `swan.`
    Baidu,
}

/// Which app embeds Minihost.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct HostApp {
    /// Stable technical name, such as `com.example.shortvideo`.
    pub id: String,
    /// The app's name as its users know it.
    pub name: String,
    /// The app's version, as `1.2.3`.
    pub version: String,
}

/// When the settings entry shows.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct RolloutPolicy {
    /// Lowest app version that shows it, as `1.2.0`; empty for any.
    #[uniffi(default = "")]
    pub min_host_version: String,
    /// Milliseconds since 1970 UTC from which it shows; 0 for always.
    #[uniffi(default = 0)]
    pub starts_at_ms: u64,
    /// How many of a hundred installations show it.
    #[uniffi(default = 100)]
    pub rollout_percent: u8,
    /// Only once a program was used.
    #[uniffi(default = false)]
    pub only_when_used: bool,
}

/// Limits of one program.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ProgramCaps {
    /// Whole package, in bytes.
    #[uniffi(default = 10485760)]
    pub package_bytes: u64,
    /// JavaScript heap, in bytes.
    #[uniffi(default = 134217728)]
    pub heap_bytes: u64,
    /// Longest single run of a script, in milliseconds.
    #[uniffi(default = 5000)]
    pub task_ms: u64,
}

/// The settings row as it is now.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct EntryState {
    /// Show it at all.
    pub visible: bool,
    /// Its title, in the asked language.
    pub title: String,
    /// How many programs were used, in words; empty when none was.
    pub subtitle: String,
    /// How many programs were used.
    pub used_count: u32,
}

/// One row of "mini programs you've used".
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct UsedRow {
    /// The program's id.
    pub id: String,
    /// Its name in the asked language.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Who publishes it; empty when not known.
    pub publisher: String,
    /// Its dialect.
    pub dialect: DialectKind,
    /// Last use, in milliseconds since 1970 UTC.
    pub last_used_ms: u64,
    /// The user keeps it on top.
    pub pinned: bool,
}

/// One program on offer.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct CatalogRow {
    /// The program's id.
    pub id: String,
    /// Its name in the asked language.
    pub name: String,
    /// What it does, in the asked language.
    pub description: String,
    /// Its version.
    pub version: String,
    /// Who publishes it; empty when not known.
    pub publisher: String,
    /// Its dialect.
    pub dialect: DialectKind,
}

/// What lists show of a program that the app installs itself.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PackageInfo {
    /// The program's id: 1 to 128 ASCII letters, digits, `.`, `_` and `-`, not beginning with a dot.
    pub id: String,
    /// Name in English, or the only one; empty takes the id.
    #[uniffi(default = "")]
    pub name: String,
    /// Name in Chinese; empty takes `name`.
    #[uniffi(default = "")]
    pub name_zh: String,
    /// Version as its publisher writes it.
    #[uniffi(default = "")]
    pub version: String,
    /// Who publishes it.
    #[uniffi(default = "")]
    pub publisher: String,
    /// PNG or SVG bytes; empty for none.
    pub icon: Vec<u8>,
}

/// A screen or window that a program is shown on. Lengths are logical pixels.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct ScreenSpec {
    /// Width.
    pub width: f32,
    /// Height, with status bar and safe areas.
    pub height: f32,
    /// Device pixels per logical pixel.
    pub pixel_ratio: f32,
    /// What notches, the status bar and home indicators cover.
    pub safe_area: ScreenEdges,
    /// The user's text size: 1.0 is the platform's default.
    pub font_scale: f32,
    /// Light or dark.
    pub appearance: UiAppearance,
    /// Language of the core's own words.
    pub language: UiLanguage,
}

/// Distances from a screen's edges, in logical pixels.
#[derive(Debug, Clone, Copy, PartialEq, uniffi::Record)]
pub struct ScreenEdges {
    /// From the top.
    pub top: f32,
    /// From the right.
    pub right: f32,
    /// From the bottom.
    pub bottom: f32,
    /// From the left.
    pub left: f32,
}

/// How to open a program.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct OpenRequest {
    /// What it is shown on.
    pub screen: ScreenSpec,
    /// Page with a query; empty is the program's first page.
    #[uniffi(default = "")]
    pub path: String,
    /// Query for the first page and for `onLaunch`, as `a=1&b=2`.
    #[uniffi(default = "")]
    pub query: String,
    /// Scene number, as the dialect documents it; 0 is 1001, the list of used programs.
    #[uniffi(default = 0)]
    pub scene: u32,
}

/// What happened in a native text field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum FieldAction {
    /// It got the keyboard.
    Focused,
    /// It lost the keyboard.
    Blurred,
    /// The return key.
    Confirmed,
}

/// How bad a finding about a program is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum ProblemSeverity {
    /// The program goes on as its author meant.
    Hint,
    /// Something is missing or ignored; the page goes on.
    Warning,
    /// A file, a component or a handler does not work; the rest of the page goes on.
    Broken,
}

/// One finding about a program, for its author.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ProgramProblem {
    /// The kind: `exception`, `script`, `template`, `style`, `json`, `missing-file`, `unknown-component`, `unsupported-api`, `limit`.
    pub kind: String,
    /// How bad.
    pub severity: ProblemSeverity,
    /// One sentence in English.
    pub message: String,
    /// Path from the package's root; empty when no file is to blame.
    pub file: String,
    /// Line, from 1; 0 when unknown.
    pub line: u32,
    /// Column in characters, from 1; 0 when unknown.
    pub column: u32,
}

/// Pixels of a picture: premultiplied RGBA8, `width * height * 4` bytes, top row first.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PixelImage {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// The bytes.
    pub rgba: Vec<u8>,
}
