//! "Will it run here?": what can be said of a program before it is opened.

use crate::dialect::template_extension;
use crate::limits::platform_sizes;
use crate::package::Package;
use crate::resolve::ResolveError;
use minihost_ports::{Dialect, Problem, ProblemKind, Severity};
use std::collections::{BTreeMap, HashSet};

/// The dialects that this core runs.
pub const SUPPORTED_DIALECTS: [Dialect; 2] = [Dialect::WeChat, Dialect::ByteDance];

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The short answer.
    pub verdict: Verdict,
    /// Everything found, in the order of the files that were looked at.
    pub problems: Vec<Problem>,
}

/// The short answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing stands against it.
    Runs,
    /// It opens, but something in it is broken or missing.
    RunsWithProblems,
    /// The core has no support for the dialect yet; the program must not be opened.
    UnsupportedDialect(Dialect),
}

/// Bytes of source of a program's parts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PackageSizes {
    /// The main package.
    pub main_bytes: u64,
    /// Each subpackage by its root.
    pub subpackages: BTreeMap<String, u64>,
    /// Everything.
    pub total_bytes: u64,
}

impl Package {
    /// Sizes of the main package and the subpackages, in bytes once inflated.
    pub fn sizes(&self) -> PackageSizes {
        let mut sizes = PackageSizes::default();
        for file in self.files() {
            sizes.total_bytes += file.size;
            match self.app().subpackage_of(&file.path) {
                Some(subpackage) => {
                    *sizes.subpackages.entry(subpackage.root.clone()).or_default() += file.size;
                }
                None => sizes.main_bytes += file.size,
            }
        }
        sizes
    }

    /// Looks through the whole program. Reads every text file, so it is for tools and for the moment of install.
    pub fn report(&self) -> Report {
        let dialect = self.dialect();
        if !SUPPORTED_DIALECTS.contains(&dialect) {
            let message = format!("this is a program for {dialect}, which is not supported yet");
            let problems = vec![Problem::new(ProblemKind::UnsupportedApi, message)];
            return Report { verdict: Verdict::UnsupportedDialect(dialect), problems };
        }
        let mut look = Look { package: self, problems: self.problems().to_vec(), seen: HashSet::new() };
        look.app();
        for page in self.app().all_pages() {
            look.page(page);
        }
        look.texts();
        look.sizes(dialect);
        let broken = look.problems.iter().any(|problem| problem.severity == Severity::Error);
        let verdict = if broken { Verdict::RunsWithProblems } else { Verdict::Runs };
        Report { verdict, problems: look.problems }
    }
}

struct Look<'a> {
    package: &'a Package,
    problems: Vec<Problem>,
    /// Components that were looked at.
    seen: HashSet<String>,
}

impl Look<'_> {
    fn missing(&mut self, message: String, file: &str) {
        self.problems.push(Problem::new(ProblemKind::MissingFile, message).at(file, 0, 0));
    }

    fn app(&mut self) {
        let package = self.package;
        let app = package.app();
        if !package.contains("app.js") {
            self.missing("app.js is not in the package; the program has no App()".to_owned(), "app.json");
        }
        self.components("app.json", &app.using_components);
        let Some(bar) = &app.tab_bar else { return };
        for item in &bar.list {
            if !app.pages.contains(&item.page_path) {
                self.missing(
                    format!("the tab {:?} names a page that \"pages\" does not list", item.page_path),
                    "app.json",
                );
            }
            for icon in [&item.icon_path, &item.selected_icon_path] {
                if !icon.is_empty() && !icon.starts_with('@') && !package.contains(icon) {
                    self.missing(format!("the tab icon {icon:?} is not in the package"), "app.json");
                }
            }
        }
        if bar.custom && !package.contains("custom-tab-bar/index.js") {
            self.missing(
                "\"custom\" tab bar, but custom-tab-bar/index.js is not in the package".to_owned(),
                "app.json",
            );
        }
    }

    fn page(&mut self, page: &str) {
        let package = self.package;
        let template = template_extension(package.dialect());
        for extension in [template, "js"] {
            let file = format!("{page}.{extension}");
            if !package.contains(&file) {
                let hint = if extension == "js" && package.contains(&format!("{page}.ts")) {
                    "; compile its TypeScript first"
                } else {
                    ""
                };
                self.missing(format!("the page {page:?} has no {file}{hint}"), "app.json");
            }
        }
        let (config, problems) = package.page_config(page);
        self.problems.extend(problems);
        self.components(&format!("{page}.json"), &config.component.using_components);
    }

    /// Follows `usingComponents` through the program, each component once.
    fn components(&mut self, file: &str, using: &BTreeMap<String, String>) {
        let mut todo: Vec<(String, String, String)> =
            using.iter().map(|(tag, reference)| (file.to_owned(), tag.clone(), reference.clone())).collect();
        while let Some((file, tag, reference)) = todo.pop() {
            let component = match self.package.resolve_component(&file, &reference) {
                Ok(component) => component,
                Err(error) => {
                    let kind = match error {
                        ResolveError::Outside { .. } => ProblemKind::UnknownComponent,
                        _ => ProblemKind::MissingFile,
                    };
                    self.problems.push(Problem::new(kind, format!("<{tag}>: {error}")).at(file, 0, 0));
                    continue;
                }
            };
            if !self.seen.insert(component.clone()) {
                continue;
            }
            let (config, problems) = self.package.component_config(&component);
            self.problems.extend(problems);
            let file = format!("{component}.json");
            let next = config.using_components.into_iter().map(|(tag, path)| (file.clone(), tag, path));
            todo.extend(next);
        }
    }

    fn texts(&mut self) {
        const TEXT_EXTENSIONS: [&str; 8] = ["js", "json", "wxml", "wxss", "wxs", "ttml", "ttss", "sjs"];
        for file in self.package.files() {
            let extension = file.path.rsplit_once('.').map_or("", |(_, extension)| extension);
            if TEXT_EXTENSIONS.contains(&extension)
                && let Ok((_, Some(problem))) = self.package.read_text_checked(&file.path)
            {
                self.problems.push(problem);
            }
        }
    }

    fn sizes(&mut self, dialect: Dialect) {
        let (sizes, allowed) = (self.package.sizes(), platform_sizes(dialect));
        let mut check = |what: &str, bytes: u64, limit: u64| {
            if bytes > limit {
                let message = format!("{what} has {bytes} bytes; {dialect}'s own platform takes {limit}");
                self.problems.push(Problem::new(ProblemKind::Limit, message).hint());
            }
        };
        check("the main package", sizes.main_bytes, allowed.main_bytes);
        for (root, bytes) in &sizes.subpackages {
            check(&format!("the subpackage {root:?}"), *bytes, allowed.subpackage_bytes);
        }
        check("the program", sizes.total_bytes, allowed.total_bytes);
    }
}
