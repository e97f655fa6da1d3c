//! navigateTo, redirectTo, switchTab, reLaunch, navigateBack.

use crate::Shell;
use crate::error::text_parameter;
use minihost_value::Value;
use std::rc::Rc;

/// Which change of the page stack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NavigationKind {
    /// Puts a page on the stack.
    To,
    /// Replaces the page on top.
    Redirect,
    /// Shows a page of the tab bar and closes all others.
    SwitchTab,
    /// Closes all pages and opens one.
    ReLaunch,
    /// Takes pages off the stack.
    Back,
}

/// A change of the page stack.
#[derive(Debug, Clone, PartialEq)]
pub struct NavigationRequest {
    /// Which.
    pub kind: NavigationKind,
    /// Page path from the package's root, without a leading slash; empty for [`NavigationKind::Back`]. May still be relative to the page on
    /// top (`../detail/detail`): the session resolves it.
    pub path: String,
    /// What stood behind `?`, decoded.
    pub query: Value,
    /// Pages to take off, for [`NavigationKind::Back`].
    pub delta: usize,
}

/// Splits `/pages/a/a?x=1&y=%E4%BD%A0` into path and query. Values stay percent-encoded: WeChat hands them to `onLoad`
/// as they stand and its documentation asks the program to decode them.
pub fn split_url(url: &str) -> (String, Value) {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let pairs = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (Rc::<str>::from(name), Value::from(value))
    });
    (path.to_owned(), Value::object(pairs))
}

fn go(shell: &mut dyn Shell, call: u32, options: &Value, kind: NavigationKind) {
    match text_parameter(options, "url") {
        Ok(url) => {
            let (path, query) = split_url(&url);
            shell.navigate(call, NavigationRequest { kind, path, query, delta: 0 });
        }
        Err(error) => shell.reply(call, Err(error)),
    }
}

pub(crate) fn navigate_to(shell: &mut dyn Shell, call: u32, options: &Value) {
    go(shell, call, options, NavigationKind::To);
}

pub(crate) fn redirect_to(shell: &mut dyn Shell, call: u32, options: &Value) {
    go(shell, call, options, NavigationKind::Redirect);
}

pub(crate) fn switch_tab(shell: &mut dyn Shell, call: u32, options: &Value) {
    go(shell, call, options, NavigationKind::SwitchTab);
}

pub(crate) fn re_launch(shell: &mut dyn Shell, call: u32, options: &Value) {
    go(shell, call, options, NavigationKind::ReLaunch);
}

pub(crate) fn navigate_back(shell: &mut dyn Shell, call: u32, options: &Value) {
    let delta = options.get("delta").as_number().filter(|delta| *delta >= 1.0).unwrap_or(1.0) as usize;
    let request = NavigationRequest {
        kind: NavigationKind::Back,
        path: String::new(),
        query: Value::object::<&str>([]),
        delta,
    };
    shell.navigate(call, request);
}

pub(crate) fn exit(shell: &mut dyn Shell, call: u32, _options: &Value) {
    shell.reply(call, Ok(Value::object::<&str>([])));
    shell.exit();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_split() {
        for (url, path, query) in [
            ("/pages/a/a", "/pages/a/a", "{}"),
            ("/pages/a/a?", "/pages/a/a", "{}"),
            ("../b?id=1&name=%E4%BD%A0", "../b", r#"{"id": "1", "name": "%E4%BD%A0"}"#),
            ("a?x=1=2&flag&&y=", "a", r#"{"x": "1=2", "flag": "", "y": ""}"#),
            ("a?u=https://x/?q=1", "a", r#"{"u": "https://x/?q=1"}"#),
        ] {
            let (got_path, got_query) = split_url(url);
            assert_eq!((got_path.as_str(), format!("{got_query:?}").as_str()), (path, query), "{url}");
        }
    }
}
