//! Built-in components that hold no boxes: what they are and how large they are by themselves.

use crate::boxes::Line;
use crate::geometry::Rect;
use minihost_tree::Element;
use std::rc::Rc;

/// A built-in component that draws itself.
#[derive(Debug, Clone)]
pub struct LeafBox {
    /// Which.
    pub kind: LeafKind,
    /// Where its picture goes, relative to the border box; may reach beyond the content box, which clips it.
    pub picture: Rect,
    /// What an input or a textarea shows: its value, or its placeholder.
    pub lines: Vec<Line>,
    /// The lines show the placeholder.
    pub placeholder: bool,
}

/// Built-in components, by what they need of layout and paint. Details stand in the element's attributes.
#[derive(Debug, Clone, PartialEq)]
pub enum LeafKind {
    /// A picture by its source; an empty source draws nothing.
    Image {
        /// `src`, as the template gave it.
        src: Rc<str>,
        /// How it fits.
        mode: ImageMode,
    },
    /// `icon`
    Icon,
    /// `input`
    Input,
    /// `textarea`
    Textarea,
    /// `progress`
    Progress,
    /// The box of a `checkbox`
    Checkbox,
    /// The circle of a `radio`
    Radio,
    /// `switch`
    Switch,
    /// `slider`
    Slider,
    /// `canvas`
    Canvas,
    /// A component that only a host can draw: video, map, camera, web-view …, by tag.
    Native(Rc<str>),
}

/// `mode` of an image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ImageMode {
    /// Stretched to the box.
    #[default]
    ScaleToFill,
    /// As large as fits, whole.
    AspectFit,
    /// As small as covers, cut.
    AspectFill,
    /// The height follows the width.
    WidthFix,
    /// The width follows the height.
    HeightFix,
    /// Natural size at a place: shares of the free width and height.
    At(u8, u8),
}

/// Modes by name, in halves of the free space for those that do not scale.
/// Source: developers.weixin.qq.com/miniprogram/dev/component/image.html; Douyin's table is the same.
const MODES: &[(&str, ImageMode)] = &[
    ("scaleToFill", ImageMode::ScaleToFill),
    ("aspectFit", ImageMode::AspectFit),
    ("aspectFill", ImageMode::AspectFill),
    ("widthFix", ImageMode::WidthFix),
    ("heightFix", ImageMode::HeightFix),
    ("top", ImageMode::At(1, 0)),
    ("bottom", ImageMode::At(1, 2)),
    ("center", ImageMode::At(1, 1)),
    ("left", ImageMode::At(0, 1)),
    ("right", ImageMode::At(2, 1)),
    ("top left", ImageMode::At(0, 0)),
    ("top right", ImageMode::At(2, 0)),
    ("bottom left", ImageMode::At(0, 2)),
    ("bottom right", ImageMode::At(2, 2)),
];

/// A component's natural size where style says `auto`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Natural {
    pub(crate) width: f32,
    pub(crate) height: f32,
    /// Keeps its natural width instead of filling a block.
    pub(crate) replaced: bool,
}

/// What a tag is. Sizes in logical pixels; sources: WeChat's component pages, which state them as defaults, and for controls the
/// looks of WeUI.
const TAGS: &[(&str, LeafKind, Natural)] = &[
    ("input", LeafKind::Input, Natural { width: 150.0, height: 0.0, replaced: false }),
    ("textarea", LeafKind::Textarea, Natural { width: 0.0, height: 150.0, replaced: false }),
    ("progress", LeafKind::Progress, Natural { width: 100.0, height: 6.0, replaced: false }),
    ("switch", LeafKind::Switch, Natural { width: 52.0, height: 32.0, replaced: true }),
    ("slider", LeafKind::Slider, Natural { width: 100.0, height: 28.0, replaced: false }),
    ("icon", LeafKind::Icon, Natural { width: 23.0, height: 23.0, replaced: true }),
    ("canvas", LeafKind::Canvas, Natural { width: 0.0, height: 0.0, replaced: false }),
];

/// Components that only a host can draw.
const NATIVE: &[(&str, Natural)] = &[
    ("video", Natural { width: 300.0, height: 225.0, replaced: true }),
    ("map", Natural { width: 300.0, height: 150.0, replaced: true }),
    ("camera", Natural { width: 300.0, height: 300.0, replaced: false }),
    ("live-player", Natural { width: 300.0, height: 225.0, replaced: true }),
    ("live-pusher", Natural { width: 300.0, height: 225.0, replaced: true }),
    ("voip-room", Natural { width: 300.0, height: 225.0, replaced: true }),
    ("audio", Natural { width: 300.0, height: 65.0, replaced: true }),
    ("web-view", Natural { width: 300.0, height: 150.0, replaced: false }),
    ("ad", Natural { width: 0.0, height: 80.0, replaced: false }),
    ("ad-custom", Natural { width: 0.0, height: 80.0, replaced: false }),
    ("official-account", Natural { width: 300.0, height: 84.0, replaced: false }),
    ("editor", Natural { width: 300.0, height: 200.0, replaced: false }),
    ("xr-scene", Natural { width: 300.0, height: 150.0, replaced: true }),
];

