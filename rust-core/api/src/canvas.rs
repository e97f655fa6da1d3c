//! Canvases: what `js/canvas.js` collected goes to the session, which draws it; canvases as files and as pixels.

use crate::error::optional_text;
use crate::files::{base64, bytes_to_text};
use crate::{ApiError, ApiState, CanvasStrokes, CanvasTarget, Shell};
use minihost_ports::{Font, TextMeasurer, Word};
use minihost_value::Value;
use std::rc::Rc;

/// The canvases of a session. All calls are on its thread; scripts may wait for them.
pub trait Canvases {
    /// Carries out what a program drew; `false` if there is no such canvas.
    fn draw(&self, target: &CanvasTarget, strokes: CanvasStrokes<'_>) -> bool;

    /// Width and height in the coordinates that a program draws in.
    fn size(&self, target: &CanvasTarget) -> Option<(f32, f32)>;

    /// A part (x, y, width, height) of what a canvas shows, stretched to so many pixels: RGBA, not premultiplied.
    fn pixels(&self, target: &CanvasTarget, part: [f32; 4], size: (u32, u32)) -> Option<Vec<u8>>;

    /// The same as a picture file.
    fn picture(
        &self,
        target: &CanvasTarget,
        part: [f32; 4],
        size: (u32, u32),
        kind: CanvasPicture,
    ) -> Option<Vec<u8>>;

    /// A file that was made can be shown by pages.
    fn show(&self, path: &str, bytes: Vec<u8>);
}

/// A kind of picture file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum CanvasPicture {
    /// With transparency.
    Png,
    /// On black, with a quality from 0 to 1.
    Jpeg(f32),
}

/// Most pixels of a file: what phones' pictures have.
const MAX_FILE_PIXELS: f64 = 16_777_216.0;
/// Most pixels that a script gets at once: four bytes of memory each, and more while they cross.
const MAX_DATA_PIXELS: f64 = 4_194_304.0;

fn number(options: &Value, name: &str) -> Option<f64> {
    options.get(name).as_number().filter(|number| number.is_finite())
}

/// `{page, node}`, `{offscreen}` or `{component, name}`.
fn target(options: &Value) -> CanvasTarget {
    if let Some((page, node)) = number(options, "page").zip(number(options, "node")) {
        return CanvasTarget::Node(page as u32, node as u64);
    }
    if let Some(offscreen) = number(options, "offscreen") {
        return CanvasTarget::Offscreen(offscreen as u32);
    }
    let name = options.get("name").as_str().unwrap_or_default().to_owned();
    CanvasTarget::Named(number(options, "component").unwrap_or(0.0) as u64, name)
}

fn canvases(state: &ApiState) -> Result<Rc<dyn Canvases>, ApiError> {
    state.canvases.borrow().clone().ok_or_else(ApiError::unsupported)
}

fn empty() -> ApiError {
    ApiError::new("canvas is empty")
}

/// `{page, node | offscreen | component, name, reset, width, height, commands}`.
fn strokes(state: &ApiState, target: &CanvasTarget, options: &Value) -> Result<Value, ApiError> {
    let size = number(options, "width").zip(number(options, "height"));
    let size = size.map(|(width, height)| (width as f32, height as f32));
    let commands = options.get("commands");
    let strokes = CanvasStrokes { reset: options.get("reset").truthy(), size, commands: &commands };
    if canvases(state)?.draw(target, strokes) { Ok(Value::object::<&str>([])) } else { Err(empty()) }
}

/// Internal, and `canvasPutImageData`.
pub(crate) fn draw(shell: &mut dyn Shell, call: u32, options: &Value) {
    let found = shell.find_canvas(target(options)).ok_or_else(empty);
    let answer = found.and_then(|target| strokes(shell.state(), &target, options));
    shell.reply(call, answer);
}

/// Internal: the same for a canvas that a script holds.
pub(crate) fn draw_now(state: &ApiState, args: &[Value]) -> Result<Value, ApiError> {
    let options = args.first().cloned().unwrap_or_default();
    // A canvas whose page is gone takes nothing, and its program need not know.
    strokes(state, &target(&options), &options).or_else(|_| Ok(Value::Undefined))
}

/// The part of a canvas that options mean: `{x, y, partWidth, partHeight}`, all of it if they say nothing.
fn part(options: &Value, size: Option<(f32, f32)>) -> Result<[f32; 4], ApiError> {
    let (width, height) = size.filter(|(width, height)| *width > 0.0 && *height > 0.0).ok_or_else(empty)?;
    let at = |name: &str| number(options, name).unwrap_or(0.0) as f32;
    let (x, y) = (at("x"), at("y"));
    let side = |name: &str, rest: f32| {
        number(options, name).map(|side| side as f32).filter(|side| *side > 0.0).unwrap_or(rest)
    };
    let part = [x, y, side("partWidth", width - x), side("partHeight", height - y)];
    if part[2] > 0.0 && part[3] > 0.0 { Ok(part) } else { Err(ApiError::new("width or height is 0")) }
}

/// So many pixels, if they are not too many.
fn pixels_of(width: f64, height: f64, most: f64) -> Result<(u32, u32), ApiError> {
    let (width, height) = (width.round().max(1.0), height.round().max(1.0));
    let side = f64::from(u16::MAX / 4);
    if width * height > most || width > side || height > side {
        return Err(ApiError::new("create bitmap failed: the canvas is too large"));
    }
    Ok((width as u32, height as u32))
}

