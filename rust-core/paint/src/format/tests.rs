//! Laws of the frame buffer.

use super::{HEADER, MAGIC, VERSION, decode, describe, encode};
use crate::frame::Frame;
use crate::layer::{Layer, Motion};
use crate::ops::{Content, Line, Nesting, Op, Paint, Stop, TextFont};
use crate::wire::dice::Dice;
use crate::wire::{FormatError, Layout, Wire};
use proptest::prelude::*;
use std::sync::Arc;

fn file() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("FORMAT.md")
}

const BEGIN: &str =
    "<!-- tables: begin; written by `UPDATE_FORMAT=1 cargo test -p minihost-paint format` -->\n";
const END: &str = "<!-- tables: end -->";

#[test]
fn format_md_is_the_table() {
    let text = std::fs::read_to_string(file()).expect("FORMAT.md");
    let (before, rest) = text.split_once(BEGIN).expect("FORMAT.md marks where its tables begin");
    let (tables, after) = rest.split_once(END).expect("FORMAT.md marks where its tables end");
    let wanted = format!("\n{}\n", describe::markdown());
    if std::env::var_os("UPDATE_FORMAT").is_some() {
        std::fs::write(file(), format!("{before}{BEGIN}{wanted}{END}{after}")).expect("writable");
        return;
    }
    assert_eq!(tables, wanted, "run with UPDATE_FORMAT=1, and raise VERSION when the layout changed");
    assert!(text.contains(&format!("version {VERSION}")), "FORMAT.md names version {VERSION}");
}

#[test]
fn tags_are_used_once_and_every_type_is_described() {
    let rows = describe::rows();
    let names: Vec<&str> = rows.iter().map(|row| row.name).collect();
    let plain = ["u8", "u16", "u32", "u64", "i32", "f32", "bool", "text"];
    let check = |kind: &str| {
        let base = kind.rsplit("list of ").next().unwrap_or(kind);
        let base = base.strip_prefix("optional ").unwrap_or(base);
        assert!(plain.contains(&base) || names.contains(&base), "{kind} is not described");
    };
    for row in &rows {
        match &row.layout {
            Layout::Record(fields) => fields.iter().for_each(|field| check(&field.kind)),
            Layout::Tagged(variants) => {
                let mut tags: Vec<u8> = variants.iter().map(|variant| variant.tag).collect();
                tags.dedup();
                assert_eq!(tags.len(), variants.len(), "{} uses a tag twice", row.name);
                variants.iter().flat_map(|variant| &variant.fields).for_each(|field| check(&field.kind));
            }
        }
    }
}

/// Any frame that the rules between fields allow.
fn any_frame(seed: u64) -> Frame {
    let mut dice = Dice::new(seed);
    let mut frame = Frame::sample(&mut dice);
    for (number, layer) in frame.layers.iter_mut().enumerate() {
        layer.id = number as u64 + 1;
        layer.parent = dice.below(number + 1) as u64;
        if let Motion::Spin { period, .. } = &mut layer.motion {
            *period = (*period).max(1);
        }
        if let Some(content) = &layer.content {
            layer.content = Some(Arc::new(repaired(content)));
        }
    }
    for (number, need) in frame.images_needed.iter_mut().enumerate() {
        need.image = number as u32;
    }
    frame
}

