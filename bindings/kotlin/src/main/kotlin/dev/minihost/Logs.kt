package dev.minihost

import dev.minihost.bridge.CoreLogs

/** How important a log line is. */
public enum class LogLevel {
    /** For the core's developers. */
    TRACE,

    /** For a program's author; may hold what a user typed. */
    DEBUG,

    /** Normal and rare. */
    INFO,

    /** Something is off, the host goes on. */
    WARN,

    /** A bug of the core. */
    ERROR,
}

/** One line. */
public data class LogLine(
    /** Importance. */
    val level: LogLevel,
    /** The part of the core, or `program` for what a program printed. */
    val target: String,
    /** The text. */
    val message: String,
    /** Milliseconds since 1970 UTC. */
    val timeMs: Long,
)

/** The core's log: one for the process. */
public object Logs {
    /**
     * Hands lines of [least] and above to [sink] from now on, in batches, on a thread of their own; none stops. A newer sink takes the place
     * of the older. False when the process has another listener for Rust's logs.
     */
    public fun sendTo(least: LogLevel = LogLevel.INFO, sink: ((List<LogLine>) -> Unit)?): Boolean = CoreLogs.sendTo(least, sink)
}
