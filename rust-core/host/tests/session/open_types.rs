//! Buttons with `open-type`, and sharing.

use crate::support::{Dialect, Options, Phone, Program};
use minihost_ports::{ActionSheet, Modal, ModalAnswer, Reply, ShareCard, Toast, Ui};
use std::sync::{Arc, Mutex};

/// A host that shares, and leaves all else to the core.
#[derive(Default)]
struct Sharing(Mutex<Vec<ShareCard>>);

impl Ui for Sharing {
    fn toast(&self, _toast: Option<&Toast>) -> bool {
        false
    }

    fn modal(&self, _modal: &Modal, reply: Reply<ModalAnswer>) -> Option<Reply<ModalAnswer>> {
        Some(reply)
    }

    fn action_sheet(&self, _sheet: &ActionSheet, reply: Reply<u32>) -> Option<Reply<u32>> {
        Some(reply)
    }

    fn shares(&self) -> bool {
        true
    }

    fn share(&self, card: &ShareCard) -> bool {
        self.0.lock().expect("lock").push(card.clone());
        true
    }
}

fn program(hook: &str) -> Program {
    let template = "<button id=\"share\" open-type=\"share\" data-what=\"it\">share</button>";
    Program::new(Dialect::WeChat).app(r#"{ "window": { "navigationBarTitleText": "News" } }"#).page(
        "pages/a/a",
        template,
        hook,
        "{}",
    )
}

#[test]
fn a_page_is_shared_as_it_says() {
    let ui = Arc::new(Sharing::default());
    let hook = "onShareAppMessage(e) { log(e); return e.from === 'button' ? { title: 'Mine', path: '/pages/a/a?id=1', imageUrl: '/x.png' } : undefined }";
    let options = Options { ui: Some(ui.clone()), path: Some("pages/a/a?q=2".into()), ..Options::default() };
    let phone = Phone::open_with(&program(hook), options);
    phone.tap("#share");
    // The capsule's menu offers it as well.
    phone.tap_at(300.0, 66.0);
    phone.tap("text=Share");
    assert_eq!(
        phone.log(),
        [r#"{"from":"button","target":{"id":"share","dataset":{"what":"it"}}}"#, r#"{"from":"menu"}"#]
    );
    let cards = ui.0.lock().expect("lock");
    let said = |card: &ShareCard| format!("{} {} {}", card.title, card.path, card.image);
    assert_eq!(said(&cards[0]), "Mine /pages/a/a?id=1 /x.png");
    assert_eq!(said(&cards[1]), "News /pages/a/a?q=2 ");
}

#[test]
fn what_is_shared_may_be_promised() {
    let promised = "return { title: 'Now', path: '/pages/a/a?n=1', promise: new Promise(done => setTimeout(() => done({ title: 'Later' }), 20)) }";
    for (body, shared) in [
        (promised, "Later /pages/a/a?n=1 "),
        // A hook that is itself asynchronous says nothing at once.
        (
            "return new Promise(done => setTimeout(() => done({ path: '/pages/a/a?n=2' }), 20))",
            "News /pages/a/a?n=2 ",
        ),
        ("return { title: 'Mine', promise: Promise.reject(new Error('no')) }", "Mine /pages/a/a "),
        ("return { title: 'Mine', promise: new Promise(() => {}) }", "Mine /pages/a/a "),
        ("return { title: 'Mine', promise: 7 }", "Mine /pages/a/a "),
        ("return { title: 'Mine', promise: { then() { throw 1 } } }", "News /pages/a/a "),
    ] {
        let ui = Arc::new(Sharing::default());
        let options = Options { ui: Some(ui.clone()), ..Options::default() };
        let phone = Phone::open_with(&program(&format!("onShareAppMessage() {{ {body} }}")), options);
        phone.tap("#share");
        let cards = ui.0.lock().expect("lock");
        let said: Vec<String> =
            cards.iter().map(|card| format!("{} {} {}", card.title, card.path, card.image)).collect();
        assert_eq!(said, [shared], "{body}");
    }
}

#[test]
fn a_host_that_cannot_share_says_so() {
    let phone = Phone::open(&program("onShareAppMessage() { return {} }"));
    phone.tap("#share");
    assert!(phone.chrome_has("Sharing is not available in this app"), "{:?}", phone.chrome());
    phone.tap_at(300.0, 66.0);
    let shown = phone.chrome();
    assert!(shown.contains(&"Restart".into()) && !shown.contains(&"Share".into()), "{shown:?}");
}

#[test]
fn what_needs_an_account_is_declined() {
    for (dialect, reason) in [
        (Dialect::WeChat, "getPhoneNumber:fail user deny"),
        (Dialect::ByteDance, "getPhoneNumber:fail auth deny"),
    ] {
        let template =
            "<button id=\"b\" open-type=\"getPhoneNumber\" bindgetphonenumber=\"on\">phone</button>";
        let script = "on(e) { log(e.type, e.detail) }";
        let phone = Phone::open(&Program::new(dialect).page("pages/a/a", template, script, "{}"));
        phone.tap("#b");
        assert_eq!(phone.log(), [format!("getphonenumber {{\"errMsg\":\"{reason}\"}}")]);
        assert!(phone.session.problems().iter().any(|problem| problem.message.contains("getPhoneNumber")));
    }
}
