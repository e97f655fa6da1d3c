//! The rules for file names, and the check that no two names meet on any file system.

use crate::error::{NameError, shown};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use unicode_normalization::{UnicodeNormalization, is_nfc};

const MAX_PART_BYTES: usize = 255;
const MAX_NAME_BYTES: usize = 1024;
const MAX_PARTS: usize = 32;

/// Checks one name, without a folder's trailing slash.
pub(crate) fn check(name: &str) -> Result<(), NameError> {
    let entry = || shown(name.as_bytes());
    if name.is_empty() {
        return Err(NameError::Empty);
    }
    if name.len() > MAX_NAME_BYTES {
        // A path of 2,000 folders is better described by its depth.
        let deep = name.split('/').count() > MAX_PARTS;
        let part = name.split('/').any(|part| part.len() > MAX_PART_BYTES);
        return Err(match (part, deep) {
            (true, _) => NameError::PartTooLong { entry: entry() },
            (_, true) => NameError::TooDeep { entry: entry() },
            _ => NameError::TooLong { entry: entry() },
        });
    }
    if name.contains('\\') {
        return Err(NameError::Backslash { entry: entry() });
    }
    if name.chars().any(is_invisible) {
        return Err(NameError::Control { entry: entry() });
    }
    if name.starts_with('/') {
        return Err(NameError::Absolute { entry: entry() });
    }
    if name.as_bytes().get(1) == Some(&b':') && name.as_bytes()[0].is_ascii_alphabetic() {
        return Err(NameError::Drive { entry: entry() });
    }
    for (index, part) in name.split('/').enumerate() {
        if index >= MAX_PARTS {
            return Err(NameError::TooDeep { entry: entry() });
        }
        if part.is_empty() {
            return Err(NameError::EmptyPart { entry: entry() });
        }
        if part == "." || part == ".." {
            return Err(NameError::Dots { entry: entry() });
        }
        if part.ends_with(['.', ' ']) {
            return Err(NameError::TrailingDotOrSpace { entry: entry() });
        }
        if part.len() > MAX_PART_BYTES {
            return Err(NameError::PartTooLong { entry: entry() });
        }
    }
    if !is_nfc(name) {
        return Err(NameError::NotNfc { entry: entry() });
    }
    Ok(())
}

/// Control characters, and those that are drawn as nothing or turn the reading order round.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffd}' | '\u{e0000}'..='\u{e007f}')
}

/// What file systems that ignore case and Unicode form would call the same. Folding never makes or removes a `/`.
fn folded(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    let decomposed: String = name.nfd().collect();
    // Upper case first: it also folds ß, ſ and the final sigma.
    decomposed.to_uppercase().to_lowercase().nfc().collect()
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    File,
    /// A folder with an entry of its own.
    ListedFolder,
    /// A folder that some file's path implies.
    ImpliedFolder,
}

/// The names seen so far.
#[derive(Default)]
pub(crate) struct NameSet {
    seen: HashMap<String, (String, Kind)>,
}

impl NameSet {
    /// Adds a checked name; `name` has no trailing slash.
    pub(crate) fn add(&mut self, name: &str, is_folder: bool) -> Result<(), NameError> {
        let key = folded(name);
        let mut parents = key.match_indices('/').zip(name.match_indices('/'));
        parents.try_for_each(|((key_end, _), (name_end, _))| {
            self.add_one(&key[..key_end], &name[..name_end], Kind::ImpliedFolder)
        })?;
        self.add_one(&key, name, if is_folder { Kind::ListedFolder } else { Kind::File })
    }

