package dev.minihost

/** The language of the core's own words and of what presenters say. */
public enum class Language { EN, ZH }

/** Light or dark. */
public enum class Appearance { LIGHT, DARK }

/** The flavour of a program. */
public enum class Dialect { WECHAT, BYTEDANCE, ALIPAY, BAIDU }

/** Which app embeds Minihost. */
public data class HostIdentity(
    /** Stable technical name, such as `com.example.shortvideo`. */
    val id: String,
    /** The app's name as its users know it. */
    val name: String,
    /** The app's version, as `1.2.3`. */
    val version: String,
)

/** When the settings entry shows. */
public data class EntryPolicy(
    /** Lowest app version that shows it, as `1.2.0`; empty for any. */
    val minHostVersion: String = "",
    /** Milliseconds since 1970 UTC from which it shows; 0 for always. */
    val startsAtMs: Long = 0,
    /** How many of a hundred installations show it. */
    val rolloutPercent: Int = 100,
    /** Only once a program was used. */
    val onlyWhenUsed: Boolean = false,
)

/** Limits of one program. */
public data class ProgramLimits(
    /** Whole package, in bytes. */
    val packageBytes: Long = 10L * 1024 * 1024,
    /** JavaScript heap, in bytes. */
    val heapBytes: Long = 128L * 1024 * 1024,
    /** Longest single run of a script, in milliseconds. */
    val taskMs: Long = 5000,
)

/** What makes a [MiniHost], beside its [Ports]. */
public data class HostConfig(
    /** Folder that belongs to Minihost alone, for this app's state. Made if it is not there. */
    val folder: String,
    /** Which app this is. */
    val identity: HostIdentity,
    /** When the settings entry shows. */
    val entry: EntryPolicy = EntryPolicy(),
    /** Limits of each program. */
    val limits: ProgramLimits = ProgramLimits(),
    /** A folder with programs that come with the app and a `catalog.json`; empty for none. */
    val catalogFolder: String = "",
    /** A folder with fonts for the core's own text measuring; for desktops and tests. */
    val fontsFolder: String = "",
)

/** The settings row as it is now. */
public data class SettingsEntry(
    /** Show it at all. */
    val visible: Boolean,
    /** Its title. */
    val title: String,
    /** How many programs were used, in words; empty when none was. */
    val subtitle: String,
    /** How many programs were used. */
    val usedCount: Int,
)

/** One row of "mini programs you've used". */
public data class UsedProgram(
    /** The program's id. */
    val id: String,
    /** Its name in the asked language. */
    val name: String,
    /** Its version. */
    val version: String,
    /** Who publishes it; empty when not known. */
    val publisher: String,
    /** Its dialect. */
    val dialect: Dialect,
    /** Last use, in milliseconds since 1970 UTC. */
    val lastUsedMs: Long,
    /** The user keeps it on top. */
    val pinned: Boolean,
)

/** One program on offer. */
public data class CatalogEntry(
    /** The program's id. */
    val id: String,
    /** Its name in the asked language. */
    val name: String,
    /** What it does, in the asked language. */
    val description: String,
    /** Its version. */
    val version: String,
    /** Who publishes it; empty when not known. */
    val publisher: String,
    /** Its dialect. */
    val dialect: Dialect,
)

/** What lists show of a program that the app installs itself. */
public data class PackageLabel(
    /** The program's id: 1 to 128 ASCII letters, digits, `.`, `_` and `-`, not beginning with a dot. */
    val id: String,
    /** Name in English, or the only one; empty takes the id. */
    val name: String = "",
    /** Name in Chinese; empty takes [name]. */
    val nameZh: String = "",
    /** Version as its publisher writes it. */
    val version: String = "",
    /** Who publishes it. */
    val publisher: String = "",
    /** PNG or SVG file; none for none. */
    val icon: Bytes? = null,
)

/** Bytes that nobody changes: compared by content. */
public class Bytes(bytes: ByteArray) {
    private val bytes = bytes.clone()

