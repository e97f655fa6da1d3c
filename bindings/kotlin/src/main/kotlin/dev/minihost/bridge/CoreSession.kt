package dev.minihost.bridge

import com.sun.jna.Memory
import com.sun.jna.Pointer
import dev.minihost.DecodedImage
import dev.minihost.FieldEvent
import dev.minihost.Problem
import dev.minihost.Screen
import dev.minihost.frame.FrameFormatException
import dev.minihost.generated.ProgramSession
import java.nio.ByteBuffer

/** A usual first frame fits. */
private const val FIRST_FRAME_BYTES = 256L * 1024

/** No frame is larger: a page of a hundred thousand rows has some 40 MB. */
private const val MAX_FRAME_BYTES = 512L * 1024 * 1024

/** The core's session, with our types. After [release] input goes nowhere and questions get empty answers. */
internal class CoreSession(private val session: ProgramSession) {
    val program: String = session.programId()

    /** Leaves a message; a released handle takes none. */
    private inline fun leave(message: () -> Unit) {
        ask(Unit) { message() }
    }

    private inline fun <T> ask(after: T, question: () -> T): T =
        try {
            crossing(question)
        } catch (released: IllegalStateException) {
            after
        }

    fun problems(): List<Problem> = ask(emptyList()) { session.problems().map { it.toPublic() } }

    // Outside the JVM's heap, so that the core can write there; grows to the largest frame. Freed with the session: the memory of a direct
    // buffer would wait for a collection, which a heap that hardly grows does not need for hundreds of programs.
    private var memory: Memory? = null
    private var view: ByteBuffer = ByteBuffer.allocate(0)
    private var released = false

    /**
     * Shows the newest frame to [read], if there is one, in memory that is used again afterwards: one call into the core with nothing but
     * numbers, which costs a fraction of one that returns bytes.
     */
    @Synchronized
    fun <T> takeFrame(read: (ByteBuffer) -> T): T? {
        if (released) return null
        var memory = this.memory ?: reserve(FIRST_FRAME_BYTES)
        var length = ask(0L) { takeInto(memory) }
        if (length > memory.size()) {
            if (length > MAX_FRAME_BYTES) throw FrameFormatException("a frame of $length bytes")
            memory = reserve(length + length / 2)
            length = ask(0L) { takeInto(memory) }
        }
        if (length <= 0 || length > memory.size()) return null
        val frame = view.duplicate()
        frame.limit(length.toInt())
        return read(frame)
    }

    private fun reserve(bytes: Long): Memory {
        memory?.close()
        return Memory(bytes).also {
            memory = it
            view = it.getByteBuffer(0, bytes)
        }
    }

    private fun takeInto(memory: Memory): Long =
        session.takeFrameInto(Pointer.nativeValue(memory).toULong(), memory.size().toULong()).toLong()

    fun requestWholeFrame() = leave { session.requestWholeFrame() }

    fun imageFile(handle: Int): ByteArray? = ask(null) { session.imageFile(handle.toUInt()) }

    fun imagePixels(handle: Int, scale: Float): DecodedImage = core {
        val image = session.imagePixels(handle.toUInt(), scale)
        DecodedImage(image.width.toInt(), image.height.toInt(), image.rgba.toBytes())
    }

    fun touchDown(id: Int, x: Float, y: Float, timeMs: Long) = leave { session.touchDown(id.toUInt(), x, y, timeMs.toULong()) }

    fun touchMove(id: Int, x: Float, y: Float, timeMs: Long) = leave { session.touchMove(id.toUInt(), x, y, timeMs.toULong()) }

    fun touchUp(id: Int, x: Float, y: Float, timeMs: Long) = leave { session.touchUp(id.toUInt(), x, y, timeMs.toULong()) }

    fun touchCancel(id: Int, x: Float, y: Float, timeMs: Long) =
        leave { session.touchCancel(id.toUInt(), x, y, timeMs.toULong()) }

    fun scrolled(surface: Int, node: Long, x: Float, y: Float) = leave { session.scrolled(surface.toUInt(), node.toULong(), x, y) }

    fun textChanged(surface: Int, node: Long, value: String, cursor: Int) =
        leave { session.textChanged(surface.toUInt(), node.toULong(), value, cursor.coerceAtLeast(0).toUInt()) }

    fun fieldEvent(surface: Int, node: Long, event: FieldEvent) =
        leave { session.fieldAction(surface.toUInt(), node.toULong(), event.toCore()) }

    fun back() = leave { session.back() }

    fun pullDown() = leave { session.pullDown() }

    fun show() = leave { session.show() }

    fun hide() = leave { session.hide() }

    fun setScreen(screen: Screen) = leave { session.setScreen(screen.toCore()) }

    fun end() = leave { session.end() }

    fun settle(patienceMs: Long): Boolean = ask(true) { session.settle(patienceMs.toULong()) }

    /** Waits until the program's thread is gone; after [end]. */
    fun waitUntilOver(patienceMs: Long): Boolean = ask(true) { session.waitUntilOver(patienceMs.toULong()) }

    fun fieldHeight(surface: Int, node: Long, height: Float, lines: Int) =
        leave { session.fieldHeight(surface.toUInt(), node.toULong(), height, lines.coerceAtLeast(0).toUInt()) }

    fun keyboard(height: Float, durationMs: Int) = leave { session.keyboard(height, durationMs.coerceAtLeast(0).toUInt()) }

    fun release() {
        session.close()
        free()
    }

    @Synchronized
    private fun free() {
        released = true
        memory?.close()
        memory = null
        view = ByteBuffer.allocate(0)
    }
}
