package dev.minihost.android

import android.graphics.Bitmap
import android.graphics.HardwareRenderer
import android.graphics.PixelFormat
import android.graphics.RenderNode
import android.media.ImageReader
import android.os.Bundle
import android.view.View
import dev.minihost.android.program.ProgramActivity
import dev.minihost.demo.DemoApp
import dev.minihost.frame.Role
import kotlinx.coroutines.runBlocking
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertSame
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.android.controller.ActivityController
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** A program on its screen: scrolling, typing, turning the phone, dying and coming back. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [34], application = DemoApp::class, qualifiers = "en-w360dp-h740dp-port-xhdpi")
class ProgramViewTest {
    @After fun end() = runBlocking { MiniPrograms.shutDown() }

    private fun open(id: String): ActivityController<ProgramActivity> {
        val controller = launch<ProgramActivity>(MiniPrograms.programIntent(app, id, id))
        controller.program.rest()
        return controller
    }

    /** The platform's own renderer, as it draws a window: nodes are recorded, handed over and played. */
    private class Screen(private val page: View) : AutoCloseable {
        private val reader = ImageReader.newInstance(page.width, page.height, PixelFormat.RGBA_8888, 2)
        private val node = RenderNode("screen").apply { setPosition(0, 0, page.width, page.height) }
        private val renderer =
            HardwareRenderer().also {
                it.setSurface(reader.surface)
                it.setContentRoot(node)
            }

        fun draw(): Bitmap {
            page.draw(node.beginRecording())
            node.endRecording()
            renderer.createRenderRequest().syncAndDraw()
            reader.acquireNextImage().use { image ->
                val plane = image.planes[0]
                val whole = Bitmap.createBitmap(plane.rowStride / 4, page.height, Bitmap.Config.ARGB_8888)
                whole.copyPixelsFromBuffer(plane.buffer)
                return Bitmap.createBitmap(whole, 0, 0, page.width, page.height)
            }
        }

        override fun close() {
            renderer.destroy()
            reader.close()
        }
    }

    @Test
    fun scrollingRecordsNothing() {
        val controller = open("gallery")
        val page = controller.program.page
        val screen = Screen(page)
        screen.draw()
        val before = page.tree.recordings
        val versions = page.tree.layers.associate { it.layer.id to it.layer.version }
        assertTrue("layers were recorded", before > 0)
        val scrolling = page.tree.layers.last { it.layer.scroll?.page == true }
        assertTrue("the page is longer than the screen", scrolling.maxScrollY > 100)
        controller.program.drag(180f, 600f, 180f, 300f)
        until("the page scrolled") { page.tree.layers.last { it.layer.scroll?.page == true }.scrollY > 100 }
        screen.draw()
        // The finger that begins it may light up what lies under it; the scrolling itself records nothing.
        val lit = page.tree.layers.count { versions[it.layer.id] != it.layer.version }
        assertTrue("${page.tree.recordings - before} recorded, $lit changed", page.tree.recordings - before <= lit)
        assertTrue("most layers are as they were", lit < versions.size)
        screen.draw()
        val rest = page.tree.recordings
        assertTrue(page.scrollPage(forward = false))
        screen.draw()
        assertEquals("layers recorded by scrolling", rest, page.tree.recordings)
        screen.close()
    }

    @Test
    fun aFlingGoesOnByItself() {
        val controller = open("gallery")
        val page = controller.program.page
        fun at() = page.tree.layers.last { it.layer.scroll?.page == true }.scrollY
        val density = page.resources.displayMetrics.density
        val start = android.os.SystemClock.uptimeMillis()
        for (step in 0..5) {
            val action = if (step == 0) 0 else if (step == 5) 1 else 2
            val event = android.view.MotionEvent.obtain(start, start + step * 8L, action, 100 * density, (600 - step * 30) * density, 0)
            page.dispatchTouchEvent(event)
        }
        val released = at()
        for (frame in 1..60) {
            turn(16)
            page.computeScroll()
        }
        assertTrue("$released -> ${at()}", at() > released + 20)
    }

