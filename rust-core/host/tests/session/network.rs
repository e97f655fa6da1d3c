//! request, downloadFile, uploadFile and the files that they leave.

use crate::support::{Dialect, Options, Phone, Program, answer};
use minihost_ports::{HttpRequest, HttpResponse, PortError};

fn open(
    dialect: Dialect,
    script: &str,
    serve: impl Fn(&HttpRequest) -> Result<HttpResponse, PortError> + Send + Sync + 'static,
) -> Phone {
    let program = Program::new(dialect)
        .app(r#"{ "networkTimeout": { "request": 7000 } }"#)
        .file("data/words.txt", "小 words")
        .page("pages/a/a", "<image id=\"pic\" src=\"{{pic}}\" bindload=\"shown\"/>", script, "{}");
    Phone::open_with(&program, Options { serve: Some(Box::new(serve)), ..Options::default() })
}

#[test]
fn bodies_go_and_come_in_every_form() {
    let phone = open(
        Dialect::WeChat,
        "async onLoad() {
            const ask = (options) => new Promise((resolve) => wx.request({ url: 'https://allowed.test/echo', method: 'POST', ...options, complete: resolve }));
            const bytes = new Uint8Array([0, 127, 128, 255]);
            const binary = await ask({ data: bytes.buffer, responseType: 'arraybuffer' });
            log('bytes', Array.from(new Uint8Array(binary.data)));
            log('json', (await ask({ data: { a: '小' } })).data);
            log('form', (await ask({ data: { a: '1 2' }, header: { 'content-type': 'application/x-www-form-urlencoded' }, dataType: 'text' })).data);
            log('text', (await ask({ data: 'plain', dataType: 'other' })).data);
            log('query', (await ask({ method: 'GET', data: { q: 'x&y' } })).statusCode);
        }",
        |request| Ok(answer(200, &[], &request.body)),
    );
    assert_eq!(
        phone.log(),
        ["bytes [0,127,128,255]", r#"json {"a":"小"}"#, "form a=1%202", "text plain", "query 200"]
    );
    let sent = phone.sent.lock().expect("lock");
    assert_eq!(sent[4].url, "https://allowed.test/echo?q=x%26y");
    assert_eq!(sent[0].timeout_ms, 7000, "app.json says so");
}

#[test]
fn faults_come_in_the_dialects_shape() {
    for (dialect, global, code) in [(Dialect::WeChat, "wx", "errno"), (Dialect::ByteDance, "tt", "errNo")] {
        let script = format!(
            "async onLoad() {{
                for (const path of ['https://allowed.test/slow', 'https://other.test/', 'https://allowed.test/away', 'ftp://allowed.test'])
                    await new Promise((resolve) => {global}.request({{ url: path, fail: (r) => log(r.errMsg.slice(0, 45), r.{code}), complete: resolve }}));
            }}"
        );
        let phone = open(dialect, &script, |request| match request.url.as_str() {
            "https://allowed.test/slow" => Err(PortError::Timeout),
            "https://allowed.test/away" => Ok(answer(302, &[("Location", "https://other.test/x")], b"")),
            other => panic!("{other} was sent"),
        });
        assert_eq!(
            phone.log(),
            [
                "request:fail timeout 5",
                "request:fail url not in domain list: Request( 600002",
                "request:fail url not in domain list: redirect 600002",
                "request:fail invalid url \"ftp://allowed.test\" 600009",
            ]
        );
    }
}

#[test]
fn redirects_are_followed_where_they_may_lead() {
    let phone = open(
        Dialect::WeChat,
        "onLoad() { wx.request({ url: 'https://allowed.test/a', complete: (r) => log(r.data, r.errMsg) }) }",
        |request| match request.url.as_str() {
            "https://allowed.test/a" => Ok(answer(301, &[("location", "/b/c")], b"")),
            "https://allowed.test/b/c" => Ok(answer(302, &[("location", "d")], b"")),
            "https://allowed.test/b/d" => Ok(answer(200, &[], b"\"here\"")),
            other => panic!("{other} was sent"),
        },
    );
    assert_eq!(phone.log(), ["here request:ok"]);
    let round = open(
        Dialect::WeChat,
        "onLoad() { wx.request({ url: 'https://allowed.test/a', complete: (r) => log(r.errMsg) }) }",
        |_| Ok(answer(302, &[("location", "/a")], b"")),
    );
    assert_eq!(round.log(), ["request:fail too many redirects"]);
}

