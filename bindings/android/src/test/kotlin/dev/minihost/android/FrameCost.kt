package dev.minihost.android

import android.graphics.RenderNode
import dev.minihost.HostConfig
import dev.minihost.HostIdentity
import dev.minihost.MiniHost
import dev.minihost.OpenOptions
import dev.minihost.PackageLabel
import dev.minihost.Ports
import dev.minihost.Screen
import dev.minihost.android.paint.LayerTree
import dev.minihost.android.ports.PlatformText
import dev.minihost.demo.DemoApp
import java.nio.ByteBuffer
import java.nio.file.Files
import kotlinx.coroutines.runBlocking
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

private const val ROUNDS = 300

/**
 * What the frame of a thousand new rows costs the main thread, with the platform's own canvas, beside a plain copy of as many bytes in the same
 * run. Not a test of its own accord (timings of a busy machine prove nothing): `-Dminihost.android.tests=FrameCost`.
 */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [34], application = DemoApp::class)
class FrameCost {
    private class Row(val what: String) {
        val ns = ArrayList<Long>()

        inline fun <T> time(work: () -> T): T {
            val started = System.nanoTime()
            return work().also { ns += System.nanoTime() - started }
        }

        override fun toString(): String {
            val after = ns.drop(ns.size / 3).sorted()
            return "| %s | %.0f / %.0f |".format(what, after.first() / 1000.0, after[after.size / 2] / 1000.0)
        }
    }

    @Test
    fun aThousandNewRows() = runBlocking {
        val config = HostConfig(Files.createTempDirectory("minihost").toString(), HostIdentity("dev.minihost.cost", "Cost", "1.0.0"))
        val host = MiniHost.create(config, Ports(text = PlatformText(TestFonts)))
        val folder =
            programFolder(
                "Page({ data: { rows: [] }, onLoad() { this.setData({ rows: Array.from({ length: 1000 }, (_, i) => ({ id: i, name: 'Row number ' + i })) }) } })",
                """<view class="row" wx:for="{{rows}}" wx:key="id"><text class="id">{{item.id}}</text><text class="name">{{item.name}}</text></view>""",
                mapOf("app.wxss" to ".row { display: flex; padding: 8px; border-bottom: 1px solid #ddd } .id { width: 60px } .name { flex: 1 }".toByteArray()),
            )
        host.install(PackageLabel("rows"), folder.path)
        val session = host.open("rows", OpenOptions(Screen(360f, 740f, 2f)))
        check(session.settle(120_000))
        val rows = listOf("taking it over and reading it", "applying it", "recording its ops, each layer a RenderNode", "all of it", "a plain copy of 274,150 bytes").map(::Row)
        val (taking, applying, recording, whole, copying) = rows
        val screen = RenderNode("screen").apply { setPosition(0, 0, 720, 1480) }
        val from = ByteBuffer.allocateDirect(274_150)
        val to = ByteBuffer.allocateDirect(274_150)
        repeat(ROUNDS) {
            session.requestWholeFrame()
            check(session.settle(120_000))
            // A tree of its own each time: what stands as it was is not recorded again.
            val tree = LayerTree(TestFonts, { null })
            whole.time {
                val frame = taking.time { checkNotNull(session.takeFrame()) }
                applying.time { tree.apply(frame) }
                recording.time {
                    val canvas = screen.beginRecording()
                    tree.drawNodes(canvas, 0)
                    screen.endRecording()
                }
            }
            check(tree.recordings > 0)
            from.clear()
            to.clear()
            copying.time { to.put(from) }
        }
        println("FRAME of 1,000 rows, least / median us")
        rows.forEach(::println)
        session.close()
        host.close()
    }
}
