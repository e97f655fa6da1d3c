//! A phone for tests: a host with a folder of its own, a program written in the test, and what it logs.

use minihost_host::desktop::{BundledCatalog, DesktopClock, DesktopDevice};
use minihost_host::{Host, HostConfig, NoEvents, OpenOptions, PageNode, Ports, Session, Touch, TouchPhase};
use minihost_layout::EstimatedText;
use minihost_paint::images::DefaultDecoder;
use minihost_ports::{
    Clock, HostIdentity, Http, HttpRequest, HttpResponse, Link, LinkPolicy, LinkVerdict, PortError, Reply,
    Screen, Ui,
};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How long a program may take to come to rest; generous, for machines that do other things too.
const PATIENCE: Duration = Duration::from_secs(60);

/// A program as its files.
pub struct Program {
    files: Vec<(String, String)>,
    /// Files that are no text.
    binary: Vec<(String, Vec<u8>)>,
    dialect: Dialect,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    WeChat,
    ByteDance,
}

/// Helpers that every test program has: `log(...)` adds a line that `Phone::log` reads.
const HELPERS: &str = "
globalThis.lines = [];
globalThis.log = (...parts) => {
  lines.push(parts.map((part) => typeof part === 'string' ? part : JSON.stringify(part)).join(' '));
  const pages = getCurrentPages();
  if (pages.length) pages[pages.length - 1].setData({ lines });
};
App({ onShow(options) { globalThis.enter = options; }, onError(error) { lines.push('onError ' + String(error).split('\\n')[0]); } });
";

impl Program {
    pub fn new(dialect: Dialect) -> Program {
        Program { files: vec![("app.js".into(), HELPERS.into())], binary: Vec::new(), dialect }.app("{}")
    }

    /// `app.json` apart from `pages`, which are those that the test adds.
    pub fn app(mut self, json: &str) -> Program {
        self.files.retain(|(path, _)| path != "app.json");
        self.files.push(("app.json".into(), json.into()));
        self
    }

    pub fn file(mut self, path: &str, text: &str) -> Program {
        self.files.push((path.into(), text.into()));
        self
    }

    pub fn bytes(mut self, path: &str, bytes: Vec<u8>) -> Program {
        self.binary.push((path.into(), bytes));
        self
    }

    /// More of app.js, before `App()`.
    pub fn helper(mut self, script: &str) -> Program {
        let (_, app) = self.files.iter_mut().find(|(path, _)| path == "app.js").expect("app.js");
        app.push_str(script);
        self
    }

    /// A page: its template, below which the log stands, the body of its `Page({...})`, its json.
    pub fn page(self, path: &str, template: &str, script: &str, json: &str) -> Program {
        let ext = if self.dialect == Dialect::WeChat { "wxml" } else { "ttml" };
        let each = if self.dialect == Dialect::WeChat { "wx" } else { "tt" };
        let log = format!(
            "<view id=\"log\"><text {each}:for=\"{{{{lines}}}}\" {each}:key=\"*this\">{{{{item}}}}</text></view>"
        );
        self.file(&format!("{path}.{ext}"), &format!("{template}\n{log}"))
            .file(&format!("{path}.js"), &format!("Page({{ {script} }})"))
            .file(&format!("{path}.json"), json)
    }

    fn write(&self, folder: &Path) {
        let pages: Vec<&str> = self
            .files
            .iter()
            .filter_map(|(path, _)| path.strip_suffix(".wxml").or_else(|| path.strip_suffix(".ttml")))
            .filter(|path| path.starts_with("pages/"))
            .collect();
        for (path, bytes) in &self.binary {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("folder");
            std::fs::write(path, bytes).expect("file");
        }
        for (path, text) in &self.files {
            let mut text = text.clone();
            if path == "app.json" {
                let mut json: serde_json::Value = serde_json::from_str(&text).expect("app.json");
                json["pages"] = pages.clone().into();
                text = json.to_string();
            }
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("folder");
            std::fs::write(path, text).expect("file");
        }
    }
}

/// Answers from the test.
type Serve = dyn Fn(&HttpRequest) -> Result<HttpResponse, PortError> + Send + Sync;

/// An Http port that a test plays.
struct FakeHttp {
    serve: Box<Serve>,
    sent: Arc<Mutex<Vec<HttpRequest>>>,
}

