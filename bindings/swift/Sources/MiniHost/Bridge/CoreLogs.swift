internal import MiniHostFFI

func sendLogs(least: LogLevel, to sink: (@Sendable ([LogLine]) -> Void)?) -> Bool {
    setLogPort(port: sink.map(LogAdapter.init), least: least.core)
}

private final class LogAdapter: LogPort {
    private let sink: @Sendable ([LogLine]) -> Void

    init(_ sink: @escaping @Sendable ([LogLine]) -> Void) { self.sink = sink }

    func lines(lines: [LogRow]) throws {
        sink(
            lines.map {
                LogLine(
                    level: LogLevel($0.importance), target: $0.target, message: $0.message, timeMs: Int64(clamping: $0.timeMs))
            })
    }
}

extension LogLevel {
    init(_ importance: LogImportance) {
        switch importance {
        case .trace: self = .trace
        case .debug: self = .debug
        case .info: self = .info
        case .warn: self = .warn
        case .bug: self = .error
        }
    }

    var core: LogImportance {
        switch self {
        case .trace: .trace
        case .debug: .debug
        case .info: .info
        case .warn: .warn
        case .error: .bug
        }
    }
}
