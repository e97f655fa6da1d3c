//! Whatever fails, and whenever the power goes: the store opens again and holds the old state or the new one, never half of it.

use minihost_ports::{Dialect, ProgramId};
use minihost_store::vfs::MemoryVfs;
use minihost_store::{InstallInfo, Store, StoreError};
use proptest::prelude::*;
use std::sync::Arc;

fn id(text: &str) -> ProgramId {
    ProgramId::new(text).expect("valid")
}

fn info(name: &str) -> InstallInfo {
    InstallInfo {
        name: name.into(),
        name_zh: name.into(),
        version: "1".into(),
        dialect: Dialect::ByteDance,
        icon: vec![1, 2, 3],
        publisher: String::new(),
    }
}

fn open(vfs: &MemoryVfs) -> Store {
    Store::open_with(Arc::new(vfs.clone())).expect("the store opens after every crash")
}

/// A store with one old version of `a`, used once, with one stored value, all durable.
fn prepared() -> MemoryVfs {
    let vfs = MemoryVfs::new();
    let store = open(&vfs);
    store.install(&id("a"), &info("old"), b"old package", 1).expect("install");
    store.record_use(&id("a"), 5).expect("touch");
    store.storage(&id("a"), Dialect::WeChat).set("k", "v").expect("set");
    store.flush().expect("flush");
    drop(store);
    vfs.crash()
}

/// What can be seen of a store.
fn state(store: &Store) -> String {
    let package = match store.open_package(&id("a")) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(StoreError::NotInstalled(_)) => "none".into(),
        Err(error) => panic!("a package is whole or not there: {error}"),
    };
    let used: Vec<String> = store
        .used(10, 0)
        .expect("used")
        .iter()
        .map(|row| format!("{}@{}", row.name, row.last_used_ms))
        .collect();
    let value = store.storage(&id("a"), Dialect::WeChat).get("k").expect("storage");
    format!("{package} {used:?} {value:?}")
}

type Step = fn(&Store) -> Result<(), StoreError>;

const STEPS: &[(&str, Step)] = &[
    ("install", |store| store.install(&id("a"), &info("new"), b"new package", 2).map(|_| ())),
    ("touch", |store| store.record_use(&id("a"), 9).and_then(|()| store.flush())),
    ("remove", |store| store.remove_used(&id("a")).map(|_| ())),
    ("remove with data", |store| store.remove_used_with_data(&id("a")).map(|_| ())),
    ("clear", Store::clear_used),
    ("uninstall", |store| store.uninstall(&id("a"))),
    ("set", |store| store.storage(&id("a"), Dialect::WeChat).set("k", "w").and_then(|()| store.flush())),
    ("erase", |store| store.storage(&id("a"), Dialect::WeChat).clear()),
];

#[test]
fn every_failing_operation_leaves_the_old_or_the_new_state() {
    let mut tried = 0;
    for (name, step) in STEPS {
        let before = state(&open(&prepared()));
        let after = {
            let store = open(&prepared());
            step(&store).expect("without faults it works");
            state(&store)
        };
        // Removing with data is three durable steps on purpose; calling again goes on.
        let several = *name == "remove with data";
        for n in 1.. {
            let vfs = prepared();
            let store = open(&vfs);
            let first = vfs.operations();
            vfs.fail_from(Some(first + n));
            let result = step(&store);
            vfs.fail_from(None);
            drop(store);
            for (how, disk) in [("restart", vfs.clone()), ("power cut", vfs.crash())] {
                let seen = state(&open(&disk));
                assert!(seen == before || seen == after || several, "{name}, fault at {n}, {how}: {seen}");
                if result.is_ok() {
                    assert_eq!(seen, after, "{name}, fault at {n}, {how}: it said it was done");
                }
                tried += 1;
            }
            if result.is_ok() {
                break;
            }
        }
    }
    println!("{tried} faults tried");
    assert!(tried > 100);
}

#[test]
fn a_second_opener_is_told() {
    let vfs = MemoryVfs::new();
    let first = open(&vfs);
    assert!(matches!(Store::open_with(Arc::new(vfs.clone())), Err(StoreError::Locked)));
    drop(first);
    open(&vfs);
    let folder = tempfile::tempdir().expect("a folder");
    let first = Store::open(folder.path()).expect("opens");
    assert!(matches!(Store::open(folder.path()), Err(StoreError::Locked)));
    drop(first);
    Store::open(folder.path()).expect("opens again");
}

