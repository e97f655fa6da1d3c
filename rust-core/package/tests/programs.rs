//! What a package says: where the program begins, its manifests, its references, and whether it will run.

mod support;

use minihost_package::{Limits, Package, PackageError, ResolveError, Verdict};
use minihost_ports::{Appearance, Dialect, ProblemKind};
use std::fs;
use std::path::Path;
use support::{Item, archive};

fn items(files: &[(&str, &str)]) -> Vec<Item> {
    files.iter().map(|(name, text)| Item::deflated(name, text.as_bytes())).collect()
}

fn zip(files: &[(&str, &str)]) -> Result<Package, PackageError> {
    Package::open_bytes(archive(&items(files)).into(), &Limits::default())
}

fn lay_out(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("has one")).expect("folder");
        fs::write(path, text).expect("file");
    }
}

fn folder(files: &[(&str, &str)]) -> Result<Package, PackageError> {
    let top = tempfile::tempdir().expect("a folder");
    lay_out(top.path(), files);
    Package::open_folder(top.path(), &Limits::default())
}

const APP: (&str, &str) = ("app.json", r#"{"pages":["pages/index/index"]}"#);
const PAGE: [(&str, &str); 2] = [("pages/index/index.ttml", ""), ("pages/index/index.js", "")];

#[test]
fn the_program_may_begin_in_a_subfolder() {
    fn under(prefix: &str, more: &[(&'static str, &'static str)]) -> Vec<(String, String)> {
        let files = [APP, PAGE[0], PAGE[1]].map(|(name, text)| (format!("{prefix}{name}"), text.to_owned()));
        files.into_iter().chain(more.iter().map(|(name, text)| ((*name).into(), (*text).into()))).collect()
    }
    let table = [
        ("at the top", under("", &[])),
        (
            "named by the project",
            under("mini/", &[("project.config.json", r#"{"miniprogramRoot":"./mini/"}"#)]),
        ),
        ("by the other key", under("src/", &[("project.config.json", r#"{"srcMiniprogramRoot":"src"}"#)])),
        ("project without a root", under("", &[("project.config.json", "{}")])),
        ("root that is not there", under("", &[("project.config.json", r#"{"miniprogramRoot":"dist/"}"#)])),
        ("root that leaves", under("", &[("project.config.json", r#"{"miniprogramRoot":"../.."}"#)])),
        ("broken project file", under("", &[("project.config.json", "{{{")])),
    ];
    for (what, files) in &table {
        let files: Vec<(&str, &str)> =
            files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        for package in [zip(&files), folder(&files)] {
            let package = package.unwrap_or_else(|error| panic!("{what}: {error}"));
            assert!(package.contains("pages/index/index.js"), "{what}");
            assert_eq!(
                (package.dialect(), package.app().entry_page.as_str()),
                (Dialect::ByteDance, "pages/index/index")
            );
        }
    }
    let in_one_folder = under("todo/", &[("__MACOSX/todo/._app.json", "")]);
    let in_one_folder: Vec<(&str, &str)> =
        in_one_folder.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    let package = zip(&in_one_folder).expect("an archive with one top folder");
    assert_eq!(package.files().next().expect("a file").path, "app.json");
    let both = under("todo/mini/", &[("todo/project.config.json", r#"{"miniprogramRoot":"mini/"}"#)]);
    let both: Vec<(&str, &str)> = both.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    assert!(zip(&both).expect("a project in one top folder").contains("app.json"));
    assert!(matches!(zip(&[("a/app.json", "{}"), ("b/x", "")]), Err(PackageError::NoAppJson { .. })));
}

#[test]
fn folders_leave_out_what_platforms_leave_out() {
    let files =
        [APP, PAGE[0], PAGE[1], (".git/HEAD", "x"), (".env", "secret"), ("node_modules/x/index.js", "x")];
    let package = folder(&files).expect("opens");
    assert_eq!(package.files().count(), 3);
    assert_eq!(package.digest(), folder(&files[..3]).expect("opens").digest());
    let changed = [APP, PAGE[0], ("pages/index/index.js", "1")];
    assert_ne!(package.digest(), folder(&changed).expect("opens").digest());
}

#[cfg(unix)]
#[test]
fn links_in_folders_are_refused() {
    let top = tempfile::tempdir().expect("a folder");
    lay_out(top.path(), &[APP, PAGE[0], PAGE[1]]);
    std::os::unix::fs::symlink("/etc/passwd", top.path().join("secret.txt")).expect("link");
    let error = Package::open_folder(top.path(), &Limits::default()).expect_err("refused");
    assert!(matches!(error, PackageError::FolderSymlink { .. }), "{error}");
    fs::remove_file(top.path().join("secret.txt")).expect("removed");
    let outside = tempfile::tempdir().expect("a folder");
    lay_out(outside.path(), &[APP, PAGE[0], PAGE[1]]);
    std::os::unix::fs::symlink(outside.path(), top.path().join("mini")).expect("link");
    fs::write(top.path().join("project.config.json"), r#"{"miniprogramRoot":"mini"}"#).expect("file");
    let error = Package::open_folder(top.path(), &Limits::default()).expect_err("refused");
    assert!(matches!(error, PackageError::FolderSymlink { .. }), "{error}");
}

#[test]
fn manifests_are_typed_and_lax() {
    let app = r##"{
        // as people write it
        "pages": ["/pages/index/index", "pages/me/me",],
        "subPackages": [{"root": "shop/", "name": "s", "pages": ["list/list"], "independent": "true"}],
        "entryPagePath": "pages/me/me",
        "window": {"navigationBarTitleText": "待办", "enablePullDownRefresh": "YES", "onReachBottomDistance": "80",
                   "navigationBarBackgroundColor": "@bar"},
        "tabBar": {"color": "#000", "selectedColor": "@sel", "list": [
            {"pagePath": "/pages/index/index", "text": "a", "iconPath": "/img/a.png"}, 7, {"pagePath": "pages/me/me"}]},
        "usingComponents": {"x-card": "/components/card/card"},
        "networkTimeout": {"request": "5000", "downloadFile": 1e4},
        "style": "v2", "darkmode": true, "themeLocation": "theme.json",
        "permission": {"scope.userLocation": {"desc": "why"}},
        "navigateToMiniProgramAppIdList": ["tt1"],
        "unknown": {"kept": [1, 2.5, null]},
        "debug": "perhaps"
    }"##;
    let theme = r##"{"light": {"bar": "#fff", "sel": "#00f"}, "dark": {"bar": "#000"}}"##;
    let package = zip(&[("app.json", app), ("theme.json", theme), PAGE[0], PAGE[1]]).expect("opens");
    let app = package.app();
    assert_eq!(app.pages, ["pages/index/index", "pages/me/me"]);
    assert_eq!(app.all_pages().last(), Some("shop/list/list"));
    assert!(app.subpackages[0].independent);
    assert_eq!(app.subpackage_of("shop/list/list.js").map(|sub| sub.root.as_str()), Some("shop"));
    assert_eq!(app.subpackage_of("shopping/x.js"), None);
    assert_eq!(app.entry_page, "pages/me/me");
    assert_eq!(app.window.enable_pull_down_refresh, Some(true));
    assert_eq!(app.window.on_reach_bottom_distance, Some(80.0));
    assert_eq!(app.network_timeout.request_ms, Some(5000));
    assert_eq!(app.network_timeout.download_file_ms, Some(10_000));
    assert!(app.style_v2 && app.dark_mode);
    assert_eq!(app.jump_targets, ["tt1"]);
    assert_eq!(app.permission["scope.userLocation"]["desc"], "why");
    assert_eq!(app.other["unknown"]["kept"][1], 2.5);
    let bar = app.tab_bar.as_ref().expect("a tab bar");
    assert_eq!((bar.list.len(), bar.list[0].icon_path.as_str()), (2, "img/a.png"));
    assert_eq!(app.tab_index("pages/me/me"), Some(1));
    let dark = bar.themed(package.theme(), Appearance::Dark);
    assert_eq!(dark.selected_color, "#00f", "a variable without a dark value keeps the light one");
    let window = app.window.themed(package.theme(), Appearance::Dark);
    assert_eq!(window.navigation_bar_background_color.as_deref(), Some("#000"));
    let problems = package.problems();
    assert_eq!(problems.len(), 1, "the item 7 of the tab bar: {problems:?}");
    assert_eq!((problems[0].file.as_str(), problems[0].line), ("app.json", 9));
}

#[test]
fn manifests_that_cannot_be_used_are_refused() {
    let open = |app: &str| zip(&[("app.json", app), PAGE[0], PAGE[1]]).expect_err("refused");
    let PackageError::AppJson(error) = open("{\n  \"pages\": [\n}") else { panic!("no JSON") };
    assert_eq!((error.file.as_str(), error.line), ("app.json", 3));
    assert!(matches!(open("{}"), PackageError::NoPages));
    assert!(matches!(open(""), PackageError::NoPages));
    assert!(matches!(open(r#"{"pages":["../../x"]}"#), PackageError::PagePath { .. }));
    assert!(matches!(open(r#"{"pages":["a//b"]}"#), PackageError::PagePath { .. }));
    let untold = zip(&[APP, ("pages/index/index.js", "")]).expect_err("refused");
    assert!(matches!(untold, PackageError::UnknownDialect));
}

#[test]
fn page_and_component_files_are_typed() {
    let page = r#"{"navigationBarTitleText": "P", "usingComponents": {"a": "./a"}, "disableScroll": true, "mine": 1}"#;
    let component = r#"{"component": "true", "styleIsolation": "apply-shared",
        "componentPlaceholder": {"a": "view"}, "componentGenerics": {"row": true, "cell": {"default": "./cell"}}}"#;
    let files = [
        APP,
        PAGE[0],
        PAGE[1],
        ("pages/index/index.json", page),
        ("pages/index/a.json", component),
        ("bad.json", "["),
    ];
    let package = zip(&files).expect("opens");
    let (config, problems) = package.page_config("pages/index/index");
    assert!(problems.is_empty());
    assert_eq!(config.window.navigation_bar_title_text.as_deref(), Some("P"));
    assert_eq!((config.window.disable_scroll, &config.component.other["mine"]), (Some(true), &1.into()));
    assert_eq!(config.window.over(&package.app().window).disable_scroll, Some(true));
    let (config, _) = package.component_config("pages/index/a");
    assert!(config.is_component);
    assert_eq!(config.component_generics["cell"].as_deref(), Some("./cell"));
    assert_eq!(config.component_generics["row"], None);
    let (config, problems) = package.component_config("bad");
    assert!(!config.is_component);
    assert_eq!((problems[0].kind, problems[0].line), (ProblemKind::Json, 1));
    assert_eq!(package.component_config("not/there").1, []);
}

#[test]
fn references_are_resolved() {
    let files = [
        APP,
        PAGE[0],
        PAGE[1],
        ("pages/index/own.json", ""),
        ("components/card/index.ttml", ""),
        ("miniprogram_npm/ui/button/index.json", ""),
        ("shop/miniprogram_npm/ui/button.json", ""),
        ("utils/date.js", ""),
        ("utils/index.js", ""),
    ];
    let package = zip(&files).expect("opens");
    let component = |from: &str, reference: &str| package.resolve_component(from, reference);
    for (from, reference, want) in [
        ("pages/index/index.json", "own", "pages/index/own"),
        ("pages/index/index.json", "./own", "pages/index/own"),
        ("pages/index/index.json", "/components/card", "components/card/index"),
        ("pages/index/index.json", "../../components/card/index", "components/card/index"),
        ("app.json", "components/card/index", "components/card/index"),
        ("pages/index/index.json", "ui/button", "miniprogram_npm/ui/button/index"),
        ("pages/index/index.json", "ui/button/index", "miniprogram_npm/ui/button/index"),
        ("shop/p/p.json", "ui/button", "shop/miniprogram_npm/ui/button"),
    ] {
        assert_eq!(component(from, reference).as_deref(), Ok(want), "{from} {reference}");
    }
    let outside = component("app.json", "plugin://p/c");
    assert!(matches!(outside, Err(ResolveError::Outside { .. })));
    assert!(matches!(component("a/b.json", "../../../etc"), Err(ResolveError::NoPath { .. })));
    assert!(matches!(component("a/b.json", "./ui/button"), Err(ResolveError::NotFound { .. })));
    let file = |reference| package.resolve_file("pages/index/index.js", reference, &["js"]);
    assert_eq!(file("../../utils/date").as_deref(), Ok("utils/date.js"));
    assert_eq!(file("../../utils/date.js").as_deref(), Ok("utils/date.js"));
    assert_eq!(file("../../utils").as_deref(), Ok("utils/index.js"));
}

#[test]
fn will_it_run_here() {
    let app = r#"{"pages":["pages/index/index","pages/gone/gone"],"tabBar":{"list":[
        {"pagePath":"pages/index/index","text":"a","iconPath":"no.png"},{"pagePath":"pages/other/other","text":"b"}]}}"#;
    let page = r#"{"usingComponents":{"a":"../../a/a","p":"plugin://x/y","n":"nowhere"}}"#;
    let files = [
        ("app.json", app),
        PAGE[0],
        PAGE[1],
        ("pages/index/index.json", page),
        ("pages/gone/gone.ts", ""),
        ("a/a.json", r#"{"component":true,"usingComponents":{"a":"./a","b":"./b"}}"#),
        ("app.js", ""),
    ];
    let report = zip(&files).expect("opens").report();
    assert_eq!(report.verdict, Verdict::RunsWithProblems);
    let lines: Vec<String> = report.problems.iter().map(ToString::to_string).collect();
    for part in [
        "no.png",
        "pages/other/other",
        "gone.ttml",
        "gone.js; compile its TypeScript first",
        "a/a.json: <b>",
        "<p>: \"plugin://x/y\" comes from outside",
        "<n>",
    ] {
        assert_eq!(lines.iter().filter(|line| line.contains(part)).count(), 1, "{part}: {lines:#?}");
    }
    assert_eq!(lines.len(), 7, "{lines:#?}");

    let good = zip(&[APP, PAGE[0], PAGE[1], ("app.js", "")]).expect("opens").report();
    assert_eq!((good.verdict, good.problems.len()), (Verdict::Runs, 0));

    for (file, dialect) in
        [("pages/index/index.axml", Dialect::Alipay), ("pages/index/index.swan", Dialect::Baidu)]
    {
        let package = zip(&[APP, (file, "")]).expect("opens");
        assert_eq!(package.report().verdict, Verdict::UnsupportedDialect(dialect));
    }
}

#[test]
fn text_is_utf_8_or_reported() {
    let mut all = items(&[APP, PAGE[0], PAGE[1]]);
    all.push(Item::deflated("bom.js", "\u{feff}var a".as_bytes()));
    all.push(Item::deflated("gbk.js", b"// ok\nvar a = '\xc4\xe3'"));
    let package = Package::open_bytes(archive(&all).into(), &Limits::default()).expect("opens");
    assert_eq!(package.read_text("bom.js").expect("reads"), "var a");
    let (text, problem) = package.read_text_checked("gbk.js").expect("reads");
    assert!(text.contains('\u{fffd}'));
    assert_eq!(problem.expect("reported").line, 2);
    assert!(package.read_text("nowhere.js").is_err());
    let report = package.report();
    assert!(report.problems.iter().any(|problem| problem.file == "gbk.js"));
}

#[test]
fn a_package_is_shared_between_threads() {
    fn is_shared<T: Send + Sync + Clone + 'static>() {}
    is_shared::<Package>();
    let package = zip(&[APP, PAGE[0], PAGE[1]]).expect("opens");
    let readers: Vec<_> = (0..4)
        .map(|_| {
            let package = package.clone();
            std::thread::spawn(move || package.read("app.json").expect("reads").len())
        })
        .collect();
    for reader in readers {
        assert_eq!(reader.join().expect("no panic"), APP.1.len());
    }
}
