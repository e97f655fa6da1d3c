package dev.minihost.android

import dev.minihost.guide.GuideApp
import dev.minihost.guide.GuideProgram
import kotlinx.coroutines.runBlocking
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** The host app that the integration guide's code blocks make. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [34], application = GuideApp::class, qualifiers = "en-w360dp-h740dp-xhdpi")
class GuideTest {
    @After fun end() = runBlocking { MiniPrograms.shutDown() }

    @Test
    fun embedsAProgram() {
        val activity = Robolectric.buildActivity(GuideProgram::class.java).setup()
        val view = activity.get().window.decorView.all().filterIsInstance<dev.minihost.android.program.MiniProgramView>().single()
        view.rest()
        assertEquals("todo", view.session?.program)
        assertTrue("things to touch", view.page.tree.accessible.any { it.tap })
    }
}
