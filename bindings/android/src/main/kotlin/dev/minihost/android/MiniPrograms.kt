package dev.minihost.android

import android.content.Context
import android.content.Intent
import android.content.pm.PackageManager
import android.content.res.Configuration
import dev.minihost.Catalog
import dev.minihost.EntryPolicy
import dev.minihost.HostConfig
import dev.minihost.HostIdentity
import dev.minihost.Language
import dev.minihost.LinkPolicy
import dev.minihost.MiniHost
import dev.minihost.Ports
import dev.minihost.ProgramLimits
import dev.minihost.SharedPage
import dev.minihost.android.paint.Typefaces
import dev.minihost.android.ports.AssetCatalog
import dev.minihost.android.ports.PlatformDevice
import dev.minihost.android.ports.PlatformHttp
import dev.minihost.android.ports.PlatformImages
import dev.minihost.android.ports.PlatformShare
import dev.minihost.android.ports.PlatformText
import dev.minihost.android.program.ProgramActivity
import dev.minihost.android.ui.CatalogActivity
import dev.minihost.android.ui.UsedListActivity
import java.io.File
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.async

/** What an app may set; everything has a default. */
public class MiniProgramsConfig internal constructor(context: Context) {
    /** Stable technical name of the app. */
    public var hostId: String = context.packageName

    /** The app's name as its users know it. */
    public var hostName: String = context.applicationInfo.loadLabel(context.packageManager).toString()

    /** The app's version. */
    public var hostVersion: String =
        try {
            context.packageManager.getPackageInfo(context.packageName, 0).versionName.orEmpty()
        } catch (absent: PackageManager.NameNotFoundException) {
            ""
        }

    /** When the settings row shows. */
    public var entry: EntryPolicy = EntryPolicy()

    /** Limits of each program. */
    public var limits: ProgramLimits = ProgramLimits()

    /** A folder of the app's assets with programs and a `catalog.json`; an alternative to [catalog]. */
    public var programsInAssets: String? = null

    /** Where programs come from. */
    public var catalog: Catalog? = null

    /** Vets links out of programs; the default allows https alone. */
    public var links: LinkPolicy? = null

    /** Whether pages may be shared, by the system's own sheet: the capsule's menu offers it then. */
    public var sharing: Boolean = true

    /** The address by which other people's devices open a shared page, if there is one. */
    public var shareLink: (SharedPage) -> String? = { null }

    /** Fonts of programs; the device's own unless the app brings some. */
    public var typefaces: Typefaces = Typefaces.SYSTEM

    internal var change: (Ports) -> Ports = { it }

    /** Replaces what the SDK brings for network, device, pictures, notices. */
    public fun ports(change: (Ports) -> Ports) {
        this.change = change
    }
}

/** The SDK. Call [install] once, in `Application.onCreate`. */
public object MiniPrograms {
    /** What an XML preference's intent names. */
    public const val ACTION_OPEN_USED_LIST: String = "dev.minihost.action.USED_LIST"

    // What outlives screens: the host itself, and removals that a screen left behind.
    internal val scope = CoroutineScope(SupervisorJob() + Dispatchers.Default)
    private var make: (() -> Deferred<MiniHost>)? = null
    private var opening: Deferred<MiniHost>? = null

    internal var typefaces: Typefaces = Typefaces.SYSTEM
        private set

    /** Makes the host, off the main thread. Calling it again does nothing. */
    @Synchronized
    public fun install(context: Context, configure: MiniProgramsConfig.() -> Unit = {}) {
        if (opening != null) return
        val app = context.applicationContext
        val config = MiniProgramsConfig(app).apply(configure)
        typefaces = config.typefaces
        make = { scope.async(Dispatchers.IO) { create(app, config) } }
        opening = make?.invoke()
    }

    private suspend fun create(context: Context, config: MiniProgramsConfig): MiniHost {
        val catalog = config.catalog ?: config.programsInAssets?.let { AssetCatalog(context.assets, it) }
        val ports =
            Ports(
                http = PlatformHttp(context),
                text = PlatformText(config.typefaces),
                images = PlatformImages(),
                device = PlatformDevice(context),
                share = if (config.sharing) PlatformShare(context, config.shareLink) else null,
                links = config.links,
                catalog = catalog,
            )
        val host =
            HostConfig(
                folder = File(context.noBackupFilesDir, "minihost").path,
                identity = HostIdentity(config.hostId, config.hostName, config.hostVersion),
                entry = config.entry,
                limits = config.limits,
            )
        return MiniHost.create(host, config.change(ports))
    }

    /**
     * The host itself, when it is ready: for apps that draw their own screens, install packages or listen to events.
     *
     * @throws dev.minihost.MiniHostException when its folder cannot be used; the next call tries again.
     */
    public suspend fun host(): MiniHost =
        checkNotNull(current()) { "call MiniPrograms.install in Application.onCreate" }.await()

    @Synchronized
    private fun current(): Deferred<MiniHost>? {
        if (opening?.isCancelled == true) opening = make?.invoke()
        return opening
    }

    /** Opens the list of used programs: for hosts that draw their own row, for instance with Compose. */
    public fun usedIntent(context: Context): Intent = Intent(context, UsedListActivity::class.java)

    /** Opens what is on offer. */
    public fun catalogIntent(context: Context): Intent = Intent(context, CatalogActivity::class.java)

    /** Opens a program; [name] is its title while it is fetched. */
    public fun programIntent(context: Context, program: String, name: String): Intent =
        Intent(context, ProgramActivity::class.java)
            .putExtra(ProgramActivity.PROGRAM, program)
            .putExtra(ProgramActivity.NAME, name)

    /** Ends the host, as if the process had died: for tests. */
    internal suspend fun shutDown() {
        val before = synchronized(this) { opening.also { opening = null } } ?: return
        before.await().close()
    }
}

/** The language that screens speak: Chinese to whoever reads Chinese first, else English. */
internal fun Configuration.language(): Language = if (locales[0].language == "zh") Language.ZH else Language.EN

internal val Context.language: Language get() = resources.configuration.language()
