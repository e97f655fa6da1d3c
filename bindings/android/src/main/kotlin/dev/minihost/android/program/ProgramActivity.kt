package dev.minihost.android.program

import android.annotation.TargetApi
import android.app.Activity
import android.app.ActivityManager
import android.os.Build
import android.os.Bundle
import android.window.OnBackInvokedCallback
import android.window.OnBackInvokedDispatcher
import dev.minihost.android.ui.edgeToEdge

/** A program on a screen of its own. It lives through rotation; after the process died it is opened again. */
public class ProgramActivity : Activity() {
    internal lateinit var view: MiniProgramView
        private set

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        edgeToEdge()
        view = MiniProgramView(this)
        view.onFinished = ::finish
        setContentView(view)
        val program = intent.getStringExtra(PROGRAM) ?: return finish()
        val name = intent.getStringExtra(NAME) ?: program
        title = name
        @Suppress("DEPRECATION")
        setTaskDescription(ActivityManager.TaskDescription(name))
        view.open(program, name)
        // The core knows whether a page lies beneath or the program ends, and draws what comes.
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) {
            onBack(BackGesture(BackMotion(view.page), view::back))
        } else if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
            onBack(view::back)
        }
    }

    @TargetApi(Build.VERSION_CODES.TIRAMISU)
    private fun onBack(callback: OnBackInvokedCallback) =
        onBackInvokedDispatcher.registerOnBackInvokedCallback(OnBackInvokedDispatcher.PRIORITY_DEFAULT, callback)

    @Suppress("OVERRIDE_DEPRECATION", "DEPRECATION")
    override fun onBackPressed(): Unit = view.back()

    override fun onStart() {
        super.onStart()
        view.setShown(true)
    }

    override fun onStop() {
        super.onStop()
        view.setShown(false)
    }

    override fun onDestroy() {
        super.onDestroy()
        view.close()
    }

    internal companion object {
        const val PROGRAM = "dev.minihost.program"
        const val NAME = "dev.minihost.name"
    }
}
