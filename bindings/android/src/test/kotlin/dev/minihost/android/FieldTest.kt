package dev.minihost.android

import android.graphics.Insets
import android.view.WindowInsets
import android.widget.EditText
import dev.minihost.android.program.MiniProgramView
import dev.minihost.android.program.ProgramActivity
import dev.minihost.demo.DemoApp
import dev.minihost.frame.Native
import dev.minihost.frame.TextField
import kotlinx.coroutines.runBlocking
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.android.controller.ActivityController
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

private const val KEYBOARD_DP = 300f

/** The keyboard and the field that is edited. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [34], application = DemoApp::class, qualifiers = "en-w360dp-h740dp-port-xhdpi")
class FieldTest {
    @After fun end() = runBlocking { MiniPrograms.shutDown() }

    private val script =
        """
        Page({
          data: { said: '', lines: '' },
          onKeyboard(e) { this.setData({ said: 'keyboard ' + e.detail.height + ' in ' + e.detail.duration }) },
          onLines(e) { this.setData({ lines: 'lines ' + e.detail.lineCount }) },
        })
        """
            .trimIndent()

    private fun open(template: String): ActivityController<ProgramActivity> {
        install("fields", script, "<view>{{said}}</view><view>{{lines}}</view>$template")
        return launch<ProgramActivity>(MiniPrograms.programIntent(app, "fields", "Fields")).also { it.program.rest() }
    }

    private fun ActivityController<ProgramActivity>.keyboard(dp: Float) {
        val density = get().resources.displayMetrics.density
        val insets = WindowInsets.Builder().setInsets(WindowInsets.Type.ime(), Insets.of(0, 0, 0, (dp * density).toInt())).build()
        get().window.decorView.dispatchApplyWindowInsets(insets)
        program.rest()
    }

    private fun MiniProgramView.fields(): List<TextField> = page.tree.layers.mapNotNull { (it.layer.native as? Native.TextField)?.field }

    private fun MiniProgramView.focus(placeholder: String): EditText {
        val node = page.tree.layers.first { (it.layer.native as? Native.TextField)?.field?.placeholder == placeholder }
        page.edit(node)
        rest()
        return page.getChildAt(0) as EditText
    }

    /** The field's lower edge on the view, in logical pixels, wherever the page stands. */
    private fun MiniProgramView.bottomOf(field: EditText) = (field.bottom + page.translationY) / resources.displayMetrics.density

    private val low = "<view style=\"height: 520px\">above</view><input placeholder=\"low\" bindkeyboardheightchange=\"onKeyboard\" %s/><input placeholder=\"next\"/>"

    @Test
    fun thePageMakesRoomForTheFieldThatIsTyped() {
        val controller = open(low.format(""))
        val view = controller.program
        val edit = view.focus("low")
        assertEquals(0f, view.page.translationY, 0f)
        val free = view.height / view.resources.displayMetrics.density - KEYBOARD_DP
        assertTrue("the keyboard would cover it: ${view.bottomOf(edit)} of $free", view.bottomOf(edit) > free)
        controller.keyboard(KEYBOARD_DP)
        assertTrue("${view.bottomOf(edit)} is above $free", view.bottomOf(edit) <= free)
        until("the program hears of it") { view.find("keyboard 300 in 250") != null }

        // From field to field while the keyboard is there.
        val before = view.page.translationY
        val next = view.focus("next")
        assertTrue("${view.bottomOf(next)} is above $free", view.bottomOf(next) <= free && view.page.translationY < before)

        view.focus("low")
        controller.keyboard(0f)
        assertEquals(0f, view.page.translationY, 0f)
        until("the program hears of it") { view.find("keyboard 0 in") != null }
    }

    @Test
    fun aPageThatWantsToStayStays() {
        val controller = open(low.format("adjust-position=\"{{false}}\""))
        controller.program.focus("low")
        controller.keyboard(KEYBOARD_DP)
        assertEquals(0f, controller.program.page.translationY, 0f)
    }

    @Test
    fun aFieldThatLeavesTakesThePageDownAgain() {
        val controller = open(low.format(""))
        val view = controller.program
        view.focus("low")
        controller.keyboard(KEYBOARD_DP)
        assertTrue(view.page.translationY < 0f)
        view.tap(180f, 300f)
        view.rest()
        assertEquals("no field is edited", 0, view.page.childCount)
        assertEquals(0f, view.page.translationY, 0f)
    }

    @Test
    fun aTextAreaGrowsWithItsText() {
        val controller = open("<textarea auto-height placeholder=\"words\" bindlinechange=\"onLines\"/>")
        val view = controller.program
        assertTrue(view.fields().single().autoHeight)
        val edit = view.focus("words")
        fun height() = view.page.tree.layers.first { it.layer.native is Native.TextField }.layer.rect.height
        val one = height()
        edit.setText("one\ntwo\nthree\nfour")
        view.rest()
        until("it grew: $one, ${height()}") { height() > 2.5f * one }
        until("the program hears of it") { view.find("lines 4") != null }
        val density = view.resources.displayMetrics.density
        assertEquals("the field lies over its layer", height(), edit.height / density, 1f)
        assertTrue("nothing is cut off: ${edit.layout.height} of ${edit.height}", edit.layout.height <= edit.height + density)
        edit.setText("one")
        view.rest()
        until("it shrank") { height() < 1.5f * one }
        until("the program hears of it") { view.find("lines 1") != null }
    }
}
