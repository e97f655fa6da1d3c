//! Whole sessions: programs written in the tests, opened by a host, touched and looked at as tools do.

mod animations;
mod apis;
mod bars;
mod canvas;
mod carousels;
mod closing;
mod components;
mod fields;
#[expect(dead_code, reason = "the tests of the fonts themselves want more")]
#[path = "../../../fonts/src/testing.rs"]
mod font_files;
mod fonts;
mod frames;
mod listening;
mod movables;
mod network;
mod open_types;
mod picker_views;
mod pickers;
mod scroll_views;
mod scrolling;
mod sliders;
mod support;
mod used;
