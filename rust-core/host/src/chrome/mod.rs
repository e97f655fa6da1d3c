//! What the core draws around and above a page: navigation bar, capsule, tab bar, toast, questions. Drawn as render trees with the same
//! pipeline as pages, so they look alike on every host; they are above the page's surface and hit first, so a program can
//! neither cover nor imitate the capsule.

mod bars;
mod builder;
mod metrics;
mod overlay;
mod wheels;

pub use metrics::{REFRESH_HEIGHT, WHEEL_ROW, metrics};
pub use wheels::{Unit, Wheels};

use minihost_ports::{ActionSheet, Appearance, Locale, Modal, Screen, Toast};
use minihost_tree::Tree;

/// The looks of all parts.
pub const CHROME_CSS: &str = include_str!("chrome.css");

/// What a touch on a part means. Kept in the node's associated number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// The arrow.
    Back,
    /// The house.
    Home,
    /// The capsule's left half.
    Menu,
    /// The capsule's right half.
    Close,
    /// A tab.
    Tab(usize),
    /// The modal's agreeing button.
    Confirm,
    /// The modal's declining button.
    Decline,
    /// An item of the action sheet.
    Item(usize),
    /// The ground behind an action sheet, or its last row.
    CancelSheet,
    /// A picker's agreeing button.
    ConfirmPicker,
    /// A picker's declining button, or the ground behind it.
    CancelPicker,
    /// A column of a picker.
    Wheel(usize),
    /// An item in a column of a picker: column and item.
    Row(usize, usize),
    /// Swallows the touch.
    Nothing,
}

impl Action {
    const INDEXED: u64 = 1 << 32;

    fn to_number(self) -> u64 {
        match self {
            Action::Back => 1,
            Action::Home => 2,
            Action::Menu => 3,
            Action::Close => 4,
            Action::Confirm => 5,
            Action::Decline => 6,
            Action::CancelSheet => 7,
            Action::Nothing => 8,
            Action::ConfirmPicker => 9,
            Action::CancelPicker => 10,
            Action::Wheel(column) => (Self::INDEXED << 2) | column as u64,
            Action::Row(column, item) => (Self::INDEXED << 3) | ((column as u64) << 24) | item as u64,
            Action::Tab(index) => Self::INDEXED | index as u64,
            Action::Item(index) => (Self::INDEXED << 1) | index as u64,
        }
    }

    /// The way back from a node's associated number.
    pub fn from_number(number: u64) -> Option<Action> {
        Some(match number {
            1 => Action::Back,
            2 => Action::Home,
            3 => Action::Menu,
            4 => Action::Close,
            5 => Action::Confirm,
            6 => Action::Decline,
            7 => Action::CancelSheet,
            8 => Action::Nothing,
            9 => Action::ConfirmPicker,
            10 => Action::CancelPicker,
            number if number & Self::INDEXED != 0 => Action::Tab(number as u32 as usize),
            number if number & (Self::INDEXED << 1) != 0 => Action::Item(number as u32 as usize),
            number if number & (Self::INDEXED << 2) != 0 => Action::Wheel(number as u32 as usize),
            number if number & (Self::INDEXED << 3) != 0 => {
                Action::Row((number as u32 >> 24) as usize, (number as u32 & 0x00ff_ffff) as usize)
            }
            _ => return None,
        })
    }
}

/// The navigation bar of one page.
#[derive(Debug, Clone, PartialEq)]
pub struct TitleBar {
    /// Title.
    pub title: String,
    /// Ground, as CSS.
    pub background: String,
    /// White title and buttons.
    pub white_text: bool,
    /// The page draws its own; only the capsule shows.
    pub custom: bool,
    /// Turning wheel beside the title.
    pub loading: bool,
    /// There is a page below.
    pub can_go_back: bool,
    /// Show the house: the page was opened from outside and is not the first page.
    pub shows_home: bool,
}

/// The notice between the navigation bar and a page that refreshes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refresh {
    /// A white wheel, for a dark ground (`backgroundTextStyle: light`).
    pub white: bool,
}