    /** How many. */
    public val size: Int get() = bytes.size

    /** A copy. */
    public fun toByteArray(): ByteArray = bytes.clone()

    override fun equals(other: Any?): Boolean = other is Bytes && bytes.contentEquals(other.bytes)

    override fun hashCode(): Int = bytes.contentHashCode()

    override fun toString(): String = "Bytes(size=$size)"
}

/** Distances from a screen's edges, in logical pixels. */
public data class Insets(
    /** From the top. */
    val top: Float = 0f,
    /** From the right. */
    val right: Float = 0f,
    /** From the bottom. */
    val bottom: Float = 0f,
    /** From the left. */
    val left: Float = 0f,
)

/** A screen or window that a program is shown on. Lengths are logical pixels. */
public data class Screen(
    /** Width. */
    val width: Float,
    /** Height, with status bar and safe areas. */
    val height: Float,
    /** Device pixels per logical pixel. */
    val pixelRatio: Float,
    /** What notches, the status bar and home indicators cover. */
    val safeArea: Insets = Insets(),
    /** The user's text size: 1.0 is the platform's default. */
    val fontScale: Float = 1f,
    /** Light or dark. */
    val appearance: Appearance = Appearance.LIGHT,
    /** Language of the core's own words. */
    val language: Language = Language.EN,
)

/** How to open a program. */
public data class OpenOptions(
    /** What it is shown on. */
    val screen: Screen,
    /** Page with a query; empty is the program's first page. */
    val path: String = "",
    /** Query for the first page and for `onLaunch`, as `a=1&b=2`. */
    val query: String = "",
    /** Scene number, as the dialect documents it; 0 is 1001, the list of used programs. */
    val scene: Int = 0,
)

/** What happened in a native text field. */
public enum class FieldEvent { FOCUSED, BLURRED, CONFIRMED }

/** How bad a [Problem] is. */
public enum class Severity { HINT, WARNING, ERROR }

/** One finding about a program, for its author. */
public data class Problem(
    /** The kind, as `minihost smoke --json` prints it. */
    val kind: String,
    /** How bad. */
    val severity: Severity,
    /** One sentence in English. */
    val message: String,
    /** Path from the package's root; empty when no file is to blame. */
    val file: String,
    /** Line, from 1; 0 when unknown. */
    val line: Int,
    /** Column in characters, from 1; 0 when unknown. */
    val column: Int,
)

/** Why a program ended by itself. */
public sealed interface StopReason {
    /** A script ran longer than its budget. */
    public data object TimeBudget : StopReason

    /** The heap limit was reached. */
    public data object OutOfMemory : StopReason

    /** The program asked for more work than a host can give. */
    public data class Flooded(val what: String) : StopReason

    /** The core itself failed; a bug of ours. */
    public data class Internal(val reason: String) : StopReason
}

/** Where a session is in its life. */
public sealed interface SessionState {
    /** The first page is being made. */
    public data object Opening : SessionState

    /** On screen. */
    public data object Visible : SessionState

    /** In the background: timers rest. */
    public data object Hidden : SessionState

    /** Ended by the user, the host or the program. */
    public data object Closed : SessionState

    /** Ended by the core. */
    public data class Stopped(val reason: StopReason) : SessionState

    /** The program is over. */
    public val isOver: Boolean get() = this is Closed || this is Stopped
}

/** What happened to a host's programs. */
public sealed interface HostEvent {
    /** A program was opened. */
    public data class Opened(val program: String) : HostEvent

    /** A program went to the background. */
    public data class Hidden(val program: String) : HostEvent

    /** A program was closed by the user or the host. */
    public data class Closed(val program: String) : HostEvent

    /** A program was stopped by the core. */
    public data class Stopped(val program: String, val reason: StopReason) : HostEvent

    /** Something in a program does not work; the program goes on. */
    public data class ProblemFound(val program: String, val problem: Problem) : HostEvent

    /** The used list changed. */
    public data object UsedListChanged : HostEvent
}
