//! The oracle: one program, two engines, one render tree.
//!
//! A [`Program`] (templates, scripts, steps such as taps and `setData`) runs through glass-easel, WeChat's own component framework,
//! inside our JavaScript engine, its composed backend driving our render tree ([`peer`]); and through our engine ([`ours`]). Both
//! leave a [`Trace`]: the tree and the log after every step. Where the traces differ, one of the two is wrong.
//!
//! [`expressions`] does the same for template expressions, with JavaScript itself as the judge.
#![forbid(unsafe_code)]

pub mod case;
pub mod compare;
pub mod compiler;
pub mod dump;
pub mod expressions;
pub mod files;
pub mod generate;
pub mod library;
pub mod ours;
pub mod peer;
pub mod program;
pub mod race;

pub use program::{Moment, Program, Step, Trace};
