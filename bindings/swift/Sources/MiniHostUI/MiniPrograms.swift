import Foundation
import MiniHost
import SwiftUI

/// Mini programs in this app: made once, when the app starts, and handed to `MiniProgramsRow`.
///
///     @StateObject private var programs = MiniPrograms(HostIdentity(id: "com.example.app", name: "Example", version: "1.0"))
@MainActor
public final class MiniPrograms: ObservableObject {
    /// The host, once it is open. None while it opens, or when its store cannot be used.
    @Published public private(set) var host: MiniHost?

    /// Opens the host in the background; the row shows when it is there.
    ///
    /// `programs` is a folder with programs that come with the app and their `catalog.json`. Ports that are not given are the system's.
    public init(_ app: HostIdentity, programs: URL? = nil, entry: EntryPolicy = EntryPolicy(), ports: Ports = .system()) {
        let support = FileManager.default.urls(for: .applicationSupportDirectory, in: .userDomainMask).first
        let folder = (support ?? FileManager.default.temporaryDirectory).appendingPathComponent("MiniHost")
        let config = HostConfig(folder: folder.path, identity: app, entry: entry, catalogFolder: programs?.path ?? "")
        Task { [weak self] in
            // Without a store there is no row; the app goes on. The core's log says why.
            let opened = try? await MiniHost.create(config, ports: ports)
            self?.host = opened
        }
    }
}

/// A program to be opened.
struct OpenedProgram: Identifiable {
    let id: String
    let name: String
}

/// A presenter's state for SwiftUI.
@MainActor
final class Observed<State: Equatable & Sendable, Event: Sendable, Effect: Sendable>: ObservableObject {
    @Published private(set) var state: State
    private let presenter: Presenter<State, Event, Effect>?
    private var listening: [Task<Void, Never>] = []

    init(_ presenter: Presenter<State, Event, Effect>, effect: @escaping (Effect) -> Void = { _ in }) {
        self.presenter = presenter
        state = presenter.state
        listening = [
            Task { [weak self] in for await state in presenter.states() { self?.state = state } },
            Task { for await wish in presenter.effects { effect(wish) } },
        ]
    }

    func on(_ event: Event) { presenter?.on(event) }

    func close() {
        for task in listening { task.cancel() }
        presenter?.close()
    }

    deinit { for task in listening { task.cancel() } }
}
