//! Where the dialects' API differs beyond its names: a row each, so that nothing else has to ask which dialect it is.

use minihost_ports::Dialect;

/// A dialect's row.
#[derive(Debug)]
pub(crate) struct DialectRow {
    dialect: Dialect,
    /// Base-library version that programs see: the level of the API that is here.
    pub sdk_version: &'static str,
    /// What begins the path of a temporary file. Source: what the clients hand out.
    pub temporary_files: &'static str,
    /// A toast tells that `setClipboardData` copied, for 1.5 seconds. Source: WeChat's page; ByteDance's says nothing of one.
    pub copying_is_told: bool,
    /// `getSystemInfo` has `appName`, the host's. Source: ByteDance's page; WeChat has `host` alone.
    pub host_has_a_name: bool,
}

const ROWS: &[DialectRow] = &[
    DialectRow {
        dialect: Dialect::WeChat,
        sdk_version: "3.0.0",
        temporary_files: "wxfile://tmp/",
        copying_is_told: true,
        host_has_a_name: false,
    },
    DialectRow {
        dialect: Dialect::ByteDance,
        sdk_version: "2.90.0",
        temporary_files: "ttfile://temp/",
        copying_is_told: false,
        host_has_a_name: true,
    },
];

/// The row; that of WeChat for a dialect without one, which no program gets to run in.
pub(crate) fn row(dialect: Dialect) -> &'static DialectRow {
    ROWS.iter().find(|row| row.dialect == dialect).unwrap_or(&ROWS[0])
}

#[cfg(test)]
mod tests {
    use super::row;
    use minihost_package::SUPPORTED_DIALECTS;

    #[test]
    fn each_supported_dialect_has_a_row() {
        for dialect in SUPPORTED_DIALECTS {
            assert_eq!(row(dialect).dialect, dialect);
        }
    }
}
