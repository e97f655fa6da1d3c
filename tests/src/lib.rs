//! Conformance, real programs, samples, goldens, end-to-end

pub mod tools;
