package dev.minihost.android.program

import android.annotation.TargetApi
import android.content.Context
import android.graphics.Insets
import android.os.Build
import android.util.AttributeSet
import android.view.LayoutInflater
import android.view.View
import android.view.WindowInsets
import android.view.WindowInsetsAnimation
import android.widget.Button
import android.widget.FrameLayout
import android.widget.TextView
import dev.minihost.Appearance
import dev.minihost.MiniHostException
import dev.minihost.OpenOptions
import dev.minihost.ProgramSession
import dev.minihost.Screen
import dev.minihost.android.MainThread
import dev.minihost.android.MiniPrograms
import dev.minihost.android.R
import dev.minihost.android.language
import dev.minihost.presenter.ProgramScreenEffect
import dev.minihost.presenter.ProgramScreenEvent
import dev.minihost.presenter.ProgramScreenPresenter
import dev.minihost.presenter.ProgramScreenState
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.launchIn
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.launch

/** How long a keyboard takes to come or go where the system does not say, in milliseconds. */
private const val USUAL_KEYBOARD_MS = 250

/** A program in a view: from "opening" through its pages to what is said when it stopped. */
public class MiniProgramView @JvmOverloads constructor(context: Context, attributes: AttributeSet? = null) :
    FrameLayout(context, attributes) {
    internal val page = PageView(context)
    private var scope: CoroutineScope? = null
    private var presenter: ProgramScreenPresenter? = null
    private var wanted: Wanted? = null
    private var shown = true
    private var safe: Edges = Edges(0, 0, 0, 0)
    private var reported: Screen? = null
    private var keyboardMs = USUAL_KEYBOARD_MS

    private class Wanted(val program: String, val name: String, val query: String)

    private data class Edges(val left: Int, val top: Int, val right: Int, val bottom: Int)

    /** The program is over or was left: take the view away. */
    public var onFinished: (() -> Unit)? = null

    /** The session that is shown, while there is one. */
    public val session: ProgramSession? get() = presenter?.session

    init {
        addView(page, LayoutParams(LayoutParams.MATCH_PARENT, LayoutParams.MATCH_PARENT))
        LayoutInflater.from(context).inflate(R.layout.minihost_program, this, true)
        page.visibility = View.INVISIBLE
        page.onFrame = ::frameCame
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) setWindowInsetsAnimationCallback(KeyboardTimes())
        findViewById<Button>(R.id.minihost_again).setOnClickListener { presenter?.on(ProgramScreenEvent.AgainTapped) }
        findViewById<Button>(R.id.minihost_leave).setOnClickListener {
            presenter?.on(ProgramScreenEvent.LeaveTapped) ?: onFinished?.invoke()
        }
    }

    /** Opens a program; what was open before is closed. */
    public fun open(program: String, name: String, query: String = "") {
        close()
        wanted = Wanted(program, name, query)
        text(R.id.minihost_opening_text, name)
        findViewById<View>(R.id.minihost_opening).visibility = View.VISIBLE
        findViewById<View>(R.id.minihost_stopped).visibility = View.GONE
        startWhenMeasured()
    }

    /** The platform's back gesture, to be given to the program. */
    public fun back(): Unit = presenter?.on(ProgramScreenEvent.Back) ?: onFinished?.invoke() ?: Unit

    /** The screen is in front, or no longer. */
    public fun setShown(shown: Boolean) {
        this.shown = shown
        presenter?.on(if (shown) ProgramScreenEvent.Shown else ProgramScreenEvent.Hidden)
    }

    /** Ends the program; the view can open another. */
    public fun close() {
        page.release()
        presenter?.close()
        presenter = null
        scope?.cancel()
        scope = null
        wanted = null
    }

    // A program lays its page out for a size, so it is opened when there is one.
    private fun startWhenMeasured() {
        val wanted = wanted ?: return
        if (presenter != null || scope != null || width == 0 || height == 0) return
        val scope = CoroutineScope(SupervisorJob() + MainThread).also { scope = it }
        scope.launch {
            val host =
                try {
                    MiniPrograms.host()
                } catch (broken: MiniHostException) {
                    val leave = context.getString(R.string.minihost_back)
                    val notice = ProgramScreenState.Content.Notice("", broken.userMessage(context.language), null, leave)
                    return@launch render(ProgramScreenState(wanted.name, notice))
                }
            val screen = screen().also { reported = it }
            val options = OpenOptions(screen, query = wanted.query)
            val presenter = ProgramScreenPresenter(host, wanted.program, wanted.name, options, scope)
            this@MiniProgramView.presenter = presenter
            if (!shown) presenter.on(ProgramScreenEvent.Hidden)
            presenter.state.onEach(::render).launchIn(scope)
            presenter.effects.onEach { if (it == ProgramScreenEffect.FINISH) onFinished?.invoke() }.launchIn(scope)
        }
    }

    internal fun render(state: ProgramScreenState) {
        val content = state.content
        val opening = findViewById<View>(R.id.minihost_opening)
        val notice = findViewById<View>(R.id.minihost_stopped)
        contentDescription = null
        accessibilityPaneTitleOf(state.title)
        notice.visibility = if (content is ProgramScreenState.Content.Notice) View.VISIBLE else View.GONE
        when (content) {
            is ProgramScreenState.Content.Opening -> {
                page.visibility = View.INVISIBLE
                opening.visibility = View.VISIBLE
                findViewById<TextView>(R.id.minihost_opening_letter).text = content.letter
                findViewById<TextView>(R.id.minihost_opening_text).text = content.text
            }
            // "Opening" goes when there is a frame to take its place.
            ProgramScreenState.Content.Running -> presenter?.session?.let(page::show)
            is ProgramScreenState.Content.Notice -> {
                page.release()
                page.visibility = View.INVISIBLE
                opening.visibility = View.GONE
                text(R.id.minihost_stopped_title, content.title)
                text(R.id.minihost_stopped_text, content.text)
                text(R.id.minihost_again, content.again.orEmpty())
                text(R.id.minihost_leave, content.leave)
            }
        }
    }

    private fun text(id: Int, words: String) {
        val view = findViewById<TextView>(id)
        view.text = words
        view.visibility = if (words.isEmpty()) View.GONE else View.VISIBLE
    }

    private fun accessibilityPaneTitleOf(title: String) {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) accessibilityPaneTitle = title
    }

    private fun frameCame() {
        if (page.visibility == View.VISIBLE) return
        page.visibility = View.VISIBLE
        findViewById<View>(R.id.minihost_opening).visibility = View.GONE
    }

    // ---- the screen as the core knows it

    private fun screen(): Screen {
        val metrics = resources.displayMetrics
        val density = metrics.density
        val configuration = resources.configuration
        val night = configuration.uiMode and android.content.res.Configuration.UI_MODE_NIGHT_MASK
        return Screen(
            width = width / density,
            height = height / density,
            pixelRatio = density,
            safeArea = dev.minihost.Insets(safe.top / density, safe.right / density, safe.bottom / density, safe.left / density),
            fontScale = configuration.fontScale,
            appearance =
                if (night == android.content.res.Configuration.UI_MODE_NIGHT_YES) Appearance.DARK else Appearance.LIGHT,
            language = context.language,
        )
    }

    private fun screenChanged() {
        if (width == 0 || height == 0) return
        val now = screen()
        if (now == reported) return
        val presenter = presenter ?: return
        reported = now
        presenter.on(ProgramScreenEvent.ScreenChanged(now))
    }

    override fun onSizeChanged(w: Int, h: Int, oldw: Int, oldh: Int) {
        super.onSizeChanged(w, h, oldw, oldh)
        screenChanged()
        // Insets come between measuring and the next turn of the main thread.
        post(::startWhenMeasured)
    }

    override fun onConfigurationChanged(newConfig: android.content.res.Configuration) {
        super.onConfigurationChanged(newConfig)
        post(::screenChanged)
    }

    override fun onApplyWindowInsets(insets: WindowInsets): WindowInsets {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
            val bars: Insets = insets.getInsets(WindowInsets.Type.systemBars() or WindowInsets.Type.displayCutout())
            safe = Edges(bars.left, bars.top, bars.right, bars.bottom)
            page.keyboard(covers(insets.getInsets(WindowInsets.Type.ime()).bottom), keyboardMs)
        } else {
            @Suppress("DEPRECATION")
            safe = Edges(insets.stableInsetLeft, insets.stableInsetTop, insets.stableInsetRight, insets.stableInsetBottom)
            @Suppress("DEPRECATION")
            page.keyboard(covers((insets.systemWindowInsetBottom - insets.stableInsetBottom).coerceAtLeast(0)), keyboardMs)
        }
        screenChanged()
        return insets
    }

    /** How much of this view is below what covers so much of the window. */
    private fun covers(ofWindow: Int): Int {
        if (height == 0) return ofWindow
        val place = IntArray(2).also(::getLocationInWindow)
        return (ofWindow - (rootView.height - place[1] - height).coerceAtLeast(0)).coerceIn(0, height)
    }

    /** Hears how long the keyboard takes, before the insets say where it ends. */
    @TargetApi(Build.VERSION_CODES.R)
    private inner class KeyboardTimes : WindowInsetsAnimation.Callback(DISPATCH_MODE_CONTINUE_ON_SUBTREE) {
        override fun onPrepare(animation: WindowInsetsAnimation) {
            if (animation.typeMask and WindowInsets.Type.ime() != 0) keyboardMs = animation.durationMillis.toInt().coerceAtLeast(0)
        }

        override fun onProgress(insets: WindowInsets, running: List<WindowInsetsAnimation>): WindowInsets = insets
    }
}
