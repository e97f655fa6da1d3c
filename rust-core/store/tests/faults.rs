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
    Store::open_with(Arc::new(vfs.clone()), None).expect("the store opens after every crash")
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

/// What a disk may hold after a fault: as the program saw it, without what was not durable, and states in between.
fn aftermaths(vfs: &MemoryVfs) -> Vec<(String, MemoryVfs)> {
    let mut all = vec![("restart".to_owned(), vfs.clone()), ("power cut".to_owned(), vfs.crash())];
    all.extend((0..4).map(|seed| (format!("power cut midway {seed}"), vfs.crash_midway(seed))));
    all
}

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
        for once in [true, false] {
            for n in 1.. {
                let vfs = prepared();
                let store = open(&vfs);
                let first = vfs.operations();
                if once {
                    vfs.fail_at(first + n);
                } else {
                    vfs.fail_from(Some(first + n));
                }
                let result = step(&store);
                let reached = vfs.operations() >= first + n;
                for (how, disk) in aftermaths(&vfs).split_off(1) {
                    let seen = state(&open(&disk));
                    assert!(seen == before || seen == after, "{name}, fault at {n}, {how}: {seen}");
                    assert!(
                        result.is_err() || seen == after,
                        "{name}, fault at {n}, {how}: it said it was done"
                    );
                    tried += 1;
                }
                // The disk heals: the same store goes on, and the change can be made.
                vfs.fail_from(None);
                let seen = state(&store);
                assert!(seen == before || seen == after, "{name}, fault at {n}, healed: {seen}");
                if result.is_err() {
                    step(&store).unwrap_or_else(|error| panic!("{name}, fault at {n}, again: {error}"));
                }
                assert_eq!(state(&store), after, "{name}, fault at {n}, again");
                drop(store);
                assert_eq!(state(&open(&vfs)), after, "{name}, fault at {n}, restarted");
                if !reached {
                    break;
                }
            }
        }
    }
    println!("{tried} faults tried");
    assert!(tried > 500);
}

#[test]
fn a_failing_restart_loses_nothing() {
    // The fault strikes while an interrupted store is being opened and swept.
    let before = state(&open(&prepared()));
    for n in 1.. {
        let vfs = prepared();
        vfs.fail_from(Some(vfs.operations() + n));
        let opened = Store::open_with(Arc::new(vfs.clone()), None).is_ok();
        for (how, disk) in aftermaths(&vfs.crash()) {
            assert_eq!(state(&open(&disk)), before, "fault at {n}, {how}");
        }
        if opened {
            break;
        }
    }
}

#[test]
fn a_store_that_was_being_made_can_be_opened() {
    for n in 1.. {
        let vfs = MemoryVfs::new();
        vfs.fail_from(Some(n));
        let opened = Store::open_with(Arc::new(vfs.clone()), None);
        let made = opened.is_ok();
        drop(opened);
        vfs.fail_from(None);
        for (how, disk) in aftermaths(&vfs) {
            let store =
                Store::open_with(Arc::new(disk), None).unwrap_or_else(|error| panic!("{n}, {how}: {error}"));
            assert_eq!(store.installed().expect("installed"), [], "{n}, {how}");
        }
        if made {
            assert!(n > 5);
            break;
        }
    }
}

#[test]
fn touches_become_durable_by_themselves() {
    let vfs = prepared();
    let after = std::time::Duration::from_millis(30);
    let store = Store::open_with(Arc::new(vfs.clone()), Some(after)).expect("opens");
    store.record_use(&id("a"), 77).expect("touch");
    let limit = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while open(&vfs.crash()).used(1, 0).expect("used")[0].last_used_ms != 77 {
        assert!(std::time::Instant::now() < limit, "not durable after twenty seconds");
        std::thread::sleep(after);
    }
    drop(store);
    // Closing makes the last ones durable, too.
    let store = Store::open_with(Arc::new(vfs.clone()), None).expect("the folder is free at once");
    store.record_use(&id("a"), 78).expect("touch");
    drop(store);
    assert_eq!(open(&vfs.crash()).used(1, 0).expect("used")[0].last_used_ms, 78);
}

#[test]
fn a_touch_waits_for_no_disk_and_an_install_for_few() {
    let vfs = prepared();
    let store = open(&vfs);
    // The first change after opening marks the database as open.
    store.record_use(&id("a"), 49).expect("touch");
    let syncs = vfs.syncs();
    store.record_use(&id("a"), 50).expect("touch");
    store.storage(&id("a"), Dialect::WeChat).set("k", "2").expect("set");
    assert_eq!(vfs.syncs() - syncs, 0);
    store.install(&id("a"), &info("new"), b"new package", 2).expect("install");
    assert!(vfs.syncs() - syncs <= 5, "{} syncs", vfs.syncs() - syncs);
}

