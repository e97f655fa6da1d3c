//! Compiled modules kept between runs.

use super::{AsJson, Bench};
use crate::{BytecodeStore, CacheConfig};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

#[derive(Default)]
struct Shelf {
    entries: RefCell<HashMap<String, Vec<u8>>>,
    puts: Cell<usize>,
}

impl BytecodeStore for Shelf {
    fn get(&self, key: &str) -> Option<Vec<u8>> {
        self.entries.borrow().get(key).cloned()
    }
    fn put(&self, key: &str, entry: &[u8]) {
        self.puts.set(self.puts.get() + 1);
        self.entries.borrow_mut().insert(key.into(), entry.to_vec());
    }
}

const SOURCE: &str =
    "import b from './b';\nexport const x = b; export const f = () => { throw new Error('here') }";

fn run(shelf: &Rc<Shelf>, key: u8, source: &str) -> String {
    let bench = Bench::with(&[("a.js", source), ("b.js", "module.exports = 'b'")], |config| {
        config.cache = Some(CacheConfig { store: shelf.clone(), key: [key; 32] });
    });
    bench.engine.require("a.js").expect("it runs").as_json()
}

#[test]
fn entries_are_used_again() {
    let shelf = Rc::new(Shelf::default());
    for _ in 0..3 {
        assert_eq!(run(&shelf, 1, SOURCE), r#"{"x":"b","f":function}"#);
        assert_eq!(shelf.puts.get(), 2, "compiled once");
    }
    run(&shelf, 1, "exports.y = 1");
    assert_eq!(shelf.puts.get(), 3, "another text is another entry");
}

#[test]
fn forged_entries_are_never_loaded() {
    let shelf = Rc::new(Shelf::default());
    run(&shelf, 1, SOURCE);
    let good = shelf.entries.borrow().clone();
    let forgeries: [fn(&mut Vec<u8>); 6] = [
        |entry| entry[40] ^= 1,
        |entry| entry[0] ^= 1,
        |entry| entry.truncate(40),
        |entry| entry.truncate(10),
        Vec::clear,
        |entry| entry.extend_from_slice(b"more"),
    ];
    for (number, forge) in forgeries.iter().enumerate() {
        *shelf.entries.borrow_mut() = good.clone();
        shelf.entries.borrow_mut().values_mut().for_each(forge);
        shelf.puts.set(0);
        assert_eq!(run(&shelf, 1, SOURCE), r#"{"x":"b","f":function}"#);
        assert_eq!(shelf.puts.get(), 2, "forgery {number} is compiled anew");
    }
    // Entries under each other's keys, and entries of another installation.
    let mut entries: Vec<_> = good.values().cloned().collect();
    entries.reverse();
    let swapped: HashMap<_, _> = good.keys().cloned().zip(entries).collect();
    *shelf.entries.borrow_mut() = swapped;
    shelf.puts.set(0);
    run(&shelf, 1, SOURCE);
    assert_eq!(shelf.puts.get(), 2);
    *shelf.entries.borrow_mut() = good;
    shelf.puts.set(0);
    run(&shelf, 2, SOURCE);
    assert_eq!(shelf.puts.get(), 2);
}
