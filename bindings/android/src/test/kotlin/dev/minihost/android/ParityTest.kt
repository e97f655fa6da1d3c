package dev.minihost.android

import android.graphics.Bitmap
import android.graphics.BitmapFactory
import android.graphics.Canvas
import dev.minihost.Appearance
import dev.minihost.HostConfig
import dev.minihost.HostIdentity
import dev.minihost.Insets
import dev.minihost.MiniHost
import dev.minihost.MiniHostException
import dev.minihost.OpenOptions
import dev.minihost.Ports
import dev.minihost.ProgramSession
import dev.minihost.Screen
import dev.minihost.android.paint.LayerTree
import dev.minihost.android.paint.Picture
import dev.minihost.android.ports.Pixels
import dev.minihost.android.ports.PlatformImages
import dev.minihost.android.ports.PlatformText
import dev.minihost.frame.ImageNeed
import java.io.File
import java.nio.file.Files
import java.util.concurrent.TimeUnit
import kotlinx.coroutines.runBlocking
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

private const val WIDTH = 375f
private const val HEIGHT = 812f
private const val SCALE = 2f

/** Below this two pictures differ for whoever looks at them side by side; 1 is the same picture. */
private const val LEAST_LIKENESS = 0.985

private const val WUX = "tests/node/node_modules/wux-weapp/example"

private val PAGES: List<Pair<String, String>> =
    listOf("index", "view", "text", "image", "button", "input", "form", "scroll-view", "swiper", "icon", "navigator", "choice", "range", "canvas")
        .map { "tests/programs/gallery" to "pages/$it/$it" } +
        listOf("tests/programs/todo" to "pages/index/index", "tests/programs/shop" to "") +
        listOf(
            "accordion", "alert", "avatar", "badge", "button", "card", "checkbox", "circle", "divider", "ellipsis", "form", "grid",
            "input", "input-number", "layout", "list", "media", "notice-bar", "pagination", "progress", "radio", "rater", "result",
            "search-bar", "segmented-control", "selectable", "slider", "steps", "switch", "tag", "timeline", "white-space",
        ).map { WUX to "pages/$it/index" }

/** The painter here and the core's rasteriser draw the same pages from the same font files: pictures agree. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [34])
class ParityTest {
    private val out = File(checkout, "target/android-parity")
    private lateinit var host: MiniHost

    @Before
    fun begin() {
        val config =
            HostConfig(Files.createTempDirectory("minihost").toString(), HostIdentity("dev.minihost.parity", "Parity", "1.0.0"))
        host = runBlocking { MiniHost.create(config, Ports(text = PlatformText(TestFonts))) }
    }

    @After fun end() = host.close()

    @Test
    fun pagesLookTheSame() {
        val cli = File(System.getProperty("jna.library.path"), "minihost")
        assertTrue("build minihost-cli first: $cli", cli.canExecute())
        val rows = ArrayList<String>()
        val unlike = ArrayList<String>()
        var compared = 0
        for ((program, page) in PAGES) {
            val folder = File(checkout, program)
            if (!folder.isDirectory) continue
            val name = "${folder.parentFile.name}-${folder.name}-${page.replace('/', '-')}".removeSuffix("-")
            val theirs = rasterised(cli, folder, page, File(out, "$name.rust.png")) ?: continue
            val ours = painted(folder, page) ?: continue
            val likeness = likeness(ours, theirs)
            sideBySide(ours, theirs).save(File(out, "$name.png"))
            rows += "%.4f  %s".format(likeness, name)
            if (likeness < LEAST_LIKENESS) unlike += rows.last()
            compared++
        }
        File(out, "likeness.txt").writeText(rows.sorted().joinToString("\n") + "\n")
        println(rows.sorted().joinToString("\n"))
        assertTrue("only $compared pages were compared", compared >= 30)
        assertEquals("pages that look different; see ${out.path}", emptyList<String>(), unlike)
    }

    private fun rasterised(cli: File, folder: File, page: String, file: File): Bitmap? {
        file.parentFile.mkdirs()
        val command =
            listOf(
                cli.path, "shot", folder.path, "--out", file.path, "--width", "${WIDTH.toInt()}", "--height", "${HEIGHT.toInt()}",
                "--scale", "${SCALE.toInt()}",
            ) + if (page.isEmpty()) emptyList() else listOf("--page", page)
        val builder = ProcessBuilder(command).directory(checkout).redirectErrorStream(true)
        builder.environment()["MINIHOST_FONTS"] = TestFonts.folder.path
        val process = builder.start()
        val said = process.inputStream.bufferedReader().readText()
        assertTrue("shot ends: $said", process.waitFor(60, TimeUnit.SECONDS))
        if (process.exitValue() != 0) {
            println("$folder $page: $said")
            return null
        }
        return BitmapFactory.decodeFile(file.path)
    }

    private fun painted(folder: File, page: String): Bitmap? = runBlocking {
        val screen =
            Screen(WIDTH, HEIGHT, SCALE, Insets(top = 44f, bottom = 34f), appearance = Appearance.LIGHT)
        val session =
            try {
                host.openPath(folder.path, OpenOptions(screen, path = page))
            } catch (error: MiniHostException) {
                println("$folder $page: ${error.message}")
                return@runBlocking null
            }
        try {
            assertTrue(session.settle())
            val frame = session.takeFrame() ?: return@runBlocking null
            val pictures = frame.imagesNeeded.mapNotNull { need -> picture(session, need)?.let { need.image to it } }.toMap()
            val tree = LayerTree(TestFonts, pictures::get)
            tree.apply(frame)
            val bitmap = Bitmap.createBitmap((WIDTH * SCALE).toInt(), (HEIGHT * SCALE).toInt(), Bitmap.Config.ARGB_8888)
            val canvas = Canvas(bitmap)
            canvas.scale(SCALE, SCALE)
            tree.draw(canvas)
            bitmap
        } finally {
            session.close()
        }
    }

    private suspend fun picture(session: ProgramSession, need: ImageNeed): Picture? {
        val file = session.imageFile(need.image) ?: return null
        val bitmap =
            PlatformImages.bitmap(file)
                ?: try {
                    val image = session.imagePixels(need.image, SCALE)
                    Pixels.toBitmap(image.width, image.height, image.rgba.toByteArray())
                } catch (damaged: MiniHostException) {
                    return null
                }
        return Picture(bitmap, need)
    }
}
