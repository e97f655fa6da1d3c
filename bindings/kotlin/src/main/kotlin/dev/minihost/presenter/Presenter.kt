package dev.minihost.presenter

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.cancel
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.receiveAsFlow

/**
 * What a screen shows and what it does, without a screen: a view renders [state] and hands events to [on]. All decisions (words, order,
 * what is enabled) are made here and tested on a plain JVM; a view makes none.
 *
 * Events may come on any thread, one at a time; a view sends them from its own.
 */
public abstract class Presenter<State : Any, Event : Any, Effect : Any> internal constructor(first: State, parent: CoroutineScope) :
    AutoCloseable {
    /** Ends with the presenter. */
    internal val scope: CoroutineScope = CoroutineScope(parent.coroutineContext + Job(parent.coroutineContext[Job]))
    internal val states: MutableStateFlow<State> = MutableStateFlow(first)
    private val wished = Channel<Effect>(Channel.BUFFERED)

    /** What to show. */
    public val state: StateFlow<State> = states.asStateFlow()

    /** What only the app can do (go to another screen), each once. */
    public val effects: Flow<Effect> = wished.receiveAsFlow()

    /** Something happened. */
    public abstract fun on(event: Event)

    internal fun wish(effect: Effect) {
        wished.trySend(effect)
    }

    /** The screen is gone. */
    override fun close(): Unit = scope.cancel()
}

/** A state with a name: previews and screenshots are made from these, and every state a view must know is among them. */
public data class Sample<State>(
    /** Short, in English, fit for a file's name. */
    val name: String,
    /** The state. */
    val state: State,
)
