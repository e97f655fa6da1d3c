package dev.minihost.demo

import android.app.Activity
import android.content.Intent
import android.os.Bundle
import android.view.View
import android.widget.TextView

/** The app before it had mini programs: a feed and a profile behind two tabs. */
class MainActivity : Activity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        setContentView(R.layout.main)
        keepClearOfBars(findViewById(R.id.tabs), findViewById(R.id.me_header))
        findViewById<View>(R.id.tab_home).setOnClickListener { show(me = false) }
        findViewById<View>(R.id.tab_me).setOnClickListener { show(me = true) }
        findViewById<View>(R.id.me_settings).setOnClickListener { startActivity(Intent(this, SettingsActivity::class.java)) }
        show(me = state?.getBoolean(ME) ?: false)
    }

    private fun show(me: Boolean) {
        findViewById<View>(R.id.home).visibility = if (me) View.GONE else View.VISIBLE
        findViewById<View>(R.id.me).visibility = if (me) View.VISIBLE else View.GONE
        findViewById<TextView>(R.id.tab_home).isSelected = !me
        findViewById<TextView>(R.id.tab_me).isSelected = me
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putBoolean(ME, findViewById<View>(R.id.me).visibility == View.VISIBLE)
    }

    private companion object {
        const val ME = "me"
    }
}
