import Foundation

/// A value behind a lock.
///
/// `@unchecked` because the compiler cannot see that `value` is only touched with the lock held; `Synchronization.Mutex`, which it does
/// understand, needs iOS 18.
final class Locked<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    init(_ value: Value) { self.value = value }

    /// Keep it short, and call nobody from inside.
    func withLock<Result>(_ work: (inout Value) -> Result) -> Result {
        lock.lock()
        defer { lock.unlock() }
        return work(&value)
    }
}
