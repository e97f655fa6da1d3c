//! An open package: checked once, shared by everyone, read in place.

use crate::archive::Archive;
use crate::config::{AppConfig, ComponentConfig, PageConfig};
use crate::error::{JsonError, PackageError, ReadError};
use crate::paths::join;
use crate::window::Theme;
use crate::{Limits, dialect, folder, root};
use minihost_ports::{Dialect, PackageDigest, Problem, ProblemKind};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

/// One version of a program, open for reading. Cheap to clone; may be used from many threads.
#[derive(Clone)]
pub struct Package(Arc<Inner>);

struct Inner {
    source: Source,
    /// Sorted by path.
    files: Vec<FileEntry>,
    index: HashMap<String, usize>,
    digest: PackageDigest,
    byte_len: u64,
    dialect: Dialect,
    app: AppConfig,
    theme: Theme,
    problems: Vec<Problem>,
}

enum Source {
    /// Each file's place in the archive's directory.
    Archive {
        archive: Archive,
        places: Vec<usize>,
    },
    Memory(Vec<Arc<[u8]>>),
}

/// One file of a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileEntry {
    /// Path from the program's root, such as `pages/index/index.js`.
    pub path: String,
    /// Bytes once inflated.
    pub size: u64,
}

impl Package {
    /// Opens an archive from memory, with every check.
    pub fn open_bytes(bytes: Arc<[u8]>, limits: &Limits) -> Result<Package, PackageError> {
        let digest = PackageDigest(Sha256::digest(&bytes).into());
        Self::open_archive(&bytes, digest, limits, true)
    }

    /// Opens an archive that [`Package::open_bytes`] accepted when it was installed, and whose digest has been verified
    /// since. The structure is checked again; that each file inflates to its checksum is checked when it is read.
    pub fn open_installed(
        bytes: Arc<[u8]>,
        verified: PackageDigest,
        limits: &Limits,
    ) -> Result<Package, PackageError> {
        Self::open_archive(&bytes, verified, limits, false)
    }

    /// Opens an archive from a file, with every check.
    pub fn open_file(path: &Path, limits: &Limits) -> Result<Package, PackageError> {
        Self::open_bytes(folder::read_file(path, limits)?.into(), limits)
    }

    /// Opens a program in a folder. It is read into memory, so later changes are not seen.
    pub fn open_folder(path: &Path, limits: &Limits) -> Result<Package, PackageError> {
        let folder = folder::read(path, limits)?;
        let mut hash = Sha256::new_with_prefix(b"minihost folder 1\0");
        let (mut files, mut contents, mut byte_len) = (Vec::new(), Vec::new(), 0);
        for file in folder.files {
            for part in [file.name.as_bytes(), &file.content] {
                hash.update((part.len() as u64).to_le_bytes());
                hash.update(part);
            }
            byte_len += file.content.len() as u64;
            files.push(FileEntry { path: file.name, size: file.content.len() as u64 });
            contents.push(file.content);
        }
        let digest = PackageDigest(hash.finalize().into());
        Self::assemble(Source::Memory(contents), files, digest, byte_len, &folder.project_files)
    }

    /// Opens a folder or an archive, whichever the path is.
    pub fn open_path(path: &Path, limits: &Limits) -> Result<Package, PackageError> {
        if path.is_dir() { Self::open_folder(path, limits) } else { Self::open_file(path, limits) }
    }

    fn open_archive(
        bytes: &Arc<[u8]>,
        digest: PackageDigest,
        limits: &Limits,
        check_content: bool,
    ) -> Result<Package, PackageError> {
        let (archive, mut all) = Archive::open(bytes, limits, check_content)?;
        all.sort_by(|left, right| left.name.cmp(&right.name));
        let find = |path: &str| all.binary_search_by(|file| file.name.as_str().cmp(path)).ok();
        let contains = |path: &str| find(path).is_some();
        let names = all.iter().map(|file| file.name.as_str());
        let base = root::single_top_folder(names, &contains).unwrap_or_default().to_owned();
        let at_base = |name: &str| if base.is_empty() { name.to_owned() } else { format!("{base}/{name}") };
        let mut project_files = Vec::new();
        let mut texts = Vec::new();
        for name in dialect::project_files() {
            if let Some(place) = find(&at_base(name)) {
                let content = archive
                    .read(all[place].index, all[place].size)
                    .map_err(|_| crate::ArchiveError::ContentBroken { entry: at_base(name) })?;
                project_files.push(name);
                texts.push((name, String::from_utf8_lossy(&content).into_owned()));
            }
        }
        let program = root::choose(&base, texts.into_iter(), &contains)
            .map_err(|looked_in| PackageError::NoAppJson { looked_in })?;
        let prefix = if program.is_empty() { program } else { program + "/" };
        let (mut files, mut places) = (Vec::new(), Vec::new());
        for file in &all {
            if let Some(path) = file.name.strip_prefix(&prefix) {
                files.push(FileEntry { path: path.to_owned(), size: file.size });
                places.push(file.index);
            }
        }
        Self::assemble(Source::Archive { archive, places }, files, digest, bytes.len() as u64, &project_files)
    }

