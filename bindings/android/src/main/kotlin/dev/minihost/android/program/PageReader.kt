package dev.minihost.android.program

import android.graphics.Rect
import android.graphics.RectF
import android.os.Build
import android.os.Bundle
import android.os.SystemClock
import android.view.MotionEvent
import android.view.View
import android.view.ViewConfiguration
import android.view.accessibility.AccessibilityEvent
import android.view.accessibility.AccessibilityManager
import android.view.accessibility.AccessibilityNodeInfo
import android.view.accessibility.AccessibilityNodeInfo.AccessibilityAction
import android.view.accessibility.AccessibilityNodeProvider
import dev.minihost.frame.Accessible
import dev.minihost.frame.Native
import dev.minihost.frame.Role
import kotlin.math.roundToInt

private const val NONE = Int.MIN_VALUE

/** What the platform calls things. */
private val CLASSES =
    mapOf(
        Role.TEXT to "android.widget.TextView",
        Role.BUTTON to "android.widget.Button",
        Role.IMAGE to "android.widget.ImageView",
        Role.TEXT_FIELD to "android.widget.EditText",
        Role.CHECKBOX to "android.widget.CheckBox",
        Role.RADIO to "android.widget.RadioButton",
        Role.SWITCH to "android.widget.Switch",
        Role.SLIDER to "android.widget.SeekBar",
        Role.LINK to "android.widget.TextView",
        Role.HEADING to "android.widget.TextView",
        Role.PROGRESS to "android.widget.ProgressBar",
        Role.GROUP to "android.view.ViewGroup",
        Role.TAB to "android.widget.Button",
        Role.DIALOG to "android.app.Dialog",
    )

private val CHECKABLE = setOf(Role.CHECKBOX, Role.RADIO, Role.SWITCH)

/** What a page's things are to a screen reader: a child of the view for each, in the frame's order. */
internal class PageReader(private val page: PageView) : AccessibilityNodeProvider() {
    private val density = page.resources.displayMetrics.density
    private val manager = page.context.getSystemService(AccessibilityManager::class.java)

    /** A number for each thing, the same as long as it lives. */
    private var numbers = HashMap<Name, Int>()
    private var things = LinkedHashMap<Int, Accessible>()
    private var next = 1
    private var focused = NONE
    private var hovered = NONE

    private data class Name(val surface: Int, val node: Long, val nth: Int)

    /** Another list came with a frame. */
    fun changed() {
        val now = LinkedHashMap<Int, Accessible>()
        val known = HashMap<Name, Int>()
        val count = HashMap<Pair<Int, Long>, Int>()
        for (thing in page.tree.accessible) {
            // One node may be several things: two texts beside a picture, for instance.
            val nth = count.merge(thing.surface to thing.node, 1, Int::plus) ?: 1
            val name = Name(thing.surface, thing.node, nth)
            val number = numbers[name] ?: next++
            known[name] = number
            now[number] = thing
        }
        numbers = known
        things = now
        if (focused !in now) focused = NONE
        if (hovered !in now) hovered = NONE
        moved()
    }

    /** Things lie elsewhere now. */
    fun moved() {
        if (manager?.isEnabled != true) return
        val event = event(AccessibilityEvent.TYPE_WINDOW_CONTENT_CHANGED)
        event.contentChangeTypes = AccessibilityEvent.CONTENT_CHANGE_TYPE_SUBTREE
        event.setSource(page)
        page.parent?.requestSendAccessibilityEvent(page, event)
    }

    override fun createAccessibilityNodeInfo(number: Int): AccessibilityNodeInfo? {
        if (number == View.NO_ID) return host()
        val thing = things[number] ?: return null
        return node(number, thing)
    }

    @Suppress("DEPRECATION")
    private fun host(): AccessibilityNodeInfo {
        val info = AccessibilityNodeInfo.obtain(page)
        page.onInitializeAccessibilityNodeInfo(info)
        info.className = "android.view.View"
        things.keys.forEach { info.addChild(page, it) }
        val root = page.tree.layers.lastOrNull { it.layer.scroll?.page == true }
        if (root != null && root.maxScrollY > 0) {
            info.isScrollable = true
            if (root.scrollY < root.maxScrollY) info.addAction(AccessibilityAction.ACTION_SCROLL_FORWARD)
            if (root.scrollY > 0) info.addAction(AccessibilityAction.ACTION_SCROLL_BACKWARD)
        }
        return info
    }

    @Suppress("DEPRECATION")
    private fun node(number: Int, thing: Accessible): AccessibilityNodeInfo {
        val info = AccessibilityNodeInfo.obtain(page, number)
        info.setParent(page)
        info.packageName = page.context.packageName
        info.className = CLASSES.getValue(thing.role)
        when {
            thing.role == Role.TEXT_FIELD -> {
                info.text = thing.value.ifEmpty { thing.label }
                info.isEditable = !thing.disabled
                info.hintText = thing.label
                info.isShowingHintText = thing.value.isEmpty()
            }
            thing.role == Role.TEXT || thing.role == Role.HEADING -> info.text = thing.label
            thing.value.isEmpty() -> info.contentDescription = thing.label
            Build.VERSION.SDK_INT >= Build.VERSION_CODES.R -> {
                info.contentDescription = thing.label
                info.stateDescription = thing.value
            }
            else -> info.contentDescription = listOf(thing.label, thing.value).filter { it.isNotEmpty() }.joinToString(", ")
        }
        info.isCheckable = thing.role in CHECKABLE
        info.isChecked = thing.checked && info.isCheckable
        info.isSelected = thing.checked && !info.isCheckable
        if (thing.role == Role.HEADING && Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) info.isHeading = true
        info.isEnabled = !thing.disabled
        info.isFocusable = true
        val inPage = bounds(thing)
        info.setBoundsInParent(inPage)
        val seen = Rect(0, 0, page.width, page.height)
        info.isVisibleToUser = page.isShown && Rect.intersects(seen, inPage)
        val corner = IntArray(2).also(page::getLocationOnScreen)
        info.setBoundsInScreen(Rect(inPage).apply { offset(corner[0], corner[1]) })
        if (number == focused) {
            info.isAccessibilityFocused = true
            info.addAction(AccessibilityAction.ACTION_CLEAR_ACCESSIBILITY_FOCUS)
        } else {
            info.addAction(AccessibilityAction.ACTION_ACCESSIBILITY_FOCUS)
        }
        if (!thing.disabled && (thing.tap || thing.role == Role.TEXT_FIELD)) {
            info.isClickable = true
            info.addAction(AccessibilityAction.ACTION_CLICK)
        }
        if (!thing.disabled && thing.longPress) {
            info.isLongClickable = true
            info.addAction(AccessibilityAction.ACTION_LONG_CLICK)
        }
        return info
    }

