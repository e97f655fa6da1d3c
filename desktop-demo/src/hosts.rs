//! The host apps behind the phones. They share the catalog and the fonts and nothing else.

use crate::folders;
use minihost_host::desktop::{self, BundledCatalog};
use minihost_host::{Host, HostConfig, Ports};
use minihost_layout::FontBook;
use minihost_paint::images::DefaultDecoder;
use minihost_ports::{HostEvents, HostIdentity, Problem, ProgramId};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A host app of the demo: id, what the page draws, names.
pub(crate) struct Kind {
    pub id: &'static str,
    pub drawn_as: &'static str,
    pub en: &'static str,
    pub zh: &'static str,
}

/// The host apps, from left to right.
pub(crate) const KINDS: [Kind; 2] = [
    Kind { id: "pulse", drawn_as: "video", en: "Pulse", zh: "脉冲" },
    Kind { id: "daybreak", drawn_as: "news", en: "Daybreak", zh: "晨报" },
];

/// One host app.
pub(crate) struct App {
    pub host: Arc<Host>,
    pub events: Arc<Events>,
}

/// What phones hear from their host.
#[derive(Default)]
pub(crate) struct Events {
    used_changes: AtomicU64,
    print_problems: bool,
}

impl Events {
    /// Another number than before: the used list changed.
    pub fn used_changes(&self) -> u64 {
        self.used_changes.load(Ordering::Acquire)
    }
}

impl HostEvents for Events {
    fn problem(&self, program: &ProgramId, problem: &Problem) {
        if self.print_problems {
            eprintln!("{problem}");
        } else {
            tracing::info!(%program, %problem, "problem");
        }
    }

    fn used_list_changed(&self) {
        self.used_changes.fetch_add(1, Ordering::AcqRel);
    }
}

/// A program that is shown alone.
pub(crate) struct Alone {
    pub path: PathBuf,
    /// How the page names it.
    pub id: String,
}

/// All that phones need.
pub(crate) struct Machine {
    pub apps: HashMap<&'static str, App>,
    pub fonts: Arc<FontBook>,
    pub alone: Option<Alone>,
    /// Queries that programs are opened with, by id.
    queries: HashMap<String, String>,
    server: String,
}

impl Machine {
    /// Opens the hosts' state below `data`.
    ///
    /// # Errors
    /// No fonts, no programs, or the state is in use.
    pub fn start(checkout: &Path, data: &Path, alone: Option<&Path>, server: String) -> Result<Self, String> {
        let fonts = Arc::new(folders::fonts()?);
        let programs = checkout.join("tests/programs");
        let catalog = Arc::new(BundledCatalog::open(&programs).map_err(|error| error.to_string())?);
        let mut apps = HashMap::new();
        for kind in &KINDS {
            let events = Arc::new(Events { print_problems: alone.is_some(), ..Events::default() });
            let desktop = desktop::ports(fonts.clone(), Arc::new(DefaultDecoder::default()));
            let ports = Ports { events: events.clone(), ..desktop };
            let identity = HostIdentity {
                id: format!("dev.minihost.{}", kind.id),
                name: kind.en.into(),
                version: env!("CARGO_PKG_VERSION").into(),
            };
            let root = data.join(kind.id);
            std::fs::create_dir_all(&root).map_err(|error| format!("{}: {error}", root.display()))?;
            let mut config = HostConfig::new(identity, root.clone(), ports);
            config.catalog = catalog.clone();
            config.canvas_fonts = Some(Arc::clone(&fonts));
            let host = Host::new(config).map_err(|error| format!("{}: {error}", root.display()))?;
            apps.insert(kind.id, App { host, events });
        }
        let alone = alone.map(|path| {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            let id: String = stem
                .chars()
                .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
                .take(40)
                .collect();
            Alone { path: path.to_owned(), id: if id.is_empty() { "program".into() } else { id } }
        });
        Ok(Machine { apps, fonts, alone, queries: queries(&programs)?, server })
    }

    /// The query that a program of the catalog is opened with.
    pub fn query(&self, program: &str) -> String {
        self.queries.get(program).map(|query| query.replace("{server}", &self.server)).unwrap_or_default()
    }

    /// `config.json`.
    pub fn config(&self) -> serde_json::Value {
        let hosts: Vec<_> = KINDS
            .iter()
            .map(|kind| serde_json::json!({ "id": kind.id, "kind": kind.drawn_as, "name": { "en": kind.en, "zh": kind.zh } }))
            .collect();
        serde_json::json!({ "hosts": hosts, "alone": self.alone.as_ref().map(|alone| &alone.id) })
    }
}

fn queries(programs: &Path) -> Result<HashMap<String, String>, String> {
    let path = programs.join("catalog.json");
    let fault = |error: String| format!("{}: {error}", path.display());
    let text = std::fs::read_to_string(&path).map_err(|error| fault(error.to_string()))?;
    let index: serde_json::Value = serde_json::from_str(&text).map_err(|error| fault(error.to_string()))?;
    let rows = index["programs"].as_array().into_iter().flatten();
    Ok(rows
        .filter_map(|row| Some((row["id"].as_str()?.to_owned(), row["query"].as_str()?.to_owned())))
        .collect())
}
