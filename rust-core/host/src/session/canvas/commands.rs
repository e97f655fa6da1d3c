//! Commands of `api/js/canvas.js`, read into a drawing. What is malformed does nothing.

use minihost_api::{canvas_font, canvas_width};
use minihost_paint::{
    Blend, Cap, Cast, Drawing, Ink, Join, Line, Pattern, Rect, Segment, Source, TextFont, TextLine, Transform,
};
use minihost_ports::TextMeasurer;
use minihost_value::Value;

/// What commands need besides the drawing that they are for.
pub(super) struct Around<'a> {
    pub measurer: &'a dyn TextMeasurer,
    /// Another canvas as it is now.
    pub canvas: &'a dyn Fn(&Value) -> Option<Source>,
    /// Keeps pixels as a picture: width, height, and a byte for each character, RGBA.
    pub pixels: &'a dyn Fn(u32, u32, &str) -> Option<Source>,
}

/// Carries out one command.
pub(super) fn draw(drawing: &mut Drawing, command: &[Value], around: &Around<'_>) {
    let number = |at: usize| command.get(at).and_then(Value::as_number).unwrap_or(0.0) as f32;
    let numbers = |at: usize| numbers(command.get(at));
    let truthy = |at: usize| command.get(at).is_some_and(Value::truthy);
    let text = |at: usize| command.get(at).and_then(Value::as_str).unwrap_or_default();
    match text(0) {
        "save" => drawing.save(),
        "restore" => drawing.restore(),
        "clip" => drawing.clip(path(&numbers(1)), truthy(2)),
        "clear" => drawing.clear(path(&numbers(1))),
        "blend" => drawing.set_blend(blend(text(1))),
        "shadow" => {
            let colour = text(4).to_owned();
            drawing.set_cast(Some(Cast {
                dx: number(1),
                dy: number(2),
                blur: number(3).clamp(0.0, 500.0),
                colour,
            }));
        }
        "fill" => with_ink(command.get(2), around, |ink| {
            drawing.fill(path(&numbers(1)), truthy(4), ink, number(3));
        }),
        "stroke" => {
            let Some(line) = line(items(command.get(4))) else { return };
            with_ink(command.get(2), around, |ink| drawing.stroke(path(&numbers(1)), ink, number(3), &line));
        }
        "image" => {
            let (Some(target), Some(place)) = (rect(&numbers(3)), transform(&numbers(4))) else { return };
            if let Some(source) = source(command.get(1), around) {
                drawing.image(&source, rect(&numbers(2)), target, number(5), place);
            }
        }
        "pixels" => {
            let Some(target) = rect(&numbers(1)).filter(|target| !target.is_empty()) else { return };
            if let Some(source) = (around.pixels)(target.width as u32, target.height as u32, text(2)) {
                drawing.put(&source, target);
            }
        }
        "text" => write(drawing, command, around),
        _ => {}
    }
}

fn write(drawing: &mut Drawing, command: &[Value], around: &Around<'_>) {
    let number = |at: usize| command.get(at).and_then(Value::as_number).unwrap_or(0.0) as f32;
    let text = command.get(1).and_then(Value::as_str).unwrap_or_default();
    let font = canvas_font(items(command.get(6)));
    let Some(mut place) = transform(&numbers(command.get(5))) else { return };
    let (mut x, y, most) = (number(2), number(3), number(4));
    let width = canvas_width(around.measurer, text, &font);
    if most > 0.0 && width > most {
        // The line is pressed together, about where it begins.
        let a = most / width;
        place = place.then_inner(&Transform { a, e: x - x * a, ..Transform::IDENTITY });
    }
    match command.get(9).and_then(Value::as_str) {
        Some("center") => x -= width / 2.0,
        Some("right" | "end") => x -= width,
        _ => {}
    }
    let metrics = around.measurer.metrics(&font);
    let baseline = y + match command.get(10).and_then(Value::as_str) {
        Some("top" | "hanging") => metrics.ascent,
        Some("middle" | "normal") => (metrics.ascent - metrics.descent) / 2.0,
        Some("bottom" | "ideographic") => -metrics.descent,
        _ => 0.0,
    };
    let face = TextFont {
        families: font.families.iter().map(ToString::to_string).collect(),
        size: font.size,
        weight: font.weight,
        italic: font.italic,
        letter_spacing: 0.0,
    };
    let line = TextLine { text, x, baseline, width, font: face, outline: number(11).max(0.0) };
    with_ink(command.get(7), around, |ink| drawing.text(line, ink, number(8), place));
}

/// Names of `globalCompositeOperation`. Source: the HTML Standard's 4.12.5.1.16, by way of Compositing and Blending Level 1.
const BLENDS: &[(&str, Blend)] = &[
    ("source-in", Blend::SourceIn),
    ("source-out", Blend::SourceOut),
    ("source-atop", Blend::SourceAtop),
    ("destination-over", Blend::DestinationOver),
    ("destination-in", Blend::DestinationIn),
    ("destination-out", Blend::DestinationOut),
    ("destination-atop", Blend::DestinationAtop),
    ("copy", Blend::Copy),
    ("xor", Blend::Xor),
    ("lighter", Blend::Lighter),
    ("multiply", Blend::Multiply),
    ("screen", Blend::Screen),
    ("overlay", Blend::Overlay),
    ("darken", Blend::Darken),
    ("lighten", Blend::Lighten),
    ("color-dodge", Blend::ColourDodge),
    ("color-burn", Blend::ColourBurn),
    ("hard-light", Blend::HardLight),
    ("soft-light", Blend::SoftLight),
    ("difference", Blend::Difference),
    ("exclusion", Blend::Exclusion),
    ("hue", Blend::Hue),
    ("saturation", Blend::Saturation),
    ("color", Blend::Colour),
    ("luminosity", Blend::Luminosity),
];

