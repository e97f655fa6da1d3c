//! A program's files in memory, for both engines. Every component is known to every other under its file's name, so that cases
//! need no json.

use minihost_script::ModuleSource;
use minihost_value::Value;
use minihost_view::{ComponentConfig, Resources};
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// The files of a [`crate::Program`].
#[derive(Debug, Clone)]
pub struct Files(pub BTreeMap<String, String>);

impl Files {
    /// Paths without extension of the page and the components.
    pub fn components(&self) -> Vec<String> {
        let mut names: Vec<String> = self
            .0
            .keys()
            .filter_map(|path| {
                path.strip_suffix(".json").or(path.strip_suffix(".js")).or(path.strip_suffix(".wxml"))
            })
            .filter(|name| self.is_component(name))
            .map(str::to_owned)
            .collect();
        names.sort();
        names.dedup();
        names
    }

    fn is_component(&self, name: &str) -> bool {
        self.0
            .get(&format!("{name}.js"))
            .is_some_and(|text| text.contains("Component(") || text.contains("Page("))
            || self.0.contains_key(&format!("{name}.json"))
    }

    /// A component's json: its file's, with `component` and `usingComponents` filled in where it says nothing.
    pub fn json(&self, name: &str) -> Json {
        let mut json: Json = self
            .0
            .get(&format!("{name}.json"))
            .and_then(|text| serde_json::from_str(text).ok())
            .unwrap_or_else(|| Json::Object(serde_json::Map::new()));
        if let Json::Object(map) = &mut json {
            if !map.contains_key("component") && name != "page" {
                map.insert("component".into(), Json::Bool(true));
            }
            if !map.contains_key("usingComponents") {
                let using = self.components().into_iter().filter(|other| other != "page").map(|other| {
                    (other.rsplit('/').next().unwrap_or(&other).to_owned(), Json::String(format!("/{other}")))
                });
                map.insert("usingComponents".into(), Json::Object(using.collect()));
            }
        }
        json
    }
}

impl ModuleSource for Files {
    fn read(&self, path: &str) -> Option<String> {
        self.0.get(path).cloned()
    }
    fn exists(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }
}

fn pairs(json: &Json) -> Vec<(String, String)> {
    let pair = |(key, value): (&String, &Json)| (key.clone(), value.as_str().unwrap_or_default().to_owned());
    json.as_object().map_or_else(Vec::new, |object| object.iter().map(pair).collect())
}

impl Resources for Files {
    fn read_text(&self, path: &str) -> Option<String> {
        self.0.get(path).cloned()
    }
    fn exists(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }
    fn component(&self, owner: &str, reference: &str) -> Option<String> {
        let path = minihost_syntax::resolve_path(owner, reference, "js")?;
        let path = path.strip_suffix(".js")?.to_owned();
        self.components().contains(&path).then_some(path)
    }
    fn config(&self, path: &str) -> ComponentConfig {
        let json = self.json(path);
        let generics = json["componentGenerics"].as_object().map_or_else(Vec::new, |object| {
            let default = |value: &Json| value["default"].as_str().map(str::to_owned);
            object.iter().map(|(name, value)| (name.clone(), default(value))).collect()
        });
        ComponentConfig {
            using: pairs(&json["usingComponents"]),
            component: json["component"].as_bool().unwrap_or(false),
            style_isolation: json["styleIsolation"].as_str().unwrap_or_default().to_owned(),
            generics,
            placeholder: pairs(&json["componentPlaceholder"]),
        }
    }
    fn app_components(&self) -> Vec<(String, String)> {
        Vec::new()
    }
}

/// Whether a path ends so.
pub(crate) fn has_extension(path: &str, extension: &str) -> bool {
    std::path::Path::new(path).extension().is_some_and(|found| found == extension)
}

/// A JSON value as the engines take it.
pub fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(flag) => Value::from(*flag),
        Json::Number(number) => Value::from(number.as_f64().unwrap_or_default()),
        Json::String(text) => Value::from(text.as_str()),
        Json::Array(items) => Value::array(items.iter().map(value)),
        Json::Object(map) => Value::object(map.iter().map(|(key, item)| (key.as_str(), value(item)))),
    }
}
