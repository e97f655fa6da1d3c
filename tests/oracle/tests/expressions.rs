//! Expressions are worth what JavaScript says.

use minihost_oracle::expressions::{Judge, scope, texts};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

#[test]
fn expressions_are_worth_what_javascript_says() {
    let thread = std::thread::Builder::new().stack_size(16 << 20).spawn(|| {
        let judge = Judge::new();
        let cases: u32 = std::env::var("EXPRESSIONS").ok().and_then(|text| text.parse().ok()).unwrap_or(3000);
        let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
        let bytes = || proptest::collection::vec(any::<u8>(), 0..40);
        let result = runner.run(&(bytes(), bytes()), |(expression, values)| {
            match judge.difference(&texts(&expression), &scope(&values)) {
                None => Ok(()),
                Some(difference) => Err(TestCaseError::fail(difference)),
            }
        });
        if let Err(error) = result {
            panic!("{error}");
        }
        assert!(judge.judged() > cases as usize / 2, "only {} of {cases} were judged", judge.judged());
    });
    thread.expect("threads can be made").join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
}
