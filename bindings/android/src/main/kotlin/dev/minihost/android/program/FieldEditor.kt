package dev.minihost.android.program

import android.graphics.Color
import android.graphics.RectF
import android.os.Build
import android.text.Editable
import android.text.InputFilter
import android.text.InputType
import android.text.TextWatcher
import android.text.method.PasswordTransformationMethod
import android.util.TypedValue
import android.view.Gravity
import android.view.View
import android.view.inputmethod.EditorInfo
import android.view.inputmethod.InputMethodManager
import android.widget.EditText
import dev.minihost.FieldEvent
import dev.minihost.android.MiniPrograms
import dev.minihost.android.paint.LayerNode
import dev.minihost.android.paint.textPaint
import dev.minihost.frame.Keyboard
import dev.minihost.frame.Native
import dev.minihost.frame.TextAlign
import dev.minihost.frame.TextField
import kotlin.math.roundToInt

private val ACTIONS =
    mapOf(
        "send" to EditorInfo.IME_ACTION_SEND,
        "search" to EditorInfo.IME_ACTION_SEARCH,
        "next" to EditorInfo.IME_ACTION_NEXT,
        "go" to EditorInfo.IME_ACTION_GO,
        "done" to EditorInfo.IME_ACTION_DONE,
    )

private val KINDS =
    mapOf(
        Keyboard.TEXT to InputType.TYPE_CLASS_TEXT,
        Keyboard.NUMBER to InputType.TYPE_CLASS_NUMBER,
        Keyboard.DECIMAL to (InputType.TYPE_CLASS_NUMBER or InputType.TYPE_NUMBER_FLAG_DECIMAL or InputType.TYPE_NUMBER_FLAG_SIGNED),
        // Digits first, and an X at the end.
        Keyboard.ID_CARD to (InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_FLAG_NO_SUGGESTIONS),
        Keyboard.PHONE to InputType.TYPE_CLASS_PHONE,
        Keyboard.NICKNAME to (InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_VARIATION_PERSON_NAME),
    )

/** Between a field and the keyboard, in logical pixels. */
private const val GAP = 8

/** The one field that is edited: a real one, laid over the layer that shows it at rest. */
internal class FieldEditor(private val page: PageView) {
    private val density = page.resources.displayMetrics.density
    private var view: EditText? = null
    private var layer = 0L
    private var spec: TextField? = null
    private var wanted = HashMap<Long, Boolean>()
    private var quiet = false

    // What the program was told of the text's height.
    private var lines = 0
    private var textHeight = 0

    private val node: LayerNode? get() = page.tree.node(layer)

    fun begin(node: LayerNode) {
        val field = (node.layer.native as? Native.TextField)?.field ?: return
        if (layer == node.layer.id) {
            view?.requestFocus()
            keyboard(true)
            return
        }
        end()
        layer = node.layer.id
        page.tree.edited = layer
        val text = EditText(page.context)
        view = text
        apply(text, field, fresh = true)
        text.setSelection(text.length())
        text.addTextChangedListener(typing)
        text.setOnEditorActionListener { _, _, _ -> confirmed() }
        page.addView(text)
        text.setOnFocusChangeListener { _, focused -> if (!focused) end() }
        text.requestFocus()
        keyboard(true)
        report(FieldEvent.FOCUSED)
        measureText(text, field)
        makeRoom()
        page.invalidate()
    }

    fun end() {
        val text = view ?: return
        view = null
        text.onFocusChangeListener = null
        text.removeTextChangedListener(typing)
        keyboard(false, text)
        report(FieldEvent.BLURRED)
        page.removeView(text)
        page.tree.edited = 0
        layer = 0
        spec = null
        lines = 0
        makeRoom()
        page.invalidate()
    }

    /** A frame came or something scrolled: the field follows its layer, and what the program says. */
    fun follow() {
        askFocus()
        if (layer == 0L) return
        val field = (node?.layer?.native as? Native.TextField)?.field
        val text = view
        if (field == null || text == null || field.disabled) return end()
        apply(text, field, fresh = false)
        tellHeight()
        measure()
        layout()
        makeRoom()
    }

    /** A program that wants a field focused, or no longer. */
    private fun askFocus() {
        val now = HashMap<Long, Boolean>()
        for (node in page.tree.layers) {
            val field = (node.layer.native as? Native.TextField)?.field ?: continue
            now[node.layer.id] = field.focus
            val before = wanted[node.layer.id] ?: false
            if (field.focus && !before) begin(node)
            if (!field.focus && before && node.layer.id == layer) end()
        }
        wanted = now
    }

    private fun apply(text: EditText, field: TextField, fresh: Boolean) {
        val before = spec
        spec = field
        if (!fresh && before == field) return
        quiet = true
        if (fresh || before?.copy(value = field.value, valueVersion = field.valueVersion, focus = field.focus) != field) dress(text, field)
        if (fresh || before?.valueVersion != field.valueVersion) {
            if (text.text.toString() != field.value) {
                text.setText(field.value)
                text.setSelection(text.length())
            }
        }
        quiet = false
    }

