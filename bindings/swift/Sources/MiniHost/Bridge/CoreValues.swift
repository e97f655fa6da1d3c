import Foundation
internal import MiniHostFFI

// The core's values as ours and back. Numbers that the core counts without a sign are cut to what it can take.

extension Language {
    var core: UiLanguage {
        switch self {
        case .en: .en
        case .zh: .zh
        }
    }
}

extension Dialect {
    init(_ kind: DialectKind) {
        switch kind {
        case .weChat: self = .wechat
        case .byteDance: self = .bytedance
        case .alipay: self = .alipay
        case .baidu: self = .baidu
        }
    }

    var core: DialectKind {
        switch self {
        case .wechat: .weChat
        case .bytedance: .byteDance
        case .alipay: .alipay
        case .baidu: .baidu
        }
    }
}

extension HostConfig {
    var core: MiniHostConfig {
        MiniHostConfig(
            folder: folder,
            app: HostApp(id: identity.id, name: identity.name, version: identity.version),
            rollout: RolloutPolicy(
                minHostVersion: entry.minHostVersion, startsAtMs: UInt64(clamping: entry.startsAtMs),
                rolloutPercent: UInt8(min(max(entry.rolloutPercent, 0), 100)), onlyWhenUsed: entry.onlyWhenUsed),
            caps: ProgramCaps(
                packageBytes: UInt64(clamping: limits.packageBytes), heapBytes: UInt64(clamping: limits.heapBytes),
                taskMs: UInt64(clamping: limits.taskMs)),
            catalogFolder: catalogFolder,
            fontsFolder: fontsFolder)
    }
}

extension SettingsEntry {
    init(_ state: EntryState) {
        self.init(visible: state.visible, title: state.title, subtitle: state.subtitle, usedCount: Int(state.usedCount))
    }
}

extension UsedProgram {
    init(_ row: MiniHostFFI.UsedRow) {
        self.init(
            id: row.id, name: row.name, version: row.version, publisher: row.publisher, dialect: Dialect(row.dialect),
            lastUsedMs: Int64(clamping: row.lastUsedMs), pinned: row.pinned)
    }
}

extension CatalogEntry {
    init(_ row: MiniHostFFI.CatalogRow) {
        self.init(
            id: row.id, name: row.name, description: row.description, version: row.version, publisher: row.publisher,
            dialect: Dialect(row.dialect))
    }
}

extension PackageLabel {
    var core: PackageInfo {
        PackageInfo(id: id, name: name, nameZh: nameZh, version: version, publisher: publisher, icon: icon ?? Data())
    }
}

extension Screen {
    var core: ScreenSpec {
        let edges = ScreenEdges(top: safeArea.top, right: safeArea.right, bottom: safeArea.bottom, left: safeArea.left)
        let look: UiAppearance = switch appearance {
        case .light: .light
        case .dark: .dark
        }
        return ScreenSpec(
            width: width, height: height, pixelRatio: pixelRatio, safeArea: edges, fontScale: fontScale, appearance: look,
            language: language.core)
    }
}

extension OpenOptions {
    var core: OpenRequest {
        OpenRequest(screen: screen.core, path: path, query: query, scene: UInt32(clamping: scene))
    }
}

extension FieldEvent {
    var core: FieldAction {
        switch self {
        case .focused: .focused
        case .blurred: .blurred
        case .confirmed: .confirmed
        }
    }
}

extension Problem {
    init(_ problem: ProgramProblem) {
        let severity: Severity = switch problem.severity {
        case .hint: .hint
        case .warning: .warning
        case .broken: .error
        }
        self.init(
            kind: problem.kind, severity: severity, message: problem.message, file: problem.file, line: Int(problem.line),
            column: Int(problem.column))
    }
}

extension StopReason {
    init(_ cause: StopCause) {
        switch cause {
        case .timeBudget: self = .timeBudget
        case .outOfMemory: self = .outOfMemory
        case .flooded(let what): self = .flooded(what: what)
        case .internal(let reason): self = .internal(reason: reason)
        }
    }
}

extension SessionState {
    init(_ state: ProgramState) {
        switch state {
        case .opening: self = .opening
        case .visible: self = .visible
        case .hidden: self = .hidden
        case .closed: self = .closed
        case .stopped(let cause): self = .stopped(StopReason(cause))
        }
    }
}

extension HostEvent {
    init(_ event: MiniHostFFI.HostEvent) {
        switch event {
        case .opened(let program): self = .opened(program: program)
        case .hidden(let program): self = .hidden(program: program)
        case .closed(let program): self = .closed(program: program)
        case .stopped(let program, let cause): self = .stopped(program: program, reason: StopReason(cause))
        case .problem(let program, let problem): self = .problemFound(program: program, problem: Problem(problem))
        case .usedListChanged: self = .usedListChanged
        }
    }
}

extension MiniHostError {
    init(_ error: MiniHostFFI.MiniHostError) {
        switch error {
        case .Misuse(let reason): self = .misuse(reason: reason)
        case .Closed: self = .closed
        case .NoSuchProgram(let program): self = .noSuchProgram(program: program)
        case .Unavailable(let reason): self = .unavailable(reason: reason)
        case .PackageRefused(let reason): self = .packageRefused(reason: reason)
        case .NotSupported(let reason): self = .notSupported(reason: reason)
        case .NoSpace: self = .noSpace
        case .Store(let reason): self = .store(reason: reason)
        case .Internal(let reason): self = .internal(reason: reason)
        }
    }

    var core: MiniHostFFI.MiniHostError {
        switch self {
        case .misuse(let reason): .Misuse(reason: reason)
        case .closed: .Closed
        case .noSuchProgram(let program): .NoSuchProgram(program: program)
        case .unavailable(let reason): .Unavailable(reason: reason)
        case .packageRefused(let reason): .PackageRefused(reason: reason)
        case .notSupported(let reason): .NotSupported(reason: reason)
        case .noSpace: .NoSpace
        case .store(let reason): .Store(reason: reason)
        case .internal(let reason): .Internal(reason: reason)
        }
    }
}

/// The core's words: one table for all languages that hosts are written in.
func errorWords(_ error: MiniHostError, _ language: Language) -> String {
    errorText(error: error.core, language: language.core)
}
