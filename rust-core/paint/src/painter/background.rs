//! Background colour and layers.

use super::convert::{self, Grid};
use super::gradient;
use super::pen::Pen;
use super::{ImageRef, Images};
use crate::geometry::{Corners, Rect};
use crate::ops::{Op, Paint};
use minihost_style::{
    Background, BackgroundBox, BackgroundLayer, BackgroundSize, Image, Length, Repeat, Sides,
};

/// The three rectangles of a box, its edges already on device pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) border_box: Rect,
    pub(super) corners: Corners,
    pub(super) border: Sides<f32>,
    pub(super) padding: Sides<f32>,
}

impl Frame {
    fn area(&self, which: BackgroundBox) -> (Rect, Corners) {
        let inner = (
            convert::inset(&self.border_box, &self.border),
            convert::inset_corners(self.corners, &self.border),
        );
        match which {
            BackgroundBox::BorderBox => (self.border_box, self.corners),
            BackgroundBox::PaddingBox | BackgroundBox::Text => inner,
            BackgroundBox::ContentBox => {
                (convert::inset(&inner.0, &self.padding), convert::inset_corners(inner.1, &self.padding))
            }
        }
    }

    /// What overflow is cut to.
    pub(super) fn padding_box(&self) -> (Rect, Corners) {
        self.area(BackgroundBox::PaddingBox)
    }

    pub(super) fn content_box(&self) -> (Rect, Corners) {
        self.area(BackgroundBox::ContentBox)
    }
}

pub(super) fn draw(pen: &mut Pen, background: &Background, frame: &Frame, images: &dyn Images, grid: Grid) {
    let colour = convert::colour(background.color);
    if colour.alpha() > 0 && background.color_clip != BackgroundBox::Text {
        let (area, corners) = frame.area(background.color_clip);
        fill(pen, area, corners, colour.into());
    }
    pictures(pen, background, frame, images, grid);
}

/// The layers without the colour.
pub(super) fn pictures(
    pen: &mut Pen,
    background: &Background,
    frame: &Frame,
    images: &dyn Images,
    grid: Grid,
) {
    let seen = background.layers.iter().filter(|layer| layer.clip != BackgroundBox::Text);
    layers(pen, seen, frame, images, grid);
}

/// Pictures and gradients one above the other, the first one last: those of a background or of a mask.
pub(super) fn layers<'l>(
    pen: &mut Pen,
    layers: impl DoubleEndedIterator<Item = &'l BackgroundLayer>,
    frame: &Frame,
    images: &dyn Images,
    grid: Grid,
) {
    for layer in layers.rev() {
        match &layer.image {
            Image::None => {}
            Image::Gradient(gradient) => {
                draw_layer(pen, layer, frame, None, grid, &|tile| gradient::paint(gradient, tile));
            }
            Image::Url(url) => {
                if let Some(image) = images.get(url).filter(|image| image.width > 0 && image.height > 0) {
                    draw_layer(pen, layer, frame, Some(image), grid, &|_| {
                        Paint::from(crate::geometry::Colour::CLEAR)
                    });
                }
            }
        }
    }
}

/// The gradient that shows through the glyphs (`background-clip: text`).
pub(super) fn text_paint(background: &Background, frame: &Frame) -> Option<Paint> {
    let layer = background.layers.iter().find(|layer| layer.clip == BackgroundBox::Text);
    match layer.map(|layer| (&layer.image, layer.origin)) {
        Some((Image::Gradient(gradient), origin)) => Some(gradient::paint(gradient, &frame.area(origin).0)),
        _ if background.color_clip == BackgroundBox::Text && background.color.a > 0 => {
            Some(convert::colour(background.color).into())
        }
        _ => None,
    }
}

fn fill(pen: &mut Pen, rect: Rect, corners: Corners, paint: Paint) {
    if rect.is_empty() || paint.is_clear() {
        return;
    }
    pen.draw(if corners.is_square() {
        Op::FillRect { rect, paint }
    } else {
        Op::FillRoundRect { rect, corners, paint }
    });
}

