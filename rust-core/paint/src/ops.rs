//! The drawing ops: one table that says for each op its number, its fields and their units. The Rust enum, the encoder, the decoder
//! and `FORMAT.md` come from it; the painters in other languages are compared with `FORMAT.md`.
//!
//! All coordinates are logical pixels relative to the layer's own origin. Ops are played in order, later over earlier. A push is
//! always matched by its pop in the same layer.

use crate::geometry::{Colour, Corners, Rect, Transform};
use crate::wire::{record, tagged};

record! { "A colour at a place along a gradient." Stop + Copy {
    offset: f32 = "0 at the beginning, 1 at the end; never smaller than the stop before",
    colour: Colour = "colour there; mixed between stops in sRGB, premultiplied",
} }

tagged! { "What an area is filled with." Paint {
    0 Solid { colour: Colour = "the colour" } = "One colour.",
    1 Linear {
        x0: f32 = "beginning, px", y0: f32 = "px", x1: f32 = "end, px", y1: f32 = "px",
        stops: Vec<Stop> = "two at least", repeat: bool = "repeats beyond the ends; else the end colours go on"
    } = "Changes along a line.",
    2 Radial {
        x: f32 = "centre, px", y: f32 = "px", radius_x: f32 = "px, more than 0", radius_y: f32 = "px, more than 0",
        stops: Vec<Stop> = "two at least", repeat: bool = "as above"
    } = "Changes from a centre outwards, as an ellipse.",
    3 Conic {
        x: f32 = "centre, px", y: f32 = "px", start: f32 = "angle of offset 0, radians clockwise from upwards",
        stops: Vec<Stop> = "two at least; 1 is a full turn", repeat: bool = "as above"
    } = "Changes around a centre, clockwise.",
} }

tagged! { "How a border's side is drawn." LineStyle + Copy + Eq {
    0 None = "Not at all.",
    1 Solid = "A line.",
    2 Dashed = "Dashes two widths long, about as far apart.",
    3 Dotted = "Round dots, as wide as the line.",
    4 Double = "Two lines, a third of the width each.",
} }

record! { "A side of a border." BorderSide + Copy {
    width: f32 = "px",
    style: LineStyle = "its line",
    colour: Colour = "its colour",
} }

tagged! { "A part of a path's outline." Segment + Copy {
    0 Move { x: f32 = "px", y: f32 = "px" } = "A new outline begins.",
    1 Line { x: f32 = "px", y: f32 = "px" } = "A straight line.",
    2 Quad { x1: f32 = "control, px", y1: f32 = "px", x: f32 = "end, px", y: f32 = "px" } = "A quadratic curve.",
    3 Cubic {
        x1: f32 = "first control, px", y1: f32 = "px", x2: f32 = "second control, px", y2: f32 = "px", x: f32 = "end, px", y: f32 = "px"
    } = "A cubic curve.",
    4 Close = "Back to where the outline began.",
} }

tagged! { "How a line ends, and each of its dashes." Cap + Copy + Eq {
    0 Butt = "Cut off at the end.",
    1 Round = "Half a circle at the end.",
    2 Square = "Half a square at the end.",
} }

tagged! { "How a line turns." Join + Copy + Eq {
    0 Miter = "Sharp, unless longer than the miter limit: then cut off.",
    1 Round = "Round.",
    2 Bevel = "Cut off.",
} }

record! { "How a line is drawn along a path." Line {
    width: f32 = "px",
    cap: Cap = "ends",
    join: Join = "turns",
    miter: f32 = "how far a sharp turn may reach, in half widths",
    dash: Vec<f32> = "lengths of dashes and gaps in turn, px; an even number of them, none negative and one more than 0; none for a line without gaps",
    dash_offset: f32 = "where in the dashes the line begins, px",
} }

