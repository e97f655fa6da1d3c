import Foundation

/// How long a removal can be undone.
let undoMs: UInt64 = 5_000

/// What the presenter needs of a host; tests have their own.
protocol UsedListSource: Sendable {
    func rows() -> AsyncThrowingStream<[UsedProgram], any Error>
    func remove(_ id: String) async throws(MiniHostError)
    func setPinned(_ id: String, _ pinned: Bool) async throws(MiniHostError)
    func clear() async throws(MiniHostError)
}

private struct HostSource: UsedListSource {
    let host: MiniHost
    let language: Language

    func rows() -> AsyncThrowingStream<[UsedProgram], any Error> { host.used(language) }
    func remove(_ id: String) async throws(MiniHostError) { try await host.removeUsed(id) }
    func setPinned(_ id: String, _ pinned: Bool) async throws(MiniHostError) { try await host.setPinned(id, pinned) }
    func clear() async throws(MiniHostError) { try await host.clearUsed() }
}

/// Where a presenter's time comes from.
struct Time: Sendable {
    var zone: TimeZone = .current
    var nowMs: @Sendable () -> Int64 = systemTimeMs
    var sleep: @Sendable (_ ms: UInt64) async throws -> Void = { try await Task.sleep(nanoseconds: $0 * 1_000_000) }
}

/// See `UsedListState`.
public final class UsedListPresenter: Presenter<UsedListState, UsedListEvent, UsedListEffect> {
    private let source: any UsedListSource
    private let language: Language
    private let time: Time
    private var reading: Task<Void, Never>?
    private var known: [UsedProgram] = []
    /// Removed by the user, and not yet in the store: it can be undone.
    private var leaving: UsedProgram?
    private var countdown: Task<Void, Never>?

    public convenience init(host: MiniHost, language: Language) {
        self.init(source: HostSource(host: host, language: language), language: language, time: Time())
    }

    init(source: any UsedListSource, language: Language, time: Time) {
        self.source = source
        self.language = language
        self.time = time
        super.init(first: Self.loading(language))
        read()
    }

    private func read() {
        reading?.cancel()
        let rows = source.rows()
        reading = Task { [weak self] in
            do {
                for try await read in rows {
                    guard let self else { return }
                    known = read
                    show()
                }
            } catch {
                if !Task.isCancelled { self?.failed(error) }
            }
        }
    }

    private func show() {
        let rows = known.filter { $0.id != leaving?.id }
        state.content = Self.content(rows, language, time)
        state.clear = rows.isEmpty ? nil : Words.clear.of(language)
    }

    private func failed(_ error: any Error) {
        let error = error as? MiniHostError ?? .internal(reason: String(describing: error))
        state.content = .failed(text: error.userMessage(language), retry: Words.retry.of(language))
        state.clear = nil
        state.question = nil
    }

    public override func on(_ event: UsedListEvent) {
        switch event {
        case .rowTapped(let id):
            if let row = row(id) { wish(.openProgram(id: row.id, name: row.name)) }
        case .removeTapped(let id):
            if let row = row(id) { leave(row) }
        case .pinTapped(let id):
            if let row = row(id) {
                act { (source) async throws(MiniHostError) in try await source.setPinned(row.id, !row.pinned) }
            }
        case .undoTapped:
            countdown?.cancel()
            leaving = nil
            state.notice = nil
            show()
        case .clearTapped:
            if state.clear != nil { state.question = Self.question(language) }
        case .confirmed:
            let asked = state.question != nil
            state.question = nil
            if asked { act { (source) async throws(MiniHostError) in try await source.clear() } }
        case .declined:
            state.question = nil
        case .retryTapped:
            state.content = .loading
            read()
        }
    }

    private func row(_ id: String) -> UsedProgram? { known.first { $0.id == id } }

    /// Off the screen at once, out of the store when it can no longer be undone.
    private func leave(_ row: UsedProgram) {
        // One at a time: a second removal makes the first one final.
        settle()
        leaving = row
        state.notice = .init(text: Words.removed.of(language, row.name), undo: Words.undo.of(language))
        show()
        // Holds the presenter: a screen that is let go meanwhile does not take the removal back.
        countdown = Task { [self, time] in
            guard (try? await time.sleep(undoMs)) != nil, !Task.isCancelled else { return }
            settle()
        }
    }

    private func settle() {
        guard let row = leaving else { return }
        countdown?.cancel()
        leaving = nil
        state.notice = nil
        known.removeAll { $0.id == row.id }
        act { (source) async throws(MiniHostError) in try await source.remove(row.id) }
    }

