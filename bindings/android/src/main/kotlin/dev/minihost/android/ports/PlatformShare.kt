package dev.minihost.android.ports

import android.content.ActivityNotFoundException
import android.content.Context
import android.content.Intent
import dev.minihost.PortException
import dev.minihost.Share
import dev.minihost.SharedPage

/**
 * Sharing through the system's own sheet. What another app gets is the title, and the address that [link] makes of the page: nobody but the
 * host knows where its programs can be opened from outside. Needs no permission; "not supported" where the
 * device has no such sheet.
 */
public class PlatformShare(private val context: Context, private val link: (SharedPage) -> String? = { null }) : Share {
    override fun share(page: SharedPage) {
        val words = listOfNotNull(page.title.ifEmpty { null }, link(page)).joinToString("\n")
        if (words.isEmpty()) throw PortException.Unsupported()
        val send =
            Intent(Intent.ACTION_SEND)
                .setType("text/plain")
                .putExtra(Intent.EXTRA_TITLE, page.title)
                .putExtra(Intent.EXTRA_SUBJECT, page.title)
                .putExtra(Intent.EXTRA_TEXT, words)
        try {
            // From a program's thread, with no activity at hand: a task of its own.
            context.startActivity(Intent.createChooser(send, page.title).addFlags(Intent.FLAG_ACTIVITY_NEW_TASK))
        } catch (nobody: ActivityNotFoundException) {
            throw PortException.Unsupported()
        }
    }
}