tagged! { "How what is drawn comes together with what is there: as in the W3C's Compositing and Blending Level 1." Blend + Copy + Eq {
    0 SourceOver = "Over it.",
    1 SourceIn = "Only where something is, and nothing else stays.",
    2 SourceOut = "Only where nothing is, and nothing else stays.",
    3 SourceAtop = "Over it, only where something is.",
    4 DestinationOver = "Under it.",
    5 DestinationIn = "What is there stays where something is drawn.",
    6 DestinationOut = "What is there stays where nothing is drawn.",
    7 DestinationAtop = "Under it, and nothing stays where nothing is drawn.",
    8 Copy = "In its stead.",
    9 Xor = "Where only one of them is.",
    10 Lighter = "Colours and opacities are added.",
    11 Multiply = "Colours are multiplied.",
    12 Screen = "Complements are multiplied.",
    13 Overlay = "Multiply or Screen, as what is there says.",
    14 Darken = "The darker one.",
    15 Lighten = "The lighter one.",
    16 ColourDodge = "What is drawn brightens what is there.",
    17 ColourBurn = "What is drawn darkens what is there.",
    18 HardLight = "Multiply or Screen, as what is drawn says.",
    19 SoftLight = "A softer HardLight.",
    20 Difference = "The darker one is taken off the lighter one.",
    21 Exclusion = "A softer Difference.",
    22 Hue = "Hue of what is drawn.",
    23 Saturation = "Saturation of what is drawn.",
    24 Colour = "Hue and saturation of what is drawn.",
    25 Luminosity = "Luminosity of what is drawn.",
} }

record! { "A font of a layer's texts; ops name it by its place in the layer's list." TextFont {
    families: Vec<String> = "family names in order of preference, generic ones included",
    size: f32 = "px",
    weight: u16 = "1 to 1000",
    italic: bool = "slanted",
    letter_spacing: f32 = "extra distance after each character, px",
} }

tagged! { "A drawing op." Op {
    1 FillRect { rect: Rect = "area", paint: Paint = "filling" } = "Fills a rectangle.",
    2 FillRoundRect { rect: Rect = "area", corners: Corners = "radii", paint: Paint = "filling" } = "Fills a rectangle with round corners.",
    3 Border {
        rect: Rect = "outer edge", corners: Corners = "outer radii",
        top: BorderSide = "top", right: BorderSide = "right", bottom: BorderSide = "bottom", left: BorderSide = "left"
    } = "A border inside the rectangle; where two sides meet, the corner is cut from the outer to the inner corner.",
    4 Shadow {
        rect: Rect = "the box that casts it, before offset and spread; for an inner shadow the padding box",
        corners: Corners = "radii of that box", dx: f32 = "offset, px", dy: f32 = "px",
        blur: f32 = "blur radius as CSS has it: twice the standard deviation, px", spread: f32 = "px, may be negative",
        colour: Colour = "colour", inset: bool = "inside the box instead of outside; nothing is drawn on the other side"
    } = "A box's shadow.",
    5 Text {
        x: f32 = "left edge, px", baseline: f32 = "y of the baseline, px", width: f32 = "advance as it was measured, px",
        font: u16 = "number in the layer's list of fonts", paint: Paint = "filling of the glyphs; coloured glyphs keep theirs", blur: f32 = "0, or for a text's shadow the blur radius, px",
        outline: f32 = "0, or the glyphs' outlines are drawn this wide instead of filling them, px",
        text: String = "one line of one direction, spaces included"
    } = "Text. Decoration lines are FillRects of their own.",
    6 Image {
        image: u32 = "handle", source: Rect = "part of the picture, in the picture's own pixels", target: Rect = "where it goes; the part is stretched to it",
        corners: Corners = "radii that cut the target"
    } = "A picture.",
    7 ImageTiles {
        image: u32 = "handle", area: Rect = "area that is covered", corners: Corners = "radii that cut the area",
        tile: Rect = "one tile; the whole picture is stretched to it", step_x: f32 = "from tile to tile, px; 0: no repetition this way",
        step_y: f32 = "the same downwards"
    } = "A picture repeated in both directions from its tile.",
    8 FillPath {
        path: Vec<Segment> = "outlines", even_odd: bool = "inside is where an odd number of outlines is around; else by non-zero winding",
        paint: Paint = "filling", blur: f32 = "0, or for a shadow the blur radius, px; the paint is one colour then"
    } = "Fills a path.",
    9 StrokePath {
        path: Vec<Segment> = "outlines", paint: Paint = "colour of the line", line: Line = "how the line is drawn", blur: f32 = "as above"
    } = "Draws along a path.",
    10 ClipPush { rect: Rect = "area", corners: Corners = "radii" } = "What follows shows only inside.",
    11 ClipPop = "Ends the innermost clip.",
    12 TransformPush { transform: Transform = "inside to outside" } = "What follows is mapped.",
    13 TransformPop = "Ends the innermost transform.",
    14 OpacityPush { opacity: f32 = "0 to 1", bounds: Rect = "around everything until the pop" } = "What follows is drawn as one picture and faded.",
    15 OpacityPop = "Ends the innermost fading.",
    16 MaskPush = "What follows is drawn as one picture that is not seen: of what the fading around it holds so far, only what lies under the picture stays, as opaque as it is.",
    17 MaskPop = "Ends the innermost mask.",
    18 ClipPath {
        path: Vec<Segment> = "outlines", even_odd: bool = "as for FillPath"
    } = "What follows shows only inside, until the ClipPop that belongs to it.",
    19 BlendPush {
        blend: Blend = "how it comes together with what the innermost fading around it holds so far", bounds: Rect = "around everything until the pop"
    } = "What follows is drawn as one picture. It stands inside an OpacityPush, and clips between the two cut it.",
    20 BlendPop = "Ends the innermost blending.",
} }

