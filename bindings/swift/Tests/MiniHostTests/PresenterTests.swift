import Foundation
import Testing

@testable import MiniHost

private final class FakeList: UsedListSource {
    let calls = Locked<[String]>([])
    let fault = Locked<MiniHostError?>(nil)
    let given: [UsedProgram]

    init(_ given: [UsedProgram]) { self.given = given }

    func rows() -> AsyncThrowingStream<[UsedProgram], any Error> {
        AsyncThrowingStream { continuation in
            if let error = fault.withLock({ $0 }) { return continuation.finish(throwing: error) }
            continuation.yield(given)
        }
    }

    func remove(_ id: String) async throws(MiniHostError) { try call("remove \(id)") }
    func setPinned(_ id: String, _ pinned: Bool) async throws(MiniHostError) { try call("pin \(id) \(pinned)") }
    func clear() async throws(MiniHostError) { try call("clear") }

    private func call(_ what: String) throws(MiniHostError) {
        calls.withLock { $0.append(what) }
        if let error = fault.withLock({ $0 }) { throw error }
    }

    var said: [String] { calls.withLock { $0 } }
}

private func used(_ id: String, ago minutes: Int64, pinned: Bool = false) -> UsedProgram {
    UsedProgram(
        id: id, name: id.capitalized, version: "1", publisher: "P", dialect: .wechat, lastUsedMs: now - minutes * 60_000,
        pinned: pinned)
}

private let now: Int64 = 1_764_000_000_000

/// A clock that goes when it is told.
private final class Hand: Sendable {
    private let waiting = Locked<[CheckedContinuation<Void, Never>]>([])

    var time: Time {
        Time(zone: TimeZone(secondsFromGMT: 0)!, nowMs: { now }) { [self] _ in
            await withCheckedContinuation { continuation in waiting.withLock { $0.append(continuation) } }
        }
    }

    var count: Int { waiting.withLock { $0.count } }

    func go() {
        let all = waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        for one in all { one.resume() }
    }
}

@MainActor
@Suite
struct UsedListPresenterTests {
    @Test func rowsSayWhatIsNeeded() async throws {
        let hand = Hand()
        let list = UsedListPresenter(source: FakeList([used("todo", ago: 5, pinned: true)]), language: .en, time: hand.time)
        try await until("rows are read") { list.rowIds == ["todo"] }
        guard case .rows(let rows) = list.state.content else { return }
        #expect(
            rows == [
                UsedRow(
                    id: "todo", name: "Todo", detail: "P · 5 min ago", letter: "T", pinned: true,
                    label: "Todo, P, 5 min ago, On top", removeAction: "Remove", pinAction: "No longer on top")
            ])
        list.on(.pinTapped(id: "todo"))
        list.on(.rowTapped(id: "todo"))
        list.on(.rowTapped(id: "nobody"))
        #expect(try await first(list.effects) == .openProgram(id: "todo", name: "Todo"))
    }

    @Test func aRemovalBecomesFinalWithTime() async throws {
        let (source, hand) = (FakeList([used("a", ago: 1), used("b", ago: 2)]), Hand())
        let list = UsedListPresenter(source: source, language: .zh, time: hand.time)
        try await until("rows are read") { list.rowIds == ["a", "b"] }
        list.on(.removeTapped(id: "a"))
        #expect(list.rowIds == ["b"])
        #expect(list.state.notice == .init(text: "已移除“A”", undo: "撤销"))
        #expect(source.said == [])
        // A second one makes the first final at once.
        list.on(.removeTapped(id: "b"))
        try await until("the first is gone") { source.said == ["remove a"] }
        #expect(list.rowIds == [])
        try await until("the countdown runs") { hand.count >= 1 }
        hand.go()
        try await until("the second is gone") { source.said == ["remove a", "remove b"] }
        #expect(list.state.notice == nil)
    }

    @Test func aRemovalOutlivesItsScreen() async throws {
        let (source, hand) = (FakeList([used("a", ago: 1)]), Hand())
        var list: UsedListPresenter? = UsedListPresenter(source: source, language: .en, time: hand.time)
        try await until("rows are read") { list?.rowIds == ["a"] }
        list?.on(.removeTapped(id: "a"))
        list = nil
        try await until("the countdown runs") { hand.count == 1 }
        hand.go()
        try await until("it is gone") { source.said == ["remove a"] }
    }

    @Test func undoTakesItBack() async throws {
        let (source, hand) = (FakeList([used("a", ago: 1)]), Hand())
        let list = UsedListPresenter(source: source, language: .en, time: hand.time)
        try await until("rows are read") { list.rowIds == ["a"] }
        list.on(.removeTapped(id: "a"))
        try await until("the countdown runs") { hand.count == 1 }
        list.on(.undoTapped)
        hand.go()
        #expect(list.rowIds == ["a"])
        list.close()
        #expect(source.said == [])
    }

    @Test func clearingAsksFirst() async throws {
        let source = FakeList([used("a", ago: 1)])
        let list = UsedListPresenter(source: source, language: .en, time: Hand().time)
        list.on(.clearTapped)
        #expect(list.state.question == nil, "nothing to clear while nothing is read")
        try await until("rows are read") { list.rowIds == ["a"] }
        list.on(.confirmed)
        list.on(.clearTapped)
        list.on(.declined)
        #expect(list.state.question == nil && source.said == [])
        list.on(.clearTapped)
        #expect(list.state.question?.confirm == "Clear all")
        list.on(.confirmed)
        try await until("it is cleared") { source.said == ["clear"] }
    }

    @Test func aFaultIsSaidAndCanBeRetried() async throws {
        let source = FakeList([used("a", ago: 1)])
        source.fault.withLock { $0 = .store(reason: "disk") }
        let list = UsedListPresenter(source: source, language: .en, time: Hand().time)
        try await until("it failed") {
            list.state.content == .failed(text: "Data cannot be read or saved. Restart the app.", retry: "Try again")
        }
        source.fault.withLock { $0 = nil }
        list.on(.retryTapped)
        try await until("rows are read") { list.rowIds == ["a"] }
        source.fault.withLock { $0 = .noSpace }
        list.on(.pinTapped(id: "a"))
        try await until("it is said") { list.state.notice?.text.contains("no room") == true }
    }
}

