/// What is on offer.
public struct CatalogState: Sendable, Equatable {
    /// The screen's heading.
    public var title: String
    /// The middle of the screen.
    public var content: Content

    /// The middle of the screen.
    public enum Content: Sendable, Equatable {
        /// The catalog is being read.
        case loading
        /// Nothing is on offer.
        case empty(title: String, text: String)
        /// The list, to be shown in this order.
        case rows([CatalogRow])
        /// The catalog cannot be read.
        case failed(text: String, retry: String)
    }
}

/// One row of the catalog.
public struct CatalogRow: Sendable, Equatable, Identifiable {
    /// The program's id.
    public let id: String
    /// Its name.
    public let name: String
    /// What it does.
    public let detail: String
    /// Who publishes it; may be empty.
    public let publisher: String
    /// Stands for the picture while there is none.
    public let letter: String
    /// What a screen reader says.
    public let label: String
}

/// What a user does with the catalog.
public enum CatalogEvent: Sendable, Equatable {
    /// A row was tapped.
    case rowTapped(id: String)
    /// Read it again.
    case retryTapped
}

/// What the app does then.
public enum CatalogEffect: Sendable, Equatable {
    /// Opens a program.
    case openProgram(id: String, name: String)
}

/// See `CatalogState`.
public final class CatalogPresenter: Presenter<CatalogState, CatalogEvent, CatalogEffect> {
    private let entries: @Sendable () async throws(MiniHostError) -> [CatalogEntry]
    private let language: Language
    private var reading: Task<Void, Never>?

    public convenience init(host: MiniHost, language: Language) {
        self.init(entries: { () async throws(MiniHostError) in try await host.catalog(language) }, language: language)
    }

    init(entries: @escaping @Sendable () async throws(MiniHostError) -> [CatalogEntry], language: Language) {
        self.entries = entries
        self.language = language
        super.init(first: Self.loading(language))
        read()
    }

    private func read() {
        reading?.cancel()
        state = Self.loading(language)
        reading = Task { [weak self, entries, language] in
            let content: CatalogState.Content
            do throws(MiniHostError) {
                content = Self.content(try await entries())
            } catch {
                content = .failed(text: error.userMessage(language), retry: Words.retry.of(language))
            }
            if !Task.isCancelled { self?.show(content) }
        }
    }

    private func show(_ content: CatalogState.Content) {
        if case .rows(let rows) = content, rows.isEmpty {
            state.content = Self.empty(language)
        } else {
            state.content = content
        }
    }

    public override func on(_ event: CatalogEvent) {
        switch event {
        case .rowTapped(let id):
            if case .rows(let rows) = state.content, let row = rows.first(where: { $0.id == id }) {
                wish(.openProgram(id: row.id, name: row.name))
            }
        case .retryTapped:
            read()
        }
    }

    public override func close() {
        reading?.cancel()
        super.close()
    }

    deinit { reading?.cancel() }
}

extension CatalogPresenter {
    private nonisolated static func loading(_ language: Language) -> CatalogState {
        CatalogState(title: Words.catalogTitle.of(language), content: .loading)
    }

    private nonisolated static func empty(_ language: Language) -> CatalogState.Content {
        .empty(title: Words.catalogEmptyTitle.of(language), text: Words.catalogEmptyText.of(language))
    }

    private nonisolated static func content(_ entries: [CatalogEntry]) -> CatalogState.Content {
        .rows(
            entries.map { entry in
                let label = [entry.name, entry.description, entry.publisher].filter { !$0.isEmpty }.joined(separator: ", ")
                return CatalogRow(
                    id: entry.id, name: entry.name, detail: entry.description, publisher: entry.publisher,
                    letter: letter(of: entry.name), label: label)
            })
    }

    /// Every state that a view must know.
    public nonisolated static func samples(_ language: Language) -> [Sample<CatalogState>] {
        let zh = language == .zh
        func entry(_ id: String, _ name: String, _ description: String) -> CatalogEntry {
            CatalogEntry(id: id, name: name, description: description, version: "1.0.0", publisher: "", dialect: .wechat)
        }
        let few = [
            entry("todo", zh ? "待办清单" : "To-do", zh ? "记下要做的事，做完划掉。" : "Write things down, tick them off."),
            entry("shop", zh ? "小窑杂货" : "Kiln & Leaf", zh ? "陶器、灯火和绿叶。" : "Pottery, light and leaves."),
        ]
        func state(_ content: CatalogState.Content) -> CatalogState {
            CatalogState(title: Words.catalogTitle.of(language), content: content)
        }
        let offline = MiniHostError.unavailable(reason: "").userMessage(language)
        return [
            Sample(name: "loading", state: loading(language)),
            Sample(name: "empty", state: state(empty(language))),
            Sample(name: "few", state: state(content(few))),
            Sample(name: "failed", state: state(.failed(text: offline, retry: Words.retry.of(language)))),
        ]
    }
}
