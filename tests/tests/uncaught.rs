//! What a program is told of its own faults: `App.onError`, `App.onUnhandledRejection` and the listeners of the API; and that each
//! fault is reported to the host once.

use minihost_host::Host;
use minihost_ports::ProblemKind;
use minihost_tests::phone::{Diary, Shown, config, shows};
use minihost_tests::tools::write_files;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

const APP: &str = "
const lines = []
const note = (who, what) => { lines.push(who + ' ' + String(what).split('\\n')[0]); lines.sort() }
API.onError((text) => note('listener', text))
API.onUnhandledRejection(({ reason, promise }) => note('listener rejection', (promise instanceof Promise) + ' ' + reason.message))
const gone = () => note('gone', '')
API.onError(gone)
API.offError(gone)
App({
  lines,
  onError(text) { note('app', text) },
  onUnhandledRejection({ reason, promise }) { note('app rejection', (promise instanceof Promise) + ' ' + reason.message) },
})";

const PAGE: &str = "
Page({
  data: { lines: [] },
  onTrigger() {
    setTimeout(() => { throw new Error('timer') })
    queueMicrotask(() => { throw new TypeError('job') })
    Promise.reject(new Error('rejected'))
    const late = Promise.reject(new Error('handled'))
    late.catch(() => {})
    setTimeout(() => this.setData({ lines: getApp().lines }), 60)
    throw new Error('handler')
  },
})";

const EXPECTED: [&str; 8] = [
    "app Error: handler",
    "app Error: timer",
    "app TypeError: job",
    "app rejection true rejected",
    "listener Error: handler",
    "listener Error: timer",
    "listener TypeError: job",
    "listener rejection true rejected",
];

fn write(folder: &Path, api: &str, extension: &str, template: &str) {
    write_files(
        folder,
        &[
            ("app.json", r#"{ "pages": ["pages/index/index"] }"#),
            ("app.js", &APP.replace("API", api)),
            ("pages/index/index.js", PAGE),
            (&format!("pages/index/index.{extension}"), template),
        ],
    );
}

#[test]
fn a_program_hears_of_its_faults_and_the_host_once_of_each() {
    let wechat = "<view bindtap=\"onTrigger\" style=\"height: 100px\">there</view><view wx:for=\"{{lines}}\">{{item}}</view>";
    for (api, extension, template) in
        [("wx", "wxml", wechat.to_owned()), ("tt", "ttml", wechat.replace("wx:", "tt:"))]
    {
        let folder = tempfile::tempdir().expect("a folder");
        let program = folder.path().join("program");
        write(&program, api, extension, &template);
        let host = Host::new(config(&folder.path().join("state"), Arc::<Diary>::default())).expect("a host");
        let mut shown = Shown::open(&host, &program);
        assert!(shown.wait(Duration::from_secs(20), |picture| shows(picture, "there")), "{api}: it opens");
        shown.tap(100.0, 120.0);
        for line in EXPECTED {
            let found = shown.wait(Duration::from_secs(5), |picture| shows(picture, line));
            assert!(found, "{api}: {line}; {:?}", shown.session.problems());
        }
        assert!(!shown.wait(Duration::from_millis(1), |picture| shows(picture, "gone")));
        let problems = shown.session.problems();
        let mut messages: Vec<_> = problems
            .iter()
            .filter(|problem| problem.kind == ProblemKind::Exception)
            .map(|problem| problem.message.as_str())
            .collect();
        messages.sort_unstable();
        assert_eq!(
            messages,
            [
                "Error: handler (in pages/index/index onTrigger)",
                "Error: timer",
                "TypeError: job",
                "unhandled promise rejection: Error: rejected"
            ],
            "{api}"
        );
    }
}
