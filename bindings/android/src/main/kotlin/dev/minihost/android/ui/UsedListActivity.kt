package dev.minihost.android.ui

import android.app.AlertDialog
import android.view.MenuItem
import android.widget.Toolbar
import dev.minihost.MiniHost
import dev.minihost.android.MiniPrograms
import dev.minihost.android.R
import dev.minihost.android.language
import dev.minihost.presenter.UsedListEffect
import dev.minihost.presenter.UsedListEvent
import dev.minihost.presenter.UsedListPresenter
import dev.minihost.presenter.UsedListState
import kotlinx.coroutines.flow.launchIn
import kotlinx.coroutines.flow.onEach

/** "Mini programs you've used". */
public class UsedListActivity : ListScreen() {
    private var presenter: UsedListPresenter? = null
    private var question: AlertDialog? = null

    override fun begin(host: MiniHost) {
        val presenter = UsedListPresenter(host, language, scope).also { presenter = it }
        presenter.state.onEach(::render).launchIn(scope)
        presenter.effects.onEach { if (it is UsedListEffect.OpenProgram) open(it.id, it.name) }.launchIn(scope)
    }

    internal fun render(state: UsedListState) {
        showTitle(state.title)
        menu(state)
        when (val content = state.content) {
            UsedListState.Content.Loading -> showLoading()
            is UsedListState.Content.Empty ->
                showMessage(content.title, content.text, getString(R.string.minihost_discover)) { discover() }
            is UsedListState.Content.Failed -> showMessage("", content.text, content.retry) { on(UsedListEvent.RetryTapped) }
            is UsedListState.Content.Rows ->
                showRows(
                    content.rows.map { row ->
                        val pin = RowAction(row.pinAction) { on(UsedListEvent.PinTapped(row.id)) }
                        val remove = RowAction(row.removeAction) { on(UsedListEvent.RemoveTapped(row.id)) }
                        Row(
                            row.id, row.name, row.detail, row.letter, row.label, row.pinned,
                            open = { on(UsedListEvent.RowTapped(row.id)) }, actions = listOf(pin, remove),
                        )
                    },
                )
        }
        showNotice(state.notice?.text, state.notice?.undo) { on(UsedListEvent.UndoTapped) }
        ask(state.question)
    }

    private fun menu(state: UsedListState) {
        val menu = findViewById<Toolbar>(R.id.minihost_bar).menu
        menu.clear()
        if (state.content !is UsedListState.Content.Empty) {
            menu.add(0, R.id.minihost_discover, 0, R.string.minihost_discover)
                .setIcon(R.drawable.minihost_discover)
                .setShowAsAction(MenuItem.SHOW_AS_ACTION_ALWAYS)
        }
        state.clear?.let { menu.add(0, R.id.minihost_clear, 1, it).setShowAsAction(MenuItem.SHOW_AS_ACTION_NEVER) }
        findViewById<Toolbar>(R.id.minihost_bar).setOnMenuItemClickListener {
            if (it.itemId == R.id.minihost_clear) on(UsedListEvent.ClearTapped) else discover()
            true
        }
    }

    private fun ask(asked: UsedListState.Question?) {
        if (asked == null) {
            question?.dismiss()
            question = null
            return
        }
        if (question != null) return
        question =
            AlertDialog.Builder(this)
                .setTitle(asked.title)
                .setMessage(asked.text)
                .setPositiveButton(asked.confirm) { _, _ -> on(UsedListEvent.Confirmed) }
                .setNegativeButton(asked.cancel) { _, _ -> on(UsedListEvent.Declined) }
                .setOnCancelListener { on(UsedListEvent.Declined) }
                .show()
    }

    private fun discover() = startActivity(MiniPrograms.catalogIntent(this))

    private fun on(event: UsedListEvent) = presenter?.on(event) ?: Unit

    override fun onDestroy() {
        question?.dismiss()
        // What the user removed stays removed, though the screen is gone.
        presenter?.close(MiniPrograms.scope)
        super.onDestroy()
    }
}
