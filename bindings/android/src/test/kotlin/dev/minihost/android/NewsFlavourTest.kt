package dev.minihost.android

import android.app.Activity
import android.view.View
import android.widget.Button
import android.widget.ListView
import dev.minihost.android.program.ProgramActivity
import dev.minihost.android.ui.CatalogActivity
import dev.minihost.android.ui.UsedListActivity
import dev.minihost.demo.DemoApp
import dev.minihost.demo.MainActivity
import dev.minihost.demo.SettingsActivity
import java.io.File
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

/**
 * The demo's other app, run with its own resources and its own manifest: another name, another id, other colours, and the same SDK with the
 * same lines. Runs in an execution of its own (`pom.xml`), as Robolectric knows one app at a time.
 */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [34], application = DemoApp::class, qualifiers = "en-w360dp-h740dp-xhdpi")
class NewsFlavourTest {
    @After fun end() = runBlocking { MiniPrograms.shutDown() }

    private fun keep(activity: Activity, screen: String) {
        turn(300)
        activity.picture().save(File(checkout, "target/android-pictures/news-$screen.png"))
    }

    @Test
    fun isAnotherHost() {
        assertEquals("dev.minihost.demo.news", app.packageName)
        assertEquals("Daybreak", app.getString(dev.minihost.demo.R.string.app_name))
        assertEquals(0xffc8442b.toInt(), app.getColor(dev.minihost.demo.R.color.brand))
        assertEquals("its colour stands over the library's", 0xffc8442b.toInt(), app.getColor(R.color.minihost_accent))
    }

    @Test
    fun fromItsSettingsToAProgram() {
        val main = Robolectric.buildActivity(MainActivity::class.java).setup().get()
        assertTrue("its own feed", main.shows("Harbour ferry"))
        keep(main, "home")
        main.findViewById<View>(dev.minihost.demo.R.id.tab_me).performClick()
        main.findViewById<View>(dev.minihost.demo.R.id.me_settings).performClick()
        val settings = started<SettingsActivity>().get()
        val row = settings.findViewById<View>(dev.minihost.demo.R.id.mini_programs)
        until("the row") { row.visibility == View.VISIBLE }
        keep(settings, "settings")
        row.performClick()
        val list = started<UsedListActivity>().get()
        until("the empty list") { list.shows("Nothing here yet") }
        keep(list, "first-day")
        list.findViewById<Button>(R.id.minihost_message_button).performClick()
        val catalog = started<CatalogActivity>().get()
        until("what is on offer") { catalog.shows("To-do") }
        val offered = catalog.findViewById<ListView>(R.id.minihost_rows)
        until("rows") { offered.childCount > 0 }
        keep(catalog, "catalog")
        offered.getChildAt(0).findViewById<View>(R.id.minihost_item_content).performClick()
        val program = started<ProgramActivity>()
        program.program.rest()
        keep(program.get(), "program")
        program.program.back()
        until("the program's end") { program.get().isFinishing }
        program.pause().stop().destroy()
        until("one row") { list.findViewById<ListView>(R.id.minihost_rows).adapter.count == 1 }
        keep(list, "used")
    }

    @Test
    fun programsSeeThisHost() {
        val script =
            "Page({ data: { host: '' }, onLoad() { const host = wx.getAppBaseInfo().host; this.setData({ host: 'in ' + (host && (host.appId || host.env)) }) } })"
        install("who", script, "<view>{{host}}</view>")
        val view = launch<ProgramActivity>(MiniPrograms.programIntent(app, "who", "Who")).also { it.program.rest() }.program
        assertTrue("${view.page.tree.accessible.map { it.label }}", view.find("in dev.minihost.demo.news") != null)
    }
}
