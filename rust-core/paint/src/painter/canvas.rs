//! A `canvas`: the program's drawing, stretched to the element's box, in a layer of its own so that drawing changes nothing else.

use super::pen::Pen;
use super::{ImageRef, Images};
use crate::drawing::{Drawing, Drawn, Source};
use crate::geometry::{Corners, Rect, Transform};
use crate::layer::Layer;
use crate::ops::{Content, Op};
use std::sync::Arc;

/// What a canvas of this size shows, by itself: its ops, and the pictures that they show.
pub fn drawing_content(
    drawing: &Drawing,
    (width, height): (f32, f32),
    images: &dyn Images,
) -> (Content, Vec<ImageRef>) {
    let mut pen = Pen::new();
    let area = Rect::new(0.0, 0.0, width, height);
    pen.open(Layer::new(1, 0, area), area);
    draw(&mut pen, drawing, (width, height), images);
    pen.close();
    let (layers, images) = pen.finish();
    let content = layers.into_iter().next().and_then(|layer| layer.content);
    (content.map_or_else(Content::default, Arc::unwrap_or_clone), images)
}

/// Draws into the present layer, whose origin is the box's.
pub(super) fn draw(pen: &mut Pen, drawing: &Drawing, (width, height): (f32, f32), images: &dyn Images) {
    let own = drawing.size().unwrap_or((width, height));
    stretched(pen, drawing, &Rect::new(0.0, 0.0, own.0, own.1), &Rect::new(0.0, 0.0, width, height), images);
}

/// A part of a drawing, stretched to a rectangle.
fn stretched(pen: &mut Pen, drawing: &Drawing, part: &Rect, target: &Rect, images: &dyn Images) {
    if part.is_empty() || target.is_empty() {
        return;
    }
    let before = pen.depth();
    let (a, d) = (target.width / part.width, target.height / part.height);
    let transform =
        Transform { a, d, e: target.x - part.x * a, f: target.y - part.y * d, ..Transform::IDENTITY };
    let clip = Op::ClipPush { rect: *target, corners: Corners::default() };
    let whole = pen.push(clip)
        && (!drawing.isolated || pen.push(Op::OpacityPush { opacity: 1.0, bounds: *target }))
        && (transform == Transform::IDENTITY || pen.push(Op::TransformPush { transform }));
    if whole {
        ops(pen, drawing, images);
    }
    pen.pop_to(before);
}

fn ops(pen: &mut Pen, drawing: &Drawing, images: &dyn Images) {
    // A push that did not fit takes its pop along.
    let mut open = Vec::new();
    for drawn in drawing.drawn() {
        match drawn {
            Drawn::Op(op) if op.opens().is_some() => open.push(pen.push(op.clone())),
            Drawn::Op(op) if op.closes().is_some() => {
                if open.pop() == Some(true) {
                    pen.pop();
                }
            }
            Drawn::Op(op) => pen.draw(op.clone()),
            Drawn::Text(face, op) => pen.text(face.clone(), op.clone()),
            Drawn::Image { source: Source::Url(url), part, target } => {
                let Some(image) = found(images, url) else { continue };
                let whole = Rect::new(0.0, 0.0, image.width as f32, image.height as f32);
                let Some((source, target)) = place(*part, *target, whole) else { continue };
                pen.uses(image);
                pen.draw(Op::Image { image: image.handle, source, target, corners: Corners::default() });
            }
            Drawn::Image { source: Source::Canvas(drawing), part, target } => {
                let Some((width, height)) = drawing.size() else { continue };
                let whole = Rect::new(0.0, 0.0, width, height);
                let Some((source, target)) = place(*part, *target, whole) else { continue };
                stretched(pen, drawing, &source, &target, images);
            }
            Drawn::Tiles { source: Source::Url(url), area, across, down } => {
                let Some(image) = found(images, url) else { continue };
                let tile = Rect::new(0.0, 0.0, image.width as f32, image.height as f32);
                pen.uses(image);
                pen.draw(Op::ImageTiles {
                    image: image.handle,
                    area: *area,
                    corners: Corners::default(),
                    tile,
                    step_x: if *across { tile.width } else { 0.0 },
                    step_y: if *down { tile.height } else { 0.0 },
                });
            }
            Drawn::Tiles { source: Source::Canvas(drawing), area, across, down } => {
                let Some((width, height)) = drawing.size() else { continue };
                let tile = Rect::new(0.0, 0.0, width, height);
                let most = MAX_REPEATED / drawing.weight().max(1);
                for target in tiles(area, &tile, *across, *down).into_iter().take(most.max(1)) {
                    stretched(pen, drawing, &tile, &target, images);
                }
            }
        }
    }
    // What the program left open.
    for pushed in open.into_iter().rev() {
        if pushed {
            pen.pop();
        }
    }
}

/// Ops that a canvas as a pattern makes at most.
const MAX_REPEATED: usize = 20_000;

/// The places of a tile that touch an area; not too many.
fn tiles(area: &Rect, tile: &Rect, across: bool, down: bool) -> Vec<Rect> {
    let steps = |repeated: bool, from: f32, to: f32, side: f32| {
        if !repeated {
            return (0, 0);
        }
        ((from / side).floor().max(-1e4) as i32, ((to / side).ceil() - 1.0).min(1e4) as i32)
    };
    let (left, right) = steps(across, area.x, area.right(), tile.width);
    let (top, bottom) = steps(down, area.y, area.bottom(), tile.height);
    let row = |y: i32| (left..=right).map(move |x| (x, y));
    let places = (top..=bottom).flat_map(row).take(MAX_REPEATED);
    places.map(|(x, y)| tile.translate(x as f32 * tile.width, y as f32 * tile.height)).collect()
}

fn found(images: &dyn Images, url: &str) -> Option<ImageRef> {
    images.get(url).filter(|image| image.width > 0 && image.height > 0)
}

/// Which part of a picture goes where: what lies outside of the picture takes its share of the target along, and a target without a size is as
/// large as the part.
fn place(part: Option<Rect>, target: Rect, whole: Rect) -> Option<(Rect, Rect)> {
    let asked = part.unwrap_or(whole);
    let source = asked.intersection(&whole);
    if source.is_empty() {
        return None;
    }
    if target.is_empty() {
        return Some((source, Rect::new(target.x, target.y, source.width, source.height)));
    }
    let (across, down) = (target.width / asked.width, target.height / asked.height);
    let x = target.x + (source.x - asked.x) * across;
    let y = target.y + (source.y - asked.y) * down;
    Some((source, Rect::new(x, y, source.width * across, source.height * down)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_reaches_beyond_the_picture_is_cut_with_its_target() {
        let whole = Rect::new(0.0, 0.0, 100.0, 50.0);
        let target = Rect::new(10.0, 10.0, 40.0, 40.0);
        assert_eq!(
            place(None, Rect::new(1.0, 2.0, 0.0, 0.0), whole),
            Some((whole, whole.translate(1.0, 2.0)))
        );
        let half = Rect::new(50.0, 0.0, 100.0, 50.0);
        let cut = Rect::new(50.0, 0.0, 50.0, 50.0);
        assert_eq!(place(Some(half), target, whole), Some((cut, Rect::new(10.0, 10.0, 20.0, 40.0))));
        assert_eq!(place(Some(Rect::new(200.0, 0.0, 5.0, 5.0)), target, whole), None);
    }
}
