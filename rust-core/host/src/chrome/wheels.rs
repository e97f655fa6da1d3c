//! Wheels of a picker: what each column offers and where it stands. Pure; the session shows them and reports what was chosen.

use crate::regions::{Region, Regions};
use std::sync::Arc;

/// Tallest list of choices in one column; what a program gives beyond is left out.
const MOST_ITEMS: usize = 5000;
/// Most columns.
const MOST_COLUMNS: usize = 8;

/// Years that a date picker offers when the program names none.
const YEARS: (u32, u32) = (1900, 2099);

/// What the columns mean.
#[derive(Debug, Clone, PartialEq)]
enum Meaning {
    /// Texts of the program.
    Texts,
    /// Numbers within a span: a later column's depend on what the earlier ones show.
    Span { unit: Unit, low: Vec<u32>, high: Vec<u32> },
    /// Regions: a later column offers what lies in the one before. `any` stands first in each column, if the program wants that.
    Tree { regions: Arc<Regions>, any: Option<String> },
}

/// What numbers count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Year, month, day.
    Date,
    /// Hour, minute.
    Time,
}

/// The columns of an open picker.
#[derive(Debug, Clone, PartialEq)]
pub struct Wheels {
    meaning: Meaning,
    texts: Vec<Vec<String>>,
    /// First number of each column, for spans.
    firsts: Vec<u32>,
    selected: Vec<usize>,
}

impl Unit {
    /// Smallest and largest number of the column behind a prefix.
    fn range(self, prefix: &[u32]) -> (u32, u32) {
        match (self, prefix) {
            (Unit::Time, []) => (0, 23),
            (Unit::Time, _) => (0, 59),
            (Unit::Date, []) => YEARS,
            (Unit::Date, [_]) => (1, 12),
            (Unit::Date, [year, month, ..]) => (1, days(*year, *month)),
        }
    }

    fn columns(self) -> usize {
        match self {
            Unit::Date => 3,
            Unit::Time => 2,
        }
    }

    /// The numbers of `2026-03-09` or `09:30`; what is missing is the smallest. `None` when there is no number at all.
    pub fn parse(self, text: &str) -> Option<Vec<u32>> {
        let mut found: Vec<u32> = Vec::new();
        for part in text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()) {
            if found.len() < self.columns() {
                let (low, high) = match found.as_slice() {
                    // Years outside of the usual ones are the program's own choice.
                    [] if self == Unit::Date => (1, 9999),
                    prefix => self.range(prefix),
                };
                found.push(part.parse::<u32>().unwrap_or(high).clamp(low, high));
            }
        }
        if found.is_empty() {
            return None;
        }
        while found.len() < self.columns() {
            found.push(self.range(&found).0);
        }
        Some(found)
    }
}

