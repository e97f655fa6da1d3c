//! Where the demo finds what it shows: the page, the programs, the fonts. It runs from a checkout.

use minihost_layout::FontBook;
use std::env;
use std::path::{Path, PathBuf};

const FONT_FAMILIES: &str = "tests/fonts/node_modules/@expo-google-fonts";

/// The checkout: searched upwards from the current folder, then where the demo was built.
///
/// # Errors
/// Neither is inside a checkout.
pub(crate) fn checkout() -> Result<PathBuf, String> {
    let starts = [env::current_dir().ok(), Some(PathBuf::from(env!("CARGO_MANIFEST_DIR")))];
    starts
        .iter()
        .flatten()
        .flat_map(|start| start.ancestors())
        .find(|folder| folder.join("desktop-demo/web/index.html").is_file())
        .map(Path::to_owned)
        .ok_or_else(|| "the demo's page is not found: run the demo inside a checkout of Minihost".to_owned())
}

/// Fonts: those below `MINIHOST_FONTS`, else the pinned ones of the checkout.
///
/// # Errors
/// A sentence that says how to install them.
pub fn fonts() -> Result<FontBook, String> {
    if let Some(folder) = env::var_os("MINIHOST_FONTS") {
        let folder = PathBuf::from(folder);
        return FontBook::load_folder(&folder)
            .map_err(|error| format!("MINIHOST_FONTS: {}: {error}", folder.display()));
    }
    let families = checkout()?.join(FONT_FAMILIES);
    // The demo's page loads these three weights; the painted text must not have others.
    let folders =
        PINNED.map(|(_, path)| families.join(path).parent().map_or_else(PathBuf::new, Path::to_owned));
    FontBook::load_folders(&folders).map_err(|error| {
        format!(
            "the fonts are not installed ({}: {error}): run `cargo xtask setup`, or set MINIHOST_FONTS",
            families.display()
        )
    })
}

/// The fonts as the page asks for them.
const PINNED: [(&str, &str); 3] = [
    ("400.ttf", "noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf"),
    ("700.ttf", "noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf"),
    ("emoji.ttf", "noto-color-emoji/400Regular/NotoColorEmoji_400Regular.ttf"),
];

/// The file behind `/fonts/NAME`: in `MINIHOST_FONTS`, wherever it lies there, else in the checkout.
pub(crate) fn font_file(checkout: &Path, name: &str) -> Option<PathBuf> {
    let (_, path) = PINNED.iter().find(|(known, _)| *known == name)?;
    let Some(folder) = env::var_os("MINIHOST_FONTS") else {
        return Some(checkout.join(FONT_FAMILIES).join(path));
    };
    let wanted = Path::new(path).file_name()?;
    find_below(Path::new(&folder), wanted, 8)
}

fn find_below(folder: &Path, wanted: &std::ffi::OsStr, depth: usize) -> Option<PathBuf> {
    let here = folder.join(wanted);
    if here.is_file() {
        return Some(here);
    }
    if depth == 0 {
        return None;
    }
    let mut below: Vec<PathBuf> = std::fs::read_dir(folder)
        .ok()?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    below.sort();
    below.iter().find_map(|folder| find_below(folder, wanted, depth - 1))
}

/// The user's folder for the demo's state.
///
/// # Errors
/// The system names no home folder.
pub(crate) fn data() -> Result<PathBuf, String> {
    let home = || env::var_os("HOME").map(PathBuf::from);
    let base = if cfg!(windows) {
        env::var_os("LOCALAPPDATA").map(PathBuf::from)
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Application Support"))
    } else {
        env::var_os("XDG_DATA_HOME")
            .map(PathBuf::from)
            .or_else(|| home().map(|home| home.join(".local/share")))
    };
    base.map(|base| base.join("minihost-demo"))
        .ok_or_else(|| "no home folder is known: say where to keep state with --data FOLDER".to_owned())
}
