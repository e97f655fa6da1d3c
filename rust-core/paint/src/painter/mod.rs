//! Boxes and styles to layers of ops, in CSS painting order.
//!
//! Layout says which boxes a stacking context paints and when ([`minihost_layout::Stacking`]); the painter follows, decides
//! what must be a layer of its own, and writes the rest as ops.

mod access;
mod background;
mod boxes;
mod canvas;
pub use canvas::drawing_content;
pub(crate) mod convert;
mod decoration;
mod drag;
mod extent;
mod gradient;
mod native;
pub(crate) mod pen;
mod pieces;
mod swiper;
mod text;

use crate::drawing::Drawing;
use crate::geometry::Size;
use crate::layer::{Accessible, Layer};
use crate::ops::Segment;
use minihost_layout::{BoxTree, Styles};
use minihost_ports::{Appearance, Font, Locale};
use minihost_tree::{NodeId, Tree};
use std::sync::Arc;

/// A picture the painter may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImageRef {
    /// Its handle; the same picture has the same one as long as it is shown.
    pub handle: u32,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// Pictures by address. The host loads them; what is asked for and not there yet is its cue.
pub trait Images {
    /// The picture; `None` while it is not there.
    fn get(&self, url: &str) -> Option<ImageRef>;
}

/// No pictures.
impl Images for () {
    fn get(&self, _url: &str) -> Option<ImageRef> {
        None
    }
}

/// A part of a line of text.
#[derive(Debug, Clone, PartialEq)]
pub enum TextPart<'t> {
    /// In the host's fonts.
    Host {
        /// The characters.
        text: &'t str,
        /// Advance in logical pixels.
        width: f32,
    },
    /// In a font that the painters do not have.
    Outline {
        /// From the part's beginning on the baseline.
        path: Vec<Segment>,
        /// To be drawn thicker than it is.
        embolden: bool,
        /// Advance in logical pixels.
        width: f32,
    },
}

/// Fonts that programs bring along: text in them is drawn as outlines, so that painters need not load a font.
pub trait ProgramText {
    /// The parts of a line; `None` if the host draws it whole.
    fn parts<'t>(&self, text: &'t str, font: &Font) -> Option<Vec<TextPart<'t>>>;
}

/// No fonts of programs.
impl ProgramText for () {
    fn parts<'t>(&self, _text: &'t str, _font: &Font) -> Option<Vec<TextPart<'t>>> {
        None
    }
}

/// What programs drew.
pub trait Canvases {
    /// The drawing of a `canvas`; `None` for one that was never drawn on.
    fn drawing(&self, node: NodeId) -> Option<Arc<Drawing>>;
}

/// Nothing was drawn.
impl Canvases for () {
    fn drawing(&self, _node: NodeId) -> Option<Arc<Drawing>> {
        None
    }
}

/// Where a box is scrolled to.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ScrollOffset {
    /// From the left, px.
    pub x: f32,
    /// From the top, px.
    pub y: f32,
    /// Changes when the program itself set the offset.
    pub version: u32,
    /// The jump is animated.
    pub smooth: bool,
}

/// Offsets of boxes that scroll.
pub trait Offsets {
    /// The box made for this node; `None` for the beginning (for swipers: the page that `current` says).
    fn offset(&self, node: NodeId) -> Option<ScrollOffset>;
}

/// Everything at its beginning.
impl Offsets for () {
    fn offset(&self, _node: NodeId) -> Option<ScrollOffset> {
        None
    }
}

/// What painting needs besides boxes and styles.
pub struct PaintEnv<'a> {
    /// Pictures.
    pub images: &'a dyn Images,
    /// Fonts of the program; the same that measured.
    pub texts: &'a dyn ProgramText,
    /// Canvases.
    pub canvases: &'a dyn Canvases,
    /// Scroll offsets.
    pub offsets: &'a dyn Offsets,
    /// Size of the surface's window: what the boxes were laid out for.
    pub window: Size,
    /// The surface scrolls as a page does; a bar or a panel does not.
    pub page: bool,
    /// Device pixels per logical pixel: edges are put on device pixels.
    pub scale: f32,
    /// Light or dark: colours of built-in components.
    pub appearance: Appearance,
    /// Language of the words that the core itself shows.
    pub locale: Locale,
}

/// The layers of one tree: a page, a navigation bar, an overlay.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SurfaceLayers {
    /// Size of its window.
    pub size: Size,
    /// Parents before children. Ids are unique within the surface; top layers have parent 0.
    pub layers: Vec<Layer>,
    /// For screen readers, in reading order.
    pub accessible: Vec<Accessible>,
    /// Pictures its ops show.
    pub images: Vec<ImageRef>,
}

/// Paints one tree again and again. What it keeps of it from one call to the next are the pieces of long lists.
#[derive(Debug, Default)]
pub struct Painter {
    pieces: pieces::Pieces,
}

impl Painter {
    /// A painter.
    pub fn new() -> Self {
        Self::default()
    }

    /// The layers of a tree, the same each time, whose styles (the [`minihost_style::Stylist`]) and boxes are up to date.
    pub fn paint(
        &mut self,
        boxes: &BoxTree,
        tree: &Tree,
        styles: &dyn Styles,
        env: &PaintEnv<'_>,
    ) -> SurfaceLayers {
        boxes::Walk::new(boxes, tree, styles, env, &mut self.pieces).run()
    }
}
