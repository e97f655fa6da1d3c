/// Tells any number of `AsyncStream`s; whoever tells never waits. May hold a value that new streams begin with.
final class Broadcast<Element: Sendable>: Sendable {
    private struct Listeners: Sendable {
        var latest: Element?
        var next = 0
        var open: [Int: AsyncStream<Element>.Continuation] = [:]
        var isOver = false
    }

    private let listeners: Locked<Listeners>
    private let policy: AsyncStream<Element>.Continuation.BufferingPolicy
    private let keepsLatest: Bool

    /// Streams begin with what comes next.
    init(_ policy: AsyncStream<Element>.Continuation.BufferingPolicy) {
        self.policy = policy
        listeners = Locked(Listeners())
        keepsLatest = false
    }

    /// Streams begin with the latest value, `first` to begin with.
    init(first: Element, _ policy: AsyncStream<Element>.Continuation.BufferingPolicy) {
        self.policy = policy
        listeners = Locked(Listeners(latest: first))
        keepsLatest = true
    }

    /// Ends when the broadcast does, or when the reader's task is cancelled.
    func stream() -> AsyncStream<Element> {
        AsyncStream(bufferingPolicy: policy) { continuation in
            // A continuation calls nobody while it takes an element, so it may be told under the lock: the order is kept.
            let number: Int? = listeners.withLock { listeners in
                if let latest = listeners.latest { continuation.yield(latest) }
                if listeners.isOver { return nil }
                listeners.next += 1
                listeners.open[listeners.next] = continuation
                return listeners.next
            }
            guard let number else { return continuation.finish() }
            continuation.onTermination = { [weak self] _ in
                _ = self?.listeners.withLock { $0.open.removeValue(forKey: number) }
            }
        }
    }

    func send(_ element: Element) {
        listeners.withLock { listeners in
            if listeners.isOver { return }
            if keepsLatest { listeners.latest = element }
            for continuation in listeners.open.values { continuation.yield(element) }
        }
    }

    /// Nothing is told any more.
    func finish() {
        let open = listeners.withLock { listeners in
            listeners.isOver = true
            defer { listeners.open = [:] }
            return Array(listeners.open.values)
        }
        // Outside the lock: a stream that ends calls its `onTermination`, which takes it.
        for continuation in open { continuation.finish() }
    }

    /// How many read; for tests.
    var readers: Int { listeners.withLock { $0.open.count } }
}
