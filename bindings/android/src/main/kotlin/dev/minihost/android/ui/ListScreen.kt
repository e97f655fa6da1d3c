package dev.minihost.android.ui

import android.app.Activity
import android.os.Build
import android.os.Bundle
import android.util.TypedValue
import android.view.View
import android.widget.Button
import android.widget.ListView
import android.widget.TextView
import android.widget.Toolbar
import dev.minihost.MiniHost
import dev.minihost.MiniHostException
import dev.minihost.android.MainThread
import dev.minihost.android.MiniPrograms
import dev.minihost.android.R
import dev.minihost.android.language
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.launch

private const val HEADING_DP = 22f
private const val LARGEST_HEADING = 1.3f

/** What the two lists share: bar, rows, the message that stands where rows would, and a bar for what happened. */
public abstract class ListScreen internal constructor() : Activity() {
    internal val scope: CoroutineScope = CoroutineScope(SupervisorJob() + MainThread)
    internal lateinit var rows: RowsAdapter
        private set

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        edgeToEdge()
        setContentView(R.layout.minihost_list)
        val bar = findViewById<Toolbar>(R.id.minihost_bar)
        bar.setNavigationIcon(R.drawable.minihost_back)
        bar.setNavigationContentDescription(R.string.minihost_back)
        bar.setNavigationOnClickListener { finish() }
        rows = RowsAdapter(this, scope)
        val list = findViewById<ListView>(R.id.minihost_rows)
        list.adapter = rows
        list.itemsCanFocus = true
        keepClear(bar, list)
        start()
    }

    private fun start() {
        showLoading()
        scope.launch {
            try {
                begin(MiniPrograms.host())
            } catch (broken: MiniHostException) {
                showMessage("", broken.userMessage(language), getString(R.string.minihost_retry)) { start() }
            }
        }
    }

    /** The host is ready. */
    internal abstract fun begin(host: MiniHost)

    private fun keepClear(bar: Toolbar, list: ListView) {
        val above = bar.paddingTop
        val below = list.paddingBottom
        val notice = findViewById<View>(R.id.minihost_notice)
        val margins = notice.layoutParams as android.view.ViewGroup.MarginLayoutParams
        val gap = margins.bottomMargin
        findViewById<View>(R.id.minihost_screen).clearOfBars { left, top, right, bottom ->
            bar.setPadding(left, above + top, right, bar.paddingBottom)
            list.setPadding(left, list.paddingTop, right, below + bottom)
            margins.bottomMargin = gap + bottom
            notice.layoutParams = margins
        }
    }

    internal fun showTitle(words: String) {
        title = words
        val bar = findViewById<Toolbar>(R.id.minihost_bar)
        bar.title = words
        // A heading is large already: at the largest text size it would push its buttons off the screen.
        val text = (0 until bar.childCount).map(bar::getChildAt).filterIsInstance<TextView>().firstOrNull()
        val scale = resources.configuration.fontScale.coerceAtMost(LARGEST_HEADING)
        text?.setTextSize(TypedValue.COMPLEX_UNIT_DIP, HEADING_DP * scale)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) {
            findViewById<View>(R.id.minihost_screen).accessibilityPaneTitle = words
        }
    }

    /** One of three: a turning wheel, rows, or a message with a button. */
    internal fun showLoading() = show(loading = true, rows = false, message = false)

    internal fun showRows(new: List<Row>) {
        rows.show(new)
        show(loading = false, rows = true, message = false)
    }

    internal fun showMessage(title: String, text: String, button: String, onButton: () -> Unit) {
        rows.show(emptyList())
        findViewById<TextView>(R.id.minihost_message_title).also {
            it.text = title
            it.visibility = if (title.isEmpty()) View.GONE else View.VISIBLE
        }
        findViewById<TextView>(R.id.minihost_message_text).text = text
        val view = findViewById<Button>(R.id.minihost_message_button)
        view.text = button
        view.visibility = if (button.isEmpty()) View.GONE else View.VISIBLE
        view.setOnClickListener { onButton() }
        show(loading = false, rows = false, message = true)
    }

    private fun show(loading: Boolean, rows: Boolean, message: Boolean) {
        fun View.shownIf(shown: Boolean) {
            visibility = if (shown) View.VISIBLE else View.GONE
        }
        findViewById<View>(R.id.minihost_loading).shownIf(loading)
        findViewById<View>(R.id.minihost_rows).shownIf(rows)
        findViewById<View>(R.id.minihost_message).shownIf(message)
    }

    internal fun showNotice(text: String?, button: String?, onButton: () -> Unit) {
        val bar = findViewById<View>(R.id.minihost_notice)
        bar.visibility = if (text == null) View.GONE else View.VISIBLE
        findViewById<TextView>(R.id.minihost_notice_text).text = text
        val action = findViewById<Button>(R.id.minihost_notice_button)
        action.text = button
        action.visibility = if (button == null) View.GONE else View.VISIBLE
        action.setOnClickListener { onButton() }
    }

    internal fun open(program: String, name: String) = startActivity(MiniPrograms.programIntent(this, program, name))

    override fun onDestroy() {
        super.onDestroy()
        scope.cancel()
    }
}