#[test]
fn installs_from_many_threads_never_lose_a_package() {
    let store = open(&MemoryVfs::new());
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let store = &store;
            scope.spawn(move || {
                let mine = id(&format!("p{thread}"));
                for round in 0..40_u8 {
                    // Everyone's packages are the same few, so that they share blobs.
                    store.install(&mine, &info("x"), &[round % 3; 100], 1).expect("install");
                    assert_eq!(store.open_package(&mine).expect("whole").len(), 100);
                    if round % 4 == thread {
                        store.uninstall(&mine).expect("uninstall");
                    }
                    store.install(&id("shared"), &info("x"), &[round % 3; 100], 1).expect("install");
                    assert_eq!(store.open_package(&id("shared")).expect("whole").len(), 100);
                    store.record_use(&id("shared"), u64::from(round)).expect("touch");
                    assert!(store.used(10, 0).expect("used").len() <= 1);
                    let storage = store.storage(&mine, Dialect::WeChat);
                    storage.set("round", &round.to_string()).expect("set");
                    if round % 5 == 0 {
                        store.clear_used().expect("clear");
                    }
                    assert_eq!(storage.get("round").expect("get"), Some(round.to_string()));
                }
            });
        }
    });
    assert!(store.used_count().expect("count") <= 1);
    for thread in 0..4 {
        let value = store.storage(&id(&format!("p{thread}")), Dialect::WeChat).get("round").expect("get");
        assert_eq!(value.as_deref(), Some("39"));
    }
}

#[test]
fn what_a_user_erased_cannot_be_read_from_the_files() {
    fn raw(folder: &std::path::Path) -> Vec<u8> {
        let mut bytes = Vec::new();
        for item in std::fs::read_dir(folder).expect("listed").map(|item| item.expect("listed").path()) {
            bytes.extend(if item.is_dir() { raw(&item) } else { std::fs::read(item).expect("read") });
        }
        bytes
    }
    let top = tempfile::tempdir().expect("a folder");
    let has = |text: &str| raw(top.path()).windows(text.len()).any(|window| window == text.as_bytes());
    let store = Store::open(top.path()).expect("opens");
    let fill = |name: &str| {
        store
            .install(&id(name), &info(&format!("Name of {name}")), format!("package {name}").as_bytes(), 1)
            .expect("install");
        store.record_use(&id(name), 2).expect("touch");
        store.storage(&id(name), Dialect::WeChat).set("diary", &format!("diary {name}")).expect("set");
        store.flush().expect("flush");
    };
    for name in ["kept", "gone"] {
        fill(name);
    }
    assert!(has("diary gone") && has("package gone") && has("Name of gone"));
    store.remove_used_with_data(&id("gone")).expect("removed");
    assert!(!has("gone"));
    assert!(has("diary kept") && has("package kept") && has("Name of kept"));
    fill("listed");
    assert!(has("listed\",\"info"), "the used list's own row");
    store.uninstall(&id("listed")).expect("uninstalled");
    store.clear_used().expect("cleared");
    assert!(!has("Name of listed"), "nothing else names it");
    assert!(has("diary listed"), "only the list was cleared");
    drop(store);
    assert!(Store::open(top.path()).expect("opens").open_package(&id("kept")).is_ok());
}

#[test]
fn threads_can_share_it() {
    fn is_shared<T: Send + Sync>() {}
    is_shared::<Store>();
}

#[test]
fn a_second_opener_is_told() {
    let vfs = MemoryVfs::new();
    let first = open(&vfs);
    assert!(matches!(Store::open_with(Arc::new(vfs.clone()), None), Err(StoreError::Locked)));
    drop(first);
    open(&vfs);
    let folder = tempfile::tempdir().expect("a folder");
    let first = Store::open(folder.path()).expect("opens");
    assert!(matches!(Store::open(folder.path()), Err(StoreError::Locked)));
    drop(first);
    Store::open(folder.path()).expect("opens again");
}

