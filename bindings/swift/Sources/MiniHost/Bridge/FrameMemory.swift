import Foundation

/// A usual first frame fits.
private let firstFrameBytes = 64 * 1024

/// No frame is larger: a page of a hundred thousand rows has some 40 MB.
private let mostFrameBytes: UInt64 = 512 * 1024 * 1024

/// Where the core writes a session's frames: memory that grows to the largest and goes with the session, so that a frame costs one copy and
/// no allocation.
///
/// `@unchecked` because the compiler cannot see that `memory` is only touched with the lock held. The core writes under the lock, too, but
/// calls nobody meanwhile.
final class FrameMemory: @unchecked Sendable {
    private let lock = NSLock()
    /// None until the first frame is asked for: many sessions of tests and lists never show one.
    private var memory = UnsafeMutableRawBufferPointer(start: nil, count: 0)

    deinit { memory.deallocate() }

    /// Shows the newest frame to `read`, if there is one; the bytes are overwritten afterwards. `fill` has the core write to so many bytes at
    /// an address and gives the frame's length, as `takeFrameInto` of the generated code.
    func take<T>(
        _ fill: (_ address: UInt64, _ capacity: UInt64) -> UInt64, _ read: (UnsafeRawBufferPointer) throws(FrameFormatError) -> T
    ) throws(FrameFormatError) -> T? {
        lock.lock()
        defer { lock.unlock() }
        if memory.isEmpty { reserve(firstFrameBytes) }
        var length = filled(fill)
        if length > UInt64(memory.count) {
            guard length <= mostFrameBytes else { throw FrameFormatError("a frame of \(length) bytes") }
            reserve(Int(length + length / 2))
            length = filled(fill)
        }
        guard length > 0, length <= UInt64(memory.count) else { return nil }
        return try read(UnsafeRawBufferPointer(rebasing: memory[..<Int(length)]))
    }

    private func filled(_ fill: (UInt64, UInt64) -> UInt64) -> UInt64 {
        fill(UInt64(UInt(bitPattern: memory.baseAddress)), UInt64(memory.count))
    }

    private func reserve(_ bytes: Int) {
        memory.deallocate()
        memory = .allocate(byteCount: bytes, alignment: 16)
    }
}
