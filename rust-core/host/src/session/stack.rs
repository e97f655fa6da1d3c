//! The page stack's rules, without pages: what a navigation does, or why it may not. WeChat's and ByteDance's documentation of
//! `navigateTo`, `redirectTo`, `switchTab`, `reLaunch` and `navigateBack`.

use minihost_api::{ApiError, NavigationKind, NavigationRequest};

/// Most pages on the stack in both dialects (facts: peers, section 6.5).
pub const MAX_PAGES: usize = 10;

/// What to do, in this order: close `close` pages from the top, then show the page that is there or open one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// How many pages leave, from the top.
    pub close: usize,
    /// What comes on top.
    pub then: Then,
}

/// See [`Plan`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Then {
    /// The page below.
    Reveal,
    /// A new page.
    Open(String),
    /// A page of the tab bar that stays alive while others show.
    Tab(String),
}

/// What the rules look at.
pub struct StackView<'a> {
    /// Paths of the pages on the stack, the first at the bottom.
    pub stack: &'a [String],
    /// All pages of the program.
    pub pages: &'a [String],
    /// Those of the tab bar.
    pub tabs: &'a [String],
}

/// Resolves a path as the program wrote it: absolute from the package's root with `/`, else relative to the page on top.
pub fn resolve(path: &str, current: Option<&str>) -> String {
    let path = path.strip_suffix(".html").unwrap_or(path);
    minihost_syntax::join_path(current.unwrap_or_default(), path)
}

/// Judges a navigation.
///
/// # Errors
/// Worded as WeChat's base library does, with the page's name.
pub fn plan(view: &StackView<'_>, request: &NavigationRequest) -> Result<Plan, ApiError> {
    let current = view.stack.last().map(String::as_str);
    if request.kind == NavigationKind::Back {
        if view.stack.len() < 2 {
            return Err(ApiError::new("cannot navigate back at first page."));
        }
        return Ok(Plan { close: request.delta.clamp(1, view.stack.len() - 1), then: Then::Reveal });
    }
    let resolved = resolve(&request.path, current);
    // Programs often leave out the slash of an absolute path; WeChat reads it relative, finds nothing, and so do we, unless
    // the page exists from the root.
    let root = resolve(&request.path, None);
    let path = [resolved.clone(), root]
        .into_iter()
        .find(|path| view.pages.contains(path))
        .ok_or_else(|| ApiError::new(format!("page \"{resolved}\" is not found")))?;
    let is_tab = view.tabs.contains(&path);
    match request.kind {
        NavigationKind::To if is_tab => Err(ApiError::new("can not navigateTo a tabbar page")),
        NavigationKind::Redirect if is_tab => Err(ApiError::new("can not redirectTo a tabbar page")),
        NavigationKind::SwitchTab if !is_tab => Err(ApiError::new("can not switch to no-tabBar page")),
        NavigationKind::To if view.stack.len() >= MAX_PAGES => {
            Err(ApiError::new(format!("page limit exceeded: at most {MAX_PAGES} pages can be open")))
        }
        NavigationKind::To => Ok(Plan { close: 0, then: Then::Open(path) }),
        NavigationKind::Redirect => Ok(Plan { close: 1, then: Then::Open(path) }),
        NavigationKind::SwitchTab => Ok(Plan { close: view.stack.len(), then: Then::Tab(path) }),
        NavigationKind::ReLaunch if is_tab => Ok(Plan { close: view.stack.len(), then: Then::Tab(path) }),
        NavigationKind::ReLaunch => Ok(Plan { close: view.stack.len(), then: Then::Open(path) }),
        NavigationKind::Back => unreachable!("because it returned above"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use minihost_value::Value;

    fn run(stack: &[&str], kind: NavigationKind, path: &str, delta: usize) -> String {
        let own = |list: &[&str]| -> Vec<String> { list.iter().map(|text| (*text).to_owned()).collect() };
        let (stack, pages, tabs) = (
            own(stack),
            own(&["pages/home/home", "pages/cart/cart", "pages/item/item", "pages/item/more"]),
            own(&["pages/home/home", "pages/cart/cart"]),
        );
        let view = StackView { stack: &stack, pages: &pages, tabs: &tabs };
        let request = NavigationRequest { kind, path: path.into(), query: Value::Undefined, delta };
        match plan(&view, &request) {
            Ok(plan) => format!("{} {:?}", plan.close, plan.then),
            Err(error) => error.reason,
        }
    }

    #[test]
    fn the_rules() {
        use NavigationKind::{Back, ReLaunch, Redirect, SwitchTab, To};
        let home = ["pages/home/home"];
        let deep = ["pages/home/home", "pages/item/item"];
        for (stack, kind, path, delta, expected) in [
            (&home[..], To, "/pages/item/item", 0, "0 Open(\"pages/item/item\")"),
            (&home[..], To, "../item/item", 0, "0 Open(\"pages/item/item\")"),
            (&deep[..], To, "more", 0, "0 Open(\"pages/item/more\")"),
            (&home[..], To, "pages/item/item", 0, "0 Open(\"pages/item/item\")"),
            (&home[..], To, "/pages/none/none", 0, "page \"pages/none/none\" is not found"),
            (&home[..], To, "/pages/cart/cart", 0, "can not navigateTo a tabbar page"),
            (
                &[home[0]; 10][..],
                To,
                "/pages/item/item",
                0,
                "page limit exceeded: at most 10 pages can be open",
            ),
            (&deep[..], Redirect, "/pages/item/more", 0, "1 Open(\"pages/item/more\")"),
            (&deep[..], SwitchTab, "/pages/cart/cart", 0, "2 Tab(\"pages/cart/cart\")"),
            (&deep[..], SwitchTab, "/pages/item/more", 0, "can not switch to no-tabBar page"),
            (&deep[..], ReLaunch, "/pages/item/more", 0, "2 Open(\"pages/item/more\")"),
            (&deep[..], Back, "", 1, "1 Reveal"),
            (&deep[..], Back, "", 9, "1 Reveal"),
            (&home[..], Back, "", 1, "cannot navigate back at first page."),
        ] {
            assert_eq!(run(stack, kind, path, delta), expected);
        }
    }
}
