package dev.minihost.demo

import android.app.Activity
import android.os.Bundle
import android.view.View
import android.view.WindowInsets
import android.widget.Toolbar

/** Settings, with one row more than before. */
class SettingsActivity : Activity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        setContentView(R.layout.settings)
        val bar = findViewById<Toolbar>(R.id.settings_bar)
        bar.setNavigationOnClickListener { finish() }
        keepClearOfBars(findViewById(R.id.settings_rows), bar)
    }
}

/** Pads one view by the bar at the bottom and another by the bar on top: the app draws behind both. */
internal fun Activity.keepClearOfBars(below: View, above: View) {
    val bottom = below.paddingBottom
    val top = above.paddingTop
    @Suppress("DEPRECATION")
    window.decorView.systemUiVisibility =
        View.SYSTEM_UI_FLAG_LAYOUT_STABLE or View.SYSTEM_UI_FLAG_LAYOUT_FULLSCREEN or View.SYSTEM_UI_FLAG_LAYOUT_HIDE_NAVIGATION
    window.decorView.setOnApplyWindowInsetsListener { view, insets: WindowInsets ->
        @Suppress("DEPRECATION")
        below.setPadding(below.paddingLeft, below.paddingTop, below.paddingRight, bottom + insets.systemWindowInsetBottom)
        @Suppress("DEPRECATION")
        above.setPadding(above.paddingLeft, top + insets.systemWindowInsetTop, above.paddingRight, above.paddingBottom)
        view.onApplyWindowInsets(insets)
    }
}