/// Days of a month in the Gregorian calendar.
fn days(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

impl Wheels {
    /// Columns of texts.
    pub fn texts(mut columns: Vec<Vec<String>>, selected: &[usize]) -> Wheels {
        columns.truncate(MOST_COLUMNS);
        for column in &mut columns {
            column.truncate(MOST_ITEMS);
        }
        let selected = columns
            .iter()
            .enumerate()
            .map(|(at, column)| selected.get(at).copied().unwrap_or(0).min(column.len().saturating_sub(1)))
            .collect();
        Wheels { meaning: Meaning::Texts, firsts: vec![0; columns.len()], texts: columns, selected }
    }

    /// Columns of numbers: the first `columns` of the unit's, from `low` to `high`, showing `value`. A span that ends before it begins is
    /// no limit.
    pub fn span(
        unit: Unit,
        columns: usize,
        low: Option<Vec<u32>>,
        high: Option<Vec<u32>>,
        value: &[u32],
    ) -> Wheels {
        let least = |unit: Unit| match unit {
            Unit::Date => vec![YEARS.0, 1, 1],
            Unit::Time => vec![0, 0],
        };
        let most = |unit: Unit| match unit {
            Unit::Date => vec![YEARS.1, 12, 31],
            Unit::Time => vec![23, 59],
        };
        let (mut low, mut high) = (low.unwrap_or_else(|| least(unit)), high.unwrap_or_else(|| most(unit)));
        if low > high {
            (low, high) = (least(unit), most(unit));
        }
        let columns = columns.clamp(1, unit.columns());
        let mut wheels = Wheels {
            meaning: Meaning::Span { unit, low, high },
            texts: vec![Vec::new(); columns],
            firsts: vec![0; columns],
            selected: vec![0; columns],
        };
        wheels.fill(0, value);
        wheels
    }

    /// Columns of regions, showing those of these names where there are any.
    pub fn regions(regions: Arc<Regions>, columns: usize, any: Option<String>, names: &[String]) -> Wheels {
        let columns = columns.clamp(1, 3);
        let mut wheels = Wheels {
            meaning: Meaning::Tree { regions, any },
            texts: vec![Vec::new(); columns],
            firsts: vec![0; columns],
            selected: vec![0; columns],
        };
        wheels.fill_regions(0, names);
        wheels
    }

    fn fill_regions(&mut self, from: usize, names: &[String]) {
        let Meaning::Tree { regions, any } = self.meaning.clone() else { return };
        for column in from..self.texts.len() {
            let offered = self.region(&regions, any.as_ref(), column).map_or(&[][..], |(list, _)| list);
            let offered = offered.iter().map(|region| region.name.clone());
            self.texts[column] = any.iter().cloned().chain(offered).take(MOST_ITEMS).collect();
            let wanted =
                names.get(column).and_then(|name| self.texts[column].iter().position(|text| text == name));
            self.selected[column] = wanted.unwrap_or(0);
        }
    }

    /// What the column of this number chooses from, and the region that it shows, if that is one.
    fn region<'r>(
        &self,
        regions: &'r Regions,
        any: Option<&String>,
        column: usize,
    ) -> Option<(&'r [Region], Option<&'r Region>)> {
        let mut list = regions.0.as_slice();
        for at in 0..=column {
            let shown =
                self.selected[at].checked_sub(usize::from(any.is_some())).and_then(|item| list.get(item));
            if at == column {
                return Some((list, shown));
            }
            list = shown?.children.as_slice();
        }
        None
    }

    /// The code of what each column of regions shows; empty for none.
    pub fn codes(&self) -> Vec<String> {
        let Meaning::Tree { regions, any } = &self.meaning else { return Vec::new() };
        let code = |column| self.region(regions, any.as_ref(), column)?.1.map(|region| region.code.clone());
        (0..self.texts.len()).map(|column| code(column).unwrap_or_default()).collect()
    }

    /// The text that each column shows; empty where there is nothing to choose from.
    pub fn shown(&self) -> Vec<String> {
        let shown = self.texts.iter().zip(&self.selected);
        shown.map(|(texts, at)| texts.get(*at).cloned().unwrap_or_default()).collect()
    }

    /// Fills the columns from `from` on, each standing as near to `wanted` as it can.
    fn fill(&mut self, from: usize, wanted: &[u32]) {
        let Meaning::Span { unit, low, high } = self.meaning.clone() else { return };
        for column in from..self.texts.len() {
            let prefix = self.numbers(column);
            let (mut first, mut last) = unit.range(&prefix);
            if column == 0 || low.starts_with(&prefix) {
                first = low.get(column).copied().unwrap_or(first);
            }
            if column == 0 || high.starts_with(&prefix) {
                last = high.get(column).copied().unwrap_or(last);
            }
            let last = last.clamp(first, first + MOST_ITEMS as u32 - 1);
            let number = wanted.get(column).copied().unwrap_or(first).clamp(first, last);
            self.firsts[column] = first;
            self.texts[column] = (first..=last).map(|number| format!("{number:02}")).collect();
            self.selected[column] = (number - first) as usize;
        }
    }

    /// What the first `count` columns show, as numbers.
    fn numbers(&self, count: usize) -> Vec<u32> {
        self.firsts.iter().zip(&self.selected).take(count).map(|(first, at)| first + *at as u32).collect()
    }

    /// The columns' texts.
    pub fn columns(&self) -> &[Vec<String>] {
        &self.texts
    }

    /// Which item each column shows.
    pub fn selected(&self) -> &[usize] {
        &self.selected
    }

    /// A column came to rest at an item. True if that changed what it shows; columns after it may offer other items now.
    pub fn turn(&mut self, column: usize, item: usize) -> bool {
        let Some(count) = self.texts.get(column).map(Vec::len) else { return false };
        let item = item.min(count.saturating_sub(1));
        if self.selected[column] == item {
            return false;
        }
        let wanted = self.numbers(self.selected.len());
        self.selected[column] = item;
        self.fill(column + 1, &wanted);
        self.fill_regions(column + 1, &[]);
        true
    }

    /// What numbers show, as the dialects write it: `2026-03-09`, `2026-03`, `09:30`.
    pub fn text(&self) -> String {
        let between = match &self.meaning {
            Meaning::Span { unit: Unit::Time, .. } => ":",
            _ => "-",
        };
        self.shown().join(between)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(low: &str, high: &str, value: &str) -> Wheels {
        let parse = |text: &str| Unit::Date.parse(text);
        Wheels::span(Unit::Date, 3, parse(low), parse(high), &parse(value).unwrap_or_default())
    }

    fn ends(wheels: &Wheels) -> String {
        let ends = wheels.columns().iter().map(|texts| match texts.as_slice() {
            [] => "none".to_owned(),
            [first, .., last] => format!("{first}..{last}"),
            [only] => only.clone(),
        });
        ends.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn later_columns_keep_within_the_span() {
        for (low, high, value, columns, shown) in [
            ("", "", "2026-02-10", "1900..2099 01..12 01..28", "2026-02-10"),
            ("", "", "2024-02-31", "1900..2099 01..12 01..29", "2024-02-29"),
            ("2020-03-15", "2021-01-05", "2020-03-01", "2020..2021 03..12 15..31", "2020-03-15"),
            ("2020-03-15", "2021-01-05", "2021-06-06", "2020..2021 01 01..05", "2021-01-05"),
            ("2020-03-15", "2020-03-15", "", "2020 03 15", "2020-03-15"),
            // The end lies before the beginning: no limit.
            ("2021-01-01", "2020-01-01", "2000-01-01", "1900..2099 01..12 01..31", "2000-01-01"),
            ("1850-01-01", "1850-02-01", "", "1850 01..02 01..31", "1850-01-01"),
        ] {
            let wheels = date(low, high, value);
            assert_eq!((ends(&wheels).as_str(), wheels.text().as_str()), (columns, shown), "{low} {high}");
        }
    }

    #[test]
    fn turning_a_month_keeps_the_day_if_there_is_one() {
        let mut wheels = date("", "", "2026-01-31");
        assert!(wheels.turn(1, 1));
        assert_eq!(wheels.text(), "2026-02-28");
        assert!(wheels.turn(0, 2024 - 1900));
        assert_eq!(wheels.text(), "2024-02-28");
        assert!(!wheels.turn(0, 2024 - 1900), "nothing changed");
        assert!(!wheels.turn(9, 0), "no such column");
    }

    #[test]
    fn times_and_short_dates() {
        let time = |low: &str, high: &str, value: &str| {
            let parse = |text: &str| Unit::Time.parse(text);
            Wheels::span(Unit::Time, 2, parse(low), parse(high), &parse(value).unwrap_or_default())
        };
        assert_eq!(time("", "", "9:5").text(), "09:05");
        assert_eq!(ends(&time("09:30", "21:15", "09:00")), "09..21 30..59");
        assert_eq!(ends(&time("09:30", "21:15", "23:00")), "09..21 00..15");
        assert_eq!(time("", "", "99:99").text(), "23:59");
        let month = Wheels::span(Unit::Date, 2, None, None, &[2026, 3, 9]);
        assert_eq!((month.text().as_str(), month.columns().len()), ("2026-03", 2));
    }

    #[test]
    fn a_region_offers_what_lies_in_it() {
        let json = r#"[
            { "name": "A", "code": "1", "children": [{ "name": "a1", "code": "11", "children": [{ "name": "x", "code": "111" }] }, { "name": "a2", "code": "12" }] },
            { "name": "B", "code": "2" }]"#;
        let regions = Arc::new(Regions::parse(json).expect("regions"));
        let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let mut wheels = Wheels::regions(Arc::clone(&regions), 3, None, &own(&["A", "a1", "gone"]));
        assert_eq!((wheels.shown(), wheels.codes()), (own(&["A", "a1", "x"]), own(&["1", "11", "111"])));
        assert!(wheels.turn(1, 1));
        assert_eq!((wheels.shown(), wheels.codes()), (own(&["A", "a2", ""]), own(&["1", "12", ""])));
        assert!(wheels.turn(0, 1));
        assert_eq!(wheels.shown(), own(&["B", "", ""]));
        let mut wheels = Wheels::regions(regions, 2, Some("all".into()), &own(&["A"]));
        assert_eq!((wheels.shown(), wheels.columns()[1].len()), (own(&["A", "all"]), 3));
        assert!(wheels.turn(0, 0));
        assert_eq!((wheels.shown(), wheels.codes()), (own(&["all", "all"]), own(&["", ""])));
        assert!(Regions::parse("[{}]").is_err());
    }

    #[test]
    fn texts_stay_within_what_there_is() {
        let own = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>();
        let mut wheels = Wheels::texts(vec![own(&["a", "b"]), own(&[])], &[7, 7]);
        assert_eq!(wheels.selected(), [1, 0]);
        assert!(wheels.turn(0, 0));
        assert_eq!(wheels.selected(), [0, 0]);
        assert!(!wheels.turn(1, 3));
        let flood = Wheels::texts(vec![vec![String::new(); 100_000]; 100], &[]);
        assert_eq!((flood.columns().len(), flood.columns()[0].len()), (MOST_COLUMNS, MOST_ITEMS));
    }
}
