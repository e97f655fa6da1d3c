//! The pages.

use std::fmt::Write;
use std::iter::repeat_n;

/// A page: what stands below the counter, its sheet, its data (a JavaScript expression's fields) and files.
pub struct Case {
    /// Its name, of a folder too.
    pub name: &'static str,
    pub wxml: fn() -> String,
    pub wxss: fn() -> String,
    pub data: &'static str,
    pub files: fn() -> Vec<(&'static str, Vec<u8>)>,
    /// Texts that must stand in what the author is told.
    pub says: &'static [&'static str],
    /// It never comes to rest, as it should.
    pub moves: bool,
    /// It is more than any page may have: the program is stopped with a typed reason.
    pub stops: bool,
}

fn nothing() -> String {
    String::new()
}

fn one_view() -> String {
    "<view class=\"a\">Some text 一些文字</view>".into()
}

fn many_views() -> String {
    "<view wx:for=\"{{items}}\" class=\"a\">{{item}}</view>".into()
}

const PLAIN: Case = Case {
    name: "",
    wxml: one_view,
    wxss: nothing,
    data: "{}",
    files: Vec::new,
    says: &[],
    moves: false,
    stops: false,
};

const HUNDRED: &str = "{ items: Array.from({ length: 100 }, (_, i) => i) }";
const THOUSAND: &str = "{ items: Array.from({ length: 1000 }, (_, i) => i) }";

fn times(count: usize, text: &str) -> String {
    repeat_n(text, count).collect()
}

fn rule(declarations: &str) -> String {
    format!(".a{{{declarations}}}")
}

/// A chain of custom properties, each twice the one before: 2^60 words if nobody counts.
fn doubling() -> String {
    let mut css = String::from("page{--p0:red ;");
    for at in 1..=60 {
        let _ = write!(css, "--p{at}:var(--p{before}) var(--p{before});", before = at - 1);
    }
    css.push_str("} .a{color:var(--p60);background:var(--p60);--x:var(--p60)}");
    css
}

/// The header of a PNG of this size and nothing else.
fn png_header(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend([8, 6, 0, 0, 0, 0, 0, 0, 0]);
    bytes
}

/// A GIF that says it is as large as a GIF can be.
fn gif_header() -> Vec<u8> {
    let mut bytes = b"GIF89a\xff\xff\xff\xff\x80\0\0".to_vec();
    bytes.extend([0, 0, 0, 255, 255, 255]);
    bytes.extend([0x2c, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 2, 2, 0x4c, 1, 0, 0x3b]);
    bytes
}

fn svg(content: &str) -> Vec<u8> {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 100 100\">{content}</svg>")
        .into_bytes()
}

/// Groups that use the group before them ten times: 10^12 circles.
fn svg_of_uses() -> Vec<u8> {
    let mut content = String::from("<defs><circle id=\"g0\" r=\"1\"/>");
    for at in 1..=12 {
        let uses = times(10, &format!("<use xlink:href=\"#g{}\"/>", at - 1));
        let _ = write!(content, "<g id=\"g{at}\">{uses}</g>");
    }
    content.push_str("</defs><use xlink:href=\"#g12\"/>");
    svg(&content)
}

fn svg_of_filters() -> Vec<u8> {
    let blurs = times(50, "<feGaussianBlur stdDeviation=\"5000\"/>");
    svg(&format!(
        "<filter id=\"f\" x=\"-1000\" y=\"-1000\" width=\"100000\" height=\"100000\">{blurs}</filter><rect filter=\"url(#f)\" width=\"90\" height=\"90\"/>"
    ))
}

fn svg_of_entities() -> Vec<u8> {
    let mut types = String::from("<!DOCTYPE svg [<!ENTITY e0 \"lol\">");
    for at in 1..=12 {
        let _ = write!(types, "<!ENTITY e{at} \"{}\">", times(10, &format!("&e{};", at - 1)));
    }
    format!("{types}]><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><text>&e12;</text></svg>")
        .into_bytes()
}

