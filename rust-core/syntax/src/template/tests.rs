//! One line a case: source, the nodes it becomes, the problems.

use super::parse_template;
use crate::{ClassPiece, Element, EventKind, Expr, Key, Node, ScriptSource, Template, table};
use minihost_ports::{Dialect, Problem, Severity};
use minihost_value::Value;
use proptest::prelude::*;
use std::fmt::Write;

fn parse(dialect: Dialect, source: &str) -> (Template, Vec<Problem>) {
    let table = table(dialect).expect("a row");
    parse_template(source, &format!("pages/a/a.{}", table.template_ext), table)
}

/// A constant as itself, anything else as the data it reads: `{a.b}`.
fn value(expr: &Expr) -> String {
    match expr.as_static() {
        Some(Value::String(text)) => text.to_string(),
        Some(value) => format!("{value:?}"),
        None => format!("{{{}}}", expr.reads().iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")),
    }
}

fn show_element(element: &Element, out: &mut String) {
    let mut add = |name: &str, text: &str| write!(out, " {name}={text}").expect("a String takes all");
    for (name, expr) in [("#", &element.id), ("style", &element.style), ("slot", &element.slot)] {
        if let Some(expr) = expr {
            add(name, &value(expr));
        }
    }
    for piece in &element.class {
        match piece {
            ClassPiece::Static(name) => add(".", name),
            ClassPiece::Dynamic(expr) => add(".", &value(expr)),
        }
    }
    for attribute in &element.attributes {
        let prefix = if attribute.two_way { "model:" } else { "" };
        add(&format!("{prefix}{}", attribute.name), &value(&attribute.value));
    }
    for (prefix, list) in [
        ("data", &element.dataset),
        ("mark", &element.marks),
        ("generic", &element.generics),
        ("change", &element.changes),
    ] {
        for named in list {
            add(&format!("{prefix}:{}", named.name), &value(&named.value));
        }
    }
    for (name, alias) in &element.slot_values {
        add(&format!("slot:{name}"), alias);
    }
    for event in &element.events {
        let kind = match event.kind {
            EventKind::Bind => "on",
            EventKind::Catch => "catch",
            EventKind::MutBind => "mut",
            EventKind::CaptureBind => "capture",
            EventKind::CaptureCatch => "capture-catch",
        };
        add(&format!("{kind}:{}", event.name), &value(&event.handler));
    }
}

fn show(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => write!(out, "{:?}", value(&text.value)).expect("a String takes all"),
            Node::Element(element) => {
                write!(out, "<{}", element.tag).expect("a String takes all");
                show_element(element, out);
                out.push('>');
                show(&element.children, out);
                out.push_str("</>");
            }
            Node::If(chain) => {
                for (n, branch) in chain.branches.iter().enumerate() {
                    let word = if n == 0 { "if" } else { "else" };
                    let condition = branch.condition.as_ref().map_or(String::new(), value);
                    write!(out, "{word}{condition}[").expect("a String takes all");
                    show(&branch.children, out);
                    out.push(']');
                }
            }
            Node::For(list) => {
                let key = match &list.key {
                    None => String::new(),
                    Some(Key::This) => " by *".into(),
                    Some(Key::Property(name)) => format!(" by {name}"),
                    Some(Key::Computed(expr)) => format!(" by {}", value(expr)),
                };
                write!(out, "for {},{} of {}{key}[", list.item, list.index, value(&list.list))
                    .expect("a String takes all");
                show(&list.children, out);
                out.push(']');
            }
            Node::TemplateUse(used) => {
                let data = used.data.as_ref().map_or(String::new(), |data| format!(" {}", value(data)));
                write!(out, "use({}{data})", value(&used.name)).expect("a String takes all");
            }
            Node::Include(include) => write!(out, "include({})", include.path).expect("a String takes all"),
            Node::Slot(slot) => {
                write!(out, "slot({}", value(&slot.name)).expect("a String takes all");
                for attribute in &slot.values {
                    write!(out, " {}={}", attribute.name, value(&attribute.value))
                        .expect("a String takes all");
                }
                out.push(')');
                if !slot.children.is_empty() {
                    out.push('[');
                    show(&slot.children, out);
                    out.push(']');
                }
            }
        }
    }
}

