//! Sheets that somebody broke: reading them and styling with them ends, whatever stands there.

mod common;

use common::{small, styled};
use proptest::prelude::*;

/// Pieces of every kind of syntax that sheets have.
const SHEETS: &[&str] = &[
    "@import \"./a.wxss\"; .a > view:nth-child(2n+1)::after { content: \"\\201C\"; color: rgba(0, 0, 0, .5) !important }",
    "@media (min-width: 300px) and (orientation: portrait) { .list .item { width: calc(100% - 2 * (10rpx + 1vw)); } }",
    "@keyframes k { from { opacity: 0; transform: translate3d(0, -50%, 0) } 50%, 70% { opacity: .5 } to { opacity: 1 } } .item { animation: k 1s ease-in-out infinite alternate }",
    ":host(.list), page, .item:not(.x, #two) ~ .item { background: url(data:image/png;base64,AA==) no-repeat 50% / cover, linear-gradient(45deg, red 0%, #00ff0080 50%, hsl(120, 50%, 50%)) }",
    ".item { --gap: 10px; margin: var(--gap, 5px) var(--none, var(--gap)); grid-template-columns: repeat(2, minmax(0, 1fr)); }",
    "@font-face { font-family: \"f\"; src: url(\"f.woff2\") format(\"woff2\"), local('x') } .item { font: italic 700 12px/1.5 \"f\", sans-serif }",
    ".item{border:1px solid;border-radius:10px 5px/3px;box-shadow:inset 0 0 1px 2px red,1px 1px blue;filter:blur(1px);clip-path:circle(50%)}",
    "@supports (display: grid) and (not (display: none)) { .item { display: flex; flex: 1 1 0%; order: -1 } } .item { transform: matrix(1,0,0,1,0,0) rotate(1turn) }",
];

/// What breaks sheets.
const PIECES: &[&str] = &[
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "\"",
    "'",
    "/*",
    "*/",
    ";",
    ":",
    "::",
    ",",
    "\\",
    "@",
    "@media",
    "!important",
    "var(--a)",
    "--a:var(--a);",
    "calc(",
    "1e999px",
    "-0",
    "nan",
    "url(",
    "#",
    ".",
    ">",
    "+",
    "~",
    "*",
    "\u{0}",
    "\u{feff}",
    "中",
    "infinity",
    "%",
    "rpx",
    "<!--",
    "-->",
    ":not(",
    ":host(",
    "999999999999999999999",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn broken_sheets_are_read(
        which in 0..SHEETS.len(),
        other in 0..SHEETS.len(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0..PIECES.len(), 0_usize..12), 0..8),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut text: Vec<char> = SHEETS[which].chars().collect();
        let rest: Vec<char> = SHEETS[other].chars().collect();
        text.extend_from_slice(&rest[cut.index(rest.len())..]);
        for (place, piece, length) in edits {
            let start = place.index(text.len());
            let end = (start + length).min(text.len());
            text.splice(start..end, PIECES[piece].chars());
        }
        let text: String = text.into_iter().collect();
        let (mut tree, ids) = small();
        let stylist = styled(&text, &mut tree);
        for id in ids {
            prop_assert!(stylist.style(id).is_some());
        }
    }
}

#[test]
fn deep_nesting_ends() {
    for piece in [
        "(",
        "[",
        "{",
        "@media all {",
        "calc(",
        ":not(",
        "var(--a,",
        "/*",
        "a{b:c(",
        "@supports (",
        "min(1px,",
    ] {
        for before in ["", ".item { width: ", ".item"] {
            let (mut tree, _) = small();
            styled(&format!("{before}{}", piece.repeat(20_000)), &mut tree);
        }
    }
}