    fn add_one(&mut self, key: &str, name: &str, kind: Kind) -> Result<(), NameError> {
        if let Some((other, known)) = self.seen.get_mut(key) {
            if other != name {
                return Err(NameError::CaseCollision {
                    entry: shown(name.as_bytes()),
                    other: shown(other.as_bytes()),
                });
            }
            match (*known, kind) {
                (Kind::ImpliedFolder | Kind::ListedFolder, Kind::ImpliedFolder) => Ok(()),
                (Kind::ImpliedFolder, Kind::ListedFolder) => {
                    *known = Kind::ListedFolder;
                    Ok(())
                }
                (Kind::ListedFolder, Kind::ListedFolder) | (Kind::File, Kind::File) => {
                    Err(NameError::Duplicate { entry: shown(name.as_bytes()) })
                }
                _ => Err(NameError::FileAndFolder { entry: shown(name.as_bytes()) }),
            }
        } else {
            if let Entry::Vacant(slot) = self.seen.entry(key.to_owned()) {
                slot.insert((name.to_owned(), kind));
            }
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_rule_refuses() {
        type Want = fn(&NameError) -> bool;
        let deep = "d/".repeat(40) + "f";
        let long = "x".repeat(256);
        let long_path = vec!["abcdefghij".repeat(20); 6].join("/");
        let table: &[(&str, Want)] = &[
            ("", |e| matches!(e, NameError::Empty)),
            ("a\\b", |e| matches!(e, NameError::Backslash { .. })),
            ("a\0b", |e| matches!(e, NameError::Control { .. })),
            ("a\u{202e}b", |e| matches!(e, NameError::Control { .. })),
            ("C:/a", |e| matches!(e, NameError::Drive { .. })),
            ("c:a", |e| matches!(e, NameError::Drive { .. })),
            ("/etc/passwd", |e| matches!(e, NameError::Absolute { .. })),
            ("a//b", |e| matches!(e, NameError::EmptyPart { .. })),
            ("../a", |e| matches!(e, NameError::Dots { .. })),
            ("a/./b", |e| matches!(e, NameError::Dots { .. })),
            ("a./b", |e| matches!(e, NameError::TrailingDotOrSpace { .. })),
            ("a ", |e| matches!(e, NameError::TrailingDotOrSpace { .. })),
            (&long, |e| matches!(e, NameError::PartTooLong { .. })),
            (&deep, |e| matches!(e, NameError::TooDeep { .. })),
            (&long_path, |e| matches!(e, NameError::TooLong { .. })),
            ("e\u{301}", |e| matches!(e, NameError::NotNfc { .. })),
        ];
        for (name, want) in table {
            let error = check(name).expect_err(name);
            assert!(want(&error), "{name:?} gave {error}");
        }
        for good in ["app.json", "页面/首页.wxml", "a b/c-d_e@2x.png", "a/.b", "é"] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
    }

    #[test]
    fn names_that_meet_are_refused() {
        fn add_all(names: &[&str]) -> Result<(), NameError> {
            let mut set = NameSet::default();
            names.iter().try_for_each(|name| set.add(name.trim_end_matches('/'), name.ends_with('/')))
        }
        assert!(matches!(add_all(&["a", "a"]), Err(NameError::Duplicate { .. })));
        assert!(matches!(add_all(&["a/", "a/"]), Err(NameError::Duplicate { .. })));
        assert!(matches!(add_all(&["App.js", "app.js"]), Err(NameError::CaseCollision { .. })));
        assert!(matches!(add_all(&["img/a", "Img/b"]), Err(NameError::CaseCollision { .. })));
        assert!(matches!(add_all(&["straße", "STRASSE"]), Err(NameError::CaseCollision { .. })));
        assert!(matches!(add_all(&["a", "a/b"]), Err(NameError::FileAndFolder { .. })));
        assert!(matches!(add_all(&["a/b", "a"]), Err(NameError::FileAndFolder { .. })));
        assert!(matches!(add_all(&["a/", "a"]), Err(NameError::FileAndFolder { .. })));
        assert_eq!(add_all(&["a/", "a/b", "a/c", "d/e", "d/"]), Ok(()));
    }

    proptest! {
        #[test]
        fn no_name_panics(name in "\\PC{0,40}|[a./ \\\\:]{0,12}") {
            if check(&name).is_ok() {
                prop_assert!(NameSet::default().add(&name, false).is_ok());
            }
        }
    }
}
