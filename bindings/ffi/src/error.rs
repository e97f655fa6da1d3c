//! The errors that cross: few, by whose move it is next. What went wrong inside stays inside, as the text of `reason`.

use crate::records::UiLanguage;
use minihost_host::{CatalogError, HostError, OpenError, StoreError};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Why a call failed. `reason` is English and for logs; what a user reads is [`error_text`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum MiniHostError {
    /// The app passed something that cannot be: fix the call.
    #[error("a call that cannot be: {reason}")]
    Misuse {
        /// What and why.
        reason: String,
    },
    /// The host or the session was closed before.
    #[error("already closed")]
    Closed,
    /// There is no such program: take it off the screen.
    #[error("no program \"{program}\"")]
    NoSuchProgram {
        /// Its id.
        program: String,
    },
    /// The program cannot be fetched now: offer to try again.
    #[error("the program cannot be fetched: {reason}")]
    Unavailable {
        /// What and why.
        reason: String,
    },
    /// The package is damaged, too large or not what it claims to be: trying again will not help.
    #[error("the package is refused: {reason}")]
    PackageRefused {
        /// What and why.
        reason: String,
    },
    /// This version of the host does not run such programs: offer an update.
    #[error("this host cannot run the program: {reason}")]
    NotSupported {
        /// What and why.
        reason: String,
    },
    /// There is no room left on the device: the user must make some.
    #[error("there is no room left on the device")]
    NoSpace,
    /// The host's folder is in use by another process, or the disk fails.
    #[error("the store cannot be used: {reason}")]
    Store {
        /// What and why.
        reason: String,
    },
    /// A bug of ours: report it. The core goes on.
    #[error("a bug in the core: {reason}")]
    Internal {
        /// What and why.
        reason: String,
    },
}

/// Why a host's own method could not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum PortError {
    /// The host does not offer this at all.
    #[error("not supported")]
    Unsupported,
    /// The user or the host's policy said no.
    #[error("denied: {reason}")]
    Denied {
        /// Who and why; the program sees it.
        reason: String,
    },
    /// The user closed the question without an answer.
    #[error("cancelled")]
    Cancelled,
    /// It took longer than asked.
    #[error("timeout")]
    Timeout,
    /// Anything else.
    #[error("{reason}")]
    Failed {
        /// What; the program sees it.
        reason: String,
    },
}

/// One sentence for a user about an error, in their language.
#[uniffi::export]
pub fn error_text(error: MiniHostError, language: UiLanguage) -> String {
    let (en, zh) = match error {
        MiniHostError::Misuse { .. } | MiniHostError::Internal { .. } => {
            ("Something went wrong.", "出了点问题。")
        }
        MiniHostError::Closed => ("This mini program is closed.", "小程序已关闭。"),
        MiniHostError::NoSuchProgram { .. } => {
            ("This mini program no longer exists.", "小程序不存在或已下线。")
        }
        MiniHostError::Unavailable { .. } => {
            ("The mini program cannot be loaded. Try again later.", "小程序加载失败，请稍后重试。")
        }
        MiniHostError::PackageRefused { .. } => {
            ("This mini program is damaged and was not opened.", "小程序安装包已损坏，无法打开。")
        }
        MiniHostError::NotSupported { .. } => {
            ("Update the app to open this mini program.", "当前版本不支持该小程序，请更新应用。")
        }
        MiniHostError::NoSpace => {
            ("There is no room left on the device. Free some and try again.", "存储空间不足，请清理后重试。")
        }
        MiniHostError::Store { .. } => {
            ("Data cannot be read or saved. Restart the app.", "数据读写失败，请重启应用。")
        }
    };
    match language {
        UiLanguage::En => en,
        UiLanguage::Zh => zh,
    }
    .to_owned()
}

impl From<uniffi::UnexpectedUniFFICallbackError> for PortError {
    /// Whatever else a host's method threw.
    fn from(error: uniffi::UnexpectedUniFFICallbackError) -> Self {
        // The rest is a stack trace: it must not reach the program, which sees the reason.
        let line = error.reason.lines().next().unwrap_or("the host's code failed");
        PortError::Failed { reason: line.to_owned() }
    }
}

