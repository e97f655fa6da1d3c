import Foundation
internal import MiniHostFFI

/// What a session hears of its program, on the program's thread.
struct CoreSignals: Sendable {
    /// There is a frame. One signal may stand for several.
    let frames: Broadcast<Void>
    let states: Broadcast<SessionState>
    let state: Locked<SessionState>

    /// What the core tells and what the session reads.
    static func pair() -> (any ProgramListener, CoreSignals) {
        let signals = CoreSignals(
            // Whoever begins to listen asks once in any case: a frame may have come before.
            frames: Broadcast(first: (), .bufferingNewest(1)), states: Broadcast(first: .opening, .unbounded),
            state: Locked(.opening))
        return (SessionListener(signals: signals), signals)
    }

    /// What is over stays over.
    func move(to new: SessionState) {
        let moved = state.withLock { state in
            if state.isOver || state == new { return false }
            state = new
            return true
        }
        guard moved else { return }
        states.send(new)
        if new.isOver {
            states.finish()
            frames.finish()
        }
    }
}

private final class SessionListener: ProgramListener {
    private let signals: CoreSignals

    init(signals: CoreSignals) { self.signals = signals }

    func frameReady() throws { signals.frames.send(()) }

    func stateChanged(state: ProgramState) throws { signals.move(to: SessionState(state)) }
}

/// The core's session until it is released. After that, calls do nothing.
final class CoreSession: Sendable {
    let program: String
    private let session: Locked<MiniHostFFI.ProgramSession?>
    private let memory = FrameMemory()

    init(_ session: MiniHostFFI.ProgramSession) {
        program = session.programId()
        self.session = Locked(session)
    }

    /// The call itself is made without the lock: it may take its time, or call back.
    func tell(_ call: (MiniHostFFI.ProgramSession) -> Void) {
        if let session = session.withLock({ $0 }) { call(session) }
    }

    func ask<T>(_ question: (MiniHostFFI.ProgramSession) -> T?) -> T? {
        session.withLock { $0 }.flatMap(question)
    }

    /// Shows the newest frame to `read`, if there is one: one call into the core with nothing but numbers.
    func takeFrame<T>(_ read: (UnsafeRawBufferPointer) throws(FrameFormatError) -> T) throws(FrameFormatError) -> T? {
        guard let session = session.withLock({ $0 }) else { return nil }
        return try memory.take({ session.takeFrameInto(address: $0, capacity: $1) }, read)
    }

    func imagePixels(_ handle: UInt32, scale: Float) throws(MiniHostError) -> DecodedImage {
        guard let session = session.withLock({ $0 }) else { throw .closed }
        let image = try core { try session.imagePixels(handle: handle, scale: scale) }
        return DecodedImage(width: Int(image.width), height: Int(image.height), rgba: image.rgba)
    }

    func release() {
        // Out of the lock before it goes: releasing ends the program's thread.
        let last = session.withLock { session in
            defer { session = nil }
            return session
        }
        _ = last
    }
}
