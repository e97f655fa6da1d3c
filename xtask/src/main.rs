//! `cargo xtask COMMAND`: one command per intention, the same words for people and for CI.

mod android;
mod bench;
mod bindings;
mod demo;
mod goldens;
mod ios;
mod licences;
mod npm;
mod oracle;
mod parts;
mod process;
mod setup;
mod tidy;

use std::path::PathBuf;
use std::process::ExitCode;

/// A command, its help and what it does with the arguments after its name.
struct Command {
    name: &'static str,
    help: &'static str,
    run: fn(&Context, &[String]) -> Result<(), String>,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "demo",
        help: "start the desktop demo and print its address; arguments go on to the demo (--release builds it optimised)",
        run: demo::run,
    },
    Command {
        name: "test",
        help: "all tests, installing what they need; with names only those parts; --list names them",
        run: parts::test,
    },
    Command {
        name: "check",
        help: "formatting, lints and house rules: what to run before a commit",
        run: parts::check,
    },
    Command {
        name: "setup",
        help: "install fonts, npm packages and Debian packages, and nothing else",
        run: setup::run,
    },
    Command {
        name: "bindings",
        help: "generate the Kotlin and Swift sources; --check only compares",
        run: bindings::run,
    },
    Command {
        name: "ios",
        help: "make the core's XCFramework for the Swift package, or say what this machine lacks for it",
        run: ios::run,
    },
    Command {
        name: "android",
        help: "the core for Android's ABIs through cargo-ndk, checked, and the AAR; without an NDK says what to install",
        run: android::run,
    },
    Command {
        name: "goldens",
        help: "write the goldens anew; look at each before you commit it",
        run: goldens::run,
    },
    Command {
        name: "pages",
        help: "docs/pages.md: our densest pages beside the same in Chromium; look at each before you commit it",
        run: |context, _| parts::pages(context),
    },
    Command {
        name: "oracle",
        help: "[FIRST [COUNT]]: generated programs through glass-easel and through our engine; 5000 unless told",
        run: oracle::run,
    },
    Command {
        name: "bench",
        help: "NAME: a benchmark against its peers; without a name lists them",
        run: bench::run,
    },
    Command {
        name: "licences",
        help: "check every dependency's licence against deny.toml",
        run: licences::run,
    },
    Command { name: "tidy", help: "house rules: who may know what, docs, file sizes", run: tidy::run },
];

/// What every command wants to know.
pub struct Context {
    /// The workspace's root.
    pub root: PathBuf,
    /// A skip is a failure.
    pub ci: bool,
}

impl Context {
    fn new() -> Self {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .expect("xtask lies in the workspace's root")
            .to_owned();
        Context { root, ci: std::env::var("CI").is_ok_and(|value| value == "true" || value == "1") }
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let name = arguments.first().map_or("help", String::as_str);
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        let known = name == "help" || name == "--help";
        if !known {
            eprintln!("there is no `cargo xtask {name}`\n");
        }
        eprintln!("cargo xtask COMMAND\n");
        for command in COMMANDS {
            eprintln!("  {:<10}{}", command.name, command.help);
        }
        return if known { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    };
    match (command.run)(&Context::new(), &arguments[1..]) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("\ncargo xtask {name}: {reason}");
            ExitCode::FAILURE
        }
    }
}
