package dev.minihost

import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.atomic.AtomicInteger
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Test

/** A host whose every port method throws: the program is told, the core goes on, nothing hangs. */
class PortFaultTest {
    /** A fault of each kind: ours, theirs, and one that is no exception. */
    private val faults: List<() -> Throwable> =
        listOf({ PortException.Denied("not today") }, { IllegalArgumentException("secret: 4711") }, { AssertionError("secret: 4711") })

    private class Broken(val fault: () -> Throwable) {
        val called = ConcurrentHashMap<String, AtomicInteger>()

        fun fail(method: String): Nothing {
            called.computeIfAbsent(method) { AtomicInteger() }.incrementAndGet()
            throw fault()
        }

        val ports =
            Ports(
                http = { fail("http.send") },
                text =
                    object : TextMeasurer {
                        override fun measure(words: List<Word>) = fail("text.measure")

                        override fun metrics(font: Font) = fail("text.metrics")
                    },
                images =
                    object : ImageDecoder {
                        override fun size(file: ByteArray) = fail("images.size")

                        override fun decode(file: ByteArray, scale: Float) = fail("images.decode")
                    },
                ui =
                    object : Ui {
                        override fun toast(toast: Toast?) = fail("ui.toast")

                        override fun modal(modal: Modal, answer: Answer<ModalAnswer>) = fail("ui.modal")

                        override fun actionSheet(sheet: ActionSheet, answer: Answer<Int>) = fail("ui.actionSheet")
                    },
                device =
                    object : Device {
                        override fun profile() = fail("device.profile")

                        override fun network() = fail("device.network")

                        override suspend fun clipboard() = fail("device.clipboard")

                        override fun setClipboard(text: String) = fail("device.setClipboard")

                        override fun vibrate(brief: Boolean) = fail("device.vibrate")
                    },
                share = { fail("share.share") },
                links = { _, link -> if (link is Link.Request && "allowed" in link.url) LinkVerdict.Allow else fail("links.vet") },
                catalog =
                    object : Catalog {
                        override fun entries() = fail("catalog.entries")

                        override fun fetch(program: String) = fail("catalog.fetch")
                    },
            )
    }

    private val script =
        """
        const calls = {
          request: { url: 'https://allowed.example/' },
          getClipboardData: {},
          setClipboardData: { data: 'x' },
          vibrateShort: {},
          getNetworkType: {},
        }
        Page({
          data: { answers: [] },
          onLoad() {
            for (const name of Object.keys(calls)) {
              wx[name]({ ...calls[name],
                success: () => this.say(name + ' worked'),
                fail: (error) => this.say(name + ' ' + error.errMsg) })
            }
            wx.request({ url: 'https://vetted.example/', fail: (error) => this.say('vetted ' + error.errMsg) })
            wx.showToast({ title: 'toast', icon: 'none' })
          },
          say(line) { this.setData({ answers: this.data.answers.concat(line) }) },
          onShareAppMessage() { return { title: 'Look' } },
          onModal() { wx.showModal({ title: 'Really?', content: 'c', confirmText: 'Sure', success: (r) => this.say('modal ' + r.confirm) }) },
        })
        """
            .trimIndent()

    private val template =
        """<image src="/dot.png"/><view bindtap="onModal">ask</view><button open-type="share">give</button><view wx:for="{{answers}}">{{item}}</view>"""

    @Test
    fun nothingThatAPortThrowsStopsTheCore() {
        for (fault in faults) {
            val broken = Broken(fault)
            withHost(broken.ports) { host ->
                assertEquals("an unreadable catalog offers nothing", emptyList<CatalogEntry>(), host.catalog(Language.EN))
                assertTrue(runCatching { host.open("a", OpenOptions(phone)) }.exceptionOrNull() is MiniHostException)
                val folder = program(script, template)
                java.io.File(checkout, "tests/programs/icons/todo.png").copyTo(java.io.File(folder, "dot.png"))
                val session = host.openPath(folder, OpenOptions(phone))
                val viewer = Viewer(session)
                val texts = viewer.look()
                for (name in listOf("request", "getClipboardData", "setClipboardData", "vibrateShort", "vetted")) {
                    assertTrue("$name is answered: $texts", texts.any { it.startsWith(name) && ":fail" in it })
                }
                assertTrue("toasts are drawn by the core: $texts", "toast" in texts)
                assertTrue("texts of the host's faults stay with the host: $texts", texts.none { "4711" in it })
                assertTrue("questions are drawn by the core: ${viewer.texts()}", viewer.tapUntil("ask", "Really?"))
                assertTrue("and answered: ${viewer.texts()}", viewer.tapUntil("Sure", "modal true"))
                for (round in 1..10) {
                    if (broken.called.containsKey("share.share")) break
                    viewer.tap("give", 200_000L * round)
                    viewer.look()
                }
                assertTrue("somebody who shares is told: ${viewer.texts()}", "Sharing is not available" in viewer.texts().joinToString(" "))
                val pixels = runCatching { session.imagePixels(1, 1f) }.exceptionOrNull()
                assertTrue("$pixels", pixels is MiniHostException)
                assertEquals(SessionState.Visible, session.state.value)
                session.close()
            }
            val expected =
                setOf(
                    "http.send", "text.measure", "text.metrics", "images.size", "ui.toast", "ui.modal", "device.profile",
                    "device.network", "device.clipboard", "device.setClipboard", "device.vibrate", "links.vet", "catalog.entries",
                    "share.share",
                )
            assertEquals("each method was reached", emptySet<String>(), expected - broken.called.keys)
        }
    }

