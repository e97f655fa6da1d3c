//! Conformance, real programs, samples, goldens, end-to-end
