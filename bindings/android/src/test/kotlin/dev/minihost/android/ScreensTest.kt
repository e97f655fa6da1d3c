package dev.minihost.android

import android.app.Activity
import android.graphics.Insets
import android.view.View
import android.view.WindowInsets
import android.widget.ListView
import dev.minihost.Language
import dev.minihost.android.program.ProgramActivity
import dev.minihost.android.ui.CatalogActivity
import dev.minihost.android.ui.UsedListActivity
import dev.minihost.demo.DemoApp
import dev.minihost.demo.MainActivity
import dev.minihost.demo.SettingsActivity
import dev.minihost.presenter.ProgramScreenPresenter
import dev.minihost.presenter.UsedListPresenter
import java.io.File
import kotlinx.coroutines.runBlocking
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.ParameterizedRobolectricTestRunner
import org.robolectric.ParameterizedRobolectricTestRunner.Parameters
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** Every screen in every state, light and dark, in both languages, with large text and from right to left: drawn, and kept as pictures. */
@RunWith(ParameterizedRobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [34], application = DemoApp::class)
class ScreensTest(private val name: String, private val qualifiers: String, private val fontScale: Float) {
    private val zh = name.startsWith("zh")
    private val language = if (zh) Language.ZH else Language.EN

    @After fun end() = runBlocking { MiniPrograms.shutDown() }

    private fun dress() {
        RuntimeEnvironment.setQualifiers("$qualifiers-w360dp-h740dp-port-${if ("dark" in name) "night" else "notnight"}-xhdpi")
        RuntimeEnvironment.setFontScale(fontScale)
        (app as DemoApp).onCreate()
    }

    private fun keep(activity: Activity, screen: String) {
        bars(activity)
        activity.picture().save(File(checkout, "target/android-pictures/$name-$screen.png"))
    }

    /** A status bar and a gesture bar, as on a phone. */
    private fun bars(activity: Activity) {
        val density = activity.resources.displayMetrics.density
        val insets =
            WindowInsets.Builder()
                .setInsets(WindowInsets.Type.statusBars(), Insets.of(0, (28 * density).toInt(), 0, 0))
                .setInsets(WindowInsets.Type.navigationBars(), Insets.of(0, 0, 0, (20 * density).toInt()))
                .build()
        activity.window.decorView.dispatchApplyWindowInsets(insets)
        turn(64)
    }

    @Test
    fun everyScreen() {
        dress()
        val home = Robolectric.buildActivity(MainActivity::class.java).setup().get()
        keep(home, "01-home")
        home.findViewById<View>(dev.minihost.demo.R.id.tab_me).performClick()
        keep(home, "02-me")
        val settings = Robolectric.buildActivity(SettingsActivity::class.java).setup().get()
        until("the row") { settings.findViewById<View>(dev.minihost.demo.R.id.mini_programs).visibility == View.VISIBLE }
        keep(settings, "03-settings")

        val list = launch<UsedListActivity>(MiniPrograms.usedIntent(app)).get()
        until("the list") { list.findViewById<View>(R.id.minihost_message).visibility == View.VISIBLE }
        for (sample in UsedListPresenter.samples(language)) {
            if (sample.state.question != null) continue
            list.render(sample.state)
            turn(200)
            keep(list, "04-used-${sample.name}")
            check(list, sample.name)
        }
        val catalog = launch<CatalogActivity>(MiniPrograms.catalogIntent(app)).get()
        until("the catalog") { catalog.findViewById<ListView>(R.id.minihost_rows).childCount > 0 }
        turn(500)
        until("icons") { catalog.window.decorView.all().any { it.id == R.id.minihost_item_icon && it.visibility == View.VISIBLE } }
        keep(catalog, "05-catalog")

        val program = launch<ProgramActivity>(MiniPrograms.programIntent(app, "todo", if (zh) "待办清单" else "To-do"))
        bars(program.get())
        program.program.rest()
        keep(program.get(), "06-todo")
        val shop = launch<ProgramActivity>(MiniPrograms.programIntent(app, "shop", if (zh) "小窑杂货" else "Kiln & Leaf"))
        bars(shop.get())
        shop.program.rest()
        keep(shop.get(), "08-shop")
        for (sample in ProgramScreenPresenter.samples(language)) {
            if (sample.name == "running") continue
            program.program.render(sample.state)
            keep(program.get(), "07-program-${sample.name}")
        }
    }

    /** What no screenshot says by itself: rows are as many as they should be, and touchable. */
    private fun check(list: UsedListActivity, sample: String) {
        val rows = list.findViewById<ListView>(R.id.minihost_rows)
        when (sample) {
            "few" -> assertEquals(3, rows.adapter.count)
            "many" -> assertEquals(33, rows.adapter.count)
            else -> return
        }
        val density = list.resources.displayMetrics.density
        for (index in 0 until rows.childCount) {
            val row = rows.getChildAt(index)
            assertTrue("row $index is ${row.height / density} dp", row.height >= 72 * density)
            val letter = row.findViewById<View>(R.id.minihost_item_letter).parent as View
            val more = row.findViewById<View>(R.id.minihost_item_more)
            val place = IntArray(2).also(letter::getLocationInWindow)[0]
            val other = IntArray(2).also(more::getLocationInWindow)[0]
            assertEquals("the picture stands where reading begins", name.startsWith("rtl"), place > other)
        }
    }

    companion object {
        @JvmStatic
        @Parameters(name = "{0}")
        fun all(): List<Array<Any>> =
            listOf(
                arrayOf("en-light", "en-rUS", 1f),
                arrayOf("zh-light", "zh-rCN", 1f),
                arrayOf("en-dark", "en-rUS", 1f),
                arrayOf("zh-dark", "zh-rCN", 1f),
                arrayOf("en-large", "en-rUS", 2f),
                arrayOf("rtl-light", "ar-rEG-ldrtl", 1f),
            )
    }
}