    /** Where a thing lies, in the view's pixels. */
    private fun bounds(thing: Accessible): Rect {
        val node = page.tree.node(thing.layer) ?: return Rect()
        val rect = thing.rect.let { RectF(it.x, it.y, it.x + it.width, it.y + it.height) }
        rect.offset(-node.scrollX, -node.scrollY)
        node.toScreen().mapRect(rect)
        return Rect(
            (rect.left * density).roundToInt(), (rect.top * density).roundToInt(),
            (rect.right * density).roundToInt(), (rect.bottom * density).roundToInt(),
        )
    }

    override fun performAction(number: Int, action: Int, arguments: Bundle?): Boolean {
        if (number == View.NO_ID) {
            return when (action) {
                AccessibilityAction.ACTION_SCROLL_FORWARD.id -> page.scrollPage(true)
                AccessibilityAction.ACTION_SCROLL_BACKWARD.id -> page.scrollPage(false)
                else -> page.performAccessibilityAction(action, arguments)
            }
        }
        val thing = things[number] ?: return false
        return when (action) {
            AccessibilityNodeInfo.ACTION_ACCESSIBILITY_FOCUS -> focus(number)
            AccessibilityNodeInfo.ACTION_CLEAR_ACCESSIBILITY_FOCUS -> {
                val was = focused == number
                if (was) {
                    focused = NONE
                    send(number, AccessibilityEvent.TYPE_VIEW_ACCESSIBILITY_FOCUS_CLEARED)
                }
                was
            }
            AccessibilityNodeInfo.ACTION_CLICK -> press(thing, 0).also { if (it) send(number, AccessibilityEvent.TYPE_VIEW_CLICKED) }
            AccessibilityNodeInfo.ACTION_LONG_CLICK ->
                press(thing, ViewConfiguration.getLongPressTimeout() + 100L)
                    .also { if (it) send(number, AccessibilityEvent.TYPE_VIEW_LONG_CLICKED) }
            else -> false
        }
    }

    private fun focus(number: Int): Boolean {
        if (focused == number) return false
        val before = focused
        focused = number
        if (before != NONE) send(before, AccessibilityEvent.TYPE_VIEW_ACCESSIBILITY_FOCUS_CLEARED)
        send(number, AccessibilityEvent.TYPE_VIEW_ACCESSIBILITY_FOCUSED)
        page.invalidate()
        return true
    }

    /** Touches the thing in its middle, as a finger would. */
    private fun press(thing: Accessible, forMs: Long): Boolean {
        if (thing.disabled) return false
        val session = page.session ?: return false
        val place = bounds(thing)
        val x = place.exactCenterX() / density
        val y = place.exactCenterY() / density
        val field = page.tree.chainAt(x, y).firstOrNull()?.takeIf { it.layer.native is Native.TextField }
        if (thing.role == Role.TEXT_FIELD && field != null) page.edit(field)
        val now = SystemClock.uptimeMillis()
        session.touchDown(0, x, y, now)
        if (forMs == 0L) session.touchUp(0, x, y, now + 20)
        else page.postDelayed({ session.touchUp(0, x, y, SystemClock.uptimeMillis()) }, forMs)
        return true
    }

    /** A finger explores the screen. */
    fun hover(event: MotionEvent): Boolean {
        if (manager?.isTouchExplorationEnabled != true) return false
        val at =
            when (event.actionMasked) {
                MotionEvent.ACTION_HOVER_ENTER, MotionEvent.ACTION_HOVER_MOVE -> at(event.x.toInt(), event.y.toInt())
                else -> NONE
            }
        if (at != hovered) {
            val before = hovered
            hovered = at
            if (at != NONE) send(at, AccessibilityEvent.TYPE_VIEW_HOVER_ENTER)
            if (before != NONE) send(before, AccessibilityEvent.TYPE_VIEW_HOVER_EXIT)
        }
        return at != NONE
    }

    /** What comes last in reading order lies on top. */
    private fun at(x: Int, y: Int): Int = things.entries.lastOrNull { bounds(it.value).contains(x, y) }?.key ?: NONE

    private fun send(number: Int, type: Int) {
        if (manager?.isEnabled != true) return
        val thing = things[number]
        val event = event(type)
        event.setSource(page, number)
        event.className = thing?.let { CLASSES.getValue(it.role) }
        thing?.label?.let(event.text::add)
        page.parent?.requestSendAccessibilityEvent(page, event)
    }

    @Suppress("DEPRECATION")
    private fun event(type: Int) = AccessibilityEvent.obtain(type).apply { packageName = page.context.packageName }
}
