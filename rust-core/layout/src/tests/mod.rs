//! Tests of whole trees.

mod cases;
mod hits;
mod limits;
mod updates;
