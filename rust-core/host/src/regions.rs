//! Provinces, cities and districts for `<picker mode="region">`. The core ships none: which names and borders are right is for the host to say.

use serde::Deserialize;

/// One region and what lies in it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Region {
    /// Its name, as programs get it.
    pub name: String,
    /// Its code, such as `110000`; may be empty.
    #[serde(default)]
    pub code: String,
    /// Regions inside, in the order they are offered.
    #[serde(default)]
    pub children: Vec<Region>,
}

/// A host's regions, outermost first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Regions(pub Vec<Region>);

impl Regions {
    /// Reads a JSON list of `{"name": "…", "code": "…", "children": [ … ]}`.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn parse(json: &str) -> Result<Regions, String> {
        serde_json::from_str(json).map(Regions).map_err(|error| error.to_string())
    }
}
