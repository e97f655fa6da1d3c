//! Templates and what they become.
