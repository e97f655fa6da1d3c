//! Style sheets, selectors, the cascade and computed values.
//!
//! [`StyleSheet::parse`] reads a sheet, [`Stylist`] holds sheets and gives each node of a render tree its [`ComputedStyle`],
//! anew only where something changed. Layout and paint read [`ComputedStyle`] and nothing else.
#![forbid(unsafe_code)]

mod builder;
mod computed;
mod custom;
mod damage;
mod declaration;
mod initial;
mod keywords;
mod media;
mod paint_values;
mod path;
mod property;
mod rules;
mod selector;
mod sheet;
mod shorthand;
mod stylist;
mod value;

pub use computed::*;
pub use custom::CustomProperties;
pub use damage::Damage;
pub use keywords::*;
pub use paint_values::*;
pub use sheet::{StyleSheet, ua_sheet};
pub use stylist::{Origin, Restyled, StyleContext, Stylist};
