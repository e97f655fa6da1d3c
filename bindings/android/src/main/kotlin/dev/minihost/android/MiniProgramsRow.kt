package dev.minihost.android

import android.content.Context
import android.util.AttributeSet
import android.view.LayoutInflater
import android.view.View
import android.view.accessibility.AccessibilityNodeInfo
import android.widget.Button
import android.widget.LinearLayout
import android.widget.TextView
import dev.minihost.MiniHostException
import dev.minihost.presenter.SettingsRowEvent
import dev.minihost.presenter.SettingsRowPresenter
import dev.minihost.presenter.SettingsRowState
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.launchIn
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.launch

/** The one row that a host adds to its settings. It shows and hides itself. */
public class MiniProgramsRow @JvmOverloads constructor(context: Context, attributes: AttributeSet? = null) :
    LinearLayout(context, attributes) {
    private var scope: CoroutineScope? = null
    private var presenter: SettingsRowPresenter? = null

    init {
        orientation = HORIZONTAL
        LayoutInflater.from(context).inflate(R.layout.minihost_row, this, true)
        val typed = context.obtainStyledAttributes(intArrayOf(android.R.attr.selectableItemBackground))
        foreground = typed.getDrawable(0)
        typed.recycle()
        val edge = resources.getDimensionPixelSize(R.dimen.minihost_edge)
        val above = resources.getDimensionPixelSize(R.dimen.minihost_row_padding)
        setPaddingRelative(edge, above, edge, above)
        minimumHeight = resources.getDimensionPixelSize(R.dimen.minihost_row_height)
        gravity = android.view.Gravity.CENTER_VERTICAL
        isFocusable = true
        visibility = GONE
        setOnClickListener { presenter?.on(SettingsRowEvent.TAPPED) }
    }

    override fun onAttachedToWindow() {
        super.onAttachedToWindow()
        if (isInEditMode) return
        val scope = CoroutineScope(SupervisorJob() + MainThread).also { scope = it }
        scope.launch {
            val host =
                try {
                    MiniPrograms.host()
                } catch (broken: MiniHostException) {
                    // A settings screen opens though our folder does not; there is just no row.
                    return@launch
                }
            val presenter = SettingsRowPresenter(host, context.language, scope).also { presenter = it }
            presenter.state.onEach(::render).launchIn(scope)
            presenter.effects.onEach { context.startActivity(MiniPrograms.usedIntent(context)) }.launchIn(scope)
        }
    }

    override fun onDetachedFromWindow() {
        super.onDetachedFromWindow()
        scope?.cancel()
        scope = null
        presenter = null
    }

    internal fun render(state: SettingsRowState) {
        visibility = if (state is SettingsRowState.Shown) VISIBLE else GONE
        if (state !is SettingsRowState.Shown) return
        findViewById<TextView>(R.id.minihost_row_title).text = state.title
        val subtitle = findViewById<TextView>(R.id.minihost_row_subtitle)
        subtitle.text = state.subtitle
        subtitle.visibility = if (state.subtitle.isEmpty()) View.GONE else View.VISIBLE
        contentDescription = state.label
    }

    override fun onInitializeAccessibilityNodeInfo(info: AccessibilityNodeInfo) {
        super.onInitializeAccessibilityNodeInfo(info)
        info.className = Button::class.java.name
    }
}
