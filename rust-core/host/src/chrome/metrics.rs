//! Where the parts are. One place, so that drawing, hit testing and `getMenuButtonBoundingClientRect` agree.

use super::Chrome;
use minihost_api::ChromeMetrics;
use minihost_ports::Screen;

/// Height of the navigation bar below the status bar, in logical pixels: iOS's.
pub const NAVIGATION_BAR_HEIGHT: f32 = 44.0;
/// Height of the tab bar above the safe area.
pub const TAB_BAR_HEIGHT: f32 = 49.0;
/// How far a page moves down while it refreshes.
pub const REFRESH_HEIGHT: f32 = 50.0;
/// Height of an item in a picker's wheel; five are seen.
pub const WHEEL_ROW: f32 = 44.0;
/// Height of the capsule.
pub const CAPSULE_HEIGHT: f32 = 32.0;
/// Width of the capsule.
pub const CAPSULE_WIDTH: f32 = 87.0;
/// The capsule's distance from the screen's right edge.
const CAPSULE_RIGHT: f32 = 7.0;

/// The parts' places on a screen.
pub fn metrics(chrome: &Chrome, screen: &Screen) -> ChromeMetrics {
    let status_bar = screen.safe_area.top;
    let custom = chrome.title_bar.as_ref().is_some_and(|bar| bar.custom);
    let navigation_bar = if custom { 0.0 } else { NAVIGATION_BAR_HEIGHT };
    let tab_bar = if chrome.tab_bar.is_some() { TAB_BAR_HEIGHT + screen.safe_area.bottom } else { 0.0 };
    let top = if custom { 0.0 } else { status_bar + navigation_bar };
    ChromeMetrics {
        status_bar,
        navigation_bar,
        tab_bar,
        capsule: (
            screen.width - screen.safe_area.right - CAPSULE_RIGHT - CAPSULE_WIDTH,
            status_bar + (NAVIGATION_BAR_HEIGHT - CAPSULE_HEIGHT) / 2.0,
            CAPSULE_WIDTH,
            CAPSULE_HEIGHT,
        ),
        top,
        window: (screen.width, (screen.height - top - tab_bar).max(0.0)),
    }
}
