package dev.minihost

import kotlinx.coroutines.flow.first
import kotlinx.coroutines.withTimeout
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

/** A frame costs one call into the core, whatever is on it, and none while nothing changes. */
class CrossingTest {
    @Test
    fun oneCrossingForEachFrame() = withHost { host ->
        val folder =
            program(
                """
                Page({
                  data: { n: 0 },
                  onLoad() { const step = () => { if (this.data.n < 60) { this.setData({ n: this.data.n + 1 }); setTimeout(step, 4) } }; step() },
                })
                """
                    .trimIndent(),
                """<view wx:for="{{n}}">row {{item}} of {{n}}</view>""",
            )
        val session = host.openPath(folder, OpenOptions(phone))
        val viewer = Viewer(session)
        // As a painter does: a signal, then at the next vsync one call.
        withTimeout(30_000) {
            session.frameReady.first {
                kotlinx.coroutines.delay(4)
                session.takeFrame()?.let(viewer.state::apply)
                "row 59 of 60" in viewer.texts()
            }
        }
        val (calls, frames) = session.frameCrossings()
        println("$frames frames, $calls calls")
        assertTrue("$frames frames", frames > 5)
        // A frame that comes between a signal and its call is taken by that call, and announced: at most a rare call finds nothing.
        assertTrue("$calls calls for $frames frames", calls <= frames + 1 + frames / 20)
        session.settle()
        session.takeFrame()
        session.close()
    }

    /** Signals are not repeated before the frame was taken: a host that sleeps is not called. */
    @Test
    fun aFrameIsAnnouncedOnce() {
        val signals = java.util.concurrent.atomic.AtomicInteger()
        val host = dev.minihost.bridge.CoreHost(config(), Ports(), kotlinx.coroutines.CoroutineScope(kotlinx.coroutines.Dispatchers.Default)) {}
        val folder =
            program("Page({ data: { n: 0 }, onLoad() { setInterval(() => this.setData({ n: this.data.n + 1 }), 2) } })", "<view>{{n}}</view>")
        val session = host.openPath(folder, OpenOptions(phone), ProgramSession.Listener({ signals.incrementAndGet() }, {}))
        // The machine may be slow to draw the first; what counts is that no second signal comes before the frame was taken.
        fun announced(times: Int) {
            val end = System.nanoTime() + 60_000_000_000
            while (signals.get() < times && System.nanoTime() < end) Thread.sleep(2)
            Thread.sleep(100)
            assertEquals("dozens of frames, none taken", times, signals.get())
        }
        announced(1)
        repeat(3) { round ->
            checkNotNull(session.takeFrame { it.remaining() })
            announced(round + 2)
        }
        session.end()
        session.release()
        host.close()
    }
}
