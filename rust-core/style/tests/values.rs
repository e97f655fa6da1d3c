//! Values: what a declaration becomes in the computed style of `.item` (its parent's font is 10 px, its colour red).

mod common;

use common::{context, problems, small};
use minihost_style::*;
use minihost_tree::StyleScope;
use std::fmt::Debug;
use std::rc::Rc;

fn computed(declarations: &str) -> Rc<ComputedStyle> {
    let (mut tree, ids) = small();
    let css = format!(".list{{font-size:10px;color:red}} .item{{{declarations}}}");
    let (sheet, found) = StyleSheet::parse(&css, "pages/a/a.wxss", &|_| None);
    assert!(found.is_empty(), "{found:?}");
    let mut stylist = Stylist::new(context());
    stylist.add_sheet(Rc::new(sheet), StyleScope::APP, Origin::Author);
    let changes = tree.take_changes();
    stylist.update(&tree, &changes);
    stylist.style(ids[1]).expect("attached")
}

/// Each row: declarations, and how the part looks in `Debug`.
fn check<T: Debug>(rows: &[(&str, &str)], part: impl Fn(&ComputedStyle) -> T) {
    for (declarations, expected) in rows {
        assert_eq!(format!("{:?}", part(&computed(declarations))), *expected, "{declarations}");
    }
}

#[test]
fn colors() {
    for (declarations, expected) in [
        ("color:#f00", "ff0000ff"),
        ("color:#0f08", "00ff0088"),
        ("color:#12345678", "12345678"),
        ("color:RebeccaPurple", "663399ff"),
        ("color:transparent", "00000000"),
        ("color:currentcolor", "ff0000ff"),
        ("color:rgb(1,2,3)", "010203ff"),
        ("color:rgba(1,2,3,.5)", "01020380"),
        ("color:rgb(1 2 3 / 50%)", "01020380"),
        ("color:rgb(100%,0%,50%)", "ff0080ff"),
        ("color:hsl(120,100%,50%)", "00ff00ff"),
        ("color:hsla(240deg 100% 50% / .2)", "0000ff33"),
        ("color:hsl(-120,100%,25%)", "000080ff"),
        ("--r:7;color:rgba(var(--r),8,9,1)", "070809ff"),
    ] {
        assert_eq!(
            format!("{:08x}", computed(declarations).text.color.to_rgba()),
            expected,
            "{declarations}"
        );
    }
}

struct Line(f32, Color);

impl Debug for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {:08x}", self.0, self.1.to_rgba())
    }
}

#[test]
fn borders() {
    check(
        &[
            ("border:2px solid blue", "2.0 0000ffff"),
            ("border:solid", "3.0 ff0000ff"),
            ("border-style:solid;border-width:thin", "1.0 ff0000ff"),
            ("border-width:5px", "0.0 000000ff"),
            ("border:1px solid;border-color:blue green", "1.0 0000ffff"),
            ("border-top:1px dashed;color:green", "1.0 008000ff"),
            ("border:calc(1px + 1px) solid rgba(0,0,0,.2)", "2.0 00000033"),
        ],
        |style| Line(style.layout.border_width.top, style.border.color.top),
    );
    check(
        &[("border:1px solid blue;border-top:none", "0.0"), ("border:0", "0.0"), ("border:0 none", "0.0")],
        |style| style.layout.border_width.top,
    );
}

#[test]
fn decorations_have_the_colour_of_the_text() {
    let style = computed("text-decoration:underline");
    assert!(style.text.decoration.underline);
    assert_eq!(style.text.decoration.color, Color::from_rgba(0xff00_00ff));
    let style = computed("text-decoration:line-through dotted blue");
    let Decoration { line_through, style, color, .. } = style.text.decoration;
    assert_eq!((line_through, style, color), (true, DecorationStyle::Dotted, Color::from_rgba(0x0000_ffff)));
}

