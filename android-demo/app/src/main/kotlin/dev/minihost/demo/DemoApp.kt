package dev.minihost.demo

import android.app.Application
import dev.minihost.android.MiniPrograms

/** All that a host says to the SDK; the row itself stands in `res/layout/settings.xml`. */
class DemoApp : Application() {
    override fun onCreate() {
        super.onCreate()
        MiniPrograms.install(this) {
            hostName = getString(R.string.app_name)
            programsInAssets = "programs"
        }
    }
}
