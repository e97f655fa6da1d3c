package dev.minihost.android

import android.graphics.Rect
import android.view.View
import android.view.accessibility.AccessibilityManager
import android.view.accessibility.AccessibilityNodeInfo
import android.widget.ListView
import dev.minihost.android.program.ProgramActivity
import dev.minihost.android.ui.CatalogActivity
import dev.minihost.demo.DemoApp
import kotlinx.coroutines.runBlocking
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** What TalkBack finds. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [34], application = DemoApp::class, qualifiers = "en-w360dp-h740dp-xhdpi")
class ReaderTest {
    @After fun end() = runBlocking { MiniPrograms.shutDown() }

    private fun talkBack() {
        val manager = app.getSystemService(AccessibilityManager::class.java)
        shadowOf(manager).setEnabled(true)
        shadowOf(manager).setTouchExplorationEnabled(true)
    }

    @Test
    @Suppress("DEPRECATION")
    fun aPageIsATreeInReadingOrder() {
        talkBack()
        val view = launch<ProgramActivity>(MiniPrograms.programIntent(app, "todo", "To-do")).program
        view.rest()
        val provider = view.page.accessibilityNodeProvider
        val host = checkNotNull(provider.createAccessibilityNodeInfo(View.NO_ID))
        assertTrue("children: ${host.childCount}", host.childCount >= 4)
        val nodes = view.page.tree.accessible.indices.map { checkNotNull(provider.createAccessibilityNodeInfo(it + 1)) }
        val words = nodes.map { (it.text ?: it.contentDescription ?: "").toString() }
        assertEquals(view.page.tree.accessible.map { it.label }.filter { it.isNotEmpty() }.size, words.count { it.isNotEmpty() })
        assertTrue("$words", nodes.any { it.className == "android.widget.EditText" && it.isEditable })
        assertTrue("$words", nodes.any { it.className == "android.widget.Button" && it.isClickable })
        for (node in nodes.filter { it.isVisibleToUser }) {
            val place = Rect().also(node::getBoundsInScreen)
            assertTrue("$node lies on the screen", Rect.intersects(place, Rect(0, 0, view.width, view.height)))
        }

        // Swiping goes from one to the next.
        for (number in 1..nodes.size) {
            assertTrue(provider.performAction(number, AccessibilityNodeInfo.ACTION_ACCESSIBILITY_FOCUS, null))
            assertTrue(checkNotNull(provider.createAccessibilityNodeInfo(number)).isAccessibilityFocused)
        }

        // A double tap writes into the field.
        val field = nodes.indexOfFirst { it.isEditable } + 1
        assertTrue(provider.performAction(field, AccessibilityNodeInfo.ACTION_CLICK, null))
        until("the field is edited") { view.page.childCount == 1 }
    }

    @Test
    fun rowsAreButtonsWithActions() {
        talkBack()
        val catalog = launch<CatalogActivity>(MiniPrograms.catalogIntent(app)).get()
        until("rows") { catalog.shows("To-do") }
        val rows = catalog.findViewById<ListView>(R.id.minihost_rows)
        val content = rows.getChildAt(0).findViewById<View>(R.id.minihost_item_content)
        val info = content.createAccessibilityNodeInfo()
        assertEquals("android.widget.Button", info.className)
        assertTrue(info.contentDescription.toString(), "To-do" in info.contentDescription)
        assertTrue("48 dp to touch", content.height >= 48 * catalog.resources.displayMetrics.density)
    }
}
