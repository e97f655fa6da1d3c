//! The tree of layers. A layer is what a host keeps as a view of its own: something that scrolls, stays while others scroll, is
//! edited or played natively, or spins. Everything else is ops inside a layer.
//!
//! Layers stand in a list, each after its parent; siblings from back to front. A layer's own ops lie below its children. What
//! must lie above a child has been put into a further layer after it.

use crate::geometry::{Colour, Corners, Rect, Size, Transform};
use crate::ops::{Content, TextFont};
use crate::wire::{record, tagged};
use std::sync::Arc;

record! { "A rectangle with round corners that cuts a layer and its children." Clip + Copy {
    rect: Rect = "in the layer's own coordinates, before scrolling",
    corners: Corners = "radii",
} }

record! { "A layer whose children and ops scroll inside its rectangle." Scroll + Copy {
    content: Size = "size of what is scrolled, at least the layer's own",
    x: f32 = "offset from the left when the frame was made, px",
    y: f32 = "offset from the top, px",
    version: u32 = "another number than before: the program itself set the offset, the host goes there; the same: the host keeps its own",
    horizontal: bool = "may be dragged sideways",
    vertical: bool = "may be dragged up and down",
    page: bool = "it is the page's own scrolling (pull to refresh, status bar tap)",
    smooth: bool = "a jump is to be animated",
    snap: f32 = "for swipers: distance between resting places, px; 0 for free scrolling",
} }

record! { "A sticky layer: pushed along so that it keeps these distances from the scroll area's edges while its container lasts." Sticky + Copy {
    top: Option<f32> = "px",
    right: Option<f32> = "px",
    bottom: Option<f32> = "px",
    left: Option<f32> = "px",
    container: Rect = "what it must not leave, in the parent's coordinates",
} }

tagged! { "A movement the host plays by itself, by one steady clock for all layers." Motion + Copy {
    0 None = "None.",
    1 Spin {
        period: u32 = "milliseconds for a full turn, more than 0", shift: u32 = "milliseconds added to the clock", x: f32 = "what it turns around, in the layer's own coordinates, px", y: f32 = "px",
        backwards: bool = "counter-clockwise", steps: u32 = "it jumps to so many places in turn and rests there; 0: it moves steadily"
    } = "Turns for ever (loading spinners), inside of the layer's transform; with nothing added it stands upright when the clock is at a multiple of the period.",
} }

impl Motion {
    /// How the layer stands at a time in milliseconds by the clock that all layers share; `None` if it stands upright.
    pub fn turn(&self, now_ms: u64) -> Option<Transform> {
        let Motion::Spin { period, shift, x, y, backwards, steps } = *self else { return None };
        let (period, steps) = (u64::from(period), u64::from(steps));
        let into = now_ms.wrapping_add(u64::from(shift)).checked_rem(period)?;
        let share = match steps {
            0 => into as f64 / period as f64,
            steps => (into * steps / period) as f64 / steps as f64,
        };
        let angle = share * std::f64::consts::TAU * if backwards { -1.0 } else { 1.0 };
        if share == 0.0 {
            return None;
        }
        let (sin, cos) = angle.sin_cos();
        let turned =
            Transform { a: cos as f32, b: sin as f32, c: -sin as f32, d: cos as f32, e: 0.0, f: 0.0 };
        Some(Transform::translate(x, y).then_inner(&turned).then_inner(&Transform::translate(-x, -y)))
    }
}

tagged! { "Which movements of a finger that comes down here are the core's: they are reported as touches, and nothing around scrolls." Drag + Copy + Eq {
    0 None = "None: what scrolls may take the finger.",
    1 Both = "All.",
    2 Sideways = "Sideways.",
    3 UpDown = "Up and down.",
} }

tagged! { "What keyboard a text field asks for." Keyboard + Copy + Eq {
    0 Text = "Any text.",
    1 Number = "Whole numbers.",
    2 Decimal = "Numbers with a point.",
    3 IdCard = "Digits and X (Chinese identity card).",
    4 Phone = "Telephone number.",
    5 Nickname = "A name.",
} }

tagged! { "How text lies between left and right." TextAlign + Copy + Eq {
    0 Left = "Left.",
    1 Center = "In the middle.",
    2 Right = "Right.",
} }

