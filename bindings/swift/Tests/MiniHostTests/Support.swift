import Foundation
import Testing

@testable import MiniHost

/// The checkout's root.
let root: URL = {
    var folder = URL(fileURLWithPath: #filePath)
    for _ in 0..<5 { folder.deleteLastPathComponent() }
    return folder
}()

/// An iPhone of 375 x 812 points.
let phone = Screen(width: 375, height: 812, pixelRatio: 2, safeArea: Insets(top: 44, bottom: 34))

/// A folder of its own, gone with the test.
final class Folder: Sendable {
    let path: String

    init() { path = FileManager.default.temporaryDirectory.appendingPathComponent("minihost-\(UUID().uuidString)").path }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A host with the programs of `tests/programs`, closed when the work is done.
@discardableResult
func withHost<T>(
    _ ports: Ports = Ports(), entry: EntryPolicy = EntryPolicy(), catalog: Bool = true,
    isolation: isolated (any Actor)? = #isolation, _ work: (MiniHost) async throws -> T
) async throws -> T {
    let folder = Folder()
    let config = HostConfig(
        folder: folder.path, identity: HostIdentity(id: "dev.minihost.test", name: "Test", version: "1.0.0"), entry: entry,
        catalogFolder: catalog ? root.appendingPathComponent("tests/programs").path : "")
    let host = try await MiniHost.create(config, ports: ports)
    defer { host.close() }
    return try await work(host)
}

/// The first element that fits. Fails the test, and does not hang, when there is none in time.
func first<S: AsyncSequence & Sendable>(
    _ sequence: S, within seconds: Double = 30, at place: SourceLocation = #_sourceLocation,
    where fits: @escaping @Sendable (S.Element) -> Bool = { _ in true }
) async throws -> S.Element where S.Element: Sendable {
    let found = try await withThrowingTaskGroup(of: S.Element?.self) { race in
        race.addTask { for try await element in sequence where fits(element) { return element }; return nil }
        race.addTask { try await Task.sleep(nanoseconds: UInt64(seconds * 1e9)); return nil }
        defer { race.cancelAll() }
        return try await race.next() ?? nil
    }
    return try #require(found, "nothing that fits came in time", sourceLocation: place)
}

/// Waits until something is so.
@MainActor
func until(
    _ what: String, within seconds: Double = 30, at place: SourceLocation = #_sourceLocation, _ isSo: @MainActor () -> Bool
) async throws {
    let end = Date(timeIntervalSinceNow: seconds)
    while !isSo() {
        if Date() > end {
            Issue.record("not in time: \(what)", sourceLocation: place)
            throw CancellationError()
        }
        try await Task.sleep(nanoseconds: 2_000_000)
    }
}

/// Taps a place of a program.
func tap(_ session: ProgramSession, x: Float, y: Float, at ms: Int64 = 1_000) {
    session.touchDown(1, x: x, y: y, timeMs: ms)
    session.touchUp(1, x: x, y: y, timeMs: ms + 40)
}
