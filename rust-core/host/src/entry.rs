//! The settings entry: the one row that a host app gains. Decided here so that all hosts roll out alike.

use crate::strings::{Text, text};
use minihost_ports::Locale;

/// When the row shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryPolicy {
    /// Lowest host version that shows it, as `1.2.0`; empty for any.
    pub min_host_version: String,
    /// Milliseconds since 1970 UTC from which it shows; 0 for always.
    pub starts_at_ms: u64,
    /// How many of a hundred installations show it.
    pub rollout_percent: u8,
    /// Only once a program was used.
    pub only_when_used: bool,
}

impl Default for EntryPolicy {
    /// Always.
    fn default() -> Self {
        EntryPolicy {
            min_host_version: String::new(),
            starts_at_ms: 0,
            rollout_percent: 100,
            only_when_used: false,
        }
    }
}

/// The row as a host shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsEntry {
    /// Show it at all.
    pub visible: bool,
    /// Its title, in the asked language.
    pub title: String,
    /// How many programs were used, in words; empty when none was.
    pub subtitle: String,
    /// How many programs were used.
    pub used_count: usize,
}

impl EntryPolicy {
    /// The row's state. `bucket` is 0 to 99 and stays the same for one installation.
    pub fn decide(
        &self,
        host_version: &str,
        now_ms: u64,
        bucket: u8,
        used_count: usize,
        locale: Locale,
    ) -> SettingsEntry {
        let visible = version_at_least(host_version, &self.min_host_version)
            && now_ms >= self.starts_at_ms
            && bucket < self.rollout_percent
            && (used_count > 0 || !self.only_when_used);
        let subtitle = match used_count {
            0 => String::new(),
            1 => text(Text::EntryUsedOne, locale).to_owned(),
            count => text(Text::EntryUsedMany, locale).replace("{count}", &count.to_string()),
        };
        SettingsEntry { visible, title: text(Text::MiniPrograms, locale).to_owned(), subtitle, used_count }
    }
}

/// Compares dotted numbers part by part; missing parts are 0, and what is no number counts as 0.
fn version_at_least(version: &str, minimum: &str) -> bool {
    let parts = |text: &str| -> Vec<u64> { text.split('.').map(|part| part.parse().unwrap_or(0)).collect() };
    let (have, want) = (parts(version), parts(minimum));
    for at in 0..have.len().max(want.len()) {
        let (have, want) = (have.get(at).copied().unwrap_or(0), want.get(at).copied().unwrap_or(0));
        if have != want {
            return have > want;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_hides_the_row() {
        let policy = EntryPolicy {
            min_host_version: "2.10".into(),
            starts_at_ms: 1000,
            rollout_percent: 50,
            only_when_used: true,
        };
        let shown =
            |version, now, bucket, used| policy.decide(version, now, bucket, used, Locale::En).visible;
        assert!(shown("2.10.0", 1000, 49, 1));
        assert!(shown("3", 1000, 0, 1));
        assert!(!shown("2.9.9", 1000, 0, 1));
        assert!(!shown("2.10.0", 999, 0, 1));
        assert!(!shown("2.10.0", 1000, 50, 1));
        assert!(!shown("2.10.0", 1000, 0, 0));
    }

    #[test]
    fn the_words() {
        let entry = |used, locale| EntryPolicy::default().decide("1", 0, 0, used, locale);
        assert_eq!(entry(0, Locale::En).subtitle, "");
        assert_eq!(entry(1, Locale::En).subtitle, "1 program used");
        assert_eq!(entry(3, Locale::En).subtitle, "3 programs used");
        assert_eq!(entry(3, Locale::Zh).subtitle, "用过 3 个小程序");
        assert_eq!(entry(3, Locale::Zh).title, "小程序");
    }
}
