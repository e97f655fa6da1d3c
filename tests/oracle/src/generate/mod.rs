//! Random programs: a page, three components that use each other, and what happens to them. All from one number, so that a
//! finding can be run again.
//!
//! What is known to differ for a reason (`cases/`) is left out: the order in which the items of one change hear of it, includes
//! inside of loops, templates without a name, fallback content, `??`, lists with holes, paths that
//! make a list of what was none, slots named by null or by a choice, properties whose expression has a branch that is not taken
//! (we know statically what an expression reads, so an observer may wake once more, with an equal value).

mod script;
mod template;

use crate::program::{Program, Step};
use script::{component_script, page_script};
use serde_json::{Value as Json, json};
use template::{COMPONENT, FILES, PAGE, Writer};

/// xorshift64*: small, good enough, the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// 0 to `end` - 1.
    fn below(&mut self, end: usize) -> usize {
        (self.next() >> 33) as usize % end
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }
}

/// The program of a number.
pub fn program(seed: u64) -> Program {
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    for _ in 0..4 {
        random.next();
    }
    let mut program = Program::default();
    let mut writer = Writer::new(&mut random);
    let page = writer.template(&["a", "b", "c"], PAGE);
    program.files.insert("page.wxml".into(), page);
    program.files.insert("page.js".into(), page_script());
    for (n, name) in ["a", "b", "c"].iter().enumerate() {
        // A component uses those after it: no cycles.
        let below: &[&str] = &["a", "b", "c"][n + 1..];
        let text = writer.template(below, COMPONENT);
        program.files.insert(format!("{name}.wxml"), text);
        let script = component_script(writer.random, name);
        program.files.insert(format!("{name}.js"), script);
    }
    for (path, text) in FILES {
        program.files.insert((*path).into(), (*text).into());
    }
    let ids = writer.ids;
    for _ in 0..2 + random.below(8) {
        let step = step(&mut random, ids);
        // Who is hidden cannot be hidden.
        if !(is_hide(&step) && program.steps.iter().rfind(|step| is_lifetime(step)).is_some_and(is_hide)) {
            program.steps.push(step);
        }
    }
    program
}

fn is_lifetime(step: &Step) -> bool {
    matches!(step, Step::Lifetime(_))
}

fn is_hide(step: &Step) -> bool {
    matches!(step, Step::Lifetime(name) if name == "hide")
}

fn item(random: &mut Random) -> Json {
    json!({"id": random.below(4), "v": random.pick(&["a", "b", ""]), "k": random.below(3)})
}

fn any(random: &mut Random) -> Json {
    match random.below(8) {
        0 => Json::Null,
        1 => json!(random.one_in(2)),
        2 => json!(random.below(4)),
        3 => json!(random.pick(&["", "a", "s", "12"])),
        4 => json!({"x": random.below(3), "y": {"z": random.below(2)}, "l": [random.below(2)]}),
        5 => Json::Array((0..random.below(4)).map(|_| item(random)).collect()),
        6 => json!([1, "b", null]),
        _ => item(random),
    }
}

fn step(random: &mut Random, ids: usize) -> Step {
    let id = format!("i{}", 1 + random.below(ids.max(1)));
    match random.below(15) {
        12 | 13 => {
            let method = random.pick(&["grow", "prop", "swap", "deep", "fire"]);
            Step::Call("poke".into(), vec![json!(id), json!(method)])
        }
        14 => Step::Lifetime(random.pick(&["show", "hide"]).into()),
        0 | 1 => Step::Event(id, "tap".into(), json!({"x": 1}), true),
        2 => Step::Event(id, "longpress".into(), json!({}), true),
        3 => Step::Call("both".into(), Vec::new()),
        4 | 5 => {
            let mut ids: Vec<usize> = (0..5).filter(|_| !random.one_in(3)).collect();
            for n in (1..ids.len()).rev() {
                ids.swap(n, random.below(n + 1));
            }
            let rows = ids.iter().map(|id| json!({"id": id, "v": format!("v{id}"), "k": [id]})).collect();
            Step::Set("list".into(), Json::Array(rows))
        }
        6 => Step::Set(
            "words".into(),
            Json::Array((0..random.below(4)).map(|n| json!(format!("w{}", n * 2 % 5))).collect()),
        ),
        _ => {
            let path = random.pick(&[
                "n",
                "s",
                "on",
                "o",
                "o.x",
                "o.y.z",
                "o.l",
                "list[0].v",
                "list[0]",
                "words[0]",
            ]);
            let value = match path {
                "list[0]" => json!({"id": 7, "v": random.pick(&["a", "7"]), "k": 1}),
                "words[0]" => json!(random.pick(&["own", ""])),
                _ => any(random),
            };
            Step::Set(path.into(), value)
        }
    }
}
