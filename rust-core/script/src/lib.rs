//! QuickJS: a runtime and a thread per program, limits, module loader, bytecode cache
