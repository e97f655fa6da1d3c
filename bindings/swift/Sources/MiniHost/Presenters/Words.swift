import Foundation

/// What screens say, in both languages. `{0}` is filled in.
enum Words: String, CaseIterable {
    case miniPrograms, usedEmptyTitle, usedEmptyText, catalogTitle, catalogEmptyTitle, catalogEmptyText, retry, remove, pin, unpin
    case pinned, clear, clearAsk, clearText, cancel, removed, undo, opening, stoppedTitle, stoppedTime, stoppedMemory, stoppedFlood
    case stoppedInternal, reopen, back, justNow, minutesAgo, hoursAgo, yesterday

    private var both: (en: String, zh: String) {
        switch self {
        case .miniPrograms: ("Mini programs", "小程序")
        case .usedEmptyTitle: ("Nothing here yet", "你还没有用过小程序")
        case .usedEmptyText: ("Mini programs you open will be listed here.", "打开过的小程序会出现在这里。")
        case .catalogTitle: ("Discover", "发现小程序")
        case .catalogEmptyTitle: ("Nothing on offer", "暂无小程序")
        case .catalogEmptyText: ("Come back later.", "请稍后再来看看。")
        case .retry: ("Try again", "重试")
        case .remove: ("Remove", "移除")
        case .pin: ("Keep on top", "置顶")
        case .unpin: ("No longer on top", "取消置顶")
        case .pinned: ("On top", "已置顶")
        case .clear: ("Clear all", "清空")
        case .clearAsk: ("Clear the whole list?", "清空全部记录？")
        case .clearText: ("What programs have stored stays.", "小程序内的数据会保留。")
        case .cancel: ("Cancel", "取消")
        case .removed: ("\"{0}\" removed", "已移除“{0}”")
        case .undo: ("Undo", "撤销")
        case .opening: ("Opening \"{0}\"", "正在打开“{0}”")
        case .stoppedTitle: ("\"{0}\" stopped", "“{0}”已停止运行")
        case .stoppedTime: ("It did not answer for too long.", "小程序长时间无响应。")
        case .stoppedMemory: ("It used too much memory.", "小程序占用内存过多。")
        case .stoppedFlood: ("It asked for too much at once.", "小程序请求过于频繁。")
        case .stoppedInternal: ("Something went wrong.", "出了点问题。")
        case .reopen: ("Open again", "重新打开")
        case .back: ("Back", "返回")
        case .justNow: ("Just now", "刚刚")
        case .minutesAgo: ("{0} min ago", "{0}分钟前")
        case .hoursAgo: ("{0} h ago", "{0}小时前")
        case .yesterday: ("Yesterday", "昨天")
        }
    }

    func of(_ language: Language, _ filling: String = "") -> String {
        let words = switch language {
        case .en: both.en
        case .zh: both.zh
        }
        return words.replacingOccurrences(of: "{0}", with: filling)
    }
}

private let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

/// When something was, as people say it. A time in the future (a clock that was set back) is "just now".
func timeAgo(_ thenMs: Int64, now nowMs: Int64, in zone: TimeZone, _ language: Language) -> String {
    let minutes = (nowMs - thenMs) / 60_000
    if minutes < 1 { return Words.justNow.of(language) }
    if minutes < 60 { return Words.minutesAgo.of(language, String(minutes)) }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let today = calendar.startOfDay(for: Date(ms: nowMs))
    let then = calendar.startOfDay(for: Date(ms: thenMs))
    if then == today { return Words.hoursAgo.of(language, String(minutes / 60)) }
    if then == calendar.date(byAdding: .day, value: -1, to: today) { return Words.yesterday.of(language) }
    let (year, month, day) = (
        calendar.component(.year, from: then), calendar.component(.month, from: then), calendar.component(.day, from: then)
    )
    switch (year == calendar.component(.year, from: today), language) {
    case (true, .zh): return "\(month)月\(day)日"
    case (true, .en): return "\(day) \(months[month - 1])"
    case (false, .zh): return "\(year)年\(month)月\(day)日"
    case (false, .en): return "\(day) \(months[month - 1]) \(year)"
    }
}

extension Date {
    init(ms: Int64) { self.init(timeIntervalSince1970: Double(ms) / 1000) }
}

/// Milliseconds since 1970 UTC.
@Sendable
func systemTimeMs() -> Int64 { Int64(Date().timeIntervalSince1970 * 1000) }

/// What stands in a program's place while it has no picture: its name's first letter.
func letter(of name: String) -> String {
    name.trimmingCharacters(in: .whitespacesAndNewlines).first.map { $0.uppercased() } ?? "?"
}
