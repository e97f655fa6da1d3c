//! Grid tracks and lines.

use super::length::{Bases, LengthSpec, parse_positive};
use super::{Env, Outcome, Value, bad, take_ident};
use crate::computed::{GridArea, GridAreas, GridLine, GridTemplatePart, GridTrack, TrackSize};
use cssparser::{Parser, Token};
use std::rc::Rc;

impl GridTemplatePart<LengthSpec> {
    pub(crate) fn compute(&self, bases: &Bases) -> GridTemplatePart {
        let tracks = |tracks: &Rc<[GridTrack<LengthSpec>]>| {
            tracks.iter().map(|track| track.compute(bases)).collect::<Rc<[GridTrack]>>()
        };
        match self {
            GridTemplatePart::Track(track) => GridTemplatePart::Track(track.compute(bases)),
            GridTemplatePart::Repeat(count, inner) => GridTemplatePart::Repeat(*count, tracks(inner)),
            GridTemplatePart::AutoFill(inner) => GridTemplatePart::AutoFill(tracks(inner)),
            GridTemplatePart::AutoFit(inner) => GridTemplatePart::AutoFit(tracks(inner)),
        }
    }
}

impl GridTrack<LengthSpec> {
    fn compute(&self, bases: &Bases) -> GridTrack {
        let size = |size: &TrackSize<LengthSpec>| match size {
            TrackSize::Length(length) => TrackSize::Length(length.compute(bases)),
            TrackSize::Fraction(fraction) => TrackSize::Fraction(*fraction),
        };
        GridTrack { min: size(&self.min), max: size(&self.max) }
    }
}

fn parse_track_size(input: &mut Parser<'_>) -> Outcome<TrackSize<LengthSpec>> {
    let fraction = input.try_parse(|input| -> Outcome<f32> {
        match input.next()? {
            Token::Dimension { value, unit, .. } if unit.eq_ignore_ascii_case("fr") && *value >= 0.0 => {
                Ok(super::length::finite(*value))
            }
            _ => bad(),
        }
    });
    if let Ok(fraction) = fraction {
        return Ok(TrackSize::Fraction(fraction));
    }
    for (word, length) in [
        ("auto", LengthSpec::Auto),
        ("min-content", LengthSpec::MinContent),
        ("max-content", LengthSpec::MaxContent),
    ] {
        if take_ident(input, word) {
            return Ok(TrackSize::Length(length));
        }
    }
    parse_positive(input).map(TrackSize::Length)
}

fn parse_track(input: &mut Parser<'_>) -> Outcome<GridTrack<LengthSpec>> {
    let bounds = input.try_parse(|input| -> Outcome<GridTrack<LengthSpec>> {
        input.expect_function_matching("minmax")?;
        input.parse_nested_block(|input| {
            let min = parse_track_size(input)?;
            input.expect_comma()?;
            Ok(GridTrack { min, max: parse_track_size(input)? })
        })
    });
    if let Ok(bounds) = bounds {
        return Ok(bounds);
    }
    let size = parse_track_size(input)?;
    // A fraction's minimum is `auto`.
    let min = match &size {
        TrackSize::Fraction(_) => TrackSize::Length(LengthSpec::Auto),
        TrackSize::Length(length) => TrackSize::Length(length.clone()),
    };
    Ok(GridTrack { min, max: size })
}

fn skip_line_names(input: &mut Parser<'_>) {
    while input
        .try_parse(|input| -> Outcome<()> {
            input.expect_square_bracket_block()?;
            input.parse_nested_block(|input| {
                while input.next().is_ok() {}
                Ok(())
            })
        })
        .is_ok()
    {}
}

