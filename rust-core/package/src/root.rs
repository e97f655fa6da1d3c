//! Where in an archive or a folder the program begins.

use crate::dialect::project_files;
use crate::json::Document;
use crate::paths::join;

/// The keys of project files that name the program's folder, in the order they are believed.
const ROOT_KEYS: [&str; 3] = ["miniprogramRoot", "srcMiniprogramRoot", "smartProgramRoot"];

/// Chooses the folder that holds `app.json`: what a project file names, else `base` itself. The result has no trailing
/// slash. `Err` says where was looked.
pub(crate) fn choose(
    base: &str,
    project_texts: impl Iterator<Item = (&'static str, String)>,
    exists: &dyn Fn(&str) -> bool,
) -> Result<String, String> {
    let mut looked_in = Vec::new();
    let mut holds_app = |folder: &str| {
        let app = if folder.is_empty() { "app.json".to_owned() } else { format!("{folder}/app.json") };
        let found = exists(&app);
        if !found {
            let shown = if folder.is_empty() { "the top folder".to_owned() } else { format!("{folder:?}") };
            if !looked_in.contains(&shown) {
                looked_in.push(shown);
            }
        }
        found
    };
    for (name, text) in project_texts {
        let mut doc = Document::new(name, &text);
        let Ok(mut fields) = doc.parse() else { continue };
        for key in ROOT_KEYS {
            let folder = fields.string(&mut doc, key).filter(|folder| !folder.trim().is_empty());
            let holder = if base.is_empty() { name.to_owned() } else { format!("{base}/{name}") };
            let folder = folder.and_then(|folder| join(&holder, folder.trim().trim_start_matches('/')));
            if let Some(folder) = folder.filter(|folder| holds_app(folder)) {
                return Ok(folder);
            }
        }
    }
    if holds_app(base) { Ok(base.to_owned()) } else { Err(looked_in.join(", ")) }
}

/// The one folder that holds all files of an archive, when the archive's top holds neither a program nor a project.
pub(crate) fn single_top_folder<'a>(
    files: impl Iterator<Item = &'a str> + Clone,
    contains: &dyn Fn(&str) -> bool,
) -> Option<&'a str> {
    if contains("app.json") || project_files().any(contains) {
        return None;
    }
    // The archiver of macOS adds a second tree of resource forks; editors leave hidden files.
    let mut tops = files
        .filter(|file| !file.starts_with("__MACOSX/") && !file.starts_with('.'))
        .map(|file| file.split_once('/').map(|(top, _)| top));
    let first = tops.next()??;
    tops.all(|top| top == Some(first)).then_some(first)
}