    fn assemble(
        source: Source,
        files: Vec<FileEntry>,
        digest: PackageDigest,
        byte_len: u64,
        project_files: &[&'static str],
    ) -> Result<Package, PackageError> {
        let index = files.iter().enumerate().map(|(place, file)| (file.path.clone(), place)).collect();
        let mut inner = Inner {
            source,
            files,
            index,
            digest,
            byte_len,
            dialect: Dialect::WeChat,
            app: AppConfig::default(),
            theme: Theme::default(),
            problems: Vec::new(),
        };
        let text = inner.read("app.json").map_err(|error| JsonError {
            file: "app.json".to_owned(),
            line: 1,
            column: 1,
            message: error.to_string(),
        })?;
        (inner.app, inner.problems) = AppConfig::parse(&String::from_utf8_lossy(&text))?;
        if inner.app.all_pages().next().is_none() {
            return Err(PackageError::NoPages);
        }
        if let Some(page) = inner.app.all_pages().find(|page| join("", page).as_deref() != Some(page)) {
            return Err(PackageError::PagePath { page: crate::error::shown(page.as_bytes()) });
        }
        let contains = |path: &str| inner.index.contains_key(path);
        let names = inner.files.iter().map(|file| file.path.as_str());
        inner.dialect = dialect::detect(inner.app.all_pages(), project_files, &contains, names)
            .ok_or(PackageError::UnknownDialect)?;
        inner.read_theme();
        Ok(Package(Arc::new(inner)))
    }

    /// All files of the program, sorted by path.
    pub fn files(&self) -> impl Iterator<Item = &FileEntry> {
        self.0.files.iter()
    }

    /// Whether a file is there.
    pub fn contains(&self, path: &str) -> bool {
        self.0.index.contains_key(path)
    }

    /// A file's bytes.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.0.read(path)
    }

    /// A file's text: UTF-8 without a byte order mark. Bytes that are no UTF-8 become U+FFFD; see [`Package::report`].
    pub fn read_text(&self, path: &str) -> Result<String, ReadError> {
        self.read_text_checked(path).map(|(text, _)| text)
    }

    /// The same, with a problem when the file is not UTF-8.
    pub fn read_text_checked(&self, path: &str) -> Result<(String, Option<Problem>), ReadError> {
        let bytes = self.read(path)?;
        let (text, problem) = match String::from_utf8(bytes) {
            Ok(text) => (text, None),
            Err(error) => {
                let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                let line = before.split(|byte| *byte == b'\n').count() as u32;
                let message = "the file is not UTF-8; what cannot be read is shown as \u{fffd}";
                let problem = Problem::new(ProblemKind::Script, message).warning().at(path, line, 1);
                (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(problem))
            }
        };
        let text = match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        };
        Ok((text, problem))
    }

    /// SHA-256 of the archive; for a folder, of its sorted names and contents.
    pub fn digest(&self) -> PackageDigest {
        self.0.digest
    }

    /// Bytes of the archive; for a folder, of all its files.
    pub fn byte_len(&self) -> u64 {
        self.0.byte_len
    }

    /// Whose mini program this is.
    pub fn dialect(&self) -> Dialect {
        self.0.dialect
    }

    /// What `app.json` says.
    pub fn app(&self) -> &AppConfig {
        &self.0.app
    }

    /// The theme's variables; empty when the program has none.
    pub fn theme(&self) -> &Theme {
        &self.0.theme
    }

    /// What was found wrong at open: in `app.json` and the theme. [`Package::report`] looks at everything.
    pub fn problems(&self) -> &[Problem] {
        &self.0.problems
    }

    /// What a page's json says. A missing file counts as empty: platforms do not ask for one.
    pub fn page_config(&self, page: &str) -> (PageConfig, Vec<Problem>) {
        let file = format!("{page}.json");
        self.read_text(&file).map(|text| PageConfig::parse(&file, &text)).unwrap_or_default()
    }

    /// What a component's json says; `component` is its path without extension. A missing file counts as empty.
    pub fn component_config(&self, component: &str) -> (ComponentConfig, Vec<Problem>) {
        let file = format!("{component}.json");
        self.read_text(&file).map(|text| ComponentConfig::parse(&file, &text)).unwrap_or_default()
    }
}

impl Inner {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let Some(&place) = self.index.get(path) else {
            return Err(ReadError::NotFound { path: path.to_owned() });
        };
        match &self.source {
            Source::Archive { archive, places } => archive
                .read(places[place], self.files[place].size)
                .map_err(|message| ReadError::Broken { path: path.to_owned(), message }),
            Source::Memory(contents) => Ok(contents[place].to_vec()),
        }
    }

    fn read_theme(&mut self) {
        // WeChat reads theme.json only when app.json names it; ByteDance also takes it from its place.
        let location = self.app.theme_location.clone().unwrap_or_else(|| "theme.json".to_owned());
        match self.read(&location) {
            Ok(bytes) => {
                let (theme, problems) = Theme::parse(&location, &String::from_utf8_lossy(&bytes));
                self.theme = theme;
                self.problems.extend(problems);
            }
            Err(_) if self.app.theme_location.is_some() => {
                let message = format!("\"themeLocation\" names {location:?}, which is not in the package");
                self.problems
                    .push(Problem::new(ProblemKind::MissingFile, message).warning().at("app.json", 0, 0));
            }
            Err(_) => {}
        }
    }
}

impl fmt::Debug for Package {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Package")
            .field("dialect", &self.0.dialect)
            .field("files", &self.0.files.len())
            .field("digest", &self.0.digest)
            .finish_non_exhaustive()
    }
}