#[test]
fn flex_and_text() {
    check(
        &[
            ("flex:1", "(1.0, 1.0, Percent(0.0))"),
            ("flex:auto", "(1.0, 1.0, Auto)"),
            ("flex:none", "(0.0, 0.0, Auto)"),
            ("flex:0 0 100rpx", "(0.0, 0.0, Px(50.0))"),
            ("flex:2 3", "(2.0, 3.0, Percent(0.0))"),
            ("-webkit-flex:1 1 auto", "(1.0, 1.0, Auto)"),
        ],
        |style| (style.flex.grow, style.flex.shrink, style.flex.basis),
    );
    check(
        &[
            ("line-height:1.5", "Number(1.5)"),
            ("line-height:150%", "Px(15.0)"),
            ("line-height:20px", "Px(20.0)"),
            ("font-size:20px;line-height:2em", "Px(40.0)"),
            ("line-height:normal", "Normal"),
            ("font:italic 12px/2 A, 'B C'", "Number(2.0)"),
        ],
        |style| style.text.line_height,
    );
    check(
        &[
            ("font:italic bold 12px/2 A B, 'C D'", "[\"A B\", \"C D\"]"),
            ("font-family:-apple-system, sans-serif", "[\"-apple-system\", \"sans-serif\"]"),
        ],
        |style| style.text.families.clone(),
    );
    check(
        &[("white-space:nowrap", "NoWrap"), ("word-break:break-all;white-space:pre-wrap", "PreWrap")],
        |style| style.text.white_space,
    );
}

#[test]
fn backgrounds() {
    check(
        &[
            ("background:red", "[]"),
            ("background:url(a.png)", "[(Url(\"/pages/a/a.png\"), (Percent(0.0), Percent(0.0)))]"),
            (
                "background:url('/x.png') right 10px top 20% / 5px no-repeat, url(data:image/png;base64,AA)",
                "[(Url(\"/x.png\"), (Calc { px: -10.0, percent: 1.0 }, Percent(0.2))), \
                 (Url(\"data:image/png;base64,AA\"), (Percent(0.0), Percent(0.0)))]",
            ),
            ("background-image:none", "[]"),
            (
                "background-image:url(//a.b/c.png);background-position:center",
                "[(Url(\"https://a.b/c.png\"), (Percent(0.5), Percent(0.5)))]",
            ),
            (
                "background-image:url(/a);background-position:top right",
                "[(Url(\"/a\"), (Percent(1.0), Percent(0.0)))]",
            ),
        ],
        |style| {
            let layers = style.background.layers.iter();
            layers.map(|layer| (layer.image.clone(), layer.position)).collect::<Vec<_>>()
        },
    );
}

#[test]
fn gradients() {
    let shape = |css: &str| match &computed(&format!("background-image:{css}")).background.layers[0].image {
        Image::Gradient(gradient) => format!("{:?} {}", gradient.shape, gradient.stops.len()),
        other => format!("{other:?}"),
    };
    for (css, expected) in [
        ("linear-gradient(red, blue)", "Linear(3.1415927) 2"),
        ("linear-gradient(to right, red 10%, blue)", "Linear(1.5707964) 2"),
        ("linear-gradient(to left top, red, #fff 50%, blue)", "ToCorner { x: -1, y: -1 } 3"),
        ("-webkit-linear-gradient(top, red, blue)", "Linear(3.1415927) 2"),
        ("-webkit-linear-gradient(left, red, blue)", "Linear(1.5707964) 2"),
        ("linear-gradient(0deg, red 0 50%, blue 0)", "Linear(0.0) 3"),
        (
            "radial-gradient(circle at center, red, blue)",
            "Radial { circle: true, extent: FarthestCorner, center: (Percent(0.5), Percent(0.5)) } 2",
        ),
        ("conic-gradient(red, blue 90deg)", "Conic { from: 0.0, center: (Percent(0.5), Percent(0.5)) } 2"),
    ] {
        assert_eq!(shape(css), expected, "{css}");
    }
}

