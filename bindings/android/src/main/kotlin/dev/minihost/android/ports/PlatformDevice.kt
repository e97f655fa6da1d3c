package dev.minihost.android.ports

import android.Manifest
import android.annotation.SuppressLint
import android.content.ClipData
import android.content.ClipboardManager
import android.content.Context
import android.net.ConnectivityManager
import android.net.NetworkCapabilities
import android.os.Build
import android.os.VibrationEffect
import android.os.Vibrator
import dev.minihost.Device
import dev.minihost.DeviceProfile
import dev.minihost.NetworkType
import dev.minihost.PortException
import dev.minihost.android.MainThread
import kotlinx.coroutines.withContext

private const val BRIEF_MS = 15L
private const val LONG_MS = 400L

/** What the platform can do for a program, as far as the host's own manifest lets it. */
public class PlatformDevice(private val context: Context) : Device {
    override fun profile(): DeviceProfile =
        DeviceProfile(Build.MANUFACTURER.orEmpty(), Build.MODEL.orEmpty(), "Android ${Build.VERSION.RELEASE}", "android")

    @SuppressLint("MissingPermission")
    override fun network(): NetworkType {
        if (!context.mayUse(Manifest.permission.ACCESS_NETWORK_STATE)) return NetworkType.UNKNOWN
        val manager = context.getSystemService(ConnectivityManager::class.java) ?: return NetworkType.UNKNOWN
        val abilities = manager.activeNetwork?.let(manager::getNetworkCapabilities) ?: return NetworkType.NONE
        return when {
            abilities.hasTransport(NetworkCapabilities.TRANSPORT_CELLULAR) -> NetworkType.CELLULAR
            abilities.hasTransport(NetworkCapabilities.TRANSPORT_WIFI) -> NetworkType.WIFI
            abilities.hasTransport(NetworkCapabilities.TRANSPORT_ETHERNET) -> NetworkType.WIFI
            else -> NetworkType.UNKNOWN
        }
    }

    override suspend fun clipboard(): String =
        withContext(MainThread) { clipboardManager().primaryClip?.getItemAt(0)?.coerceToText(context)?.toString().orEmpty() }

    override fun setClipboard(text: String) {
        clipboardManager().setPrimaryClip(ClipData.newPlainText("", text))
    }

    private fun clipboardManager() = context.getSystemService(ClipboardManager::class.java) ?: throw PortException.Unsupported()

    @SuppressLint("MissingPermission")
    override fun vibrate(brief: Boolean) {
        if (!context.mayUse(Manifest.permission.VIBRATE)) throw PortException.Unsupported()
        val vibrator = context.getSystemService(Vibrator::class.java)
        if (vibrator == null || !vibrator.hasVibrator()) throw PortException.Unsupported()
        vibrator.vibrate(VibrationEffect.createOneShot(if (brief) BRIEF_MS else LONG_MS, VibrationEffect.DEFAULT_AMPLITUDE))
    }
}
