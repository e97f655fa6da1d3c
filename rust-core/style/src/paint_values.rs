//! Values that only paint looks at: colours, pictures, gradients, shadows, transforms, filters.

use crate::computed::Length;
use crate::keywords::{Attachment, BackgroundBox, Repeat};
use std::rc::Rc;

/// A colour in sRGB, not premultiplied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Color {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
    /// 255 is opaque.
    pub a: u8,
}

impl Color {
    /// Nothing to see.
    pub const TRANSPARENT: Color = Color { r: 0, g: 0, b: 0, a: 0 };
    /// Black.
    pub const BLACK: Color = Color { r: 0, g: 0, b: 0, a: 255 };
    /// White.
    pub const WHITE: Color = Color { r: 255, g: 255, b: 255, a: 255 };

    /// From `0xRRGGBBAA`.
    pub const fn from_rgba(rgba: u32) -> Self {
        Color { r: (rgba >> 24) as u8, g: (rgba >> 16) as u8, b: (rgba >> 8) as u8, a: rgba as u8 }
    }

    /// As `0xRRGGBBAA`.
    pub const fn to_rgba(self) -> u32 {
        (self.r as u32) << 24 | (self.g as u32) << 16 | (self.b as u32) << 8 | self.a as u32
    }

    /// True if nothing of it shows.
    pub const fn is_transparent(self) -> bool {
        self.a == 0
    }
}

/// A picture of a background, a mask or a border.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Image {
    /// None.
    #[default]
    None,
    /// `/images/a.png` from the package's root, or a `data:`, `http:` or `https:` URL.
    Url(Rc<str>),
    /// A gradient.
    Gradient(Rc<Gradient>),
}

/// A colour on a gradient's line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GradientStop {
    /// The colour.
    pub color: Color,
    /// Its place; `None` for halfway between its neighbours (0 and 100 % at the ends).
    pub at: Option<Length>,
}

/// A gradient.
#[derive(Debug, Clone, PartialEq)]
pub struct Gradient {
    /// Its shape.
    pub shape: GradientShape,
    /// At least two.
    pub stops: Vec<GradientStop>,
    /// Starts over where it ends.
    pub repeating: bool,
}

/// A gradient's shape.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum GradientShape {
    /// Along an angle in radians: 0 is upwards, clockwise.
    Linear(f32),
    /// Towards a corner: -1 is left or top, 1 is right or bottom. Depends on the box's sides.
    ToCorner {
        /// -1 left, 1 right.
        x: i8,
        /// -1 top, 1 bottom.
        y: i8,
    },
    /// Around a centre.
    Radial {
        /// A circle, not an ellipse.
        circle: bool,
        /// How far it reaches.
        extent: RadialExtent,
        /// The centre; percentages are of the box.
        center: (Length, Length),
    },
    /// Turning around a centre.
    Conic {
        /// Start in radians: 0 is upwards, clockwise. Places of stops are percentages of a turn.
        from: f32,
        /// The centre; percentages are of the box.
        center: (Length, Length),
    },
}

/// How far a radial gradient reaches.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum RadialExtent {
    /// `closest-side`
    ClosestSide,
    /// `closest-corner`
    ClosestCorner,
    /// `farthest-side`
    FarthestSide,
    /// `farthest-corner`
    #[default]
    FarthestCorner,
    /// Radii.
    Radii(Length, Length),
}

/// `background-size`
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum BackgroundSize {
    /// `cover`
    Cover,
    /// `contain`
    Contain,
    /// Width and height; `Auto` keeps the picture's proportions.
    Lengths(Length, Length),
}

/// One layer of the background.
#[derive(Debug, Clone, PartialEq)]
pub struct BackgroundLayer {
    /// The picture.
    pub image: Image,
    /// Its place: percentages are of what the picture leaves free.
    pub position: (Length, Length),
    /// Its size.
    pub size: BackgroundSize,
    /// Repetition along x and y.
    pub repeat: (Repeat, Repeat),
    /// What it is placed in.
    pub origin: BackgroundBox,
    /// What it is cut to.
    pub clip: BackgroundBox,
    /// What it moves with.
    pub attachment: Attachment,
}

/// A layer of `mask`; its fields are those of a background layer.
pub type MaskLayer = BackgroundLayer;

/// Background colour and layers.
#[derive(Debug, Clone, PartialEq)]
pub struct Background {
    /// Below all layers.
    pub color: Color,
    /// First is on top; layers without a picture are left out.
    pub layers: Rc<[BackgroundLayer]>,
    /// What the colour is cut to: the clip of the lowest layer.
    pub color_clip: BackgroundBox,
}

/// One shadow of `box-shadow`. Logical pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shadow {
    /// To the right.
    pub x: f32,
    /// Down.
    pub y: f32,
    /// Twice the standard deviation.
    pub blur: f32,
    /// Outwards.
    pub spread: f32,
    /// Its colour.
    pub color: Color,
    /// Inside the box.
    pub inset: bool,
}

/// One shadow of `text-shadow`. Logical pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextShadow {
    /// To the right.
    pub x: f32,
    /// Down.
    pub y: f32,
    /// Twice the standard deviation.
    pub blur: f32,
    /// Its colour.
    pub color: Color,
}

/// One function of `transform`, in the plane. Turns in space are drawn as their projection without perspective.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Transform {
    /// Percentages are of the border box.
    Translate(Length, Length),
    /// Factors.
    Scale(f32, f32),
    /// Radians, clockwise.
    Rotate(f32),
    /// Radians.
    Skew(f32, f32),
    /// `a b c d e f`, as CSS orders them.
    Matrix([f32; 6]),
}

/// A turn without end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spin {
    /// Milliseconds of a full turn; more than 0.
    pub period: u32,
    /// Milliseconds to add to the clock that winds animations: then a turn begins at each multiple of the period.
    pub shift: u32,
    /// Counter-clockwise.
    pub backwards: bool,
    /// It rests at so many places in turn; 0: it moves steadily.
    pub steps: u32,
}

/// One function of `filter` and `backdrop-filter`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Filter {
    /// Standard deviation in logical pixels.
    Blur(f32),
    /// 1 changes nothing.
    Brightness(f32),
    /// 1 changes nothing.
    Contrast(f32),
    /// 0 changes nothing, 1 is grey.
    Grayscale(f32),
    /// Radians.
    HueRotate(f32),
    /// 0 changes nothing, 1 inverts.
    Invert(f32),
    /// 1 changes nothing.
    Opacity(f32),
    /// 1 changes nothing.
    Saturate(f32),
    /// 0 changes nothing, 1 is sepia.
    Sepia(f32),
    /// `drop-shadow()`
    DropShadow(TextShadow),
}
