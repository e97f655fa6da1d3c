import Foundation
internal import MiniHostFFI

/// How long a program may take to put itself away: scripts have a budget, so that only a port of the app's that blocks takes longer.
private let closePatienceMs: UInt64 = 30_000

/// An open program. Functions that are not `async` only leave a message for the program's thread: call them from anywhere, also after the
/// program is over, when they do nothing.
public final class ProgramSession: Sendable {
    private let core: CoreSession
    private let signals: CoreSignals
    private let counts = Locked((calls: 0, frames: 0))

    init(_ core: CoreSession, _ signals: CoreSignals) {
        self.core = core
        self.signals = signals
    }

    /// The program's id.
    public var program: String { core.program }

    /// Where it is in its life.
    public var state: SessionState { signals.state.withLock { $0 } }

    /// The state now, then each change; ends after the last.
    public func states() -> AsyncStream<SessionState> { signals.states.stream() }

    /// What was found about the program so far, oldest first.
    public func problems() -> [Problem] { core.ask { $0.problems().map(Problem.init) } ?? [] }

    /// A finger came down; `timeMs` is of any clock that never goes back, the place in logical pixels of the screen.
    public func touchDown(_ id: Int, x: Float, y: Float, timeMs: Int64) {
        core.tell { $0.touchDown(id: UInt32(clamping: id), x: x, y: y, timeMs: UInt64(clamping: timeMs)) }
    }

    /// A finger moved.
    public func touchMove(_ id: Int, x: Float, y: Float, timeMs: Int64) {
        core.tell { $0.touchMove(id: UInt32(clamping: id), x: x, y: y, timeMs: UInt64(clamping: timeMs)) }
    }

    /// A finger went up.
    public func touchUp(_ id: Int, x: Float, y: Float, timeMs: Int64) {
        core.tell { $0.touchUp(id: UInt32(clamping: id), x: x, y: y, timeMs: UInt64(clamping: timeMs)) }
    }

    /// The host took the touch over, for instance because it scrolls.
    public func touchCancel(_ id: Int, x: Float, y: Float, timeMs: Int64) {
        core.tell { $0.touchCancel(id: UInt32(clamping: id), x: x, y: y, timeMs: UInt64(clamping: timeMs)) }
    }

    /// The platform's back gesture: closes what is above the page, else the page, else the program.
    public func back() { core.tell { $0.back() } }

    /// The user pulled the page down far enough to refresh it.
    public func pullDown() { core.tell { $0.pullDown() } }

    /// The program is on screen again.
    public func show() { core.tell { $0.show() } }

    /// The program is no longer on screen.
    public func hide() { core.tell { $0.hide() } }

    /// Another size, appearance, language or text size.
    public func setScreen(_ screen: Screen) { core.tell { $0.setScreen(screen: screen.core) } }

    /// Ends the program, waits until its thread is gone and releases its handle: afterwards nothing is called and nothing is held any more.
    /// Not cancelled with the caller's task, so that nothing is left half closed. Calling it again does nothing.
    public func close() async {
        core.tell { $0.end() }
        _ = try? await Worker.run { [core] () throws(MiniHostError) in
            core.ask { $0.waitUntilOver(patienceMs: closePatienceMs) }
        }
        release()
    }

    /// The same without waiting: for a place that cannot.
    public func closeNow() {
        core.tell { $0.end() }
        release()
    }

    private func release() {
        core.release()
        signals.move(to: .closed)
    }

    deinit { closeNow() }
}

/// The frame plane: what a painter asks for. Inside the package only, as core and painter are always built together.
extension ProgramSession {
    /// Says that there may be a frame: take it at the next vsync. Begins with a signal; one may stand for several frames.
    package func frameReady() -> AsyncStream<Void> { signals.frames.stream() }

    /// The newest frame, if there is one that was not taken. By one thread at a time, at a vsync.
    ///
    /// Throws when core and wrapper do not belong together; the next frame stands alone then.
    package func takeFrame() throws(FrameFormatError) -> Frame? {
        do throws(FrameFormatError) {
            return try take { bytes throws(FrameFormatError) in try FrameReader.read(bytes) }
        } catch {
            requestWholeFrame()
            throw error
        }
    }

    /// A copy of the same as it crossed; for tests.
    package func takeFrameBytes() throws(FrameFormatError) -> Data? {
        try take { bytes throws(FrameFormatError) in Data(bytes) }
    }

    private func take<T>(_ read: (UnsafeRawBufferPointer) throws(FrameFormatError) -> T) throws(FrameFormatError) -> T? {
        counts.withLock { $0.calls += 1 }
        return try core.takeFrame { bytes throws(FrameFormatError) in
            counts.withLock { $0.frames += 1 }
            return try read(bytes)
        }
    }

    /// The next frame stands alone: for a painter that lost what it had.
    package func requestWholeFrame() { core.tell { $0.requestWholeFrame() } }

    /// Calls into the core for frames, and frames that came of them: tests hold the first to the second.
    package var frameCrossings: (calls: Int, frames: Int) { counts.withLock { $0 } }

    /// The file of a picture that a frame names by its handle: PNG, JPEG, GIF, WebP or SVG. Takes time.
    package func imageFile(_ handle: UInt32) -> Data? { core.ask { $0.imageFile(handle: handle) } }

    /// The same, decoded; a vector picture at `scale` device pixels per logical pixel. Takes time; keep the answer.
    package func imagePixels(_ handle: UInt32, scale: Float) async throws(MiniHostError) -> DecodedImage {
        try await Worker.run { [core] () throws(MiniHostError) in try core.imagePixels(handle, scale: scale) }
    }

    /// The host scrolled a layer, named by its surface and node, to this offset.
    package func scrolled(_ surface: UInt32, _ node: UInt64, x: Float, y: Float) {
        core.tell { $0.scrolled(surface: surface, node: node, x: x, y: y) }
    }

    /// The user changed a text field's text; `cursor` counts characters from the front.
    package func textChanged(_ surface: UInt32, _ node: UInt64, value: String, cursor: Int) {
        core.tell { $0.textChanged(surface: surface, node: node, value: value, cursor: UInt32(clamping: cursor)) }
    }

    /// Something else happened in a text field.
    package func fieldEvent(_ surface: UInt32, _ node: UInt64, _ event: FieldEvent) {
        core.tell { $0.fieldAction(surface: surface, node: node, action: event.core) }
    }

    /// The text of a field with `autoHeight` takes up another height than before, in logical pixels, on so many lines.
    package func fieldHeight(_ surface: UInt32, _ node: UInt64, height: Float, lines: Int) {
        core.tell { $0.fieldHeight(surface: surface, node: node, height: height, lines: UInt32(clamping: lines)) }
    }

    /// The keyboard covers this much of the screen's bottom now, in logical pixels; it takes so long to get there.
    package func keyboard(height: Float, durationMs: Int) {
        core.tell { $0.keyboard(height: height, durationMs: UInt32(clamping: durationMs)) }
    }

    /// Waits until the program is at rest; for tests.
    package func settle(patienceMs: UInt64 = 20_000) async -> Bool {
        (try? await Worker.run { [core] () throws(MiniHostError) in core.ask { $0.settle(patienceMs: patienceMs) } ?? true }) ?? false
    }
}
