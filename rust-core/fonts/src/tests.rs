//! Fonts from good, damaged and hostile files, measured and drawn.

use crate::testing::{TestGlyph, nested, truetype, woff, woff2};
use crate::{Face, FaceState, FontError, OutlineSegment, Part, ProgramFont, ProgramFonts, ProgramMeasurer};
use minihost_ports::{Font, FontMetrics, TextMeasurer, Word};
use proptest::prelude::*;
use std::sync::Arc;

fn glyphs() -> Vec<TestGlyph> {
    vec![
        TestGlyph::rect('\u{e001}', 1000, (100, -100, 900, 700)),
        TestGlyph::rect('A', 600, (0, 0, 600, 700)),
        TestGlyph { character: ' ', advance: 250, outlines: Vec::new() },
    ]
}

/// Ten pixels for each character, so that a share of the host's is seen in a sum.
struct Tens;

impl TextMeasurer for Tens {
    fn measure(&self, words: &[Word<'_>], widths: &mut Vec<f32>) {
        widths.extend(words.iter().map(|word| word.text.chars().count() as f32 * 10.0));
    }

    fn metrics(&self, font: &Font) -> FontMetrics {
        FontMetrics { ascent: font.size, descent: 0.0, line_gap: 0.0, x_height: font.size / 2.0 }
    }
}

fn font(families: &[&str]) -> Font {
    let families = families.iter().map(|name| Arc::from(*name)).collect();
    Font { families, size: 20.0, weight: 400, italic: false, letter_spacing: 0.0 }
}

fn icons(file: &[u8]) -> ProgramFonts {
    let mut fonts = ProgramFonts::default();
    let state = FaceState::Ready(Arc::new(ProgramFont::read(file).expect("reads")));
    fonts.add("icons", Face { weight: (400, 400), italic: false, ranges: Vec::new(), state });
    fonts
}

/// What each part is: the host's text, or the box around the outlines; and its width.
fn show(fonts: &ProgramFonts, text: &str, font: &Font) -> Vec<String> {
    let measurer = ProgramMeasurer { fonts, base: &Tens };
    let parts = measurer.parts(text, font).unwrap_or_default();
    let shown = parts.iter().map(|part| match part {
        Part::Host { text, width } => format!("{text} {width}"),
        Part::Program { outline, embolden, width } => {
            let points: Vec<(f32, f32)> = outline
                .iter()
                .filter_map(|segment| match *segment {
                    OutlineSegment::Move(x, y) | OutlineSegment::Line(x, y) => Some((x, y)),
                    _ => None,
                })
                .collect();
            let least = |of: fn(&(f32, f32)) -> f32| points.iter().map(of).fold(f32::MAX, f32::min);
            let most = |of: fn(&(f32, f32)) -> f32| points.iter().map(of).fold(f32::MIN, f32::max);
            let (x, y): (fn(&(f32, f32)) -> f32, fn(&(f32, f32)) -> f32) = (|point| point.0, |point| point.1);
            let bold = if *embolden { " bold" } else { "" };
            format!(
                "[{} {} {} {}] {width}{bold}",
                least(x) + 0.0,
                least(y) + 0.0,
                most(x) + 0.0,
                most(y) + 0.0
            )
        }
    });
    shown.collect()
}

#[test]
fn every_format_gives_the_same_glyphs() {
    let glyphs = glyphs();
    for (name, file) in [("ttf", truetype(&glyphs)), ("woff", woff(&glyphs)), ("woff2", woff2(&glyphs))] {
        let fonts = icons(&file);
        assert_eq!(show(&fonts, "\u{e001}", &font(&["icons"])), ["[2 -14 18 2] 20"], "{name}");
        let metrics = ProgramMeasurer { fonts: &fonts, base: &Tens }.metrics(&font(&["icons"]));
        assert_eq!((metrics.ascent, metrics.descent), (16.0, 4.0), "{name}");
    }
}

#[test]
fn text_is_cut_where_the_font_ends() {
    let fonts = icons(&truetype(&glyphs()));
    for (families, text, expected) in [
        (&["icons"][..], "AA", &["[0 -14 24 0] 24"][..]),
        (&["ICONS", "sans-serif"], "A你\u{e001}", &["[0 -14 12 0] 12", "你 10", "[2 -14 18 2] 20"]),
        // A device's font comes first and has letters, but no icons.
        (&["Helvetica", "icons"], "A\u{e001}", &["A 10", "[2 -14 18 2] 20"]),
        (&["Helvetica", "icons"], "A", &[]),
        (&["Helvetica"], "\u{e001}", &[]),
        // A mark stays with its letter.
        (&["icons"], "A\u{fe0f}", &["[0 -14 12 0] 12"]),
        (&["icons"], "", &[]),
    ] {
        let shown = show(&fonts, text, &font(families));
        assert_eq!(shown.iter().map(String::as_str).collect::<Vec<_>>(), expected, "{families:?} {text}");
        let measurer = ProgramMeasurer { fonts: &fonts, base: &Tens };
        let (mut widths, font) = (Vec::new(), font(families));
        measurer.measure(&[Word { text: "xx", font: &font }, Word { text, font: &font }], &mut widths);
        let parts = measurer.parts(text, &font);
        let drawn: f32 = parts
            .iter()
            .flatten()
            .map(|(Part::Host { width, .. } | Part::Program { width, .. })| width)
            .sum();
        if parts.is_some() {
            assert_eq!(widths, [20.0, drawn], "what is measured is what is drawn");
        }
    }
}

#[test]
fn letters_are_spaced_thickened_and_slanted() {
    let fonts = icons(&truetype(&glyphs()));
    let spaced = Font { letter_spacing: 3.0, ..font(&["icons"]) };
    assert_eq!(show(&fonts, "AA", &spaced), ["[0 -14 27 0] 30"]);
    let bold = Font { weight: 700, ..font(&["icons"]) };
    assert_eq!(show(&fonts, "A", &bold), ["[0 -14 12 0] 12 bold"]);
    let italic = Font { italic: true, ..font(&["icons"]) };
    assert_eq!(show(&fonts, "A", &italic), ["[0 -14 15.5 0] 12"]);
}

#[test]
fn a_short_answer_of_the_hosts_measurer_is_no_number() {
    struct Silent;
    impl TextMeasurer for Silent {
        fn measure(&self, _words: &[Word<'_>], _widths: &mut Vec<f32>) {}
        fn metrics(&self, font: &Font) -> FontMetrics {
            Tens.metrics(font)
        }
    }
    let fonts = icons(&truetype(&glyphs()));
    let (mut widths, font) = (Vec::new(), font(&["icons"]));
    let words = [Word { text: "A", font: &font }, Word { text: "你", font: &font }];
    ProgramMeasurer { fonts: &fonts, base: &Silent }.measure(&words, &mut widths);
    assert_eq!(widths[0], 12.0);
    assert!(widths[1].is_nan());
}

/// Nothing in the file is repeated more than ten times, and the last of these would take ten thousand million calls.
#[test]
fn a_glyph_whose_program_never_comes_to_an_end_is_empty() {
    let begin = std::time::Instant::now();
    for (calls, depth, expected) in [(1, 3, true), (10, 2, true), (10, 9, false), (200, 9, false)] {
        let fonts = icons(&nested(calls, depth));
        let shown = show(&fonts, "A", &font(&["icons"]));
        assert_eq!(
            shown.iter().any(|part| part.starts_with("[0 ")),
            expected,
            "{calls} calls, {depth} deep: {shown:?}"
        );
    }
    assert!(begin.elapsed().as_secs() < 20, "{:?}", begin.elapsed());
}

#[test]
fn a_glyph_made_of_itself_or_of_too_many_parts_is_refused() {
    // Each glyph is made of ten of the one before: a billion parts in 300 bytes.
    for (loops, expected) in
        [(false, "glyf: a glyph has too many parts"), (true, "glyf: a glyph holds itself")]
    {
        let mut file = truetype(
            &('a'..='j')
                .map(|character| TestGlyph::rect(character, 500, (0, 0, 500, 500)))
                .collect::<Vec<_>>(),
        );
        let table = |file: &[u8], tag: &[u8]| {
            let at = (12..file.len()).step_by(16).find(|&at| &file[at..at + 4] == tag).expect("is there");
            u32::from_be_bytes(file[at + 8..at + 12].try_into().expect("four bytes")) as usize
        };
        let (loca, glyf) = (table(&file, b"loca"), table(&file, b"glyf"));
        // The new outlines go to the end of the file; offsets are from the table's beginning, in words.
        file.resize(file.len().next_multiple_of(4), 0);
        for glyph in 2..=10u16 {
            let begin = ((file.len() - glyf) / 2) as u16;
            file.extend([0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0]);
            for part in 0..10 {
                let more = if part < 9 { 0x20 } else { 0 };
                let below = if loops { glyph } else { glyph - 1 };
                file.extend([0, more | 2, (below >> 8) as u8, below as u8, 0, 0]);
            }
            let at = loca + usize::from(glyph) * 2;
            file[at..at + 2].copy_from_slice(&begin.to_be_bytes());
        }
        let end = ((file.len() - glyf) / 2) as u16;
        file[loca + 22..loca + 24].copy_from_slice(&end.to_be_bytes());
        // The table is as long as the file allows.
        let directory =
            (12..file.len()).step_by(16).find(|&at| &file[at..at + 4] == b"glyf").expect("is there");
        let length = (file.len() - glyf) as u32;
        file[directory + 12..directory + 16].copy_from_slice(&length.to_be_bytes());
        assert_eq!(ProgramFont::read(&file).err(), Some(FontError::Damaged(expected)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn damaged_files_never_panic_and_never_give_what_cannot_be_drawn(
        which in 0usize..3,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut file = [truetype, woff, woff2][which](&glyphs());
        for (at, with) in changes {
            let at = at.index(file.len());
            file[at] = with;
        }
        if let Some(cut) = cut {
            file.truncate(cut.index(file.len()));
        }
        if let Ok(font) = ProgramFont::read(&file) {
            let mut fonts = ProgramFonts::default();
            let state = FaceState::Ready(Arc::new(font));
            fonts.add("icons", Face { weight: (400, 400), italic: false, ranges: Vec::new(), state });
            let measurer = ProgramMeasurer { fonts: &fonts, base: &Tens };
            let font = self::font(&["icons"]);
            for part in measurer.parts("\u{e001}A A", &font).into_iter().flatten() {
                let (Part::Host { width, .. } | Part::Program { width, .. }) = part;
                prop_assert!(width.is_finite() && width >= 0.0);
            }
            let metrics = measurer.metrics(&font);
            prop_assert!(metrics.ascent.is_finite() && metrics.descent.is_finite());
        }
    }
}