fn check(source: &str, expected: &str) {
    check_in(Dialect::WeChat, source, expected, &[]);
}

fn check_in(dialect: Dialect, source: &str, expected: &str, problems: &[&str]) {
    let (template, found) = parse(dialect, source);
    let mut shown = String::new();
    show(&template.children, &mut shown);
    assert_eq!(shown, expected, "{source}");
    let found: Vec<String> = found
        .iter()
        .map(|problem| format!("{}:{} {}", problem.line, problem.column, problem.message))
        .collect();
    assert_eq!(found, problems, "{source}");
}

#[test]
fn elements_and_text() {
    check("<view>a</view>", "<view>\"a\"</>");
    check("<view>\n  <text> </text>\n</view>", "<view><text>\" \"</></>");
    check("<text>\n  <text>a</text> <text>b</text>\n</text>", "<text><text>\"a\"</>\" \"<text>\"b\"</></>");
    check("<view> a {{b}} </view>", "<view>\"{b}\"</>");
    check("<view>{{ 'x' + 1 }}</view>", "<view>\"x1\"</>");
    check("a&emsp14;&lt;&#20013;", "\"a&emsp14;<中\"");
    check("{{'&lt;'}}", "\"&lt;\"");
    check("<a/><b/>", "<a></><b></>");
    check("<view><!-- {{ --></view>", "<view></>");
    check("<block><a/>x<block/></block>", "<a></>\"x\"");
    check("<My-Tag_1/>", "<My-Tag_1></>");
    check("", "");
}

#[test]
fn attributes() {
    check("<a b=\"1\" c='{{d}}' e/>", "<a b=1 c={d} e=true></>");
    check("<a b=\"{{1}}\" c=\"{{true}}\" d=\"\" e=\"{{}}\"/>", "<a b=1 c=true d= e=undefined></>");
    check("<a scrollY scroll-with-Animation=\"x\"/>", "<a scroll-y=true scroll-with-animation=x></>");
    check("<a b=\"&quot;{{c}}&quot;\"/>", "<a b={c}></>");
    check("<a b=\"{{ {c: {d: e}} }}\"/>", "<a b={e}></>");
    check("<a id=\"x-{{i}}\" style=\"top: 1px\" slot=\"s\"/>", "<a #={i} style=top: 1px slot=s></>");
    check("<a data-user-id=\"{{u}}\" data-aB=\"1\" data-x/>", "<a data:userId={u} data:ab=1 data:x=true></>");
    check(
        "<a mark:m=\"1\" generic:item-view=\"b\" change:theProp=\"{{m.f}}\"/>",
        "<a mark:m=1 generic:item-view=b change:the-prop={m.f}></>",
    );
    check("<a model:value=\"{{b.c}}\"/>", "<a model:value={b.c}></>");
    check("<a slot:item slot:index=\"i\"/>", "<a slot:item=item slot:index=i></>");
    check("<a worklet:onscroll=\"x\" hidden/>", "<a hidden=true></>");
    check("<a b=\"{{c == \"d\"}}\" e=\"f\"/>", "<a b={c} e=f></>");
}

#[test]
fn classes() {
    check("<a class=\" x  y\n{{z}} \"/>", "<a .=x .=y .={z}></>");
    check("<a class=\"x-{{a}}-y {{b}}{{c}} z\"/>", "<a .={a} .={b c} .=z></>");
    check("<a class=\"{{'b c'}} {{1}}\"/>", "<a .=b .=c .=1></>");
    check("<a class=\"{{[a, 'b']}}\"/>", "<a .={a}></>");
    check("<a class/>", "<a></>");
}

