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
    assert_eq!(names(&phone), "FillRect StrokePath Text");
    let ops = ops(&phone);
    assert!(matches!(&ops[0], Op::FillRect { rect, paint: Paint::Solid { colour } }
        if *rect == Rect::new(1.0, 2.0, 30.0, 40.0) && colour.argb == 0xffff_0000));
    assert!(matches!(&ops[1], Op::StrokePath { line, .. } if line.width == 3.0));
    // Two characters as wide as high, half of them to the left.
    assert!(matches!(&ops[2], Op::Text { x: 30.0, baseline: 25.0, width: 40.0, .. }), "{:?}", ops[2]);
    phone.tap("#go");
    assert_eq!(names(&phone), "FillRect StrokePath Text FillPath");
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
    assert_eq!(names(&phone), "TransformPush FillRect ClipPath FillRect ClipPop Text TransformPop");
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

/// A page whose `onReady` has a 2d context `c` of a 100 x 50 canvas `node`.
fn web(script: &str) -> Phone {
    open(&format!(
        "onReady() {{ wx.createSelectorQuery().select('#c').node().exec(([{{ node }}]) => {{ const c = node.getContext('2d'); {script} }}); }}"
    ))
}

#[test]
fn lines_clips_and_shadows_cross_as_they_are_set() {
    let phone = web(
        "c.setLineDash([4, 2, 1]); c.lineDashOffset = 3; c.lineCap = 'square'; c.lineJoin = 'bevel'; c.miterLimit = 5; c.lineWidth = 2;
         log(c.getLineDash().join(), c.lineDashOffset);
         c.scale(2, 2); c.strokeRect(1, 1, 10, 10);
         c.setTransform(); c.setLineDash([]); c.setLineDash([-1]); c.lineCap = 'wrong'; c.lineWidth = -1; log(c.lineCap, c.lineWidth);
         c.shadowColor = 'rgba(0,0,0,.5)'; c.shadowBlur = 6; c.shadowOffsetX = 3; c.fillStyle = 'red';
         const p = node.createPath2D('M10 10h20v20h-20z M15 15h10v10h-10z'); c.fill(p, 'evenodd');
         log(c.isPointInPath(p, 20, 20), c.isPointInPath(p, 20, 20, 'evenodd'), c.isPointInPath(p, 12, 12, 'evenodd'), c.isPointInPath(p, 5, 5));
         c.shadowColor = 'transparent'; c.strokeStyle = 'blue'; c.strokeText('a', 1, 20);
         c.clip(p, 'evenodd'); c.fillRect(0, 0, 9, 9);",
    );
    assert_eq!(phone.log(), ["4,2,1,4,2,1 3", "square 2", "true false true false"]);
    assert_eq!(names(&phone), "StrokePath FillPath FillPath Text ClipPath FillRect ClipPop");
    let ops = ops(&phone);
    let Op::StrokePath { line, .. } = &ops[0] else { panic!("{ops:?}") };
    assert_eq!((line.width, line.miter, line.dash_offset), (4.0, 5.0, 6.0));
    assert_eq!(line.dash, [8.0, 4.0, 2.0, 8.0, 4.0, 2.0]);
    assert!(matches!(&ops[1], Op::FillPath { even_odd: true, blur: 6.0, paint: Paint::Solid { colour }, .. }
        if colour.argb == 0x8000_0000 || colour.argb == 0x7f00_0000));
    assert!(matches!(&ops[2], Op::FillPath { even_odd: true, blur: 0.0, .. }));
    assert!(matches!(&ops[3], Op::Text { outline: 2.0, .. }));
}

#[test]
fn ways_of_drawing_together_make_the_canvas_one_picture() {
    let phone = web(
        "c.fillRect(0, 0, 20, 20); c.globalCompositeOperation = 'destination-out'; c.fillRect(5, 5, 5, 5);
         c.globalCompositeOperation = 'no such'; c.fillRect(1, 1, 1, 1);",
    );
    assert_eq!(names(&phone), "OpacityPush FillRect BlendPush FillRect BlendPop FillRect OpacityPop");
}

#[test]
fn canvases_are_drawn_on_canvases() {
    let phone = web(
        "const small = wx.createOffscreenCanvas({ type: '2d', width: 20, height: 10 });
         const s = small.getContext('2d'); s.fillStyle = 'red'; s.fillRect(0, 0, 20, 10);
         c.drawImage(small, 0, 0); c.drawImage(small, 0, 0, 10, 10, 50, 0, 20, 20);
         c.fillStyle = c.createPattern(small, 'repeat'); s.clearRect(0, 0, 20, 10); c.fillRect(0, 20, 40, 10);",
    );
    // All as it was when it was drawn: whole, its left half, and twice side by side.
    let shown = names(&phone);
    assert_eq!(shown.matches("FillRect").count(), 4, "{shown}");
    assert!(
        shown.starts_with("ClipPush FillRect ClipPop ClipPush TransformPush FillRect TransformPop ClipPop"),
        "{shown}"
    );
}

