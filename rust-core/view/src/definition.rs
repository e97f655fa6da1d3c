//! A component's or page's definition: its files, read and registered once.

use crate::program::File;
use minihost_style::StyleSheet;
use minihost_syntax::kebab_case;
use minihost_tree::StyleScope;
use minihost_value::Value;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::OnceCell;
use std::rc::Rc;

/// What `Component()` or `Page()` said, and the files beside the script.
#[derive(Debug, Default)]
pub(crate) struct Definition {
    /// Without extension.
    pub path: Rc<str>,
    /// `None` when the template is missing: shown empty.
    pub file: Option<Rc<File>>,
    pub sheet: Option<Rc<StyleSheet>>,
    /// The scopes its own sheet is added for; a shared one counts for everybody and, with its `:host` rules, for itself.
    pub sheet_scopes: Vec<StyleScope>,
    /// Which sheets see its elements.
    pub scope: StyleScope,
    /// The second one that does.
    pub extra_scope: Option<StyleScope>,
    /// The application's sheet is not for this page.
    pub without_app_sheet: bool,
    /// The scope of its sheet's `:host` rules.
    pub host_scope: Option<StyleScope>,
    /// Tag to path.
    pub components: FxHashMap<Rc<str>, Rc<str>>,
    /// Paths of everything it uses, in the order of its json.
    pub uses: Vec<Rc<str>>,
    /// Tags of `componentGenerics` with their defaults.
    pub generics: FxHashMap<Rc<str>, Option<Rc<str>>>,
    /// Tags that stand in for a missing one.
    pub placeholders: FxHashMap<Rc<str>, Rc<str>>,
    /// By kebab-case name: the name as declared.
    pub properties: FxHashMap<Rc<str>, Rc<str>>,
    /// As declared and in kebab-case.
    pub external_classes: FxHashSet<Rc<str>>,
    pub lifetimes: FxHashSet<Rc<str>>,
    pub page_lifetimes: FxHashSet<Rc<str>>,
    pub has_relations: bool,
    /// Of data or of single properties.
    pub has_observers: bool,
    /// It has observers, or `created`.
    pub watches: bool,
    /// Components in its template do, or in theirs.
    pub watched_within: OnceCell<bool>,
    pub form_field: bool,
    pub form_button: bool,
    pub multiple_slots: bool,
    /// Content is made anew for every slot, with what that gives.
    pub dynamic_slots: bool,
    pub virtual_host: bool,
}

impl Definition {
    /// Takes over what JavaScript described (`describe` in `js/definition.js`).
    pub(crate) fn read(
        &mut self,
        described: &Value,
        config_isolation: &str,
        is_page: bool,
        own_scope: StyleScope,
    ) {
        let strings = |name: &str| -> Vec<Rc<str>> {
            let list = described.get(name);
            list.as_array().map_or_else(Vec::new, |items| items.iter().map(Value::to_js_string).collect())
        };
        let flag = |name: &str| described.get(name).truthy();
        self.properties =
            strings("properties").into_iter().map(|name| (kebab_case(&name).into(), name)).collect();
        for name in strings("externalClasses") {
            self.external_classes.insert(kebab_case(&name).into());
            self.external_classes.insert(name);
        }
        self.lifetimes = strings("lifetimes").into_iter().collect();
        self.page_lifetimes = strings("pageLifetimes").into_iter().collect();
        self.has_relations = flag("relations");
        self.has_observers = flag("observers");
        self.watches = flag("watches");
        self.form_field = flag("formField");
        self.form_button = flag("formButton");
        self.multiple_slots = flag("multipleSlots") || flag("dynamicSlots");
        self.dynamic_slots = flag("dynamicSlots");
        self.virtual_host = flag("virtualHost");
        let said = described.get("styleIsolation").to_js_string();
        let isolation = if said.is_empty() { config_isolation } else { &said };
        // Source of all of it: WeChat's `custom-component/wxml-wxss`, style isolation. What it leaves open (a page that is
        // plainly `isolated`) is as glass-easel's adapter has it.
        let global = flag("addGlobalClass");
        self.without_app_sheet = is_page && isolation.starts_with("page-");
        (self.scope, self.extra_scope, self.host_scope) = match isolation {
            "isolated" | "page-isolated" if is_page => (own_scope, None, None),
            "apply-shared" | "page-apply-shared" if is_page => (own_scope, Some(StyleScope::APP), None),
            _ if is_page => (StyleScope::APP, None, None),
            "shared" => (StyleScope::APP, Some(own_scope), Some(own_scope)),
            "apply-shared" => (own_scope, Some(StyleScope::APP), Some(own_scope)),
            _ if global => (own_scope, Some(StyleScope::APP), Some(own_scope)),
            _ => (own_scope, None, Some(own_scope)),
        };
        self.sheet_scopes = if isolation == "shared" && !is_page {
            vec![own_scope, StyleScope::APP]
        } else {
            vec![self.scope]
        };
    }
}
