package dev.minihost.bridge

import dev.minihost.CatalogEntry
import dev.minihost.Dialect
import dev.minihost.HostConfig
import dev.minihost.HostEvent
import dev.minihost.Language
import dev.minihost.LogLevel
import dev.minihost.LogLine
import dev.minihost.OpenOptions
import dev.minihost.PackageLabel
import dev.minihost.Ports
import dev.minihost.ProgramSession
import dev.minihost.SettingsEntry
import dev.minihost.UsedProgram
import dev.minihost.generated.HostEvent as CoreEvent
import dev.minihost.generated.HostListener
import dev.minihost.generated.LogImportance
import dev.minihost.generated.LogPort
import dev.minihost.generated.LogRow
import dev.minihost.generated.MiniHost
import dev.minihost.generated.ProgramListener
import dev.minihost.generated.ProgramState
import dev.minihost.generated.setLogPort
import kotlinx.coroutines.CoroutineScope

/** The core's host, with our types. Each function calls the core on the caller's thread. */
internal class CoreHost(config: HostConfig, ports: Ports, scope: CoroutineScope, tell: (HostEvent) -> Unit) {
    private val host: MiniHost = core {
        MiniHost(
            config.toCore(),
            ports.toCore(scope),
            object : HostListener {
                override fun onEvent(event: CoreEvent) = port { tell(event.toPublic()) }
            },
        )
    }

    fun settingsEntry(language: Language): SettingsEntry = core { host.settingsEntry(language.toCore()).toPublic() }

    fun used(language: Language, limit: Int, offset: Int): List<UsedProgram> = core {
        host.used(language.toCore(), limit.coerceAtLeast(0).toUInt(), offset.coerceAtLeast(0).toUInt()).map { it.toPublic() }
    }

    fun removeUsed(program: String, withData: Boolean): Boolean = core { host.removeUsed(program, withData) }

    fun setPinned(program: String, pinned: Boolean): Boolean = core { host.setPinned(program, pinned) }

    fun clearUsed() = core { host.clearUsed() }

    fun catalog(language: Language): List<CatalogEntry> = core { host.catalog(language.toCore()).map { it.toPublic() } }

    fun icon(program: String): ByteArray? = core { host.icon(program) }

    fun installBytes(label: PackageLabel, archive: ByteArray): Dialect =
        core { host.installBytes(label.toCore(), archive).toPublic() }

    fun installFile(label: PackageLabel, path: String): Dialect = core { host.installFile(label.toCore(), path).toPublic() }

    fun open(program: String, options: OpenOptions, listener: ProgramSession.Listener): CoreSession =
        core { CoreSession(host.open(program, options.toCore(), listener.toCore())) }

    fun openPath(path: String, options: OpenOptions, listener: ProgramSession.Listener): CoreSession =
        core { CoreSession(host.openPath(path, options.toCore(), listener.toCore())) }

    fun close() {
        try {
            crossing { host.shutDown() }
        } catch (released: IllegalStateException) {
            // Closed before: that is what is wanted.
            return
        }
        host.close()
    }
}

private fun ProgramSession.Listener.toCore() =
    object : ProgramListener {
        override fun frameReady() = port { this@toCore.frameReady() }

        override fun stateChanged(state: ProgramState) = port { this@toCore.stateChanged(state.toPublic()) }
    }

/** The core's log, with our types. */
internal object CoreLogs {
    fun sendTo(least: LogLevel, sink: ((List<LogLine>) -> Unit)?): Boolean {
        val target =
            sink?.let {
                object : LogPort {
                    override fun lines(lines: List<LogRow>) = port { sink(lines.map { it.toPublic() }) }
                }
            }
        return crossing { setLogPort(target, least.toCore()) }
    }

    private fun LogRow.toPublic() =
        LogLine(
            level =
                when (importance) {
                    LogImportance.TRACE -> LogLevel.TRACE
                    LogImportance.DEBUG -> LogLevel.DEBUG
                    LogImportance.INFO -> LogLevel.INFO
                    LogImportance.WARN -> LogLevel.WARN
                    LogImportance.BUG -> LogLevel.ERROR
                },
            target = target,
            message = message,
            timeMs = timeMs.toLong(),
        )

    private fun LogLevel.toCore() =
        when (this) {
            LogLevel.TRACE -> LogImportance.TRACE
            LogLevel.DEBUG -> LogImportance.DEBUG
            LogLevel.INFO -> LogImportance.INFO
            LogLevel.WARN -> LogImportance.WARN
            LogLevel.ERROR -> LogImportance.BUG
        }
}
