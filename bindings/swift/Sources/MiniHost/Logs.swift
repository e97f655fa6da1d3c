/// How important a log line is.
public enum LogLevel: Sendable, CaseIterable {
    /// For the core's developers.
    case trace
    /// For a program's author; may hold what a user typed.
    case debug
    /// Normal and rare.
    case info
    /// Something is off, the host goes on.
    case warn
    /// A bug of the core.
    case error
}

/// One line.
public struct LogLine: Sendable, Equatable {
    /// Importance.
    public let level: LogLevel
    /// The part of the core, or `program` for what a program printed.
    public let target: String
    /// The text.
    public let message: String
    /// Milliseconds since 1970 UTC.
    public let timeMs: Int64

    public init(level: LogLevel, target: String, message: String, timeMs: Int64) {
        self.level = level
        self.target = target
        self.message = message
        self.timeMs = timeMs
    }
}

/// The core's log: one for the process.
public enum Logs {
    /// Hands lines of `least` and above to `sink` from now on, in batches, on a thread of their own; none stops. A newer sink takes the
    /// place of the older. False when the process has another listener for Rust's logs.
    @discardableResult
    public static func send(least: LogLevel = .info, to sink: (@Sendable ([LogLine]) -> Void)?) -> Bool {
        sendLogs(least: least, to: sink)
    }
}
