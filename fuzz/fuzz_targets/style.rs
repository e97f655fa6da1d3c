//! Style sheets: whatever stands there is read, with problems, and styles a small tree.
#![no_main]

use libfuzzer_sys::fuzz_target;
use minihost_style::StyleSheet;

fuzz_target!(|text: &str| {
    let (sheet, _) = StyleSheet::parse(text, "page.wxss", &|_| None);
    assert!(sheet.rule_count() <= text.len());
});
