package dev.minihost

import dev.minihost.frame.Frame
import dev.minihost.frame.FrameState
import dev.minihost.frame.Layer
import dev.minihost.frame.Native
import dev.minihost.frame.Op
import java.io.File
import java.nio.file.Files
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout

/** The checkout that the tests run in. */
internal val checkout = File(System.getProperty("minihost.checkout"))

internal val phone = Screen(width = 375f, height = 812f, pixelRatio = 2f, safeArea = Insets(top = 44f, bottom = 34f))

internal fun config(folder: String = Files.createTempDirectory("minihost").toString()) =
    HostConfig(
        folder = folder,
        identity = HostIdentity("dev.minihost.test", "Test", "1.0.0"),
        catalogFolder = File(checkout, "tests/programs").path,
    )

/** Runs a test with a host on the sample programs. */
internal fun withHost(ports: Ports = Ports(), patienceMs: Long = 300_000, test: suspend (MiniHost) -> Unit) = runBlocking {
    withTimeout(patienceMs) { MiniHost.create(config(), ports).use { test(it) } }
}

/** A folder with a program of one page. */
internal fun program(script: String, template: String = "<view>hello</view>", style: String = ""): String {
    val folder = Files.createTempDirectory("program").toFile()
    File(folder, "pages/index").mkdirs()
    File(folder, "app.json").writeText("""{"pages":["pages/index/index"]}""")
    File(folder, "app.js").writeText("App({})\n")
    File(folder, "project.config.json").writeText("{}\n")
    File(folder, "pages/index/index.wxml").writeText(template)
    File(folder, "pages/index/index.wxss").writeText(style)
    File(folder, "pages/index/index.json").writeText("{}\n")
    File(folder, "pages/index/index.js").writeText(script)
    return folder.path
}

/** What a painter would show: the texts on screen, from back to front. */
internal class Viewer(private val session: ProgramSession) {
    val state = FrameState()

    /** Lets the program come to rest and applies its frame, if there is one. */
    suspend fun look(): List<String> {
        check(session.settle(60_000)) { "the program does not come to rest" }
        session.takeFrame()?.let(state::apply)
        return texts()
    }

    fun texts(): List<String> = state.layers.flatMap { it.texts() }

    fun field(): Layer = state.layers.first { it.native is Native.TextField }

    fun layerWith(text: String): Layer = state.layers.first { text in it.texts() }

    /** Where a text stands on screen: taps go to its middle. */
    fun placeOf(text: String): Pair<Float, Float> {
        val layer = layerWith(text)
        val op = layer.content!!.ops.first { it is Op.Text && it.text.trim() == text } as Op.Text
        var x = op.x + op.width / 2
        var y = op.baseline - 4
        var at: Layer? = layer
        while (at != null) {
            x += at.rect.x
            y += at.rect.y
            at = state.layers.find { it.id == at!!.parent }
            at?.scroll?.let { scroll ->
                x -= scroll.x
                y -= scroll.y
            }
        }
        return x to y
    }

    fun tap(text: String, timeMs: Long) {
        val (x, y) = placeOf(text)
        session.touchDown(1, x, y, timeMs)
        session.touchUp(1, x, y, timeMs + 20)
    }

    /** Taps until something shows: on a busy machine the two halves of a tap may come so far apart that it is a long press. */
    suspend fun tapUntil(text: String, shows: String): Boolean {
        repeat(10) { round ->
            if (shows in look()) return true
            if (text in texts()) tap(text, 10_000L * (round + 1))
        }
        return shows in look()
    }

    private fun Layer.texts() = content?.ops.orEmpty().filterIsInstance<Op.Text>().map { it.text.trim() }
}

internal fun Frame.hasContent() = layers.any { it.content != null }
