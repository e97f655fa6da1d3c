import Foundation
import Testing

@testable import MiniHost

/// The day on which an app gained one row in its settings, told by the presenters against the real core.
@MainActor
@Suite(.serialized)
struct FlowTests {
    @Test(arguments: Language.allCases)
    func theFirstDay(_ language: Language) async throws {
        try await withHost { host in
            // The settings have one row more; it says nothing of numbers yet.
            let row = SettingsRowPresenter(host: host, language: language)
            try await until("the row shows") { row.state != .hidden }
            guard case .shown(let said) = row.state else { return }
            #expect(said.title == (language == .zh ? "小程序" : "Mini programs"))
            #expect(said.subtitle == "")
            row.on(.tapped)
            #expect(try await first(row.effects) == .openUsedList)

            // Behind it is a list, empty on the first day.
            let list = UsedListPresenter(host: host, language: language)
            #expect(list.state.content == .loading)
            try await until("the list is read") { list.state.content != .loading }
            let title = language == .zh ? "你还没有用过小程序" : "Nothing here yet"
            guard case .empty(title, _) = list.state.content else {
                Issue.record("not the first day: \(list.state.content)")
                return
            }
            #expect(list.state.clear == nil)

            // The catalog offers four; the user takes the to-do list.
            let catalog = CatalogPresenter(host: host, language: language)
            try await until("the catalog is read") { catalog.state.content != .loading }
            guard case .rows(let offered) = catalog.state.content else {
                Issue.record("no catalog: \(catalog.state.content)")
                return
            }
            #expect(offered.map(\.id) == ["todo", "shop", "news", "gallery", "ride"])
            catalog.on(.rowTapped(id: "todo"))
            let name = language == .zh ? "待办清单" : "To-do"
            #expect(try await first(catalog.effects) == .openProgram(id: "todo", name: name))

            // It opens and draws.
            var screen = phone
            screen.language = language
            let program = ProgramScreenPresenter(
                host: host, program: "todo", name: name, options: OpenOptions(screen: screen))
            try await until("the program runs") { program.state.content == .running }
            let session = try #require(program.session)
            #expect(await session.settle())
            var shown = FrameState()
            _ = try shown.apply(try #require(try session.takeFrame()))
            let button = try #require(shown.accessible.first { $0.tap && $0.role == .button }, "the page has a button")

            // A tap on it reaches the program, which draws again.
            let place = try #require(Place.of(button, in: shown))
            tap(session, x: place.x, y: place.y)
            #expect(await session.settle())
            let next = try session.takeFrame()
            #expect(next != nil, "the tap changed the picture")

            // Back leaves it; the screen is told to go.
            program.on(.back)
            if program.state.content == .running, session.state.isOver == false { program.on(.back) }
            #expect(try await first(program.effects) == .finish)
            try await until("the program is over") { session.state == .closed && program.session == nil }

            // The list is now of one, and the row says so.
            try await until("the list is of one") { list.rowIds == ["todo"] }
            #expect(list.state.clear != nil)
            try await until("the row counts") {
                guard case .shown(let said) = row.state else { return false }
                return said.subtitle.contains("1")
            }

            // Removed at once from the screen, undone, removed again; final when the screen is left.
            list.on(.removeTapped(id: "todo"))
            #expect(list.rowIds == [])
            #expect(list.state.notice?.undo != nil)
            list.on(.undoTapped)
            #expect(list.rowIds == ["todo"])
            list.on(.removeTapped(id: "todo"))
            list.close()
            let deadline = Date(timeIntervalSinceNow: 20)
            while try await !host.usedRows(language, limit: 20).isEmpty {
                #expect(Date() < deadline, "the removal is durable")
                try await Task.sleep(nanoseconds: 5_000_000)
            }
            program.close()
            catalog.close()
            row.close()
        }
    }
}

extension UsedListPresenter {
    var rowIds: [String]? {
        switch state.content {
        case .rows(let rows): rows.map(\.id)
        case .empty: []
        default: nil
        }
    }
}

/// Where a thing for screen readers lies on the screen.
enum Place {
    static func of(_ thing: Frame.Accessible, in state: FrameState) -> (x: Float, y: Float)? {
        var x = thing.rect.x + thing.rect.width / 2
        var y = thing.rect.y + thing.rect.height / 2
        var id = thing.layer
        while id != 0 {
            guard let layer = state.layers.first(where: { $0.id == id }) else { return nil }
            x += layer.rect.x - (layer.scroll?.x ?? 0)
            y += layer.rect.y - (layer.scroll?.y ?? 0)
            id = layer.parent
        }
        return (x, y)
    }
}