#[test]
fn damage_is_noticed_and_garbage_is_swept() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(folder.path()).expect("opens");
    let program = store.install(&id("a"), &info("x"), b"package", 1).expect("install");
    let blob = folder.path().join(format!("packages/{}", program.digest));
    std::fs::write(&blob, b"pack!ge").expect("written");
    assert!(matches!(store.open_package(&id("a")), Err(StoreError::Corrupt(_))));
    store.install(&id("a"), &info("x"), b"package", 1).expect("installing again heals it");
    assert!(store.open_package(&id("a")).is_ok());
    drop(store);
    std::fs::write(folder.path().join("packages/new-1-1"), b"half").expect("written");
    let store = Store::open(folder.path()).expect("opens");
    assert_eq!(std::fs::read_dir(folder.path().join("packages")).expect("listed").count(), 1);
    assert!(store.open_package(&id("a")).is_ok());
}

#[test]
fn quotas_hold_per_program_and_keys_do_not_meet() {
    let store = open(&MemoryVfs::new());
    let (a, b) = (id("a"), id("a_b"));
    let (of_a, of_b) = (store.storage(&a, Dialect::WeChat), store.storage(&b, Dialect::WeChat));
    of_a.set("b_c", "1").expect("set");
    of_b.set("c", "2").expect("set");
    assert_eq!(
        (of_a.get("b_c").expect("get").as_deref(), of_b.get("c").expect("get").as_deref()),
        (Some("1"), Some("2"))
    );
    let large = "x".repeat(1024 * 1024 - 10);
    assert!(matches!(
        of_a.set("too large", &"x".repeat(1024 * 1024)),
        Err(StoreError::QuotaExceeded { what: "one key", .. })
    ));
    for n in 0..10 {
        of_a.set(&format!("k{n}"), &large).expect("fits");
    }
    assert!(matches!(of_a.set("one more", &large), Err(StoreError::QuotaExceeded { what: "all keys", .. })));
    of_a.set("k0", &large).expect("replacing needs no room");
    of_b.set("d", &large).expect("another program has its own quota");
    of_a.clear().expect("clear");
    assert_eq!((of_a.byte_len().expect("size"), of_a.keys().expect("keys").len()), (0, 0));
    assert_eq!(of_b.keys().expect("keys"), ["c", "d"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    /// The used list is a list of programs, newest first, pinned ones above.
    #[test]
    fn the_used_list_follows_its_model(steps in proptest::collection::vec((0u8..6, 0usize..5, 0u64..100), 0..40)) {
        let vfs = MemoryVfs::new();
        let mut store = open(&vfs);
        let ids: Vec<ProgramId> = (0..5).map(|n| id(&format!("p{n}"))).collect();
        for id in &ids {
            store.install(id, &info(id.as_str()), id.as_str().as_bytes(), 0).unwrap();
        }
        let mut model: Vec<(bool, u64, usize)> = Vec::new();
        for (step, n, time) in steps {
            match step {
                0 | 1 => {
                    store.record_use(&ids[n], time).unwrap();
                    let pinned = model.iter().find(|row| row.2 == n).is_some_and(|row| row.0);
                    model.retain(|row| row.2 != n);
                    model.push((pinned, time, n));
                }
                2 => {
                    prop_assert_eq!(store.remove_used(&ids[n]).unwrap(), model.iter().any(|row| row.2 == n));
                    model.retain(|row| row.2 != n);
                }
                3 => {
                    store.set_pinned(&ids[n], time % 2 == 0).unwrap();
                    for row in model.iter_mut().filter(|row| row.2 == n) { row.0 = time % 2 == 0; }
                }
                4 => { store.clear_used().unwrap(); model.clear(); }
                _ => { store.flush().unwrap(); drop(store); store = open(&vfs.crash()); }
            }
            if step == 5 { break; }
        }
        model.sort_by_key(|row| (!row.0, std::cmp::Reverse(row.1), row.2));
        let expected: Vec<&str> = model.iter().map(|row| ids[row.2].as_str()).collect();
        let rows = store.used(100, 0).unwrap();
        let got: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        prop_assert_eq!(got, expected);
    }
}