fn draw_layer(
    pen: &mut Pen,
    layer: &BackgroundLayer,
    frame: &Frame,
    image: Option<ImageRef>,
    grid: Grid,
    paint: &dyn Fn(&Rect) -> Paint,
) {
    let (origin, _) = frame.area(layer.origin);
    let (area, corners) = frame.area(layer.clip);
    if area.is_empty() || origin.is_empty() {
        return;
    }
    let natural = image.map(|image| (image.width as f32, image.height as f32));
    let (mut width, mut height) = size(layer.size, &origin, natural);
    if width <= 0.0 || height <= 0.0 {
        return;
    }
    // `round` changes the size so that whole tiles fit.
    let rounded = |free: f32, side: f32| free / (free / side).round().max(1.0);
    if layer.repeat.0 == Repeat::Round {
        width = rounded(origin.width, width);
    }
    if layer.repeat.1 == Repeat::Round {
        height = rounded(origin.height, height);
    }
    let along = |repeat: Repeat, position: Length, from: f32, free: f32, side: f32| match repeat {
        Repeat::Space if free >= side * 2.0 => {
            let count = (free / side).floor();
            (from, (free - side) / (count - 1.0))
        }
        Repeat::Space | Repeat::NoRepeat => (from + position.or_zero(free - side), 0.0),
        Repeat::Repeat | Repeat::Round => (from + position.or_zero(free - side), side),
    };
    let (x, step_x) = along(layer.repeat.0, layer.position.0, origin.x, origin.width, width);
    let (y, step_y) = along(layer.repeat.1, layer.position.1, origin.y, origin.height, height);
    let tile = grid.snap_rect(&Rect::new(x, y, width, height));
    let once =
        |step: f32, start: f32, end: f32, low: f32, high: f32| step == 0.0 || (start <= low && end >= high);
    let single = once(step_x, tile.x, tile.right(), area.x, area.right())
        && once(step_y, tile.y, tile.bottom(), area.y, area.bottom());
    match image {
        Some(image) => {
            pen.uses(image);
            if single {
                picture(pen, image, &tile, &area, corners);
            } else {
                pen.draw(Op::ImageTiles { image: image.handle, area, corners, tile, step_x, step_y });
            }
        }
        None if single => {
            let covered = tile.intersection(&area);
            let same = covered == area;
            if !same && !corners.is_square() {
                if pen.push(Op::ClipPush { rect: area, corners }) {
                    fill(pen, covered, Corners::default(), paint(&tile));
                    pen.pop();
                }
            } else {
                fill(pen, covered, if same { corners } else { Corners::default() }, paint(&tile));
            }
        }
        None => {
            if !pen.push(Op::ClipPush { rect: area, corners }) {
                return;
            }
            for y in places(tile.y, tile.height, step_y, area.y, area.bottom()) {
                for x in places(tile.x, tile.width, step_x, area.x, area.right()) {
                    let tile = Rect { x, y, ..tile };
                    fill(pen, tile, Corners::default(), paint(&tile));
                }
            }
            pen.pop();
        }
    }
}

/// A picture cut to an area with round corners: the part of it that lies inside.
pub(super) fn picture(pen: &mut Pen, image: ImageRef, tile: &Rect, area: &Rect, corners: Corners) {
    let target = tile.intersection(area);
    if target.is_empty() {
        return;
    }
    let (scale_x, scale_y) = (image.width as f32 / tile.width, image.height as f32 / tile.height);
    let source = Rect::new(
        (target.x - tile.x) * scale_x,
        (target.y - tile.y) * scale_y,
        target.width * scale_x,
        target.height * scale_y,
    );
    let whole = target == *area || corners.is_square();
    if whole {
        pen.draw(Op::Image { image: image.handle, source, target, corners });
    } else if pen.push(Op::ClipPush { rect: *area, corners }) {
        pen.draw(Op::Image { image: image.handle, source, target, corners: Corners::default() });
        pen.pop();
    }
}

/// The tile's size (CSS Backgrounds 3, 3.9). A gradient has no natural size: it fills what it is placed in.
fn size(size: BackgroundSize, origin: &Rect, natural: Option<(f32, f32)>) -> (f32, f32) {
    let (natural_width, natural_height) = natural.unwrap_or((origin.width, origin.height));
    let scaled = |scale: f32| (natural_width * scale, natural_height * scale);
    let fit = (origin.width / natural_width, origin.height / natural_height);
    match size {
        BackgroundSize::Cover => scaled(fit.0.max(fit.1)),
        BackgroundSize::Contain => scaled(fit.0.min(fit.1)),
        BackgroundSize::Lengths(width, height) => {
            match (width.resolve(origin.width), height.resolve(origin.height)) {
                (Some(width), Some(height)) => (width, height),
                (Some(width), None) if natural.is_some() => (width, natural_height * width / natural_width),
                (None, Some(height)) if natural.is_some() => {
                    (natural_width * height / natural_height, height)
                }
                (width, height) => (width.unwrap_or(natural_width), height.unwrap_or(natural_height)),
            }
        }
    }
}

/// Gradient tiles are drawn one by one: no more than this along an axis.
const MAX_TILES: usize = 200;

fn places(first: f32, side: f32, step: f32, from: f32, to: f32) -> Vec<f32> {
    if step <= 0.0 {
        return vec![first];
    }
    let start = first - ((first + side - from) / step).floor().max(0.0) * step;
    let count = ((to - start) / step).ceil().max(0.0) as usize;
    (0..count.min(MAX_TILES)).map(|number| start + number as f32 * step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        let origin = Rect::new(0.0, 0.0, 100.0, 50.0);
        let natural = Some((20.0, 20.0));
        let lengths = |width, height| BackgroundSize::Lengths(width, height);
        for (given, natural, wanted) in [
            (BackgroundSize::Cover, natural, (100.0, 100.0)),
            (BackgroundSize::Contain, natural, (50.0, 50.0)),
            (lengths(Length::Auto, Length::Auto), natural, (20.0, 20.0)),
            (lengths(Length::FULL, Length::Auto), natural, (100.0, 100.0)),
            (lengths(Length::Auto, Length::Px(10.0)), natural, (10.0, 10.0)),
            (lengths(Length::Auto, Length::Auto), None, (100.0, 50.0)),
            (lengths(Length::Px(10.0), Length::Auto), None, (10.0, 50.0)),
        ] {
            assert_eq!(size(given, &origin, natural), wanted, "{given:?}");
        }
    }

    #[test]
    fn tiles_cover_from_before_the_area_to_behind_it() {
        assert_eq!(places(5.0, 10.0, 10.0, 0.0, 30.0), [-5.0, 5.0, 15.0, 25.0]);
        assert_eq!(places(5.0, 10.0, 0.0, 0.0, 30.0), [5.0]);
    }
}
