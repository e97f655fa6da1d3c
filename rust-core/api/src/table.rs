//! The table of API names. Dispatch, `canIUse`, the `wx`/`tt` object and `docs/api.md` are all made from it.
//!
//! Waves are those of how often programs use a name (1: core and screen; 2: files, pictures, media, account; 3: the rest).

use crate::unsupported::UNSUPPORTED;
use crate::{
    ApiError, ApiState, Shell, bars, canvas, device, feedback, files, fonts, intersection, navigation, query,
    request, storage, system,
};
use minihost_ports::Dialect;
use minihost_value::Value;

/// Answers at once.
pub type SyncRow = fn(&ApiState, &[Value]) -> Result<Value, ApiError>;
/// Answers by [`Shell::reply`].
pub type AsyncRow = fn(&mut dyn Shell, u32, &Value);

/// How a name is carried out.
#[derive(Clone, Copy)]
pub enum ApiKind {
    /// Called with its arguments, returns or throws.
    Sync(SyncRow),
    /// Called with an options object; `success`, `fail`, `complete`, or a promise.
    Async(AsyncRow),
    /// Made in `js/api.js` from other rows; the bridge never sees it.
    Script,
    /// Called like an async row and answered with success; there is nothing to do on this host.
    Accepted,
    /// Not part of the program's API: `api.js` uses it for its own rows.
    Internal(AsyncRow),
    /// The same, answering at once.
    InternalSync(SyncRow),
    /// Documented by the dialect and not offered: always calls `fail`, and `canIUse` says false.
    Unsupported,
}

/// Which dialects have a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialects(u8);

impl Dialects {
    /// WeChat and ByteDance.
    pub const BOTH: Dialects = Dialects(0b11);
    /// WeChat alone.
    pub const WECHAT: Dialects = Dialects(0b01);
    /// ByteDance alone.
    pub const BYTEDANCE: Dialects = Dialects(0b10);

    /// True if the dialect has the name.
    pub fn has(self, dialect: Dialect) -> bool {
        match dialect {
            Dialect::WeChat => self.0 & 0b01 != 0,
            Dialect::ByteDance => self.0 & 0b10 != 0,
            Dialect::Alipay | Dialect::Baidu => false,
        }
    }
}

/// One name.
#[derive(Clone, Copy)]
pub struct ApiRow {
    /// As programs write it after `wx.` or `tt.`.
    pub name: &'static str,
    /// Who has it.
    pub dialects: Dialects,
    /// Wave, 1 to 3.
    pub wave: u8,
    /// How it is carried out.
    pub kind: ApiKind,
}

impl ApiRow {
    /// True if a program can use it.
    pub fn supported(&self) -> bool {
        matches!(self.kind, ApiKind::Sync(_) | ApiKind::Async(_) | ApiKind::Script | ApiKind::Accepted)
    }
}

const fn sync(name: &'static str, run: SyncRow) -> ApiRow {
    ApiRow { name, dialects: Dialects::BOTH, wave: 1, kind: ApiKind::Sync(run) }
}

const fn call(name: &'static str, run: AsyncRow) -> ApiRow {
    ApiRow { name, dialects: Dialects::BOTH, wave: 1, kind: ApiKind::Async(run) }
}

const fn script(name: &'static str) -> ApiRow {
    ApiRow { name, dialects: Dialects::BOTH, wave: 1, kind: ApiKind::Script }
}

const fn internal(name: &'static str, run: AsyncRow) -> ApiRow {
    ApiRow { name, dialects: Dialects::BOTH, wave: 1, kind: ApiKind::Internal(run) }
}

const fn internal_sync(name: &'static str, run: SyncRow) -> ApiRow {
    ApiRow { name, dialects: Dialects::BOTH, wave: 1, kind: ApiKind::InternalSync(run) }
}

const fn accepted(name: &'static str) -> ApiRow {
    ApiRow { name, dialects: Dialects::BOTH, wave: 1, kind: ApiKind::Accepted }
}

const fn only(dialects: Dialects, row: ApiRow) -> ApiRow {
    ApiRow { dialects, ..row }
}

