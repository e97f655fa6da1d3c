//! Archives by the tools that people use: every one of them opens and holds exactly the files that went in.
//!
//! This is the counterweight to the strict check: canonical-or-refused must not refuse what an ordinary archiver writes,
//! to a file or to a pipe. npm's two are installed by `npm ci` in `tests/node`.

use minihost_package::{Limits, Package};
use minihost_tests::tools::{find, missing, root, run};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A tool, and how it packs the current folder into `$1`.
struct Recipe {
    name: &'static str,
    tool: &'static [&'static str],
    script: &'static str,
    /// It marks names as UTF-8. Info-ZIP on Unix does not, so one reader takes them for UTF-8 and another for code page
    /// 437; such archives are refused, with a message that says what to do.
    unicode: bool,
}

const RECIPES: &[Recipe] = &[
    Recipe { name: "Info-ZIP", tool: &["zip"], script: "zip -q -r \"$1\" .", unicode: false },
    Recipe { name: "Info-ZIP, stored", tool: &["zip"], script: "zip -q -0 -r \"$1\" .", unicode: false },
    Recipe {
        name: "Info-ZIP, no folders",
        tool: &["zip"],
        script: "zip -q -9 -D -r \"$1\" .",
        unicode: false,
    },
    Recipe {
        name: "Info-ZIP to a pipe",
        tool: &["zip"],
        script: "zip -q -r - . | cat > \"$1\"",
        unicode: false,
    },
    Recipe { name: "Info-ZIP, plain", tool: &["zip"], script: "zip -q -X -r \"$1\" .", unicode: false },
    Recipe { name: "bsdtar", tool: &["bsdtar"], script: "bsdtar -a -cf \"$1\" *", unicode: true },
    Recipe {
        name: "bsdtar, stored",
        tool: &["bsdtar"],
        script: "bsdtar --format zip --options zip:compression=store -cf \"$1\" *",
        unicode: true,
    },
    Recipe {
        name: "Python",
        tool: &["python3", "python"],
        script: "python3 -m zipfile -c \"$1\" *",
        unicode: true,
    },
    Recipe {
        name: "Python make_archive",
        tool: &["python3"],
        script: "python3 -c 'import shutil,sys; shutil.make_archive(sys.argv[1][:-4], \"zip\", \".\")' \"$1\"",
        unicode: true,
    },
    Recipe {
        name: "Python to a pipe",
        tool: &["python3"],
        script: "python3 -c 'import zipfile,sys,os
out = zipfile.ZipFile(sys.stdout.buffer, \"w\", zipfile.ZIP_DEFLATED)
[out.write(os.path.join(d, f)) for d, _, fs in os.walk(\".\") for f in fs]
out.close()' | cat > \"$1\"",
        unicode: true,
    },
    Recipe { name: "Java jar", tool: &["jar"], script: "jar -cfM \"$1\" .", unicode: true },
    Recipe { name: "Java jar, stored", tool: &["jar"], script: "jar -c0fM \"$1\" .", unicode: true },
    Recipe {
        name: "7-Zip",
        tool: &["7z", "7zz", "7za"],
        script: "$(command -v 7z 7zz 7za | head -1) a -tzip -bd -bso0 \"$1\" .",
        unicode: true,
    },
];

/// Scripts for the two archivers of npm; both stream.
const NODE_RECIPES: &[(&str, &str, &str)] = &[
    (
        "archiver",
        "archiver",
        "const archiver = await import(process.argv[1]);
         const zip = archiver.ZipArchive ? new archiver.ZipArchive() : archiver.default('zip');
         zip.pipe(fs.createWriteStream(process.argv[2]));
         zip.directory('.', false);
         await zip.finalize();",
    ),
    (
        "archiver, stored",
        "archiver",
        "const archiver = await import(process.argv[1]);
         const zip = archiver.ZipArchive ? new archiver.ZipArchive({store: true}) : archiver.default('zip', {store: true});
         zip.pipe(fs.createWriteStream(process.argv[2]));
         zip.directory('.', false);
         await zip.finalize();",
    ),
    (
        "yazl",
        "yazl",
        "const yazl = (await import(process.argv[1])).default;
         const zip = new yazl.ZipFile();
         for (const item of fs.readdirSync('.', {recursive: true, withFileTypes: true})) {
           const path = item.parentPath === '.' ? item.name : item.parentPath + '/' + item.name;
           if (item.isFile()) zip.addFile(path, path); else zip.addEmptyDirectory(path);
         }
         zip.end();
         await new Promise(done => zip.outputStream.pipe(fs.createWriteStream(process.argv[2])).on('close', done));",
    ),
    (
        "yazl, from streams and memory",
        "yazl",
        "const yazl = (await import(process.argv[1])).default;
         const zip = new yazl.ZipFile();
         let n = 0;
         for (const item of fs.readdirSync('.', {recursive: true, withFileTypes: true})) {
           const path = item.parentPath === '.' ? item.name : item.parentPath + '/' + item.name;
           if (!item.isFile()) continue;
           if (n++ % 2) zip.addReadStream(fs.createReadStream(path), path, {compress: n % 3 === 0});
           else zip.addBuffer(fs.readFileSync(path), path, {compress: n % 3 !== 0});
         }
         zip.end();
         await new Promise(done => zip.outputStream.pipe(fs.createWriteStream(process.argv[2])).on('close', done));",
    ),
];

/// The programs of this repository, and one made of what archivers treat in their own ways.
fn sources(scratch: &Path) -> Vec<(String, PathBuf)> {
    let mut sources = Vec::new();
    let programs = root().join("tests/programs");
    for item in fs::read_dir(&programs).expect("tests/programs") {
        let path = item.expect("tests/programs").path();
        if path.join("app.json").is_file() {
            sources.push((path.file_name().expect("has one").to_string_lossy().into_owned(), path));
        }
    }
    assert!(!sources.is_empty(), "no program in {}", programs.display());
    for (name, page) in [("odd", "pages/index/index"), ("odd-unicode", "页面/首页/é")] {
        let folder = scratch.join(name);
        let noise: Vec<u8> = (0..100_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        let files: [(&str, &[u8]); 7] = [
            ("app.json", &format!("{{\"pages\":[\"{page}\"]}}").into_bytes()),
            ("app.js", b""),
            (&format!("{page}.ttml"), b"<view/>"),
            (&format!("{page}.js"), b"Page({})"),
            ("images/noise.png", &noise),
            ("a b/c-d_e@2x.txt", b"x"),
            ("data/long.txt", &b"all work and no play ".repeat(20_000)),
        ];
        for (path, content) in files {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().expect("has one")).expect("folder");
            fs::write(path, content).expect("file");
        }
        fs::create_dir_all(folder.join("empty")).expect("folder");
        sources.push((name.to_owned(), folder));
    }
    sources
}

fn content(package: &Package) -> BTreeMap<String, Vec<u8>> {
    package
        .files()
        .map(|file| (file.path.clone(), package.read(&file.path).expect("every file reads")))
        .collect()
}

/// Opens an archive and compares it with the folder it was made of.
fn check(what: &str, archive: &Path, folder: &Path) {
    let packed =
        Package::open_file(archive, &Limits::default()).unwrap_or_else(|error| panic!("{what}: {error}"));
    let loose = Package::open_folder(folder, &Limits::default()).expect("the folder opens");
    assert_eq!(packed.dialect(), loose.dialect(), "{what}");
    assert!(content(&packed) == content(&loose), "{what}: the files differ");
}

#[test]
fn archives_of_ordinary_tools_open() {
    let scratch = tempfile::tempdir().expect("a folder");
    let sources = sources(scratch.path());
    let mut opened = 0;
    for recipe in RECIPES {
        if find(recipe.tool).is_none() {
            // 7-Zip is a bonus; the others are asked for.
            if recipe.name != "7-Zip" {
                missing(&format!("archives by {}: {} is not installed", recipe.name, recipe.tool[0]));
            }
            continue;
        }
        for (name, folder) in sources.iter().filter(|(name, _)| recipe.unicode || name != "odd-unicode") {
            let archive = scratch.path().join(format!("{name}.zip"));
            let _ = fs::remove_file(&archive);
            let mut shell = Command::new("sh");
            // Java takes the encoding of names from the locale.
            shell
                .args(["-e", "-c", recipe.script, "sh"])
                .arg(&archive)
                .current_dir(folder)
                .env("LC_ALL", "C.UTF-8");
            run(&mut shell);
            check(&format!("{name} by {}", recipe.name), &archive, folder);
            opened += 1;
        }
    }
    println!("{opened} archives opened");
}

#[test]
fn archives_of_npm_archivers_open() {
    let Some(node) = find(&["node"]) else {
        return missing("archives by archiver and yazl: node is not installed");
    };
    let modules = root().join("tests/node/node_modules");
    let scratch = tempfile::tempdir().expect("a folder");
    let sources = sources(scratch.path());
    for (what, module, script) in NODE_RECIPES {
        let Ok(manifest) = fs::read_to_string(modules.join(module).join("package.json")) else {
            missing(&format!("archives by {what}: run `npm ci --ignore-scripts` in tests/node"));
            continue;
        };
        let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("a package.json");
        let entry = manifest["exports"].as_str().or(manifest["main"].as_str()).unwrap_or("index.js");
        let entry = modules.join(module).join(entry);
        for (name, folder) in &sources {
            let archive = scratch.path().join(format!("{name}.zip"));
            let _ = fs::remove_file(&archive);
            let script = format!("import fs from 'node:fs';\n{script}");
            let mut command = Command::new(&node);
            command
                .args(["--input-type=module", "-e", &script])
                .arg(&entry)
                .arg(&archive)
                .current_dir(folder);
            run(&mut command);
            check(&format!("{name} by {what}"), &archive, folder);
        }
    }
}
