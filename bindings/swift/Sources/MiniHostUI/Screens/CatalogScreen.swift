import MiniHost
import SwiftUI

/// What is on offer.
public struct CatalogScreen: View {
    private let host: MiniHost

    public init(host: MiniHost) { self.host = host }

    public var body: some View {
        PresentedList(host: host) {
            CatalogPresenter(host: host, language: .current)
        } opens: { effect in
            switch effect {
            case .openProgram(let id, let name): OpenedProgram(id: id, name: name)
            }
        } content: { state, on in
            CatalogView(state: state, icons: Icons(host: host), on: on)
        }
    }
}

/// The catalog without a host: what its state says and nothing else.
struct CatalogView: View {
    let state: CatalogState
    let icons: Icons
    let on: (CatalogEvent) -> Void

    var body: some View {
        ProgramList(title: state.title, content: state.list) {
            on(.retryTapped)
        } row: { row in
            ProgramButton(
                row: ProgramRow(id: row.id, name: row.name, detail: row.detail, letter: row.letter, pinned: false, icons: icons),
                label: row.label
            ) { on(.rowTapped(id: row.id)) }
        }
    }
}
