//! Transitions and animations by a clock of our own.

mod common;

use common::{small, styled};
use minihost_style::*;
use minihost_tree::{NodeId, StyleScope, Tree};

/// A view that follows `.item` and gets a class.
fn started(css: &str, class: &str) -> (Tree, Stylist, NodeId) {
    let (mut tree, ids) = small();
    let mut stylist = styled(css, &mut tree);
    let _ = stylist.advance(&tree, 0.0);
    tree.add_class(ids[1], class, StyleScope::APP);
    let changes = tree.take_changes();
    stylist.update(&tree, &changes);
    (tree, stylist, ids[1])
}

fn opacity(stylist: &Stylist, node: NodeId) -> f32 {
    stylist.style(node).expect("styled").effects.opacity
}

#[test]
fn a_transition_goes_from_old_to_new_and_says_when_it_is_over() {
    let css = ".item{opacity:1;transition:opacity 1s linear} .off{opacity:0}";
    let (tree, mut stylist, node) = started(css, "off");
    for (now, expected, running) in [(100.0, 1.0, true), (350.0, 0.75, true), (600.0, 0.5, true)] {
        let step = stylist.advance(&tree, now);
        assert_eq!((opacity(&stylist, node), step.running), (expected, running), "{now}");
        assert_eq!(step.events, []);
    }
    let step = stylist.advance(&tree, 1100.0);
    assert_eq!((opacity(&stylist, node), step.running), (0.0, false));
    assert_eq!(step.events, [(node, "transitionend")]);
    assert_eq!(step.changed, [(node, Damage::Repaint)]);
    assert_eq!(stylist.advance(&tree, 2000.0), MotionStep::default());
}

#[test]
fn turning_back_starts_where_it_is() {
    let css = ".item{opacity:1;transition:opacity 1s linear} .off{opacity:0}";
    let (mut tree, mut stylist, node) = started(css, "off");
    stylist.advance(&tree, 0.0);
    stylist.advance(&tree, 500.0);
    tree.remove_class(node, "off", StyleScope::APP);
    let changes = tree.take_changes();
    stylist.update(&tree, &changes);
    stylist.advance(&tree, 500.0);
    assert_eq!(opacity(&stylist, node), 0.5);
    stylist.advance(&tree, 1000.0);
    assert_eq!(opacity(&stylist, node), 0.75);
}

#[test]
fn what_moves_is_what_was_asked_for() {
    let css = ".item{width:10px;height:10px;transition:width 1s linear,transform 1s 1s linear;transform:scale(1)} \
        .off{width:20px;height:20px;transform:scale(3)}";
    let (tree, mut stylist, node) = started(css, "off");
    let mut at = |now: f64| {
        stylist.advance(&tree, now);
        let style = stylist.style(node).expect("styled");
        (style.layout.width, style.layout.height, style.effects.transform.to_vec())
    };
    assert_eq!(at(0.0), (Length::Px(10.0), Length::Px(20.0), vec![Transform::Scale(1.0, 1.0)]));
    assert_eq!(at(500.0), (Length::Px(15.0), Length::Px(20.0), vec![Transform::Scale(1.0, 1.0)]));
    assert_eq!(at(1500.0), (Length::Px(20.0), Length::Px(20.0), vec![Transform::Scale(2.0, 2.0)]));
    assert_eq!(at(2500.0), (Length::Px(20.0), Length::Px(20.0), vec![Transform::Scale(3.0, 3.0)]));
}

#[test]
fn an_animation_runs_its_frames() {
    let css = "@keyframes in{from{opacity:0}50%{opacity:.8}to{opacity:1}} .item{opacity:.3} .on{animation:in 1s linear}";
    let (tree, mut stylist, node) = started(css, "on");
    let first = stylist.advance(&tree, 0.0);
    assert_eq!(first.events, [(node, "animationstart")]);
    for (now, expected) in [(250.0, 0.4), (500.0, 0.8), (750.0, 0.9)] {
        stylist.advance(&tree, now);
        assert!((opacity(&stylist, node) - expected).abs() < 1e-5, "{now}: {}", opacity(&stylist, node));
    }
    let last = stylist.advance(&tree, 1000.0);
    assert_eq!(last.events, [(node, "animationend")]);
    assert_eq!((opacity(&stylist, node), last.running), (0.3, false));
}

#[test]
fn an_animation_may_stay_at_its_end() {
    let css =
        "@keyframes in{to{opacity:0}} .item{opacity:1} .on{animation:in 1s linear 2 alternate forwards}";
    let (tree, mut stylist, node) = started(css, "on");
    stylist.advance(&tree, 0.0);
    for (now, expected) in [(750.0, 0.25), (1250.0, 0.25), (2500.0, 1.0)] {
        let step = stylist.advance(&tree, now);
        assert!((opacity(&stylist, node) - expected).abs() < 1e-5, "{now}: {}", opacity(&stylist, node));
        assert_eq!(step.running, now < 2000.0);
    }
}

#[test]
fn an_animation_without_end_keeps_nobody_waiting_and_may_be_held() {
    let css = "@keyframes in{to{opacity:0}} .item{opacity:1} .ever{animation:in 1s linear infinite}";
    let (tree, mut stylist, node) = started(css, "ever");
    for (now, expected) in [(0.0, 1.0), (250.0, 0.75), (1_000_000_500.0, 0.5)] {
        let step = stylist.advance(&tree, now);
        assert_eq!((opacity(&stylist, node), step.running, step.endless), (expected, false, vec![node]));
    }
    let (mut tree, ids) = small();
    let mut stylist = styled(css, &mut tree);
    stylist.hold_endless(true);
    tree.add_class(ids[1], "ever", StyleScope::APP);
    let changes = tree.take_changes();
    stylist.update(&tree, &changes);
    assert_eq!(stylist.advance(&tree, 0.0).endless, []);
    assert_eq!(opacity(&stylist, ids[1]), 1.0);
}

