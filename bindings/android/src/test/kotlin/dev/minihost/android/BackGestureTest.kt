package dev.minihost.android

import android.view.View
import android.window.BackEvent
import dev.minihost.android.program.BackGesture
import dev.minihost.android.program.BackMotion
import dev.minihost.android.program.ProgramActivity
import dev.minihost.demo.DemoApp
import kotlinx.coroutines.runBlocking
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** The back gesture takes the page with it, and lets it go again. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [34], application = DemoApp::class, qualifiers = "en-w360dp-h740dp-port-xhdpi")
class BackGestureTest {
    @After fun end() = runBlocking { MiniPrograms.shutDown() }

    private fun event(progress: Float, edge: Int) = BackEvent(10f, 400f, progress, edge)

    private fun assertAtRest(page: View) {
        turn(400)
        assertEquals(1f, page.scaleX, 0.001f)
        assertEquals(1f, page.scaleY, 0.001f)
        assertEquals(0f, page.translationX, 0.001f)
        assertFalse(page.clipToOutline)
    }

    @Test
    fun thePageShrinksAndFollowsTheFinger() {
        val controller = launch<ProgramActivity>(MiniPrograms.programIntent(app, "todo", "To-do"))
        controller.program.rest()
        val page = controller.program.page
        var backs = 0
        val gesture = BackGesture(BackMotion(page)) { backs++ }

        gesture.onBackStarted(event(0f, BackEvent.EDGE_LEFT))
        assertEquals(1f, page.scaleX, 0.001f)
        gesture.onBackProgressed(event(0.3f, BackEvent.EDGE_LEFT))
        val some = page.scaleX
        gesture.onBackProgressed(event(1f, BackEvent.EDGE_LEFT))
        assertTrue("$some, ${page.scaleX}", some < 1f && page.scaleX < some)
        assertEquals("no smaller than Material has it", 0.9f, page.scaleX, 0.001f)
        assertTrue("to the right", page.translationX > 0f)
        assertTrue("and within the screen", page.translationX + page.width * 0.95f <= page.width)
        assertTrue(page.clipToOutline)
        gesture.onBackCancelled()
        assertAtRest(page)
        assertEquals("a gesture that was taken back is none", 0, backs)

        gesture.onBackStarted(event(0f, BackEvent.EDGE_RIGHT))
        gesture.onBackProgressed(event(0.5f, BackEvent.EDGE_RIGHT))
        assertTrue("to the left", page.translationX < 0f)
        gesture.onBackInvoked()
        assertEquals(1, backs)
        assertAtRest(page)

        // The three buttons: no gesture, only its end.
        gesture.onBackInvoked()
        assertEquals(2, backs)
        assertAtRest(page)
    }

    @Test
    fun backGoesToThePageBeneath() {
        val controller = launch<ProgramActivity>(MiniPrograms.programIntent(app, "shop", "Shop"))
        val view = controller.program
        view.rest()
        val gesture = BackGesture(BackMotion(view.page), view::back)
        gesture.onBackStarted(event(0f, BackEvent.EDGE_LEFT))
        gesture.onBackProgressed(event(0.8f, BackEvent.EDGE_LEFT))
        gesture.onBackInvoked()
        until("the program's end: it was its first page") { controller.get().isFinishing }
    }
}
