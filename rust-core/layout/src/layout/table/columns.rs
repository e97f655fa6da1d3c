//! Widths of a table's columns. CSS Tables 3, "computing the table width" and "distributing excess width to columns".

/// What the cells of a column ask for. All of it with padding and borders.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Column {
    /// No narrower than this.
    pub(super) min: f32,
    /// As wide as this if there is room.
    pub(super) max: f32,
    /// A width that some cell names, in pixels; it is in `max` already.
    pub(super) fixed: bool,
    /// A width that some cell names, as a part of the table's.
    pub(super) percent: Option<f32>,
}

impl Column {
    /// Takes another cell in.
    pub(super) fn hold(&mut self, cell: Column) {
        self.min = self.min.max(cell.min);
        self.max = self.max.max(cell.max);
        self.fixed |= cell.fixed;
        self.percent = match (self.percent, cell.percent) {
            (Some(a), Some(b)) => Some(a.max(b)),
            (a, b) => a.or(b),
        };
    }
}

/// The least width that holds all columns.
pub(super) fn least(columns: &[Column]) -> f32 {
    columns.iter().map(|column| column.min).sum()
}

/// The width at which no column wants more, parts of the whole kept.
pub(super) fn most(columns: &[Column]) -> f32 {
    let sum: f32 = columns.iter().map(|column| column.max).sum();
    let (mut whole, mut parts, mut others) = (sum, 0.0, 0.0);
    for column in columns {
        match column.percent {
            Some(percent) if percent > 0.0 => {
                parts += percent;
                whole = whole.max(column.max / percent);
            }
            _ => others += column.max,
        }
    }
    // Parts of all or more of the whole leave no width that would hold the others.
    if parts > 0.0 && parts < 1.0 { whole.max(others / (1.0 - parts)) } else { whole }
}

/// Gives columns their widths, which add up to `room` unless they cannot be made narrower.
pub(super) fn distribute(columns: &[Column], room: f32) -> Vec<f32> {
    let of_room = |column: &Column| column.percent.map(|percent| (percent * room).max(column.min));
    let guesses: [fn(&Column, Option<f32>) -> f32; 4] = [
        |column, _| column.min,
        |column, part| part.unwrap_or(column.min),
        |column, part| part.unwrap_or(if column.fixed { column.max } else { column.min }),
        |column, part| part.unwrap_or(column.max),
    ];
    let mut below: Vec<f32> = columns.iter().map(|column| column.min).collect();
    for guess in guesses {
        let widths: Vec<f32> = columns.iter().map(|column| guess(column, of_room(column))).collect();
        let (low, high): (f32, f32) = (below.iter().sum(), widths.iter().sum());
        if high > room {
            // Between two guesses everybody grows by the same share of the difference.
            let share = if high > low { ((room - low) / (high - low)).clamp(0.0, 1.0) } else { 0.0 };
            return below.iter().zip(widths).map(|(low, high)| low + (high - low) * share).collect();
        }
        below = widths;
    }
    let excess = room - below.iter().sum::<f32>();
    let weights = shares(columns);
    let sum: f32 = weights.iter().sum();
    if sum > 0.0 {
        for (width, weight) in below.iter_mut().zip(weights) {
            *width += excess * weight / sum;
        }
    }
    below
}

/// Who takes more room than all columns want: those whose width nobody named, else those with pixels, else those with parts.
fn shares(columns: &[Column]) -> Vec<f32> {
    let free = |column: &Column| !column.fixed && column.percent.is_none();
    let kinds: [&dyn Fn(&Column) -> f32; 5] = [
        &|column| if free(column) { column.max } else { 0.0 },
        &|column| if free(column) { 1.0 } else { 0.0 },
        &|column| if column.fixed && column.percent.is_none() { column.max } else { 0.0 },
        &|column| column.percent.unwrap_or(0.0),
        &|_| 1.0,
    ];
    kinds
        .iter()
        .map(|weight| columns.iter().map(weight).collect::<Vec<f32>>())
        .find(|weights| weights.iter().any(|weight| *weight > 0.0))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn free(min: f32, max: f32) -> Column {
        Column { min, max, ..Column::default() }
    }

    fn fixed(width: f32) -> Column {
        Column { min: 10.0, max: width, fixed: true, percent: None }
    }

    fn part(percent: f32) -> Column {
        Column { min: 10.0, max: 20.0, fixed: false, percent: Some(percent) }
    }

    #[test]
    fn room_is_distributed() {
        for (name, columns, room, expected) in [
            ("too little", vec![free(30.0, 50.0), free(20.0, 40.0)], 10.0, vec![30.0, 20.0]),
            ("between least and most", vec![free(10.0, 50.0), free(10.0, 30.0)], 50.0, vec![30.0, 20.0]),
            ("just right", vec![free(10.0, 50.0), free(10.0, 30.0)], 80.0, vec![50.0, 30.0]),
            ("by what they want", vec![free(10.0, 30.0), free(10.0, 10.0)], 80.0, vec![60.0, 20.0]),
            ("pixels stay", vec![fixed(40.0), free(10.0, 10.0)], 100.0, vec![40.0, 60.0]),
            ("pixels that are too few", vec![fixed(40.0), fixed(10.0)], 100.0, vec![80.0, 20.0]),
            ("parts", vec![part(0.25), free(10.0, 10.0)], 200.0, vec![50.0, 150.0]),
            ("parts before pixels", vec![part(0.5), fixed(40.0)], 60.0, vec![30.0, 30.0]),
            ("nothing in them", vec![free(0.0, 0.0), free(0.0, 0.0)], 60.0, vec![30.0, 30.0]),
            ("none", vec![], 60.0, vec![]),
        ] {
            assert_eq!(distribute(&columns, room), expected, "{name}");
        }
    }

    #[test]
    fn the_widest_that_makes_sense() {
        assert_eq!(most(&[free(10.0, 50.0), fixed(40.0)]), 90.0);
        assert_eq!(most(&[part(0.1), free(10.0, 20.0)]), 200.0, "20 are a tenth of it");
        assert_eq!(most(&[part(0.5), free(10.0, 70.0)]), 140.0, "70 are the other half");
        assert_eq!(most(&[part(1.0), free(10.0, 70.0)]), 90.0, "nothing is left for the other");
    }
}
