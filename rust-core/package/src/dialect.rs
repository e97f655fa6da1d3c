//! Whose mini program this is, told from the package alone.

use minihost_ports::Dialect;

/// What tells a dialect. Source of the names: each platform's own tool, and the projects of 41 WeChat, 25 ByteDance, 16
/// Alipay and 13 Baidu programs.
pub(crate) struct Marks {
    pub dialect: Dialect,
    /// Extension of its templates.
    pub template: &'static str,
    /// Project files that no other dialect has. `project.config.json` is WeChat's, but others' tools write it too, so it
    /// decides only when nothing else does.
    pub project: &'static [&'static str],
}

pub(crate) const MARKS: [Marks; 4] = [
    Marks { dialect: Dialect::WeChat, template: "wxml", project: &[] },
    Marks { dialect: Dialect::ByteDance, template: "ttml", project: &["project.tt.json"] },
    Marks { dialect: Dialect::Alipay, template: "axml", project: &["mini.project.json", "project.my.json"] },
    Marks { dialect: Dialect::Baidu, template: "swan", project: &["project.swan.json"] },
];

/// The project file that every dialect's tool may write.
pub(crate) const SHARED_PROJECT_FILE: &str = "project.config.json";

/// All project files, the telling ones first.
pub(crate) fn project_files() -> impl Iterator<Item = &'static str> {
    MARKS.iter().flat_map(|marks| marks.project).copied().chain([SHARED_PROJECT_FILE])
}

/// Extension of a dialect's templates.
pub(crate) fn template_extension(dialect: Dialect) -> &'static str {
    MARKS.iter().find(|marks| marks.dialect == dialect).map_or("wxml", |marks| marks.template)
}

/// Tells the dialect: by the templates of the declared pages; when they do not decide, by a project file; then by any
/// template at all, since a package may carry component libraries of other dialects.
pub(crate) fn detect<'a>(
    pages: impl Iterator<Item = &'a str>,
    project_files: &[&'static str],
    contains: &dyn Fn(&str) -> bool,
    files: impl Iterator<Item = &'a str>,
) -> Option<Dialect> {
    let mut votes = [0_usize; MARKS.len()];
    for page in pages {
        for (vote, marks) in votes.iter_mut().zip(&MARKS) {
            *vote += usize::from(contains(&format!("{page}.{}", marks.template)));
        }
    }
    let by_project =
        MARKS.iter().position(|marks| marks.project.iter().any(|file| project_files.contains(file)));
    if let Some(winner) = winner(&votes, by_project) {
        return Some(MARKS[winner].dialect);
    }
    let mut votes = [0_usize; MARKS.len()];
    for file in files {
        let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension);
        for (vote, marks) in votes.iter_mut().zip(&MARKS) {
            *vote += usize::from(extension == marks.template);
        }
    }
    let shared = project_files.contains(&SHARED_PROJECT_FILE).then_some(Dialect::WeChat);
    by_project.or_else(|| winner(&votes, None)).map(|index| MARKS[index].dialect).or(shared)
}

/// The row with most votes; a tie goes to the preferred row, then to the first.
fn winner(votes: &[usize], preferred: Option<usize>) -> Option<usize> {
    let most = *votes.iter().max()?;
    if most == 0 {
        return None;
    }
    preferred.filter(|&index| votes[index] == most).or_else(|| votes.iter().position(|&votes| votes == most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dialects_are_told_by_pages_then_project_then_any_template() {
        let table: &[(&[&str], &[&'static str], Option<Dialect>)] = &[
            (&["p/i.wxml"], &["project.config.json"], Some(Dialect::WeChat)),
            (&["p/i.wxml"], &[], Some(Dialect::WeChat)),
            (&["p/i.ttml"], &["project.config.json"], Some(Dialect::ByteDance)),
            (&["p/i.ttml", "lib/a.wxml", "lib/b.wxml"], &[], Some(Dialect::ByteDance)),
            (
                &["p/i.ttml", "p/i.wxml"],
                &["project.config.json", "project.tt.json"],
                Some(Dialect::ByteDance),
            ),
            (&["p/i.ttml", "p/i.wxml"], &["project.config.json"], Some(Dialect::WeChat)),
            (&["p/i.axml"], &["mini.project.json"], Some(Dialect::Alipay)),
            (&["p/i.axml"], &["project.config.json"], Some(Dialect::Alipay)),
            (&["p/i.swan"], &["project.swan.json"], Some(Dialect::Baidu)),
            (&["p/i.js"], &["project.tt.json"], Some(Dialect::ByteDance)),
            (&["p/i.js", "c/x.ttml"], &[], Some(Dialect::ByteDance)),
            (&["p/i.js"], &["project.config.json"], Some(Dialect::WeChat)),
            (&["p/i.js"], &[], None),
        ];
        for (files, project, want) in table {
            let got =
                detect(["p/i"].into_iter(), project, &|file| files.contains(&file), files.iter().copied());
            assert_eq!(got, *want, "{files:?} {project:?}");
        }
    }
}