fn blend(name: &str) -> Blend {
    BLENDS.iter().find(|(known, _)| *known == name).map_or(Blend::SourceOver, |(_, blend)| *blend)
}

/// `[width, cap, join, miter, dash, dash offset]`.
fn line(parts: &[Value]) -> Option<Line> {
    let number = |at: usize| parts.get(at).and_then(Value::as_number).map(|number| number as f32);
    let text = |at: usize| parts.get(at).and_then(Value::as_str).unwrap_or_default();
    let cap = match text(1) {
        "round" => Cap::Round,
        "square" => Cap::Square,
        _ => Cap::Butt,
    };
    let join = match text(2) {
        "round" => Join::Round,
        "bevel" => Join::Bevel,
        _ => Join::Miter,
    };
    let mut dash = numbers(parts.get(4));
    if dash.len() > MAX_DASHES
        || dash.iter().any(|length| *length < 0.0)
        || dash.iter().all(|length| *length == 0.0)
    {
        dash.clear();
    }
    if dash.len() % 2 == 1 {
        dash = [dash.clone(), dash].concat();
    }
    Some(Line {
        width: number(0).filter(|width| width.is_finite())?,
        cap,
        join,
        miter: number(3).unwrap_or(10.0),
        dash,
        dash_offset: number(5).filter(|offset| offset.is_finite()).unwrap_or(0.0),
    })
}

/// Dashes of one line.
const MAX_DASHES: usize = 64;

/// A picture: its address, or a list that says which canvas.
fn source(value: Option<&Value>, around: &Around<'_>) -> Option<Source> {
    match value? {
        Value::String(url) if !url.is_empty() => Some(Source::Url(url.to_string())),
        canvas @ Value::Array(_) => (around.canvas)(canvas),
        _ => None,
    }
}

/// The list that a value is; empty if it is none.
pub(super) fn items(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], |list| list.as_slice())
}

/// The finite numbers of a list; one that is none empties it.
fn numbers(list: Option<&Value>) -> Vec<f32> {
    let list = items(list);
    let read =
        |value: &Value| value.as_number().map(|number| number as f32).filter(|number| number.is_finite());
    list.iter().map(read).collect::<Option<_>>().unwrap_or_default()
}

fn rect(numbers: &[f32]) -> Option<Rect> {
    let [x, y, width, height] = *numbers else { return None };
    // A negative size goes to the other side.
    Some(Rect::new(x.min(x + width), y.min(y + height), width.abs(), height.abs()))
}

fn transform(numbers: &[f32]) -> Option<Transform> {
    let [a, b, c, d, e, f] = *numbers else { return None };
    Some(Transform { a, b, c, d, e, f })
}

/// Segments, each led by its kind.
fn path(numbers: &[f32]) -> Vec<Segment> {
    let mut path = Vec::new();
    let mut rest = numbers;
    while let Some((&kind, points)) = rest.split_first() {
        let (segment, used) = match (kind as u8, points) {
            (0, &[x, y, ..]) => (Segment::Move { x, y }, 2),
            (1, &[x, y, ..]) => (Segment::Line { x, y }, 2),
            (2, &[x1, y1, x, y, ..]) => (Segment::Quad { x1, y1, x, y }, 4),
            (3, &[x1, y1, x2, y2, x, y, ..]) => (Segment::Cubic { x1, y1, x2, y2, x, y }, 6),
            (4, _) => (Segment::Close, 0),
            _ => break,
        };
        path.push(segment);
        rest = &points[used..];
    }
    path
}

/// Reads a colour, `[linear, x0, y0, x1, y1, stops]`, `[radial, x, y, radius, stops]`, `[conic, x, y, start, stops]` or
/// `[pattern, picture, repetition, transform]`.
fn with_ink(value: Option<&Value>, around: &Around<'_>, run: impl FnOnce(&Ink<'_>)) {
    let Some(value) = value else { return };
    if let Some(colour) = value.as_str() {
        return run(&Ink::Colour(colour));
    }
    if let [kind, picture, repetition, place] = items(Some(value))
        && kind.as_str() == Some("pattern")
    {
        let (Some(source), Some(place)) = (source(Some(picture), around), transform(&numbers(Some(place))))
        else {
            return;
        };
        let repetition = repetition.as_str().unwrap_or_default();
        let (across, down) = match repetition {
            "repeat-x" => (true, false),
            "repeat-y" => (false, true),
            "no-repeat" => (false, false),
            _ => (true, true),
        };
        return run(&Ink::Pattern(Pattern { source, across, down, place }));
    }
    let [kind, at @ .., stops] = items(Some(value)) else { return };
    let at: Vec<f32> = at.iter().filter_map(Value::as_number).map(|number| number as f32).collect();
    let stops: Vec<(f32, &str)> = items(Some(stops))
        .iter()
        .filter_map(|stop| match items(Some(stop)) {
            [offset, colour] => {
                Some((offset.as_number().filter(|offset| offset.is_finite())? as f32, colour.as_str()?))
            }
            _ => None,
        })
        .collect();
    match (kind.as_str(), at.as_slice()) {
        (Some("linear"), &[x0, y0, x1, y1]) => run(&Ink::Linear([x0, y0, x1, y1], stops)),
        (Some("radial"), &[x, y, radius]) => run(&Ink::Radial([x, y, radius], stops)),
        (Some("conic"), &[x, y, start]) => run(&Ink::Conic([x, y, start], stops)),
        _ => {}
    }
}
