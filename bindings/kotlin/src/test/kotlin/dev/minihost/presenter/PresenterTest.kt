package dev.minihost.presenter

import dev.minihost.CatalogEntry
import dev.minihost.Dialect
import dev.minihost.Language
import dev.minihost.MiniHostException
import dev.minihost.OpenOptions
import dev.minihost.ProgramSession
import dev.minihost.Screen
import dev.minihost.SessionState
import dev.minihost.SettingsEntry
import dev.minihost.StopReason
import dev.minihost.UsedProgram
import dev.minihost.phone
import dev.minihost.withHost
import java.time.ZoneId
import java.time.ZonedDateTime
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.advanceTimeBy
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.withTimeout
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test

/** What screens show and do, on virtual time and without a core; and once with it. */
@OptIn(ExperimentalCoroutinesApi::class)
class PresenterTest {
    private val zone = ZoneId.of("Asia/Shanghai")
    private val now = ZonedDateTime.of(2026, 3, 10, 14, 0, 0, 0, zone).toInstant().toEpochMilli()

    private fun fault() = MiniHostException.Store("disk", null) { if (it == Language.ZH) "坏了。" else "Broken." }

    private fun used(id: String, name: String = id, agoMs: Long = 0, pinned: Boolean = false) =
        UsedProgram(id, name, "1", "Makers", Dialect.WECHAT, now - agoMs, pinned)

    private class Store(rows: List<UsedProgram>) : UsedListSource {
        val kept = MutableStateFlow(rows)
        val calls = mutableListOf<String>()
        var fault: MiniHostException? = null

        override fun rows() = flow {
            fault?.let { throw it }
            kept.collect { emit(it) }
        }

        override suspend fun remove(id: String) = call("remove $id") { kept.value = kept.value.filter { it.id != id } }

        override suspend fun setPinned(id: String, pinned: Boolean) = call("pin $id $pinned") {}

        override suspend fun clear() = call("clear") { kept.value = emptyList() }

        private fun call(what: String, work: () -> Unit) {
            fault?.let { throw it }
            calls += what
            work()
        }
    }

    private fun TestScope.list(store: UsedListSource, language: Language = Language.EN): UsedListPresenter =
        UsedListPresenter(store, language, backgroundScope, zone) { now }.also { runCurrent() }

    private fun UsedListPresenter.ids() = (state.value.content as? UsedListState.Content.Rows)?.rows?.map { it.id }

    @Test
    fun theFirstDayIsEmptyAndSaysSo() = runTest {
        val state = list(Store(emptyList()), Language.ZH).state.value
        assertEquals(UsedListState.Content.Empty("你还没有用过小程序", "打开过的小程序会出现在这里。"), state.content)
        assertEquals("小程序", state.title)
        assertNull("nothing to clear", state.clear)
    }

    @Test
    fun rowsSayWhoAndWhen() = runTest {
        val presenter = list(Store(listOf(used("a", "notes", 3 * 60_000, pinned = true))))
        val row = (presenter.state.value.content as UsedListState.Content.Rows).rows.single()
        assertEquals("Makers · 3 min ago", row.detail)
        assertEquals("notes, Makers, 3 min ago, On top", row.label)
        assertEquals("N", row.letter)
        assertEquals("No longer on top", row.pinAction)
        presenter.on(UsedListEvent.PinTapped("a"))
        presenter.on(UsedListEvent.RowTapped("a"))
        assertEquals(UsedListEffect.OpenProgram("a", "notes"), presenter.effects.first())
    }