private final class FakeProgram: RunningProgram {
    let told = Locked<[String]>([])
    let life = Broadcast<SessionState>(first: .visible, .unbounded)
    var session: ProgramSession? { nil }

    func states() -> AsyncStream<SessionState> { life.stream() }
    func back() { say("back") }
    func show() { say("show") }
    func hide() { say("hide") }
    func setScreen(_ screen: Screen) { say("screen \(screen.width)") }
    func close() async { say("close") }

    private func say(_ what: String) { told.withLock { $0.append(what) } }
    var said: [String] { told.withLock { $0 } }
}

@MainActor
@Suite
struct ProgramScreenPresenterTests {
    @Test func aStoppedProgramCanBeOpenedAgain() async throws {
        let opened = Locked<[FakeProgram]>([])
        let screen = ProgramScreenPresenter(name: "To-do", language: .en, screen: phone) { (_) async throws(MiniHostError) in
            let program = FakeProgram()
            opened.withLock { $0.append(program) }
            return program
        }
        screen.on(.hidden)
        try await until("it runs") { screen.state.content == .running }
        let program = try #require(opened.withLock { $0.first })
        #expect(program.said == ["hide", "screen 375.0"])
        screen.on(.shown)
        screen.on(.back)
        program.life.send(.stopped(.timeBudget))
        try await until("it is said") {
            screen.state.content
                == .notice(
                    .init(
                        title: "\"To-do\" stopped", text: "It did not answer for too long.", again: "Open again", leave: "Back"))
        }
        program.life.finish()
        try await until("it is closed") { program.said == ["hide", "screen 375.0", "show", "back", "close"] }
        screen.on(.againTapped)
        try await until("it runs again") { screen.state.content == .running && opened.withLock { $0.count } == 2 }
        screen.close()
        try await until("leaving closes it") { opened.withLock { $0[1].said.last } == "close" }
    }

    @Test(arguments: [
        (MiniHostError.unavailable(reason: ""), true), (.noSpace, true), (.store(reason: ""), true),
        (.packageRefused(reason: ""), false), (.notSupported(reason: ""), false), (.noSuchProgram(program: ""), false),
    ])
    func onlyWhatMayHelpIsOffered(_ error: MiniHostError, _ helps: Bool) async throws {
        let screen = ProgramScreenPresenter(name: "X", language: .zh, screen: phone) { (_) async throws(MiniHostError) in throw error }
        try await until("it is said") { if case .notice = screen.state.content { true } else { false } }
        guard case .notice(let notice) = screen.state.content else { return }
        #expect(notice.text == error.userMessage(.zh))
        #expect(notice.again == (helps ? "重试" : nil))
        screen.on(.leaveTapped)
        #expect(try await first(screen.effects) == .finish)
    }
}

@Suite
struct WordsTests {
    @Test func everyWordIsThereInBothLanguages() {
        for word in Words.allCases {
            #expect(!word.of(.en).isEmpty && !word.of(.zh).isEmpty, "\(word)")
            #expect(word.of(.en) != word.of(.zh), "\(word)")
        }
    }

    @Test(arguments: [
        (0, "Just now", "刚刚"), (-5, "Just now", "刚刚"), (59, "59 min ago", "59分钟前"), (120, "2 h ago", "2小时前"),
        (24 * 60, "Yesterday", "昨天"), (3 * 24 * 60, "21 Nov", "11月21日"), (400 * 24 * 60, "20 Oct 2024", "2024年10月20日"),
    ] as [(Int64, String, String)])
    func timesAreSaidAsPeopleSayThem(_ minutes: Int64, _ en: String, _ zh: String) {
        // 24 November 2025, 16:00 UTC.
        let zone = TimeZone(secondsFromGMT: 0)!
        #expect(timeAgo(now - minutes * 60_000, now: now, in: zone, .en) == en)
        #expect(timeAgo(now - minutes * 60_000, now: now, in: zone, .zh) == zh)
    }

    @Test(arguments: [("To-do", "T"), (" 待办", "待"), ("", "?"), ("é", "É"), ("👩‍🚀 Space", "👩‍🚀")])
    func lettersStandForPictures(_ name: String, _ expected: String) { #expect(letter(of: name) == expected) }

    @MainActor
    @Test func samplesHaveNamesOfTheirOwn() {
        for language in Language.allCases {
            for names in [
                SettingsRowPresenter.samples(language).map(\.name), UsedListPresenter.samples(language).map(\.name),
                CatalogPresenter.samples(language).map(\.name), ProgramScreenPresenter.samples(language).map(\.name),
            ] { #expect(Set(names).count == names.count && names.count >= 3) }
        }
    }
}
