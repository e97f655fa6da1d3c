//! Every name of the API table is called: what `canIUse` promises answers, what it denies fails in the dialect's shape, nothing hangs.

use crate::font_files::{TestGlyph, truetype};
use crate::support::{self, Dialect, Options, Phone, Program, answer};
use minihost_api::{ApiKind, rows};

/// What a name is called with: an options object without callbacks for async names, arguments for others. `{}` or nothing where a name
/// is not in the table.
const SAMPLES: &[(&str, &str)] = &[
    ("navigateTo", "{ url: '/pages/b/b' }"),
    ("redirectTo", "{ url: '/pages/b/b' }"),
    ("switchTab", "{ url: '/pages/t/t' }"),
    ("reLaunch", "{ url: '/pages/a/a' }"),
    ("setStorage", "{ key: 'k', data: { a: 1 } }"),
    ("getStorage", "{ key: 'k' }"),
    ("removeStorage", "{ key: 'other' }"),
    ("setStorageSync", "'k', 'v'"),
    ("getStorageSync", "'k'"),
    ("removeStorageSync", "'other'"),
    ("batchSetStorageSync", "[{ key: 'b', value: 1 }]"),
    ("batchGetStorageSync", "['b']"),
    ("request", "{ url: 'https://allowed.test/' }"),
    ("downloadFile", "{ url: 'https://allowed.test/' }"),
    ("uploadFile", "{ url: 'https://allowed.test/', filePath: '/app.json', name: 'f' }"),
    ("showToast", "{ title: 't', duration: 10 }"),
    ("showLoading", "{ title: 't' }"),
    ("showModal", "{ title: 'question' }"),
    ("showActionSheet", "{ itemList: ['one'] }"),
    ("pageScrollTo", "{ scrollTop: 0 }"),
    ("setNavigationBarTitle", "{ title: 't' }"),
    ("setNavigationBarColor", "{ frontColor: '#ffffff', backgroundColor: '#000000' }"),
    ("setBackgroundColor", "{ backgroundColor: '#ffffff' }"),
    ("setBackgroundTextStyle", "{ textStyle: 'dark' }"),
    ("setTabBarBadge", "{ index: 0, text: '1' }"),
    ("removeTabBarBadge", "{ index: 0 }"),
    ("showTabBarRedDot", "{ index: 0 }"),
    ("hideTabBarRedDot", "{ index: 0 }"),
    ("setTabBarItem", "{ index: 0, text: 'T' }"),
    ("setClipboardData", "{ data: 'text' }"),
    ("getFileInfo", "{ filePath: '/app.json' }"),
    (
        "getImageInfo",
        "{ src: 'data:image/svg+xml,%3Csvg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"4\"/%3E' }",
    ),
    ("canIUse", "'request'"),
    ("nextTick", "() => {}"),
];

/// Names that end the program or that a user must answer: they have tests of their own.
const APART: &[&str] = &[
    "exitMiniProgram",
    "showModal",
    "showActionSheet",
    // Those want a canvas: `canvas.rs` has one.
    "canvasToTempFilePath",
    "canvasGetImageData",
    "canvasPutImageData",
];

fn sample(name: &str) -> String {
    if name == "loadFontFace" {
        let font = truetype(&[TestGlyph::rect('A', 500, (0, 0, 500, 500))]);
        let data = font.iter().fold(String::new(), |data, byte| format!("{data}%{byte:02x}"));
        return format!("{{ family: 'a', source: 'url(\"data:font/ttf,{data}\")' }}");
    }
    SAMPLES.iter().find(|(known, _)| *known == name).map_or("{}", |(_, sample)| sample).to_owned()
}

/// Calls each name and logs one line for it.
const PROBE: &str = r"
globalThis.probe = async (api, calls, timeout) => {
  const late = new Promise((resolve) => setTimeout(() => resolve({ late: true }), timeout));
  for (const [name, kind, run] of calls) {
    let line = name + ' ' + (api.canIUse(name) ? 'can' : 'cannot') + ' ';
    try {
      if (kind === 'async') {
        const seen = [];
        const answer = await Promise.race([late, new Promise((resolve) => run({
          success: (r) => seen.push('success'), fail: (r) => seen.push('fail'),
          complete: (r) => { seen.push('complete'); resolve(r); },
        }))]);
        line += answer.late ? 'HANGS' : seen.join('+') + ' ' + answer.errMsg;
        // The same as a promise, for names that answer with one.
        const promise = run({});
        if (promise && promise.then) {
          const second = await Promise.race([late, promise.then((r) => r, (r) => r)]);
          if (second.late || !(second.errMsg || '').startsWith(name + ':')) line += ' PROMISE ' + JSON.stringify(second);
        }
      } else {
        const answer = run({});
        const kept = answer && answer.then ? await Promise.race([late, answer]) : answer;
        line += kept && kept.late === true ? 'HANGS' : 'returned ' + typeof kept;
      }
    } catch (error) {
      line += 'threw ' + error.message;
    }
    lines.push(line);
  }
  log('end');
};
";