    @Test
    fun timesAsPeopleSayThem() {
        val minute = 60_000L
        val hour = 60 * minute
        for ((ago, en, zh) in
            listOf(
                Triple(0L, "Just now", "刚刚"),
                Triple(-hour, "Just now", "刚刚"),
                Triple(59 * minute, "59 min ago", "59分钟前"),
                Triple(14 * hour, "14 h ago", "14小时前"),
                Triple(14 * hour + minute, "Yesterday", "昨天"),
                Triple(38 * hour, "Yesterday", "昨天"),
                Triple(39 * hour, "8 Mar", "3月8日"),
                Triple(100 * 24 * hour, "30 Nov 2025", "2025年11月30日"),
            )) {
            assertEquals(en, timeAgo(now - ago, now, zone, Language.EN))
            assertEquals(zh, timeAgo(now - ago, now, zone, Language.ZH))
        }
        assertEquals("👩", letterOf(" 👩‍👩‍👧 family").substring(0, 2))
        assertEquals("?", letterOf("  "))
    }

    @Test
    fun aRemovalCanBeUndoneForFiveSeconds() = runTest {
        val store = Store(listOf(used("a"), used("b")))
        val presenter = list(store)
        presenter.on(UsedListEvent.RemoveTapped("a"))
        runCurrent()
        assertEquals(listOf("b"), presenter.ids())
        assertEquals(UsedListState.Notice("\"a\" removed", "Undo"), presenter.state.value.notice)
        presenter.on(UsedListEvent.UndoTapped)
        advanceTimeBy(2 * UNDO_MS)
        assertEquals(listOf("a", "b"), presenter.ids())
        assertEquals(emptyList<String>(), store.calls)

        presenter.on(UsedListEvent.RemoveTapped("a"))
        advanceTimeBy(UNDO_MS - 1)
        assertEquals(emptyList<String>(), store.calls)
        advanceTimeBy(2)
        assertEquals(listOf("remove a"), store.calls)
        assertNull(presenter.state.value.notice)
        // A second removal makes the first final.
        presenter.on(UsedListEvent.RemoveTapped("b"))
        runCurrent()
        assertTrue(presenter.state.value.content is UsedListState.Content.Empty)
    }

    @Test
    fun leavingTheScreenMakesARemovalFinal() = runTest {
        val store = Store(listOf(used("a"), used("b")))
        val presenter = list(store)
        presenter.on(UsedListEvent.RemoveTapped("a"))
        presenter.on(UsedListEvent.RemoveTapped("b"))
        runCurrent()
        assertEquals(listOf("remove a"), store.calls)
        presenter.close(backgroundScope)
        runCurrent()
        assertEquals(listOf("remove a", "remove b"), store.calls)
    }

    @Test
    fun clearingAsksFirst() = runTest {
        val store = Store(listOf(used("a")))
        val presenter = list(store)
        presenter.on(UsedListEvent.Confirmed)
        presenter.on(UsedListEvent.ClearTapped)
        assertEquals("Clear the whole list?", presenter.state.value.question?.title)
        presenter.on(UsedListEvent.Declined)
        runCurrent()
        assertEquals(emptyList<String>(), store.calls)
        presenter.on(UsedListEvent.ClearTapped)
        presenter.on(UsedListEvent.Confirmed)
        runCurrent()
        assertEquals(listOf("clear"), store.calls)
        assertNull(presenter.state.value.question)
    }

    @Test
    fun aStoreThatFailsIsSaidAndCanBeRetried() = runTest {
        val store = Store(listOf(used("a")))
        store.fault = fault()
        val presenter = list(store, Language.ZH)
        assertEquals(UsedListState.Content.Failed("坏了。", "重试"), presenter.state.value.content)
        store.fault = null
        presenter.on(UsedListEvent.RetryTapped)
        runCurrent()
        assertEquals(listOf("a"), presenter.ids())
        // A removal that fails brings the row back, with words.
        presenter.on(UsedListEvent.RemoveTapped("a"))
        store.fault = fault()
        advanceTimeBy(UNDO_MS + 1)
        assertEquals("坏了。", presenter.state.value.notice?.text)
    }

