//! placeholder
use crate::{DialectTable, Template};
use minihost_ports::Problem;
/// Parses.
pub fn parse_template(_source: &str, _path: &str, _table: &DialectTable) -> (Template, Vec<Problem>) {
    todo!()
}
