package dev.minihost.bridge

import dev.minihost.Language
import dev.minihost.MiniHostException
import dev.minihost.PortException
import dev.minihost.generated.InternalException
import dev.minihost.generated.MiniHostException as CoreException
import dev.minihost.generated.PortException as CorePortException
import dev.minihost.generated.errorText
import kotlin.coroutines.cancellation.CancellationException

/** Calls the core; what it throws becomes a [MiniHostException]. */
internal inline fun <T> core(call: () -> T): T =
    try {
        crossing(call)
    } catch (error: CoreException) {
        throw error.toPublic()
    } catch (error: InternalException) {
        throw CoreException.Internal(error.message.orEmpty()).toPublic()
    } catch (error: IllegalStateException) {
        // The generated code's word for a handle that was released.
        throw CoreException.Closed().toPublic()
    }

internal fun CoreException.toPublic(): MiniHostException {
    val words = { language: Language -> errorText(this, language.toCore()) }
    return when (this) {
        is CoreException.Misuse -> MiniHostException.Misuse(reason, this, words)
        is CoreException.Closed -> MiniHostException.Closed("already closed", this, words)
        is CoreException.NoSuchProgram -> MiniHostException.NoSuchProgram("no program \"$program\"", this, words)
        is CoreException.Unavailable -> MiniHostException.Unavailable(reason, this, words)
        is CoreException.PackageRefused -> MiniHostException.PackageRefused(reason, this, words)
        is CoreException.NotSupported -> MiniHostException.NotSupported(reason, this, words)
        is CoreException.NoSpace -> MiniHostException.NoSpace("there is no room left on the device", this, words)
        is CoreException.Store -> MiniHostException.Store(reason, this, words)
        is CoreException.Internal -> MiniHostException.Internal(reason, this, words)
    }
}

/**
 * Runs a port's method for the core. Errors of the JVM (no memory, a failed assertion) must not pass either: the generated code only catches
 * exceptions, and the core would read a result that was never written.
 */
internal inline fun <T> port(method: () -> T): T {
    keepAttached()
    try {
        return method()
    } catch (thrown: Throwable) {
        throw thrown.toCore()
    }
}

internal fun Throwable.toCore(): CorePortException =
    when (this) {
        is CorePortException -> this
        is PortException.Unsupported -> CorePortException.Unsupported()
        is PortException.Denied -> CorePortException.Denied(reason)
        is PortException.Cancelled, is CancellationException -> CorePortException.Cancelled()
        is PortException.Timeout -> CorePortException.Timeout()
        is PortException.Failed -> CorePortException.Failed(reason)
        // Its class, not its message: that may hold what a user typed, and the program sees the reason.
        else -> CorePortException.Failed("the host's code threw ${this::class.java.name}")
    }
