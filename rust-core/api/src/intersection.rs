//! `createIntersectionObserver`: what `api.js` collected; the session watches.

use crate::Shell;
use minihost_value::Value;

/// Thresholds that one observer may have; nobody has so many.
const MAX_THRESHOLDS: usize = 100;
/// Areas that one observer may be relative to.
const MAX_AREAS: usize = 16;

/// What an observer wants to know.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    /// Its number in the script.
    pub observer: u32,
    /// The component or page to look in; 0 for the page on top.
    pub component: u64,
    /// What is watched.
    pub selector: String,
    /// All that match, or the first.
    pub all: bool,
    /// Shares of the watched area, 0 to 1, ascending.
    pub thresholds: Vec<f32>,
    /// The share that is taken for known.
    pub initial_ratio: f32,
    /// What it must intersect: all of these at once. None is the viewport.
    pub areas: Vec<Area>,
}

/// An area that what is watched is to intersect.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// A node of the same component; `None` is the viewport.
    pub selector: Option<String>,
    /// Left, top, right and bottom: how much larger than the node it is, in logical pixels.
    pub margins: [f32; 4],
}

fn number(value: &Value) -> f32 {
    value.as_number().filter(|number| number.is_finite()).unwrap_or(0.0) as f32
}

impl Observation {
    fn read(options: &Value) -> Observation {
        let list = |name: &str| options.get(name).as_array().map(|list| list.to_vec()).unwrap_or_default();
        let mut thresholds: Vec<f32> = list("thresholds")
            .iter()
            .take(MAX_THRESHOLDS)
            .map(|value| number(value).clamp(0.0, 1.0))
            .collect();
        thresholds.sort_by(f32::total_cmp);
        if thresholds.is_empty() {
            thresholds.push(0.0);
        }
        let area = |area: &Value| {
            let margins = area.get("margins");
            Area {
                selector: area.get("selector").as_str().map(str::to_owned),
                margins: ["left", "top", "right", "bottom"].map(|side| number(&margins.get(side))),
            }
        };
        Observation {
            observer: number(&options.get("observer")) as u32,
            component: number(&options.get("component")) as u64,
            selector: options.get("selector").as_str().unwrap_or_default().to_owned(),
            all: options.get("all").truthy(),
            thresholds,
            initial_ratio: number(&options.get("initialRatio")),
            areas: list("areas").iter().take(MAX_AREAS).map(area).collect(),
        }
    }
}

pub(crate) fn observe(shell: &mut dyn Shell, call: u32, options: &Value) {
    shell.observe(Observation::read(options));
    shell.reply(call, Ok(Value::object::<&str>([])));
}

pub(crate) fn disconnect(shell: &mut dyn Shell, call: u32, options: &Value) {
    shell.disconnect(number(&options.get("observer")) as u32);
    shell.reply(call, Ok(Value::object::<&str>([])));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn observations_are_read() {
        let none = Observation::read(&Value::object::<&str>([]));
        assert_eq!((none.thresholds, none.areas.len()), (vec![0.0], 0));
        let margins = Value::object([("top", Value::from(5)), ("left", Value::from(f64::NAN))]);
        let read = Observation::read(&Value::object([
            ("thresholds", Value::array([Value::from(0.5), Value::from(2), Value::from(0)])),
            ("areas", Value::array([Value::object([("selector", Value::from(".a")), ("margins", margins)])])),
        ]));
        assert_eq!(read.thresholds, [0.0, 0.5, 1.0]);
        assert_eq!(read.areas, [Area { selector: Some(".a".into()), margins: [0.0, 5.0, 0.0, 0.0] }]);
    }
}