#[test]
fn pixels_come_back_as_they_were_drawn() {
    let phone = web(
        "c.fillStyle = '#ff0000'; c.fillRect(0, 0, 10, 10); c.globalAlpha = 0.5; c.fillRect(10, 0, 10, 10);
         const { width, height, data } = c.getImageData(9, 0, 3, 1);
         log(width, height, data.length, [...data].join());
         const made = c.createImageData(2, 1); made.data.set([0, 255, 0, 255, 0, 0, 255, 128]);
         c.putImageData(made, 30, 5);
         log([...c.getImageData(30, 5, 2, 1).data].join(), [...c.getImageData(29, 5, 1, 1).data].join());
         try { c.getImageData(0, 0, 1e6, 1e6); } catch (error) { log(error.message); }
         log(node.toDataURL().slice(0, 26), node.toDataURL('image/jpeg', 0.5).slice(0, 23));",
    );
    assert_eq!(
        phone.log(),
        [
            "3 1 12 255,0,0,255,255,0,0,128,255,0,0,128",
            "0,255,0,255,0,0,255,128 0,0,0,0",
            "canvasPixels:fail create bitmap failed: the canvas is too large",
            "data:image/png;base64,iVBO data:image/jpeg;base64,"
        ]
    );
    assert_eq!(names(&phone), "FillRect FillRect Image");
}

#[test]
fn a_canvas_becomes_a_file_that_a_page_can_show() {
    let phone = open(
        "onReady() {
            const c = wx.createCanvasContext('old');
            c.setFillStyle('blue'); c.fillRect(0, 0, 100, 50);
            c.draw(false, () => {
                wx.canvasToTempFilePath({ canvasId: 'old', x: 10, y: 10, width: 20, height: 10, fileType: 'jpg', quality: 0.8,
                    success: ({ tempFilePath, errMsg }) => {
                        log(errMsg, /^(http:\\/\\/tmp|wxfile:\\/\\/).*jpg$/.test(tempFilePath));
                        wx.getImageInfo({ src: tempFilePath, success: ({ width, height }) => log(width, height) });
                    } });
                wx.canvasGetImageData({ canvasId: 'old', x: 99, y: 49, width: 1, height: 1 })
                    .then(({ width, height, data }) => log(width, height, data instanceof Uint8ClampedArray, [...data].join()));
                wx.canvasToTempFilePath({ canvasId: 'none', fail: ({ errMsg }) => log(errMsg) });
                wx.canvasToTempFilePath({ canvasId: 'old', destWidth: 1e6, fail: ({ errMsg }) => log(errMsg) });
                wx.canvasPutImageData({ canvasId: 'old', x: 0, y: 0, width: 1, data: new Uint8ClampedArray([1, 2, 3, 255]) })
                    .then(() => wx.canvasGetImageData({ canvasId: 'old', x: 0, y: 0, width: 1, height: 1 }))
                    .then(({ data }) => log([...data].join()));
            });
        }",
    );
    let mut log = phone.log();
    log.sort();
    assert_eq!(
        log,
        [
            "1 1 true 0,0,255,255",
            "1,2,3,255",
            "40 20",
            "canvasToTempFilePath:fail canvas is empty",
            "canvasToTempFilePath:fail create bitmap failed: the canvas is too large",
            "canvasToTempFilePath:ok true",
        ]
    );
}

/// What nobody clears becomes one picture, again and again.
#[test]
fn a_canvas_that_nobody_clears_stays_small() {
    let phone = web(
        // A thousand ops at once, seventy times over.
        "const stamp = wx.createOffscreenCanvas({ type: '2d', width: 100, height: 50 }), s = stamp.getContext('2d');
         s.fillStyle = 'green'; for (let i = 0; i < 1000; i++) s.fillRect(i % 100, 10, 1, 1);
         for (let i = 0; i < 70; i++) c.drawImage(stamp, 0, i % 2);
         log([...c.getImageData(50, 10, 1, 1).data].join());",
    );
    assert_eq!(phone.log(), ["0,128,0,255"]);
    let ops = ops(&phone);
    assert!(ops.len() < 20_000 && ops.iter().any(|op| matches!(op, Op::Image { .. })), "{} ops", ops.len());
}

#[test]
fn text_is_measured_from_where_it_is_aligned() {
    let phone = web(
        "c.font = '20px serif'; c.textAlign = 'center'; c.textBaseline = 'middle';
         const m = c.measureText('ab');
         log(m.width, m.actualBoundingBoxLeft, m.actualBoundingBoxRight, m.fontBoundingBoxAscent === m.fontBoundingBoxDescent, m.fontBoundingBoxAscent > 5);
         const [a, b] = [c.measureText(''), c.getTransform()]; log(a.width, b.a, b.e);",
    );
    assert_eq!(phone.log(), ["20 10 10 true true", "0 1 0"]);
}
