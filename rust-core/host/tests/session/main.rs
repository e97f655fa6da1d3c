//! Whole sessions: programs written in the tests, opened by a host, touched and looked at as tools do.

mod apis;
mod bars;
mod closing;
mod fields;
mod frames;
mod listening;
mod network;
mod open_types;
mod pickers;
mod scrolling;
mod support;
mod used;
