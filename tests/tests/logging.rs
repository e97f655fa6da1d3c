//! What a host's log gets: the core's own lines and, only at `debug`, what programs print and what goes wrong in them.

use minihost_host::{Host, send_logs_to};
use minihost_ports::{LogLevel, LogLine, LogSink};
use minihost_tests::phone::{Diary, Shown, config, shows};
use minihost_tests::tools::write_files;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

#[derive(Default)]
struct Collected(Mutex<Vec<LogLine>>);

impl LogSink for Collected {
    fn lines(&self, lines: Vec<LogLine>) {
        self.0.lock().expect("no panic").extend(lines);
    }
}

impl Collected {
    fn wait(&self, wanted: impl Fn(&LogLine) -> bool) -> Option<LogLine> {
        let until = Instant::now() + Duration::from_secs(5);
        while Instant::now() < until {
            if let Some(line) = self.0.lock().expect("no panic").iter().find(|line| wanted(line)) {
                return Some(line.clone());
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        None
    }
}

fn write_program(folder: &Path) {
    write_files(
        folder,
        &[
            ("app.json", r#"{ "pages": ["pages/index/index"] }"#),
            ("app.js", "App({})"),
            (
                "pages/index/index.js",
                "console.error('the user typed', { secret: 1 }); Page({ onLoad() { throw new Error('the secret is 1') } })",
            ),
            ("pages/index/index.wxml", "<view>there</view>"),
        ],
    );
}

fn run(host: &Host, program: &Path) {
    let mut shown = Shown::open(host, program);
    assert!(shown.wait(Duration::from_secs(20), |picture| shows(picture, "there")), "it opens");
}

#[test]
fn a_host_sees_what_it_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = folder.path().join("program");
    write_program(&program);
    let host = Host::new(config(&folder.path().join("state"), Arc::<Diary>::default())).expect("a host");

    let loud = Arc::new(Collected::default());
    assert!(send_logs_to(Some(loud.clone()), LogLevel::Debug));
    run(&host, &program);
    let printed = loud.wait(|line| line.target == "program" && line.message.contains("the user typed"));
    let printed = printed.expect("what a program prints");
    assert_eq!(printed.level, LogLevel::Debug, "also console.error: it may hold what a user typed");
    assert!(
        printed.message.contains("{ secret: 1 }") && printed.message.contains("program=author."),
        "{printed:?}"
    );
    assert!(printed.time_ms > 1_500_000_000_000);
    assert!(loud.wait(|line| line.message.contains("the secret is 1")).is_some(), "what went wrong in it");

    let quiet = Arc::new(Collected::default());
    assert!(send_logs_to(Some(quiet.clone()), LogLevel::Info));
    run(&host, &program);
    tracing::warn!(target: "minihost_tests", "the last line");
    assert!(quiet.wait(|line| line.message == "the last line").is_some());
    let lines = quiet.0.lock().expect("no panic");
    assert!(
        lines.iter().all(|line| !line.message.contains("secret")),
        "nothing of a user above debug: {lines:?}"
    );
}