#[test]
fn a_closed_store_gives_the_folder_free_though_somebody_still_holds_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = Arc::new(Store::open(folder.path()).expect("opens"));
    first.install(&id("a"), &info("x"), b"package", 1).expect("install");
    first.record_use(&id("a"), 7).expect("recorded");
    let held = Arc::clone(&first);
    first.close().expect("closes");
    first.close().expect("closing again does nothing");
    let second = Store::open(folder.path()).expect("the folder is free");
    assert_eq!(second.used_count().expect("read"), 1, "what was not yet durable was made so");
    for late in [
        held.set_setting("a", "b").expect_err("too late"),
        held.used_count().expect_err("too late"),
        held.install(&id("b"), &info("y"), b"another", 2).expect_err("too late"),
        held.flush().expect_err("too late"),
    ] {
        assert!(matches!(late, StoreError::Closed), "{late:?}");
    }
    assert_eq!(std::fs::read_dir(folder.path().join("packages")).expect("a folder").count(), 1);
    drop((first, held));
    second.open_package(&id("a")).expect("what the other one left is as it was");
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
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// Whatever ids and keys are, one program's storage is its own.
    #[test]
    fn namespaces_never_meet(
        rows in proptest::collection::vec(("[a-c_.-]{1,3}", "[a-c_.\0-]{0,3}", "[a-z]{0,3}"), 1..30),
        cleared in 0_usize..30,
    ) {
        let store = open(&MemoryVfs::new());
        let mut model = std::collections::BTreeMap::new();
        for (program, key, value) in &rows {
            let Ok(program) = ProgramId::new(program.clone()) else { continue };
            store.storage(&program, Dialect::WeChat).set(key, value).unwrap();
            model.insert((program, key.clone()), value.clone());
        }
        if let Some((gone, _)) = model.keys().nth(cleared).cloned() {
            store.storage(&gone, Dialect::WeChat).clear().unwrap();
            model.retain(|(program, _), _| *program != gone);
            prop_assert_eq!(store.storage(&gone, Dialect::WeChat).byte_len().unwrap(), 0);
        }
        for ((program, key), value) in &model {
            let storage = store.storage(program, Dialect::WeChat);
            prop_assert_eq!(storage.get(key).unwrap(), Some(value.clone()));
            let keys: Vec<String> = model.keys().filter(|(other, _)| other == program).map(|(_, key)| key.clone()).collect();
            prop_assert_eq!(storage.keys().unwrap(), keys);
            let bytes: usize = model.iter().filter(|((other, _), _)| other == program).map(|((_, k), v)| k.len() + v.len()).sum();
            prop_assert_eq!(storage.byte_len().unwrap(), bytes as u64);
        }
    }

    /// The power goes at any operation of any sequence: what was acknowledged is there, and of what was not, all or nothing.
    #[test]
    fn what_was_acknowledged_survives(steps in proptest::collection::vec(0_u8..3, 1..12), cut in 1_u64..150, seed: u64) {
        let vfs = MemoryVfs::new();
        let store = open(&vfs);
        vfs.fail_from(Some(vfs.operations() + cut));
        let (mut package, mut used): (Option<u8>, bool) = (None, false);
        let mut possible = vec![(package, used)];
        for (version, step) in (1_u8..).zip(steps) {
            let result = match step {
                0 => { package = Some(version); store.install(&id("a"), &info("a"), &[version; 5000], 1).map(drop) }
                1 if package.is_some() => { used = true; store.record_use(&id("a"), 1).and_then(|()| store.flush()) }
                _ => { used = false; store.remove_used(&id("a")).map(drop) }
            };
            if result.is_ok() {
                possible = vec![(package, used)];
            } else {
                possible.push((package, used));
                break;
            }
        }
        for disk in [vfs.crash(), vfs.crash_midway(seed)] {
            let store = open(&disk);
            let seen = (store.program(&id("a")).unwrap().map(|_| store.open_package(&id("a")).unwrap()[0]), store.used_count().unwrap() > 0);
            prop_assert!(possible.contains(&seen), "{seen:?} is none of {possible:?}");
        }
    }
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

#[test]
fn compiled_scripts_come_and_go_with_their_package() {
    let vfs = MemoryVfs::new();
    let store = open(&vfs);
    let old = store.install(&id("a"), &info("a"), b"old package", 1).expect("install").digest;
    assert_eq!(store.bytecode(&old), None);
    store.keep_bytecode(&old, b"code").expect("kept");
    store.keep_bytecode(&old, b"more code").expect("kept in place of the first");
    assert_eq!(store.bytecode(&old).as_deref(), Some(&b"more code"[..]));
    store.keep_bytecode(&old, &vec![0; minihost_store::BYTECODE_LIMIT + 1]).expect("not kept");
    assert_eq!(store.bytecode(&old).as_deref(), Some(&b"more code"[..]));
    drop(store);
    let store = open(&vfs);
    assert_eq!(store.bytecode(&old).as_deref(), Some(&b"more code"[..]), "opening sweeps what is not named");
    let new = store.install(&id("a"), &info("a"), b"new package", 2).expect("install").digest;
    assert_eq!(store.bytecode(&old), None);
    store.keep_bytecode(&old, b"late").expect("not kept: the package is gone");
    assert_eq!(store.bytecode(&old), None);
    store.keep_bytecode(&new, b"code").expect("kept");
    store.remove_used_with_data(&id("a")).expect("removed");
    assert_eq!(store.bytecode(&new), None);
}

#[test]
fn the_key_of_the_caches_is_drawn_once() {
    let vfs = MemoryVfs::new();
    let key = open(&vfs).bytecode_key().expect("drawn");
    assert_eq!(open(&vfs.crash()).bytecode_key().expect("read"), key);
    assert_ne!(open(&MemoryVfs::new()).bytecode_key().expect("drawn"), key);
}