/// A picture says nothing about its box: its 320 × 240 are a rule of the built-in sheet, and where a program says `auto` or a percentage
/// instead there is nothing inside that gives a size, as in the vendors' own web components.
pub(crate) const IMAGE: Natural = Natural { width: 0.0, height: 0.0, replaced: false };
/// The control of a checkbox or radio, with the gap to its label.
pub(crate) const CHECK_SIZE: f32 = 24.0;
pub(crate) const CHECK_GAP: f32 = 5.0;

/// The leaf for an element, with its natural size; `None` for an element that is a box like any other.
pub(crate) fn leaf(element: &Element) -> Option<(LeafKind, Natural)> {
    match &*element.tag {
        // Most of a page; what follows would compare them with every name.
        "view" | "text" => None,
        "image" | "cover-image" => {
            let src = element.text_attribute("src").unwrap_or_else(|| Rc::from(""));
            Some((LeafKind::Image { src, mode: image_mode(element) }, IMAGE))
        }
        "icon" => {
            // `size` is in px whether or not it says so.
            let size = element.number("size").map_or(23.0, |size| size.clamp(0.0, 4096.0) as f32);
            Some((LeafKind::Icon, Natural { width: size, height: size, replaced: true }))
        }
        "progress" => {
            let height = element.number("stroke-width").map_or(6.0, |width| width.clamp(0.0, 4096.0) as f32);
            Some((LeafKind::Progress, Natural { width: 100.0, height, replaced: false }))
        }
        "switch" if element.text_attribute("type").as_deref() == Some("checkbox") => {
            Some((LeafKind::Checkbox, Natural { width: CHECK_SIZE, height: CHECK_SIZE, replaced: true }))
        }
        tag => TAGS
            .iter()
            .find(|(name, _, _)| *name == tag)
            .map(|(_, kind, natural)| (kind.clone(), *natural))
            .or_else(|| {
                let (name, natural) = NATIVE.iter().find(|(name, _)| *name == tag)?;
                Some((LeafKind::Native(Rc::from(*name)), *natural))
            }),
    }
}

/// `mode`, where the dialects have it; a cover-image stretches.
fn image_mode(element: &Element) -> ImageMode {
    let Some(mode) = element.text_attribute("mode") else { return ImageMode::ScaleToFill };
    MODES.iter().find(|(name, _)| *name == &*mode).map_or(ImageMode::ScaleToFill, |(_, mode)| *mode)
}

/// Where a picture of that natural size goes in a content box.
pub(crate) fn picture_rect(mode: ImageMode, content: Rect, natural: Option<(f32, f32)>) -> Rect {
    let Some((width, height)) = natural.filter(|(width, height)| *width > 0.0 && *height > 0.0) else {
        return content;
    };
    let scale = match mode {
        ImageMode::ScaleToFill | ImageMode::WidthFix | ImageMode::HeightFix => return content,
        ImageMode::AspectFit => (content.width / width).min(content.height / height),
        ImageMode::AspectFill => (content.width / width).max(content.height / height),
        ImageMode::At(..) => 1.0,
    };
    let (width, height) = (width * scale, height * scale);
    let (left, top) = match mode {
        ImageMode::At(x, y) => (f32::from(x) / 2.0, f32::from(y) / 2.0),
        _ => (0.5, 0.5),
    };
    Rect {
        x: content.x + (content.width - width) * left,
        y: content.y + (content.height - height) * top,
        width,
        height,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_fit_by_mode() {
        let content = Rect::new(0.0, 0.0, 100.0, 100.0);
        for (mode, expected) in [
            ("scaleToFill", Rect::new(0.0, 0.0, 100.0, 100.0)),
            ("aspectFit", Rect::new(0.0, 25.0, 100.0, 50.0)),
            ("aspectFill", Rect::new(-50.0, 0.0, 200.0, 100.0)),
            ("bottom right", Rect::new(60.0, 80.0, 40.0, 20.0)),
            ("center", Rect::new(30.0, 40.0, 40.0, 20.0)),
        ] {
            let mode = MODES.iter().find(|(name, _)| *name == mode).expect("in the table").1;
            assert_eq!(picture_rect(mode, content, Some((40.0, 20.0))), expected, "{mode:?}");
            assert_eq!(picture_rect(mode, content, None), content, "not loaded yet");
        }
    }
}
