//! Tests of whole trees.

mod cascade;
mod cases;
#[cfg(feature = "parley")]
mod fonts;
mod hits;
mod limits;
mod updates;