#[test]
fn events() {
    check("<a bindtap=\"f\" bind:my-event=\"g\" catchtap=\"\"/>", "<a on:tap=f on:my-event=g catch:tap=></>");
    check(
        "<a mut-bind:tap=\"f\" capture-bind:tap=\"g\" capture-catch:tap=\"{{h}}\"/>",
        "<a mut:tap=f capture:tap=g capture-catch:tap={h}></>",
    );
    check("<a bind=\"x\" catch-all=\"y\"/>", "<a bind=x catch-all=y></>");
}

#[test]
fn conditions_and_loops() {
    check(
        "<a wx:if=\"{{x}}\"/><b wx:elif=\"{{y}}\"/>\n<!-- c -->\n<c wx:else/>",
        "if{x}[<a></>]else{y}[<b></>]else[<c></>]",
    );
    check("<a wx:if=\"{{x}}\"/><b wx:if=\"{{y}}\"/><c wx:else/>", "if{x}[<a></>]if{y}[<b></>]else[<c></>]");
    check("<a wx:for=\"{{l}}\" wx:key=\"id\">{{item}}</a>", "for item,index of {l} by id[<a>\"{item}\"</>]");
    check(
        "<a wx:for=\"{{l}}\" wx:for-item=\"x\" wx:for-index=\"i\" wx:key=\"*this\"/>",
        "for x,i of {l} by *[<a></>]",
    );
    check(
        "<a wx:for-items=\"{{[1, 2]}}\" wx:key=\"{{item.id}}\"/>",
        "for item,index of [1, 2] by {item.id}[<a></>]",
    );
    check("<a wx:for=\"{{l}}\" wx:if=\"{{item}}\"/>", "for item,index of {l}[if{item}[<a></>]]");
    check(
        "<a wx:if=\"{{x}}\"/><b wx:else wx:for=\"{{l}}\"/>",
        "if{x}[<a></>]else[for item,index of {l}[<b></>]]",
    );
    check(
        "<block wx:if=\"{{x}}\"><a/><b/></block><block wx:else>t</block>",
        "if{x}[<a></><b></>]else[\"t\"]",
    );
    check(
        "<block slot=\"s\"><a/><b slot=\"t\"/><c wx:if=\"{{x}}\"/></block>",
        "<a slot=s></><b slot=t></>if{x}[<c slot=s></>]",
    );
}

#[test]
fn templates_slots_and_files() {
    let (template, problems) = parse(
        Dialect::WeChat,
        "<import src=\"../t\"/><wxs module=\"m\" src=\"./m.wxs\"/><view><template name=\"x\"><a/>{{b}}</template></view>\
         \n<wxs module=\"n\">\nvar a = '<view>' </wxs>",
    );
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(&*template.imports[0].path, "pages/t.wxml");
    let definition = template.definition("x").expect("defined");
    assert_eq!((definition.children.len(), definition.position.column), (2, 58));
    assert_eq!(template.scripts[0].source, ScriptSource::File("pages/a/m.wxs".into()));
    let inline = ScriptSource::Inline { code: "\nvar a = '<view>' ".into(), line: 2 };
    assert_eq!((&*template.scripts[1].module, &template.scripts[1].source), ("n", &inline));

    check("<template is=\"x\" data=\"{{a, b: c.d, ...e}}\"/>", "use(x {a e c.d})");
    check("<template is=\"{{t}}\" data=\"{{item}}\"/>", "use({t} {item})");
    check("<template is=\"x\" wx:for=\"{{l}}\"/>", "for item,index of {l}[use(x)]");
    check("<include src=\"/b/c.wxml\"/>", "include(b/c.wxml)");
    check("<slot/><slot name=\"{{n}}\" theItem=\"{{i}}\">f</slot>", "slot()slot({n} the-item={i})[\"f\"]");
}

