//! What programs draw on canvases: commands of `api/js/canvas.js` become a drawing of the page on top.

use super::worker::Worker;
use minihost_api::{CanvasStrokes, CanvasTarget, canvas_font, canvas_width};
use minihost_paint::{Cap, Drawing, Ink, Rect, Segment, TextFont, Transform};
use minihost_ports::{Problem, ProblemKind, TextMeasurer};
use minihost_tree::NodeId;
use minihost_value::Value;
use minihost_view::InstanceId;
use std::sync::Arc;

impl Worker {
    /// Adds to a canvas; `false` if the page on top has none of that name.
    pub(super) fn draw_canvas(&mut self, target: &CanvasTarget, strokes: CanvasStrokes<'_>) -> bool {
        let Some(node) = self.canvas_node(target) else { return false };
        let measurer = Arc::clone(&self.ports.text);
        let Some(page) = self.pages.last_mut() else { return false };
        let drawings = &mut page.surface.canvases.0;
        let known = drawings.entry(node).or_default();
        if strokes.reset {
            *known = Arc::new(Drawing::new(strokes.size));
        }
        let drawing = Arc::make_mut(known);
        let was_full = drawing.is_full();
        for command in items(Some(strokes.commands)) {
            draw(drawing, items(Some(command)), &*measurer);
        }
        page.surface.dirty = true;
        if drawing.is_full() && !was_full {
            let message = "a canvas takes no more: the program draws without ever clearing it";
            self.report(Problem::new(ProblemKind::Limit, message.to_owned()).warning());
        }
        true
    }

    fn canvas_node(&self, target: &CanvasTarget) -> Option<NodeId> {
        let page = self.pages.last()?.id;
        let is_canvas = |node: NodeId| {
            let found = self
                .view
                .with_tree(page, |tree| tree.element(node).is_some_and(|element| &*element.tag == "canvas"));
            found == Some(true)
        };
        match target {
            CanvasTarget::Node(number) => Some(NodeId::from_u64(*number)).filter(|node| is_canvas(*node)),
            CanvasTarget::Named(component, name) => {
                // A name is no selector: only what could be one is looked for.
                let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
                if !plain || name.is_empty() {
                    return None;
                }
                [format!("[canvas-id=\"{name}\"]"), format!("#{name}")].iter().find_map(|selector| {
                    let nodes = match *component {
                        0 => self.view.find(page, selector),
                        component => self.view.find_in(InstanceId(component as u32), selector, true),
                    };
                    nodes.into_iter().find(|node| is_canvas(*node))
                })
            }
        }
    }
}

/// Carries out one command; what is malformed does nothing.
fn draw(drawing: &mut Drawing, command: &[Value], measurer: &dyn TextMeasurer) {
    let number = |at: usize| command.get(at).and_then(Value::as_number).unwrap_or(0.0) as f32;
    let numbers = |at: usize| numbers(command.get(at));
    let Some(name) = command.first().and_then(Value::as_str) else { return };
    match name {
        "save" => drawing.save(),
        "restore" => drawing.restore(),
        "clip" => drawing.clip(path(&numbers(1))),
        "clear" => drawing.clear(&path(&numbers(1))),
        "fill" => with_ink(command.get(2), |ink| drawing.fill(path(&numbers(1)), ink, number(3))),
        "stroke" => {
            let cap = if command.get(5).is_some_and(Value::truthy) { Cap::Round } else { Cap::Butt };
            with_ink(command.get(2), |ink| drawing.stroke(path(&numbers(1)), ink, number(3), number(4), cap));
        }
        "image" => {
            let url = command.get(1).and_then(Value::as_str).unwrap_or_default();
            let (Some(target), Some(place)) = (rect(&numbers(3)), transform(&numbers(4))) else { return };
            drawing.image(url, rect(&numbers(2)), target, number(5), place);
        }
        "text" => {
            let text = command.get(1).and_then(Value::as_str).unwrap_or_default();
            let font = canvas_font(items(command.get(6)));
            let Some(mut place) = transform(&numbers(5)) else { return };
            let (mut x, y, most) = (number(2), number(3), number(4));
            let width = canvas_width(measurer, text, &font);
            if most > 0.0 && width > most {
                // The line is pressed together, about where it begins.
                place = place.then_inner(&Transform {
                    a: most / width,
                    e: x - x * most / width,
                    ..Transform::IDENTITY
                });
            }
            match command.get(9).and_then(Value::as_str) {
                Some("center") => x -= width / 2.0,
                Some("right" | "end") => x -= width,
                _ => {}
            }
            let metrics = measurer.metrics(&font);
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
            with_ink(command.get(7), |ink| {
                drawing.text(text, (x, baseline, width), face.clone(), ink, number(8), place);
            });
        }
        _ => {}
    }
}

/// The list that a value is; empty if it is none.
fn items(value: Option<&Value>) -> &[Value] {
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

/// Reads a colour, or `[linear, x0, y0, x1, y1, stops]`, or `[radial, x, y, radius, stops]`.
fn with_ink(value: Option<&Value>, run: impl FnOnce(&Ink<'_>)) {
    let Some(value) = value else { return };
    if let Some(colour) = value.as_str() {
        return run(&Ink::Colour(colour));
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
        _ => {}
    }
}
