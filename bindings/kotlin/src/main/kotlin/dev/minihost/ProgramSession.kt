package dev.minihost

import dev.minihost.bridge.CoreSession
import dev.minihost.frame.Frame
import dev.minihost.frame.FrameFormatException
import dev.minihost.frame.FrameReader
import java.util.concurrent.atomic.AtomicLong
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.channels.BufferOverflow
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableSharedFlow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asSharedFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.withContext

/** How long a program may take to put itself away: scripts have a budget, so that only a port of the host's that blocks takes longer. */
private const val CLOSE_PATIENCE_MS = 30_000L

/**
 * An open program. Functions that do not suspend only leave a message for the program's thread: call them on any thread, also after the
 * program is over, when they do nothing.
 */
public class ProgramSession private constructor() {
    private val states = MutableStateFlow<SessionState>(SessionState.Opening)
    private val ready = MutableSharedFlow<Unit>(replay = 1, onBufferOverflow = BufferOverflow.DROP_OLDEST)
    private val crossings = AtomicLong()
    private val taken = AtomicLong()
    private lateinit var core: CoreSession

    /** Hears from the core, on the program's thread. */
    internal class Listener(val frameReady: () -> Unit, val stateChanged: (SessionState) -> Unit)

    /** The program's id. */
    public val program: String get() = core.program

    /** Where it is in its life. */
    public val state: StateFlow<SessionState> = states.asStateFlow()

    /** Says that there is a frame: take it at the next vsync. One signal may stand for several frames. */
    public val frameReady: Flow<Unit> = ready.asSharedFlow()

    /** What was found about the program so far, oldest first. */
    public fun problems(): List<Problem> = core.problems()

    /**
     * The newest frame, if there is one that was not taken. Called by one thread at a time, at a vsync.
     *
     * @throws FrameFormatException when core and wrapper do not belong together; the next frame stands alone then.
     */
    public fun takeFrame(): Frame? {
        crossings.incrementAndGet()
        try {
            return core.takeFrame { bytes ->
                taken.incrementAndGet()
                FrameReader.read(bytes)
            }
        } catch (fault: FrameFormatException) {
            requestWholeFrame()
            throw fault
        }
    }

    /** The next frame stands alone: for a painter that lost what it had. */
    public fun requestWholeFrame(): Unit = core.requestWholeFrame()

    /** Calls into the core for frames, and frames that came of them: tests hold the first to the second. */
    internal fun frameCrossings(): Pair<Long, Long> = crossings.get() to taken.get()

    /** The file of a picture that a frame names by its handle: PNG, JPEG, GIF, WebP or SVG. */
    public suspend fun imageFile(handle: Int): ByteArray? = withContext(Dispatchers.IO) { core.imageFile(handle) }

    /** The same, decoded; a vector picture at [scale] device pixels per logical pixel. Keep the answer. */
    public suspend fun imagePixels(handle: Int, scale: Float): DecodedImage =
        withContext(Dispatchers.IO) { core.imagePixels(handle, scale) }

    /** A finger came down; [timeMs] is of any clock that never goes back, the place in logical pixels of the screen. */
    public fun touchDown(id: Int, x: Float, y: Float, timeMs: Long): Unit = core.touchDown(id, x, y, timeMs)

    /** A finger moved. */
    public fun touchMove(id: Int, x: Float, y: Float, timeMs: Long): Unit = core.touchMove(id, x, y, timeMs)

    /** A finger went up. */
    public fun touchUp(id: Int, x: Float, y: Float, timeMs: Long): Unit = core.touchUp(id, x, y, timeMs)

    /** The host took the touch over, for instance because it scrolls. */
    public fun touchCancel(id: Int, x: Float, y: Float, timeMs: Long): Unit = core.touchCancel(id, x, y, timeMs)

    /** The host scrolled a layer, named by its surface and node, to this offset. */
    public fun scrolled(surface: Int, node: Long, x: Float, y: Float): Unit = core.scrolled(surface, node, x, y)

    /** The user changed a text field's text; [cursor] counts characters from the front. */
    public fun textChanged(surface: Int, node: Long, value: String, cursor: Int): Unit =
        core.textChanged(surface, node, value, cursor)

    /** Something else happened in a text field. */
    public fun fieldEvent(surface: Int, node: Long, event: FieldEvent): Unit = core.fieldEvent(surface, node, event)

    /** The text of a field with `autoHeight` takes up another height than before, in logical pixels, on so many lines. */
    public fun fieldHeight(surface: Int, node: Long, height: Float, lines: Int): Unit = core.fieldHeight(surface, node, height, lines)

    /** The keyboard covers this much of the screen's bottom now, in logical pixels; it takes so long to get there. */
    public fun keyboard(height: Float, durationMs: Int): Unit = core.keyboard(height, durationMs)

    /** The platform's back gesture: closes what is above the page, else the page, else the program. */
    public fun back(): Unit = core.back()

    /** The user pulled the page down far enough to refresh it. */
    public fun pullDown(): Unit = core.pullDown()

    /** The program is on screen again. */
    public fun show(): Unit = core.show()

    /** The program is no longer on screen. */
    public fun hide(): Unit = core.hide()

    /** Another size, appearance, language or text size. */
    public fun setScreen(screen: Screen): Unit = core.setScreen(screen)

    /**
     * Ends the program, waits until its thread is gone and releases its handle: afterwards nothing is called and nothing is held any more.
     * Not cancellable, so that nothing is left half closed. Calling it again does nothing.
     */
    public suspend fun close() {
        core.end()
        withContext(NonCancellable + Dispatchers.IO) { core.waitUntilOver(CLOSE_PATIENCE_MS) }
        release()
    }

    /** The same without waiting: for a place that cannot suspend. */
    public fun closeNow() {
        core.end()
        release()
    }

    private fun release() {
        core.release()
        if (!states.value.isOver) states.value = SessionState.Closed
    }

    /** Waits until the program is at rest; for tests. */
    internal suspend fun settle(patienceMs: Long = 20_000): Boolean =
        withContext(Dispatchers.IO) { core.settle(patienceMs) }

    internal companion object {
        fun start(open: (Listener) -> CoreSession): ProgramSession {
            val session = ProgramSession()
            val listener =
                Listener(
                    frameReady = { session.ready.tryEmit(Unit) },
                    // What is over stays over.
                    stateChanged = { new -> session.states.compareAndUpdate { old -> if (old.isOver) old else new } },
                )
            session.core = open(listener)
            return session
        }

        private inline fun <T> MutableStateFlow<T>.compareAndUpdate(change: (T) -> T) {
            while (true) {
                val old = value
                if (compareAndSet(old, change(old))) return
            }
        }
    }
}
