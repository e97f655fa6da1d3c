//! The facade as uniffi exports it: the only crate that knows uniffi