    /// Goes on when the screen is left: whoever leaves it meanwhile meant what they did.
    private func act(_ work: @escaping @Sendable (any UsedListSource) async throws(MiniHostError) -> Void) {
        Task { [weak self, source] in
            do throws(MiniHostError) {
                try await work(source)
            } catch {
                guard let self else { return }
                state.notice = .init(text: error.userMessage(language), undo: nil)
                read()
            }
        }
    }

    /// What waits for an undo becomes final.
    public override func close() {
        settle()
        reading?.cancel()
        super.close()
    }

    deinit {
        reading?.cancel()
        countdown?.cancel()
    }
}

extension UsedListPresenter {
    private nonisolated static func loading(_ language: Language) -> UsedListState {
        UsedListState(title: Words.miniPrograms.of(language), content: .loading)
    }

    private nonisolated static func question(_ language: Language) -> UsedListState.Question {
        .init(
            title: Words.clearAsk.of(language), text: Words.clearText.of(language), confirm: Words.clear.of(language),
            cancel: Words.cancel.of(language))
    }

    private nonisolated static func content(_ rows: [UsedProgram], _ language: Language, _ time: Time) -> UsedListState.Content {
        if rows.isEmpty {
            return .empty(title: Words.usedEmptyTitle.of(language), text: Words.usedEmptyText.of(language))
        }
        let now = time.nowMs()
        return .rows(
            rows.map { row in
                let ago = timeAgo(row.lastUsedMs, now: now, in: time.zone, language)
                let pinned = row.pinned ? Words.pinned.of(language) : ""
                return UsedRow(
                    id: row.id,
                    name: row.name,
                    detail: [row.publisher, ago].filter { !$0.isEmpty }.joined(separator: " · "),
                    letter: letter(of: row.name),
                    pinned: row.pinned,
                    label: [row.name, row.publisher, ago, pinned].filter { !$0.isEmpty }.joined(separator: ", "),
                    removeAction: Words.remove.of(language),
                    pinAction: (row.pinned ? Words.unpin : Words.pin).of(language))
            })
    }

    /// Every state that a view must know.
    public nonisolated static func samples(_ language: Language) -> [Sample<UsedListState>] {
        let zh = language == .zh
        let minute: Int64 = 60_000
        let now: Int64 = 1_764_000_000_000
        let time = Time(zone: TimeZone(secondsFromGMT: 0) ?? .current, nowMs: { now })
        func row(_ id: String, _ name: String, _ publisher: String, ago: Int64, pinned: Bool = false) -> UsedProgram {
            UsedProgram(
                id: id, name: name, version: "1.0.0", publisher: publisher, dialect: .bytedance, lastUsedMs: now - ago,
                pinned: pinned)
        }
        let few = [
            row("todo", zh ? "待办清单" : "To-do", zh ? "小事工作室" : "Small Things", ago: 0, pinned: true),
            row("shop", zh ? "小窑杂货" : "Kiln & Leaf", zh ? "小窑手作" : "Kiln & Leaf Makers", ago: 9 * minute),
            row("news", zh ? "早间新闻" : "Morning Paper", zh ? "港湾报社" : "Harbour Press", ago: 26 * 60 * minute),
        ]
        let more = (1...30).map { number in
            row(
                "many\(number)", zh ? "名字很长的小程序第\(number)号" : "Program no. \(number) with a long name", "",
                ago: Int64(number) * 1440 * minute)
        }
        func state(_ rows: [UsedProgram]) -> UsedListState {
            UsedListState(
                title: Words.miniPrograms.of(language), content: content(rows, language, time),
                clear: rows.isEmpty ? nil : Words.clear.of(language))
        }
        var removed = state([few[0], few[2]])
        removed.notice = .init(text: Words.removed.of(language, few[1].name), undo: Words.undo.of(language))
        var asked = state(few)
        asked.question = question(language)
        var broken = loading(language)
        broken.content = .failed(
            text: MiniHostError.store(reason: "").userMessage(language), retry: Words.retry.of(language))
        return [
            Sample(name: "loading", state: loading(language)),
            Sample(name: "first-day", state: state([])),
            Sample(name: "few", state: state(few)),
            Sample(name: "many", state: state(few + more)),
            Sample(name: "removed", state: removed),
            Sample(name: "clear-asked", state: asked),
            Sample(name: "failed", state: broken),
        ]
    }
}
