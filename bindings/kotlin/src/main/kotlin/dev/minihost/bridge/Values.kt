package dev.minihost.bridge

import dev.minihost.Appearance
import dev.minihost.Bytes
import dev.minihost.CatalogEntry
import dev.minihost.Dialect
import dev.minihost.EntryPolicy
import dev.minihost.FieldEvent
import dev.minihost.HostConfig
import dev.minihost.HostEvent
import dev.minihost.Language
import dev.minihost.OpenOptions
import dev.minihost.PackageLabel
import dev.minihost.Problem
import dev.minihost.Screen
import dev.minihost.SessionState
import dev.minihost.SettingsEntry
import dev.minihost.Severity
import dev.minihost.StopReason
import dev.minihost.UsedProgram
import dev.minihost.generated.CatalogRow
import dev.minihost.generated.DialectKind
import dev.minihost.generated.EntryState
import dev.minihost.generated.FieldAction
import dev.minihost.generated.HostApp
import dev.minihost.generated.HostEvent as CoreEvent
import dev.minihost.generated.MiniHostConfig
import dev.minihost.generated.OpenRequest
import dev.minihost.generated.PackageInfo
import dev.minihost.generated.ProblemSeverity
import dev.minihost.generated.ProgramCaps
import dev.minihost.generated.ProgramProblem
import dev.minihost.generated.ProgramState
import dev.minihost.generated.RolloutPolicy
import dev.minihost.generated.ScreenEdges
import dev.minihost.generated.ScreenSpec
import dev.minihost.generated.StopCause
import dev.minihost.generated.UiAppearance
import dev.minihost.generated.UiLanguage
import dev.minihost.generated.UsedRow

internal fun Language.toCore(): UiLanguage =
    when (this) {
        Language.EN -> UiLanguage.EN
        Language.ZH -> UiLanguage.ZH
    }

internal fun DialectKind.toPublic(): Dialect =
    when (this) {
        DialectKind.WE_CHAT -> Dialect.WECHAT
        DialectKind.BYTE_DANCE -> Dialect.BYTEDANCE
        DialectKind.ALIPAY -> Dialect.ALIPAY
        DialectKind.BAIDU -> Dialect.BAIDU
    }

internal fun Dialect.toCore(): DialectKind =
    when (this) {
        Dialect.WECHAT -> DialectKind.WE_CHAT
        Dialect.BYTEDANCE -> DialectKind.BYTE_DANCE
        Dialect.ALIPAY -> DialectKind.ALIPAY
        Dialect.BAIDU -> DialectKind.BAIDU
    }

internal fun HostConfig.toCore() =
    MiniHostConfig(
        folder = folder,
        app = HostApp(identity.id, identity.name, identity.version),
        rollout = entry.toCore(),
        caps =
            ProgramCaps(
                packageBytes = limits.packageBytes.coerceAtLeast(0).toULong(),
                heapBytes = limits.heapBytes.coerceAtLeast(0).toULong(),
                taskMs = limits.taskMs.coerceAtLeast(0).toULong(),
            ),
        catalogFolder = catalogFolder,
        fontsFolder = fontsFolder,
    )

private fun EntryPolicy.toCore() =
    RolloutPolicy(
        minHostVersion = minHostVersion,
        startsAtMs = startsAtMs.coerceAtLeast(0).toULong(),
        rolloutPercent = rolloutPercent.coerceIn(0, 100).toUByte(),
        onlyWhenUsed = onlyWhenUsed,
    )

internal fun EntryState.toPublic() = SettingsEntry(visible, title, subtitle, usedCount.toInt())

internal fun UsedRow.toPublic() =
    UsedProgram(id, name, version, publisher, dialect.toPublic(), lastUsedMs.toLong(), pinned)

internal fun CatalogRow.toPublic() = CatalogEntry(id, name, description, version, publisher, dialect.toPublic())

internal fun PackageLabel.toCore() =
    PackageInfo(id, name, nameZh, version, publisher, icon?.toByteArray() ?: ByteArray(0))

internal fun Screen.toCore() =
    ScreenSpec(
        width = width,
        height = height,
        pixelRatio = pixelRatio,
        safeArea = ScreenEdges(safeArea.top, safeArea.right, safeArea.bottom, safeArea.left),
        fontScale = fontScale,
        appearance =
            when (appearance) {
                Appearance.LIGHT -> UiAppearance.LIGHT
                Appearance.DARK -> UiAppearance.DARK
            },
        language = language.toCore(),
    )

internal fun OpenOptions.toCore() = OpenRequest(screen.toCore(), path, query, scene.coerceAtLeast(0).toUInt())

internal fun FieldEvent.toCore() =
    when (this) {
        FieldEvent.FOCUSED -> FieldAction.FOCUSED
        FieldEvent.BLURRED -> FieldAction.BLURRED
        FieldEvent.CONFIRMED -> FieldAction.CONFIRMED
    }

internal fun ProgramProblem.toPublic() =
    Problem(
        kind = kind,
        severity =
            when (severity) {
                ProblemSeverity.HINT -> Severity.HINT
                ProblemSeverity.WARNING -> Severity.WARNING
                ProblemSeverity.BROKEN -> Severity.ERROR
            },
        message = message,
        file = file,
        line = line.toInt(),
        column = column.toInt(),
    )

internal fun StopCause.toPublic(): StopReason =
    when (this) {
        is StopCause.TimeBudget -> StopReason.TimeBudget
        is StopCause.OutOfMemory -> StopReason.OutOfMemory
        is StopCause.Flooded -> StopReason.Flooded(what)
        is StopCause.Internal -> StopReason.Internal(reason)
    }

internal fun ProgramState.toPublic(): SessionState =
    when (this) {
        is ProgramState.Opening -> SessionState.Opening
        is ProgramState.Visible -> SessionState.Visible
        is ProgramState.Hidden -> SessionState.Hidden
        is ProgramState.Closed -> SessionState.Closed
        is ProgramState.Stopped -> SessionState.Stopped(cause.toPublic())
    }

internal fun CoreEvent.toPublic(): HostEvent =
    when (this) {
        is CoreEvent.Opened -> HostEvent.Opened(program)
        is CoreEvent.Hidden -> HostEvent.Hidden(program)
        is CoreEvent.Closed -> HostEvent.Closed(program)
        is CoreEvent.Stopped -> HostEvent.Stopped(program, cause.toPublic())
        is CoreEvent.Problem -> HostEvent.ProblemFound(program, problem.toPublic())
        is CoreEvent.UsedListChanged -> HostEvent.UsedListChanged
    }

internal fun ByteArray.toBytes() = Bytes(this)