#[test]
fn bytedance_reads_both_prefixes_and_both_script_tags() {
    for source in ["<a tt:if=\"{{x}}\"/><b wx:else/>", "<a wx:if=\"{{x}}\"/><b tt:else/>"] {
        check_in(Dialect::ByteDance, source, "if{x}[<a></>]else[<b></>]", &[]);
    }
    let (template, problems) =
        parse(Dialect::ByteDance, "<sjs module=\"a\" src=\"b\"/><wxs module=\"c\">d</wxs>");
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(template.scripts[0].source, ScriptSource::File("pages/a/b.sjs".into()));
    assert_eq!(&*template.scripts[1].module, "c");
}

#[test]
fn events_take_modifiers_where_the_dialect_has_them() {
    for (source, expected) in [
        ("<a bindtap.stop=\"{{f}}\"/>", "<a catch:tap={f}></>"),
        ("<a bind:tap.capture=\"f\"/>", "<a capture:tap=f></>"),
        ("<a bindtap.capture.stop=\"f\"/>", "<a capture-catch:tap=f></>"),
        ("<a bindtouchmove.prevent=\"f\"/>", "<a on:touchmove=f></>"),
        ("<a catchtap.capture=\"f\" bind:my.event=\"g\"/>", "<a capture-catch:tap=f on:my.event=g></>"),
    ] {
        check_in(Dialect::ByteDance, source, expected, &[]);
    }
    check("<a bindtap.stop=\"f\"/>", "<a on:tap.stop=f></>");
}

#[test]
fn what_is_wrong_is_understood_where_it_can_be_and_said() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("<a>\n<b>x</a>", "<a><b>\"x\"</></>", &["2:1 <b> is not closed before </a>; add </b>"]),
        (
            "<a><image src=\"x\"><b/></a>",
            "<a><image src=x></><b></></>",
            &["1:4 <image> is not closed before </a>; add </image>"],
        ),
        ("<a>", "<a></>", &["1:1 <a> is not closed; add </a>"]),
        ("</a><b/>", "<b></>", &["1:1 </a> closes nothing; remove it"]),
        (
            "<a wx:else/>",
            "<a></>",
            &["1:1 wx:else has no wx:if right before it; put them on neighbouring tags"],
        ),
        (
            "<a wx:if=\"{{x}}\"/>t<b wx:else/>",
            "if{x}[<a></>]\"t\"<b></>",
            &["1:20 wx:else has no wx:if right before it; put them on neighbouring tags"],
        ),
        (
            "<a b=\"{{c +}}\"/>",
            "<a b=undefined></>",
            &["1:12 cannot read the expression {{c +}}: the expression ends too early"],
        ),
        ("中{{a b}}", "\"中\"", &["1:6 cannot read the expression {{a b}}: 'b' is not expected here"]),
        (
            "<a wx:if=\"x\"/>",
            "ifx[<a></>]",
            &["1:4 the value of wx:if is text, not an expression; add braces"],
        ),
        (
            "<a wx:for=\" {{l}}\"/>",
            "for item,index of {l}[<a></>]",
            &["1:4 the value of wx:for is text, not an expression; remove what stands around the braces"],
        ),
        ("<a wx:unless=\"{{x}}\"/>", "<a></>", &["1:4 there is no directive wx:unless; it is ignored"]),
        ("<a b=\"1\" b=\"2\"/>", "<a b=1></>", &["1:10 b stands twice in this tag; the first one counts"]),
        (
            "<a model:v=\"{{b + 1}}\"/>",
            "<a v={b}></>",
            &["1:4 model:v is bound one way only: two-way binding needs a plain name, such as {{value}}"],
        ),
        ("<import src=\"{{x}}\"/>", "", &["1:1 <import> needs a src that is a fixed path"]),
        ("<include src=\"../../../x\"/>", "", &["1:1 <include src=\"../../../x\"> leads out of the package"]),
        ("<template/>", "", &["1:1 <template> needs a name or an is"]),
        ("<wxs>x</wxs>", "", &["1:1 <wxs> needs a module name"]),
        (
            "<a tt:if=\"{{x}}\"/>",
            "<a tt:if={x}></>",
            &["1:4 WeChat knows no attribute tt:if; it is kept as written"],
        ),
    ];
    for (source, shown, problems) in cases {
        check_in(Dialect::WeChat, source, shown, problems);
    }
}

