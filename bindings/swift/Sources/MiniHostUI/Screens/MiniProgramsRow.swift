import MiniHost
import SwiftUI

/// The one row that an app gains in its settings: put it into a `List` or `Form` inside a navigation view. It shows itself when the host's
/// policy says so, and leads to the used list.
public struct MiniProgramsRow: View {
    @ObservedObject private var programs: MiniPrograms

    public init(_ programs: MiniPrograms) { self.programs = programs }

    public var body: some View {
        if let host = programs.host { HostRow(host: host) }
    }
}

private struct HostRow: View {
    let host: MiniHost
    @StateObject private var row: Observed<SettingsRowState, SettingsRowEvent, SettingsRowEffect>

    init(host: MiniHost) {
        self.host = host
        _row = StateObject(wrappedValue: Observed(SettingsRowPresenter(host: host, language: .current)))
    }

    var body: some View {
        SettingsRowView(state: row.state) { UsedListScreen(host: host) }
    }
}

/// The row without a host: what its state says and nothing else.
struct SettingsRowView<Destination: View>: View {
    let state: SettingsRowState
    @ViewBuilder let destination: () -> Destination

    var body: some View {
        if case .shown(let row) = state {
            NavigationLink(destination: destination()) {
                HStack(spacing: 12) {
                    Image(systemName: "square.grid.2x2").foregroundColor(.accentColor)
                    Text(row.title)
                    Spacer()
                    Text(row.subtitle).foregroundColor(.secondary)
                }
            }
            .accessibilityLabel(Text(row.label))
        }
    }
}
