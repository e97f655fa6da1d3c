//! What stands when a host was closed.

use crate::support::{ManualClock, config_over};
use minihost_host::{Host, HostError, OpenOptions, StoreError};
use minihost_ports::{Font, FontMetrics, Locale, ProgramId, TextMeasurer, Word};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(60);

/// Measures when it is let.
#[derive(Default)]
struct Measurer {
    open: Mutex<bool>,
    opened: Condvar,
    asked: AtomicBool,
}

impl Measurer {
    fn let_go(&self) {
        *self.open.lock().expect("lock") = true;
        self.opened.notify_all();
    }
}

impl TextMeasurer for Measurer {
    fn measure(&self, words: &[Word<'_>], widths: &mut Vec<f32>) {
        self.asked.store(true, Ordering::SeqCst);
        let mut open = self.open.lock().expect("lock");
        while !*open {
            open = self.opened.wait(open).expect("lock");
        }
        widths.resize(words.len(), 10.0);
    }

    fn metrics(&self, _font: &Font) -> FontMetrics {
        FontMetrics { ascent: 10.0, descent: 3.0, line_gap: 0.0, x_height: 5.0 }
    }
}

fn host(root: &Path, text: &Arc<Measurer>) -> Arc<Host> {
    let text = Arc::clone(text) as Arc<dyn TextMeasurer>;
    let mut config = config_over(root, &ManualClock::at(1000));
    config.ports.text = text;
    Host::new(config).expect("the folder is free")
}

fn open() -> Arc<Measurer> {
    let measurer = Arc::new(Measurer::default());
    measurer.let_go();
    measurer
}

fn todo() -> ProgramId {
    ProgramId::new("todo".to_owned()).expect("an id")
}

#[test]
fn the_folder_is_free_also_of_programs_whose_handle_is_gone() {
    let folder = tempfile::tempdir().expect("a folder");
    for held in [true, false, true] {
        let host = host(folder.path(), &open());
        let session = host.open(&todo(), OpenOptions::default()).expect("opens");
        let session = held.then_some(session);
        host.close(PATIENCE).expect("closes");
        assert!(session.is_none_or(|session| session.wait_until_over(Duration::ZERO)), "its thread is gone");
        let refused = host.settings_entry(Locale::En).expect_err("closed");
        assert!(matches!(refused, HostError::Store(StoreError::Closed)), "{refused:?}");
    }
}

#[test]
fn a_port_that_does_not_return_does_not_hold_the_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let measurer = Arc::new(Measurer::default());
    let first = host(folder.path(), &measurer);
    let session = first.open(&todo(), OpenOptions::default()).expect("opens");
    while !measurer.asked.load(Ordering::SeqCst) {
        std::thread::sleep(Duration::from_millis(2));
    }
    first.close(Duration::from_millis(50)).expect("closes");
    assert!(!session.wait_until_over(Duration::ZERO), "its thread is in the port");
    let second = host(folder.path(), &open());
    measurer.let_go();
    assert!(session.wait_until_over(PATIENCE), "it ends when it is let");
    assert_eq!(second.used_list().count().expect("read"), 1, "and took nothing away");
}
