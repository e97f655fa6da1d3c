//! What is seen of a component that only a host can show: an icon and its name. A host that has a view for it puts that over this.

use super::{disc, line, round};
use crate::geometry::{Colour, Rect};
use crate::layer::Native;
use crate::ops::{Op, TextFont};
use crate::painter::pen::Pen;
use minihost_ports::{Appearance, Locale};
use minihost_tree::Element;

/// Strokes of an icon on a square of 24, each a run of points.
type Strokes = &'static [&'static [(f32, f32)]];

const FRAME: &[(f32, f32)] = &[(3.0, 5.0), (21.0, 5.0), (21.0, 19.0), (3.0, 19.0), (3.0, 5.0)];
const PLAY: Strokes = &[FRAME, &[(10.0, 9.0), (15.0, 12.0), (10.0, 15.0), (10.0, 9.0)]];
const MAP: Strokes = &[
    &[
        (3.0, 6.0),
        (9.0, 4.0),
        (15.0, 6.0),
        (21.0, 4.0),
        (21.0, 18.0),
        (15.0, 20.0),
        (9.0, 18.0),
        (3.0, 20.0),
        (3.0, 6.0),
    ],
    &[(9.0, 4.0), (9.0, 18.0)],
    &[(15.0, 6.0), (15.0, 20.0)],
];
const CAMERA: Strokes = &[
    &[
        (3.0, 7.0),
        (8.0, 7.0),
        (9.5, 4.5),
        (14.5, 4.5),
        (16.0, 7.0),
        (21.0, 7.0),
        (21.0, 19.0),
        (3.0, 19.0),
        (3.0, 7.0),
    ],
    &[
        (15.5, 13.0),
        (14.5, 15.5),
        (12.0, 16.5),
        (9.5, 15.5),
        (8.5, 13.0),
        (9.5, 10.5),
        (12.0, 9.5),
        (14.5, 10.5),
        (15.5, 13.0),
    ],
];
const PAGE: Strokes =
    &[FRAME, &[(3.0, 9.0), (21.0, 9.0)], &[(6.0, 7.0), (6.2, 7.0)], &[(8.5, 7.0), (8.7, 7.0)]];
const LIVE: Strokes = &[
    &[(12.0, 11.9), (12.0, 12.1)],
    &[(8.5, 8.5), (7.2, 10.2), (7.2, 13.8), (8.5, 15.5)],
    &[(15.5, 8.5), (16.8, 10.2), (16.8, 13.8), (15.5, 15.5)],
    &[(5.5, 5.5), (3.4, 8.8), (3.4, 15.2), (5.5, 18.5)],
    &[(18.5, 5.5), (20.6, 8.8), (20.6, 15.2), (18.5, 18.5)],
];
const SOUND: Strokes = &[
    &[(4.0, 9.5), (8.0, 9.5), (12.5, 5.5), (12.5, 18.5), (8.0, 14.5), (4.0, 14.5), (4.0, 9.5)],
    &[(16.0, 9.0), (17.3, 12.0), (16.0, 15.0)],
];
const CARD: Strokes = &[FRAME, &[(7.0, 10.0), (13.0, 10.0)], &[(7.0, 14.0), (17.0, 14.0)]];

/// Tags by icon and by name in English and Chinese; the last row is for all others.
const ROWS: &[(&str, Strokes, [&str; 2])] = &[
    ("video", PLAY, ["Video", "视频"]),
    ("map", MAP, ["Map", "地图"]),
    ("camera", CAMERA, ["Camera", "相机"]),
    ("web-view", PAGE, ["Web page", "网页"]),
    ("live-player", LIVE, ["Live video", "直播"]),
    ("live-pusher", LIVE, ["Live video", "直播推流"]),
    ("channel-live", LIVE, ["Live video", "直播"]),
    ("channel-video", PLAY, ["Video", "视频"]),
    ("voip-room", LIVE, ["Call", "通话"]),
    ("audio", SOUND, ["Audio", "音频"]),
    ("ad", CARD, ["Advertisement", "广告"]),
    ("ad-custom", CARD, ["Advertisement", "广告"]),
    ("editor", CARD, ["Editor", "编辑器"]),
    ("", CARD, ["Not available here", "此处不可用"]),
];