fn probe(dialect: Dialect, calls: &[(String, &str, String)]) -> Vec<String> {
    let global = if dialect == Dialect::WeChat { "wx" } else { "tt" };
    let table: Vec<String> = calls
        .iter()
        .map(|(name, kind, sample)| {
            if *kind == "async" {
                return format!(
                    "['{name}', 'async', (more) => {global}.{name}({{ ...({sample}), ...more }})]"
                );
            }
            let sample = if sample == "{}" { "" } else { sample };
            format!("['{name}', 'other', () => {global}.{name}({sample})]")
        })
        .collect();
    let script = format!(
        "onReady() {{ if (globalThis.began) return; globalThis.began = true; probe({global}, [{}], 20000) }}",
        table.join(",\n")
    );
    let tabs = r#"{ "tabBar": { "list": [{ "pagePath": "pages/t/t", "text": "T" }, { "pagePath": "pages/u/u", "text": "U" }] } }"#;
    let program = Program::new(dialect)
        .app(tabs)
        .helper(PROBE)
        .page("pages/a/a", "", &script, "{}")
        .page("pages/b/b", "", "", "{}")
        .page("pages/t/t", "", "", "{}")
        .page("pages/u/u", "", "", "{}");
    let serve = |_: &minihost_ports::HttpRequest| Ok(answer(200, &[], b"{}"));
    let phone = Phone::open_with(
        &program,
        Options { path: Some("pages/a/a".into()), serve: Some(Box::new(serve)), ..Options::default() },
    );
    let log = support::patiently(|| {
        let log = phone.log();
        (log.last().map(String::as_str) == Some("end")).then_some(log)
    });
    log[..log.len() - 1].to_vec()
}

/// True for script rows that take an options object and call back.
fn calls_back(name: &str) -> bool {
    matches!(name, "getSystemInfo" | "getSystemInfoAsync" | "getExtConfig" | "getSetting")
}

fn each_dialect() -> [(Dialect, minihost_ports::Dialect); 2] {
    [
        (Dialect::WeChat, minihost_ports::Dialect::WeChat),
        (Dialect::ByteDance, minihost_ports::Dialect::ByteDance),
    ]
}

#[test]
fn what_is_promised_answers() {
    for (dialect, of) in each_dialect() {
        let calls: Vec<(String, &str, String)> = rows()
            .filter(|row| row.dialects.has(of) && row.supported() && !APART.contains(&row.name))
            .map(|row| {
                let kind = match row.kind {
                    ApiKind::Async(_) | ApiKind::Accepted => "async",
                    ApiKind::Script if calls_back(row.name) => "async",
                    _ => "other",
                };
                (row.name.to_owned(), kind, sample(row.name))
            })
            .collect();
        assert!(calls.len() > 80);
        let mut calls = calls;
        // There must be a page to go back to.
        calls.sort_by_key(|(name, ..)| match name.as_str() {
            "navigateTo" => 0,
            "navigateBack" => 1,
            _ => 2,
        });
        for (line, (name, kind, _)) in probe(dialect, &calls).iter().zip(&calls) {
            let good = if *kind == "async" {
                *line == format!("{name} can success+complete {name}:ok")
            } else {
                line.starts_with(&format!("{name} can returned "))
            };
            assert!(good, "{dialect:?}: {line}");
        }
    }
}

#[test]
fn what_is_not_offered_fails_in_the_dialects_shape() {
    for (dialect, of) in each_dialect() {
        let calls: Vec<(String, &str, String)> = rows()
            .filter(|row| row.dialects.has(of) && matches!(row.kind, ApiKind::Unsupported))
            .map(|row| {
                let name = row.name;
                let other = name.starts_with("on")
                    || name.starts_with("off")
                    || name.starts_with("create")
                    || (name.starts_with("get") && name.ends_with("Manager"))
                    || name.ends_with("Sync");
                (name.to_owned(), if other { "other" } else { "async" }, "{}".to_owned())
            })
            .collect();
        assert!(calls.len() > 80);
        for (line, (name, kind, _)) in probe(dialect, &calls).iter().zip(&calls) {
            let expected = match *kind {
                "async" => format!("{name} cannot fail+complete {name}:fail not supported"),
                _ if name.ends_with("Sync") => format!("{name} cannot threw {name}:fail not supported"),
                _ if name.starts_with("on") || name.starts_with("off") => {
                    format!("{name} cannot returned undefined")
                }
                _ => format!("{name} cannot returned object"),
            };
            assert_eq!(*line, expected, "{dialect:?}");
        }
    }
}