const ROWS: &[ApiRow] = &[
    // Pages
    call("navigateTo", navigation::navigate_to),
    call("redirectTo", navigation::redirect_to),
    call("switchTab", navigation::switch_tab),
    call("reLaunch", navigation::re_launch),
    call("navigateBack", navigation::navigate_back),
    call("exitMiniProgram", navigation::exit),
    // Storage
    call("setStorage", storage::set),
    call("getStorage", storage::get),
    call("removeStorage", storage::remove),
    call("clearStorage", storage::clear),
    call("getStorageInfo", storage::info),
    sync("setStorageSync", storage::set_sync),
    sync("getStorageSync", storage::get_sync),
    sync("removeStorageSync", storage::remove_sync),
    sync("clearStorageSync", storage::clear_sync),
    sync("getStorageInfoSync", storage::info_sync),
    script("batchSetStorageSync"),
    script("batchGetStorageSync"),
    // Network
    call("request", request::request),
    call("downloadFile", request::download),
    call("uploadFile", request::upload),
    internal("abortRequest", request::abort),
    call("getNetworkType", device::network_type),
    script("onNetworkStatusChange"),
    script("offNetworkStatusChange"),
    // Notices
    call("showToast", feedback::show_toast),
    call("hideToast", feedback::hide_toast),
    call("showLoading", feedback::show_loading),
    call("hideLoading", feedback::hide_toast),
    call("showModal", feedback::show_modal),
    call("showActionSheet", feedback::show_action_sheet),
    call("startPullDownRefresh", feedback::start_pull_down_refresh),
    call("stopPullDownRefresh", feedback::stop_pull_down_refresh),
    call("hideKeyboard", feedback::hide_keyboard),
    call("pageScrollTo", feedback::page_scroll_to),
    // Bars
    call("setNavigationBarTitle", bars::set_title),
    call("setNavigationBarColor", bars::set_color),
    call("showNavigationBarLoading", bars::show_loading),
    call("hideNavigationBarLoading", bars::hide_loading),
    call("hideHomeButton", bars::hide_home_button),
    call("setBackgroundColor", bars::set_background),
    call("setBackgroundTextStyle", bars::set_background_text),
    call("setTabBarBadge", bars::set_badge),
    call("removeTabBarBadge", bars::remove_badge),
    call("showTabBarRedDot", bars::show_red_dot),
    call("hideTabBarRedDot", bars::hide_red_dot),
    call("setTabBarItem", bars::set_item),
    call("setTabBarStyle", bars::set_style),
    call("showTabBar", bars::show_tab_bar),
    call("hideTabBar", bars::hide_tab_bar),
    // System
    sync("getSystemInfoSync", system::system_info),
    script("getSystemInfo"),
    script("getSystemInfoAsync"),
    sync("getWindowInfo", system::window_info),
    sync("getDeviceInfo", system::device_info),
    sync("getAppBaseInfo", system::app_base_info),
    only(Dialects::BYTEDANCE, sync("getEnvInfoSync", system::env_info)),
    sync("getMenuButtonBoundingClientRect", system::menu_button),
    only(Dialects::BYTEDANCE, sync("getMenuButtonLayout", system::menu_button)),
    sync("getLaunchOptionsSync", system::launch_options),
    sync("getEnterOptionsSync", system::enter_options),
    sync("getAccountInfoSync", system::account_info),
    sync("getExtConfigSync", system::ext_config),
    script("getExtConfig"),
    script("canIUse"),
    script("nextTick"),
    script("getUpdateManager"),
    // Files
    script("getFileSystemManager"),
    internal_sync("fileRead", files::file_read),
    internal_sync("fileSize", files::file_size),
    call("getFileInfo", files::get_file_info),
    call("getImageInfo", files::get_image_info),
    call("loadFontFace", fonts::load_font_face),
    // Settings and logs
    script("getSetting"),
    only(Dialects::WECHAT, script("getLogManager")),
    only(Dialects::WECHAT, script("getRealtimeLogManager")),
    // Screen
    script("createSelectorQuery"),
    internal("playAnimation", query::play_animation),
    internal("selectorQuery", query::selector_query),
    script("createIntersectionObserver"),
    internal("observeIntersection", intersection::observe),
    internal("disconnectObserver", intersection::disconnect),
    script("createAnimation"),
    script("createCanvasContext"),
    script("createOffscreenCanvas"),
    call("canvasToTempFilePath", canvas::to_temp_file),
    call("canvasGetImageData", canvas::get_image_data),
    call("canvasPutImageData", canvas::draw),
    internal("canvasDraw", canvas::draw),
    internal_sync("canvasDrawNow", canvas::draw_now),
    internal_sync("canvasPixels", canvas::pixels),
    internal_sync("canvasDataUrl", canvas::data_url),
    internal_sync("canvasMeasure", canvas::measure),
    // Events
    script("onAppShow"),
    script("offAppShow"),
    script("onAppHide"),
    script("offAppHide"),
    script("onError"),
    script("offError"),
    script("onUnhandledRejection"),
    script("offUnhandledRejection"),
    script("onPageNotFound"),
    script("offPageNotFound"),
    script("onThemeChange"),
    script("offThemeChange"),
    script("onWindowResize"),
    script("offWindowResize"),
    script("onKeyboardHeightChange"),
    script("offKeyboardHeightChange"),
    // Device
    call("setClipboardData", device::set_clipboard),
    call("getClipboardData", device::get_clipboard),
    call("vibrateShort", device::vibrate_short),
    call("vibrateLong", device::vibrate_long),
    // Accepted; nothing to do on this host
    accepted("showShareMenu"),
    accepted("hideShareMenu"),
    accepted("updateShareMenu"),
    accepted("setPageInfo"),
    accepted("showFavoriteGuide"),
    script("reportAnalytics"),
    script("reportMonitor"),
    script("reportEvent"),
];

/// All rows: those above, and those that are documented and not offered.
pub fn rows() -> impl Iterator<Item = ApiRow> {
    ROWS.iter().copied().chain(UNSUPPORTED.iter().flat_map(|(dialects, wave, names)| {
        names.iter().map(|name| ApiRow { name, dialects: *dialects, wave: *wave, kind: ApiKind::Unsupported })
    }))
}

pub(crate) fn find(name: &str) -> Option<ApiRow> {
    let mut row = rows().find(|row| row.name == name)?;
    row.kind = match row.kind {
        ApiKind::Internal(run) => ApiKind::Async(run),
        ApiKind::InternalSync(run) => ApiKind::Sync(run),
        ApiKind::Accepted => ApiKind::Async(device::accept),
        kind => kind,
    };
    Some(row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_name_stands_twice() {
        let mut seen = HashSet::new();
        for row in rows() {
            assert!(seen.insert(row.name), "{} stands twice", row.name);
        }
    }

    #[test]
    fn script_rows_and_api_js_name_the_same() {
        let source = crate::SCRIPTS.map(|(_, source)| source).concat();
        for row in rows().filter(|row| matches!(row.kind, ApiKind::Script)) {
            let name = row.name;
            let needles =
                [format!("  {name}("), format!("  {name}:"), format!("'{name}'"), format!("api.{name} = ")];
            assert!(
                needles.iter().any(|needle| source.contains(needle)),
                "no script of js/ makes `{name}`: add it there or take its row away"
            );
        }
    }
}
