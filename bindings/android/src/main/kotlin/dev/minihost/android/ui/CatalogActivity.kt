package dev.minihost.android.ui

import dev.minihost.MiniHost
import dev.minihost.android.language
import dev.minihost.presenter.CatalogEffect
import dev.minihost.presenter.CatalogEvent
import dev.minihost.presenter.CatalogPresenter
import dev.minihost.presenter.CatalogState
import kotlinx.coroutines.flow.launchIn
import kotlinx.coroutines.flow.onEach

/** What is on offer. */
public class CatalogActivity : ListScreen() {
    private var presenter: CatalogPresenter? = null

    override fun begin(host: MiniHost) {
        val presenter = CatalogPresenter(host, language, scope).also { presenter = it }
        presenter.state.onEach(::render).launchIn(scope)
        presenter.effects.onEach { if (it is CatalogEffect.OpenProgram) open(it.id, it.name) }.launchIn(scope)
    }

    internal fun render(state: CatalogState) {
        showTitle(state.title)
        when (val content = state.content) {
            CatalogState.Content.Loading -> showLoading()
            is CatalogState.Content.Empty -> showMessage(content.title, content.text, "") {}
            is CatalogState.Content.Failed -> showMessage("", content.text, content.retry) { presenter?.on(CatalogEvent.RetryTapped) }
            is CatalogState.Content.Rows ->
                showRows(
                    content.rows.map { row ->
                        Row(
                            row.id, row.name, row.detail, row.letter, row.label, pinned = false,
                            open = { presenter?.on(CatalogEvent.RowTapped(row.id)) }, actions = emptyList(),
                        )
                    },
                )
        }
        showNotice(null, null) {}
    }

    override fun onDestroy() {
        presenter?.close()
        super.onDestroy()
    }
}
