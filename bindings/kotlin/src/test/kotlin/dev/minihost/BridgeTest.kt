package dev.minihost

import dev.minihost.frame.FrameReader
import dev.minihost.frame.Native
import dev.minihost.generated.HostApp
import dev.minihost.generated.HostEvent
import dev.minihost.generated.HostListener
import dev.minihost.generated.MiniHost
import dev.minihost.generated.MiniHostConfig
import dev.minihost.generated.MiniHostPorts
import dev.minihost.generated.OpenRequest
import dev.minihost.generated.ProgramListener
import dev.minihost.generated.ProgramState
import dev.minihost.generated.ScreenEdges
import dev.minihost.generated.ScreenSpec
import dev.minihost.generated.UiAppearance
import dev.minihost.generated.UiLanguage
import java.io.File
import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.nio.file.Files
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertTrue
import org.junit.Test

/** The generated sources against the real core, without the wrapper: a program is opened, used, closed, listed and opened again. */
class BridgeTest {
    private val checkout = File(System.getProperty("minihost.checkout"))
    private val screen = ScreenSpec(
        375f, 812f, 2f, ScreenEdges(44f, 0f, 34f, 0f), 1f, UiAppearance.LIGHT, UiLanguage.EN,
    )

    private class Listening : ProgramListener {
        val states = CopyOnWriteArrayList<ProgramState>()
        val ended = CountDownLatch(1)
        val frame = CountDownLatch(1)

        override fun frameReady() = frame.countDown()

        override fun stateChanged(state: ProgramState) {
            states += state
            if (state is ProgramState.Closed || state is ProgramState.Stopped) ended.countDown()
        }
    }

    @Test
    fun opensTheToDoProgramAndUsesIt() {
        val events = CopyOnWriteArrayList<HostEvent>()
        val listener = object : HostListener {
            override fun onEvent(event: HostEvent) {
                events += event
            }
        }
        val config = MiniHostConfig(
            folder = Files.createTempDirectory("minihost").toString(),
            app = HostApp("dev.minihost.test", "Test", "1.0.0"),
            catalogFolder = File(checkout, "tests/programs").path,
        )
        MiniHost(config, MiniHostPorts(), listener).use { host ->
            assertEquals("", host.settingsEntry(UiLanguage.EN).subtitle)
            assertEquals(emptyList<Any>(), host.used(UiLanguage.EN, 20u, 0u))
            val todo = host.catalog(UiLanguage.EN).single { it.name == "To-do" }

            val heard = Listening()
            host.open(todo.id, OpenRequest(screen), heard).use { session ->
                assertTrue("a frame within 20 s", heard.frame.await(20, TimeUnit.SECONDS))
                assertTrue(session.settle(20_000u))
                val first = checkNotNull(session.takeFrame())
                assertHeader(first)
                val field = checkNotNull(findTextField(session)) { "the page has no text field" }
                session.textChanged(field.first, field.second, "Buy tea", 7u)
                session.fieldAction(field.first, field.second, dev.minihost.generated.FieldAction.CONFIRMED)
                assertTrue(session.settle(20_000u))
                val second = checkNotNull(session.takeFrame()) { "adding an item draws nothing" }
                assertHeader(second)
                assertTrue("the new item is drawn", contains(second, "Buy tea"))
                assertEquals(emptyList<Any>(), session.problems().filter { it.severity.name == "BROKEN" })
                session.end()
                assertTrue("closes within 20 s", heard.ended.await(20, TimeUnit.SECONDS))
            }
            val row = host.used(UiLanguage.EN, 20u, 0u).single()
            assertEquals(todo.id, row.id)
            assertEquals("1 program used", host.settingsEntry(UiLanguage.EN).subtitle)
            assertEquals("用过 1 个小程序", host.settingsEntry(UiLanguage.ZH).subtitle)
            assertTrue(HostEvent.UsedListChanged in events)
            assertTrue(HostEvent.Closed(todo.id) in events)

            val again = Listening()
            host.open(row.id, OpenRequest(screen), again).use { session ->
                assertTrue(session.settle(20_000u))
                val frame = checkNotNull(session.takeFrame())
                assertTrue("what was added is still there", contains(frame, "Buy tea"))
            }
        }
    }

    /** Surface and node of the first text field: found in a whole frame. */
    private fun findTextField(session: dev.minihost.generated.ProgramSession): Pair<UInt, ULong>? {
        session.requestWholeFrame()
        assertTrue(session.settle(20_000u))
        val frame = FrameReader.read(checkNotNull(session.takeFrame()))
        val layer = frame.layers.firstOrNull { it.native is Native.TextField } ?: return null
        return layer.surface.toUInt() to layer.node.toULong()
    }

    private fun assertHeader(frame: ByteArray) {
        assertEquals("MHFR", String(frame, 0, 4, Charsets.US_ASCII))
        val buffer = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN)
        assertEquals(dev.minihost.generated.frameFormatVersion().toShort(), buffer.getShort(4))
        assertEquals(frame.size.toLong(), buffer.getLong(8))
        assertNotNull(frame)
    }

    private fun contains(frame: ByteArray, text: String) = String(frame, Charsets.ISO_8859_1).contains(text)
}
