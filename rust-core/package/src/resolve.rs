//! From what a file says (`usingComponents`, `require`) to a file of the program.

use crate::dialect::template_extension;
use crate::package::Package;
use crate::paths::{join, npm_candidates};

/// Why a reference leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ResolveError {
    /// It names a plugin or a library that its platform would load from elsewhere.
    #[error("{reference:?} comes from outside the package, which is not supported; bundle the component")]
    Outside {
        /// The reference as written.
        reference: String,
    },
    /// It leaves the program or is no path.
    #[error("{reference:?} is no path inside the program")]
    NoPath {
        /// The reference as written.
        reference: String,
    },
    /// No such file.
    #[error(
        "{reference:?} is not in the package, neither from {from_file:?} nor in a miniprogram_npm folder"
    )]
    NotFound {
        /// The reference as written.
        reference: String,
        /// The file that holds it.
        from_file: String,
    },
}

impl Package {
    /// Where a component of `usingComponents` is: its path without extension, such as `components/card/card`.
    ///
    /// A reference is relative to `from_file` (the json file, or any file beside it), or absolute from the program's root
    /// with a leading slash, or a name in the nearest `miniprogram_npm` folder upward. A folder stands for its `index`.
    pub fn resolve_component(&self, from_file: &str, reference: &str) -> Result<String, ResolveError> {
        let template = template_extension(self.dialect());
        resolve(from_file, reference, |path| {
            let there = |path: &str| {
                ["json", template, "js"].iter().any(|ext| self.contains(&format!("{path}.{ext}")))
            };
            let index = format!("{path}/index");
            if there(path) { Some(path.to_owned()) } else { Some(index).filter(|index| there(index)) }
        })
    }

    /// Where a file is that `require`, `import` or `src` names: exactly, or with one of the extensions (without dots), or
    /// as a folder's `index` with one of them. Places are those of [`Package::resolve_component`].
    pub fn resolve_file(
        &self,
        from_file: &str,
        reference: &str,
        extensions: &[&str],
    ) -> Result<String, ResolveError> {
        resolve(from_file, reference, |path| {
            if self.contains(path) {
                return Some(path.to_owned());
            }
            let mut tries = extensions
                .iter()
                .map(|ext| format!("{path}.{ext}"))
                .chain(extensions.iter().map(|ext| format!("{path}/index.{ext}")));
            tries.find(|path| self.contains(path))
        })
    }
}

fn resolve(
    from_file: &str,
    reference: &str,
    find: impl Fn(&str) -> Option<String>,
) -> Result<String, ResolveError> {
    let written = reference.trim();
    if written.contains("://") {
        return Err(ResolveError::Outside { reference: reference.to_owned() });
    }
    let joined = join(from_file, written);
    if let Some(found) = joined.as_deref().and_then(&find) {
        return Ok(found);
    }
    let bare = !written.starts_with(['.', '/']);
    if bare && let Some(found) = npm_candidates(from_file, written).iter().find_map(|path| find(path)) {
        return Ok(found);
    }
    Err(match joined {
        Some(_) => {
            ResolveError::NotFound { reference: reference.to_owned(), from_file: from_file.to_owned() }
        }
        None => ResolveError::NoPath { reference: reference.to_owned() },
    })
}
