package dev.minihost.android

import android.view.View
import android.widget.Button
import android.widget.ListView
import android.widget.TextView
import dev.minihost.android.program.ProgramActivity
import dev.minihost.android.ui.CatalogActivity
import dev.minihost.android.ui.UsedListActivity
import dev.minihost.demo.DemoApp
import dev.minihost.demo.MainActivity
import dev.minihost.demo.SettingsActivity
import kotlinx.coroutines.runBlocking
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** The whole way of a user, from the app's settings to a program and back, against the real core. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [34], application = DemoApp::class, qualifiers = "en-w360dp-h740dp-xhdpi")
class FlowTest {
    @After fun end() = runBlocking { MiniPrograms.shutDown() }

    @Test
    fun fromSettingsToAProgramAndBack() {
        val main = Robolectric.buildActivity(MainActivity::class.java).setup().get()
        main.findViewById<View>(dev.minihost.demo.R.id.tab_me).performClick()
        main.findViewById<View>(dev.minihost.demo.R.id.me_settings).performClick()
        val settings = started<SettingsActivity>().get()
        val row = settings.findViewById<View>(dev.minihost.demo.R.id.mini_programs)
        until("the row") { row.visibility == View.VISIBLE }
        assertTrue(settings.shows("Mini programs"))

        // The first day: nothing was used.
        row.performClick()
        val list = started<UsedListActivity>().get()
        until("the empty list") { list.shows("Nothing here yet") }
        list.findViewById<Button>(R.id.minihost_message_button).performClick()

        val catalog = started<CatalogActivity>().get()
        until("what is on offer") { catalog.shows("To-do") && catalog.shows("Kiln & Leaf") }
        val offered = catalog.findViewById<ListView>(R.id.minihost_rows)
        until("rows") { offered.childCount > 0 }
        offered.getChildAt(0).findViewById<View>(R.id.minihost_item_content).performClick()

        val program = started<ProgramActivity>()
        val view = program.program
        view.rest()
        useToDo(view)

        // Back to the settings; the list has one row now.
        view.back()
        until("the program's end") { program.get().isFinishing }
        program.pause().stop().destroy()
        until("one row") { list.shows("To-do") }
        val rows = list.findViewById<ListView>(R.id.minihost_rows)
        assertEquals(1, rows.adapter.count)
        until("the row's words") { settings.shows("1 program used") }

        // And away with it.
        val item = rows.getChildAt(0).findViewById<View>(R.id.minihost_item_content)
        assertTrue(item.performAccessibilityAction(R.id.minihost_action_second, null))
        until("the notice") { list.shows("removed") }
        turn(6_000)
        until("the empty list again") { list.shows("Nothing here yet") }
        until("the row without a number") { !settings.shows("1 program used") }
    }

    private fun useToDo(view: dev.minihost.android.program.MiniProgramView) {
        val field = view.page.tree.accessible.first { it.role == dev.minihost.frame.Role.TEXT_FIELD }
        val (x, y) = checkNotNull(view.find(field.label))
        view.tap(x, y)
        val edit = view.page.getChildAt(0) as TextView
        edit.text = "Buy tea"
        edit.onEditorAction(android.view.inputmethod.EditorInfo.IME_ACTION_DONE)
        view.rest()
        until("the new item") { view.find("Buy tea") != null }
    }
}