#[test]
fn a_request_can_be_given_up() {
    let phone = open(
        Dialect::WeChat,
        "onLoad() {
            const task = wx.request({ url: 'https://allowed.test/', fail: (r) => log(r.errMsg), complete: () => log('complete') });
            setTimeout(() => task.abort(), 20);
        }",
        |_| Err(PortError::Failed("never".into())),
    );
    assert_eq!(phone.log(), ["request:fail abort", "complete"]);
}

#[test]
fn downloads_become_temporary_files() {
    let png = include_bytes!("../../../../tests/programs/icons/todo.png").to_vec();
    let size = png.len();
    let phone = open(
        Dialect::ByteDance,
        "onLoad() {
            tt.downloadFile({ url: 'https://allowed.test/x.png', success: (r) => {
                log(r.tempFilePath, r.statusCode);
                this.setData({ pic: r.tempFilePath });
                tt.getImageInfo({ src: r.tempFilePath, success: (i) => log(i.type, i.width === i.height) });
                log(tt.getFileSystemManager().readFileSync(r.tempFilePath).byteLength);
            } });
            tt.downloadFile({ url: 'https://allowed.test/x.png', filePath: tt.env.USER_DATA_PATH + '/x', fail: (r) => log(r.errMsg.slice(0, 35)) });
        },
        shown(e) { log('shown', e.detail.width > 0) }",
        move |_| Ok(answer(200, &[("content-type", "image/png")], &png)),
    );
    let mut log = phone.log();
    log.sort();
    assert_eq!(
        log,
        [
            size.to_string().as_str(),
            "downloadFile:fail permission denied",
            "png true",
            "shown true",
            "ttfile://temp/1.png 200"
        ]
    );
}

#[test]
fn uploads_are_forms() {
    let phone = open(
        Dialect::WeChat,
        "onLoad() {
            wx.uploadFile({ url: 'https://allowed.test/up', filePath: '/data/words.txt', name: 'f', formData: { user: 'me' }, complete: (r) => log(r.data, r.errMsg) });
            wx.uploadFile({ url: 'https://allowed.test/up', filePath: '/data/none.txt', name: 'f', complete: (r) => log(r.errMsg) });
        }",
        |_| Ok(answer(200, &[], b"{\"ok\":1}")),
    );
    let mut log = phone.log();
    log.sort();
    assert_eq!(
        log,
        ["uploadFile:fail no such file or directory, open \"/data/none.txt\"", r#"{"ok":1} uploadFile:ok"#,]
    );
    let sent = phone.sent.lock().expect("lock");
    let body = String::from_utf8(sent[0].body.clone()).expect("text");
    assert!(body.contains("name=\"user\"\r\n\r\nme\r\n") && body.contains("小 words"), "{body}");
    let kind = sent[0].headers.iter().find(|header| header.name == "content-type").expect("a type");
    assert!(kind.value.starts_with("multipart/form-data; boundary="));
}

#[test]
fn files_can_be_read_and_nothing_written() {
    let phone = open(
        Dialect::WeChat,
        "onLoad() {
            const fs = wx.getFileSystemManager();
            log(fs.readFileSync('data/words.txt', 'utf8'), fs.readFileSync('/data/words.txt').byteLength);
            for (const run of [() => fs.readFileSync('/none'), () => fs.writeFileSync('/x', 'y'), () => fs.accessSync('/none'), () => fs.readFileSync('/data/words.txt', 'klingon')])
                try { run() } catch (error) { log(error.message) }
            fs.readFile({ filePath: '/data/words.txt', encoding: 'base64', complete: (r) => log(r.errMsg, r.data) });
            fs.writeFile({ filePath: 'wxfile://usr/x', data: '', fail: (r) => log(r.errMsg) });
        }",
        |_| Err(PortError::Unsupported),
    );
    let missing = |name: &str| format!("{name}:fail no such file or directory, open \"/none\"");
    assert_eq!(
        phone.log(),
        [
            "小 words 9".to_owned(),
            missing("readFileSync"),
            "writeFileSync:fail permission denied, open \"/x\"".into(),
            missing("accessSync"),
            "readFileSync:fail invalid encoding \"klingon\"".into(),
            "readFile:ok 5bCPIHdvcmRz".into(),
            "writeFile:fail permission denied, open \"wxfile://usr/x\"".into(),
        ]
    );
}
