import Foundation

/// The language of the core's own words and of what presenters say.
public enum Language: Sendable, CaseIterable {
    case en
    case zh

    /// The one that suits a user's first preferred language: Chinese of any script, else English.
    public init(preferred: [String]) {
        self = preferred.first?.lowercased().hasPrefix("zh") == true ? .zh : .en
    }

    /// What the user set for this app.
    public static var current: Language { Language(preferred: Locale.preferredLanguages) }
}

/// Light or dark.
public enum Appearance: Sendable, CaseIterable {
    case light
    case dark
}

/// The flavour of a program.
public enum Dialect: Sendable, CaseIterable {
    case wechat
    case bytedance
    case alipay
    case baidu
}

/// Which app embeds Minihost.
public struct HostIdentity: Sendable, Equatable {
    /// Stable technical name, such as `com.example.shortvideo`.
    public var id: String
    /// The app's name as its users know it.
    public var name: String
    /// The app's version, as `1.2.3`.
    public var version: String

    public init(id: String, name: String, version: String) {
        self.id = id
        self.name = name
        self.version = version
    }
}

/// When the settings entry shows.
public struct EntryPolicy: Sendable, Equatable {
    /// Lowest app version that shows it, as `1.2.0`; empty for any.
    public var minHostVersion: String
    /// Milliseconds since 1970 UTC from which it shows; 0 for always.
    public var startsAtMs: Int64
    /// How many of a hundred installations show it.
    public var rolloutPercent: Int
    /// Only once a program was used.
    public var onlyWhenUsed: Bool

    public init(minHostVersion: String = "", startsAtMs: Int64 = 0, rolloutPercent: Int = 100, onlyWhenUsed: Bool = false) {
        self.minHostVersion = minHostVersion
        self.startsAtMs = startsAtMs
        self.rolloutPercent = rolloutPercent
        self.onlyWhenUsed = onlyWhenUsed
    }
}

/// Limits of one program.
public struct ProgramLimits: Sendable, Equatable {
    /// Whole package, in bytes.
    public var packageBytes: Int64
    /// JavaScript heap, in bytes.
    public var heapBytes: Int64
    /// Longest single run of a script, in milliseconds.
    public var taskMs: Int64

    public init(packageBytes: Int64 = 10 * 1024 * 1024, heapBytes: Int64 = 128 * 1024 * 1024, taskMs: Int64 = 5000) {
        self.packageBytes = packageBytes
        self.heapBytes = heapBytes
        self.taskMs = taskMs
    }
}

/// What makes a `MiniHost`, beside its `Ports`.
public struct HostConfig: Sendable, Equatable {
    /// Folder that belongs to Minihost alone, for this app's state. Made if it is not there.
    public var folder: String
    /// Which app this is.
    public var identity: HostIdentity
    /// When the settings entry shows.
    public var entry: EntryPolicy
    /// Limits of each program.
    public var limits: ProgramLimits
    /// A folder with programs that come with the app and a `catalog.json`; empty for none.
    public var catalogFolder: String
    /// A folder with fonts for the core's own text measuring; for desktops and tests.
    public var fontsFolder: String

    public init(
        folder: String, identity: HostIdentity, entry: EntryPolicy = EntryPolicy(), limits: ProgramLimits = ProgramLimits(),
        catalogFolder: String = "", fontsFolder: String = ""
    ) {
        self.folder = folder
        self.identity = identity
        self.entry = entry
        self.limits = limits
        self.catalogFolder = catalogFolder
        self.fontsFolder = fontsFolder
    }
}

/// The settings row as it is now.
public struct SettingsEntry: Sendable, Equatable {
    /// Show it at all.
    public let visible: Bool
    /// Its title.
    public let title: String
    /// How many programs were used, in words; empty when none was.
    public let subtitle: String
    /// How many programs were used.
    public let usedCount: Int

    public init(visible: Bool, title: String, subtitle: String, usedCount: Int) {
        self.visible = visible
        self.title = title
        self.subtitle = subtitle
        self.usedCount = usedCount
    }
}

/// One row of "mini programs you've used".
public struct UsedProgram: Sendable, Equatable, Identifiable {
    /// The program's id.
    public let id: String
    /// Its name in the asked language.
    public let name: String
    /// Its version.
    public let version: String
    /// Who publishes it; empty when not known.
    public let publisher: String
    /// Its dialect.
    public let dialect: Dialect
    /// Last use, in milliseconds since 1970 UTC.
    public let lastUsedMs: Int64
    /// The user keeps it on top.
    public let pinned: Bool

