//! The package as the view and the script engine read it.

use minihost_package::{Package, folder_of};
use minihost_ports::Problem;
use minihost_script::ModuleSource;
use minihost_view::{ComponentConfig, Resources};
use std::rc::Rc;

/// A package with somebody to tell about its faults.
pub(crate) struct PackageResources {
    pub package: Package,
    pub problems: Rc<dyn Fn(Problem)>,
}

impl PackageResources {
    fn text(&self, path: &str) -> Option<String> {
        if !self.package.contains(path) {
            return None;
        }
        let (text, problem) = self.package.read_text_checked(path).ok()?;
        if let Some(problem) = problem {
            (self.problems)(problem);
        }
        Some(text)
    }
}

impl ModuleSource for PackageResources {
    fn read(&self, path: &str) -> Option<String> {
        self.text(path)
    }

    fn exists(&self, path: &str) -> bool {
        self.package.contains(path)
    }
}

impl Resources for PackageResources {
    fn read_text(&self, path: &str) -> Option<String> {
        self.text(path)
    }

    fn exists(&self, path: &str) -> bool {
        self.package.contains(path)
    }

    fn component(&self, owner_file: &str, reference: &str) -> Option<String> {
        debug_assert!(!folder_of(owner_file).starts_with('/'), "paths begin at the package's root");
        self.package.resolve_component(owner_file, reference).ok()
    }

    fn config(&self, path: &str) -> ComponentConfig {
        if !self.package.contains(&format!("{path}.json")) {
            return ComponentConfig::default();
        }
        let (config, problems) = self.package.component_config(path);
        for problem in problems {
            (self.problems)(problem);
        }
        ComponentConfig {
            using: config.using_components.into_iter().collect(),
            component: config.is_component,
            style_isolation: config.style_isolation.unwrap_or_default(),
            generics: config.component_generics.into_iter().collect(),
            placeholder: config.component_placeholder.into_iter().collect(),
        }
    }

    fn app_components(&self) -> Vec<(String, String)> {
        self.package.app().using_components.clone().into_iter().collect()
    }
}
