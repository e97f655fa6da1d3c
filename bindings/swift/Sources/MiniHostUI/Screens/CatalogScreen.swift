import MiniHost
import SwiftUI

/// What is on offer.
public struct CatalogScreen: View {
    private let host: MiniHost
    @StateObject private var catalog: Observed<CatalogState, CatalogEvent, CatalogEffect>
    @StateObject private var opened: Opened

    public init(host: MiniHost) {
        self.host = host
        let opened = Opened()
        _opened = StateObject(wrappedValue: opened)
        _catalog = StateObject(
            wrappedValue: Observed(CatalogPresenter(host: host, language: .current)) { effect in
                switch effect {
                case .openProgram(let id, let name): opened.program = OpenedProgram(id: id, name: name)
                }
            })
    }

    public var body: some View {
        CatalogView(state: catalog.state, icons: Icons(host: host)) { catalog.on($0) }
            .fullScreenCover(item: $opened.program) { program in ProgramScreen(host: host, program: program.id, name: program.name) }
    }
}

/// The catalog without a host: what its state says and nothing else.
struct CatalogView: View {
    let state: CatalogState
    let icons: Icons
    let on: (CatalogEvent) -> Void

    var body: some View { content.navigationTitle(Text(state.title)) }

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
                    ProgramRow(id: row.id, name: row.name, detail: row.detail, letter: row.letter, pinned: false, icons: icons)
                }
                .accessibilityLabel(Text(row.label))
            }
        }
    }
}
