package dev.minihost.presenter

import dev.minihost.Language
import dev.minihost.MiniHost
import dev.minihost.MiniHostException
import dev.minihost.SettingsEntry
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.catch
import kotlinx.coroutines.flow.launchIn
import kotlinx.coroutines.flow.onEach

/** The one row that an app gains in its settings. */
public sealed interface SettingsRowState {
    /** No row: not yet decided, not rolled out to here, or the store cannot be read. */
    public data object Hidden : SettingsRowState

    /** A row that can be tapped. */
    public data class Shown(
        /** In the row. */
        val title: String,
        /** Below or beside it; may be empty. */
        val subtitle: String,
        /** What a screen reader says. */
        val label: String,
    ) : SettingsRowState
}

/** What a user does with the row. */
public enum class SettingsRowEvent { TAPPED }

/** What the app does then. */
public enum class SettingsRowEffect { OPEN_USED_LIST }

/** See [SettingsRowState]. */
public class SettingsRowPresenter internal constructor(entries: Flow<SettingsEntry>, parent: CoroutineScope) :
    Presenter<SettingsRowState, SettingsRowEvent, SettingsRowEffect>(SettingsRowState.Hidden, parent) {
    public constructor(host: MiniHost, language: Language, scope: CoroutineScope) : this(host.settingsEntry(language), scope)

    init {
        entries
            .onEach { states.value = shown(it) }
            // A settings screen must open even when our store does not.
            .catch { thrown -> if (thrown is MiniHostException) states.value = SettingsRowState.Hidden else throw thrown }
            .launchIn(scope)
    }

    override fun on(event: SettingsRowEvent) {
        when (event) {
            SettingsRowEvent.TAPPED -> if (state.value is SettingsRowState.Shown) wish(SettingsRowEffect.OPEN_USED_LIST)
        }
    }

    public companion object {
        private fun shown(entry: SettingsEntry): SettingsRowState {
            if (!entry.visible) return SettingsRowState.Hidden
            val label = listOf(entry.title, entry.subtitle).filter { it.isNotEmpty() }.joinToString(", ")
            return SettingsRowState.Shown(entry.title, entry.subtitle, label)
        }

        /** Every state that a view must know. */
        public fun samples(language: Language): List<Sample<SettingsRowState>> {
            val title = Words.MINI_PROGRAMS.of(language)
            val subtitle = if (language == Language.ZH) "用过 3 个小程序" else "3 programs used"
            return listOf(
                Sample("hidden", SettingsRowState.Hidden),
                Sample("first-day", shown(SettingsEntry(true, title, "", 0))),
                Sample("used", shown(SettingsEntry(true, title, subtitle, 3))),
            )
        }
    }
}
