package dev.minihost.android

import android.os.Handler
import android.os.Looper
import kotlin.coroutines.CoroutineContext
import kotlinx.coroutines.CoroutineDispatcher

/** Android's main thread, without the library that brings `Dispatchers.Main`. */
internal object MainThread : CoroutineDispatcher() {
    private val handler by lazy { Handler(Looper.getMainLooper()) }

    // What is on the thread already runs at once: a screen that opens shows what is known in its first frame.
    override fun isDispatchNeeded(context: CoroutineContext): Boolean = Looper.myLooper() !== Looper.getMainLooper()

    override fun dispatch(context: CoroutineContext, block: Runnable) {
        handler.post(block)
    }
}
