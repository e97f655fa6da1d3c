//! A program folder as one archive: what installing a folder, and publishing it, need.

use crate::dialect::project_files;
use crate::error::PackageError;
use crate::folder::{self, Folder};
use crate::{Limits, Package};
use std::io::{Cursor, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Packs the program in a folder into a canonical archive: the files that [`Package::open_folder`] takes, from the program's
/// root. The bytes depend on names and contents only, not on dates, modes or the order of the disk. They are opened once with
/// the default [`Limits`] before they are returned, so a program that hosts would refuse is refused here.
///
/// A project file (`project.config.json` and the like) is packed when it lies beside `app.json`, and left out when another
/// one further up has named the program's root: inside, it could only name a second root.
pub fn pack_folder(folder: &Path) -> Result<Vec<u8>, PackageError> {
    let limits = Limits::default();
    let found = folder::read(folder, &limits)?;
    let bytes = write(&found)
        .map_err(|error| PackageError::Pack { path: folder.to_owned(), message: error.to_string() })?;
    Package::open_bytes(bytes.as_slice().into(), &limits)?;
    Ok(bytes)
}

fn write(folder: &Folder) -> zip::result::ZipResult<Vec<u8>> {
    // Fixed, or the same folder would give other bytes tomorrow or elsewhere.
    let options = SimpleFileOptions::default()
        .last_modified_time(DateTime::default())
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let names_other_root =
        |name: &str| !folder.base.is_empty() && project_files().any(|project| project == name);
    for file in folder.files.iter().filter(|file| !names_other_root(&file.name)) {
        zip.start_file(file.name.as_str(), options)?;
        zip.write_all(&file.content)?;
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn put(top: &Path, name: &str, content: &str) {
        let path = top.join(name);
        fs::create_dir_all(path.parent().expect("has a parent")).expect("makes folders");
        fs::write(path, content).expect("writes");
    }

    fn program(top: &Path, order: &[usize]) {
        let files = [
            ("app.json", r#"{"pages":["pages/a/a"]}"#),
            ("pages/a/a.ttml", "<view/>"),
            ("pages/a/a.js", "Page({})"),
            ("图.txt", "one, one, one, one"),
            (".git/x", "hidden"),
            ("empty.js", ""),
        ];
        for &place in order {
            put(top, files[place].0, files[place].1);
        }
    }

    #[test]
    fn the_same_folder_gives_the_same_bytes() {
        let (left, right) = (tempfile::tempdir().expect("folder"), tempfile::tempdir().expect("folder"));
        program(left.path(), &[0, 1, 2, 3, 4, 5]);
        program(right.path(), &[5, 4, 3, 2, 1, 0]);
        let old = fs::File::options().write(true).open(right.path().join("app.json")).expect("opens");
        old.set_modified(std::time::UNIX_EPOCH).expect("sets the date");
        let bytes = pack_folder(left.path()).expect("packs");
        assert_eq!(bytes, pack_folder(right.path()).expect("packs"));
        let packed = Package::open_bytes(bytes.into(), &Limits::default()).expect("opens");
        let loose = Package::open_folder(left.path(), &Limits::default()).expect("opens");
        assert_eq!(packed.files().collect::<Vec<_>>(), loose.files().collect::<Vec<_>>());
        for file in packed.files() {
            assert_eq!(packed.read(&file.path), loose.read(&file.path), "{}", file.path);
        }
    }

    #[test]
    fn the_programs_root_is_what_is_packed() {
        let top = tempfile::tempdir().expect("folder");
        program(&top.path().join("dist"), &[0, 1, 2]);
        program(&top.path().join("dist/other"), &[0, 1, 2]);
        put(top.path(), "project.config.json", r#"{"miniprogramRoot":"dist/"}"#);
        put(top.path(), "dist/project.config.json", r#"{"miniprogramRoot":"other"}"#);
        let bytes = pack_folder(top.path()).expect("packs");
        let packed = Package::open_bytes(bytes.into(), &Limits::default()).expect("opens");
        assert!(packed.contains("other/app.json") && !packed.contains("project.config.json"));
    }

    #[test]
    fn what_hosts_refuse_is_refused() {
        let top = tempfile::tempdir().expect("folder");
        assert!(matches!(pack_folder(top.path()), Err(PackageError::NoAppJson { .. })));
        program(top.path(), &[0, 1, 2]);
        put(top.path(), "blank.txt", &" ".repeat(2 << 20));
        assert!(matches!(pack_folder(top.path()), Err(PackageError::Limit(_))));
    }
}