fn pictures() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("big.png", png_header(60_000, 60_000)),
        ("endless.png", png_header(u32::MAX, u32::MAX)),
        ("empty.png", Vec::new()),
        ("big.gif", gif_header()),
        ("uses.svg", svg_of_uses()),
        ("filters.svg", svg_of_filters()),
        ("entities.svg", svg_of_entities()),
        ("deep.svg", svg(&(times(20_000, "<g>") + &times(20_000, "</g>")))),
        ("self.svg", svg("<g id=\"a\"><use xlink:href=\"#a\"/></g>")),
        ("noise.jpg", (0..50_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect()),
    ]
}

pub const CASES: &[Case] = &[
    // Sheets that are no sheets.
    Case {
        name: "css-garbage",
        wxss: || {
            ".a{color:red;;;:;{}}}}} <!-- --> @@ .b{ \u{0}\u{1} } .a{width:1px;width:};.a::x{}.{} #{} [=]{} .a{background:url(".into()
        },
        ..PLAIN
    },
    Case { name: "css-unclosed", wxss: || times(20_000, ".a{") + "color:red", ..PLAIN },
    Case {
        name: "css-parentheses",
        wxss: || rule(&format!("width:calc({}1px", times(50_000, "("))),
        ..PLAIN
    },
    Case {
        name: "css-calc-depth",
        wxss: || rule(&format!("width:{}1px{}", times(5000, "calc(1px + "), times(5000, ")"))),
        ..PLAIN
    },
    Case {
        name: "css-not-depth",
        wxss: || format!("{}.a{}{{color:red}}", times(5000, ":not("), times(5000, ")")),
        ..PLAIN
    },
    Case { name: "css-media-depth", wxss: || times(5000, "@media all{") + ".a{color:red}", ..PLAIN },
    Case {
        name: "css-supports-depth",
        wxss: || format!("@supports {}(color:red){}{{.a{{color:red}}}}", times(5000, "("), times(5000, ")")),
        ..PLAIN
    },
    Case { name: "css-one-selector", wxss: || format!("{}.a{{color:red}}", times(200_000, ".a ")), ..PLAIN },
    Case { name: "css-selector-list", wxss: || format!("{}.a{{color:red}}", times(100_000, ".a,")), ..PLAIN },
    Case {
        name: "css-siblings",
        wxml: many_views,
        wxss: || {
            let mut css = String::new();
            for at in 0..200 {
                let _ = write!(css, ".a ~ .a ~ .a:nth-child({at}n+1) ~ .a{{color:rgb({at},0,0)}}");
            }
            css
        },
        data: THOUSAND,
        says: &["style sheets take too many steps"],
        ..PLAIN
    },
    Case {
        name: "css-imports-itself",
        wxss: || "@import 'index.wxss';@import '/app.wxss';.a{color:red}".into(),
        ..PLAIN
    },
    // Values.
    Case {
        name: "var-cycle",
        wxss: || {
            "page{--a:var(--b);--b:var(--c,var(--a));--c:var(--a)} .a{--d:var(--d);color:var(--a);width:var(--d,var(--d))}".into()
        },
        ..PLAIN
    },
    Case { name: "var-doubling", wxml: many_views, wxss: doubling, data: HUNDRED, ..PLAIN },
    Case {
        name: "numbers",
        wxss: || {
            rule(
                "width:1e400px;height:-1e38px;margin:1e38px -1e38px;padding:1e300rpx;flex:1e38 1e38 1e38px;order:99999999999;line-height:1e38;opacity:-1e38;border:1e38px solid red;top:calc(1e38px * 1e38);left:calc(1px/0);transform:scale(1e38) rotate(1e38deg) matrix(0,0,0,0,1e38,0);z-index:1e99;border-radius:1e38px;letter-spacing:-1e38px;text-indent:1e38px",
            )
        },
        ..PLAIN
    },
    Case {
        name: "grid-tracks",
        wxss: || {
            rule(
                "display:grid;grid-template-columns:repeat(1000000000,1px);grid-template-rows:repeat(auto-fill,0.00001px);grid-auto-rows:0.0001px;gap:1e30px;grid-column:1/1000000000;grid-row:span 1000000000",
            )
        },
        ..PLAIN
    },
    Case {
        name: "grid-items",
        wxml: || {
            "<view class=\"a\"><view wx:for=\"{{items}}\" class=\"b\" style=\"grid-column:{{item*300}}/span 9000;grid-row:{{item*7}}\">x</view></view>".into()
        },
        wxss: || rule("display:grid"),
        data: HUNDRED,
        ..PLAIN
    },
    // Text.
    Case { name: "text-50000px", wxss: || rule("font-size:50000px;text-shadow:0 0 9999px red"), ..PLAIN },
    Case { name: "text-one-word", wxml: || format!("<text>{}</text>", times(1_000_000, "a")), ..PLAIN },
    Case {
        name: "text-one-line",
        wxml: || format!("<text style=\"white-space:nowrap\">{}</text>", times(200_000, "ab 字")),
        ..PLAIN
    },
    Case {
        name: "text-lines",
        wxml: || "<text>{{t}}</text>".into(),
        data: "{ t: 'x\\n'.repeat(100000) }",
        ..PLAIN
    },
    Case {
        name: "text-runs",
        wxml: || format!("<text>{}</text>", times(5000, "<text>a</text>字<text>\u{1f600}</text>")),
        ..PLAIN
    },
    Case { name: "text-marks", wxml: || format!("<text>a{}</text>", times(100_000, "\u{301}")), ..PLAIN },
    Case {
        name: "text-joiners",
        wxml: || format!("<text>{}</text>", times(20_000, "\u{1f468}\u{200d}")),
        ..PLAIN
    },
    Case {
        name: "text-directions",
        wxml: || format!("<text>{}</text>", times(20_000, "\u{202e}a\u{202b}\u{5d0}")),
        ..PLAIN
    },
    Case {
        name: "text-narrow",
        wxml: || format!("<view style=\"width:0.01px\">{}</view>", times(20_000, "ab 字")),
        ..PLAIN
    },
    // Many and deep.
    Case {
        name: "nodes-100000",
        wxml: many_views,
        data: "{ items: Array.from({ length: 100000 }, (_, i) => i % 10) }",
        says: &["the program flooded its host"],
        stops: true,
        ..PLAIN
    },
    Case {
        name: "deep-source",
        wxml: || times(5000, "<view class=\"a\">") + &times(5000, "</view>"),
        says: &["pages/index.wxml"],
        ..PLAIN
    },
    Case {
        name: "deep-template",
        wxml: || {
            "<template name=\"t\"><view class=\"a\"><template is=\"t\" data=\"{{n: n - 1}}\" wx:if=\"{{n > 0}}\"/></view></template><template is=\"t\" data=\"{{n: 5000}}\"/>".into()
        },
        ..PLAIN
    },
    Case {
        name: "deep-flex",
        wxml: || times(150, "<view class=\"a\"><view class=\"b\">x</view>") + &times(150, "</view>"),
        wxss: || {
            ".a{display:flex;flex-wrap:wrap;align-items:baseline;min-width:1%} .a:nth-child(2n){flex-direction:column}".into()
        },
        ..PLAIN
    },
    Case {
        name: "deep-table",
        wxml: || {
            times(60, "<view class=\"a\"><view class=\"c\">x</view><view class=\"c\">")
                + &times(60, "</view><view class=\"c\">higher<view>than</view></view></view>")
        },
        wxss: || {
            ".a{display:table;border-collapse:collapse;border:1px solid;height:90%}.c{display:table-cell;width:30%;height:50%}".into()
        },
        ..PLAIN
    },
    Case {
        name: "deep-table-parts",
        wxml: || times(5000, "<view class=\"a\">x") + &times(5000, "</view>"),
        wxss: || {
            ".a{display:table-cell}.a:nth-child(3n){display:table-row-group}.a:nth-child(2n){display:inline-table}".into()
        },
        says: &["pages/index.wxml"],
        ..PLAIN
    },
    Case {
        name: "table-cells",
        wxml: || {
            "<view class=\"a\"><view class=\"r\"><view wx:for=\"{{items}}\" class=\"c\">x</view></view><view wx:for=\"{{items}}\" class=\"r\"><view class=\"c\">{{item}}</view><view class=\"c\">y</view></view></view>".into()
        },
        wxss: || {
            ".a{display:table;border-collapse:collapse;border-spacing:1e30px;width:1e30px}.r{display:table-row;height:1e30px}.c{display:table-cell;width:1e30%;border:1px solid}".into()
        },
        data: THOUSAND,
        ..PLAIN
    },
    Case {
        name: "deep-grid",
        wxml: || times(40, "<view class=\"a\"><view>x</view>") + &times(40, "</view>"),
        wxss: || rule("display:grid;grid-template-columns:auto min-content;align-items:baseline"),
        says: &["layout takes too many steps"],
        ..PLAIN
    },
    Case {
        name: "deep-floats",
        wxml: || times(150, "<view class=\"a\">text<view class=\"b\">x</view>") + &times(150, "</view>"),
        wxss: || ".a{float:left} .b{display:inline-block}".into(),
        ..PLAIN
    },
    Case {
        name: "many-floats",
        wxml: many_views,
        wxss: || rule("float:left;width:7px;height:9px"),
        data: THOUSAND,
        ..PLAIN
    },
    Case {
        name: "many-attributes",
        wxml: || {
            format!(
                "<view {}/>",
                (0..5000).fold(String::new(), |mut text, at| {
                    let _ = write!(text, "data-a{at}=\"{at}\" ");
                    text
                })
            )
        },
        ..PLAIN
    },
    // Drawing.
    Case {
        name: "layers",
        wxml: many_views,
        wxss: || rule("overflow:scroll;height:10px;position:fixed;opacity:.9;will-change:transform"),
        data: THOUSAND,
        ..PLAIN
    },
    Case {
        name: "shadows",
        wxml: many_views,
        wxss: || {
            rule(
                "box-shadow:0 0 9999px 9999px red,inset 0 0 5000px blue,0 0 100000000px #0f0;border-radius:50%",
            )
        },
        data: HUNDRED,
        ..PLAIN
    },
    Case {
        name: "filters",
        wxml: many_views,
        wxss: || {
            rule(
                "filter:blur(100000px) drop-shadow(0 0 10000px red) blur(5000px);backdrop-filter:blur(9999px)",
            )
        },
        data: HUNDRED,
        ..PLAIN
    },
    Case { name: "filter-chain", wxss: || rule(&format!("filter:{}", times(5000, "blur(9px) "))), ..PLAIN },
    Case {
        name: "tiles",
        wxss: || {
            rule("width:300px;height:300px;background:linear-gradient(red,blue) 0 0/0.001px 0.001px repeat")
        },
        ..PLAIN
    },
    Case {
        name: "gradient-stops",
        wxss: || rule(&format!("height:100px;background:linear-gradient({}red)", times(20_000, "red,"))),
        ..PLAIN
    },
    Case {
        name: "gradient-repeats",
        wxss: || {
            rule(
                "height:300px;background:repeating-linear-gradient(45deg,red 0,blue 0.00001px),repeating-radial-gradient(red,blue 0.0001px),repeating-conic-gradient(red,blue 0.0001deg)",
            )
        },
        ..PLAIN
    },
    Case {
        name: "backgrounds",
        wxss: || rule(&format!("height:100px;background:{}red", times(2000, "linear-gradient(red,blue),"))),
        ..PLAIN
    },
    Case {
        name: "dashes",
        wxss: || {
            rule(
                "width:1000000px;height:100000px;border:0.01px dashed red;border-radius:9px;outline:1px dotted red",
            )
        },
        ..PLAIN
    },
    Case {
        name: "transform-chain",
        wxss: || rule(&format!("transform:{}", times(20_000, "rotate(1deg) scale(1.1) "))),
        ..PLAIN
    },
    Case {
        name: "wide",
        wxss: || {
            rule(
                "width:50000000px;height:50000000px;background:linear-gradient(red,blue);border:1px dashed red",
            )
        },
        ..PLAIN
    },
    // Movement.
    Case {
        name: "animations",
        wxml: many_views,
        wxss: || {
            "@keyframes k{from{width:1px;color:red;transform:rotate(0)}to{width:300px;color:blue;transform:rotate(360deg)}} .a{animation:k 0.00001s infinite,k 1s infinite alternate,k -5s infinite}".into()
        },
        data: THOUSAND,
        moves: true,
        ..PLAIN
    },
    Case {
        name: "keyframes",
        wxss: || {
            let frames = (0..20_000).fold(String::new(), |mut text, at| {
                let _ = write!(text, "{}%{{width:{at}px}}", f64::from(at) / 200.0);
                text
            });
            format!("@keyframes k{{{frames}}} .a{{animation:k 1e30s infinite}}")
        },
        moves: true,
        ..PLAIN
    },
    Case {
        name: "transitions",
        wxml: many_views,
        wxss: || {
            rule(&format!(
                "transition:{}all 1e30s -1e30s;transition-timing-function:cubic-bezier(1e38,0,0,1e38),steps(1000000000)",
                times(5000, "width 1s,")
            ))
        },
        data: HUNDRED,
        ..PLAIN
    },
    // Pictures.
    Case {
        name: "pictures",
        wxml: || {
            pictures().iter().fold(String::new(), |mut text, (name, _)| {
                let _ = write!(text, "<image src=\"/{name}\" style=\"width:90px;height:90px\"/>");
                text
            })
        },
        files: pictures,
        ..PLAIN
    },
    Case {
        name: "picture-backgrounds",
        wxml: many_views,
        wxss: || {
            rule(
                "height:20px;background:url(/uses.svg) 0 0/0.01px,url(/big.png),url(/missing.png),url('data:image/svg+xml;base64,!!!!'),url(data:,)",
            )
        },
        data: HUNDRED,
        files: pictures,
        ..PLAIN
    },
    Case {
        name: "picture-sizes",
        wxml: || {
            "<image src=\"/ok.svg\" mode=\"widthFix\" style=\"width:10000000px\"/><image src=\"/ok.svg\" mode=\"heightFix\" style=\"height:1e30px\"/><image src=\"/ok.svg\" style=\"width:0;height:0\"/>".into()
        },
        files: || vec![("ok.svg", svg("<rect width=\"50\" height=\"50\" fill=\"red\"/>"))],
        ..PLAIN
    },
    // Built-in components.
    Case {
        name: "components",
        wxml: || {
            "<swiper circular autoplay interval=\"0\" duration=\"0\" display-multiple-items=\"1000000000\" previous-margin=\"1e30px\"><swiper-item wx:for=\"{{items}}\">{{item}}</swiper-item></swiper><slider min=\"1e308\" max=\"-1e308\" step=\"0\" value=\"NaN\"/><progress percent=\"1e308\" active/><picker mode=\"multiSelector\" range=\"{{nothing}}\" value=\"{{items}}\">p</picker><rich-text nodes=\"{{html}}\"/><scroll-view scroll-y scroll-top=\"1e308\" scroll-into-view=\"nowhere\" style=\"height:50px\"><view style=\"height:1e30px\"/></scroll-view><icon type=\"{{items}}\" size=\"1e30\"/><input maxlength=\"-5\" value=\"{{items}}\" type=\"?\"/>".into()
        },
        data: "{ items: Array.from({ length: 100 }, (_, i) => i), html: '<div>'.repeat(20000) + '<table><img src=x>' }",
        moves: true,
        ..PLAIN
    },
];
