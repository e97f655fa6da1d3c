//! Samples, and tables that a person reads.

use std::fmt;

/// Milliseconds of one thing, measured several times.
#[derive(Debug, Clone, Default)]
pub struct Samples(Vec<f64>);

impl Samples {
    /// Adds one.
    pub fn push(&mut self, ms: f64) {
        self.0.push(ms);
    }

    /// The middle one: what is to be expected.
    pub fn median(&self) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        match sorted.len() {
            0 => f64::NAN,
            n if n % 2 == 1 => sorted[n / 2],
            n => f64::midpoint(sorted[n / 2 - 1], sorted[n / 2]),
        }
    }

    /// The least: what it costs when nothing else is in the way. On a shared machine the more stable of the two.
    pub fn min(&self) -> f64 {
        self.0.iter().copied().fold(f64::INFINITY, f64::min)
    }
}

/// Our side against each rival, a row per thing measured.
pub struct Table {
    title: String,
    rivals: Vec<String>,
    rows: Vec<(String, Samples, Vec<Samples>)>,
    goals: Vec<Option<f64>>,
}

impl Table {
    /// Rivals with the ratio we hold ourselves to, if there is one.
    pub fn new(title: &str, rivals: &[(&str, Option<f64>)]) -> Table {
        Table {
            title: title.to_owned(),
            rivals: rivals.iter().map(|(name, _)| (*name).to_owned()).collect(),
            rows: Vec::new(),
            goals: rivals.iter().map(|(_, goal)| *goal).collect(),
        }
    }

    /// Adds a row. A rival that was not measured gives no samples.
    ///
    /// # Panics
    /// The number of rivals is another.
    pub fn row(&mut self, name: &str, ours: Samples, rivals: Vec<Samples>) {
        assert_eq!(rivals.len(), self.rivals.len(), "one set of samples for each rival");
        self.rows.push((name.to_owned(), ours, rivals));
    }

    /// The geometric mean of the rows' ratios of least times to one rival.
    pub fn ratio(&self, rival: usize) -> f64 {
        self.geometric_mean(rival, Samples::min)
    }

    fn geometric_mean(&self, rival: usize, of: fn(&Samples) -> f64) -> f64 {
        let logs: Vec<f64> =
            self.rows.iter().map(|(_, ours, rivals)| (of(ours) / of(&rivals[rival])).ln()).collect();
        (logs.iter().sum::<f64>() / logs.len() as f64).exp()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n{} (milliseconds, least / median; ratio of the least)\n", self.title)?;
        write!(f, "| {:<22} | {:>17} |", "", "minihost")?;
        for rival in &self.rivals {
            write!(f, " {rival:>32} |")?;
        }
        write!(f, "\n|{:-<24}|{:->19}|", "", ":")?;
        for _ in &self.rivals {
            write!(f, "{:->34}|", ":")?;
        }
        writeln!(f)?;
        for (name, ours, rivals) in &self.rows {
            write!(f, "| {name:<22} | {:>8.2} / {:>6.2} |", ours.min(), ours.median())?;
            for rival in rivals {
                let ratio = ours.min() / rival.min();
                write!(f, " {:>10.2} / {:>8.2}   {:>6.3}x |", rival.min(), rival.median(), ratio)?;
            }
            writeln!(f)?;
        }
        writeln!(f)?;
        for (n, rival) in self.rivals.iter().enumerate() {
            let what = if self.rows.len() > 1 { "geometric mean of the ratios" } else { "ratio" };
            write!(
                f,
                "{what} to {rival}: {:.3} (of medians {:.3})",
                self.ratio(n),
                self.geometric_mean(n, Samples::median)
            )?;
            match self.goals[n] {
                Some(goal) => {
                    let met = if self.ratio(n) <= goal { "met" } else { "not met" };
                    writeln!(f, "; goal {goal}: {met}")?;
                }
                None => writeln!(f)?,
            }
        }
        Ok(())
    }
}

/// One line about the machine: figures of two machines are not to be compared.
pub fn machine() -> String {
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu
        .lines()
        .find_map(|line| {
            line.strip_prefix("model name")?.split_once(':').map(|(_, name)| name.trim().to_owned())
        })
        .unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split_whitespace().next().unwrap_or("?");
    format!("{cores} cores, {model}, load {load} at the start")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples(ms: &[f64]) -> Samples {
        Samples(ms.to_vec())
    }

    #[test]
    fn figures() {
        assert_eq!((samples(&[3.0, 1.0, 2.0]).median(), samples(&[3.0, 1.0, 2.0]).min()), (2.0, 1.0));
        assert_eq!(samples(&[4.0, 1.0]).median(), 2.5);
        let mut table = Table::new("t", &[("rival", Some(0.5))]);
        table.row("a", samples(&[1.0]), vec![samples(&[2.0])]);
        table.row("b", samples(&[1.0, 5.0]), vec![samples(&[8.0, 9.0])]);
        assert!((table.ratio(0) - 0.25).abs() < 1e-9);
        let shown = table.to_string();
        assert!(shown.contains("goal 0.5: met"), "{shown}");
    }
}
