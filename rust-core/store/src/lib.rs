//! Crash-safe state on disk
