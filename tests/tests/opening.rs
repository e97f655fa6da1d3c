//! What a host believes when it opens a program: fetched bytes by the catalog's digest, installed bytes by their own, compiled scripts by
//! this installation's tag.

use minihost_host::{Catalog, CatalogEntry, CatalogError, Host, OpenError, OpenOptions};
use minihost_ports::{Dialect, PackageDigest, ProgramId};
use minihost_tests::phone::{Diary, Shown, config, shows};
use minihost_tests::tools;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A catalog of one program, whose bytes and digest a test sets.
struct One {
    bytes: Mutex<Vec<u8>>,
    digest: Option<PackageDigest>,
}

impl One {
    fn neighbour() -> One {
        let folder = tools::root().join("tests/programs/hostile/neighbour");
        One { bytes: Mutex::new(minihost_package::pack_folder(&folder).expect("it packs")), digest: None }
    }
}

impl Catalog for One {
    fn entries(&self) -> Vec<CatalogEntry> {
        vec![CatalogEntry {
            id: id(),
            version: "1".into(),
            name: "Neighbour".into(),
            name_zh: "Neighbour".into(),
            publisher: String::new(),
            description: String::new(),
            description_zh: String::new(),
            dialect: Dialect::WeChat,
            icon: Vec::new(),
        }]
    }

    fn fetch(&self, _id: &ProgramId) -> Result<Vec<u8>, CatalogError> {
        Ok(self.bytes.lock().expect("no panic").clone())
    }

    fn digest(&self, _id: &ProgramId) -> Option<PackageDigest> {
        self.digest
    }
}

fn id() -> ProgramId {
    ProgramId::new("neighbour").expect("valid")
}

fn host(root: &Path, catalog: One) -> Arc<Host> {
    let mut config = config(root, Arc::default());
    config.catalog = Arc::new(catalog);
    Host::new(config).expect("a host")
}

/// Opens the program, has it draw, answers a tap, and closes it.
fn run(host: &Host) {
    let mut shown = Shown::new(host.open(&id(), OpenOptions::default()).expect("it opens"));
    assert!(shown.wait(Duration::from_secs(20), |picture| shows(picture, "neighbour")), "it draws");
    shown.tap(187.0, 140.0);
    assert!(shown.wait(Duration::from_secs(20), |picture| shows(picture, "1")), "it runs");
    shown.session.close();
    assert!(!shown.wait(Duration::from_secs(20), |_| false) && shown.has_ended());
}

/// The one file in the store's folder of packages whose name ends so.
fn stored(root: &Path, ends: &str) -> PathBuf {
    let names = std::fs::read_dir(root.join("packages")).expect("listed");
    let is_code = |path: &PathBuf| path.extension().is_some();
    names
        .map(|entry| entry.expect("listed").path())
        .find(|path| if ends.is_empty() { !is_code(path) } else { path.to_string_lossy().ends_with(ends) })
        .expect("it is there")
}

#[test]
fn fetched_bytes_must_be_those_that_the_catalog_names() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut wrong = One::neighbour();
    wrong.digest = Some(PackageDigest([7; 32]));
    let refused = host(&folder.path().join("a"), wrong).open(&id(), OpenOptions::default());
    assert!(matches!(refused, Err(OpenError::Untrusted(error)) if error.expected == PackageDigest([7; 32])));
    let mut right = One::neighbour();
    let bytes: Arc<[u8]> = right.bytes.lock().expect("no panic").clone().into();
    let package = minihost_package::Package::open_bytes(bytes, &minihost_package::Limits::default());
    right.digest = Some(package.expect("it is accepted").digest());
    run(&host(&folder.path().join("b"), right));
}

#[test]
fn an_installed_package_that_changed_is_fetched_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let host = host(folder.path(), One::neighbour());
    run(&host);
    let blob = stored(folder.path(), "");
    let whole = std::fs::read(&blob).expect("read");
    let mut damaged = whole.clone();
    damaged[whole.len() / 2] ^= 1;
    std::fs::write(&blob, &damaged).expect("written");
    run(&host);
    assert_eq!(std::fs::read(&blob).expect("read"), whole);
}

#[test]
fn scripts_are_compiled_once_and_foreign_bytecode_is_not_believed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (home, abroad) = (folder.path().join("home"), folder.path().join("abroad"));
    let host_at_home = host(&home, One::neighbour());
    run(&host_at_home);
    let code = stored(&home, ".code");
    let kept = std::fs::read(&code).expect("read");
    assert!(kept.len() > 500, "app.js and the page's script are in it: {} bytes", kept.len());

    // The second time everything is found: nothing is written.
    std::fs::remove_file(&code).expect("removed");
    std::fs::write(&code, &kept).expect("written");
    let time = || std::fs::metadata(&code).expect("there").modified().expect("a time");
    let before = time();
    run(&host_at_home);
    assert_eq!((time(), std::fs::read(&code).expect("read")), (before, kept.clone()), "nothing was compiled");

    // Entries of another installation, damaged ones, and no entries at all: compiled from source, and kept anew.
    let host_abroad = host(&abroad, One::neighbour());
    run(&host_abroad);
    let foreign = std::fs::read(stored(&abroad, ".code")).expect("read");
    assert_eq!(foreign.len(), kept.len(), "the same scripts");
    assert_ne!(foreign, kept, "with the tags of another key");
    let mut damaged = kept.clone();
    let flipped = (0..damaged.len()).filter(|at| at % 100 == 99);
    flipped.for_each(|at| damaged[at] ^= 1);
    for (what, bytes) in
        [("foreign", foreign), ("damaged", damaged), ("cut off", kept[..200].to_vec()), ("empty", Vec::new())]
    {
        std::fs::write(&code, &bytes).expect("written");
        run(&host_at_home);
        assert_eq!(std::fs::read(&code).expect("read"), kept, "{what}");
    }

    // It goes with the program.
    host_at_home.used_list().remove_with_data(&id()).expect("removed");
    assert!(!code.exists());
}

#[test]
fn a_program_in_a_folder_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let host = Host::new(config(folder.path(), Arc::<Diary>::default())).expect("a host");
    let mut shown = Shown::open(&host, &tools::root().join("tests/programs/hostile/neighbour"));
    assert!(shown.wait(Duration::from_secs(20), |picture| shows(picture, "neighbour")), "it draws");
    assert!(shown.session.settle(Duration::from_secs(5)));
    assert_eq!(std::fs::read_dir(folder.path().join("packages")).expect("listed").count(), 0);
}