    @Test
    fun aListenerThatThrowsLosesOnlyItsOwnCall() = withHost { host ->
        // The wrapper's own listener does not throw; the log's may.
        val lines = AtomicInteger()
        Logs.sendTo(LogLevel.TRACE) {
            lines.addAndGet(it.size)
            error("no more lines")
        }
        try {
            for (round in 1..3) {
                host.open("todo", OpenOptions(phone)).close()
                assertNotEquals(-1, round)
            }
        } finally {
            Logs.sendTo(LogLevel.WARN, null)
        }
    }

    @Test
    fun whatAPagePromisesIsShared() {
        val shared = ConcurrentHashMap.newKeySet<SharedPage>()
        withHost(Ports(share = { shared += it })) { host ->
            val folder =
                program(
                    """
                    Page({
                      onShareAppMessage(asked) {
                        const promise = new Promise(done => setTimeout(() => done({ title: 'Later, from ' + asked.from }), 10))
                        return { title: 'Now', path: '/pages/index/index?id=7', imageUrl: '/a.png', promise }
                      },
                    })
                    """
                        .trimIndent(),
                    """<button open-type="share">give</button>""",
                )
            val session = host.openPath(folder, OpenOptions(phone))
            val viewer = Viewer(session)
            assertTrue("give" in viewer.look())
            repeat(10) { round ->
                if (shared.isEmpty()) {
                    viewer.tap("give", 10_000L * (round + 1))
                    session.settle()
                }
            }
            assertEquals(setOf(SharedPage(session.program, "Later, from button", "/pages/index/index?id=7", "/a.png")), shared)
            session.close()
        }
    }

    @Test
    fun thePortsAreUsedWhenTheyWork() {
        val asked = ConcurrentHashMap.newKeySet<String>()
        val ports =
            Ports(
                http = { request ->
                    kotlinx.coroutines.delay(10)
                    asked += request.url
                    HttpResponse(200, listOf(HttpHeader("content-type", "text/plain")), Bytes("hello from the host".toByteArray()))
                },
                text =
                    object : TextMeasurer {
                        override fun measure(words: List<Word>) =
                            FloatArray(words.size) { words[it].text.length * words[it].font.size / 2 }

                        override fun metrics(font: Font) = FontMetrics(font.size, font.size / 4, 0f, font.size / 2)
                    },
                ui =
                    object : Ui {
                        override fun modal(modal: Modal, answer: Answer<ModalAnswer>): Boolean {
                            asked += modal.title
                            Thread {
                                    check(answer.send(ModalAnswer(true)))
                                    check(!answer.send(ModalAnswer(false))) { "the first answer counts" }
                                }
                                .start()
                            return true
                        }
                    },
                links = { program, link ->
                    asked += program
                    if (link is Link.Request && link.url.startsWith("https://allowed.")) LinkVerdict.Allow else LinkVerdict.Deny("no")
                },
            )
        withHost(ports) { host ->
            val folder =
                program(
                    """
                    Page({
                      data: { lines: [] },
                      onLoad() {
                        wx.request({ url: 'https://allowed.example/a', success: (r) => this.say(r.data) })
                        wx.showModal({ title: 'Host, answer!', success: (r) => this.say('confirmed ' + r.confirm) })
                      },
                      say(line) { this.setData({ lines: this.data.lines.concat(line) }) },
                    })
                    """
                        .trimIndent(),
                    """<view wx:for="{{lines}}">{{item}}</view>""",
                )
            val session = host.openPath(folder, OpenOptions(phone))
            val viewer = Viewer(session)
            val texts = viewer.look()
            // The answer of a port may come after the program rested for a moment.
            repeat(50) {
                if (viewer.texts().size < 2) {
                    kotlinx.coroutines.delay(20)
                    viewer.look()
                }
            }
            assertTrue("$texts ${viewer.texts()}", "hello from the host" in viewer.texts() && "confirmed true" in viewer.texts())
            assertTrue("$asked", "https://allowed.example/a" in asked && "Host, answer!" in asked)
            session.close()
        }
    }
}