impl From<PortError> for minihost_ports::PortError {
    fn from(error: PortError) -> Self {
        use minihost_ports::PortError as Core;
        match error {
            PortError::Unsupported => Core::Unsupported,
            PortError::Denied { reason } => Core::Denied(reason),
            PortError::Cancelled => Core::Cancelled,
            PortError::Timeout => Core::Timeout,
            PortError::Failed { reason } => Core::Failed(reason),
        }
    }
}

impl MiniHostError {
    pub(crate) fn misuse(reason: impl ToString) -> Self {
        MiniHostError::Misuse { reason: reason.to_string() }
    }
}

impl From<StoreError> for MiniHostError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NoSpace => MiniHostError::NoSpace,
            StoreError::Closed => MiniHostError::Closed,
            StoreError::NotInstalled(id) => MiniHostError::NoSuchProgram { program: id.to_string() },
            other => MiniHostError::Store { reason: other.to_string() },
        }
    }
}

impl From<HostError> for MiniHostError {
    fn from(error: HostError) -> Self {
        match error {
            HostError::Store(error) => error.into(),
        }
    }
}

impl From<CatalogError> for MiniHostError {
    fn from(error: CatalogError) -> Self {
        match error {
            CatalogError::Unknown(id) => MiniHostError::NoSuchProgram { program: id.to_string() },
            CatalogError::Unreadable(reason) => MiniHostError::Unavailable { reason },
        }
    }
}

impl From<OpenError> for MiniHostError {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Catalog(error) => error.into(),
            OpenError::Store(error) => error.into(),
            OpenError::Package(error) => MiniHostError::PackageRefused { reason: error.to_string() },
            OpenError::Untrusted(error) => MiniHostError::PackageRefused { reason: error.to_string() },
            OpenError::UnsupportedDialect(_) => MiniHostError::NotSupported { reason: error.to_string() },
            OpenError::NoThread(_) => MiniHostError::Unavailable { reason: error.to_string() },
        }
    }
}

/// Runs a call; a panic in it becomes an error.
pub(crate) fn guard<T>(work: impl FnOnce() -> Result<T, MiniHostError>) -> Result<T, MiniHostError> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|panic| Err(MiniHostError::Internal { reason: panic_text(&*panic) }))
}

/// The same for calls that have nothing to say: a panic is logged.
pub(crate) fn quietly(work: impl FnOnce()) {
    if let Err(panic) = catch_unwind(AssertUnwindSafe(work)) {
        tracing::error!("a call panicked: {}", panic_text(&*panic));
    }
}

fn panic_text(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "a panic without words".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error() {
        let result: Result<(), _> = guard(|| panic!("row {}", 7));
        assert_eq!(result, Err(MiniHostError::Internal { reason: "row 7".into() }));
    }

    #[test]
    fn every_error_has_words_in_both_languages() {
        let reason = String::new();
        for error in [
            MiniHostError::Misuse { reason: reason.clone() },
            MiniHostError::Closed,
            MiniHostError::NoSuchProgram { program: reason.clone() },
            MiniHostError::Unavailable { reason: reason.clone() },
            MiniHostError::PackageRefused { reason: reason.clone() },
            MiniHostError::NotSupported { reason: reason.clone() },
            MiniHostError::NoSpace,
            MiniHostError::Store { reason: reason.clone() },
            MiniHostError::Internal { reason },
        ] {
            let en = error_text(error.clone(), UiLanguage::En);
            let zh = error_text(error, UiLanguage::Zh);
            assert!(en.ends_with('.') && en.is_ascii(), "{en}");
            assert!(zh.ends_with('。'), "{zh}");
        }
    }

    #[test]
    fn a_program_does_not_see_the_hosts_stack() {
        let thrown =
            uniffi::UnexpectedUniFFICallbackError::new("java.lang.Error: no\n\tat com.example.A.b(A.kt:1)");
        assert_eq!(PortError::from(thrown), PortError::Failed { reason: "java.lang.Error: no".into() });
    }
}
