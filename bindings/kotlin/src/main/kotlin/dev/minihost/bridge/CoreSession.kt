package dev.minihost.bridge

import dev.minihost.DecodedImage
import dev.minihost.FieldEvent
import dev.minihost.Problem
import dev.minihost.Screen
import dev.minihost.generated.ProgramSession

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

    fun takeFrame(): ByteArray? = ask(null) { session.takeFrame() }

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

    fun release() = session.close()
}
