//! A program in a folder: what a developer runs. It is read into memory once, so that it cannot change under a session.

use crate::dialect::project_files;
use crate::error::{LimitError, PackageError};
use crate::names::{self, NameSet};
use crate::{Limits, NameError, root};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file of a folder with its content.
pub(crate) struct LooseFile {
    pub name: String,
    pub content: Arc<[u8]>,
}

/// What a folder holds, and which project files lie at its top.
pub(crate) struct Folder {
    pub files: Vec<LooseFile>,
    pub project_files: Vec<&'static str>,
    /// Where in the folder the program begins; empty for its top.
    pub base: String,
}

/// Platforms' tools leave these out of packages: hidden files, and npm's own folder (programs use `miniprogram_npm`).
fn is_left_out(name: &str) -> bool {
    name.starts_with('.') || name == "node_modules"
}

pub(crate) fn read(top: &Path, limits: &Limits) -> Result<Folder, PackageError> {
    let mut found = Vec::new();
    let mut configs = Vec::new();
    for name in project_files() {
        let path = top.join(name);
        if fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_file()) {
            found.push(name);
            configs.push((name, read_file(&path, limits)?));
        }
    }
    let texts = configs.iter().map(|(name, bytes)| (*name, String::from_utf8_lossy(bytes).into_owned()));
    let exists = |path: &str| is_plain_file(top, path);
    let base = root::choose("", texts, &exists).map_err(|looked_in| PackageError::NoAppJson { looked_in })?;
    let mut walk = Walk { limits, files: Vec::new(), names: NameSet::default(), bytes: 0 };
    walk.folder(&top.join(&base), "")?;
    walk.files.sort_by(|left, right| left.name.cmp(&right.name));
    Ok(Folder { files: walk.files, project_files: found, base })
}

/// Whether a path inside the folder is a file without any link on the way.
fn is_plain_file(top: &Path, path: &str) -> bool {
    let mut at = top.to_owned();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        at.push(part);
        let Ok(meta) = fs::symlink_metadata(&at) else { return false };
        let expected = if parts.peek().is_some() { meta.is_dir() } else { meta.is_file() };
        if !expected {
            return false;
        }
    }
    true
}

struct Walk<'a> {
    limits: &'a Limits,
    files: Vec<LooseFile>,
    names: NameSet,
    bytes: u64,
}

impl Walk<'_> {
    /// Recursion ends at the name rules' depth.
    fn folder(&mut self, path: &Path, prefix: &str) -> Result<(), PackageError> {
        let io = |source| PackageError::Io { path: path.to_owned(), source };
        for item in fs::read_dir(path).map_err(io)? {
            let item = item.map_err(io)?;
            let Ok(name) = item.file_name().into_string() else {
                return Err(
                    NameError::NotUtf8 { entry: item.file_name().to_string_lossy().into_owned() }.into()
                );
            };
            if is_left_out(&name) {
                continue;
            }
            let full = item.path();
            let name = format!("{prefix}{name}");
            let kind = item.file_type().map_err(io)?;
            if kind.is_symlink() {
                return Err(PackageError::FolderSymlink { path: full });
            }
            if !kind.is_dir() && !kind.is_file() {
                return Err(PackageError::FolderSpecial { path: full });
            }
            names::check(&name)?;
            self.names.add(&name, kind.is_dir())?;
            if kind.is_dir() {
                self.folder(&full, &format!("{name}/"))?;
            } else {
                self.file(&full, name)?;
            }
        }
        Ok(())
    }

    fn file(&mut self, path: &Path, name: String) -> Result<(), PackageError> {
        let count = self.files.len() as u64 + 1;
        if count > self.limits.files as u64 {
            return Err(LimitError::TooManyFiles { count, limit: self.limits.files as u64 }.into());
        }
        let content = read_file(path, self.limits)?;
        let size = content.len() as u64;
        if size > self.limits.file_bytes {
            return Err(
                LimitError::FileTooLarge { entry: name, bytes: size, limit: self.limits.file_bytes }.into()
            );
        }
        self.bytes += size;
        if self.bytes > self.limits.package_bytes {
            return Err(
                LimitError::PackageTooLarge { bytes: self.bytes, limit: self.limits.package_bytes }.into()
            );
        }
        self.files.push(LooseFile { name, content: content.into() });
        Ok(())
    }
}

/// Reads a file, but never more than one byte beyond what any limit allows.
pub(crate) fn read_file(path: &Path, limits: &Limits) -> Result<Vec<u8>, PackageError> {
    let io = |source| PackageError::Io { path: PathBuf::from(path), source };
    let file = fs::File::open(path).map_err(io)?;
    let mut content = Vec::new();
    file.take(limits.package_bytes.max(limits.file_bytes) + 1).read_to_end(&mut content).map_err(io)?;
    Ok(content)
}
