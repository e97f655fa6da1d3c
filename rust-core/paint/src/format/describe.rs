//! The tables of `FORMAT.md`, written from the ones the code is made of.

use crate::frame::Frame;
use crate::geometry::{Colour, Corner, Corners, Rect, Size, Transform};
use crate::layer::{
    Accessible, Clip, Drag, ImageNeed, Keyboard, Layer, Motion, Native, Property, Role, Scroll, Sticky,
    TextAlign, TextField,
};
use crate::ops::{
    Blend, BorderSide, Cap, Content, Join, Line, LineStyle, Op, Paint, Segment, Stop, TextFont,
};
use crate::wire::TypeRow;

/// Every type of the format, from the frame down.
pub fn rows() -> Vec<TypeRow> {
    vec![
        Frame::row(),
        Layer::row(),
        Clip::row(),
        Scroll::row(),
        Sticky::row(),
        Motion::row(),
        Drag::row(),
        Native::row(),
        TextField::row(),
        Keyboard::row(),
        TextAlign::row(),
        Property::row(),
        Content::row(),
        TextFont::row(),
        Op::row(),
        Paint::row(),
        Stop::row(),
        BorderSide::row(),
        LineStyle::row(),
        Segment::row(),
        Line::row(),
        Cap::row(),
        Join::row(),
        Blend::row(),
        Accessible::row(),
        Role::row(),
        ImageNeed::row(),
        Size::row(),
        Rect::row(),
        Corners::row(),
        Corner::row(),
        Colour::row(),
        Transform::row(),
    ]
}

/// The generated part of `FORMAT.md`.
pub fn markdown() -> String {
    rows().iter().map(TypeRow::markdown).collect::<Vec<_>>().join("\n")
}
