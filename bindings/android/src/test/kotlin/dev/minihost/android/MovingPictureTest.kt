package dev.minihost.android

import android.graphics.Color
import android.graphics.drawable.AnimatedImageDrawable
import android.util.Base64
import dev.minihost.android.ports.MovingPictures
import dev.minihost.android.program.ProgramActivity
import dev.minihost.demo.DemoApp
import kotlinx.coroutines.runBlocking
import org.junit.After
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** Four by four pixels, red for 100 ms, blue for 100 ms, for ever. */
private const val RED_AND_BLUE =
    "R0lGODlhBAAEAIEAAP8AAAAA/wAAAAAAACH/C05FVFNDQVBFMi4wAwEAAAAh+QQECgAAACwAAAAABAAEAAACCgQIECBAgAABAgUAIfkEBAoAAAAsAAAAAAQABAAAAgpMmDBhwoQJEyYFADs="

/** Pictures of several frames. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [34], application = DemoApp::class, qualifiers = "en-w360dp-h740dp-port-xhdpi")
class MovingPictureTest {
    private val gif get() = Base64.decode(RED_AND_BLUE, Base64.DEFAULT)

    @After fun end() = runBlocking { MiniPrograms.shutDown() }

    @Test
    fun whatMovesIsTold() {
        assertTrue(MovingPictures.read(gif) is AnimatedImageDrawable)
        val still = java.io.File(checkout, "tests/programs/icons/todo.png").readBytes()
        assertFalse(MovingPictures.mayMove(still))
        assertNull(MovingPictures.read(still))
        // Cut off anywhere, it is a picture of one frame, or none; never a fault.
        for (length in gif.indices) MovingPictures.read(gif.copyOf(length))
    }

    @Test
    fun bothFramesAreSeen() {
        install("moving", "Page({})", "<image src=\"/two.gif\" style=\"width: 100px; height: 100px\"/>", mapOf("two.gif" to gif))
        val view = launch<ProgramActivity>(MiniPrograms.programIntent(app, "moving", "Moving")).also { it.program.rest() }.program
        val image = view.page.tree.layers.flatMap { it.layer.content?.ops.orEmpty() }.any { it is dev.minihost.frame.Op.Image }
        assertTrue("the page shows a picture", image)
        val seen = HashSet<Int>()
        until("red and blue: ${seen.map(Integer::toHexString)}") {
            val picture = view.page.picture()
            val (x, y) = middle(view)
            seen += picture.getPixel(x, y)
            Color.RED in seen && Color.BLUE in seen
        }
    }

    private fun middle(view: dev.minihost.android.program.MiniProgramView): Pair<Int, Int> {
        val node = view.page.tree.layers.first { layer -> layer.layer.content?.ops?.any { it is dev.minihost.frame.Op.Image } == true }
        val op = checkNotNull(node.layer.content).ops.filterIsInstance<dev.minihost.frame.Op.Image>().first()
        val point = floatArrayOf(op.target.x + op.target.width / 2, op.target.y + op.target.height / 2)
        node.toScreen().mapPoints(point)
        val density = view.resources.displayMetrics.density
        return (point[0] * density).toInt() to (point[1] * density).toInt()
    }
}
