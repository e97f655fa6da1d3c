package dev.minihost.presenter

import dev.minihost.Dialect
import dev.minihost.Language
import dev.minihost.MiniHost
import dev.minihost.MiniHostException
import dev.minihost.UsedProgram
import java.time.ZoneId
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.catch
import kotlinx.coroutines.flow.launchIn
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

/** How long a removal can be undone. */
internal const val UNDO_MS = 5_000L

/** "Mini programs you've used". */
public data class UsedListState(
    /** The screen's heading. */
    val title: String,
    /** The middle of the screen. */
    val content: Content,
    /** A button that empties the list; none while there is nothing to clear. */
    val clear: String?,
    /** A question above the screen. */
    val question: Question? = null,
    /** A bar at the bottom. */
    val notice: Notice? = null,
) {
    /** The middle of the screen. */
    public sealed interface Content {
        /** Rows are being read. */
        public data object Loading : Content

        /** The first day: nothing was used yet. */
        public data class Empty(val title: String, val text: String) : Content

        /** The list, to be shown in this order. */
        public data class Rows(val rows: List<UsedRow>) : Content

        /** The list cannot be read. */
        public data class Failed(val text: String, val retry: String) : Content
    }

    /** A question with two answers. */
    public data class Question(val title: String, val text: String, val confirm: String, val cancel: String)

    /** Something that happened; [undo] is a button, if it can be taken back. */
    public data class Notice(val text: String, val undo: String?)
}

/** One row of the list. */
public data class UsedRow(
    /** The program's id. */
    val id: String,
    /** Its name. */
    val name: String,
    /** Publisher and time, in small print. */
    val detail: String,
    /** Stands for the picture while there is none. */
    val letter: String,
    /** The user keeps it on top. */
    val pinned: Boolean,
    /** What a screen reader says. */
    val label: String,
    /** Words of the row's actions. */
    val removeAction: String,
    /** The same for keeping it on top, or no longer. */
    val pinAction: String,
)

/** What a user does with the list. */
public sealed interface UsedListEvent {
    /** A row was tapped. */
    public data class RowTapped(val id: String) : UsedListEvent

    /** A row is to go. */
    public data class RemoveTapped(val id: String) : UsedListEvent

    /** A row is to be kept on top, or no longer. */
    public data class PinTapped(val id: String) : UsedListEvent

    /** The removal is to be undone. */
    public data object UndoTapped : UsedListEvent

    /** The list is to be emptied: asks first. */
    public data object ClearTapped : UsedListEvent

    /** Yes. */
    public data object Confirmed : UsedListEvent

    /** No. */
    public data object Declined : UsedListEvent

    /** Read the list again. */
    public data object RetryTapped : UsedListEvent
}

/** What the app does then. */
public sealed interface UsedListEffect {
    /** Opens a program. */
    public data class OpenProgram(val id: String, val name: String) : UsedListEffect
}

/** What the presenter needs of a host; tests have their own. */
internal interface UsedListSource {
    fun rows(): Flow<List<UsedProgram>>

    suspend fun remove(id: String)

    suspend fun setPinned(id: String, pinned: Boolean)

    suspend fun clear()
}