fn row(tag: &str) -> (Strokes, &'static [&'static str; 2]) {
    let found = ROWS.iter().find(|(name, ..)| *name == tag).or(ROWS.last());
    found.map_or((CARD, &["", ""]), |(_, icon, names)| (*icon, names))
}

/// What a screen reader calls a component that only a host can show; `None` for everything else.
pub(crate) fn name(tag: &str, locale: Locale) -> Option<&'static str> {
    let (_, _, names) = ROWS.iter().find(|(name, ..)| !name.is_empty() && *name == tag)?;
    Some(names[usize::from(locale == Locale::Zh)])
}

/// Whether something stands in for what the host puts there.
pub(crate) fn stands_in(native: &Native) -> bool {
    !matches!(native, Native::None | Native::TextField { .. } | Native::Canvas { .. })
}

/// Ground and ink.
fn colours(appearance: Appearance) -> (Colour, Colour) {
    match appearance {
        Appearance::Light => (Colour::rgb(0xf0f0f0), Colour::rgb(0x808080)),
        Appearance::Dark => (Colour::rgb(0x262626), Colour::rgb(0x8c8c8c)),
    }
}

const ICON: f32 = 28.0;
const WORDS: f32 = 13.0;
const GAP: f32 = 6.0;

/// About how wide a name is: characters of the Chinese script are square, letters are of three widths.
fn width(text: &str) -> f32 {
    let share = |c: char| match c {
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | ' ' => 0.3,
        'm' | 'w' | 'M' | 'W' => 0.85,
        c if c as u32 >= 0x2e80 => 1.0,
        _ => 0.57,
    };
    text.chars().map(|c| WORDS * share(c)).sum()
}

/// Draws into an area: the ground, and as much of icon and name as has room.
pub(crate) fn draw(
    pen: &mut Pen,
    element: &Element,
    area: &Rect,
    (appearance, locale): (Appearance, Locale),
    poster: bool,
) {
    let (ground, ink) = colours(appearance);
    let (icon, names) = row(&element.tag);
    let ink = if poster { Colour::WHITE } else { ink };
    if !poster {
        round(pen, *area, 0.0, ground);
    }
    let words = names[usize::from(locale == Locale::Zh)];
    let (middle, wide) = (area.x + area.width / 2.0, width(words));
    let has_words = !poster && area.width >= wide + 8.0 && area.height >= WORDS + 6.0;
    let has_icon =
        area.width >= ICON && area.height >= if has_words { ICON + GAP + WORDS + 8.0 } else { ICON };
    let height = match (has_icon, has_words) {
        (true, true) => ICON + GAP + WORDS,
        (true, false) => ICON,
        _ => WORDS,
    };
    let top = area.y + (area.height - height) / 2.0;
    if has_icon {
        if poster {
            // On a picture of any colour.
            disc(pen, middle, top + ICON / 2.0, ICON * 0.85, Colour::rgba(0, 0, 0, 90));
        }
        let scale = ICON / 24.0;
        for stroke in icon {
            let points: Vec<(f32, f32)> =
                stroke.iter().map(|(x, y)| (middle - ICON / 2.0 + x * scale, top + y * scale)).collect();
            line(pen, &points, 1.5, ink);
        }
    }
    if has_words {
        let size = WORDS;
        let face = TextFont { families: vec![], size, weight: 400, italic: false, letter_spacing: 0.0 };
        let baseline = top + height - WORDS * 0.15;
        let x = middle - wide / 2.0;
        let text = words.to_owned();
        let paint = ink.into();
        pen.text(face, Op::Text { x, baseline, width: wide, font: 0, paint, blur: 0.0, outline: 0.0, text });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_stays_in_its_square() {
        for (tag, icon, names) in ROWS {
            assert!(names.iter().all(|name| !name.is_empty()), "{tag}");
            let inside = |&(x, y): &(f32, f32)| (1.0..=23.0).contains(&x) && (1.0..=23.0).contains(&y);
            assert!(icon.iter().all(|stroke| stroke.iter().all(inside)), "{tag}");
        }
    }

    #[test]
    fn names_follow_the_language() {
        assert_eq!((name("map", Locale::En), name("map", Locale::Zh)), (Some("Map"), Some("地图")));
        assert_eq!(name("view", Locale::En), None);
    }

    #[test]
    fn what_the_core_draws_itself_needs_no_stand_in() {
        assert!(!stands_in(&Native::None));
        assert!(stands_in(&Native::WebView { url: String::new() }));
    }
}
