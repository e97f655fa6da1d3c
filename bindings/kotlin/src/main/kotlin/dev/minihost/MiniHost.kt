package dev.minihost

import dev.minihost.bridge.CoreHost
import dev.minihost.bridge.CoreSession
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.channels.BufferOverflow
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableSharedFlow
import kotlinx.coroutines.flow.SharedFlow
import kotlinx.coroutines.flow.asSharedFlow
import kotlinx.coroutines.flow.conflate
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.onStart
import kotlinx.coroutines.withContext

/**
 * The host: made once per app, safe to share between threads.
 *
 * Functions that suspend may be called on any thread: they work on a dispatcher of their own. All of them throw [MiniHostException]; after
 * [close] they throw [MiniHostException.Closed], flows end in it, and no port or listener is called any more.
 */
public class MiniHost private constructor(private val dispatcher: CoroutineDispatcher) : AutoCloseable {
    private val scope = CoroutineScope(SupervisorJob() + dispatcher)

    // Events of a program must not wait for whoever looks at them: what nobody fetched in time is dropped, oldest first.
    private val heard = MutableSharedFlow<HostEvent>(extraBufferCapacity = 256, onBufferOverflow = BufferOverflow.DROP_OLDEST)
    private lateinit var core: CoreHost

    /** What happens to all programs of this host. A collector that is slower than 256 events loses the oldest. */
    public val events: SharedFlow<HostEvent> = heard.asSharedFlow()

    /** The settings row, now and whenever it changes. */
    public fun settingsEntry(language: Language): Flow<SettingsEntry> =
        whenUsedListChanges().map { core.settingsEntry(language) }.distinctUntilChanged().flowOn(dispatcher)

    /** Rows of "mini programs you've used", now and whenever they change: pinned ones first, then newest first. */
    public fun used(language: Language, limit: Int = 200): Flow<List<UsedProgram>> =
        whenUsedListChanges().map { core.used(language, limit, 0) }.distinctUntilChanged().flowOn(dispatcher)

    private fun whenUsedListChanges(): Flow<Unit> =
        events.onStart { emit(HostEvent.UsedListChanged) }.filter { it is HostEvent.UsedListChanged }.map {}.conflate()

    /** A part of the used list, once. */
    public suspend fun usedRows(language: Language, limit: Int, offset: Int = 0): List<UsedProgram> =
        work { core.used(language, limit, offset) }

    /** Takes a program off the used list, if wanted with its data and its package. Durable when it returns. True if it was there. */
    public suspend fun removeUsed(program: String, withData: Boolean = false): Boolean =
        work { core.removeUsed(program, withData) }

    /** Keeps a program on top of the used list, or no longer. True if it is on the list. */
    public suspend fun setPinned(program: String, pinned: Boolean): Boolean = work { core.setPinned(program, pinned) }

    /** Empties the used list. Durable when it returns. */
    public suspend fun clearUsed(): Unit = work { core.clearUsed() }

    /** What is on offer, in the order to show it. */
    public suspend fun catalog(language: Language): List<CatalogEntry> = work { core.catalog(language) }

    /** A program's picture, PNG or SVG; none when it has none. */
    public suspend fun icon(program: String): ByteArray? = work { core.icon(program) }

    /** Checks a package that the app brings and keeps it; durable when it returns. */
    public suspend fun install(label: PackageLabel, archive: ByteArray): Dialect = work { core.installBytes(label, archive) }

    /** The same from an archive or, for a program's author, from a folder. */
    public suspend fun install(label: PackageLabel, path: String): Dialect = work { core.installFile(label, path) }

    /** Opens a program: from the store if the catalog has nothing newer, else fetched and installed first. */
    public suspend fun open(program: String, options: OpenOptions): ProgramSession =
        started { listener -> core.open(program, options, listener) }

    /** Opens a folder or an archive without installing it, for its author. */
    public suspend fun openPath(path: String, options: OpenOptions): ProgramSession =
        started { listener -> core.openPath(path, options, listener) }

    /** Not cancellable: a program that was opened is handed to somebody who closes it. */
    private suspend fun started(open: (ProgramSession.Listener) -> CoreSession): ProgramSession =
        withContext(NonCancellable + dispatcher) { ProgramSession.start(open) }

    private suspend fun <T> work(call: () -> T): T = withContext(dispatcher) { call() }

    /**
     * Ends all programs, waits until their threads are gone, and gives the folder free: when it returns, the same folder can be opened
     * again, whoever still holds this object or a session. Takes the time that programs take to end: not for the main thread.
     */
    override fun close() {
        core.close()
        scope.cancel()
    }

    public companion object {
        /** Opens the host's state. */
        public suspend fun create(
            config: HostConfig,
            ports: Ports = Ports(),
            dispatcher: CoroutineDispatcher = Dispatchers.IO,
        ): MiniHost =
            withContext(dispatcher) {
                val host = MiniHost(dispatcher)
                host.core = CoreHost(config, ports, host.scope) { host.heard.tryEmit(it) }
                host
            }
    }
}
