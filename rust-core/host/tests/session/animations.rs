//! `createAnimation` and `this.animate`.

use crate::support::{Dialect, Phone, Program};

fn phone(attributes: &str, script: &str) -> Phone {
    let template = format!(
        "<view id=\"it\" class=\"it\" style=\"width:50px;height:20px\" bindtransitionend=\"end\" {attributes}>x</view>
         <button id=\"go\" bindtap=\"go\">go</button><button id=\"back\" bindtap=\"back\">back</button>
         <button id=\"where\" bindtap=\"where\">where</button>"
    );
    let common = "where() { wx.createSelectorQuery().select('#it').boundingClientRect((r) => log(r.left, r.width)).exec() },
        end() { log('end') },";
    Phone::open(&Program::new(Dialect::WeChat).page(
        "pages/a/a",
        &template,
        &format!("{common} {script}"),
        "{}",
    ))
}

fn opacity(phone: &Phone) -> f32 {
    let (_, node) = phone.session.node_place("#it").expect("it");
    let (send, found) = std::sync::mpsc::channel();
    phone.session.inspect(move |page| {
        let style = page.stylist.style(minihost_tree::NodeId::from_u64(node)).expect("styled");
        send.send(style.effects.opacity).expect("waited for");
    });
    found.recv().expect("told")
}

#[test]
fn steps_of_an_animation_follow_each_other_and_stay() {
    let phone = phone(
        "animation=\"{{animation}}\"",
        "go() {
            const animation = wx.createAnimation({ duration: 60 });
            animation.translateX(30).step().opacity(0.5).width(80).step({ delay: 20, timingFunction: 'ease' });
            this.setData({ animation: animation.export() });
        },
        back() { this.setData({ animation: wx.createAnimation({ duration: 0 }).translate(0, 0).opacity(1).width(50).step().export() }) }",
    );
    phone.tap("#where");
    phone.tap("#go");
    phone.tap("#where");
    assert_eq!(opacity(&phone), 0.5);
    phone.tap("#back");
    phone.tap("#where");
    assert_eq!(opacity(&phone), 1.0);
    assert_eq!(phone.log(), ["0 50", "end", "30 80", "end", "0 50"]);
}

#[test]
fn key_frames_play_on_what_a_selector_finds() {
    let phone = phone(
        "",
        "go() {
            this.animate('.it', [{ opacity: 1, translateX: 0 }, { opacity: 0.2, translateX: 40, ease: 'ease-out', offset: 0.5 }, { opacity: 0.4, scale: [2, 2] }], 80, () => log('played'));
        },
        back() { this.clearAnimation('.it', { opacity: true }, () => log('cleared')) }",
    );
    phone.tap("#go");
    std::thread::sleep(std::time::Duration::from_millis(150));
    phone.tap("#where");
    assert_eq!(opacity(&phone), 0.4);
    phone.tap("#back");
    phone.tap("#where");
    assert_eq!(opacity(&phone), 1.0);
    assert_eq!(phone.log(), ["played", "-25 100", "cleared", "0 50"]);
}
