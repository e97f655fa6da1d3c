import Foundation
internal import MiniHostFFI

/// The core's host until it is closed, and what it tells.
final class CoreHost: Sendable {
    let events = Broadcast<HostEvent>(.bufferingNewest(256))
    /// One signal may stand for several changes.
    private let changes = Broadcast<Void>(.bufferingNewest(1))
    private let tasks = TaskBag()
    private let host: Locked<MiniHostFFI.MiniHost?>

    init(_ config: HostConfig, _ ports: Ports) throws(MiniHostError) {
        let listener = EventListener(events: events, changes: changes)
        let ports = ports.core(tasks)
        host = Locked(try core { try MiniHostFFI.MiniHost(config: config.core, ports: ports, listener: listener) })
    }

    private func call<T>(_ work: (MiniHostFFI.MiniHost) throws -> T) throws(MiniHostError) -> T {
        guard let host = host.withLock({ $0 }) else { throw .closed }
        return try core { try work(host) }
    }

    func work<T: Sendable>(_ work: @escaping @Sendable (MiniHostFFI.MiniHost) throws -> T) async throws(MiniHostError) -> T {
        try await Worker.run { [self] () throws(MiniHostError) in try call(work) }
    }

    func start(
        _ open: @escaping @Sendable (MiniHostFFI.MiniHost, any ProgramListener) throws -> MiniHostFFI.ProgramSession
    ) async throws(MiniHostError) -> ProgramSession {
        let (listener, signals) = CoreSignals.pair()
        let session = try await work { host in try open(host, listener) }
        return ProgramSession(CoreSession(session), signals)
    }

    /// What `read` gives, now and again whenever the used list changed and it gives something else.
    func watch<T: Equatable & Sendable>(
        _ read: @escaping @Sendable (MiniHostFFI.MiniHost) throws -> T
    ) -> AsyncThrowingStream<T, any Error> {
        let changes = changes.stream()
        return AsyncThrowingStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let task = Task {
                do throws(MiniHostError) {
                    var last = try await work(read)
                    continuation.yield(last)
                    for await _ in changes {
                        let now = try await work(read)
                        if now != last { continuation.yield(now) }
                        last = now
                    }
                    throw .closed
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    func close() {
        // Calls out, so not under the lock.
        take()?.shutDown()
        finish()
    }

    /// The same for a place that cannot wait.
    func closeLater() {
        guard let last = take() else { return }
        finish()
        Worker.start { last.shutDown() }
    }

    private func take() -> MiniHostFFI.MiniHost? {
        host.withLock { host in
            defer { host = nil }
            return host
        }
    }

    private func finish() {
        tasks.cancelAll()
        events.finish()
        changes.finish()
    }
}

private final class EventListener: HostListener {
    private let events: Broadcast<HostEvent>
    private let changes: Broadcast<Void>

    init(events: Broadcast<HostEvent>, changes: Broadcast<Void>) {
        self.events = events
        self.changes = changes
    }

    func onEvent(event: MiniHostFFI.HostEvent) throws {
        events.send(HostEvent(event))
        if case .usedListChanged = event { changes.send(()) }
    }
}
