//! Canvases: what `js/canvas.js` collected goes to the session, which draws it.

use crate::{ApiError, ApiState, CanvasStrokes, CanvasTarget, Shell};
use minihost_ports::{Font, TextMeasurer, Word};
use minihost_value::Value;

/// Internal: `{node | component, name, reset, width, height, commands}`.
pub(crate) fn canvas_draw(shell: &mut dyn Shell, call: u32, options: &Value) {
    let number = |name: &str| options.get(name).as_number();
    let target = if let Some(node) = number("node") {
        CanvasTarget::Node(node as u64)
    } else {
        let name = options.get("name").as_str().unwrap_or_default().to_owned();
        CanvasTarget::Named(number("component").unwrap_or(0.0) as u64, name)
    };
    let size = number("width").zip(number("height")).map(|(width, height)| (width as f32, height as f32));
    let commands = options.get("commands");
    let strokes = CanvasStrokes { reset: options.get("reset").truthy(), size, commands: &commands };
    let answer = if shell.draw(&target, strokes) {
        Ok(Value::object::<&str>([]))
    } else {
        Err(ApiError::new("canvas is empty"))
    };
    shell.reply(call, answer);
}

/// Internal: `(text, size, weight, italic, families)`, answers the width in logical pixels.
pub(crate) fn canvas_measure(state: &ApiState, args: &[Value]) -> Result<Value, ApiError> {
    let text = args.first().and_then(Value::as_str).unwrap_or_default();
    let font = font(args.get(1..).unwrap_or_default());
    let width = state.measurer.borrow().as_ref().map_or(0.0, |measurer| width(&**measurer, text, &font));
    Ok(Value::from(f64::from(width)))
}

/// How wide a line is, in logical pixels; 0 if the measurer says nothing that is a width.
pub fn width(measurer: &dyn TextMeasurer, text: &str, font: &Font) -> f32 {
    let mut widths = Vec::new();
    measurer.measure(&[Word { text, font }], &mut widths);
    widths.first().copied().filter(|width| width.is_finite()).unwrap_or(0.0)
}

/// A font from `size, weight, italic, families`, as `js/canvas.js` reads it out of a CSS `font`.
pub fn font(parts: &[Value]) -> Font {
    let number = |at: usize, or: f64| parts.get(at).and_then(Value::as_number).unwrap_or(or);
    let families = parts.get(3).and_then(Value::as_array).map_or_else(Vec::new, |names| {
        names.iter().filter_map(Value::as_str).map(std::sync::Arc::from).collect()
    });
    Font {
        families: families.into(),
        size: (number(0, 10.0) as f32).clamp(0.0, 2000.0),
        weight: number(1, 400.0).clamp(1.0, 1000.0) as u16,
        italic: parts.get(2).is_some_and(Value::truthy),
        letter_spacing: 0.0,
    }
}