fn repaired(content: &Content) -> Content {
    let mut fixed = Content { fonts: content.fonts.clone(), ops: Vec::new() };
    fixed.fonts.push(TextFont {
        families: vec![],
        size: 1.0,
        weight: 400,
        italic: false,
        letter_spacing: 0.0,
    });
    let mut open = Vec::new();
    for op in &content.ops {
        let mut op = op.clone();
        if let Op::Text { font, .. } = &mut op {
            *font %= fixed.fonts.len() as u16;
        }
        match &mut op {
            Op::FillRect { paint, .. }
            | Op::FillRoundRect { paint, .. }
            | Op::FillPath { paint, .. }
            | Op::StrokePath { paint, .. }
            | Op::Text { paint, .. } => match paint {
                Paint::Solid { .. } => {}
                Paint::Linear { stops, .. } | Paint::Radial { stops, .. } | Paint::Conic { stops, .. } => {
                    let stop = Stop { offset: 0.5, colour: crate::geometry::Colour::BLACK };
                    stops.extend([stop, stop]);
                }
            },
            _ => {}
        }
        if let Op::StrokePath { line, .. } = &mut op {
            line.dash = line.dash.iter().flat_map(|length| [length.abs() + 1.0, 2.0]).collect();
        }
        if let Some(nesting) = op.opens() {
            if nesting == Nesting::Mask && open.last() != Some(&Nesting::Opacity) {
                continue;
            }
            if nesting == Nesting::Blend && !open.contains(&Nesting::Opacity) {
                continue;
            }
            open.push(nesting);
        }
        if let Some(nesting) = op.closes() {
            if open.last() != Some(&nesting) {
                continue;
            }
            open.pop();
        }
        fixed.ops.push(op);
    }
    fixed.ops.extend(open.into_iter().rev().map(|nesting| match nesting {
        Nesting::Clip => Op::ClipPop,
        Nesting::Transform => Op::TransformPop,
        Nesting::Opacity => Op::OpacityPop,
        Nesting::Mask => Op::MaskPop,
        Nesting::Blend => Op::BlendPop,
    }));
    fixed
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn what_is_written_is_read(seed in any::<u64>()) {
        let frame = any_frame(seed);
        let bytes = encode(&frame);
        prop_assert_eq!(decode(&bytes), Ok(frame));
    }

    #[test]
    fn rubbish_is_refused_quietly(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let mut framed = MAGIC.to_vec();
        framed.extend_from_slice(&VERSION.to_le_bytes());
        framed.extend_from_slice(&[0, 0]);
        framed.extend_from_slice(&((bytes.len() + HEADER) as u64).to_le_bytes());
        framed.extend_from_slice(&bytes);
        let _ = decode(&bytes);
        let _ = decode(&framed);
    }

    /// A damaged buffer is refused, or reads as a frame that is written as that very buffer: there is one reading.
    #[test]
    fn a_changed_byte_is_refused_or_canonical(seed in any::<u64>(), at in any::<prop::sample::Index>(), with in any::<u8>()) {
        let mut bytes = encode(&any_frame(seed));
        let at = at.index(bytes.len());
        bytes[at] = with;
        if let Ok(frame) = decode(&bytes) {
            prop_assert_eq!(encode(&frame), bytes);
        }
    }

    #[test]
    fn a_cut_buffer_is_refused(seed in any::<u64>(), at in any::<prop::sample::Index>()) {
        let bytes = encode(&any_frame(seed));
        prop_assert!(decode(&bytes[..at.index(bytes.len())]).is_err());
    }
}

fn frame_of(ops: Vec<Op>) -> Frame {
    let mut layer = Layer::new(1, 0, crate::geometry::Rect::default());
    layer.content = Some(Arc::new(Content { fonts: vec![], ops }));
    let mut frame = Frame::sample(&mut Dice::new(1));
    frame.layers = vec![layer];
    frame.images_needed.clear();
    frame
}

#[test]
fn parts_that_do_not_fit_are_refused() {
    let refused = |frame: &Frame| decode(&encode(frame)).expect_err("refused");
    assert_eq!(refused(&frame_of(vec![Op::ClipPop])), FormatError::Invalid("a pop has no push"));
    let push = Op::TransformPush { transform: crate::geometry::Transform::IDENTITY };
    assert_eq!(refused(&frame_of(vec![push.clone()])), FormatError::Invalid("a push has no pop"));
    let blend = Op::BlendPush { blend: crate::ops::Blend::Xor, bounds: crate::geometry::Rect::default() };
    let alone = frame_of(vec![blend, Op::BlendPop]);
    assert_eq!(refused(&alone), FormatError::Invalid("a blending is in no fading"));
    for dash in [vec![1.0], vec![-1.0, 2.0], vec![0.0, 0.0]] {
        let line = Line { dash, ..Line::new(1.0, crate::ops::Cap::Butt, crate::ops::Join::Miter) };
        let stroke = Op::stroke(Vec::new(), crate::geometry::Colour::BLACK.into(), line);
        let wrong = FormatError::Invalid("a line's dashes are no pairs of lengths");
        assert_eq!(refused(&frame_of(vec![stroke])), wrong);
    }
    let mut still = frame_of(vec![]);
    still.layers[0].motion = Motion::Spin { period: 0, shift: 0, x: 0.0, y: 0.0, backwards: false, steps: 0 };
    assert_eq!(refused(&still), FormatError::Invalid("a turn takes no time"));
    assert_eq!(refused(&frame_of(vec![push; 200])), FormatError::Invalid("pushes nest too deep"));
    let mut orphan = frame_of(vec![]);
    orphan.layers[0].parent = 9;
    assert_eq!(refused(&orphan), FormatError::Invalid("a layer stands before its parent"));
    let mut twice = frame_of(vec![]);
    twice.layers.push(twice.layers[0].clone());
    assert_eq!(refused(&twice), FormatError::Invalid("a layer's id is 0 or taken"));
}

#[test]
fn a_count_larger_than_the_buffer_allocates_nothing() {
    let mut bytes = encode(&frame_of(vec![]));
    let at = HEADER + 8 + 8 + 8 + 4 + 4;
    bytes[at..at + 4].copy_from_slice(&u32::MAX.to_le_bytes());
    assert_eq!(decode(&bytes), Err(FormatError::Short { at }));
}
