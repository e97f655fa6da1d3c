package dev.minihost.android

import android.view.View
import android.widget.ListView
import android.widget.TextView
import dev.minihost.Language
import dev.minihost.android.ui.UsedListActivity
import dev.minihost.demo.DemoApp
import dev.minihost.presenter.UsedListPresenter
import dev.minihost.presenter.UsedListState
import java.util.IdentityHashMap
import kotlinx.coroutines.runBlocking
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

private const val ROWS = 300

/** The used list with hundreds of rows: only those on screen have views, and these are used again. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [34], application = DemoApp::class, qualifiers = "en-w360dp-h740dp-port-xhdpi")
class LongListTest {
    @After fun end() = runBlocking { MiniPrograms.shutDown() }

    private fun hundreds(): UsedListState {
        val many = UsedListPresenter.samples(Language.EN).first { it.name == "many" }.state
        val one = (many.content as UsedListState.Content.Rows).rows.last()
        return many.copy(content = UsedListState.Content.Rows(List(ROWS) { one.copy(id = "row$it", name = "Program $it", label = "Program $it") }))
    }

    @Test
    fun rowsAreUsedAgain() {
        val activity = launch<UsedListActivity>(MiniPrograms.usedIntent(app)).get()
        until("the list") { activity.findViewById<View>(R.id.minihost_message).visibility == View.VISIBLE }
        activity.render(hundreds())
        turn(200)
        val list = activity.findViewById<ListView>(R.id.minihost_rows)
        assertEquals(ROWS, list.adapter.count)
        val onScreen = list.childCount
        assertTrue("$onScreen rows on screen", onScreen in 5..15)

        val views = IdentityHashMap<View, Unit>()
        val names = LinkedHashSet<String>()
        fun look() {
            for (index in 0 until list.childCount) {
                val row = list.getChildAt(index)
                views[row] = Unit
                val name = row.findViewById<TextView>(R.id.minihost_item_name).text.toString()
                names += name
                val place = list.firstVisiblePosition + index
                assertEquals("a view that is used again says what its row says", "Program $place", name)
                val content = row.findViewById<View>(R.id.minihost_item_content)
                assertEquals("and so to a screen reader", "Program $place", content.contentDescription)
            }
        }
        look()
        var steps = 0
        // As a finger does: a part of the screen at a time.
        while (list.lastVisiblePosition < ROWS - 1) {
            list.scrollListBy(list.height * 2 / 3)
            turn(16)
            look()
            assertTrue("it ends", ++steps < ROWS)
        }
        assertEquals("every row came by", ROWS, names.size)
        assertTrue("${views.size} views for $ROWS rows, $onScreen on screen", views.size <= onScreen + 4)

        // What comes next keeps the place: rows are known by their programs.
        val first = list.firstVisiblePosition
        activity.render(hundreds())
        turn(200)
        assertEquals(first, list.firstVisiblePosition)
        look()
    }
}
