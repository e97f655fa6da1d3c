//! Every way a package can be refused. One variant per rule; each message names the entry and says what to do.

use std::io;
use std::path::PathBuf;

/// Why a package cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// The file or folder could not be read.
    #[error("cannot read {}: {source}", path.display())]
    Io {
        /// What was read.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
    /// The archive's structure has more than one reading, or uses what packages may not use.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// A file name breaks a rule.
    #[error(transparent)]
    Name(#[from] NameError),
    /// A cap is exceeded.
    #[error(transparent)]
    Limit(#[from] LimitError),
    /// A symbolic link in a folder.
    #[error("{} is a symbolic link; replace it by a copy of the file", path.display())]
    FolderSymlink {
        /// The link.
        path: PathBuf,
    },
    /// A device, pipe or socket in a folder.
    #[error("{} is neither a file nor a folder; remove it", path.display())]
    FolderSpecial {
        /// The thing.
        path: PathBuf,
    },
    /// No `app.json` at the place where the program should begin.
    #[error(
        "no app.json in {looked_in}; open the folder that holds it, or set miniprogramRoot in project.config.json"
    )]
    NoAppJson {
        /// The folders that were looked at, for people.
        looked_in: String,
    },
    /// The archive of a folder could not be written.
    #[error("cannot pack {}: {message}", path.display())]
    Pack {
        /// The folder.
        path: PathBuf,
        /// What the writer said.
        message: String,
    },
    /// `app.json` is no JSON.
    #[error(transparent)]
    AppJson(#[from] JsonError),
    /// `app.json` declares no page.
    #[error("app.json declares no page; add one to \"pages\"")]
    NoPages,
    /// A page's path in `app.json` does not name a file inside the program.
    #[error(
        "app.json names the page {page:?}, which is no path inside the program; write it as pages/name/name"
    )]
    PagePath {
        /// The page as written.
        page: String,
    },
    /// Neither file names nor project files tell the dialect.
    #[error("cannot tell whose mini program this is: no page has a .wxml, .ttml, .axml or .swan template")]
    UnknownDialect,
}

/// A JSON file that cannot be read as JSON, even laxly.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {message}")]
pub struct JsonError {
    /// Path from the program's root.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// What is wrong.
    pub message: String,
}

/// Why a file cannot be read from an open package.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// There is no such file.
    #[error("{path:?} is not in the package")]
    NotFound {
        /// The path that was asked for.
        path: String,
    },
    /// The bytes do not inflate to what was checked at open; memory or disk is broken.
    #[error("{path:?} cannot be inflated: {message}")]
    Broken {
        /// The file.
        path: String,
        /// What the reader said.
        message: String,
    },
}

/// A cap of [`crate::Limits`] that is exceeded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LimitError {
    /// The archive, or all files of a folder together.
    #[error(
        "the package has {bytes} bytes, more than the allowed {limit}; make it smaller or have the host raise the limit"
    )]
    PackageTooLarge {
        /// What it has; for a folder, what was counted when counting stopped.
        bytes: u64,
        /// What is allowed.
        limit: u64,
    },
    /// Entries.
    #[error(
        "the package has {count} files, more than the allowed {limit}; remove what the program does not need"
    )]
    TooManyFiles {
        /// What it has; for a folder, what was counted when counting stopped.
        count: u64,
        /// What is allowed.
        limit: u64,
    },
    /// One file.
    #[error("{entry:?} has {bytes} bytes, more than the allowed {limit}; make it smaller")]
    FileTooLarge {
        /// The file.
        entry: String,
        /// Its size.
        bytes: u64,
        /// What is allowed.
        limit: u64,
    },
    /// All files once inflated.
    #[error(
        "the files have {bytes} bytes in total, more than the allowed {limit}; {entry:?} is the first too many"
    )]
    TotalTooLarge {
        /// The file that goes beyond.
        entry: String,
        /// The total up to and with it.
        bytes: u64,
        /// What is allowed.
        limit: u64,
    },
    /// One file's compression.
    #[error(
        "{entry:?} inflates {ratio} times, more than the allowed {limit}; store it in a less wasteful format"
    )]
    RatioTooHigh {
        /// The file.
        entry: String,
        /// Inflated bytes per compressed byte.
        ratio: u64,
        /// What is allowed.
        limit: u64,
    },
}

/// A rule for file names that is broken. The same rules hold in archives and folders, so that a program has one set of
/// files on every platform and under every reader.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[allow(
    missing_docs,
    reason = "the fields are `entry`, the offender, and `other`, the name it meets; the messages explain each"
)]
pub enum NameError {
    #[error("an entry has no name; remove it")]
    Empty,
    #[error("the name {entry:?} is not UTF-8; rename the file")]
    NotUtf8 { entry: String },
    #[error(
        "the name {entry:?} is not ASCII and not marked as UTF-8, so readers differ on it; repack with a tool that marks names (bsdtar, Python, jar or 7-Zip; Info-ZIP does not)"
    )]
    NotMarkedUtf8 { entry: String },
    #[error("the name {entry:?} holds a backslash; use '/' between folders")]
    Backslash { entry: String },
    #[error("the name {entry:?} holds a control or invisible character; rename the file")]
    Control { entry: String },
    #[error("the name {entry:?} begins with a drive; use a path from the program's root")]
    Drive { entry: String },
    #[error("the name {entry:?} begins with '/'; use a path from the program's root")]
    Absolute { entry: String },
    #[error("the name {entry:?} has an empty part; write one '/' between folders")]
    EmptyPart { entry: String },
    #[error("the name {entry:?} has a part \".\" or \"..\"; use a plain path")]
    Dots { entry: String },
    #[error("the name {entry:?} has a part that ends in a dot or a space; rename it")]
    TrailingDotOrSpace { entry: String },
    #[error("the name {entry:?} has a part of more than 255 bytes; shorten it")]
    PartTooLong { entry: String },
    #[error("the name {entry:?} has more than 1024 bytes; shorten it")]
    TooLong { entry: String },
    #[error("the name {entry:?} lies more than 32 folders deep; flatten the folders")]
    TooDeep { entry: String },
    #[error("the name {entry:?} is not in Unicode's composed form (NFC); rename the file")]
    NotNfc { entry: String },
    #[error("the name {entry:?} occurs twice; remove one")]
    Duplicate { entry: String },
    #[error("the names {entry:?} and {other:?} differ only by case; rename one")]
    CaseCollision { entry: String, other: String },
    #[error("{entry:?} is a file and a folder at once; rename one")]
    FileAndFolder { entry: String },
}

