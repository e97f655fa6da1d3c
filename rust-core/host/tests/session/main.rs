//! Whole sessions: programs written in the tests, opened by a host, touched and looked at as tools do.

mod bars;
mod fields;
mod frames;
mod pickers;
mod scrolling;
mod support;
