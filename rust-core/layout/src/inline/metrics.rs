//! How far text reaches above and below its baseline.

use crate::text::{FontId, WordWidths};
use minihost_ports::TextMeasurer;
use minihost_style::{Length, TextStyle, VerticalAlign};

/// Of an inline box. All positive downwards from the top or upwards from the baseline as named.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct InlineMetrics {
    /// The font's own.
    pub(super) ascent: f32,
    /// The font's own.
    pub(super) descent: f32,
    pub(super) x_height: f32,
    pub(super) size: f32,
    pub(super) line_height: f32,
    /// From the baseline up to the top of the line-height box.
    pub(super) above: f32,
    /// From the baseline down to its bottom.
    pub(super) below: f32,
}

impl InlineMetrics {
    pub(super) fn of(
        style: &TextStyle,
        font: FontId,
        widths: &mut WordWidths,
        measurer: &dyn TextMeasurer,
    ) -> Self {
        let metrics = widths.metrics(font, measurer);
        let content = metrics.ascent + metrics.descent;
        let line_height = style.line_height_px().unwrap_or(content + metrics.line_gap);
        let leading = line_height - content;
        InlineMetrics {
            ascent: metrics.ascent,
            descent: metrics.descent,
            x_height: metrics.x_height,
            size: style.font_size,
            line_height,
            above: metrics.ascent + leading / 2.0,
            below: metrics.descent + leading / 2.0,
        }
    }
}

/// Where an inline box sits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Seat {
    /// Its baseline is that far above the line's.
    Shift(f32),
    /// At the line's top.
    Top,
    /// At the line's bottom.
    Bottom,
}

/// `vertical-align` of a box that reaches `above` and `below` its own baseline, in a parent that sits at `parent_seat`.
pub(super) fn seat(
    align: VerticalAlign,
    (above, below): (f32, f32),
    own_line_height: f32,
    parent: &InlineMetrics,
    parent_seat: Seat,
) -> Seat {
    let base = match parent_seat {
        Seat::Shift(shift) => shift,
        // Inside something that hangs at the line's edge, everything does.
        edge => return edge,
    };
    Seat::Shift(
        base + match align {
            VerticalAlign::Baseline => 0.0,
            // The distances that browsers use.
            VerticalAlign::Sub => -(parent.size / 5.0 + 1.0),
            VerticalAlign::Super => parent.size / 3.0 + 1.0,
            VerticalAlign::TextTop => parent.ascent - above,
            VerticalAlign::TextBottom => below - parent.descent,
            VerticalAlign::Middle => parent.x_height / 2.0 - (above - below) / 2.0,
            VerticalAlign::Length(length) => match length {
                Length::Px(px) => px,
                length => length.or_zero(own_line_height),
            },
            VerticalAlign::Top => return Seat::Top,
            VerticalAlign::Bottom => return Seat::Bottom,
        },
    )
}
