//! What a table of fields cannot say: how the parts of a frame fit together.

use crate::frame::Frame;
use crate::layer::Motion;
use crate::ops::{Content, MAX_NESTING, Nesting, Op, Paint};
use crate::wire::FormatError;
use rustc_hash::FxHashSet;

/// How deep layers may nest: players walk them recursively.
pub const MAX_DEPTH: usize = 128;

/// Refuses a frame whose parts do not fit together.
///
/// # Errors
/// [`FormatError::Invalid`]
pub fn check(frame: &Frame) -> Result<(), FormatError> {
    let mut depths = rustc_hash::FxHashMap::default();
    for layer in &frame.layers {
        let depth = match layer.parent {
            0 => 1,
            parent => {
                *depths.get(&parent).ok_or(FormatError::Invalid("a layer stands before its parent"))? + 1
            }
        };
        if depth > MAX_DEPTH {
            return Err(FormatError::Invalid("layers nest too deep"));
        }
        if layer.id == 0 || depths.insert(layer.id, depth).is_some() {
            return Err(FormatError::Invalid("a layer's id is 0 or taken"));
        }
        if matches!(layer.motion, Motion::Spin { period: 0, .. }) {
            return Err(FormatError::Invalid("a turn takes no time"));
        }
        if let Some(content) = &layer.content {
            check_content(content)?;
        }
    }
    let needed: FxHashSet<u32> = frame.images_needed.iter().map(|need| need.image).collect();
    if needed.len() != frame.images_needed.len() {
        return Err(FormatError::Invalid("a picture is needed twice"));
    }
    Ok(())
}

fn check_content(content: &Content) -> Result<(), FormatError> {
    let mut open: Vec<Nesting> = Vec::new();
    for op in &content.ops {
        if let Some(nesting) = op.opens() {
            if open.len() == MAX_NESTING {
                return Err(FormatError::Invalid("pushes nest too deep"));
            }
            if nesting == Nesting::Mask && open.last() != Some(&Nesting::Opacity) {
                return Err(FormatError::Invalid("a mask is in no fading"));
            }
            if nesting == Nesting::Blend && !open.contains(&Nesting::Opacity) {
                return Err(FormatError::Invalid("a blending is in no fading"));
            }
            open.push(nesting);
        }
        if let Some(nesting) = op.closes()
            && open.pop() != Some(nesting)
        {
            return Err(FormatError::Invalid("a pop has no push"));
        }
        if let Op::Text { font, .. } = op
            && usize::from(*font) >= content.fonts.len()
        {
            return Err(FormatError::Invalid("a text's font is not in the list"));
        }
        match op {
            Op::FillRect { paint, .. }
            | Op::FillRoundRect { paint, .. }
            | Op::FillPath { paint, .. }
            | Op::StrokePath { paint, .. }
            | Op::Text { paint, .. } => check_paint(paint)?,
            _ => {}
        }
        if let Op::StrokePath { line, .. } = op {
            check_dash(&line.dash)?;
        }
    }
    if open.is_empty() { Ok(()) } else { Err(FormatError::Invalid("a push has no pop")) }
}

fn check_dash(dash: &[f32]) -> Result<(), FormatError> {
    let whole = dash.len().is_multiple_of(2) && dash.iter().all(|length| *length >= 0.0);
    if whole && (dash.is_empty() || dash.iter().any(|length| *length > 0.0)) {
        Ok(())
    } else {
        Err(FormatError::Invalid("a line's dashes are no pairs of lengths"))
    }
}

fn check_paint(paint: &Paint) -> Result<(), FormatError> {
    match paint {
        Paint::Linear { stops, .. } | Paint::Radial { stops, .. } | Paint::Conic { stops, .. }
            if stops.len() < 2 =>
        {
            Err(FormatError::Invalid("a gradient has fewer than two stops"))
        }
        _ => Ok(()),
    }
}
