//! How much a package may hold: our own caps, and what each dialect's platform allows.

use minihost_ports::Dialect;

/// One mebibyte; the dialects' documents mean this by "MB".
const MIB: u64 = 1024 * 1024;

/// Caps that are enforced before anything of a package is used. A host may raise or lower each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the archive, or of all files of a folder. The default, 10 MiB, is the cap WeChat had when mini programs
    /// began.
    pub package_bytes: u64,
    /// Entries of the archive (folders count too), or files of a folder.
    pub files: usize,
    /// Bytes of one file once inflated.
    pub file_bytes: u64,
    /// Bytes of all files once inflated.
    pub total_bytes: u64,
    /// Inflated bytes per compressed byte that one file may reach; checked above [`Limits::RATIO_FLOOR_BYTES`].
    pub ratio: u64,
}

impl Limits {
    /// Files that inflate to no more than this are not checked for their ratio: a blank image is small and harmless.
    pub const RATIO_FLOOR_BYTES: u64 = MIB;

    /// Caps raised to what the largest dialect allows (30 MiB), for a host that runs big programs.
    pub fn large() -> Self {
        Limits { package_bytes: 30 * MIB, total_bytes: 128 * MIB, ..Limits::default() }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            package_bytes: 10 * MIB,
            files: 10_000,
            file_bytes: 32 * MIB,
            total_bytes: 64 * MIB,
            ratio: 200,
        }
    }
}

/// What a dialect's own platform accepts, in bytes of source. Exceeding them is reported, not refused: the program would
/// still run here, but its platform would not take it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlatformSizes {
    /// The main package.
    pub main_bytes: u64,
    /// One subpackage.
    pub subpackage_bytes: u64,
    /// Everything.
    pub total_bytes: u64,
    /// Where the figures are from.
    pub source: &'static str,
}

/// The sizes that a dialect's platform accepts.
pub fn platform_sizes(dialect: Dialect) -> PlatformSizes {
    let (main, subpackage, total, source) = match dialect {
        Dialect::WeChat => (2, 2, 30, "developers.weixin.qq.com framework/subpackages"),
        Dialect::ByteDance => (4, 2, 16, "developer.open-douyin.com subpackages/introduction"),
        Dialect::Alipay => (2, 2, 8, "opendocs.alipay.com mini/framework/subpackages"),
        Dialect::Baidu => (2, 2, 8, "smartprogram.baidu.com performance/subpackages"),
    };
    PlatformSizes {
        main_bytes: main * MIB,
        subpackage_bytes: subpackage * MIB,
        total_bytes: total * MIB,
        source,
    }
}
