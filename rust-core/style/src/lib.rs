//! Style sheets, selectors, the cascade and computed values.
//!
//! [`StyleSheet::parse`] reads a sheet, [`Stylist`] holds sheets and gives each node of a render tree its [`ComputedStyle`],
//! anew only where something changed. Layout and paint read [`ComputedStyle`] and nothing else.
#![forbid(unsafe_code)]

mod builder;
mod cascade;
mod computed;
mod custom;
mod damage;
mod declaration;
mod font_face;
mod initial;
mod keyframes;
mod keywords;
mod media;
mod motion;
mod paint_values;
mod path;
mod property;
mod rules;
mod selector;
mod share;
mod sheet;
mod shorthand;
mod stylist;
mod supports;
mod value;

pub use computed::*;
pub use custom::CustomProperties;
pub use damage::Damage;
pub use declaration::Counts;
pub use font_face::{FontFace, FontSource};
pub use keyframes::Keyframes;
pub use keywords::*;
pub use motion::{MotionStep, Play, PlayFrame, Shift};
pub use paint_values::*;
pub use sheet::{StyleSheet, ua_sheet, ua_text};
pub use stylist::{AnimationFrame, Origin, Restyled, StyleContext, Stylist};
