//! Paths and URLs within a package.

use std::rc::Rc;

/// The folder of a file, without slashes at its ends.
pub(crate) fn folder(path: &str) -> Rc<str> {
    path.trim_start_matches('/').rsplit_once('/').map_or("", |(folder, _)| folder).into()
}

/// A path as seen from a folder, without a leading slash; `.` and `..` are worked out and never leave the package.
pub(crate) fn join(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let from = if path.starts_with('/') { "" } else { folder };
    for part in from.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// A URL as paint wants it: from the package's root with a leading slash, or as it is when it has a scheme.
pub(crate) fn resolve_url(folder: &str, url: &str) -> Rc<str> {
    let url = url.trim();
    if let Some(rest) = url.strip_prefix("//") {
        return format!("https://{rest}").into();
    }
    let scheme = url.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty()
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    });
    if scheme || url.is_empty() || url.starts_with('#') {
        return url.into();
    }
    format!("/{}", join(folder, url)).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_absolute_within_the_package() {
        for (folder, url, expected) in [
            ("pages/a", "b.png", "/pages/a/b.png"),
            ("pages/a", "../b.png", "/pages/b.png"),
            ("pages/a", "/images/b.png", "/images/b.png"),
            ("a", "../../../b.png", "/b.png"),
            ("a", "data:image/png;base64,AA==", "data:image/png;base64,AA=="),
            ("a", "https://x.y/z.png", "https://x.y/z.png"),
            ("a", "//x.y/z.png", "https://x.y/z.png"),
        ] {
            assert_eq!(&*resolve_url(folder, url), expected);
        }
        assert_eq!(&*folder("/pages/a/b.wxss"), "pages/a");
        assert_eq!(&*folder("app.wxss"), "");
    }
}