#[test]
fn effects() {
    check(
        &[
            ("transform:none", "[]"),
            (
                "transform:translate(-50%, 10px) rotate(.5turn)",
                "[Translate(Percent(-0.5), Px(10.0)), Rotate(3.1415927)]",
            ),
            ("transform:translate3d(1px, 2px, 3px) translateZ(0)", "[Translate(Px(1.0), Px(2.0))]"),
            ("transform:scale(.5)", "[Scale(0.5, 0.5)]"),
            ("-webkit-transform:scaleY(.5)", "[Scale(1.0, 0.5)]"),
            ("transform:matrix(1,2,3,4,5,6)", "[Matrix([1.0, 2.0, 3.0, 4.0, 5.0, 6.0])]"),
            (
                "transform:translateX(calc(100% - 4px))",
                "[Translate(Calc { px: -4.0, percent: 1.0 }, Px(0.0))]",
            ),
        ],
        |style| style.effects.transform.clone(),
    );
    check(
        &[
            ("box-shadow:none", "[]"),
            (
                "box-shadow:0 1px 2px 3px blue, inset 4px 5px",
                "[(0.0, 1.0, 2.0, 3.0, false), (4.0, 5.0, 0.0, 0.0, true)]",
            ),
        ],
        |style| {
            let shadows = style.effects.box_shadow.iter();
            shadows.map(|s| (s.x, s.y, s.blur, s.spread, s.inset)).collect::<Vec<_>>()
        },
    );
    check(
        &[
            ("opacity:.5", "(0.5, Auto)"),
            ("opacity:200%;z-index:-3", "(1.0, Index(-3))"),
            ("z-index:calc(1 + 2)", "(1.0, Index(3))"),
        ],
        |style| (style.effects.opacity, style.effects.z_index),
    );
    check(
        &[
            ("filter:blur(10px) brightness(50%)", "[Blur(10.0), Brightness(0.5)]"),
            ("filter:grayscale()", "[Grayscale(1.0)]"),
        ],
        |style| style.effects.filter.clone(),
    );
}

#[test]
fn grids() {
    check(
        &[
            ("grid-template-columns:none", "0"),
            ("grid-template-columns:1fr 2fr auto", "3"),
            ("grid-template-columns:repeat(3, minmax(0, 1fr))", "1"),
            ("grid-template-columns:[a] 10px [b] repeat(auto-fill, 20px)", "2"),
        ],
        |style| style.flex.grid_template_columns.len(),
    );
    check(
        &[("grid-column:1 / span 2", "(Line(1), Span(2))"), ("grid-column:span 3", "(Span(3), Auto)")],
        |style| (style.flex.grid_column_start, style.flex.grid_column_end),
    );
}

#[test]
fn motion() {
    let style = computed("transition:opacity .3s ease-in 100ms, transform 1s cubic-bezier(.1,.2,.3,1.5)");
    let names: Vec<&str> = style.motion.transition_property.iter().map(|name| &**name).collect();
    assert_eq!(names, ["opacity", "transform"]);
    assert_eq!(&*style.motion.transition_delay, [0.1, 0.0]);
    assert_eq!(style.motion.transition_timing[1], Timing::CubicBezier(0.1, 0.2, 0.3, 1.5));
    let style = computed("animation:spin 1s steps(12) infinite alternate both");
    assert_eq!(&*style.motion.animation_name[0], "spin");
    assert_eq!(style.motion.animation_timing[0], Timing::Steps { count: 12, at_start: false });
    assert_eq!(style.motion.animation_iterations[0], f32::INFINITY);
    assert_eq!(
        (style.motion.animation_direction[0], style.motion.animation_fill[0]),
        (AnimationDirection::Alternate, FillMode::Both)
    );
    assert!(computed("transition:none").motion.transition_property.is_empty());
}