record! { "A text field that the host edits natively. The layer's rectangle is the field's content box." TextField {
    multiline: bool = "several lines",
    value: String = "the text",
    value_version: u32 = "another number than before: the program set the text, the host shows it; the same: what the user typed stays",
    placeholder: String = "shown while the text is empty",
    placeholder_colour: Colour = "its colour",
    colour: Colour = "the text's colour",
    font: TextFont = "the text's font",
    line_height: f32 = "px",
    align: TextAlign = "sideways",
    keyboard: Keyboard = "keyboard",
    password: bool = "dots instead of characters",
    max_length: i32 = "characters; negative for no limit",
    focus: bool = "the program wants it focused",
    disabled: bool = "cannot be edited",
    confirm: String = "label of the return key: done, send, search, next, go, return",
    confirm_hold: bool = "the keyboard stays after the return key",
    adjust: bool = "the page moves up so that the keyboard does not cover it",
    auto_height: bool = "grows with its text; the host reports the height",
} }

record! { "A name and a value." Property {
    name: String = "as the template has it",
    value: String = "as text",
} }

tagged! { "What a host puts into a layer's rectangle itself." Native {
    0 None = "Nothing: ops only.",
    1 TextField { field: TextField = "its properties" } = "`input` and `textarea`.",
    2 WebView { url: String = "address" } = "`web-view`",
    3 Video { properties: Vec<Property> = "attributes" } = "`video`",
    4 Map { properties: Vec<Property> = "attributes" } = "`map`",
    5 Canvas { properties: Vec<Property> = "attributes" } = "`canvas`",
    6 Other { tag: String = "the template's tag", properties: Vec<Property> = "attributes" } = "`camera`, `live-player` and others.",
} }

record! { "A layer." Layer {
    id: u64 = "the same from frame to frame; never 0",
    parent: u64 = "an earlier layer's id, 0 for the first",
    surface: u32 = "which tree it shows (page, navigation bar, ...): goes with `node` when an event is reported",
    node: u64 = "the render tree's node, 0 for none",
    rect: Rect = "in the parent's coordinates; inside a scrolling parent: of its content",
    transform: Transform = "around the rectangle's top left corner, applied before it is placed",
    clip: Option<Clip> = "cuts ops and children",
    opacity: f32 = "0 to 1, of ops and children together",
    scroll: Option<Scroll> = "if it scrolls",
    sticky: Option<Sticky> = "if it sticks",
    motion: Motion = "if it moves by itself",
    drag: Drag = "if the core moves something with the finger",
    native: Native = "if the host fills it",
    bounds: Rect = "around everything its ops draw, in its own coordinates",
    version: u32 = "of the content",
    content: Option<Arc<Content>> = "absent if it is the version the host has",
} }

impl Layer {
    /// A layer without anything.
    pub fn new(id: u64, parent: u64, rect: Rect) -> Self {
        Layer {
            id,
            parent,
            surface: 0,
            node: 0,
            rect,
            transform: Transform::IDENTITY,
            clip: None,
            opacity: 1.0,
            scroll: None,
            sticky: None,
            motion: Motion::None,
            drag: Drag::None,
            native: Native::None,
            bounds: Rect::default(),
            version: 0,
            content: None,
        }
    }
}

tagged! { "What a thing is to somebody who does not see it." Role + Copy + Eq {
    0 Text = "Text.",
    1 Button = "Something to press.",
    2 Image = "A picture.",
    3 TextField = "A field.",
    4 Checkbox = "On or off.",
    5 Radio = "One of several.",
    6 Switch = "On or off.",
    7 Slider = "A value on a line.",
    8 Link = "Leads somewhere.",
    9 Heading = "A heading.",
    10 Progress = "How far something is.",
    11 Group = "Several things.",
    12 Tab = "One of several views.",
    13 Dialog = "Wants an answer first.",
} }

record! { "A thing for screen readers, in reading order." Accessible {
    layer: u64 = "the layer it lies in",
    surface: u32 = "that layer's surface",
    node: u64 = "the render tree's node",
    rect: Rect = "in the layer's coordinates",
    role: Role = "what it is",
    label: String = "what is read out",
    value: String = "its value, if it has one",
    checked: bool = "on",
    disabled: bool = "cannot be used",
    tap: bool = "answers a tap",
    long_press: bool = "answers a long press",
} }

record! { "A picture that some op shows." ImageNeed + Copy + Eq {
    image: u32 = "handle",
    width: u32 = "pixels",
    height: u32 = "pixels",
} }
