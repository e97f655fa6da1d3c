import Dispatch
internal import MiniHostFFI

/// Calls the core; what it throws becomes a `MiniHostError`.
func core<T>(_ call: () throws -> T) throws(MiniHostError) -> T {
    do {
        return try call()
    } catch let error as MiniHostFFI.MiniHostError {
        throw MiniHostError(error)
    } catch {
        // The generated code's own complaints: core and wrapper do not belong together.
        throw .internal(reason: String(describing: error))
    }
}

/// Runs a port's method for the core: what it throws becomes a reason that a program may see.
func port<T>(_ method: () throws -> T) throws -> T {
    do {
        return try method()
    } catch {
        throw corePortError(error)
    }
}

func corePortError(_ error: any Error) -> MiniHostFFI.PortError {
    switch error {
    case let error as MiniHostFFI.PortError: error
    case PortError.unsupported: .Unsupported
    case PortError.denied(let reason): .Denied(reason: reason)
    case PortError.cancelled: .Cancelled
    case PortError.timeout: .Timeout
    case PortError.failed(let reason): .Failed(reason: reason)
    case is CancellationError: .Cancelled
    // Its type, not its text: that may hold what a user typed, and the program sees the reason.
    default: .Failed(reason: "the host's code threw \(type(of: error))")
    }
}

/// Where calls run that read or write the store: they would hold up Swift's own few threads.
enum Worker {
    private static let queue = DispatchQueue(label: "dev.minihost.calls", qos: .userInitiated, attributes: .concurrent)

    /// Nobody waits for it.
    static func start(_ call: @escaping @Sendable () -> Void) { queue.async(execute: call) }

    static func run<T: Sendable>(_ call: @escaping @Sendable () throws(MiniHostError) -> T) async throws(MiniHostError) -> T {
        let result: Result<T, MiniHostError> = await withCheckedContinuation { continuation in
            queue.async {
                continuation.resume(returning: Result { () throws(MiniHostError) in try call() })
            }
        }
        return try result.get()
    }
}

/// Tasks that end with their owner.
final class TaskBag: Sendable {
    private struct Tasks: Sendable {
        var next = 0
        var running: [Int: Task<Void, Never>] = [:]
        var isOver = false
    }

    private let tasks = Locked(Tasks())

    /// Runs `work`; after `cancelAll` it begins cancelled.
    func run(_ work: @escaping @Sendable () async -> Void) {
        tasks.withLock { bag in
            bag.next += 1
            let number = bag.next
            let task = Task { [weak self] in
                await work()
                // Waits for the lock, so the entry below is there.
                _ = self?.tasks.withLock { $0.running.removeValue(forKey: number) }
            }
            bag.running[number] = task
            if bag.isOver { task.cancel() }
        }
    }

    func cancelAll() {
        let running = tasks.withLock { bag in
            bag.isOver = true
            return Array(bag.running.values)
        }
        for task in running { task.cancel() }
    }

    deinit { cancelAll() }
}
