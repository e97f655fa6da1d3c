//! QuickJS for one program: limits, module loader, timers, console, bytecode cache, and the way across for values.
//!
//! An [`Engine`] lives on its session's thread (made with [`spawn`], which gives it the stack it needs) and holds two realms: the
//! program's, and a frozen one for inline scripts. Trusted runtime scripts run first and see `__minihost`; program code never does.
//! JavaScript and Rust may call each other nested. Every entry from outside has a time budget, and an engine that used up its time
//! or memory is stopped for good ([`Engine::stopped`]).
#![deny(unsafe_code)]

mod budget;
mod cache;
mod config;
mod engine;
mod error;
mod inline;
mod loader;
mod modules;
mod pump;
mod raw;
mod runtime_code;
mod scan;
mod timers;
mod values;

pub use config::{
    Bridge, BytecodeStore, CacheConfig, ConsoleLevel, ConsoleLine, EngineConfig, Limits, ModuleSource,
    PumpReport, ScriptResult,
};
pub use engine::{Engine, spawn};
pub use error::ScriptError;

#[cfg(test)]
mod tests;
