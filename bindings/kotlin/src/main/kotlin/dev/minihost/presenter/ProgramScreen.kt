package dev.minihost.presenter

import dev.minihost.Language
import dev.minihost.MiniHost
import dev.minihost.MiniHostException
import dev.minihost.OpenOptions
import dev.minihost.ProgramSession
import dev.minihost.Screen
import dev.minihost.SessionState
import dev.minihost.StopReason
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Job
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

/**
 * The screen of one program. The capsule with its menu, bars, notices and questions are drawn by the core as part of the program's frames
 * and answered by it; this says what stands around: opening, running, stopped, failed.
 */
public data class ProgramScreenState(
    /** The program's name, for the window's title and screen readers. */
    val title: String,
    /** What fills the screen. */
    val content: Content,
) {
    /** What fills the screen. */
    public sealed interface Content {
        /** The program is fetched and started; [letter] stands for its picture. */
        public data class Opening(val text: String, val letter: String) : Content

        /** Frames of the presenter's session fill the screen. */
        public data object Running : Content

        /** It did not open, or was stopped: words and what can be done. */
        public data class Notice(val title: String, val text: String, val again: String?, val leave: String) : Content
    }
}

/** What happens to the screen. */
public sealed interface ProgramScreenEvent {
    /** The platform's back gesture. */
    public data object Back : ProgramScreenEvent

    /** Open it again, after it failed or was stopped. */
    public data object AgainTapped : ProgramScreenEvent

    /** Leave, after it failed or was stopped. */
    public data object LeaveTapped : ProgramScreenEvent

    /** The screen is in front. */
    public data object Shown : ProgramScreenEvent

    /** Another app or screen covers it. */
    public data object Hidden : ProgramScreenEvent

    /** Another size, appearance, language or text size. */
    public data class ScreenChanged(val screen: Screen) : ProgramScreenEvent
}

/** What the app does then. */
public enum class ProgramScreenEffect {
    /** Leaves the program's screen. */
    FINISH,
}

/** What the presenter needs of a session; tests have their own. */
internal interface RunningProgram {
    val session: ProgramSession?

    suspend fun untilOver(): SessionState

    fun back()

    fun show()

    fun hide()

    fun setScreen(screen: Screen)

    suspend fun close()
}

private class Running(override val session: ProgramSession) : RunningProgram {
    override suspend fun untilOver() = session.state.first { it.isOver }

    override fun back() = session.back()

    override fun show() = session.show()

    override fun hide() = session.hide()

    override fun setScreen(screen: Screen) = session.setScreen(screen)

    override suspend fun close() = session.close()
}

/** See [ProgramScreenState]. */
public class ProgramScreenPresenter internal constructor(
    private val name: String,
    private val language: Language,
    private var screen: Screen,
    parent: CoroutineScope,
    private val open: suspend (Screen) -> RunningProgram,
) : Presenter<ProgramScreenState, ProgramScreenEvent, ProgramScreenEffect>(opening(name, language), parent) {
    public constructor(host: MiniHost, program: String, name: String, options: OpenOptions, scope: CoroutineScope) :
        this(name, options.screen.language, options.screen, scope, { screen -> Running(host.open(program, options.copy(screen = screen))) })

    private var life: Job? = null
    private var hidden = false

    @Volatile private var running: RunningProgram? = null

    /** Where frames come from and touches go, while the content is [ProgramScreenState.Content.Running]. */
    public val session: ProgramSession? get() = running?.session

    init {
        start()
    }

    private fun start() {
        life?.cancel()
        states.value = opening(name, language)
        // Not cancelled before it began: what was opened must be closed.
        life =
            scope.launch(start = CoroutineStart.UNDISPATCHED) {
                val opened =
                    try {
                        open(screen)
                    } catch (error: MiniHostException) {
                        states.update { it.copy(content = failed(error, language)) }
                        return@launch
                    }
                try {
                    running = opened
                    if (hidden) opened.hide()
                    opened.setScreen(screen)
                    states.update { it.copy(content = ProgramScreenState.Content.Running) }
                    when (val end = opened.untilOver()) {
                        is SessionState.Stopped -> states.update { it.copy(content = stopped(name, end.reason, language)) }
                        else -> wish(ProgramScreenEffect.FINISH)
                    }
                } finally {
                    running = null
                    withContext(NonCancellable) { opened.close() }
                }
            }
    }

    override fun on(event: ProgramScreenEvent) {
        when (event) {
            ProgramScreenEvent.Back -> running?.back() ?: wish(ProgramScreenEffect.FINISH)
            ProgramScreenEvent.AgainTapped ->
                if ((state.value.content as? ProgramScreenState.Content.Notice)?.again != null) start()
            ProgramScreenEvent.LeaveTapped -> wish(ProgramScreenEffect.FINISH)
            ProgramScreenEvent.Shown -> {
                hidden = false
                running?.show()
            }
            ProgramScreenEvent.Hidden -> {
                hidden = true
                running?.hide()
            }
            is ProgramScreenEvent.ScreenChanged -> {
                screen = event.screen
                running?.setScreen(event.screen)
            }
        }
    }

    public companion object {
        private fun opening(name: String, language: Language) =
            ProgramScreenState(
                name,
                ProgramScreenState.Content.Opening(Words.OPENING.of(language, name), letterOf(name)),
            )

        private fun failed(error: MiniHostException, language: Language): ProgramScreenState.Content {
            val again =
                when (error) {
                    // Trying again helps with these alone.
                    is MiniHostException.Unavailable, is MiniHostException.NoSpace, is MiniHostException.Store -> Words.RETRY.of(language)
                    else -> null
                }
            return ProgramScreenState.Content.Notice("", error.userMessage(language), again, Words.BACK.of(language))
        }

        private fun stopped(name: String, reason: StopReason, language: Language): ProgramScreenState.Content {
            val text =
                when (reason) {
                    is StopReason.TimeBudget -> Words.STOPPED_TIME
                    is StopReason.OutOfMemory -> Words.STOPPED_MEMORY
                    is StopReason.Flooded -> Words.STOPPED_FLOOD
                    is StopReason.Internal -> Words.STOPPED_INTERNAL
                }
            return ProgramScreenState.Content.Notice(
                Words.STOPPED_TITLE.of(language, name),
                text.of(language),
                Words.REOPEN.of(language),
                Words.BACK.of(language),
            )
        }

        /** Every state that a view must know. */
        public fun samples(language: Language): List<Sample<ProgramScreenState>> {
            val name = if (language == Language.ZH) "待办清单" else "To-do"
            val offline = if (language == Language.ZH) "小程序加载失败，请稍后重试。" else "The mini program cannot be loaded. Try again later."
            fun state(content: ProgramScreenState.Content) = ProgramScreenState(name, content)
            return listOf(
                Sample("opening", opening(name, language)),
                Sample("running", state(ProgramScreenState.Content.Running)),
                Sample("failed", state(ProgramScreenState.Content.Notice("", offline, Words.RETRY.of(language), Words.BACK.of(language)))),
                Sample("stopped-time", state(stopped(name, StopReason.TimeBudget, language))),
                Sample("stopped-memory", state(stopped(name, StopReason.OutOfMemory, language))),
                Sample("stopped-flood", state(stopped(name, StopReason.Flooded(""), language))),
                Sample("stopped-internal", state(stopped(name, StopReason.Internal(""), language))),
            )
        }
    }
}
