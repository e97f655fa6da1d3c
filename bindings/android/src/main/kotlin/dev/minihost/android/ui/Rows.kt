package dev.minihost.android.ui

import android.content.Context
import android.graphics.Bitmap
import android.view.LayoutInflater
import android.view.View
import android.view.ViewGroup
import android.view.accessibility.AccessibilityNodeInfo
import android.widget.BaseAdapter
import android.widget.Button
import android.widget.ImageButton
import android.widget.ImageView
import android.widget.PopupMenu
import android.widget.TextView
import dev.minihost.MiniHostException
import dev.minihost.android.MiniPrograms
import dev.minihost.android.R
import dev.minihost.android.ports.PlatformImages
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

/** Something that can be done with a row, beside opening it. */
internal class RowAction(val words: String, val run: () -> Unit)

/** A row as it is shown. */
internal class Row(
    val id: String,
    val name: String,
    val detail: String,
    val letter: String,
    val label: String,
    val pinned: Boolean,
    val open: () -> Unit,
    val actions: List<RowAction>,
)

/** Rows of programs. */
internal class RowsAdapter(private val context: Context, private val scope: CoroutineScope) : BaseAdapter() {
    private var rows: List<Row> = emptyList()
    private val icons = HashMap<String, Bitmap?>()
    private val numbers = HashMap<String, Long>()

    fun show(new: List<Row>) {
        rows = new
        notifyDataSetChanged()
    }

    override fun getCount(): Int = rows.size

    override fun getItem(position: Int): Row = rows[position]

    override fun getItemId(position: Int): Long = numbers.getOrPut(rows[position].id) { numbers.size + 1L }

    override fun hasStableIds(): Boolean = true

    override fun getView(position: Int, known: View?, parent: ViewGroup): View {
        val view = known ?: LayoutInflater.from(context).inflate(R.layout.minihost_item, parent, false)
        fill(view, rows[position])
        return view
    }

    private fun fill(view: View, row: Row) {
        view.findViewById<TextView>(R.id.minihost_item_name).text = row.name
        val detail = view.findViewById<TextView>(R.id.minihost_item_detail)
        detail.text = row.detail
        detail.visibility = if (row.detail.isEmpty()) View.GONE else View.VISIBLE
        view.findViewById<View>(R.id.minihost_item_pin).visibility = if (row.pinned) View.VISIBLE else View.GONE
        val more = view.findViewById<ImageButton>(R.id.minihost_item_more)
        more.visibility = if (row.actions.isEmpty()) View.GONE else View.VISIBLE
        more.setOnClickListener { menu(it, row) }
        val content = view.findViewById<View>(R.id.minihost_item_content)
        content.setOnClickListener { row.open() }
        content.isLongClickable = row.actions.isNotEmpty()
        if (row.actions.isNotEmpty()) {
            content.setOnLongClickListener {
                menu(more, row)
                true
            }
        }
        content.contentDescription = row.label
        content.accessibilityDelegate = RowDelegate(row)
        icon(view, row)
    }

    private fun menu(anchor: View, row: Row) {
        val menu = PopupMenu(context, anchor, android.view.Gravity.END)
        row.actions.forEachIndexed { index, action -> menu.menu.add(0, index, index, action.words) }
        menu.setOnMenuItemClickListener {
            row.actions[it.itemId].run()
            true
        }
        menu.show()
    }

    private fun icon(view: View, row: Row) {
        val letter = view.findViewById<TextView>(R.id.minihost_item_letter)
        val image = view.findViewById<ImageView>(R.id.minihost_item_icon)
        letter.text = row.letter
        val known = icons[row.id]
        image.setImageBitmap(known)
        image.clipToOutline = true
        image.visibility = if (known == null) View.GONE else View.VISIBLE
        letter.visibility = if (known == null) View.VISIBLE else View.GONE
        if (row.id in icons) return
        icons[row.id] = null
        scope.launch {
            val bitmap = withContext(Dispatchers.IO) { read(row.id) } ?: return@launch
            icons[row.id] = bitmap
            notifyDataSetChanged()
        }
    }

    private suspend fun read(program: String): Bitmap? =
        try {
            MiniPrograms.host().icon(program)?.let(PlatformImages::bitmap)
        } catch (gone: MiniHostException) {
            null
        }

    /** One thing for a screen reader, with the menu's entries as its own actions. */
    private class RowDelegate(private val row: Row) : View.AccessibilityDelegate() {
        override fun onInitializeAccessibilityNodeInfo(host: View, info: AccessibilityNodeInfo) {
            super.onInitializeAccessibilityNodeInfo(host, info)
            info.className = Button::class.java.name
            row.actions.forEachIndexed { index, action ->
                info.addAction(AccessibilityNodeInfo.AccessibilityAction(IDS[index], action.words))
            }
        }

        override fun performAccessibilityAction(host: View, action: Int, arguments: android.os.Bundle?): Boolean {
            val index = IDS.indexOf(action)
            val found = row.actions.getOrNull(index) ?: return super.performAccessibilityAction(host, action, arguments)
            found.run()
            return true
        }
    }

    private companion object {
        val IDS = intArrayOf(R.id.minihost_action_first, R.id.minihost_action_second)
    }
}