    @Test
    fun nodesAndOpsLookTheSame() {
        val controller = open("gallery")
        val page = controller.program.page
        val hardware = Screen(page).use { it.draw() }
        val software = page.picture()
        val likeness = likeness(hardware, software)
        hardware.save(java.io.File(checkout, "target/android-pictures/nodes.png"))
        assertTrue("likeness $likeness", likeness > 0.98)
    }

    @Test
    fun oneCrossingAFrameAtMost() {
        val controller = open("gallery")
        controller.program.drag(180f, 600f, 180f, 300f)
        controller.program.rest()
        val (calls, frames) = checkNotNull(controller.program.session).frameCrossings()
        assertTrue("$calls calls for $frames frames", frames > 0 && calls <= frames)
    }

    @Test
    fun livesThroughRotation() {
        val controller = open("todo")
        val view = controller.program
        val session = view.session
        val upright = view.page.tree.layers.first().layer.rect.width
        RuntimeEnvironment.setQualifiers("+w740dp-h360dp-land")
        controller.configurationChange(RuntimeEnvironment.getApplication().resources.configuration)
        val density = view.resources.displayMetrics.density
        view.measure(exactly(740 * density), exactly(360 * density))
        view.layout(0, 0, (740 * density).toInt(), (360 * density).toInt())
        view.rest()
        assertSame("the same program", session, view.session)
        assertNotEquals(upright, view.page.tree.layers.first().layer.rect.width)
    }

    private fun exactly(length: Float) = View.MeasureSpec.makeMeasureSpec(length.toInt(), View.MeasureSpec.EXACTLY)

    @Test
    fun comesBackAfterTheProcessDied() {
        val first = open("todo")
        type(first, "Water the plants")
        val state = Bundle()
        first.saveInstanceState(state)
        val intent = first.intent
        first.pause().stop().destroy()
        runBlocking { MiniPrograms.shutDown() }
        (app as DemoApp).onCreate()
        val second = Robolectric.buildActivity(ProgramActivity::class.java, intent).setup(state)
        second.program.rest()
        until("what was written before") { second.program.find("Water the plants") != null }
    }

    private fun type(controller: ActivityController<ProgramActivity>, words: String) {
        val view = controller.program
        val field = view.page.tree.accessible.first { it.role == Role.TEXT_FIELD }
        val (x, y) = checkNotNull(view.find(field.label))
        view.tap(x, y)
        val edit = view.page.getChildAt(0) as android.widget.EditText
        edit.setText(words)
        edit.onEditorAction(android.view.inputmethod.EditorInfo.IME_ACTION_DONE)
        view.rest()
        until("the new item") { view.find(words) != null }
    }

    @Test
    fun aProgramThatIsNotThereSaysSo() {
        val controller = launch<ProgramActivity>(MiniPrograms.programIntent(app, "nowhere", "Nowhere"))
        until("words") { controller.get().window.decorView.findViewById<View>(R.id.minihost_stopped).visibility == View.VISIBLE }
        assertTrue(controller.get().texts().toString(), controller.get().shows("Back"))
        controller.get().window.decorView.findViewById<View>(R.id.minihost_leave).performClick()
        until("the end") { controller.get().isFinishing }
    }

    @Test
    fun theCapsuleClosesTheProgram() {
        val controller = open("todo")
        val labels = controller.program.page.tree.accessible.map { "${it.role} ${it.label}" }
        val (x, y) = checkNotNull(controller.program.find("Close")) { labels.toString() }
        controller.program.tap(x, y)
        until("the end") { controller.get().isFinishing }
    }

    @Test
    fun theCapsulesMenuOpensAndGoesWithBack() {
        val controller = open("todo")
        val labels = controller.program.page.tree.accessible.map { "${it.role} ${it.label}" }
        val (x, y) = checkNotNull(controller.program.find("More") ?: controller.program.find("Menu")) { labels.toString() }
        controller.program.tap(x, y)
        controller.program.rest()
        val opened = controller.program.page.tree.accessible.map { it.label }
        assertTrue("$opened", controller.program.find("About") != null || controller.program.find("Cancel") != null)
        controller.program.back()
        controller.program.rest()
        assertTrue("the program goes on", !controller.get().isFinishing)
    }
}
