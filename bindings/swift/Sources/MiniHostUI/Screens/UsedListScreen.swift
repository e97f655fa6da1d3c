import MiniHost
import SwiftUI

/// "Mini programs you've used", with the way to the catalog. Push it, or let `MiniProgramsRow` do so.
public struct UsedListScreen: View {
    private let host: MiniHost
    @StateObject private var list: Observed<UsedListState, UsedListEvent, UsedListEffect>
    @StateObject private var opened: Opened

    public init(host: MiniHost) {
        self.host = host
        let opened = Opened()
        _opened = StateObject(wrappedValue: opened)
        _list = StateObject(
            wrappedValue: Observed(UsedListPresenter(host: host, language: .current)) { effect in
                switch effect {
                case .openProgram(let id, let name): opened.program = OpenedProgram(id: id, name: name)
                }
            })
    }

    public var body: some View {
        UsedListView(state: list.state, icons: Icons(host: host)) { list.on($0) }
            .toolbar {
                ToolbarItem(placement: .navigationBarTrailing) {
                    NavigationLink(destination: CatalogScreen(host: host)) {
                        Image(systemName: "plus.magnifyingglass")
                    }
                    .accessibilityLabel(Text("catalog.open", bundle: .module))
                }
            }
            .fullScreenCover(item: $opened.program) { program in ProgramScreen(host: host, program: program.id, name: program.name) }
    }
}

/// Which program covers the screen.
@MainActor
final class Opened: ObservableObject {
    @Published var program: OpenedProgram?
}

/// The list without a host: what its state says and nothing else.
struct UsedListView: View {
    let state: UsedListState
    let icons: Icons
    let on: (UsedListEvent) -> Void

    var body: some View {
        content
            .navigationTitle(Text(state.title))
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

    @ViewBuilder private var content: some View {
        switch state.content {
        case .loading: ProgressView()
        case .empty(let title, let text): WordsInPlace(title: title, text: text, button: nil) {}
        case .failed(let text, let retry): WordsInPlace(title: "", text: text, button: retry) { on(.retryTapped) }
        case .rows(let rows):
            List(rows) { row in
                Button {
                    on(.rowTapped(id: row.id))
                } label: {
                    ProgramRow(id: row.id, name: row.name, detail: row.detail, letter: row.letter, pinned: row.pinned, icons: icons)
                }
                .accessibilityLabel(Text(row.label))
                .swipeActions(edge: .trailing) {
                    Button(row.removeAction, role: .destructive) { on(.removeTapped(id: row.id)) }
                    Button(row.pinAction) { on(.pinTapped(id: row.id)) }
                }
                .accessibilityAction(named: Text(row.removeAction)) { on(.removeTapped(id: row.id)) }
                .accessibilityAction(named: Text(row.pinAction)) { on(.pinTapped(id: row.id)) }
            }
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
