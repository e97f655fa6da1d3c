//! What the API asks of the session that runs the program.

use crate::{ApiError, ApiState, NavigationRequest, Observation, Query};
use minihost_ports::{ActionSheet, HttpRequest, Link, Modal, Toast};
use minihost_value::Value;

/// A change of the navigation bar.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TitleBarChange {
    /// New title.
    pub title: Option<String>,
    /// `#ffffff` or `#000000`: colour of title and buttons.
    pub front_color: Option<String>,
    /// Background, `#rrggbb`.
    pub background_color: Option<String>,
    /// Show or hide the turning wheel beside the title.
    pub loading: Option<bool>,
    /// Hide the home button.
    pub hide_home_button: bool,
}

/// A change of the tab bar.
#[derive(Debug, Clone, PartialEq)]
pub enum TabBarChange {
    /// Show or hide the bar.
    Visible(bool),
    /// Text on an item's badge; `None` takes it away.
    Badge(usize, Option<String>),
    /// A red dot on an item.
    RedDot(usize, bool),
    /// An item's text and icons; what is `None` stays.
    Item {
        /// Which item.
        index: usize,
        /// Text.
        text: Option<String>,
        /// Icon path.
        icon: Option<String>,
        /// Icon path while selected.
        selected_icon: Option<String>,
    },
    /// Colours; what is `None` stays.
    Style {
        /// Text.
        color: Option<String>,
        /// Text of the selected item.
        selected_color: Option<String>,
        /// Ground.
        background_color: Option<String>,
        /// `black` or `white`.
        border_style: Option<String>,
    },
}

/// Something that is drawn around or above the page.
#[derive(Debug, Clone, PartialEq)]
pub enum ChromeCommand {
    /// Shows a toast, or hides it.
    Toast(Option<Toast>),
    /// Changes the navigation bar of the page on top.
    TitleBar(TitleBarChange),
    /// Changes the tab bar.
    TabBar(TabBarChange),
    /// Starts or stops the pull-down-refresh notice of the page on top.
    PullDownRefresh(bool),
    /// Takes the focus away from an input.
    HideKeyboard,
    /// Scrolls the page on top to this offset in logical pixels, in so many milliseconds.
    ScrollPage {
        /// Offset from the page's top.
        top: f32,
        /// Duration.
        duration_ms: u32,
    },
    /// `setBackgroundColor`: colours behind the page.
    Background(String),
    /// `setBackgroundTextStyle`: `dark` or `light`.
    BackgroundText(String),
}

/// What becomes of an answer's body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResponseBody {
    /// `data`: text.
    Text,
    /// `data`: one character for each byte.
    Bytes,
    /// `tempFilePath`: a temporary file.
    TempFile,
}

/// Which canvas a program draws on.
#[derive(Debug, Clone, PartialEq)]
pub enum CanvasTarget {
    /// A page's node, which a query found.
    Node(u32, u64),
    /// One that is on no page, by its number.
    Offscreen(u32),
    /// By `canvas-id` or `id`, in a component or (0) the page on top.
    Named(u64, String),
}

/// What a program drew, see `js/canvas.js`.
#[derive(Debug, Clone, Copy)]
pub struct CanvasStrokes<'a> {
    /// The canvas is empty before.
    pub reset: bool,
    /// Its own size, if it has one.
    pub size: Option<(f32, f32)>,
    /// The list of commands.
    pub commands: &'a Value,
}

/// A font that `loadFontFace` asks for; texts as the program gave them.
#[derive(Debug, Clone, PartialEq)]
pub struct FontRequest {
    /// What `font-family` is to call it.
    pub family: String,
    /// As `src` of `@font-face` has it.
    pub source: String,
    /// As `font-weight` has it; empty if not said.
    pub weight: String,
    /// As `font-style` has it; empty if not said.
    pub style: String,
    /// For all pages from now on, not only for the one on top.
    pub global: bool,
}

/// The session as the API sees it. All calls are on the session's thread, outside of any script.
///
/// Methods that take `call` answer later (or at once) by [`Shell::reply`] with that number.
pub trait Shell {
    /// What sync rows read, too.
    fn state(&self) -> &ApiState;

    /// Ends a call: runs `success` or `fail`, then `complete`.
    fn reply(&mut self, call: u32, answer: Result<Value, ApiError>);

    /// Changes the page stack.
    fn navigate(&mut self, call: u32, request: NavigationRequest);

    /// Draws something around or above the page.
    ///
    /// # Errors
    /// The page has no such part, such as a tab bar.
    fn chrome(&mut self, command: ChromeCommand) -> Result<(), ApiError>;

    /// Asks a question; answers `{confirm, cancel, content}`.
    fn modal(&mut self, call: u32, modal: Modal);

    /// Offers items; answers `{tapIndex}` or fails with `cancel`.
    fn action_sheet(&mut self, call: u32, sheet: ActionSheet);

    /// Sends a request after the policy allowed it, follows redirects that it allows, and answers `{statusCode, header, cookies}` with what
    /// `body` says.
    fn request(&mut self, call: u32, request: HttpRequest, body: ResponseBody);

    /// Looks at a picture; answers `{width, height, path, orientation, type}`.
    fn image_info(&mut self, call: u32, src: &str);

    /// Which canvas a name means at present; a target that is no name is given back.
    fn find_canvas(&mut self, target: CanvasTarget) -> Option<CanvasTarget>;

    /// Loads a font for the program's pages; answers `{status}`.
    fn load_font(&mut self, call: u32, font: FontRequest);

    /// Gives up on a request; its call fails with `abort`.
    fn abort(&mut self, call: u32);

    /// Asks the link policy.
    ///
    /// # Errors
    /// The reason of the refusal.
    fn vet(&self, link: &Link) -> Result<(), ApiError>;

    /// Plays key frames on elements, or stops what is played on them: `component`, `selector`, `frames`, `duration` as `api.js` gives them.
    fn play_animation(&mut self, options: &Value);

    /// Measures nodes; one value per query.
    fn query(&mut self, queries: &[Query]) -> Vec<Value>;

    /// Watches where nodes are; what comes of it goes to the script function `apiIntersection`.
    fn observe(&mut self, observation: Observation);

    /// Ends the observation of an observer.
    fn disconnect(&mut self, observer: u32);

    /// Reads the clipboard; answers `{data}`.
    fn clipboard(&mut self, call: u32);

    /// Closes the program.
    fn exit(&mut self);
}