pub(crate) fn to_temp_file(shell: &mut dyn Shell, call: u32, options: &Value) {
    let found = shell.find_canvas(target(options)).ok_or_else(empty);
    let answer = found.and_then(|target| temp_file(shell.state(), &target, options));
    shell.reply(call, answer);
}

fn temp_file(state: &ApiState, target: &CanvasTarget, options: &Value) -> Result<Value, ApiError> {
    let canvases = canvases(state)?;
    let part = part(options, canvases.size(target))?;
    let ratio = f64::from(state.screen.borrow().pixel_ratio);
    let side = |name: &str, or: f32| {
        number(options, name).filter(|side| *side > 0.0).unwrap_or_else(|| f64::from(or) * ratio)
    };
    let size = pixels_of(side("destWidth", part[2]), side("destHeight", part[3]), MAX_FILE_PIXELS)?;
    let kind = optional_text(options, "fileType").unwrap_or_default();
    // Source: the documentation of `quality`: beyond 0 to 1 it counts as 1.
    let quality = number(options, "quality").filter(|quality| (0.0..=1.0).contains(quality)).unwrap_or(1.0);
    let (kind, extension) = match kind.as_str() {
        "jpg" | "jpeg" => (CanvasPicture::Jpeg(quality as f32), "jpg"),
        _ => (CanvasPicture::Png, "png"),
    };
    let failed = || ApiError::new("create bitmap failed");
    let bytes = canvases.picture(target, part, size, kind).ok_or_else(failed)?;
    let path = state.temp.borrow_mut().keep(state.dialect(), extension, bytes.clone())?;
    canvases.show(&path, bytes);
    Ok(Value::object([("tempFilePath", Value::from(path))]))
}

pub(crate) fn get_image_data(shell: &mut dyn Shell, call: u32, options: &Value) {
    let found = shell.find_canvas(target(options)).ok_or_else(empty);
    let answer = found.and_then(|target| {
        let canvases = canvases(shell.state())?;
        let part = part(options, canvases.size(&target))?;
        let (width, height) = pixels_of(f64::from(part[2]), f64::from(part[3]), MAX_DATA_PIXELS)?;
        let pixels = canvases.pixels(&target, part, (width, height)).ok_or_else(empty)?;
        let size = [("width", Value::from(width)), ("height", Value::from(height))];
        Ok(Value::object(size.into_iter().chain([("data", bytes_to_text(&pixels))])))
    });
    shell.reply(call, answer);
}

/// Internal: `(which canvas, x, y, width, height)`, answers the pixels as a text of bytes.
pub(crate) fn pixels(state: &ApiState, args: &[Value]) -> Result<Value, ApiError> {
    let number = |at: usize| args.get(at).and_then(Value::as_number).unwrap_or(0.0);
    let target = target(&args.first().cloned().unwrap_or_default());
    let (width, height) = (number(3), number(4));
    let size = pixels_of(width, height, MAX_DATA_PIXELS)?;
    let part = [number(1) as f32, number(2) as f32, width as f32, height as f32];
    let pixels = canvases(state)?.pixels(&target, part, size);
    // What nobody drew on is clear.
    Ok(bytes_to_text(&pixels.unwrap_or_else(|| vec![0; (width * height * 4.0) as usize])))
}

/// Internal: `{page, node | offscreen, type, quality}`, answers a data address.
pub(crate) fn data_url(state: &ApiState, args: &[Value]) -> Result<Value, ApiError> {
    let options = args.first().cloned().unwrap_or_default();
    let target = target(&options);
    let canvases = canvases(state)?;
    // The size that the script knows: a canvas that nobody drew on has none here.
    let side = |name: &str| number(&options, name).unwrap_or(0.0) as f32;
    let size = pixels_of(side("width").into(), side("height").into(), MAX_FILE_PIXELS)?;
    let quality = number(&options, "quality").filter(|quality| (0.0..=1.0).contains(quality));
    let (kind, name) = match optional_text(&options, "type").unwrap_or_default().as_str() {
        "image/jpeg" => (CanvasPicture::Jpeg(quality.unwrap_or(0.92) as f32), "image/jpeg"),
        _ => (CanvasPicture::Png, "image/png"),
    };
    let part = [0.0, 0.0, side("width"), side("height")];
    let bytes = canvases.picture(&target, part, size, kind).ok_or_else(empty)?;
    Ok(Value::from(format!("data:{name};base64,{}", base64(&bytes))))
}

/// Internal: `(text, size, weight, italic, families)`, answers width, ascent and descent in logical pixels.
pub(crate) fn measure(state: &ApiState, args: &[Value]) -> Result<Value, ApiError> {
    let text = args.first().and_then(Value::as_str).unwrap_or_default();
    let font = font(args.get(1..).unwrap_or_default());
    let measurer = state.measurer.borrow();
    let measured = measurer.as_ref().map_or([0.0; 3], |measurer| {
        let metrics = measurer.metrics(&font);
        [width(&**measurer, text, &font), metrics.ascent, metrics.descent]
    });
    Ok(Value::array(measured.map(|length| Value::from(f64::from(length)))))
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
