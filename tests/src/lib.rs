//! Conformance, real programs, samples, goldens, end-to-end

pub mod phone;
pub mod tools;