#[test]
fn components_and_open_types() {
    let script = "onLoad() {
        for (const schema of ['view', 'button', 'button.open-type.share', 'button.open-type.getPhoneNumber', 'map', 'no-such', 'noSuchApi', 'request.object.url'])
            log(schema, wx.canIUse(schema));
    }";
    let phone = Phone::open(&Program::new(Dialect::WeChat).page("pages/a/a", "", script, "{}"));
    assert_eq!(
        phone.log(),
        [
            "view true",
            "button true",
            "button.open-type.share true",
            "button.open-type.getPhoneNumber false",
            "map false",
            "no-such false",
            "noSuchApi false",
            "request.object.url true"
        ]
    );
}

#[test]
fn questions_wait_for_the_user() {
    let template =
        "<button id=\"ask\" bindtap=\"ask\">a</button><button id=\"list\" bindtap=\"list\">l</button>";
    let script = "
        ask() { wx.showModal({ title: 'Sure?', editable: true, placeholderText: 'why', complete: (r) => log(r) }) },
        list() { wx.showActionSheet({ itemList: ['one', 'two'], complete: (r) => log(r) }) }";
    let phone = Phone::open(&Program::new(Dialect::WeChat).page("pages/a/a", template, script, "{}"));
    phone.tap("#ask");
    assert!(phone.chrome_has("Sure?"));
    assert_eq!(
        phone.session.tap_on("#list"),
        Err("\"#list\" is covered by what stands above the page".into())
    );
    phone.tap("text=OK");
    phone.tap("#ask");
    phone.tap("text=Cancel");
    phone.tap("#list");
    phone.tap("text=two");
    phone.tap("#list");
    phone.session.back();
    assert_eq!(
        phone.log(),
        [
            r#"{"confirm":true,"cancel":false,"content":"","errMsg":"showModal:ok"}"#,
            r#"{"confirm":false,"cancel":true,"errMsg":"showModal:ok"}"#,
            r#"{"tapIndex":1,"errMsg":"showActionSheet:ok"}"#,
            r#"{"errMsg":"showActionSheet:fail cancel"}"#,
        ]
    );
}

#[test]
fn a_program_can_end_itself() {
    let template = "<button id=\"go\" bindtap=\"go\">go</button>";
    let phone = Phone::open(&Program::new(Dialect::WeChat).page(
        "pages/a/a",
        template,
        "go() { wx.exitMiniProgram() }",
        "{}",
    ));
    phone.tap("#go");
    support::patiently(|| (phone.session.state() == minihost_host::SessionState::Closed).then_some(()));
}

#[test]
fn storage_keeps_to_its_limits() {
    let script = "onLoad() {
        const mb = 'x'.repeat(1024 * 1024);
        for (const run of [() => wx.setStorageSync('big', mb), () => { for (let i = 0; i < 12; i++) wx.setStorageSync('k' + i, mb.slice(64)) }])
            try { run() } catch (error) { log(error.message) }
        const info = wx.getStorageInfoSync();
        log(info.keys.length, info.currentSize > 9000, info.limitSize);
        wx.setStorage({ key: 'k99', data: mb, fail: (r) => log(r.errMsg) });
        wx.getStorage({ key: 'none', fail: (r) => log(r.errMsg) });
        log(wx.getStorageSync('none') === '', wx.getStorageSync('k0').length);
        wx.setStorageSync('u', undefined); wx.setStorageSync('n', null); wx.setStorageSync('d', { a: [1, '小'] });
        wx.clearStorageSync();
        log(wx.getStorageInfoSync().keys.length);
    }";
    let phone = Phone::open(&Program::new(Dialect::WeChat).page("pages/a/a", "", script, "{}"));
    assert_eq!(
        phone.log(),
        [
            "setStorageSync:fail exceed storage item max length",
            "setStorageSync:fail exceed storage max size 10Mb",
            "10 true 10240",
            "true 1048512",
            "0",
            "setStorage:fail exceed storage item max length",
            "getStorage:fail data not found",
        ]
    );
}
