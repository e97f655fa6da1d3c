package dev.minihost

import dev.minihost.bridge.CoreHost
import dev.minihost.bridge.crossing
import dev.minihost.frame.FrameReader
import dev.minihost.frame.FrameState
import dev.minihost.generated.coreVersion
import dev.minihost.generated.frameFormatVersion
import java.nio.ByteBuffer
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import org.junit.Assert.assertTrue
import org.junit.Test

/**
 * What calls cost across the bridge, and the frame of a thousand new rows beside a plain copy of as many bytes in the same run. Not a test
 * of its own accord (timings of a busy machine prove nothing): `mvn test -Dtest=FrameCost -Dminihost.library.folder=../../target/release`.
 */
class FrameCost {
    private class Row(val what: String) {
        val ns = ArrayList<Long>()

        inline fun <T> time(work: () -> T): T {
            val started = System.nanoTime()
            return work().also { ns += System.nanoTime() - started }
        }

        override fun toString(): String {
            val after = ns.drop(ns.size / 3).sorted()
            return "| %s | %.1f / %.1f |".format(what, after.first() / 1000.0, after[after.size / 2] / 1000.0)
        }
    }

    @Test
    fun calls() {
        val host = CoreHost(config(), Ports(), CoroutineScope(Dispatchers.Default)) {}
        val session = host.open("todo", OpenOptions(phone), ProgramSession.Listener({}, {}))
        assertTrue(session.settle(120_000))
        session.takeFrame { it.remaining() }
        val rows =
            listOf<Pair<Row, () -> Any?>>(
                Row("a call without arguments that answers with a number") to { crossing { frameFormatVersion() } },
                Row("a call that answers with a string") to { crossing { coreVersion() } },
                Row("asking for a frame when there is none") to { session.takeFrame { it.remaining() } },
                Row("leaving a message: a finger moved") to { session.touchMove(9, 1f, 1f, 1) },
                Row("a typed error") to { runCatching { host.openPath("/nowhere", OpenOptions(phone), ProgramSession.Listener({}, {})) } },
                Row("the used list, one row, read from the store") to { host.used(Language.EN, 20, 0) },
                Row("the catalog, all samples") to { host.catalog(Language.EN) },
            )
        for ((row, call) in rows) repeat(6_000) { row.time(call) }
        println("CALLS, least / median us")
        rows.forEach { println(it.first) }
        session.release()
        host.close()
    }

    @Test
    fun aThousandNewRows() {
        val host = CoreHost(config(), Ports(), CoroutineScope(Dispatchers.Default)) {}
        val folder =
            program(
                "Page({ data: { rows: [] }, onLoad() { this.setData({ rows: Array.from({ length: 1000 }, (_, i) => ({ id: i, name: 'Row number ' + i })) }) } })",
                """<view class="row" wx:for="{{rows}}" wx:key="id"><text class="id">{{item.id}}</text><text class="name">{{item.name}}</text></view>""",
                ".row { display: flex; padding: 8px; border-bottom: 1px solid #ddd } .id { width: 60px; color: #888 } .name { flex: 1 }",
            )
        val session = host.openPath(folder, OpenOptions(phone), ProgramSession.Listener({}, {}))
        assertTrue(session.settle(120_000))
        val taking = Row("taking it over, one call")
        val reading = Row("reading it into objects, every length checked")
        val applying = Row("applying it")
        val whole = Row("the three together")
        val copying = Row("a plain copy of as many bytes")
        val target = ByteBuffer.allocateDirect(16 shl 20)
        val state = FrameState()
        var size = 0
        repeat(600) {
            session.requestWholeFrame()
            check(session.settle(120_000))
            whole.time {
                val started = System.nanoTime()
                val frame =
                    checkNotNull(
                        session.takeFrame { bytes ->
                            taking.ns += System.nanoTime() - started
                            size = bytes.remaining()
                            reading.time { FrameReader.read(bytes) }
                        },
                    )
                check(frame.layers.isNotEmpty())
                applying.time { state.apply(frame) }
            }
            // The rival: as many bytes copied once between two places outside the JVM's heap.
            target.clear()
            val source = target.duplicate().position(8 shl 20).limit((8 shl 20) + size)
            copying.time { target.put(source) }
        }
        println("FRAME of $size bytes, least / median us")
        for (row in listOf(taking, reading, applying, whole, copying)) println(row)
        session.release()
        host.close()
    }
}
