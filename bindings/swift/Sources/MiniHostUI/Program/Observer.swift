import Foundation

/// Hears a notification on the main thread for as long as it lives.
final class Observer {
    private let token: any NSObjectProtocol

    /// `read` takes what is wanted out of a notification, which itself stays on the thread that it came on.
    init<Content: Sendable>(
        _ name: Notification.Name, _ read: @escaping @Sendable (Notification) -> Content?,
        _ work: @escaping @MainActor @Sendable (Content) -> Void
    ) {
        token = NotificationCenter.default.addObserver(forName: name, object: nil, queue: .main) { note in
            if let content = read(note) { MainActor.assumeIsolated { work(content) } }
        }
    }

    convenience init(_ name: Notification.Name, _ work: @escaping @MainActor @Sendable () -> Void) {
        self.init(name, { _ in true }) { _ in work() }
    }

    deinit { NotificationCenter.default.removeObserver(token) }
}
