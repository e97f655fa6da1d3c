//! What the view needs from the layers around it.

use minihost_ports::Problem;
use minihost_script::{Bridge, Engine};
use minihost_syntax::DialectTable;
use minihost_tree::NodeId;
use minihost_value::Value;
use std::rc::Rc;

/// A page of one [`crate::View`]. Never used twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PageId(pub u32);

/// A live component or page instance. Never used twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct InstanceId(pub u32);

/// The program's files and their json, as the package knows them. Paths are from the package's root, without a leading slash.
pub trait Resources {
    /// The text of a file; `None` if it is not there or no text.
    fn read_text(&self, path: &str) -> Option<String>;
    /// Whether the file is there.
    fn exists(&self, path: &str) -> bool;
    /// The component that `reference` (from `usingComponents`) means in `owner_file`: its path without extension, with npm
    /// folders searched. `None` if there is no such component.
    fn component(&self, owner_file: &str, reference: &str) -> Option<String>;
    /// The json of a page or component (`path` without extension), the application's `usingComponents` not included.
    fn config(&self, path: &str) -> ComponentConfig;
    /// The application's `usingComponents`: name and reference, to be resolved from `app.json`.
    fn app_components(&self) -> Vec<(String, String)>;
}

/// What a page's or component's json says about components.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ComponentConfig {
    /// `usingComponents`: tag and reference, in order.
    pub using: Vec<(String, String)>,
    /// `component`
    pub component: bool,
    /// `styleIsolation`; empty when not said.
    pub style_isolation: String,
    /// `componentGenerics`: name and the default's reference.
    pub generics: Vec<(String, Option<String>)>,
    /// `componentPlaceholder`: tag and the tag that stands in while (here: when) the component is missing.
    pub placeholder: Vec<(String, String)>,
}

/// What a program wants from whoever shows its pages. All calls come on the session's thread, from within other calls of the
/// view; an implementation takes a note and acts later.
pub trait ViewHost {
    /// A `<navigator>` was tapped.
    fn navigate(&self, page: PageId, request: Navigation);
    /// A native control asks for something that only the host can do, such as a picker or a button with `open-type`. The host
    /// answers by [`crate::View::dispatch`]ing an event to the node.
    fn request(&self, page: PageId, node: NodeId, request: ControlRequest);
    /// Left and top of a node in its page, in logical pixels, for `offsetLeft` and `offsetTop` of event targets.
    fn offset(&self, page: PageId, node: NodeId) -> (f64, f64) {
        let _ = (page, node);
        (0.0, 0.0)
    }
}

/// A `<navigator>`'s wish.
#[derive(Debug, Clone, PartialEq)]
pub struct Navigation {
    /// `navigate`, `redirect`, `switchTab`, `reLaunch`, `navigateBack` or `exit`.
    pub open_type: String,
    /// Where to, from the package's root without a leading slash, with its query; empty for `navigateBack` and `exit`.
    pub url: String,
    /// How many pages back.
    pub delta: u32,
    /// `self` or `miniProgram`.
    pub target: String,
    /// The other program's id and page, for `miniProgram`.
    pub app_id: String,
    /// The other program's page.
    pub path: String,
}

/// What a control asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum ControlRequest {
    /// A button with `open-type` was tapped (`share`, `getPhoneNumber`, `contact` …).
    OpenType(String),
    /// A picker was tapped; its attributes say what to show.
    Picker,
    /// A text control wants the keyboard (a label was tapped, `focus` became true).
    Focus,
    /// A text control lets the keyboard go.
    Blur,
    /// The control's text is now this, whatever the user typed meanwhile.
    SetText(String),
}

/// The parts of a [`crate::View`].
pub struct ViewConfig {
    /// The program's JavaScript, without runtime scripts so far.
    pub engine: Rc<Engine>,
    /// The program's dialect.
    pub table: &'static DialectTable,
    /// Its files.
    pub resources: Rc<dyn Resources>,
    /// Where findings go.
    pub problems: Rc<dyn Fn(Problem)>,
    /// Who shows the pages.
    pub host: Rc<dyn ViewHost>,
    /// Further bridge operations, of the API. Their numbers in [`ViewConfig::extra_bridge`] begin at 0.
    pub extra_ops: &'static [&'static str],
    /// Who answers them.
    pub extra_bridge: Option<Rc<dyn Bridge>>,
    /// Runtime scripts that run after the component runtime: name and source.
    pub extra_scripts: Vec<(&'static str, &'static str)>,
}

/// What a finger does to a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TouchState {
    /// It came down.
    Down,
    /// It went up.
    Up,
    /// Something else took it over, such as scrolling.
    Cancelled,
}

/// An event from outside: a touch that became a tap, text that was typed, a picture that was loaded.
#[derive(Debug, Clone, Default)]
pub struct UiEvent {
    /// Its name: `tap`, `touchstart`, `input`, `scroll`, `load` …
    pub name: String,
    /// `detail`, such as `{x, y}` of a tap or `{value, cursor}` of an input.
    pub detail: Value,
    /// `touches`: an array, or `Undefined` for events without.
    pub touches: Value,
    /// `changedTouches`
    pub changed_touches: Value,
    /// Whether it bubbles: touch events do, `input`, `load` and the like do not.
    pub bubbles: bool,
    /// Milliseconds since the program was started.
    pub time_ms: f64,
}
