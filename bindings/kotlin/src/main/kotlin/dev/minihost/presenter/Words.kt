package dev.minihost.presenter

import dev.minihost.Language
import java.time.Instant
import java.time.LocalDate
import java.time.ZoneId

/** What screens say, in both languages. `{0}` is filled in. */
internal enum class Words(private val en: String, private val zh: String) {
    MINI_PROGRAMS("Mini programs", "小程序"),
    USED_EMPTY_TITLE("Nothing here yet", "你还没有用过小程序"),
    USED_EMPTY_TEXT("Mini programs you open will be listed here.", "打开过的小程序会出现在这里。"),
    CATALOG_TITLE("Discover", "发现小程序"),
    CATALOG_EMPTY_TITLE("Nothing on offer", "暂无小程序"),
    CATALOG_EMPTY_TEXT("Come back later.", "请稍后再来看看。"),
    RETRY("Try again", "重试"),
    REMOVE("Remove", "移除"),
    PIN("Keep on top", "置顶"),
    UNPIN("No longer on top", "取消置顶"),
    PINNED("On top", "已置顶"),
    CLEAR("Clear all", "清空"),
    CLEAR_ASK("Clear the whole list?", "清空全部记录？"),
    CLEAR_TEXT("What programs have stored stays.", "小程序内的数据会保留。"),
    CANCEL("Cancel", "取消"),
    REMOVED("\"{0}\" removed", "已移除“{0}”"),
    UNDO("Undo", "撤销"),
    OPENING("Opening \"{0}\"", "正在打开“{0}”"),
    STOPPED_TITLE("\"{0}\" stopped", "“{0}”已停止运行"),
    STOPPED_TIME("It did not answer for too long.", "小程序长时间无响应。"),
    STOPPED_MEMORY("It used too much memory.", "小程序占用内存过多。"),
    STOPPED_FLOOD("It asked for too much at once.", "小程序请求过于频繁。"),
    STOPPED_INTERNAL("Something went wrong.", "出了点问题。"),
    REOPEN("Open again", "重新打开"),
    BACK("Back", "返回"),
    JUST_NOW("Just now", "刚刚"),
    MINUTES_AGO("{0} min ago", "{0}分钟前"),
    HOURS_AGO("{0} h ago", "{0}小时前"),
    YESTERDAY("Yesterday", "昨天"),
    ;

    fun of(language: Language, filling: String = ""): String =
        (if (language == Language.ZH) zh else en).replace("{0}", filling)
}

private val MONTHS = listOf("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

/** When something was, as people say it. A time in the future (a clock that was set back) is "just now". */
internal fun timeAgo(thenMs: Long, nowMs: Long, zone: ZoneId, language: Language): String {
    val minutes = (nowMs - thenMs) / 60_000
    val then = dayOf(thenMs, zone)
    val today = dayOf(nowMs, zone)
    return when {
        minutes < 1 -> Words.JUST_NOW.of(language)
        minutes < 60 -> Words.MINUTES_AGO.of(language, minutes.toString())
        then == today -> Words.HOURS_AGO.of(language, (minutes / 60).toString())
        then == today.minusDays(1) -> Words.YESTERDAY.of(language)
        then.year == today.year && language == Language.ZH -> "${then.monthValue}月${then.dayOfMonth}日"
        then.year == today.year -> "${then.dayOfMonth} ${MONTHS[then.monthValue - 1]}"
        language == Language.ZH -> "${then.year}年${then.monthValue}月${then.dayOfMonth}日"
        else -> "${then.dayOfMonth} ${MONTHS[then.monthValue - 1]} ${then.year}"
    }
}

private fun dayOf(ms: Long, zone: ZoneId): LocalDate = Instant.ofEpochMilli(ms).atZone(zone).toLocalDate()

/** What stands in a program's place while it has no picture: its name's first letter, whole even when it is two chars long. */
internal fun letterOf(name: String): String {
    val trimmed = name.trim()
    if (trimmed.isEmpty()) return "?"
    return trimmed.substring(0, trimmed.offsetByCodePoints(0, 1)).uppercase()
}
