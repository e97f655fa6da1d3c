//! Conformance, real programs, samples, goldens, end-to-end

pub mod bench;
pub mod golden;
pub mod machine;
pub mod memory;
pub mod phone;
pub mod tools;