record! { "What a layer draws." Content + Default {
    fonts: Vec<TextFont> = "fonts of its texts",
    ops: Vec<Op> = "in order",
} }

/// How deep pushes may nest in one layer.
pub const MAX_NESTING: usize = 128;

impl Paint {
    /// True if nothing would be seen.
    pub fn is_clear(&self) -> bool {
        match self {
            Paint::Solid { colour } => colour.alpha() == 0,
            Paint::Linear { stops, .. } | Paint::Radial { stops, .. } | Paint::Conic { stops, .. } => {
                stops.iter().all(|stop| stop.colour.alpha() == 0)
            }
        }
    }

    /// The same with a share of its opacity.
    #[must_use]
    pub fn faded(&self, share: f32) -> Paint {
        let mut faded = self.clone();
        match &mut faded {
            Paint::Solid { colour } => *colour = colour.faded(share),
            Paint::Linear { stops, .. } | Paint::Radial { stops, .. } | Paint::Conic { stops, .. } => {
                for stop in stops {
                    stop.colour = stop.colour.faded(share);
                }
            }
        }
        faded
    }

    /// The same, moved.
    #[must_use]
    pub fn translate(&self, dx: f32, dy: f32) -> Paint {
        let mut moved = self.clone();
        match &mut moved {
            Paint::Solid { .. } => {}
            Paint::Linear { x0, y0, x1, y1, .. } => {
                *x0 += dx;
                *x1 += dx;
                *y0 += dy;
                *y1 += dy;
            }
            Paint::Radial { x, y, .. } | Paint::Conic { x, y, .. } => {
                *x += dx;
                *y += dy;
            }
        }
        moved
    }
}

impl Segment {
    /// The same, moved.
    #[must_use]
    pub fn translate(&self, dx: f32, dy: f32) -> Segment {
        match *self {
            Segment::Move { x, y } => Segment::Move { x: x + dx, y: y + dy },
            Segment::Line { x, y } => Segment::Line { x: x + dx, y: y + dy },
            Segment::Quad { x1, y1, x, y } => {
                Segment::Quad { x1: x1 + dx, y1: y1 + dy, x: x + dx, y: y + dy }
            }
            Segment::Cubic { x1, y1, x2, y2, x, y } => {
                Segment::Cubic { x1: x1 + dx, y1: y1 + dy, x2: x2 + dx, y2: y2 + dy, x: x + dx, y: y + dy }
            }
            Segment::Close => Segment::Close,
        }
    }
}

impl From<Colour> for Paint {
    fn from(colour: Colour) -> Self {
        Paint::Solid { colour }
    }
}

/// Whether an op opens or closes something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nesting {
    /// A clip.
    Clip,
    /// A transform.
    Transform,
    /// A fading.
    Opacity,
    /// A mask; it stands directly in a fading.
    Mask,
    /// A blending; it stands somewhere in a fading.
    Blend,
}

