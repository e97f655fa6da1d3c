//! A `canvas`: the program's drawing, stretched to the element's box, in a layer of its own so that drawing changes nothing else.

use super::Images;
use super::pen::Pen;
use crate::drawing::{Drawing, Drawn};
use crate::geometry::{Corners, Rect, Transform};
use crate::ops::Op;

/// Draws into the present layer, whose origin is the box's.
pub(super) fn draw(pen: &mut Pen, drawing: &Drawing, (width, height): (f32, f32), images: &dyn Images) {
    let (list, size) = drawing.finished();
    let rect = Rect::new(0.0, 0.0, width, height);
    if !pen.push(Op::ClipPush { rect, corners: Corners::default() }) {
        return;
    }
    let (own_width, own_height) = size.unwrap_or((width, height));
    let transform = Transform { a: width / own_width, d: height / own_height, ..Transform::IDENTITY };
    let scaled = transform != Transform::IDENTITY && pen.push(Op::TransformPush { transform });
    // A push that did not fit takes its pop along.
    let mut open = Vec::new();
    for drawn in list {
        match drawn {
            Drawn::Op(op) if op.opens().is_some() => open.push(pen.push(op)),
            Drawn::Op(op) if op.closes().is_some() => {
                if open.pop() == Some(true) {
                    pen.pop();
                }
            }
            Drawn::Op(op) => pen.draw(op),
            Drawn::Text(face, op) => pen.text(face, op),
            Drawn::Image { url, part, target } => {
                let Some(image) = images.get(&url).filter(|image| image.width > 0 && image.height > 0) else {
                    continue;
                };
                pen.uses(image);
                let whole = Rect::new(0.0, 0.0, image.width as f32, image.height as f32);
                let source = part.unwrap_or(whole).intersection(&whole);
                // A target without a size is as large as the picture.
                let target = if target.is_empty() {
                    Rect::new(target.x, target.y, source.width, source.height)
                } else {
                    target
                };
                if !source.is_empty() {
                    pen.draw(Op::Image { image: image.handle, source, target, corners: Corners::default() });
                }
            }
        }
    }
    if scaled {
        pen.pop();
    }
    pen.pop();
}
