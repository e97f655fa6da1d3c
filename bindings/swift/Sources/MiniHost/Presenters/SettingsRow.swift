/// The one row that an app gains in its settings.
public enum SettingsRowState: Sendable, Equatable {
    /// No row: not yet decided, not rolled out to here, or the store cannot be read.
    case hidden
    /// A row that can be tapped.
    case shown(Row)

    /// What the row says.
    public struct Row: Sendable, Equatable {
        /// In the row.
        public let title: String
        /// Below or beside it; may be empty.
        public let subtitle: String
        /// What a screen reader says.
        public let label: String
    }
}

/// What a user does with the row.
public enum SettingsRowEvent: Sendable, Equatable {
    case tapped
}

/// What the app does then.
public enum SettingsRowEffect: Sendable, Equatable {
    case openUsedList
}

/// See `SettingsRowState`.
public final class SettingsRowPresenter: Presenter<SettingsRowState, SettingsRowEvent, SettingsRowEffect> {
    public convenience init(host: MiniHost, language: Language) { self.init(entries: host.settingsEntry(language)) }

    init(entries: AsyncThrowingStream<SettingsEntry, any Error>) {
        super.init(first: .hidden)
        tasks.run { [weak self] in
            do {
                for try await entry in entries { await self?.show(Self.shown(entry)) }
            } catch {
                // A settings screen must open even when our store does not.
                await self?.show(.hidden)
            }
        }
    }

    private func show(_ state: SettingsRowState) { self.state = state }

    public override func on(_ event: SettingsRowEvent) {
        switch event {
        case .tapped: if state != .hidden { wish(.openUsedList) }
        }
    }

    private nonisolated static func shown(_ entry: SettingsEntry) -> SettingsRowState {
        guard entry.visible else { return .hidden }
        let label = [entry.title, entry.subtitle].filter { !$0.isEmpty }.joined(separator: ", ")
        return .shown(.init(title: entry.title, subtitle: entry.subtitle, label: label))
    }

    /// Every state that a view must know.
    public nonisolated static func samples(_ language: Language) -> [Sample<SettingsRowState>] {
        let title = Words.miniPrograms.of(language)
        let subtitle = language == .zh ? "用过 3 个小程序" : "3 programs used"
        return [
            Sample(name: "hidden", state: .hidden),
            Sample(name: "first-day", state: shown(SettingsEntry(visible: true, title: title, subtitle: "", usedCount: 0))),
            Sample(name: "used", state: shown(SettingsEntry(visible: true, title: title, subtitle: subtitle, usedCount: 3))),
        ]
    }
}
