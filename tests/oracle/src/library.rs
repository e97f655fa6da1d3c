//! Pages that show components of a library from npm, for both engines.

use crate::files::has_extension;
use crate::program::{Program, Step};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A library: the file of its demo pages, its package, the folder of its components, and what their tags begin with.
#[derive(Debug, Clone, Copy)]
pub struct Library {
    /// `demos/NAME.txt`.
    pub name: &'static str,
    package: &'static str,
    prefix: &'static str,
}

/// All libraries.
pub const LIBRARIES: &[Library] = &[
    Library { name: "vant", package: "@vant/weapp/dist", prefix: "van-" },
    Library { name: "tdesign", package: "tdesign-miniprogram/miniprogram_dist", prefix: "t-" },
    Library { name: "weui", package: "weui-miniprogram/miniprogram_dist", prefix: "mp-" },
    Library { name: "wux", package: "wux-weapp/example/dist", prefix: "wux-" },
    Library { name: "lin", package: "lin-ui/dist", prefix: "l-" },
    Library { name: "iview", package: "iview-weapp/dist", prefix: "i-" },
];

/// What every demo page does with its events.
const PAGE: &str = "Page({data: {on: true, n: 1, s: 'text', l: LIST},
tap() { this.setData({n: this.data.n + 1}) }, change(e) { const d = e.detail; this.setData({s: 'changed ' + (d && typeof d === 'object' ? Object.keys(d).sort().join() : d)}) }})";

fn list() -> Json {
    json!([
        {"id": "1", "key": "1", "text": "one", "name": "one", "label": "one", "value": "1", "url": "/a.png", "imgUrl": "/a.png", "iconPath": "/a.png", "selectedIconPath": "/b.png", "desc": "d", "type": "warn"},
        {"id": "2", "key": "2", "text": "two", "name": "two", "label": "two", "value": "2", "url": "/b.png", "imgUrl": "/b.png", "iconPath": "/a.png", "selectedIconPath": "/b.png", "desc": "d", "type": "default"},
    ])
}

impl Library {
    /// The demo pages: what each is called, and its program. A line is a page's name and its template.
    ///
    /// # Errors
    /// The library is not installed, or a page uses a component that it has not.
    pub fn demos(&self, packages: &Path) -> Result<Vec<(String, Program)>, String> {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("demos/{}.txt", self.name));
        let text = std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let root = packages.join("node_modules").join(self.package);
        text.lines()
            .map(|line| {
                let (name, template) = line.split_once(": ").ok_or("a line without a name")?;
                Ok((format!("{} {name}", self.name), self.program(&root, template)?))
            })
            .collect()
    }

    fn program(&self, root: &Path, template: &str) -> Result<Program, String> {
        let mut program = Program { api: true, ..Program::default() };
        let mut using = serde_json::Map::new();
        let mut closure = Closure { root, program: &mut program, seen: BTreeSet::new() };
        for tag in tags(template, self.prefix) {
            let name = &tag[self.prefix.len()..];
            // A second component of a folder begins with the first one's name: `slideview/slideview-skyline`.
            let folder = name.split('-').next().unwrap_or(name);
            let found = [format!("{name}/index"), format!("{name}/{name}"), format!("{folder}/{name}")];
            let path = found
                .into_iter()
                .find(|path| root.join(format!("{path}.wxml")).exists())
                .ok_or_else(|| format!("{} has no <{tag}>", self.name))?;
            closure.component(&path);
            using.insert(tag, json!(format!("/lib/{path}")));
        }
        program.files.insert("page.wxml".into(), template.into());
        program.files.insert("page.js".into(), PAGE.replace("LIST", &list().to_string()));
        program.files.insert("page.json".into(), json!({ "usingComponents": using }).to_string());
        let tap = |n: usize| Step::Event(format!("@{n}"), "tap".into(), json!({"x": 1, "y": 1}), true);
        let set = |path: &str, value: Json| Step::Set(path.into(), value);
        let mut more = list();
        if let Some(items) = more.as_array_mut() {
            items.reverse();
            items.push(json!({"id": "3", "key": "3", "text": "three", "name": "three", "label": "three", "value": "3", "url": "/c.png"}));
        }
        program.steps = vec![
            tap(0),
            tap(2),
            set("on", json!(false)),
            tap(1),
            set("n", json!(2)),
            set("s", json!("other")),
            tap(5),
            set("l", more),
            set("on", json!(true)),
            set("n", json!(3)),
            Step::Unload,
        ];
        Ok(program)
    }
}

/// The library's tags in a template, each once.
fn tags(template: &str, prefix: &str) -> BTreeSet<String> {
    let starts = template.split('<').skip(1).filter(|rest| rest.starts_with(prefix));
    starts.map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect()).collect()
}

/// Everything that components need: their files, the components they use, the modules that these require.
struct Closure<'a> {
    root: &'a Path,
    program: &'a mut Program,
    seen: BTreeSet<String>,
}

impl Closure<'_> {
    fn component(&mut self, path: &str) {
        for extension in ["js", "wxml", "json"] {
            self.file(&format!("{path}.{extension}"));
        }
    }

    /// Adds a file by its path in the library, and what it names.
    fn file(&mut self, path: &str) {
        if !self.seen.insert(path.to_owned()) {
            return;
        }
        let Ok(mut text) = std::fs::read_to_string(self.root.join(path)) else { return };
        if has_extension(path, "json") {
            let mut json: Json = serde_json::from_str(&text).unwrap_or_default();
            for key in ["usingComponents", "componentGenerics"] {
                for (_, value) in json[key].as_object_mut().into_iter().flatten() {
                    let reference = if value.is_object() { &mut value["default"] } else { value };
                    let Some(used) = reference.as_str().and_then(|text| self.resolve(path, text, "js"))
                    else {
                        continue;
                    };
                    let used = used.trim_end_matches(".js").to_owned();
                    self.component(&used);
                    *reference = json!(format!("/lib/{used}"));
                }
            }
            text = json.to_string();
        } else {
            for reference in quoted(&text) {
                for extension in ["js", "wxs", "wxml"] {
                    if let Some(found) = self.resolve(path, reference, extension) {
                        self.file(&found);
                    }
                }
            }
        }
        self.program.files.insert(format!("lib/{path}"), text);
    }

    /// The file that a reference in another file means, if there is one with this extension.
    fn resolve(&self, from: &str, reference: &str, extension: &str) -> Option<String> {
        let reference = reference.strip_suffix(&format!(".{extension}")).unwrap_or(reference);
        if reference.is_empty() || reference.contains([' ', '{', ':', '\n']) {
            return None;
        }
        let mut bases = vec![join(from, reference)];
        if !reference.starts_with('.') {
            bases.push(PathBuf::from("miniprogram_npm").join(reference));
        }
        bases.iter().find_map(|base| {
            ["", "/index"].iter().find_map(|end| {
                let path = format!("{}{end}.{extension}", base.display());
                self.root.join(&path).is_file().then_some(path)
            })
        })
    }
}

fn join(from: &str, reference: &str) -> PathBuf {
    let mut path = PathBuf::from(from);
    path.pop();
    if reference.starts_with('/') {
        path = PathBuf::new();
    }
    for part in reference.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            part => path.push(part),
        }
    }
    path
}

/// Short texts in quotes.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    // Every other piece may be one, whichever quote it is; what is none names no file.
    text.split(['"', '\'', '`']).filter(|piece| piece.len() < 100)
}