#[test]
fn nesting_is_limited() {
    let (template, problems) =
        parse(Dialect::WeChat, &format!("{}x{}<b/>", "<a>".repeat(5000), "</a>".repeat(5000)));
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(template.children.len(), 2);
    parse(Dialect::WeChat, &"<a>".repeat(100_000));
    parse(Dialect::WeChat, &"<block slot=\"a\">".repeat(100_000));
}

#[test]
fn hostile_sources_do_not_cost_their_square() {
    let started = std::time::Instant::now();
    for piece in [
        "<a b=\"{{",
        "<a ",
        "{{",
        "{{'",
        "<",
        "<a b=",
        "&",
        "<!--",
        "<a b='",
        "<wxs>",
        "</",
        "{{[",
        " b=\"{{'\"",
    ] {
        parse(Dialect::WeChat, &piece.repeat(100_000));
        parse(Dialect::WeChat, &format!("<a {}", piece.repeat(100_000)));
    }
    // Measured at 3 s unoptimised on a slow machine; the square of any of these takes minutes.
    assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
}

/// Reads every template and inline script under the folders in `MINIHOST_TEMPLATES` (separated by `:`) and prints how
/// many there were; no template may have an error. Component libraries from npm are the intended food.
#[test]
#[ignore = "needs unpacked packages: MINIHOST_TEMPLATES=folder:folder cargo test -p minihost-syntax -- --ignored --nocapture"]
fn real_templates_have_no_errors() {
    let folders = std::env::var("MINIHOST_TEMPLATES").expect("MINIHOST_TEMPLATES names folders");
    let mut waiting: Vec<std::path::PathBuf> = folders.split(':').map(Into::into).collect();
    let (mut templates, mut scripts, mut warnings) = (0, 0, 0);
    let mut errors = Vec::new();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(
                std::fs::read_dir(&path).expect("readable").map(|entry| entry.expect("readable").path()),
            );
            continue;
        }
        let extension = path.extension().and_then(|end| end.to_str()).unwrap_or_default();
        let Some(table) = Dialect::ALL
            .into_iter()
            .filter_map(table)
            .find(|table| [table.template_ext, table.script_ext].contains(&extension))
        else {
            continue;
        };
        let Ok(source) = std::fs::read_to_string(&path) else { continue };
        let name = path.to_string_lossy();
        let found = if extension == table.template_ext {
            templates += 1;
            parse_template(&source, &name, table).1
        } else {
            scripts += 1;
            crate::compile_inline_script(&source, &name, table).problems
        };
        for problem in found {
            if problem.severity == Severity::Error {
                errors.push(problem.to_string());
            } else {
                warnings += 1;
                println!("{problem}");
            }
        }
    }
    println!("{templates} templates, {scripts} inline scripts, {warnings} warnings, {} errors", errors.len());
    assert!(templates > 0, "no templates found");
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(source in "\\PC{0,200}") {
        parse(Dialect::WeChat, &source);
    }

    #[test]
    fn no_jumble_of_markup_makes_it_panic(pieces in proptest::collection::vec(
        proptest::sample::select(vec!["<view", "<text", "<block", "<template", "<wxs", "<slot", "<image", ">", "/>", "</view>",
            "</block>", "</text>", "</wxs>", " wx:if=", " tt:else", " wx:for=", " wx:key=", " name=", " is=", " data=", " src=",
            " class=", " bindtap=", " model:v=", "\"", "'", "{{", "}}", "a", " ", "\n", "&lt;", "<!--", "-->", "中", "=", "/"]),
        0..60)
    ) {
        let source = pieces.concat();
        for dialect in [Dialect::WeChat, Dialect::ByteDance] {
            let (template, _) = parse(dialect, &source);
            let mut out = String::new();
            show(&template.children, &mut out);
        }
    }
}
