//! The programs of this repository: every json of theirs is read without a complaint, and each packs into the same program.

use minihost_package::{Limits, Package, pack_folder};
use std::fs;
use std::path::{Path, PathBuf};

fn programs() -> Vec<PathBuf> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/programs");
    let folders = [top.clone(), top.join("hostile")];
    let items = folders.iter().flat_map(|folder| fs::read_dir(folder).expect("tests/programs is there"));
    let mut found: Vec<PathBuf> = items.map(|item| item.expect("lists").path()).collect();
    found.retain(|path| path.join("app.json").is_file());
    found.sort();
    assert!(found.len() >= 4, "only {found:?}");
    found
}

#[test]
fn every_json_is_read_without_a_complaint() {
    for path in programs() {
        let shown = path.display();
        let package =
            Package::open_folder(&path, &Limits::default()).unwrap_or_else(|e| panic!("{shown}: {e}"));
        assert_eq!(package.problems(), [], "{shown}");
        let mut used: Vec<(String, String)> =
            package.app().using_components.values().map(|tag| ("app.json".to_owned(), tag.clone())).collect();
        for page in package.app().all_pages() {
            let (page_config, problems) = package.page_config(page);
            assert_eq!(problems, [], "{shown}: {page}");
            let references = page_config.component.using_components.into_values();
            used.extend(references.map(|reference| (format!("{page}.json"), reference)));
        }
        let mut seen = Vec::new();
        while let Some((from, reference)) = used.pop() {
            let component = package
                .resolve_component(&from, &reference)
                .unwrap_or_else(|e| panic!("{shown}: {from}: {e}"));
            if seen.contains(&component) {
                continue;
            }
            let (config, problems) = package.component_config(&component);
            assert_eq!(problems, [], "{shown}: {component}");
            assert!(config.is_component, "{shown}: {component} does not say that it is a component");
            let references = config.using_components.into_values();
            used.extend(references.map(|reference| (format!("{component}.json"), reference)));
            seen.push(component);
        }
    }
}

#[test]
fn each_packs_into_the_same_program() {
    for path in programs() {
        let bytes = pack_folder(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(bytes, pack_folder(&path).expect("packs again"), "{}", path.display());
        let packed = Package::open_bytes(bytes.into(), &Limits::default()).expect("opens");
        let loose = Package::open_folder(&path, &Limits::default()).expect("opens");
        assert_eq!((packed.dialect(), packed.app()), (loose.dialect(), loose.app()));
        assert!(packed.files().eq(loose.files()), "{}", path.display());
        for file in loose.files() {
            assert_eq!(packed.read(&file.path), loose.read(&file.path), "{}", file.path);
        }
    }
}
