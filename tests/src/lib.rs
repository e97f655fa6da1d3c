//! Conformance, real programs, samples, goldens, end-to-end

pub mod bench;
pub mod machine;
pub mod phone;
pub mod tools;
