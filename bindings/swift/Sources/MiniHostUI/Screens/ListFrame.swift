import MiniHost
import SwiftUI

/// What every list of programs is made of: a presenter, the program that covers the screen once a row is tapped, and the list itself.
struct PresentedList<State: Equatable & Sendable, Event: Sendable, Effect: Sendable, Content: View>: View {
    private let host: MiniHost
    private let content: (State, @escaping (Event) -> Void) -> Content
    @StateObject private var list: Observed<State, Event, Effect>
    @StateObject private var opened: Opened

    /// `opens` says which program an effect asks for.
    init(
        host: MiniHost, presenter: @escaping @MainActor () -> Presenter<State, Event, Effect>,
        opens: @escaping (Effect) -> OpenedProgram,
        @ViewBuilder content: @escaping (State, @escaping (Event) -> Void) -> Content
    ) {
        self.host = host
        self.content = content
        let opened = Opened()
        _opened = StateObject(wrappedValue: opened)
        _list = StateObject(wrappedValue: Observed(presenter()) { opened.program = opens($0) })
    }

    var body: some View {
        content(list.state) { list.on($0) }
            .fullScreenCover(item: $opened.program) { program in ProgramScreen(host: host, program: program.id, name: program.name) }
    }
}

/// Which program covers the screen.
@MainActor
private final class Opened: ObservableObject {
    @Published var program: OpenedProgram?
}

/// How a list stands, whatever it lists.
enum ListContent<Row: Identifiable> {
    case loading
    case empty(title: String, text: String)
    case failed(text: String, retry: String)
    case rows([Row])
}

extension UsedListState {
    var list: ListContent<UsedRow> {
        switch content {
        case .loading: .loading
        case .empty(let title, let text): .empty(title: title, text: text)
        case .failed(let text, let retry): .failed(text: text, retry: retry)
        case .rows(let rows): .rows(rows)
        }
    }
}

extension CatalogState {
    var list: ListContent<CatalogRow> {
        switch content {
        case .loading: .loading
        case .empty(let title, let text): .empty(title: title, text: text)
        case .failed(let text, let retry): .failed(text: text, retry: retry)
        case .rows(let rows): .rows(rows)
        }
    }
}

/// A list of programs under its title, or what stands in its place.
struct ProgramList<Row: Identifiable, RowView: View>: View {
    let title: String
    let content: ListContent<Row>
    let retry: @MainActor () -> Void
    @ViewBuilder let row: (Row) -> RowView

    var body: some View { shown.navigationTitle(Text(title)) }

    @ViewBuilder private var shown: some View {
        switch content {
        case .loading: ProgressView()
        case .empty(let title, let text): WordsInPlace(title: title, text: text, button: nil) {}
        case .failed(let text, let retry): WordsInPlace(title: "", text: text, button: retry, action: self.retry)
        case .rows(let rows): List(rows) { row($0) }
        }
    }
}

/// A row that opens its program.
struct ProgramButton: View {
    let row: ProgramRow
    let label: String
    let open: @MainActor () -> Void

    var body: some View {
        Button(action: open) { row }.accessibilityLabel(Text(label))
    }
}