impl Http for FakeHttp {
    fn send(&self, request: HttpRequest, reply: Reply<HttpResponse>) {
        self.sent.lock().expect("lock").push(request.clone());
        let answer = (self.serve)(&request);
        if answer != Err(PortError::Failed("never".into())) {
            return reply.send(answer);
        }
        // A server that does not answer: the reply is kept as long as the process lives.
        std::mem::forget(reply);
    }
}

/// Allows `https://allowed.test` alone.
struct OneDomain;

impl LinkPolicy for OneDomain {
    fn vet(&self, _program: &minihost_ports::ProgramId, link: &Link) -> LinkVerdict {
        match link {
            Link::Request(url) if url.starts_with("https://allowed.test") => LinkVerdict::Allow,
            other => LinkVerdict::Deny(format!("{other:?} is not allowed")),
        }
    }
}

/// What a test brings.
#[derive(Default)]
pub struct Options {
    pub screen: Screen,
    pub path: Option<String>,
    pub serve: Option<Box<Serve>>,
    pub ui: Option<Arc<dyn Ui>>,
    pub regions: Option<minihost_host::Regions>,
}

/// An open program.
pub struct Phone {
    pub session: Arc<Session>,
    pub sent: Arc<Mutex<Vec<HttpRequest>>>,
    _host: Arc<Host>,
    _folder: tempfile::TempDir,
}

impl Phone {
    pub fn open(program: &Program) -> Phone {
        Self::open_with(program, Options::default())
    }

    pub fn open_with(program: &Program, options: Options) -> Phone {
        let folder = tempfile::tempdir().expect("folder");
        let files = folder.path().join("program");
        program.write(&files);
        // Only the vendors' own project files tell the dialects apart for sure.
        std::fs::write(files.join("project.config.json"), "{\"appid\":\"touristappid\"}").expect("file");
        let sent = Arc::new(Mutex::new(Vec::new()));
        let serve = options.serve.unwrap_or_else(|| Box::new(|_| Err(PortError::Unsupported)));
        let ports = Ports {
            http: Arc::new(FakeHttp { serve, sent: Arc::clone(&sent) }),
            text: Arc::new(EstimatedText),
            images: Arc::new(DefaultDecoder::default()),
            device: Arc::new(DesktopDevice::default()),
            clock: Arc::new(DesktopClock::default()),
            links: Arc::new(OneDomain),
            events: Arc::new(NoEvents),
            ui: options.ui,
        };
        let identity = HostIdentity { id: "test.host".into(), name: "Test".into(), version: "1.2.3".into() };
        let mut config = HostConfig::new(identity, folder.path().join("state"), ports);
        config.regions = options.regions.map(Arc::new);
        let host = Host::new(config).expect("host");
        let open = OpenOptions { screen: options.screen, path: options.path, ..OpenOptions::default() };
        let session = host.open_path(&files, open).expect("opens");
        let phone = Phone { session, sent, _host: host, _folder: folder };
        phone.settle();
        phone
    }

    /// Waits until nothing is left to do.
    pub fn settle(&self) {
        assert!(self.session.settle(PATIENCE), "the program does not come to rest");
    }

    pub fn tap(&self, selector: &str) {
        self.session.tap_on(selector).expect("can be tapped");
        self.settle();
    }

    /// A finger at a point of the screen.
    pub fn tap_at(&self, x: f32, y: f32) {
        for phase in [TouchPhase::Down, TouchPhase::Up] {
            self.session.touch(Touch { phase, id: 1, x, y, time_ms: 0 });
        }
        self.settle();
    }

    /// A finger does something at a point of the page's window.
    pub fn finger(&self, id: u32, phase: TouchPhase, x: f32, y: f32) {
        let [left, top, ..] = self.session.page_place().expect("a page");
        self.session.touch(Touch { phase, id, x: left + x, y: top + y, time_ms: 0 });
        // So that it is drawn between two fingers' moves.
        self.session.page_place();
    }

    /// A finger goes from point to point of the page's window and up.
    pub fn drag(&self, way: &[(f32, f32)]) {
        let (first, rest) = way.split_first().expect("a way");
        self.finger(1, TouchPhase::Down, first.0, first.1);
        for at in rest {
            self.finger(1, TouchPhase::Move, at.0, at.1);
        }
        let last = way.last().expect("a way");
        self.finger(1, TouchPhase::Up, last.0, last.1);
        self.settle();
    }