    private fun dress(text: EditText, field: TextField) {
        text.background = null
        text.setPadding(0, 0, 0, 0)
        text.includeFontPadding = false
        val font = field.font
        val paint = textPaint(MiniPrograms.typefaces, font.families, font.size, font.weight, font.italic, font.letterSpacing)
        text.typeface = paint.typeface
        text.letterSpacing = paint.letterSpacing
        text.setTextSize(TypedValue.COMPLEX_UNIT_PX, font.size * density)
        text.setTextColor(field.colour.argb)
        text.setHintTextColor(field.placeholderColour.argb)
        text.hint = field.placeholder
        var kind = KINDS.getValue(field.keyboard)
        if (field.multiline) kind = kind or InputType.TYPE_TEXT_FLAG_MULTI_LINE
        text.isSingleLine = !field.multiline
        text.inputType = kind
        if (field.password) text.transformationMethod = PasswordTransformationMethod.getInstance()
        val sideways =
            when (field.align) {
                TextAlign.LEFT -> Gravity.START
                TextAlign.CENTER -> Gravity.CENTER_HORIZONTAL
                TextAlign.RIGHT -> Gravity.END
            }
        text.gravity = sideways or if (field.multiline) Gravity.TOP else Gravity.CENTER_VERTICAL
        text.imeOptions = (ACTIONS[field.confirm] ?: EditorInfo.IME_ACTION_DONE) or EditorInfo.IME_FLAG_NO_EXTRACT_UI
        text.filters = if (field.maxLength >= 0) arrayOf(InputFilter.LengthFilter(field.maxLength)) else emptyArray()
        if (field.multiline && Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) {
            text.lineHeight = (field.lineHeight * density).roundToInt().coerceAtLeast(1)
        }
        text.setBackgroundColor(Color.TRANSPARENT)
    }

    private val typing =
        object : TextWatcher {
            override fun beforeTextChanged(s: CharSequence, start: Int, count: Int, after: Int) = Unit

            override fun onTextChanged(s: CharSequence, start: Int, before: Int, count: Int) = Unit

            override fun afterTextChanged(s: Editable) {
                val node = node ?: return
                if (quiet) return
                val cursor = view?.selectionEnd?.coerceIn(0, s.length) ?: s.length
                page.session?.textChanged(node.layer.surface, node.layer.node, s.toString(), Character.codePointCount(s, 0, cursor))
                tellHeight()
            }
        }

    private fun confirmed(): Boolean {
        val field = spec ?: return false
        if (field.multiline && field.confirm == "return") return false
        report(FieldEvent.CONFIRMED)
        if (!field.confirmHold && !field.multiline) end()
        return true
    }

    private fun report(event: FieldEvent) {
        val node = node ?: return
        page.session?.fieldEvent(node.layer.surface, node.layer.node, event)
    }

    private fun keyboard(show: Boolean, at: View? = view) {
        val manager = page.context.getSystemService(InputMethodManager::class.java) ?: return
        if (show) at?.let { manager.showSoftInput(it, 0) } else manager.hideSoftInputFromWindow(page.windowToken, 0)
    }

    /** A page whose field is below the keyboard's upper edge moves up as far as the line that is typed needs, if the program wants it. */
    fun makeRoom() {
        val place = place()
        val over = if (place == null) 0f else place.top + lineBottom(place) - (page.height - page.covered) + GAP * density
        page.translationY = if (page.covered > 0 && spec?.adjust == true && over > 0) -over else 0f
    }

    /** The lower edge of the line with the cursor: a field of many lines may be higher than what is left of the screen. */
    private fun lineBottom(place: RectF): Float {
        val text = view?.takeIf { spec?.multiline == true } ?: return place.height()
        val layout = text.layout ?: return place.height()
        val line = layout.getLineForOffset(text.selectionEnd.coerceIn(0, text.length()))
        return (layout.getLineBottom(line) - text.scrollY).toFloat().coerceIn(0f, place.height())
    }

    /** The text of a field that grows takes up another height than before. The core makes the field larger; programs hear of it. */
    private fun tellHeight() {
        val text = view ?: return
        val field = spec?.takeIf { it.autoHeight } ?: return
        val node = node ?: return
        val before = lines to textHeight
        measureText(text, field)
        if (before == lines to textHeight) return
        page.session?.fieldHeight(node.layer.surface, node.layer.node, textHeight / density, lines)
    }

    private fun measureText(text: EditText, field: TextField) {
        val place = place() ?: return
        if (!field.autoHeight) return
        text.measure(exactly(place.width()), View.MeasureSpec.makeMeasureSpec(0, View.MeasureSpec.UNSPECIFIED))
        lines = text.lineCount
        textHeight = text.measuredHeight
        measure()
    }

    fun isOutside(x: Float, y: Float): Boolean = place()?.contains(x, y) != true

    /** Where the layer lies, in the view's pixels. */
    private fun place(): RectF? {
        val node = node?.takeIf { layer != 0L } ?: return null
        val rect = RectF(0f, 0f, node.layer.rect.width, node.layer.rect.height)
        node.toScreen().mapRect(rect)
        return RectF(rect.left * density, rect.top * density, rect.right * density, rect.bottom * density)
    }

    fun measure() {
        val place = place() ?: return
        view?.measure(exactly(place.width()), exactly(place.height()))
    }

    private fun exactly(length: Float) =
        View.MeasureSpec.makeMeasureSpec(length.roundToInt().coerceAtLeast(1), View.MeasureSpec.EXACTLY)

    fun layout() {
        val place = place() ?: return
        view?.layout(place.left.roundToInt(), place.top.roundToInt(), place.right.roundToInt(), place.bottom.roundToInt())
    }
}
