//! The settings entry and the list behind it.

use crate::support::{ManualClock, host_over};
use minihost_host::{EntryPolicy, Host, OpenOptions, UsedPolicy};
use minihost_ports::{Locale, ProgramId};
use std::sync::Arc;

fn id(name: &str) -> ProgramId {
    ProgramId::new(name).expect("valid")
}

fn open(host: &Arc<Host>, name: &str) {
    let session = host.open(&id(name), OpenOptions::default()).expect("opens");
    session.close();
}

fn names(host: &Arc<Host>) -> String {
    let rows = host.used_list().rows(100, 0).expect("readable");
    rows.iter().map(|row| row.id.to_string()).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_entry_counts_what_was_used() {
    let folder = tempfile::tempdir().expect("folder");
    let clock = ManualClock::at(1000);
    let host = host_over(folder.path(), &clock, |config| {
        config.entry = EntryPolicy { only_when_used: true, starts_at_ms: 500, ..EntryPolicy::default() };
    });
    let entry = |locale| host.settings_entry(locale).expect("readable");
    assert!(!entry(Locale::En).visible, "nothing was used");
    open(&host, "todo");
    let shown = entry(Locale::En);
    assert_eq!(
        (shown.visible, shown.title.as_str(), shown.subtitle.as_str()),
        (true, "Mini programs", "1 program used")
    );
    open(&host, "shop");
    assert_eq!(entry(Locale::Zh).subtitle, "用过 2 个小程序");
    host.used_list().clear().expect("clears");
    assert!(!entry(Locale::En).visible);
}

#[test]
fn a_rollout_stays_what_it_was_for_an_installation() {
    let folder = tempfile::tempdir().expect("folder");
    let visible = |now, percent| {
        let host = host_over(folder.path(), &ManualClock::at(now), |config| {
            config.entry = EntryPolicy { rollout_percent: percent, ..EntryPolicy::default() };
        });
        host.settings_entry(Locale::En).expect("readable").visible
    };
    let first: Vec<bool> = (0..=100).map(|percent| visible(1, percent)).collect();
    assert!(!first[0] && first[100]);
    assert!(first.is_sorted(), "a rollout that grows takes the row away from nobody");
    // Another day, another start of the app: the same answer.
    let again: Vec<bool> = [0, 25, 50, 75, 100].map(|percent| visible(99_999_999, percent)).to_vec();
    assert_eq!(again, [first[0], first[25], first[50], first[75], first[100]]);
}

#[test]
fn newest_first_pinned_on_top_and_only_as_many_as_wanted() {
    let folder = tempfile::tempdir().expect("folder");
    let clock = ManualClock::at(1000);
    let host = host_over(folder.path(), &clock, |config| config.used = UsedPolicy { most: 2, days: None });
    for name in ["todo", "shop", "news"] {
        clock.advance(1000);
        open(&host, name);
    }
    assert_eq!(names(&host), "news shop");
    assert!(host.used_list().set_pinned(&id("shop"), true).expect("pins"));
    clock.advance(1000);
    open(&host, "todo");
    assert_eq!(names(&host), "shop todo news");
    assert_eq!(host.used_list().rows(1, 1).expect("readable")[0].last_used_ms, 5000);
}

#[test]
fn old_ones_go_after_so_many_days() {
    const DAY: u64 = 24 * 60 * 60 * 1000;
    let folder = tempfile::tempdir().expect("folder");
    let clock = ManualClock::at(100 * DAY);
    let host =
        host_over(folder.path(), &clock, |config| config.used = UsedPolicy { most: 50, days: Some(30) });
    open(&host, "todo");
    clock.advance(29 * DAY);
    open(&host, "shop");
    assert_eq!(names(&host), "shop todo");
    clock.advance(2 * DAY);
    open(&host, "news");
    assert_eq!(names(&host), "news shop");
}

#[test]
fn nothing_is_recorded_while_the_user_does_not_want_it() {
    let folder = tempfile::tempdir().expect("folder");
    let clock = ManualClock::at(1000);
    {
        let host = host_over(folder.path(), &clock, |_| {});
        open(&host, "todo");
        host.used_list().set_recording(false).expect("set");
    }
    // It survives the end of the app.
    let host = host_over(folder.path(), &clock, |_| {});
    assert!(!host.used_list().is_recording().expect("readable"));
    open(&host, "shop");
    assert_eq!(names(&host), "todo");
    host.used_list().set_recording(true).expect("set");
    let options = OpenOptions { private: true, ..OpenOptions::default() };
    host.open(&id("news"), options).expect("opens").close();
    assert_eq!(names(&host), "todo");
    open(&host, "shop");
    assert_eq!(names(&host), "shop todo");
}

#[test]
fn removing_with_data_forgets_what_the_program_stored() {
    let folder = tempfile::tempdir().expect("folder");
    let clock = ManualClock::at(1000);
    let host = host_over(folder.path(), &clock, |_| {});
    open(&host, "todo");
    assert!(host.used_list().remove(&id("todo")).expect("removes"));
    assert!(!host.used_list().remove(&id("todo")).expect("removes"), "it was gone");
    open(&host, "todo");
    assert!(host.used_list().remove_with_data(&id("todo")).expect("removes"));
    assert_eq!((names(&host).as_str(), host.used_list().count().expect("readable")), ("", 0));
}
