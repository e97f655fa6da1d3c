//! Canvases of both kinds: what a program draws becomes ops of the canvas's layer.

use crate::support::{Dialect, Phone, Program};
use minihost_paint::{FrameState, Op, Paint, Rect};

/// The ops of the first canvas of the page, without what is around them.
fn ops(phone: &Phone) -> Vec<Op> {
    phone.session.request_whole_frame();
    phone.settle();
    let mut state = FrameState::new();
    state.apply_bytes(&phone.session.take_frame().expect("a frame")).expect("a valid frame");
    let is_canvas =
        |op: &Op| matches!(op, Op::ClipPush { rect, .. } if (rect.width, rect.height) == (100.0, 50.0));
    let mut contents = state.layers.iter().filter_map(|layer| layer.content.as_ref());
    let content = contents.find(|content| content.ops.first().is_some_and(is_canvas));
    content.map_or_else(Vec::new, |content| content.ops[1..content.ops.len() - 1].to_vec())
}

fn names(phone: &Phone) -> String {
    let name = |op: &Op| format!("{op:?}").split([' ', '{']).next().unwrap_or_default().to_owned();
    ops(phone).iter().map(name).collect::<Vec<_>>().join(" ")
}

fn open(script: &str) -> Phone {
    let template = "<canvas id=\"c\" canvas-id=\"old\" type=\"2d\" style=\"width:100px;height:50px\"/><view id=\"go\" bindtap=\"go\">go</view>";
    Phone::open(&Program::new(Dialect::WeChat).page("pages/a/a", template, script, "{}"))
}

#[test]
fn the_old_kind_is_seen_when_it_is_drawn() {
    let phone = open(
        "onReady() {
            const c = this.c = wx.createCanvasContext('old');
            c.setFillStyle('#ff0000');
            c.fillRect(1, 2, 30, 40);
            c.beginPath(); c.arc(50, 25, 10, 0, 2 * Math.PI); c.setStrokeStyle('blue'); c.setLineWidth(3); c.stroke();
            c.setFontSize(20); c.setTextAlign('center'); c.fillText('你好', 50, 25);
            c.draw(false, () => log('drawn'));
        },
        go() { this.c.rotate(1); this.c.fillRect(0, 0, 1, 1); this.c.draw(true); }",
    );
    assert_eq!(phone.log(), ["drawn"]);
    assert_eq!(names(&phone), "FillRect StrokePath TransformPush Text TransformPop");
    let ops = ops(&phone);
    assert!(matches!(&ops[0], Op::FillRect { rect, paint: Paint::Solid { colour } }
        if *rect == Rect::new(1.0, 2.0, 30.0, 40.0) && colour.argb == 0xffff_0000));
    assert!(matches!(&ops[1], Op::StrokePath { width: 3.0, .. }));
    // Two characters as wide as high, half of them to the left.
    assert!(matches!(&ops[3], Op::Text { x: 30.0, baseline: 25.0, width: 40.0, .. }), "{:?}", ops[3]);
    phone.tap("#go");
    assert_eq!(names(&phone), "FillRect StrokePath TransformPush Text TransformPop FillPath");
}

#[test]
fn the_webs_kind_is_stretched_to_its_box_and_seen_at_once() {
    let phone = open(
        "onReady() {
            wx.createSelectorQuery().select('#c').node().exec(([{ node }]) => {
                log('size', node.width, node.height);
                node.width = 200; node.height = 100;
                const c = this.c = node.getContext('2d');
                const g = c.createLinearGradient(0, 0, 200, 0);
                g.addColorStop(0, 'red'); g.addColorStop(1, 'rgba(0,0,255,.5)');
                c.fillStyle = g;
                c.fillRect(0, 0, 200, 100);
                c.save(); c.beginPath(); c.arc(50, 50, 40, 0, 7); c.clip(); c.globalAlpha = 0.5; c.fillStyle = '#0f0'; c.fillRect(0, 0, 60, 60); c.restore();
                c.font = 'italic bold 24px/1.5 \"PingFang SC\", serif';
                log('width', c.measureText('ab').width, c.canvas === node, c.globalAlpha);
                c.fillText('ab', 3, 30);
            });
        },
        go() { this.c.clearRect(0, 0, 200, 100); this.c.fillRect(1, 1, 2, 2); }",
    );
    assert_eq!(phone.log(), ["size 100 50", "width 24 true 1"]);
    assert_eq!(
        names(&phone),
        "TransformPush FillRect OpacityPush FillRect MaskPush FillPath MaskPop OpacityPop TransformPush Text TransformPop TransformPop"
    );
    let ops = ops(&phone);
    assert!(matches!(&ops[0], Op::TransformPush { transform } if (transform.a, transform.d) == (0.5, 0.5)));
    assert!(
        matches!(&ops[1], Op::FillRect { paint: Paint::Linear { x1: 200.0, stops, .. }, .. } if stops.len() == 2)
    );
    phone.tap("#go");
    assert_eq!(names(&phone), "TransformPush FillRect TransformPop");
}

#[test]
fn pictures_are_drawn_when_they_are_there() {
    let svg = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='20' height='10'/%3E";
    let phone = open(&format!(
        "onReady() {{
            wx.createSelectorQuery().select('#c').fields({{ node: true, size: true }}).exec(([{{ node }}]) => {{
                const c = node.getContext('2d');
                const image = node.createImage();
                image.onload = () => {{ log('loaded', image.width, image.height); c.drawImage(image, 5, 5); c.drawImage(image, 0, 0, 10, 10, 50, 0, 20, 20); }};
                image.src = \"{svg}\";
            }});
        }}"
    ));
    assert_eq!(phone.log(), ["loaded 20 10"]);
    let drawn: Vec<(Rect, Rect)> = ops(&phone)
        .iter()
        .filter_map(|op| match op {
            Op::Image { source, target, .. } => Some((*source, *target)),
            _ => None,
        })
        .collect();
    let rect = |x, y, width, height| Rect::new(x, y, width, height);
    assert_eq!(
        drawn,
        [
            (rect(0.0, 0.0, 20.0, 10.0), rect(5.0, 5.0, 20.0, 10.0)),
            (rect(0.0, 0.0, 10.0, 10.0), rect(50.0, 0.0, 20.0, 20.0))
        ]
    );
}

#[test]
fn a_canvas_that_is_not_there_says_so_and_bad_arguments_do_nothing() {
    let phone = open(
        "onReady() {
            const none = wx.createCanvasContext('x\"]');
            none.fillRect(0, 0, 1, 1);
            none.draw(false, () => log('called all the same'));
            const c = wx.createCanvasContext('old');
            c.fillRect(NaN, 0, 1, 1); c.arc(0, 0, -1, 0, 1); c.lineTo(); c.fill(); c.drawImage(null, 0, 0); c.drawImage({}, 1); c.fillText('a', 'x', 1);
            c.setFillStyle({}); c.fillRect(0, 0, 5, 5); c.fillStyle = 'nonsense'; c.restore(); c.setTransform(NaN); c.transform();
            c.createRadialGradient(); c.draw();
        }",
    );
    assert_eq!(phone.log(), ["called all the same"]);
    assert_eq!(names(&phone), "FillRect");
}