/// A rule for the structure of archives that is broken: every byte is accounted for, and there is one reading only.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "the fields are `entry`, the offender, and figures that the messages explain")]
pub enum ArchiveError {
    #[error("this is no zip archive, or it is cut off: it does not end with an end record")]
    NotAnArchive,
    #[error("the archive has a comment; repack it without one")]
    Comment,
    #[error("{bytes} bytes follow the archive's end; remove them")]
    TrailingBytes { bytes: u64 },
    #[error("the archive's end record holds a second one; repack it")]
    AmbiguousEnd,
    #[error("the archive is split over several disks; repack it as one file")]
    MultiDisk,
    #[error("the archive uses zip64, which no package needs; repack it without")]
    Zip64,
    #[error("the archive is empty")]
    NoEntries,
    #[error("the archive says it has {stated} entries, its directory lists {found}; repack it")]
    EntryCount { stated: u64, found: u64 },
    #[error("the archive's directory does not lie right before its end; repack it")]
    DirectoryPlace,
    #[error("the archive's directory is broken at entry {index}; repack it")]
    DirectoryRecord { index: usize },
    #[error("{entry:?} has a comment; repack without comments")]
    EntryComment { entry: String },
    #[error("{entry:?} is encrypted; packages must be readable by the host")]
    Encrypted { entry: String },
    #[error("{entry:?} is compressed by method {method}; use deflate or store")]
    Method { entry: String, method: u16 },
    #[error("{entry:?} has the unknown flags {flags:#06x}; repack with another tool")]
    Flags { entry: String, flags: u16 },
    #[error("{entry:?} is a symbolic link; replace it by a copy of the file")]
    Symlink { entry: String },
    #[error("{entry:?} is a device, pipe, socket or volume label; remove it")]
    SpecialFile { entry: String },
    #[error(
        "{entry:?} is a file by its name and a folder by its attributes, or the other way round; repack it"
    )]
    TypeMismatch { entry: String },
    #[error("the folder entry {entry:?} has content; repack it")]
    FolderWithData { entry: String },
    #[error("{entry:?} has a malformed extra field; repack it")]
    ExtraMalformed { entry: String },
    #[error("{entry:?} has the extra field {id:#06x}, which changes what readers see; repack without it")]
    ExtraMeaning { entry: String, id: u16 },
    #[error("{entry:?} has another name in its Unicode path field; repack it")]
    UnicodePath { entry: String },
    #[error("{entry:?} has no local header where the directory says; repack it")]
    LocalHeader { entry: String },
    #[error("{entry:?} shares bytes with another entry; repack it")]
    Overlap { entry: String },
    #[error("{bytes} bytes before {entry:?} belong to no entry; repack it")]
    Gap { entry: String, bytes: u64 },
    #[error("{bytes} bytes precede the first entry; remove them")]
    Prefix { bytes: u64 },
    #[error("{bytes} bytes between the last entry and the directory belong to no entry; repack it")]
    GapAtEnd { bytes: u64 },
    #[error("the two headers of {entry:?} differ in {field}; repack it")]
    HeadersDiffer { entry: String, field: &'static str },
    #[error("the data descriptor of {entry:?} does not fit its header; repack it")]
    Descriptor { entry: String },
    #[error(
        "{entry:?} is stored with a data descriptor and holds archive headers, so its end is unclear; repack it"
    )]
    StoredDescriptor { entry: String },
    #[error("{entry:?} is stored, but its two sizes differ; repack it")]
    StoredSize { entry: String },
    #[error("the content of {entry:?} is broken; repack it")]
    ContentBroken { entry: String },
    #[error("{entry:?} inflates to another size than its header says; repack it")]
    ContentSize { entry: String },
    #[error("the content of {entry:?} does not match its checksum; repack it")]
    ContentCrc { entry: String },
    #[error("{bytes} bytes follow the compressed content of {entry:?}; repack it")]
    ContentTail { entry: String, bytes: u64 },
    #[error("a second reader disagrees about this archive ({detail}); repack it")]
    ReadersDisagree { detail: String },
}

/// A name as it may be shown in a message: lossy and cut to a bearable length. Messages print it escaped.
pub(crate) fn shown(name: &[u8]) -> String {
    const SHOWN_CHARS: usize = 120;
    let text = String::from_utf8_lossy(&name[..name.len().min(SHOWN_CHARS * 4)]);
    let mut short: String = text.chars().take(SHOWN_CHARS).collect();
    if short.len() < name.len() {
        short.push('…');
    }
    short
}