/// One tab.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tab {
    /// Page path.
    pub page: String,
    /// Text.
    pub text: String,
    /// Icon path; empty for none.
    pub icon: String,
    /// Icon path while selected.
    pub selected_icon: String,
    /// Text on a badge.
    pub badge: Option<String>,
    /// A red dot.
    pub red_dot: bool,
}

/// The tab bar.
#[derive(Debug, Clone, PartialEq)]
pub struct TabBar {
    /// Tabs in order.
    pub tabs: Vec<Tab>,
    /// Which one shows.
    pub selected: usize,
    /// Text colour.
    pub color: String,
    /// Text colour of the selected one.
    pub selected_color: String,
    /// Ground.
    pub background: String,
    /// Colour of the line above.
    pub border: String,
}

/// A picker as it is drawn.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Picker {
    /// Heading; may be empty.
    pub title: String,
    /// What each column offers.
    pub columns: Vec<Vec<String>>,
}

/// Everything around and above a page at one moment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Chrome {
    /// The navigation bar; `None` before the first page.
    pub title_bar: Option<TitleBar>,
    /// The tab bar, when the page on top is a tab and the bar is not hidden.
    pub tab_bar: Option<TabBar>,
    /// The page on top refreshes.
    pub refresh: Option<Refresh>,
    /// The toast.
    pub toast: Option<Toast>,
    /// The question.
    pub modal: Option<Modal>,
    /// The list.
    pub sheet: Option<ActionSheet>,
    /// The picker.
    pub picker: Option<Picker>,
    /// The capsule's menu instead of a program's list.
    pub is_menu: bool,
}

/// The environment that parts are drawn for.
#[derive(Debug, Clone, PartialEq)]
pub struct ChromeEnv {
    /// The screen.
    pub screen: Screen,
    /// Dark parts (the program may be light all the same).
    pub dark: bool,
}

impl ChromeEnv {
    /// Parts follow the screen.
    pub fn new(screen: &Screen) -> Self {
        ChromeEnv { screen: screen.clone(), dark: screen.appearance == Appearance::Dark }
    }

    /// The language.
    pub fn locale(&self) -> Locale {
        self.screen.locale
    }
}

impl Chrome {
    /// Navigation bar, capsule and tab bar.
    pub fn bars(&self, env: &ChromeEnv) -> Tree {
        bars::build(self, env)
    }

    /// Toast, modal, sheet or picker; `None` when nothing is above the page.
    pub fn overlay(&self, env: &ChromeEnv) -> Option<Tree> {
        overlay::build(self, env)
    }

    /// True if the overlay takes all touches.
    pub fn is_blocking(&self) -> bool {
        self.modal.is_some()
            || self.sheet.is_some()
            || self.picker.is_some()
            || self.toast.as_ref().is_some_and(|toast| toast.mask)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_survive_the_tree() {
        for action in [
            Action::Back,
            Action::Close,
            Action::Nothing,
            Action::Tab(0),
            Action::Tab(4),
            Action::Item(0),
            Action::Item(5),
            Action::ConfirmPicker,
            Action::Wheel(0),
            Action::Wheel(7),
            Action::Row(0, 0),
            Action::Row(7, 4999),
        ] {
            assert_eq!(Action::from_number(action.to_number()), Some(action));
        }
        assert_eq!(Action::from_number(0), None);
    }

    #[test]
    fn the_capsule_is_there_on_every_page() {
        let bar = |custom| TitleBar {
            title: "T".into(),
            background: "#fff".into(),
            white_text: false,
            custom,
            loading: false,
            can_go_back: true,
            shows_home: false,
        };
        for custom in [false, true] {
            let chrome = Chrome { title_bar: Some(bar(custom)), ..Chrome::default() };
            let text = chrome.bars(&ChromeEnv::new(&Screen::default())).to_text();
            assert!(text.contains(".capsule"), "{text}");
            assert_eq!(text.contains("\"T\""), !custom, "{text}");
        }
    }
}