    public init(
        id: String, name: String, version: String, publisher: String, dialect: Dialect, lastUsedMs: Int64, pinned: Bool
    ) {
        self.id = id
        self.name = name
        self.version = version
        self.publisher = publisher
        self.dialect = dialect
        self.lastUsedMs = lastUsedMs
        self.pinned = pinned
    }
}

/// One program on offer.
public struct CatalogEntry: Sendable, Equatable, Identifiable {
    /// The program's id.
    public let id: String
    /// Its name in the asked language.
    public let name: String
    /// What it does, in the asked language.
    public let description: String
    /// Its version.
    public let version: String
    /// Who publishes it; empty when not known.
    public let publisher: String
    /// Its dialect.
    public let dialect: Dialect

    public init(id: String, name: String, description: String, version: String, publisher: String, dialect: Dialect) {
        self.id = id
        self.name = name
        self.description = description
        self.version = version
        self.publisher = publisher
        self.dialect = dialect
    }
}

/// What lists show of a program that the app installs itself.
public struct PackageLabel: Sendable, Equatable {
    /// The program's id: 1 to 128 ASCII letters, digits, `.`, `_` and `-`, not beginning with a dot.
    public var id: String
    /// Name in English, or the only one; empty takes the id.
    public var name: String
    /// Name in Chinese; empty takes `name`.
    public var nameZh: String
    /// Version as its publisher writes it.
    public var version: String
    /// Who publishes it.
    public var publisher: String
    /// PNG or SVG file; none for none.
    public var icon: Data?

    public init(
        id: String, name: String = "", nameZh: String = "", version: String = "", publisher: String = "", icon: Data? = nil
    ) {
        self.id = id
        self.name = name
        self.nameZh = nameZh
        self.version = version
        self.publisher = publisher
        self.icon = icon
    }
}

/// What happened in a native text field.
public enum FieldEvent: Sendable, CaseIterable {
    case focused
    case blurred
    case confirmed
}

/// How bad a `Problem` is.
public enum Severity: Sendable, CaseIterable {
    case hint
    case warning
    case error
}

/// One finding about a program, for its author.
public struct Problem: Sendable, Equatable {
    /// The kind, as `minihost smoke --json` prints it.
    public let kind: String
    /// How bad.
    public let severity: Severity
    /// One sentence in English.
    public let message: String
    /// Path from the package's root; empty when no file is to blame.
    public let file: String
    /// Line, from 1; 0 when unknown.
    public let line: Int
    /// Column in characters, from 1; 0 when unknown.
    public let column: Int

    public init(kind: String, severity: Severity, message: String, file: String, line: Int, column: Int) {
        self.kind = kind
        self.severity = severity
        self.message = message
        self.file = file
        self.line = line
        self.column = column
    }
}

/// Why a program ended by itself.
public enum StopReason: Sendable, Equatable {
    /// A script ran longer than its budget.
    case timeBudget
    /// The heap limit was reached.
    case outOfMemory
    /// The program asked for more work than a host can give.
    case flooded(what: String)
    /// The core itself failed; a bug of ours.
    case `internal`(reason: String)
}

/// Where a session is in its life.
public enum SessionState: Sendable, Equatable {
    /// The first page is being made.
    case opening
    /// On screen.
    case visible
    /// In the background: timers rest.
    case hidden
    /// Ended by the user, the host or the program.
    case closed
    /// Ended by the core.
    case stopped(StopReason)

    /// The program is over.
    public var isOver: Bool {
        switch self {
        case .closed, .stopped: true
        case .opening, .visible, .hidden: false
        }
    }
}

/// What happened to a host's programs.
public enum HostEvent: Sendable, Equatable {
    /// A program was opened.
    case opened(program: String)
    /// A program went to the background.
    case hidden(program: String)
    /// A program was closed by the user or the host.
    case closed(program: String)
    /// A program was stopped by the core.
    case stopped(program: String, reason: StopReason)
    /// Something in a program does not work; the program goes on.
    case problemFound(program: String, problem: Problem)
    /// The used list changed.
    case usedListChanged
}
