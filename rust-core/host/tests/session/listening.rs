//! What a session's listener hears.

use crate::support::{Dialect, Phone, Program};
use minihost_host::{SessionListener, SessionState};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

/// Takes its time with the first state, so that a later one overtakes it.
#[derive(Default)]
struct Slow {
    heard: Mutex<Vec<SessionState>>,
    came: Condvar,
    entered: Mutex<bool>,
}

impl SessionListener for Slow {
    fn frame_ready(&self) {}

    fn state_changed(&self, state: SessionState) {
        let mut heard = self.heard.lock().expect("lock");
        if state == SessionState::Visible {
            *self.entered.lock().expect("lock") = true;
            let patience = Duration::from_secs(60);
            heard = self.came.wait_timeout_while(heard, patience, |heard| heard.is_empty()).expect("lock").0;
        }
        heard.push(state);
        self.came.notify_all();
    }
}

#[test]
fn the_last_state_that_is_heard_is_how_things_stand() {
    let phone = Phone::open(&Program::new(Dialect::WeChat).page("pages/a/a", "<view/>", "", "{}"));
    let slow = Arc::new(Slow::default());
    let setting = std::thread::spawn({
        let (session, slow) = (Arc::clone(&phone.session), Arc::clone(&slow));
        move || session.set_listener(slow)
    });
    while !*slow.entered.lock().expect("lock") {
        std::thread::sleep(Duration::from_millis(2));
    }
    phone.session.hide();
    setting.join().expect("does not panic");
    phone.settle();
    let heard = slow.heard.lock().expect("lock").clone();
    assert_eq!(heard.first(), Some(&SessionState::Hidden), "the later one overtook the first");
    assert_eq!(heard.last(), Some(&SessionState::Hidden), "{heard:?}");
}
