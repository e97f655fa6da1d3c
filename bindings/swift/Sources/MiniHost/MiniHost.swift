import Foundation
internal import MiniHostFFI

/// The host: made once per app, safe to share between tasks.
///
///     let host = try await MiniHost.create(HostConfig(folder: folder, identity: identity, catalogFolder: programs))
///     for try await rows in host.used(.en) { print(rows.map(\.name)) }
///
/// Functions that are `async` work on threads of their own, not on Swift's. All of them throw `MiniHostError`; after `close()` that is
/// `.closed`, streams end, and no port or listener is called any more.
public final class MiniHost: Sendable {
    private let core: CoreHost

    private init(_ core: CoreHost) { self.core = core }

    /// Opens the host's state.
    public static func create(_ config: HostConfig, ports: Ports = Ports()) async throws(MiniHostError) -> MiniHost {
        MiniHost(try await Worker.run { () throws(MiniHostError) in try CoreHost(config, ports) })
    }

    /// What happens to all programs of this host from now on. A reader that is slower than 256 events loses the oldest.
    public func events() -> AsyncStream<HostEvent> { core.events.stream() }

    /// The settings row, now and whenever it changes. Ends in a `MiniHostError`.
    public func settingsEntry(_ language: Language) -> AsyncThrowingStream<SettingsEntry, any Error> {
        core.watch { host in SettingsEntry(try host.settingsEntry(language: language.core)) }
    }

    /// Rows of "mini programs you've used", now and whenever they change: pinned ones first, then newest first. Ends in a `MiniHostError`.
    public func used(_ language: Language, limit: Int = 200) -> AsyncThrowingStream<[UsedProgram], any Error> {
        core.watch { host in
            try host.used(language: language.core, limit: UInt32(clamping: limit), offset: 0).map(UsedProgram.init)
        }
    }

    /// A part of the used list, once.
    public func usedRows(_ language: Language, limit: Int, offset: Int = 0) async throws(MiniHostError) -> [UsedProgram] {
        try await core.work { host in
            try host.used(language: language.core, limit: UInt32(clamping: limit), offset: UInt32(clamping: offset))
                .map(UsedProgram.init)
        }
    }

    /// Takes a program off the used list, if wanted with its data and its package. Durable when it returns. True if it was there.
    @discardableResult
    public func removeUsed(_ program: String, withData: Bool = false) async throws(MiniHostError) -> Bool {
        try await core.work { host in try host.removeUsed(program: program, withData: withData) }
    }

    /// Keeps a program on top of the used list, or no longer. True if it is on the list.
    @discardableResult
    public func setPinned(_ program: String, _ pinned: Bool) async throws(MiniHostError) -> Bool {
        try await core.work { host in try host.setPinned(program: program, pinned: pinned) }
    }

    /// Empties the used list. Durable when it returns.
    public func clearUsed() async throws(MiniHostError) {
        try await core.work { host in try host.clearUsed() }
    }

    /// What is on offer, in the order to show it.
    public func catalog(_ language: Language) async throws(MiniHostError) -> [CatalogEntry] {
        try await core.work { host in try host.catalog(language: language.core).map(CatalogEntry.init) }
    }

    /// A program's picture, PNG or SVG; none when it has none.
    public func icon(_ program: String) async throws(MiniHostError) -> Data? {
        try await core.work { host in try host.icon(program: program) }
    }

    /// Checks a package that the app brings and keeps it; durable when it returns.
    @discardableResult
    public func install(_ label: PackageLabel, archive: Data) async throws(MiniHostError) -> Dialect {
        try await core.work { host in Dialect(try host.installBytes(info: label.core, package: archive)) }
    }

    /// The same from an archive or, for a program's author, from a folder.
    @discardableResult
    public func install(_ label: PackageLabel, path: String) async throws(MiniHostError) -> Dialect {
        try await core.work { host in Dialect(try host.installFile(info: label.core, path: path)) }
    }

    /// Opens a program: from the store if the catalog has nothing newer, else fetched and installed first. Whoever opens it closes it.
    public func open(_ program: String, _ options: OpenOptions) async throws(MiniHostError) -> ProgramSession {
        try await core.start { host, listener in
            try host.open(program: program, request: options.core, listener: listener)
        }
    }

    /// Opens a folder or an archive without installing it, for its author.
    public func openPath(_ path: String, _ options: OpenOptions) async throws(MiniHostError) -> ProgramSession {
        try await core.start { host, listener in
            try host.openPath(path: path, request: options.core, listener: listener)
        }
    }

    /// Ends all programs, waits until their threads are gone, and gives the folder free: when it returns, the same folder can be opened again,
    /// whoever still holds this object or a session. Takes the time that programs take to end: not for the main thread.
    ///
    /// Also done, on a thread of its own, when nobody holds the host any more.
    public func close() { core.close() }

    deinit { core.closeLater() }
}
