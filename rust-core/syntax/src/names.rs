//! Names of attributes and files.

/// One spelling for an attribute: `scrollY` and `scroll-y` are `scroll-y`. Programs mix both in all dialects, also for the
/// properties of their own components.
pub fn kebab_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    for c in name.chars() {
        if c.is_ascii_uppercase() {
            if !out.is_empty() && !out.ends_with('-') {
                out.push('-');
            }
            out.push(c.to_ascii_lowercase());
        } else {
            out.push(c);
        }
    }
    out
}

/// The key in `dataset` for what follows `data-`: `user-id` is `userId`; capitals become small first where `lower_case`
/// says so ([`crate::DialectTable::dataset_lower_case`]).
pub fn dataset_key(name: &str, lower_case: bool) -> String {
    let mut out = String::with_capacity(name.len());
    let mut chars = name.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '-' && chars.peek().is_some_and(char::is_ascii_alphabetic) {
            out.extend(chars.next().map(|next| next.to_ascii_uppercase()));
        } else if lower_case {
            out.push(c.to_ascii_lowercase());
        } else {
            out.push(c);
        }
    }
    out
}

/// A path from the package's root without a leading slash: `reference` as the file `from` means it. What would leave the package
/// stays at its root.
pub fn join_path(from: &str, reference: &str) -> String {
    walk(from, reference).0.join("/")
}

/// The parts of a joined path, and whether it ever left the package.
fn walk<'a>(from: &'a str, reference: &'a str) -> (Vec<&'a str>, bool) {
    let mut parts: Vec<&str> = Vec::new();
    if !reference.starts_with('/') {
        parts.extend(from.split('/').filter(|part| !part.is_empty()));
        parts.pop();
    }
    let mut left = false;
    for part in reference.split('/') {
        match part {
            "" | "." => {}
            ".." => left |= parts.pop().is_none(),
            name => parts.push(name),
        }
    }
    (parts, left)
}

/// The file that `reference` means inside `from`, from the package's root without a leading slash; `None` if it leaves the
/// package or names no file. `extension` is added where the reference has another one or none.
pub fn resolve_path(from: &str, reference: &str, extension: &str) -> Option<String> {
    let reference = reference.trim();
    let (parts, left) = walk(from, reference);
    let last = reference.rsplit('/').next().unwrap_or_default();
    if left || matches!(last, "" | "." | "..") {
        return None;
    }
    let mut path = parts.join("/");
    if last.rsplit_once('.').is_none_or(|(stem, end)| stem.is_empty() || end != extension) {
        path.push('.');
        path.push_str(extension);
    }
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_meet() {
        for (name, kebab) in [
            ("scrollY", "scroll-y"),
            ("scroll-y", "scroll-y"),
            ("URL", "u-r-l"),
            ("aria-Label", "aria-label"),
            ("", ""),
        ] {
            assert_eq!(kebab_case(name), kebab);
        }
    }

    #[test]
    fn dataset_keys() {
        for (name, lower, key) in [
            ("user-id", true, "userId"),
            ("alphaBeta", true, "alphabeta"),
            ("alphaBeta", false, "alphaBeta"),
            ("a-1-b", true, "a-1B"),
            ("x-", true, "x-"),
        ] {
            assert_eq!(dataset_key(name, lower), key);
        }
    }

    #[test]
    fn paths_are_joined() {
        for (from, reference, path) in [
            ("pages/a/a", "b", "pages/a/b"),
            ("/pages/a/a", "./b/../c", "pages/a/c"),
            ("pages/a/a", "/x//y", "x/y"),
            ("pages/a/a", "../../../../x", "x"),
            ("", "x", "x"),
            ("a", "", ""),
        ] {
            assert_eq!(join_path(from, reference), path, "{from} {reference}");
        }
    }

    #[test]
    fn paths_stay_in_the_package() {
        for (from, reference, path) in [
            ("pages/a/a.wxml", "./b", Some("pages/a/b.wxml")),
            ("pages/a/a.wxml", "../b.wxml", Some("pages/b.wxml")),
            ("pages/a/a.wxml", "/c/d.wxml", Some("c/d.wxml")),
            ("pages/a/a.wxml", "b.min", Some("pages/a/b.min.wxml")),
            ("a.wxml", "../b.wxml", None),
            ("a.wxml", "", None),
            ("a.wxml", "b/", None),
            ("a/a.wxml", "..", None),
        ] {
            assert_eq!(resolve_path(from, reference, "wxml").as_deref(), path, "{from} {reference}");
        }
    }
}
