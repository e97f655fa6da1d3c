package dev.minihost.presenter

import dev.minihost.CatalogEntry
import dev.minihost.Dialect
import dev.minihost.Language
import dev.minihost.MiniHost
import dev.minihost.MiniHostException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch

/** What is on offer. */
public data class CatalogState(
    /** The screen's heading. */
    val title: String,
    /** The middle of the screen. */
    val content: Content,
) {
    /** The middle of the screen. */
    public sealed interface Content {
        /** The catalog is being read. */
        public data object Loading : Content

        /** Nothing is on offer. */
        public data class Empty(val title: String, val text: String) : Content

        /** The list, to be shown in this order. */
        public data class Rows(val rows: List<CatalogRow>) : Content

        /** The catalog cannot be read. */
        public data class Failed(val text: String, val retry: String) : Content
    }
}

/** One row of the catalog. */
public data class CatalogRow(
    /** The program's id. */
    val id: String,
    /** Its name. */
    val name: String,
    /** What it does. */
    val detail: String,
    /** Who publishes it; may be empty. */
    val publisher: String,
    /** Stands for the picture while there is none. */
    val letter: String,
    /** What a screen reader says. */
    val label: String,
)

/** What a user does with the catalog. */
public sealed interface CatalogEvent {
    /** A row was tapped. */
    public data class RowTapped(val id: String) : CatalogEvent

    /** Read it again. */
    public data object RetryTapped : CatalogEvent
}

/** What the app does then. */
public sealed interface CatalogEffect {
    /** Opens a program. */
    public data class OpenProgram(val id: String, val name: String) : CatalogEffect
}

/** See [CatalogState]. */
public class CatalogPresenter internal constructor(
    private val entries: suspend () -> List<CatalogEntry>,
    private val language: Language,
    parent: CoroutineScope,
) : Presenter<CatalogState, CatalogEvent, CatalogEffect>(loading(language), parent) {
    public constructor(host: MiniHost, language: Language, scope: CoroutineScope) : this({ host.catalog(language) }, language, scope)

    private var read: Job? = null

    init {
        read()
    }

    private fun read() {
        read?.cancel()
        states.value = loading(language)
        read =
            scope.launch {
                val content =
                    try {
                        content(entries(), language)
                    } catch (error: MiniHostException) {
                        CatalogState.Content.Failed(error.userMessage(language), Words.RETRY.of(language))
                    }
                states.update { it.copy(content = content) }
            }
    }

    override fun on(event: CatalogEvent) {
        when (event) {
            is CatalogEvent.RowTapped -> {
                val rows = (state.value.content as? CatalogState.Content.Rows)?.rows.orEmpty()
                rows.find { it.id == event.id }?.let { wish(CatalogEffect.OpenProgram(it.id, it.name)) }
            }
            CatalogEvent.RetryTapped -> read()
        }
    }

    public companion object {
        private fun loading(language: Language) = CatalogState(Words.CATALOG_TITLE.of(language), CatalogState.Content.Loading)

        private fun content(entries: List<CatalogEntry>, language: Language): CatalogState.Content {
            if (entries.isEmpty()) {
                return CatalogState.Content.Empty(Words.CATALOG_EMPTY_TITLE.of(language), Words.CATALOG_EMPTY_TEXT.of(language))
            }
            return CatalogState.Content.Rows(
                entries.map {
                    val label = listOf(it.name, it.description, it.publisher).filter(String::isNotEmpty).joinToString(", ")
                    CatalogRow(it.id, it.name, it.description, it.publisher, letterOf(it.name), label)
                },
            )
        }

        /** Every state that a view must know. */
        public fun samples(language: Language): List<Sample<CatalogState>> {
            val zh = language == Language.ZH
            fun entry(id: String, en: String, cn: String, text: String, textZh: String) =
                CatalogEntry(id, if (zh) cn else en, if (zh) textZh else text, "1.0.0", "", Dialect.WECHAT)
            val few =
                listOf(
                    entry("todo", "To-do", "待办清单", "Write things down, tick them off.", "记下要做的事，做完划掉。"),
                    entry("shop", "Kiln & Leaf", "小窑杂货", "Pottery, light and leaves.", "陶器、灯火和绿叶。"),
                )
            val fault = if (zh) "小程序加载失败，请稍后重试。" else "The mini program cannot be loaded. Try again later."
            fun state(content: CatalogState.Content) = loading(language).copy(content = content)
            return listOf(
                Sample("loading", loading(language)),
                Sample("empty", state(content(emptyList(), language))),
                Sample("few", state(content(few, language))),
                Sample("failed", state(CatalogState.Content.Failed(fault, Words.RETRY.of(language)))),
            )
        }
    }
}
