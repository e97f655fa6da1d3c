//! Pages of a list, light and dark, for the pictures that `cargo xtask pages` makes.

use crate::SCREEN;
use crate::program::{Fault, host, open};
use minihost_layout::FontBook;
use minihost_ports::{Appearance, Locale, Screen};
use serde::Deserialize;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A row of the list; what else it says is for the page that shows the pictures.
#[derive(Deserialize)]
struct Row {
    name: String,
    program: PathBuf,
    page: String,
    /// Of the screen, so that most of a long page is seen.
    height: f32,
    /// A script of the program that draws its canvases: the browser runs it, too.
    canvas: Option<String>,
}

/// Each page in English by day, and in Chinese by night.
const LOOKS: [(&str, Appearance, Locale); 2] =
    [("light", Appearance::Light, Locale::En), ("dark", Appearance::Dark, Locale::Zh)];

/// Prints the pages and draws them into a folder.
///
/// # Errors
/// The list cannot be read, a page not be opened, or a picture not be written.
pub fn run(list: &Path, fonts: &Arc<FontBook>, to: &Path) -> Result<(), String> {
    let fault = |error: &dyn std::fmt::Display| format!("{}: {error}", list.display());
    let text = std::fs::read_to_string(list).map_err(|error| fault(&error))?;
    let rows: Vec<Row> = serde_json::from_str(&text).map_err(|error| fault(&error))?;
    let state = tempfile::tempdir().map_err(|error| error.to_string())?;
    let host = host(state.path(), fonts)?;
    for row in rows {
        for (look, appearance, locale) in LOOKS {
            let screen =
                Screen { width: SCREEN.0, height: row.height, appearance, locale, ..Screen::default() };
            let file = to.join(format!("{}-{look}.png", row.name));
            // The browser reads from the name whether it is dark.
            let name = format!("{} ({look})", row.name);
            let mut value =
                open(&host, &row.program, &row.page, screen, fonts, Some(&file), &name).map_err(|error| {
                    match error {
                        Fault::Page(reason) | Fault::Picture(reason) => format!("{name}: {reason}"),
                    }
                })?;
            if let Some(script) = &row.canvas {
                let source =
                    std::fs::read_to_string(row.program.join(script)).map_err(|error| fault(&error))?;
                value["canvas"] =
                    json!({ "source": source, "dark": look == "dark", "chinese": locale == Locale::Zh });
            }
            value["controls"] = true.into();
            println!("{value}");
        }
    }
    Ok(())
}
