//! Boxes, inline text and text measuring
