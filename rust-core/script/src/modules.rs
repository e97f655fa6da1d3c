//! The wrapper that makes a file a module.

/// A module's text as one function expression.
pub(crate) struct Wrapped {
    pub(crate) text: String,
    /// Columns that the wrapper takes on the first line.
    pub(crate) shift: u32,
}

/// Wraps a file. The lines stay where they are.
pub(crate) fn wrap(source: &str, scope: &[String]) -> Wrapped {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let mut head = String::from("(function(exports,require,module,__module");
    for name in scope {
        head.push(',');
        head.push_str(name);
    }
    head.push_str("){");
    let shift = head.chars().count() as u32;
    Wrapped { text: format!("{head}{source}\n}})"), shift }
}
