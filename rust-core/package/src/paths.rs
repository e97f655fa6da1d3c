//! Paths inside a program: `pages/index/index`, from the root, without a leading slash.

/// The folder of a file, without a trailing slash; empty for the root.
pub fn folder_of(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Joins a reference to the folder of the file that holds it. A leading slash means the program's root. `None` when the
/// result would leave the program, be empty, or name no file.
///
/// ```
/// use minihost_package::join;
/// assert_eq!(join("pages/a/a.json", "../../components/b"), Some("components/b".into()));
/// assert_eq!(join("pages/a/a.json", "/components/b"), Some("components/b".into()));
/// assert_eq!(join("pages/a/a.json", "../../../b"), None);
/// ```
pub fn join(from_file: &str, reference: &str) -> Option<String> {
    let (base, rest) = match reference.strip_prefix('/') {
        Some(rest) => ("", rest),
        None => (folder_of(from_file), reference),
    };
    if rest.contains(['\\', '\0']) {
        return None;
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in base.split('/').chain(rest.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// Candidates for a reference to an npm package, nearest first: `miniprogram_npm` beside the file and in each folder above.
pub(crate) fn npm_candidates(from_file: &str, reference: &str) -> Vec<String> {
    let mut candidates = Vec::new();
    let mut folder = folder_of(from_file);
    loop {
        let prefix = if folder.is_empty() { String::new() } else { format!("/{folder}") };
        candidates.extend(join("", &format!("{prefix}/miniprogram_npm/{reference}")));
        if folder.is_empty() {
            return candidates;
        }
        folder = folder_of(folder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn references_are_joined() {
        for (from, reference, want) in [
            ("pages/a/a.json", "./b", Some("pages/a/b")),
            ("pages/a/a.json", "b/./c//d", Some("pages/a/b/c/d")),
            ("app.json", "components/x", Some("components/x")),
            ("app.json", "../x", None),
            ("app.json", "/../x", None),
            ("app.json", "", None),
            ("a/b.json", "..", None),
            ("a/b.json", "c\\d", None),
        ] {
            assert_eq!(join(from, reference).as_deref(), want, "{from} {reference}");
        }
        assert_eq!(
            npm_candidates("a/b/c.json", "ui/x"),
            ["a/b/miniprogram_npm/ui/x", "a/miniprogram_npm/ui/x", "miniprogram_npm/ui/x"]
        );
    }

    proptest! {
        #[test]
        fn nothing_leaves_the_program(from in "[a/.]{0,12}", reference in "[a/.\\\\]{0,20}") {
            if let Some(path) = join(&from, &reference) {
                prop_assert!(!path.is_empty() && !path.starts_with('/'));
                prop_assert!(path.split('/').all(|part| !matches!(part, "" | "." | "..")));
            }
        }
    }
}
