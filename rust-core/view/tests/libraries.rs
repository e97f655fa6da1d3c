//! Attaches every component of real libraries with its default properties and counts those that raise no problem. Ignored: it
//! wants a folder of unpacked npm packages in `MINIHOST_VIEW_LIBRARIES` (@vant/weapp, tdesign-miniprogram, weui-miniprogram,
//! wux-weapp; `npm pack` and unpack each into a folder of its own).
//!
//! `MINIHOST_VIEW_LIBRARIES=… cargo test -p minihost-view --test libraries -- --ignored --nocapture`

mod common;
use common::{Files, Program};
use minihost_ports::Dialect;
use std::collections::BTreeMap;
use std::path::Path;

/// An API object that answers everything with something harmless.
const API: &str = r"(function (host) {
  var rect = { left: 0, top: 0, right: 0, bottom: 0, width: 0, height: 0 };
  function query() {
    var q = { exec: function () { return q }, in: function () { return q } };
    ['select', 'selectAll', 'selectViewport', 'boundingClientRect', 'scrollOffset', 'fields', 'node', 'context'].forEach(function (n) { q[n] = function () { return q } });
    return q;
  }
  function observer() {
    var o = {};
    ['relativeTo', 'relativeToViewport', 'observe', 'disconnect'].forEach(function (n) { o[n] = function () { return o } });
    return o;
  }
  function animation() {
    var a = { export: function () { return { actions: [] } } };
    ['opacity', 'backgroundColor', 'width', 'height', 'left', 'top', 'rotate', 'rotateX', 'scale', 'translate', 'translateX', 'translateY', 'translate3d', 'step'].forEach(function (n) { a[n] = function () { return a } });
    return a;
  }
  var info = { SDKVersion: '3.3.0', platform: 'ios', system: 'iOS 17', model: 'x', brand: 'x', language: 'zh_CN', pixelRatio: 2, screenWidth: 375, screenHeight: 750, windowWidth: 375, windowHeight: 700, statusBarHeight: 20, safeArea: rect, theme: 'light' };
  var known = { canIUse: function () { return true }, getSystemInfoSync: function () { return info }, getWindowInfo: function () { return info }, getDeviceInfo: function () { return info }, getAppBaseInfo: function () { return info },
    getMenuButtonBoundingClientRect: function () { return rect }, createSelectorQuery: query, createIntersectionObserver: observer, createAnimation: animation, nextTick: function (f) { Promise.resolve().then(f) },
    getStorageSync: function () { return '' }, createOffscreenCanvas: function () { return { getContext: function () { return {} } } }, env: { USER_DATA_PATH: '' } };
  globalThis.wx = new Proxy(known, { get: function (t, n) { if (!(n in t) && typeof n === 'string') t[n] = function () {}; return t[n] } });
  host.view.hooks.selectorQuery = query;
  host.view.hooks.intersectionObserver = observer;
  host.view.hooks.mediaQueryObserver = observer;
})(__minihost);";

fn collect(root: &Path, at: &Path, files: &mut BTreeMap<String, String>) {
    let Ok(entries) = std::fs::read_dir(at) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            if path
                .file_name()
                .is_none_or(|name| name != "node_modules" && name != "example" && name != "lib")
            {
                collect(root, &path, files);
            }
        } else if let (Ok(name), Ok(text)) = (path.strip_prefix(root), std::fs::read_to_string(&path)) {
            files.insert(name.to_string_lossy().replace('\\', "/"), text);
        }
    }
}

#[test]
#[ignore = "wants unpacked libraries"]
fn libraries_attach() {
    let Ok(folder) = std::env::var("MINIHOST_VIEW_LIBRARIES") else { panic!("set MINIHOST_VIEW_LIBRARIES") };
    let only = std::env::var("ONLY").unwrap_or_default();
    let thread = std::thread::Builder::new().stack_size(16 << 20).spawn(move || {
        let mut libraries: Vec<_> =
            std::fs::read_dir(folder).expect("a folder").flatten().map(|e| e.path()).collect();
        libraries.sort();
        for library in libraries.into_iter().filter(|path| path.is_dir()) {
            let mut files = BTreeMap::new();
            collect(&library, &library, &mut files);
            let components: Vec<String> = files
                .iter()
                .filter(|(path, text)| {
                    Path::new(path).extension().is_some_and(|end| end == "json")
                        && serde_json::from_str::<serde_json::Value>(text)
                            .is_ok_and(|json| json["component"] == true)
                        && !path.contains("/_example/")
                })
                .map(|(path, _)| path.trim_end_matches(".json").to_owned())
                .filter(|path| path.contains(&only))
                .collect();
            if components.is_empty() {
                continue;
            }
            let started = std::time::Instant::now();
            let (mut clean, mut nodes) = (0, 0);
            for component in &components {
                let mut files = files.clone();
                files.insert("app.js".into(), "App({})".into());
                files.insert("smoke/page.js".into(), "Page({})".into());
                files.insert("smoke/page.wxml".into(), "<x id=\"x\"><view slot=\"s\">a</view></x>".into());
                files.insert(
                    "smoke/page.json".into(),
                    format!("{{\"usingComponents\": {{\"x\": \"/{component}\"}}}}"),
                );
                let program =
                    Program::with_scripts(Dialect::WeChat, Files(files), vec![("smoke/wx.js", API)]);
                let page = program.ready("smoke/page");
                program.pump();
                let problems = program.problems();
                nodes += program.tree(page).lines().count();
                if !only.is_empty() {
                    println!("{}", program.tree(page));
                }
                // For comparing with another engine's trees.
                if let Ok(folder) = std::env::var("MINIHOST_VIEW_DUMP") {
                    let file = Path::new(&folder)
                        .join(library.file_name().expect("it has a name"))
                        .join(component.replace('/', "~") + ".txt");
                    std::fs::create_dir_all(file.parent().expect("it was just made"))
                        .expect("folders can be made");
                    std::fs::write(file, program.tree(page)).expect("the folder can be written");
                }
                program.view.page_unload(page);
                let problems = problems + &program.problems();
                if problems.is_empty() {
                    clean += 1;
                } else {
                    let first: Vec<&str> =
                        problems.lines().take(if only.is_empty() { 2 } else { 50 }).collect();
                    println!("  {component}: {}", first.join("\n      "));
                }
            }
            println!(
                "{}: {clean} of {} without a problem, {nodes} nodes, {:?}",
                library.display(),
                components.len(),
                started.elapsed()
            );
        }
    });
    thread.expect("threads can be made").join().expect("no panic");
}
