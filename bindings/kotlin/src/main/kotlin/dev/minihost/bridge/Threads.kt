package dev.minihost.bridge

import com.sun.jna.Native

/** Set while a Java thread is inside the core, which may call back on the same thread. */
private val insideCore = ThreadLocal<Boolean>()

private val kept = ThreadLocal<Boolean>()

/** Calls the core. */
internal inline fun <T> crossing(call: () -> T): T {
    val before = enterCore()
    try {
        return call()
    } finally {
        leaveCore(before)
    }
}

internal fun enterCore(): Boolean? {
    val before = insideCore.get()
    insideCore.set(true)
    return before
}

internal fun leaveCore(before: Boolean?) {
    if (before == null) insideCore.remove() else insideCore.set(before)
}

/**
 * To be called at the beginning of each call from the core. JNA attaches a thread of the core to the JVM for each call and detaches it
 * again, which costs more than the call; this has it stay attached until the thread ends. A Java thread that called the core is left
 * alone: it belongs to the JVM.
 */
internal fun keepAttached() {
    if (insideCore.get() == null && kept.get() == null) {
        kept.set(true)
        Native.detach(false)
        Thread.currentThread().name = "minihost"
    }
}
