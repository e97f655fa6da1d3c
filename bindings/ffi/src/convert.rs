//! The values of `records` from and to the core's own.

use crate::records::*;
use minihost_host::{CatalogEntry, EntryPolicy, FieldEvent, OpenOptions, PackageLabel, ProgramLimits};
use minihost_host::{SettingsEntry, UsedProgram};
use minihost_ports::{Appearance, Dialect, HostIdentity, Insets, Locale, Problem, Screen, Severity};

impl From<UiLanguage> for Locale {
    fn from(language: UiLanguage) -> Self {
        match language {
            UiLanguage::En => Locale::En,
            UiLanguage::Zh => Locale::Zh,
        }
    }
}

impl From<Dialect> for DialectKind {
    fn from(dialect: Dialect) -> Self {
        match dialect {
            Dialect::WeChat => DialectKind::WeChat,
            Dialect::ByteDance => DialectKind::ByteDance,
            Dialect::Alipay => DialectKind::Alipay,
            Dialect::Baidu => DialectKind::Baidu,
        }
    }
}

impl From<DialectKind> for Dialect {
    fn from(dialect: DialectKind) -> Self {
        match dialect {
            DialectKind::WeChat => Dialect::WeChat,
            DialectKind::ByteDance => Dialect::ByteDance,
            DialectKind::Alipay => Dialect::Alipay,
            DialectKind::Baidu => Dialect::Baidu,
        }
    }
}

impl From<HostApp> for HostIdentity {
    fn from(app: HostApp) -> Self {
        HostIdentity { id: app.id, name: app.name, version: app.version }
    }
}

impl From<RolloutPolicy> for EntryPolicy {
    fn from(policy: RolloutPolicy) -> Self {
        EntryPolicy {
            min_host_version: policy.min_host_version,
            starts_at_ms: policy.starts_at_ms,
            rollout_percent: policy.rollout_percent,
            only_when_used: policy.only_when_used,
        }
    }
}

impl From<ProgramCaps> for ProgramLimits {
    fn from(caps: ProgramCaps) -> Self {
        ProgramLimits {
            package_bytes: caps.package_bytes,
            heap_bytes: usize::try_from(caps.heap_bytes).unwrap_or(usize::MAX),
            task_ms: caps.task_ms,
        }
    }
}

impl From<SettingsEntry> for EntryState {
    fn from(entry: SettingsEntry) -> Self {
        EntryState {
            visible: entry.visible,
            title: entry.title,
            subtitle: entry.subtitle,
            used_count: u32::try_from(entry.used_count).unwrap_or(u32::MAX),
        }
    }
}

impl UsedRow {
    pub(crate) fn new(program: UsedProgram, language: UiLanguage) -> Self {
        let info = program.info;
        UsedRow {
            id: program.id.into(),
            name: match language {
                UiLanguage::En => info.name,
                UiLanguage::Zh => info.name_zh,
            },
            version: info.version,
            publisher: info.publisher,
            dialect: info.dialect.into(),
            last_used_ms: program.last_used_ms,
            pinned: program.pinned,
        }
    }
}

impl CatalogRow {
    pub(crate) fn new(entry: &CatalogEntry, language: UiLanguage) -> Self {
        CatalogRow {
            id: entry.id.to_string(),
            name: entry.name_in(language.into()).to_owned(),
            description: entry.description_in(language.into()).to_owned(),
            version: entry.version.clone(),
            publisher: entry.publisher.clone(),
            dialect: entry.dialect.into(),
        }
    }
}

impl From<PackageInfo> for PackageLabel {
    fn from(info: PackageInfo) -> Self {
        PackageLabel {
            name: info.name,
            name_zh: info.name_zh,
            version: info.version,
            publisher: info.publisher,
            icon: info.icon,
        }
    }
}

impl From<ScreenSpec> for Screen {
    fn from(screen: ScreenSpec) -> Self {
        // The core divides and multiplies by these; a window that is just being made may say nonsense.
        let length = |value: f32| if value.is_finite() { value.clamp(0.0, 32_768.0) } else { 0.0 };
        let factor = |value: f32, most: f32| if value.is_finite() { value.clamp(0.1, most) } else { 1.0 };
        Screen {
            width: length(screen.width),
            height: length(screen.height),
            pixel_ratio: factor(screen.pixel_ratio, 8.0),
            safe_area: Insets {
                top: length(screen.safe_area.top),
                right: length(screen.safe_area.right),
                bottom: length(screen.safe_area.bottom),
                left: length(screen.safe_area.left),
            },
            font_scale: factor(screen.font_scale, 4.0),
            appearance: match screen.appearance {
                UiAppearance::Light => Appearance::Light,
                UiAppearance::Dark => Appearance::Dark,
            },
            locale: screen.language.into(),
        }
    }
}

impl From<OpenRequest> for OpenOptions {
    fn from(request: OpenRequest) -> Self {
        OpenOptions {
            screen: request.screen.into(),
            path: (!request.path.is_empty()).then_some(request.path),
            query: request.query,
            scene: request.scene,
            ..OpenOptions::default()
        }
    }
}

impl From<FieldAction> for FieldEvent {
    fn from(action: FieldAction) -> Self {
        match action {
            FieldAction::Focused => FieldEvent::Focus,
            FieldAction::Blurred => FieldEvent::Blur,
            FieldAction::Confirmed => FieldEvent::Confirm,
        }
    }
}

impl From<&Problem> for ProgramProblem {
    fn from(problem: &Problem) -> Self {
        ProgramProblem {
            kind: problem.kind.name().to_owned(),
            severity: match problem.severity {
                Severity::Hint => ProblemSeverity::Hint,
                Severity::Warning => ProblemSeverity::Warning,
                Severity::Error => ProblemSeverity::Broken,
            },
            message: problem.message.clone(),
            file: problem.file.clone(),
            line: problem.line,
            column: problem.column,
        }
    }
}

impl From<minihost_ports::DecodedImage> for PixelImage {
    fn from(image: minihost_ports::DecodedImage) -> Self {
        PixelImage { width: image.width, height: image.height, rgba: image.rgba }
    }
}