/// What only turns is the host's to play: its style stands still and says how it turns.
#[test]
fn an_endless_turn_is_told_apart() {
    let spin = |period, shift, backwards, steps| Some(Spin { period, shift, backwards, steps });
    let frames = |css: &str| format!("@keyframes on{{{css}}} .item{{opacity:1}} ");
    let full = frames("from{transform:rotate(0)} to{transform:rotate(360deg)}");
    let cases = [
        (full.clone(), "on 1s linear infinite", spin(1000, 0, false, 0)),
        (full.clone(), "on 1s steps(12) infinite", spin(1000, 0, false, 12)),
        (full.clone(), "on 1s -.25s linear infinite reverse", spin(1000, 250, true, 0)),
        (frames("to{transform:rotate3d(0,0,1,-720deg)}"), "on 1s linear infinite", spin(500, 0, true, 0)),
        (
            frames(
                "0%{transform:translate(-50%,-50%) rotate(90deg)} 50%{transform:translate(-50%,-50%) rotate(270deg)} 100%{transform:translate(-50%,-50%) rotate(450deg)}",
            ),
            "on 800ms linear infinite",
            spin(800, 0, false, 0),
        ),
        (full.clone(), "on 1s ease infinite", None),
        (full.clone(), "on 1s linear 5", None),
        (full.clone(), "on 1s linear infinite alternate", None),
        (frames("to{transform:rotate(180deg)}"), "on 1s linear infinite", None),
        (frames("to{transform:rotate(360deg);opacity:0}"), "on 1s linear infinite", None),
        (frames("from{transform:scale(2)} to{transform:rotate(360deg)}"), "on 1s linear infinite", None),
        (frames("50%{transform:rotate(90deg)} to{transform:rotate(360deg)}"), "on 1s linear infinite", None),
    ];
    for (sheet, animation, expected) in cases {
        let (tree, mut stylist, node) = started(&format!("{sheet}.ever{{animation:{animation}}}"), "ever");
        stylist.advance(&tree, 0.0);
        let step = stylist.advance(&tree, 400.0);
        let style = stylist.style(node).expect("styled");
        assert_eq!(style.effects.spin, expected, "{sheet} {animation}");
        if expected.is_some() {
            assert_eq!((step.changed, step.running, step.endless), (vec![], false, vec![]), "{animation}");
        }
    }
}

#[test]
fn parts_of_elements_move_and_say_nothing() {
    let css =
        "@keyframes in{to{opacity:0}} .item::after{content:'';opacity:1} .on::after{animation:in 1s linear}";
    let (tree, mut stylist, node) = started(css, "on");
    assert_eq!(stylist.advance(&tree, 0.0).events, []);
    let step = stylist.advance(&tree, 500.0);
    assert_eq!(stylist.pseudo(node, Pseudo::After).expect("a part").effects.opacity, 0.5);
    assert_eq!((step.changed, step.events), (vec![(node, Damage::Repaint)], vec![]));
    assert!(!stylist.advance(&tree, 1000.0).running);
    assert_eq!(stylist.pseudo(node, Pseudo::After).expect("a part").effects.opacity, 1.0);
}

#[test]
fn a_colour_that_moves_takes_along_what_inherits_it() {
    let css = ".item{color:#000;transition:color 1s linear} .off{color:#fff}";
    let (mut tree, ids) = small();
    let text = tree.create_text("text");
    tree.append(ids[1], text);
    let mut stylist = styled(css, &mut tree);
    stylist.advance(&tree, 0.0);
    tree.add_class(ids[1], "off", StyleScope::APP);
    let changes = tree.take_changes();
    stylist.update(&tree, &changes);
    let red = |stylist: &Stylist, node| stylist.style(node).expect("styled").text.color.r;
    stylist.advance(&tree, 0.0);
    let step = stylist.advance(&tree, 500.0);
    assert_eq!((red(&stylist, ids[1]), red(&stylist, text)), (128, 128));
    assert!(step.changed.iter().any(|(node, _)| *node == text));
    let step = stylist.advance(&tree, 1000.0);
    assert_eq!((red(&stylist, ids[1]), red(&stylist, text), step.running), (255, 255, false));
    assert_eq!(stylist.advance(&tree, 1100.0), MotionStep::default());
}

#[test]
fn own_transforms_move_too() {
    let css = ".item{transition:all 1s linear} .off{translate:20px 50%;rotate:90deg;scale:3}";
    let (tree, mut stylist, node) = started(css, "off");
    stylist.advance(&tree, 0.0);
    stylist.advance(&tree, 500.0);
    let half = stylist.style(node).expect("styled").effects.own_transform;
    assert_eq!((half.translate.0, half.scale), (Length::Px(10.0), (2.0, 2.0)));
    assert!((half.rotate - std::f32::consts::FRAC_PI_4).abs() < 1e-5);
}

#[test]
fn a_clock_that_stands_still_ends_nothing_for_ever() {
    let (tree, mut stylist, _) = started(".item{opacity:1;transition:all 1s} .off{opacity:0}", "off");
    let steps = (0..10_000).take_while(|_| stylist.advance(&tree, 5.0).running).count();
    assert!(steps < 5000, "{steps}");
}

#[test]
fn what_left_the_tree_moves_no_more() {
    let (mut tree, mut stylist, node) = started(".item{opacity:1;transition:all 1s} .off{opacity:0}", "off");
    assert!(stylist.advance(&tree, 0.0).running);
    tree.release(node);
    let changes = tree.take_changes();
    stylist.update(&tree, &changes);
    assert_eq!(stylist.advance(&tree, 100.0), MotionStep::default());
}