#[test]
fn generated_content() {
    let items = |css: &str| match &computed(&format!("content:{css}")).content {
        Content::Items(items) => format!("{items:?}"),
        other => format!("{other:?}"),
    };
    for (css, expected) in [
        ("''", r#"[Text("")]"#),
        (r"'\e600'", r#"[Text("\u{e600}")]"#),
        ("'(' attr(data-n) ')'", r#"[Text("("), Attribute("data-n"), Text(")")]"#),
        ("none", "None"),
        ("url(a.png)", r#"[Image("/pages/a/a.png")]"#),
    ] {
        assert_eq!(items(css), expected, "{css}");
    }
}

#[test]
fn what_is_wrong_is_said_and_what_is_meant_for_others_is_not() {
    for (css, expected) in [
        ("a{cursor:pointer;-moz-user-select:none;-ms-flex:1;-webkit-tap-highlight-color:red}", 0),
        ("a{width:12}", 1),
        ("a{width:1px 2px}", 1),
        ("a{color:#12}", 1),
        ("a{padding:-1px}", 1),
        ("a{transform:spin(1deg)}", 1),
        ("a{background:red, blue}", 1),
        ("a{margin:1px !important}", 0),
        ("a{width:}", 1),
        ("a{;;width:1px;;}", 0),
        ("a{width 1px}", 1),
        ("a:unknown{width:1px}", 1),
        ("@media (min-width: 1px) { a:unknown{width:1px} }", 1),
        ("@keyframes x { from { widht: 1px } }", 1),
        ("@font-face{font-family:x;src:url(x.ttf);font-display:swap}", 0),
    ] {
        let found = problems(css);
        assert_eq!(found.len(), expected, "{css}: {found:?}");
    }
}

#[test]
fn declarations_are_counted() {
    let (sheet, _) =
        StyleSheet::parse("a{width:1px;margin:0;cursor:pointer;widht:1px;width:red}", "a.wxss", &|_| None);
    assert_eq!(sheet.counts(), Counts { understood: 2, accepted: 1, unknown: 1, refused: 1 });
}

#[test]
fn fonts_and_frames_are_kept() {
    let css = "@font-face { font-family: 'icon font'; src: url(a.eot); font-weight: bold;
          src: url(a.woff2) format('woff2'), local(x), url(data:font/ttf;base64,AA) format(\"truetype\") }
        @keyframes grow { from, 50% { width: 1em; opacity: 0 } to { transform: scale(2); animation-timing-function: linear } }
        .item { font-size: 20px }";
    let (sheet, found) = StyleSheet::parse(css, "a/b.wxss", &|_| None);
    assert!(found.is_empty(), "{found:?}");
    let face = &sheet.font_faces()[0];
    assert_eq!((&*face.family, face.weight, face.sources.len()), ("icon font", (700, 700), 3));
    assert_eq!(face.sources[0], FontSource::Url { url: "/a/a.woff2".into(), format: "woff2".into() });
    assert_eq!(sheet.keyframes("grow").map(|frames| frames.frame_count()), Some(3));

    let (mut tree, ids) = small();
    let mut stylist = Stylist::new(context());
    stylist.add_sheet(Rc::new(sheet), StyleScope::APP, Origin::Author);
    let changes = tree.take_changes();
    stylist.update(&tree, &changes);
    let frames = stylist.animation_frames(&tree, ids[1], None, "grow");
    let seen: Vec<_> = frames
        .iter()
        .map(|frame| (frame.offset, frame.style.layout.width, frame.style.effects.opacity))
        .collect();
    assert_eq!(seen, [(0.0, Length::Px(20.0), 0.0), (0.5, Length::Px(20.0), 0.0), (1.0, Length::Auto, 1.0)]);
    assert_eq!(frames[2].properties, ["transform"]);
    assert_eq!(frames[2].timing, Some(Timing::LINEAR));
    assert!(stylist.animation_frames(&tree, ids[1], None, "shrink").is_empty());
}

#[test]
fn tables_and_tabs() {
    check(
        &[
            (
                "display:inline-table;table-layout:fixed",
                "(InlineTable, Fixed, Separate, (Px(0.0), Px(0.0)), 8.0)",
            ),
            ("display:table-cell;float:left", "(Block, Auto, Separate, (Px(0.0), Px(0.0)), 8.0)"),
            ("display:inline-table;position:absolute", "(Table, Auto, Separate, (Px(0.0), Px(0.0)), 8.0)"),
            (
                "display:table;border-collapse:collapse;border-spacing:2rpx 3px;tab-size:4",
                "(Table, Auto, Collapse, (Px(1.0), Px(3.0)), 4.0)",
            ),
            ("border-spacing:1em", "(Inline, Auto, Separate, (Px(10.0), Px(10.0)), 8.0)"),
        ],
        |style| {
            let (layout, text) = (&style.layout, &style.text);
            (layout.display, layout.table_layout, text.border_collapse, text.border_spacing, text.tab_size)
        },
    );
}