fn parse_part(input: &mut Parser<'_>) -> Outcome<GridTemplatePart<LengthSpec>> {
    let repeat = input.try_parse(|input| -> Outcome<GridTemplatePart<LengthSpec>> {
        input.expect_function_matching("repeat")?;
        input.parse_nested_block(|input| {
            let fill = take_ident(input, "auto-fill");
            let fit = !fill && take_ident(input, "auto-fit");
            let count = if fill || fit { 1 } else { input.expect_integer()? };
            input.expect_comma()?;
            let mut tracks = Vec::new();
            skip_line_names(input);
            while !input.is_exhausted() {
                tracks.push(parse_track(input)?);
                skip_line_names(input);
            }
            // A grid of a million columns is no design.
            if tracks.is_empty() || tracks.len() > 64 || !(1..=256).contains(&count) {
                return bad();
            }
            Ok(match (fill, fit) {
                (true, _) => GridTemplatePart::AutoFill(tracks.into()),
                (_, true) => GridTemplatePart::AutoFit(tracks.into()),
                _ => GridTemplatePart::Repeat(count as u16, tracks.into()),
            })
        })
    });
    match repeat {
        Ok(repeat) => Ok(repeat),
        Err(_) => parse_track(input).map(GridTemplatePart::Track),
    }
}

/// `grid-template-columns`, `grid-auto-rows` ...
pub(crate) fn tracks(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    let mut parts = Vec::new();
    if !take_ident(input, "none") {
        loop {
            skip_line_names(input);
            match input.try_parse(parse_part) {
                Ok(part) => parts.push(part),
                Err(_) => break,
            }
            if parts.len() > 256 {
                return bad();
            }
        }
        if parts.is_empty() {
            return bad();
        }
    }
    Ok(Value::Tracks(parts.into()))
}

/// `grid-row-start` ...
/// More rows or columns than this have no name.
const MOST_NAMED: usize = 100;

/// `grid-template-areas`: a string for each row, whose words name its cells; dots are cells without a name.
pub(crate) fn areas(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    if take_ident(input, "none") {
        return Ok(Value::Areas(Rc::default()));
    }
    let mut found: Vec<GridArea> = Vec::new();
    let (mut rows, mut columns) = (0, 0);
    while let Ok(row) = input.try_parse(Parser::expect_string_cloned) {
        let names: Vec<&str> = row.split_ascii_whitespace().collect();
        if rows >= MOST_NAMED || names.len() > MOST_NAMED || names.is_empty() {
            return bad();
        }
        if rows > 0 && names.len() != columns {
            return bad();
        }
        (rows, columns) = (rows + 1, names.len());
        let mut start = 0;
        for same in names.chunk_by(|a, b| a == b) {
            let end = start + same.len();
            if !same[0].bytes().all(|byte| byte == b'.') {
                let across = (start as u16 + 1, end as u16 + 1);
                let line = rows as u16;
                match found.iter_mut().find(|area| *area.name == *same[0]) {
                    None => {
                        found.push(GridArea {
                            name: same[0].into(),
                            rows: (line, line + 1),
                            columns: across,
                        });
                    }
                    Some(area) if area.columns == across && area.rows.1 == line => area.rows.1 += 1,
                    // No rectangle.
                    Some(_) => return bad(),
                }
            }
            start = end;
        }
    }
    if rows == 0 {
        return bad();
    }
    Ok(Value::Areas(Rc::new(GridAreas { areas: found, size: (rows as u16, columns as u16) })))
}

pub(crate) fn line(input: &mut Parser<'_>, _: &Env<'_>) -> Outcome<Value> {
    parse_line(input).map(Value::GridLine)
}

pub(crate) fn parse_line(input: &mut Parser<'_>) -> Outcome<GridLine> {
    if take_ident(input, "auto") {
        return Ok(GridLine::Auto);
    }
    let span = take_ident(input, "span");
    if !span && let Ok(name) = input.try_parse(Parser::expect_ident_cloned) {
        return Ok(GridLine::Area(Rc::from(&*name)));
    }
    let number = input.expect_integer()?;
    match number {
        number @ 1..=1000 if span => Ok(GridLine::Span(number as u16)),
        number @ -1000..=1000 if !span && number != 0 => Ok(GridLine::Line(number as i16)),
        _ => bad(),
    }
}
