package dev.minihost.frame

import dev.minihost.checkout
import java.io.File
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

/**
 * Frames of real pages, played on a canvas that writes down what it is asked. `cargo xtask test recordings` compares what is written here
 * with what Swift's player says to the same frames.
 */
class RecordingTest {
    private val folder = File(checkout, "target/recordings")

    private fun record(frame: Frame): List<String> {
        val state = FrameState()
        state.apply(frame)
        return Recording().also { FramePlayer.play(state, it) }.lines
    }

    @Test
    fun framesAreRecorded() {
        val frames = File(folder, "frames").listFiles { file -> file.extension == "frame" }.orEmpty().sortedBy { it.name }
        assertTrue("`cargo run -p minihost-ffi --example frames -- tests/programs target/recordings/frames` writes them", frames.size >= 30)
        val pages =
            frames.map { file ->
                val lines = record(FrameReader.read(file.readBytes()))
                assertTrue("${file.name}: something is drawn", lines.size > 10)
                assertBalanced(file.name, lines)
                (listOf("page ${file.nameWithoutExtension}") + lines).joinToString("\n", postfix = "\n")
            }
        File(folder, "kotlin.txt").writeText(pages.joinToString(""))
        println("measured: ${pages.size} pages recorded")
    }

    private fun assertBalanced(name: String, lines: List<String>) {
        val open = ArrayDeque<String>()
        for (line in lines) {
            when (val word = line.substringBefore(' ')) {
                "save", "group", "mask", "blend" -> open.addLast(word)
                "restore" -> assertEquals(name, "save", open.removeLastOrNull())
                "end" -> assertTrue(name, open.removeLastOrNull() in listOf("group", "mask", "blend"))
            }
        }
        assertEquals(name, emptyList<String>(), open.toList())
    }

    private val red = Colour(0x80ff0000.toInt())
    private val font = TextFont(listOf("Serif"), 16f, 700, true, 0.5f)

    private fun layer(id: Long, parent: Long, rect: Rect, ops: List<Op> = emptyList()) =
        Layer(
            id, parent, 0, id, rect, Placement.IDENTITY, null, 1f, null, null, Motion.None, Drag.NONE, Native.None, rect, 1,
            Content(listOf(font), ops),
        )

    private fun frame(vararg layers: Layer) =
        Frame(1, 0, Size(100f, 200f), 2f, Colour(-1), layers.toList(), emptyList(), emptyList(), null)

    /** Place, clip, fading, scrolling and sticking, in the order that painters keep. */
    @Test
    fun layersArePlayedInOrder() {
        val box = Rect(0f, 0f, 100f, 100f)
        val square = Corner(0f, 0f).let { Corners(it, it, it, it) }
        val scroll = Scroll(Size(100f, 900f), 0f, 50f, 1, false, true, true, false, 0f)
        val dot = listOf(Op.FillRect(Rect(1f, 2f, 3.0625f, 4f), Paint.Solid(red)))
        val lines =
            record(
                frame(
                    layer(1, 0, box, dot).copy(clip = Clip(box, square), opacity = 0.5f, scroll = scroll),
                    layer(2, 1, Rect(0f, 20f, 100f, 10f)).copy(sticky = Sticky(0f, null, null, null, Rect(0f, 0f, 100f, 900f))),
                    layer(3, 1, Rect(0f, 80f, 10f, 10f)).copy(native = Native.WebView("https://x")),
                    layer(4, 1, box, dot).copy(opacity = 0f),
                )
            )
        val expected =
            listOf(
                "rect 0 0 100000 200000 #ffffffff", "save", "translate 0 0", "group 500000 -", "clip 0 0 100000 100000 square",
                "save", "translate 0 -50000", "rect 1000 2000 3063 4000 #80ff0000", "restore", "save", "translate 0 0", "restore",
                "save", "translate 0 30000", "native 0 80000 10000 10000 web-view \"https://x\"", "restore", "end", "restore",
            )
        assertEquals(expected, lines)
    }

    /** What turns stands upright when a turn begins, and around its point later; with steps it rests between them. */
    @Test
    fun whatTurnsTurnsAroundItsPoint() {
        val motion = Motion.Spin(1000, 0, 10f, 5f, false, 0)
        val spinning = layer(1, 0, Rect(5f, 5f, 20f, 10f)).copy(motion = motion)
        val quarter = checkNotNull(Placement.turn(spinning, 250))
        val shown = Recording().also { it.concat(quarter) }.lines
        // (0, 5), the middle of the left edge, comes to stand above the middle: (10, -5).
        assertEquals(listOf("concat 0 1000000 -1000000 0 15000 -5000"), shown)
        assertEquals(null, Placement.turn(spinning, 3000))
        assertEquals(quarter, Placement.turn(spinning.copy(motion = motion.copy(shift = 250)), 0))
        assertEquals(quarter, Placement.turn(spinning.copy(motion = motion.copy(steps = 4)), 499))
        val back = checkNotNull(Placement.turn(spinning.copy(motion = motion.copy(backwards = true)), 750))
        assertEquals(shown, Recording().also { it.concat(back) }.lines)
    }
}
