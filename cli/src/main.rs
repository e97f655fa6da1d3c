//! `minihost`: for authors of mini programs and for their CI.

mod arguments;
mod machine;
mod run;
mod shot;
mod smoke;
mod steps;

use std::process::ExitCode;

/// `println!` for results: ends the command quietly when nobody reads on, as after `| head`.
macro_rules! say {
    ($($part:tt)*) => {{
        use std::io::Write as _;
        if writeln!(std::io::stdout(), $($part)*).is_err() {
            std::process::exit(1);
        }
    }};
}
pub(crate) use say;

fn main() -> ExitCode {
    let result = arguments::parse(std::env::args().skip(1)).and_then(|command| match command {
        arguments::Command::Help => {
            println!("{}", arguments::HELP);
            Ok(ExitCode::SUCCESS)
        }
        arguments::Command::Run(options) => run::run(&options),
        arguments::Command::Shot(options) => shot::run(&options),
        arguments::Command::Smoke(options) => smoke::run(&options),
    });
    result.unwrap_or_else(|message| {
        eprintln!("minihost: {message}");
        ExitCode::from(2)
    })
}