    @Test
    fun theRowFollowsTheEntry() = runTest {
        val entries = MutableStateFlow(SettingsEntry(false, "Mini programs", "", 0))
        val presenter = SettingsRowPresenter(entries, backgroundScope)
        runCurrent()
        assertEquals(SettingsRowState.Hidden, presenter.state.value)
        presenter.on(SettingsRowEvent.TAPPED)
        entries.value = SettingsEntry(true, "Mini programs", "2 programs used", 2)
        runCurrent()
        assertEquals(
            SettingsRowState.Shown("Mini programs", "2 programs used", "Mini programs, 2 programs used"),
            presenter.state.value,
        )
        presenter.on(SettingsRowEvent.TAPPED)
        assertEquals(SettingsRowEffect.OPEN_USED_LIST, presenter.effects.first())
        val broken = SettingsRowPresenter(flow { throw fault() }, backgroundScope)
        runCurrent()
        assertEquals(SettingsRowState.Hidden, broken.state.value)
    }

    @Test
    fun theCatalogLoadsFailsAndLoadsAgain() = runTest {
        var answer: () -> List<CatalogEntry> = { throw fault() }
        val presenter = CatalogPresenter({ answer() }, Language.EN, backgroundScope)
        assertEquals(CatalogState.Content.Loading, presenter.state.value.content)
        runCurrent()
        assertEquals(CatalogState.Content.Failed("Broken.", "Try again"), presenter.state.value.content)
        answer = { listOf(CatalogEntry("a", "Alpha", "First.", "1", "Makers", Dialect.BAIDU)) }
        presenter.on(CatalogEvent.RetryTapped)
        runCurrent()
        val row = (presenter.state.value.content as CatalogState.Content.Rows).rows.single()
        assertEquals("Alpha, First., Makers", row.label)
        presenter.on(CatalogEvent.RowTapped("nobody"))
        presenter.on(CatalogEvent.RowTapped("a"))
        assertEquals(CatalogEffect.OpenProgram("a", "Alpha"), presenter.effects.first())
        answer = { emptyList() }
        presenter.on(CatalogEvent.RetryTapped)
        runCurrent()
        assertTrue(presenter.state.value.content is CatalogState.Content.Empty)
    }

    private class Fake : RunningProgram {
        override val session: ProgramSession? = null
        val over = CompletableDeferred<SessionState>()
        val calls = mutableListOf<String>()

        override suspend fun untilOver() = over.await()

        override fun back() = Unit.also { calls += "back" }

        override fun show() = Unit.also { calls += "show" }

        override fun hide() = Unit.also { calls += "hide" }

        override fun setScreen(screen: Screen) = Unit.also { calls += "screen ${screen.width}" }

        override suspend fun close() = Unit.also { calls += "close" }
    }

    private fun program(scope: CoroutineScope, open: suspend (Screen) -> RunningProgram) =
        ProgramScreenPresenter("Notes", Language.EN, phone, scope, open)

    @Test
    fun aProgramOpensRunsAndEnds() = runTest {
        val opened = CompletableDeferred<Fake>()
        val presenter = program(backgroundScope) { opened.await() }
        assertEquals(ProgramScreenState.Content.Opening("Opening \"Notes\"", "N"), presenter.state.value.content)
        // What happens meanwhile is not lost.
        presenter.on(ProgramScreenEvent.Hidden)
        presenter.on(ProgramScreenEvent.ScreenChanged(phone.copy(width = 500f)))
        val fake = Fake()
        opened.complete(fake)
        runCurrent()
        assertEquals(ProgramScreenState.Content.Running, presenter.state.value.content)
        presenter.on(ProgramScreenEvent.Shown)
        presenter.on(ProgramScreenEvent.Back)
        assertEquals(listOf("hide", "screen 500.0", "show", "back"), fake.calls)
        fake.over.complete(SessionState.Closed)
        runCurrent()
        assertEquals(ProgramScreenEffect.FINISH, presenter.effects.first())
        assertEquals("close", fake.calls.last())
    }

