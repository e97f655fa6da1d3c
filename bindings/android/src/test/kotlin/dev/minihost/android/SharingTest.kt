package dev.minihost.android

import android.content.Intent
import dev.minihost.PortException
import dev.minihost.SharedPage
import dev.minihost.android.ports.PlatformShare
import dev.minihost.android.program.ProgramActivity
import dev.minihost.demo.DemoApp
import kotlinx.coroutines.runBlocking
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** A page is shared by the system's sheet: from a button, from the capsule's menu, or not at all. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [34], application = DemoApp::class, qualifiers = "en-w360dp-h740dp-port-xhdpi")
class SharingTest {
    @After fun end() = runBlocking { MiniPrograms.shutDown() }

    private val script = "Page({ onShareAppMessage(asked) { return { title: 'Look, from ' + asked.from, path: '/pages/index/index?id=7' } } })"

    private fun open() =
        launch<ProgramActivity>(MiniPrograms.programIntent(app, "sharing", "Sharing")).also { it.program.rest() }

    private fun sent(): Intent {
        var chooser: Intent? = null
        until("the system's sheet") { chooser = chooser ?: shadowOf(app).nextStartedActivity; chooser != null }
        assertEquals(Intent.ACTION_CHOOSER, chooser?.action)
        @Suppress("DEPRECATION")
        return checkNotNull(chooser?.getParcelableExtra(Intent.EXTRA_INTENT))
    }

    @Test
    fun aButtonAndTheMenuShare() {
        runBlocking { MiniPrograms.shutDown() }
        MiniPrograms.install(app) { shareLink = { "https://example.com/${it.program}${it.path}" } }
        install("sharing", script, "<button open-type=\"share\">Give</button>")
        val view = open().program
        val (x, y) = checkNotNull(view.find("Give"))
        view.tap(x, y)
        val given = sent()
        assertEquals(Intent.ACTION_SEND, given.action)
        assertEquals("Look, from button\nhttps://example.com/sharing/pages/index/index?id=7", given.getStringExtra(Intent.EXTRA_TEXT))

        val (moreX, moreY) = checkNotNull(view.find("More") ?: view.find("Menu"))
        view.tap(moreX, moreY)
        view.rest()
        val (shareX, shareY) = checkNotNull(view.find("Share")) { "the menu offers it" }
        view.tap(shareX, shareY)
        assertTrue(sent().getStringExtra(Intent.EXTRA_TEXT)!!.startsWith("Look, from menu"))
    }

    @Test
    fun aHostThatDoesNotShareSaysSo() {
        runBlocking { MiniPrograms.shutDown() }
        MiniPrograms.install(app) { sharing = false }
        install("sharing", script, "<button open-type=\"share\">Give</button>")
        val view = open().program
        val (x, y) = checkNotNull(view.find("Give"))
        view.tap(x, y)
        until("words") { view.find("Sharing is not available") != null }
        assertNull(shadowOf(app).nextStartedActivity)
        val (moreX, moreY) = checkNotNull(view.find("More") ?: view.find("Menu"))
        view.tap(moreX, moreY)
        view.rest()
        assertNull("the menu does not offer it", view.find("Share"))
    }

    @Test
    fun aDeviceWithoutTheSheetIsNoFault() {
        shadowOf(app).checkActivities(true)
        assertThrows(PortException.Unsupported::class.java) { PlatformShare(app).share(SharedPage("a", "Title", "/", "")) }
        assertThrows(PortException.Unsupported::class.java) { PlatformShare(app).share(SharedPage("a", "", "/", "")) }
    }
}
