//! Text.

use super::play::Player;
use crate::geometry::Colour;
use crate::ops::{Paint, TextFont};
use minihost_layout::{GlyphRun, ShapedText};
use minihost_ports::Font;
use std::sync::Arc;
use vello_cpu::kurbo::{Affine, Stroke};
use vello_cpu::{Glyph, GlyphRunBuilder};

/// The font as the measurer knows it.
pub(super) fn font(font: &TextFont) -> Font {
    Font {
        families: font.families.iter().map(|family| Arc::from(family.as_str())).collect(),
        size: font.size,
        weight: font.weight,
        italic: font.italic,
        letter_spacing: font.letter_spacing,
    }
}

pub(super) fn draw(
    player: &mut Player<'_>,
    text: &str,
    font: &TextFont,
    at: (f32, f32),
    paint: &Paint,
    blur: f32,
    outline: f32,
) {
    if paint.is_clear() || text.is_empty() {
        return;
    }
    let shaped = player.fonts.shape(text, &self::font(font));
    player.blurred(blur, |player| glyphs(player, &shaped, at, paint, outline));
}

fn glyphs(
    player: &mut Player<'_>,
    shaped: &ShapedText,
    (x, baseline): (f32, f32),
    paint: &Paint,
    outline: f32,
) {
    for run in &shaped.runs {
        let glyphs =
            run.glyphs.iter().map(|glyph| Glyph { id: glyph.id, x: glyph.x + x, y: glyph.y + baseline });
        // Fill and outline overlap: together they must be as transparent as one.
        let (opacity, paint) = match paint {
            Paint::Solid { colour } if run.embolden => {
                (f32::from(colour.alpha()) / 255.0, Paint::from(Colour { argb: colour.argb | 0xff00_0000 }))
            }
            other => (1.0, other.clone()),
        };
        player.faded(opacity, |player| {
            player.set_paint(&paint);
            if outline > 0.0 {
                player.canvas.set_stroke(Stroke::new(f64::from(outline)));
                let _ = builder(player, run).stroke_glyphs(glyphs);
                return;
            }
            // A glyph without a picture leaves a gap; there is nobody to tell.
            let _ = builder(player, run).fill_glyphs(glyphs.clone());
            if run.embolden {
                // A fake bold is about 1/24 em heavier, as Skia's is at text sizes.
                player.canvas.set_stroke(Stroke::new(f64::from(run.size) / 24.0));
                let _ = builder(player, run).stroke_glyphs(glyphs);
            }
        });
    }
}

fn builder<'a>(player: &'a mut Player<'_>, run: &'a GlyphRun) -> GlyphRunBuilder<'a> {
    let builder = player
        .canvas
        .glyph_run(player.resources, &run.font)
        .font_size(run.size)
        .hint(false)
        .normalized_coords(&run.coords);
    match run.skew_degrees {
        Some(degrees) => builder.glyph_transform(Affine::skew(-f64::from(degrees).to_radians().tan(), 0.0)),
        None => builder,
    }
}
