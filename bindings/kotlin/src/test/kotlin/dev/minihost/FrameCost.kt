package dev.minihost

import dev.minihost.bridge.CoreHost
import dev.minihost.frame.FrameReader
import java.nio.ByteBuffer
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import org.junit.Assert.assertTrue
import org.junit.Test

/**
 * What the frame of a thousand new rows costs across the bridge, beside a plain copy of as many bytes in the same run. Not a test of its own
 * accord (timings of a busy machine prove nothing): `mvn test -Dtest=FrameCost -Dminihost.library.folder=../../target/release`.
 */
class FrameCost {
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
        val crossing = ArrayList<Long>()
        val copying = ArrayList<Long>()
        val reading = ArrayList<Long>()
        val empty = ArrayList<Long>()
        var size = 0
        val target = ByteBuffer.allocateDirect(16 shl 20)
        repeat(300) {
            session.requestWholeFrame()
            check(session.settle(120_000))
            var started = System.nanoTime()
            val bytes = checkNotNull(session.takeFrame())
            crossing += System.nanoTime() - started
            size = bytes.remaining()
            // The rival: as many bytes copied once between two places outside the JVM's heap.
            target.clear()
            val source = bytes.duplicate()
            started = System.nanoTime()
            target.put(source)
            copying += System.nanoTime() - started
            check(target.position() == size)
            started = System.nanoTime()
            val frame = FrameReader.read(bytes)
            reading += System.nanoTime() - started
            check(frame.layers.isNotEmpty())
            started = System.nanoTime()
            check(session.takeFrame() == null)
            empty += System.nanoTime() - started
        }
        fun List<Long>.us(): String = "%.1f us".format(drop(100).sorted()[100] / 1000.0)
        println("FRAME $size bytes; take_frame ${crossing.us()}; empty call ${empty.us()}; plain copy ${copying.us()}; reading ${reading.us()}")
        session.release()
        host.close()
    }
}
