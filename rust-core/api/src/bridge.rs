//! What `js/api.js` calls. The list [`OPS`] and the calls in that file are compared by a test.

use crate::table::{ApiKind, find, rows};
use crate::{ApiState, PendingCall};
use minihost_script::Bridge;
use minihost_value::Value;

/// Names of the bridge's functions, in the order of their numbers.
pub const OPS: &[&str] = &["apiTable", "apiSync", "apiCall", "apiUnsupported"];

/// The runtime scripts that make `wx` and `tt`: their names in stack traces, and their sources.
pub const SCRIPTS: [(&str, &str); 4] = [
    ("minihost/api.js", include_str!("../js/api.js")),
    ("minihost/canvas-path.js", include_str!("../js/canvas-path.js")),
    ("minihost/canvas.js", include_str!("../js/canvas.js")),
    ("minihost/canvas-api.js", include_str!("../js/canvas-api.js")),
];

impl Bridge for ApiState {
    fn call(&self, op: usize, args: &[Value]) -> Result<Value, String> {
        let name = |at: usize| args.get(at).and_then(Value::as_str).unwrap_or_default().to_owned();
        match OPS.get(op).copied() {
            Some("apiTable") => Ok(table(self)),
            Some("apiSync") => {
                let name = name(0);
                let row = find(&name).ok_or_else(|| format!("{name}:fail not supported"))?;
                let ApiKind::Sync(run) = row.kind else { return Err(format!("{name}:fail not supported")) };
                run(self, args.get(1..).unwrap_or_default())
                    .map_err(|error| format!("{name}:fail {}", error.reason))
            }
            Some("apiCall") => {
                let id = args.first().and_then(Value::as_number).unwrap_or(0.0) as u32;
                self.queue(PendingCall {
                    id,
                    name: name(1),
                    options: args.get(2).cloned().unwrap_or_default(),
                });
                Ok(Value::Undefined)
            }
            Some("apiUnsupported") => {
                self.note_unsupported(&name(0));
                Ok(Value::Undefined)
            }
            _ => Err(format!("no operation {op}")),
        }
    }
}

/// What `api.js` needs to make the API object: `{global, errorCode, rows: [[name, kind]], components: []}`.
fn table(state: &ApiState) -> Value {
    let dialect = state.dialect();
    let list = rows().filter(|row| row.dialects.has(dialect)).filter_map(|row| {
        let kind = match row.kind {
            ApiKind::Sync(_) => "sync",
            ApiKind::Async(_) => "async",
            ApiKind::Script => "script",
            ApiKind::Unsupported => "unsupported",
            ApiKind::Accepted => "async",
            ApiKind::Internal(_) | ApiKind::InternalSync(_) => return None,
        };
        Some(Value::array([Value::from(row.name), Value::from(kind)]))
    });
    Value::object([
        ("global", Value::from(state.table.api_global)),
        ("errorCode", Value::from(state.table.error_code)),
        ("rows", Value::array(list)),
        ("components", Value::array(crate::components(dialect).map(Value::from))),
    ])
}
