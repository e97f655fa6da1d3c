//! Boxes to layers of drawing ops, and the CPU rasteriser.
//!
//! [`Painter::paint`] walks one tree's boxes in CSS paint order and gives its layers; [`FrameBuilder`] puts several such surfaces
//! (the page, the navigation bar, an overlay) on one screen and says what changed as a [`Frame`]; [`mod@format`] writes a frame as one
//! flat buffer (`FORMAT.md`) and reads it back; [`FrameState`] is what the receiving side keeps. Three painters play the
//! ops: Android's Canvas, Core Graphics, and `raster` here, which the goldens and the desktop demo use.
#![forbid(unsafe_code)]

mod builder;
mod drawing;
pub mod format;
mod frame;
mod geometry;
#[cfg(feature = "images")]
pub mod images;
mod layer;
mod leaf;
mod ops;
mod painter;
#[cfg(feature = "raster")]
pub mod raster;
mod state;
mod wire;

pub use builder::{Canvas, FrameBuilder, MAX_SURFACE, Placed};
pub use drawing::{Cast, Drawing, Ink, Pattern, Source, TextLine};
pub use frame::Frame;
pub use geometry::{Colour, Corner, Corners, Rect, Size, Transform};
pub use layer::{
    Accessible, Clip, Drag, ImageNeed, Keyboard, Layer, Motion, Native, Property, Role, Scroll, Sticky,
    TextAlign, TextField,
};
pub use leaf::slider_value;
pub use ops::{
    Blend, BorderSide, Cap, Content, Join, Line, LineStyle, MAX_NESTING, Nesting, Op, Paint, Segment, Stop,
    TextFont,
};
pub use painter::{
    Canvases, ImageRef, Images, Offsets, PaintEnv, Painter, ProgramText, ScrollOffset, SurfaceLayers,
    TextPart, drawing_content,
};
pub use state::{Applied, ApplyError, FrameState};
pub use wire::{FieldRow, FormatError, Layout, Reader, TypeRow, VariantRow, Wire};