    pub fn type_into(&self, selector: &str, text: &str) {
        self.session.type_into(selector, text).expect("can be typed into");
        self.settle();
    }

    /// The page on top.
    pub fn root(&self) -> PageNode {
        self.session.page_tree().expect("a page").root
    }

    pub fn path(&self) -> String {
        self.session.page_tree().expect("a page").path
    }

    /// The first node with an id.
    pub fn node(&self, id: &str) -> PageNode {
        self.root().first(&|node| node.id == id).unwrap_or_else(|| panic!("no #{id}")).clone()
    }

    pub fn text(&self, id: &str) -> String {
        self.node(id).whole_text()
    }

    /// What the program logged so far, a line each, without problems of the program hidden.
    pub fn log(&self) -> Vec<String> {
        self.settle();
        let errors: Vec<String> = self
            .session
            .problems()
            .iter()
            .filter(|problem| problem.severity == minihost_ports::Severity::Error)
            .map(ToString::to_string)
            .collect();
        assert!(errors.is_empty(), "{errors:#?}");
        let node = self.node("log");
        node.children.iter().map(PageNode::whole_text).filter(|line| !line.trim().is_empty()).collect()
    }

    /// Texts of bars and notices.
    pub fn chrome(&self) -> Vec<String> {
        self.settle();
        self.session.chrome_texts()
    }

    pub fn chrome_has(&self, text: &str) -> bool {
        self.chrome().iter().any(|shown| shown == text)
    }
}

/// Asks again and again until there is something.
pub fn patiently<T>(mut ask: impl FnMut() -> Option<T>) -> T {
    let end = std::time::Instant::now() + PATIENCE;
    loop {
        if let Some(found) = ask() {
            return found;
        }
        assert!(std::time::Instant::now() < end, "it never came");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A clock that goes when the test says so.
#[derive(Clone)]
pub struct ManualClock(Arc<AtomicU64>);

impl ManualClock {
    pub fn at(now_ms: u64) -> Self {
        ManualClock(Arc::new(AtomicU64::new(now_ms)))
    }

    pub fn advance(&self, ms: u64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now_ms(&self) -> u64 {
        self.0.load(Ordering::SeqCst)
    }

    fn monotonic_ms(&self) -> u64 {
        self.now_ms()
    }
}

/// What makes a host over the sample programs, with its state in `root`.
pub fn config_over(root: &Path, clock: &ManualClock) -> HostConfig {
    let ports = Ports {
        http: Arc::new(FakeHttp { serve: Box::new(|_| Err(PortError::Unsupported)), sent: Arc::default() }),
        text: Arc::new(EstimatedText),
        images: Arc::new(DefaultDecoder::default()),
        device: Arc::new(DesktopDevice::default()),
        clock: Arc::new(clock.clone()),
        links: Arc::new(OneDomain),
        events: Arc::new(NoEvents),
        ui: None,
    };
    let identity = HostIdentity { id: "test.host".into(), name: "Test".into(), version: "1.2.3".into() };
    let mut config = HostConfig::new(identity, root.to_owned(), ports);
    let programs = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/programs"));
    config.catalog = Arc::new(BundledCatalog::open(programs).expect("the samples"));
    config
}

/// Such a host, adjusted.
pub fn host_over(root: &Path, clock: &ManualClock, adjust: impl FnOnce(&mut HostConfig)) -> Arc<Host> {
    let mut config = config_over(root, clock);
    adjust(&mut config);
    // The session that was closed last may still hold the state.
    patiently(|| {
        Host::new(HostConfig {
            ports: config.ports.clone(),
            catalog: config.catalog.clone(),
            root: config.root.clone(),
            identity: config.identity.clone(),
            entry: config.entry.clone(),
            regions: config.regions.clone(),
            canvas_fonts: config.canvas_fonts.clone(),
            ..config
        })
        .ok()
    })
}

/// An answer with a body.
pub fn answer(status: u16, headers: &[(&str, &str)], body: &[u8]) -> HttpResponse {
    let header = |(name, value): &(&str, &str)| minihost_ports::HttpHeader {
        name: (*name).to_owned(),
        value: (*value).to_owned(),
    };
    HttpResponse { status, headers: headers.iter().map(header).collect(), body: body.to_vec() }
}
