package dev.minihost

import java.io.File
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.withTimeout
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test

/** The wrapper as an app uses it, against the real core. */
class WrapperTest {
    @Test
    fun theToDoProgramIsUsedClosedListedAndOpenedAgain() = withHost { host ->
        assertEquals(SettingsEntry(true, "Mini programs", "", 0), host.settingsEntry(Language.EN).first())
        val todo = host.catalog(Language.ZH).single { it.id == "todo" }
        assertEquals("待办清单", todo.name)

        val session = host.open("todo", OpenOptions(phone))
        val viewer = Viewer(session)
        withTimeout(20_000) { session.frameReady.first() }
        assertTrue("Add" in viewer.look())
        val field = viewer.field()
        session.fieldEvent(field.surface, field.node, FieldEvent.FOCUSED)
        session.textChanged(field.surface, field.node, "Buy tea 🍵", 9)
        viewer.look()
        assertTrue("the new item is drawn: ${viewer.texts()}", viewer.tapUntil("Add", "Buy tea 🍵"))
        assertEquals(emptyList<Problem>(), session.problems().filter { it.severity == Severity.ERROR })
        session.close()
        assertEquals(SessionState.Closed, session.state.value)
        assertNull("nothing comes of a closed session", session.takeFrame())

        val row = host.usedRows(Language.EN, 20).single()
        assertEquals("To-do", row.name)
        val again = host.open(row.id, OpenOptions(phone.copy(language = Language.ZH, appearance = Appearance.DARK)))
        assertTrue("what was added is still there", "Buy tea 🍵" in Viewer(again).look())
        again.close()
        assertTrue(host.removeUsed("todo", withData = true))
        assertFalse(host.removeUsed("todo"))
        assertEquals(emptyList<UsedProgram>(), host.usedRows(Language.EN, 20))
    }

    @Test
    fun listsAreFlows() = withHost { host ->
        coroutineScope {
            val counts = async { host.used(Language.EN).take(3).toList().map { rows -> rows.map { it.id } } }
            host.settingsEntry(Language.EN).first()
            host.open("todo", OpenOptions(phone)).close()
            // Conflated: give the collector its turn between the two.
            host.used(Language.EN).first { it.isNotEmpty() }
            kotlinx.coroutines.delay(200)
            host.clearUsed()
            assertEquals(listOf(listOf(), listOf("todo"), listOf()), withTimeout(20_000) { counts.await() })
        }
    }

    @Test
    fun packagesAreInstalledFromBytesAndFolders() = withHost { host ->
        val folder = program("Page({ data: { word: 'from a folder' } })", "<view>{{word}}</view>")
        assertEquals(Dialect.WECHAT, host.install(PackageLabel("own.program", "Own", version = "1"), folder))
        val session = host.open("own.program", OpenOptions(phone))
        assertTrue("from a folder" in Viewer(session).look())
        session.close()
        assertEquals("Own", host.usedRows(Language.ZH, 1).single().name)
        val rubbish = ByteArray(1000) { it.toByte() }
        val refused = runCatching { host.install(PackageLabel("own.program"), rubbish) }.exceptionOrNull()
        assertTrue("$refused", refused is MiniHostException.PackageRefused)
        // What was there stays.
        host.open("own.program", OpenOptions(phone)).close()
    }

    @Test
    fun errorsAreTypedAndHaveWords() = withHost { host ->
        val unknown = runCatching { host.open("nobody", OpenOptions(phone)) }.exceptionOrNull()
        assertTrue("$unknown", unknown is MiniHostException.NoSuchProgram)
        assertEquals("小程序不存在或已下线。", (unknown as MiniHostException).userMessage(Language.ZH))
        assertEquals("This mini program no longer exists.", unknown.userMessage(Language.EN))
        val misuse = runCatching { host.removeUsed("no/id") }.exceptionOrNull()
        assertTrue("$misuse", misuse is MiniHostException.Misuse)
        host.close()
        host.close()
        val closed = runCatching { host.catalog(Language.EN) }.exceptionOrNull()
        assertTrue("$closed", closed is MiniHostException.Closed)
    }

    @Test
    fun picturesCrossAsFilesAndAsPixels() = withHost { host ->
        val icon = checkNotNull(host.icon("todo"))
        assertArrayEquals(File(checkout, "tests/programs/icons/todo.png").readBytes(), icon)
        assertNull(host.icon("nobody"))
        val session = host.open("shop", OpenOptions(phone))
        val viewer = Viewer(session)
        viewer.look()
        val need = viewer.state.images.values.first()
        assertNotNull(session.imageFile(need.image))
        val pixels = session.imagePixels(need.image, 1f)
        assertEquals(pixels.width * pixels.height * 4, pixels.rgba.size)
        assertNull(session.imageFile(123_456))
        session.close()
    }

    @Test
    fun onlyTheMappingKnowsTheGeneratedSources() {
        val sources = File(checkout, "bindings/kotlin/src/main/kotlin/dev/minihost")
        val knowing =
            sources.walk().filter { it.extension == "kt" && "generated" !in it.path }
                .filter { file -> file.readLines().any { it.startsWith("import dev.minihost.generated") || "= dev.minihost.generated" in it } }
                .map { it.parentFile.name }
                .toSet()
        assertEquals(setOf("bridge"), knowing)
        val android = sources.walk().filter { it.extension == "kt" }.filter { it.readText().contains(Regex("import androidx?\\.")) }
        assertEquals("the module imports nothing of Android", emptyList<File>(), android.toList())
    }

    @Test
    fun twoHostsCannotShareAFolder() = withHost { _ ->
        val config = config()
        MiniHost.create(config).use {
            val second = runCatching { MiniHost.create(config) }.exceptionOrNull()
            assertTrue("$second", second is MiniHostException.Store)
        }
        MiniHost.create(config).close()
        assertThrows(MiniHostException.Misuse::class.java) {
            kotlinx.coroutines.runBlocking { MiniHost.create(config.copy(folder = "")) }
        }
    }
}
