//! Writes what we make of pages, one JSON object a line, for `compare.mjs` to compare with what Chromium makes of them: the tree, the style
//! sheets as they were read, and where every box and line of text stands.
//!
//! ```text
//! minihost-equality cases FILE...       cases of one CSS feature each; see `cases/README.md`
//! minihost-equality program FOLDER NAME [--pictures TO]
//!                                       every page of a program, which is called NAME in the names of its pages; draws them into TO
//! minihost-equality looks LIST TO       pages of a list, each light and dark, as `program` prints them; draws them into TO
//! minihost-equality beside LIST PAGES FIGURES PICTURES DOCS
//!                                       those pictures beside Chromium's, and the page of docs that shows them
//! minihost-equality expected FOLDER KNOWN
//!                                       cases that say where each element expects to stand; KNOWN names those that differ, with reasons
//! ```

mod beside;
mod cases;
mod dump;
mod expected;
mod looks;
mod markup;
mod program;

use minihost_layout::FontBook;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// The phone that pages are laid out for, in logical pixels.
pub const SCREEN: (f32, f32) = (375.0, 667.0);

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["cases", files @ ..] => fonts().and_then(|fonts| cases::run(files, &fonts)),
        ["expected", folder, known] => expected::run(Path::new(folder), Path::new(known)),
        ["looks", list, to] => fonts().and_then(|fonts| looks::run(Path::new(list), &fonts, Path::new(to))),
        ["beside", list, pages, figures, pictures, docs] => beside::run(&beside::Paths {
            list: Path::new(list),
            pages: Path::new(pages),
            figures: Path::new(figures),
            pictures: Path::new(pictures),
            docs: Path::new(docs),
        }),
        ["program", folder, name] => {
            fonts().and_then(|fonts| program::run(Path::new(folder), name, &fonts, None))
        }
        ["program", folder, name, "--pictures", to] => {
            fonts().and_then(|fonts| program::run(Path::new(folder), name, &fonts, Some(Path::new(to))))
        }
        _ => Err("minihost-equality cases FILE... | program FOLDER NAME [--pictures TO] | looks LIST TO | beside ...".into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("minihost-equality: {reason}");
            ExitCode::FAILURE
        }
    }
}

/// The pinned fonts, which the browser is given, too.
fn fonts() -> Result<Arc<FontBook>, String> {
    let folder = std::env::var_os("MINIHOST_FONTS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../fonts/node_modules"), PathBuf::from);
    let book = FontBook::load_folder(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    if book.is_empty() {
        return Err(format!("no fonts in {}: `cargo xtask setup` installs them", folder.display()));
    }
    Ok(Arc::new(book))
}
