import MiniHost
import SwiftUI

/// "Mini programs you've used", with the way to the catalog. Push it, or let `MiniProgramsRow` do so.
public struct UsedListScreen: View {
    private let host: MiniHost

    public init(host: MiniHost) { self.host = host }

    public var body: some View {
        PresentedList(host: host) {
            UsedListPresenter(host: host, language: .current)
        } opens: { effect in
            switch effect {
            case .openProgram(let id, let name): OpenedProgram(id: id, name: name)
            }
        } content: { state, on in
            UsedListView(state: state, icons: Icons(host: host), on: on)
                .toolbar {
                    ToolbarItem(placement: .navigationBarTrailing) {
                        NavigationLink(destination: CatalogScreen(host: host)) {
                            Image(systemName: "plus.magnifyingglass")
                        }
                        .accessibilityLabel(Text("minihost_discover", bundle: .module))
                    }
                }
        }
    }
}

/// The list without a host: what its state says and nothing else.
struct UsedListView: View {
    let state: UsedListState
    let icons: Icons
    let on: (UsedListEvent) -> Void

    var body: some View {
        list
            .toolbar {
                ToolbarItem(placement: .navigationBarLeading) {
                    if let clear = state.clear { Button(clear) { on(.clearTapped) } }
                }
            }
            .alert(
                Text(state.question?.title ?? ""),
                isPresented: Binding(get: { state.question != nil }, set: { if !$0 { on(.declined) } })
            ) {
                Button(state.question?.confirm ?? "", role: .destructive) { on(.confirmed) }
                Button(state.question?.cancel ?? "", role: .cancel) { on(.declined) }
            } message: {
                Text(state.question?.text ?? "")
            }
            .safeAreaInset(edge: .bottom) {
                if let notice = state.notice { NoticeBar(notice: notice) { on(.undoTapped) } }
            }
    }

    private var list: some View {
        ProgramList(title: state.title, content: state.list) {
            on(.retryTapped)
        } row: { row in
            ProgramButton(
                row: ProgramRow(id: row.id, name: row.name, detail: row.detail, letter: row.letter, pinned: row.pinned, icons: icons),
                label: row.label
            ) { on(.rowTapped(id: row.id)) }
            .swipeActions(edge: .trailing) {
                Button(row.removeAction, role: .destructive) { on(.removeTapped(id: row.id)) }
                Button(row.pinAction) { on(.pinTapped(id: row.id)) }
            }
            .accessibilityAction(named: Text(row.removeAction)) { on(.removeTapped(id: row.id)) }
            .accessibilityAction(named: Text(row.pinAction)) { on(.pinTapped(id: row.id)) }
        }
    }
}

private struct NoticeBar: View {
    let notice: UsedListState.Notice
    let undo: @MainActor () -> Void

    var body: some View {
        HStack(spacing: 12) {
            Text(notice.text)
            Spacer()
            if let words = notice.undo { Button(words, action: undo) }
        }
        .padding()
        .background(.regularMaterial)
    }
}
