//! A frame: what is on screen, said as a difference to the frame before.

use crate::geometry::{Colour, Size};
use crate::layer::{Accessible, ImageNeed, Layer};
use crate::wire::record;

record! { "A frame: the whole tree of layers, with the content of those that changed." Frame {
    number: u64 = "1, 2, 3, ...",
    base: u64 = "the frame this one is a difference to; 0: it stands alone",
    size: Size = "of the screen",
    scale: f32 = "device pixels per logical pixel",
    background: Colour = "behind everything",
    layers: Vec<Layer> = "parents before children, siblings from back to front",
    images_needed: Vec<ImageNeed> = "pictures shown now and not in the base",
    images_dropped: Vec<u32> = "handles shown in the base and not now",
    accessible: Option<Vec<Accessible>> = "things for screen readers; absent if as in the base",
} }