/** See [UsedListState]. */
public class UsedListPresenter internal constructor(
    private val source: UsedListSource,
    private val language: Language,
    parent: CoroutineScope,
    private val zone: ZoneId,
    private val now: () -> Long,
) : Presenter<UsedListState, UsedListEvent, UsedListEffect>(loading(language), parent) {
    public constructor(host: MiniHost, language: Language, scope: CoroutineScope) :
        this(
            object : UsedListSource {
                override fun rows() = host.used(language)

                override suspend fun remove(id: String) {
                    host.removeUsed(id)
                }

                override suspend fun setPinned(id: String, pinned: Boolean) {
                    host.setPinned(id, pinned)
                }

                override suspend fun clear() = host.clearUsed()
            },
            language,
            scope,
            ZoneId.systemDefault(),
            System::currentTimeMillis,
        )

    private var read: Job? = null
    private var known: List<UsedProgram> = emptyList()

    /** Removed by the user, and not yet in the store: it can be undone. */
    private var leaving: UsedProgram? = null
    private var countdown: Job? = null

    init {
        read()
    }

    private fun read() {
        read?.cancel()
        read =
            source
                .rows()
                .onEach {
                    known = it
                    show()
                }
                .catch { thrown -> failed(thrown) }
                .launchIn(scope)
    }

    private fun show() {
        val rows = known.filter { it.id != leaving?.id }
        states.update { it.copy(content = content(rows, language, now(), zone), clear = clearWord(rows)) }
    }

    private fun clearWord(rows: List<UsedProgram>) = Words.CLEAR.of(language).takeIf { rows.isNotEmpty() }

    private fun failed(thrown: Throwable) {
        if (thrown !is MiniHostException) throw thrown
        val content = UsedListState.Content.Failed(thrown.userMessage(language), Words.RETRY.of(language))
        states.update { it.copy(content = content, clear = null, question = null) }
    }

    override fun on(event: UsedListEvent) {
        when (event) {
            is UsedListEvent.RowTapped -> known.find { it.id == event.id }?.let { wish(UsedListEffect.OpenProgram(it.id, it.name)) }
            is UsedListEvent.RemoveTapped -> known.find { it.id == event.id }?.let(::leave)
            is UsedListEvent.PinTapped ->
                known.find { it.id == event.id }?.let { row -> act { source.setPinned(row.id, !row.pinned) } }
            UsedListEvent.UndoTapped -> {
                countdown?.cancel()
                leaving = null
                states.update { it.copy(notice = null) }
                show()
            }
            UsedListEvent.ClearTapped ->
                if (state.value.clear != null) states.update { it.copy(question = question(language)) }
            UsedListEvent.Confirmed -> {
                val asked = state.value.question != null
                states.update { it.copy(question = null) }
                if (asked) act { source.clear() }
            }
            UsedListEvent.Declined -> states.update { it.copy(question = null) }
            UsedListEvent.RetryTapped -> {
                states.update { it.copy(content = UsedListState.Content.Loading) }
                read()
            }
        }
    }

    /** Off the screen at once, out of the store when it can no longer be undone. */
    private fun leave(row: UsedProgram) {
        // One at a time: a second removal makes the first one final.
        settle()
        leaving = row
        val notice = UsedListState.Notice(Words.REMOVED.of(language, row.name), Words.UNDO.of(language))
        states.update { it.copy(notice = notice) }
        show()
        countdown =
            scope.launch {
                delay(UNDO_MS)
                settle()
            }
    }

    private fun settle() {
        val row = leaving ?: return
        leaving = null
        states.update { it.copy(notice = null) }
        known = known.filter { it.id != row.id }
        // Whoever leaves the screen meanwhile meant what they did.
        act { withContext(NonCancellable) { source.remove(row.id) } }
        countdown?.cancel()
    }

    private fun act(work: suspend () -> Unit) {
        scope.launch {
            try {
                work()
            } catch (error: MiniHostException) {
                states.update { it.copy(notice = UsedListState.Notice(error.userMessage(language), null)) }
                read()
            }
        }
    }

    /** What waits for an undo becomes final: on a scope that outlives the screen. */
    public fun close(outliving: CoroutineScope) {
        val row = leaving
        leaving = null
        close()
        if (row != null) {
            outliving.launch {
                try {
                    source.remove(row.id)
                } catch (error: MiniHostException) {
                    // The row is back at the next visit; there is no screen to say it on.
                }
            }
        }
    }

    public companion object {
        private fun loading(language: Language) =
            UsedListState(Words.MINI_PROGRAMS.of(language), UsedListState.Content.Loading, null)

        private fun question(language: Language) =
            UsedListState.Question(
                Words.CLEAR_ASK.of(language),
                Words.CLEAR_TEXT.of(language),
                Words.CLEAR.of(language),
                Words.CANCEL.of(language),
            )

        private fun content(rows: List<UsedProgram>, language: Language, nowMs: Long, zone: ZoneId): UsedListState.Content {
            if (rows.isEmpty()) {
                return UsedListState.Content.Empty(Words.USED_EMPTY_TITLE.of(language), Words.USED_EMPTY_TEXT.of(language))
            }
            return UsedListState.Content.Rows(
                rows.map { row ->
                    val time = timeAgo(row.lastUsedMs, nowMs, zone, language)
                    val detail = listOf(row.publisher, time).filter { it.isNotEmpty() }.joinToString(" · ")
                    val pinned = Words.PINNED.of(language).takeIf { row.pinned }
                    UsedRow(
                        id = row.id,
                        name = row.name,
                        detail = detail,
                        letter = letterOf(row.name),
                        pinned = row.pinned,
                        label = listOfNotNull(row.name, row.publisher.takeIf { it.isNotEmpty() }, time, pinned).joinToString(", "),
                        removeAction = Words.REMOVE.of(language),
                        pinAction = (if (row.pinned) Words.UNPIN else Words.PIN).of(language),
                    )
                },
            )
        }

        /** Every state that a view must know. */
        public fun samples(language: Language): List<Sample<UsedListState>> {
            val zh = language == Language.ZH
            val now = 1_764_000_000_000L
            val minute = 60_000L
            fun row(id: String, en: String, cn: String, by: String, byZh: String, ago: Long, pinned: Boolean = false) =
                UsedProgram(id, if (zh) cn else en, "1.0.0", if (zh) byZh else by, Dialect.BYTEDANCE, now - ago, pinned)
            val few =
                listOf(
                    row("todo", "To-do", "待办清单", "Small Things", "小事工作室", 0, true),
                    row("shop", "Kiln & Leaf", "小窑杂货", "Kiln & Leaf Makers", "小窑手作", 9 * minute),
                    row("news", "Morning Paper", "早间新闻", "Harbour Press", "港湾报社", 26 * 60 * minute),
                )
            val many =
                few + (1..30).map { row("many$it", "Program no. $it with a long name", "名字很长的小程序第${it}号", "", "", it * 1440 * minute) }
            fun state(rows: List<UsedProgram>) =
                UsedListState(
                    Words.MINI_PROGRAMS.of(language),
                    content(rows, language, now, ZoneId.of("UTC")),
                    Words.CLEAR.of(language).takeIf { rows.isNotEmpty() },
                )
            val removed = UsedListState.Notice(Words.REMOVED.of(language, many[1].name), Words.UNDO.of(language))
            val fault = if (zh) "数据读写失败，请重启应用。" else "Data cannot be read or saved. Restart the app."
            val broken = UsedListState.Content.Failed(fault, Words.RETRY.of(language))
            return listOf(
                Sample("loading", loading(language)),
                Sample("first-day", state(emptyList())),
                Sample("few", state(few)),
                Sample("many", state(many)),
                Sample("removed", state(few - few[1]).copy(notice = removed)),
                Sample("clear-asked", state(few).copy(question = question(language))),
                Sample("failed", loading(language).copy(content = broken)),
            )
        }
    }
}
