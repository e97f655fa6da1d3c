//! A host for the command line: state in a temporary folder that goes when the command ends, fonts that come with the project.

use minihost_host::{Host, HostConfig, desktop};
use minihost_layout::FontBook;
use minihost_paint::images::DefaultDecoder;
use minihost_ports::HostIdentity;
use std::path::PathBuf;
use std::sync::Arc;

/// A host and what draws its pictures.
pub struct Machine {
    /// The host.
    pub host: Arc<Host>,
    /// The fonts, for the rasteriser.
    pub fonts: Arc<FontBook>,
    _folder: tempfile::TempDir,
}

/// Makes one.
///
/// # Errors
/// No fonts, or no place for temporary files.
pub fn start() -> Result<Machine, String> {
    let fonts = Arc::new(find_fonts()?);
    let folder = tempfile::tempdir().map_err(|error| format!("cannot make a temporary folder: {error}"))?;
    let ports = desktop::ports(fonts.clone(), Arc::new(DefaultDecoder::default()));
    let identity = HostIdentity {
        id: "dev.minihost.cli".into(),
        name: "minihost".into(),
        version: env!("CARGO_PKG_VERSION").into(),
    };
    let mut config = HostConfig::new(identity, folder.path().to_owned(), ports);
    config.canvas_fonts = Some(Arc::clone(&fonts));
    config.endless_motion = false;
    let host = Host::new(config).map_err(|error| error.to_string())?;
    Ok(Machine { host, fonts, _folder: folder })
}

/// The pinned fonts: the folder that `MINIHOST_FONTS` names, or the one that `cargo xtask setup` fills, sought upward from here.
fn find_fonts() -> Result<FontBook, String> {
    let mut places: Vec<PathBuf> =
        std::env::var_os("MINIHOST_FONTS").map(PathBuf::from).into_iter().collect();
    for start in [std::env::current_dir().ok(), std::env::current_exe().ok()].into_iter().flatten() {
        places.extend(start.ancestors().map(|folder| folder.join("tests/fonts/node_modules")));
    }
    let folder = places.into_iter().find(|folder| folder.is_dir());
    let folder = folder.ok_or(
        "there are no fonts: run `cargo xtask setup`, or name a folder of .ttf files in MINIHOST_FONTS",
    )?;
    FontBook::load_folder(&folder).map_err(|error| format!("{}: {error}", folder.display()))
}