impl Op {
    /// Fills a path by non-zero winding.
    pub fn fill(path: Vec<Segment>, paint: Paint) -> Op {
        Op::FillPath { path, even_odd: false, paint, blur: 0.0 }
    }

    /// Draws along a path.
    pub fn stroke(path: Vec<Segment>, paint: Paint, line: Line) -> Op {
        Op::StrokePath { path, paint, line, blur: 0.0 }
    }

    /// What the op opens.
    pub fn opens(&self) -> Option<Nesting> {
        match self {
            Op::ClipPush { .. } | Op::ClipPath { .. } => Some(Nesting::Clip),
            Op::TransformPush { .. } => Some(Nesting::Transform),
            Op::OpacityPush { .. } => Some(Nesting::Opacity),
            Op::MaskPush => Some(Nesting::Mask),
            Op::BlendPush { .. } => Some(Nesting::Blend),
            _ => None,
        }
    }

    /// What the op closes.
    pub fn closes(&self) -> Option<Nesting> {
        match self {
            Op::ClipPop => Some(Nesting::Clip),
            Op::TransformPop => Some(Nesting::Transform),
            Op::OpacityPop => Some(Nesting::Opacity),
            Op::MaskPop => Some(Nesting::Mask),
            Op::BlendPop => Some(Nesting::Blend),
            _ => None,
        }
    }

    /// An area that surely holds everything the op draws, in the coordinates it is given in; `None` for pushes and pops.
    pub fn bounds(&self, fonts: &[TextFont]) -> Option<Rect> {
        Some(match self {
            Op::FillRect { rect, .. } | Op::FillRoundRect { rect, .. } | Op::Border { rect, .. } => *rect,
            Op::Shadow { rect, inset: true, .. } => *rect,
            Op::Shadow { rect, dx, dy, blur, spread, .. } => {
                rect.outset(spread.max(0.0) + blur * 1.5).translate(*dx, *dy).union(rect)
            }
            Op::Text { x, baseline, width, font, blur, outline, .. } => {
                // Ascenders, descenders and overhang lie within one size of the line's own box in the fonts we know.
                let size = fonts.get(usize::from(*font)).map_or(16.0, |font| font.size);
                Rect::new(x - size * 0.5, baseline - size * 1.5, width + size, size * 2.25)
                    .outset(blur * 1.5 + outline)
            }
            Op::Image { target, .. } => *target,
            Op::ImageTiles { area, .. } => *area,
            Op::FillPath { path, blur, .. } => path_bounds(path).outset(blur * 1.5),
            Op::StrokePath { path, line, blur, .. } => path_bounds(path).outset(line.reach() + blur * 1.5),
            _ => return None,
        })
    }

    /// The handle of the picture it shows.
    pub fn image(&self) -> Option<u32> {
        match self {
            Op::Image { image, .. } | Op::ImageTiles { image, .. } => Some(*image),
            _ => None,
        }
    }
}

impl Line {
    /// A line without gaps.
    pub fn new(width: f32, cap: Cap, join: Join) -> Self {
        Line { width, cap, join, miter: 10.0, dash: Vec::new(), dash_offset: 0.0 }
    }

    /// How far from its path it may reach.
    fn reach(&self) -> f32 {
        let turn = if self.join == Join::Miter { self.miter.max(1.5) } else { 1.5 };
        self.width * 0.5 * turn
    }
}

/// Around a path and its controls.
pub(crate) fn path_bounds(path: &[Segment]) -> Rect {
    let mut low = (f32::MAX, f32::MAX);
    let mut high = (f32::MIN, f32::MIN);
    let mut add = |x: f32, y: f32| {
        low = (low.0.min(x), low.1.min(y));
        high = (high.0.max(x), high.1.max(y));
    };
    for segment in path {
        match *segment {
            Segment::Move { x, y } | Segment::Line { x, y } => add(x, y),
            Segment::Quad { x1, y1, x, y } => {
                add(x1, y1);
                add(x, y);
            }
            Segment::Cubic { x1, y1, x2, y2, x, y } => {
                add(x1, y1);
                add(x2, y2);
                add(x, y);
            }
            Segment::Close => {}
        }
    }
    if low.0 > high.0 { Rect::default() } else { Rect::new(low.0, low.1, high.0 - low.0, high.1 - low.1) }
}