    @Test
    fun aProgramThatIsStoppedCanBeOpenedAgain() = runTest {
        val fakes = mutableListOf<Fake>()
        val presenter = program(backgroundScope) { Fake().also { fakes += it } }
        runCurrent()
        fakes[0].over.complete(SessionState.Stopped(StopReason.OutOfMemory))
        runCurrent()
        val notice = presenter.state.value.content as ProgramScreenState.Content.Notice
        assertEquals("\"Notes\" stopped", notice.title)
        assertEquals("It used too much memory.", notice.text)
        presenter.on(ProgramScreenEvent.AgainTapped)
        runCurrent()
        assertEquals(2, fakes.size)
        assertEquals(ProgramScreenState.Content.Running, presenter.state.value.content)
        presenter.close()
        runCurrent()
        assertEquals("the screen is gone: the program ends", "close", fakes[1].calls.last())
    }

    @Test
    fun onlyWhatMayHelpIsOffered() = runTest {
        val words = { _: Language -> "words" }
        for ((error, again) in
            listOf(
                MiniHostException.Unavailable("", null, words) to true,
                MiniHostException.NoSpace("", null, words) to true,
                MiniHostException.PackageRefused("", null, words) to false,
                MiniHostException.NoSuchProgram("", null, words) to false,
                MiniHostException.NotSupported("", null, words) to false,
            )) {
            val presenter = program(backgroundScope) { throw error }
            runCurrent()
            val notice = presenter.state.value.content as ProgramScreenState.Content.Notice
            assertEquals("$error", again, notice.again != null)
            presenter.on(ProgramScreenEvent.LeaveTapped)
            assertEquals(ProgramScreenEffect.FINISH, presenter.effects.first())
        }
    }

    @Test
    fun samplesAreWholeInBothLanguages() {
        for (samples in
            listOf<(Language) -> List<Sample<out Any>>>(
                SettingsRowPresenter::samples,
                UsedListPresenter::samples,
                CatalogPresenter::samples,
                ProgramScreenPresenter::samples,
            )) {
            val en = samples(Language.EN)
            assertEquals(en.map { it.name }, samples(Language.ZH).map { it.name })
            assertEquals("names are files' names", en.size, en.map { it.name }.toSet().size)
            assertTrue(en.all { it.name.matches(Regex("[a-z-]+")) })
            assertTrue("each shows something of its own", en.map { it.state }.toSet().size == en.size)
            for (sample in samples(Language.ZH)) {
                val english = Regex("\\b(Remove|Undo|Retry|Clear|Cancel|Open|Back)\\b").find(sample.state.toString())
                assertNull("$sample", english)
            }
        }
    }

    @Test
    fun theRealCoreThroughPresenters() = withHost { host ->
        val scope = CoroutineScope(kotlinx.coroutines.Dispatchers.Default)
        val row = SettingsRowPresenter(host, Language.EN, scope)
        val list = UsedListPresenter(host, Language.EN, scope)
        withTimeout(20_000) {
            list.state.first { it.content is UsedListState.Content.Empty }
            val screen = ProgramScreenPresenter(host, "todo", "To-do", OpenOptions(phone), scope)
            screen.state.first { it.content is ProgramScreenState.Content.Running }
            checkNotNull(screen.session).frameReady.first()
            screen.on(ProgramScreenEvent.Back)
            assertEquals(ProgramScreenEffect.FINISH, screen.effects.first())
            list.state.first { state -> (state.content as? UsedListState.Content.Rows)?.rows?.single()?.id == "todo" }
            row.state.first { (it as? SettingsRowState.Shown)?.subtitle == "1 program used" }
            list.on(UsedListEvent.RemoveTapped("todo"))
            list.close(scope)
            row.state.first { (it as? SettingsRowState.Shown)?.subtitle == "" }
        }
        row.close()
    }
}
