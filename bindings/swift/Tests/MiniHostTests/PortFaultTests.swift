import Foundation
import Testing

@testable import MiniHost

/// Text of a fault that must stay with the host.
private let secret = "4711"

private struct AnyFault: Error {
    let text = secret
}

/// Every method of every port throws.
private struct Broken: Http, TextMeasurer, ImageDecoder, Ui, Share, Device, LinkPolicy, Catalog {
    let thrown: any Error
    let calls = Locked<Set<String>>([])

    init(_ thrown: any Error = AnyFault()) { self.thrown = thrown }

    private func fault(_ name: String) -> any Error {
        calls.withLock { _ = $0.insert(name) }
        return thrown
    }

    func send(_ request: HttpRequest) async throws -> HttpResponse { throw fault("send") }
    func measure(_ words: [Word]) throws -> [Float] { throw fault("measure") }
    func metrics(_ font: ProgramFont) throws -> FontMetrics { throw fault("metrics") }
    func size(_ file: Data) throws -> PixelSize { throw fault("size") }
    func decode(_ file: Data, scale: Float) throws -> DecodedImage { throw fault("decode") }
    func toast(_ toast: Toast?) throws -> Bool { throw fault("toast") }
    func modal(_ modal: Modal, answer: Answer<ModalAnswer>) throws -> Bool { throw fault("modal") }
    func actionSheet(_ sheet: ActionSheet, answer: Answer<Int>) throws -> Bool { throw fault("actionSheet") }
    func share(_ page: SharedPage) throws { throw fault("share") }
    func profile() throws -> DeviceProfile { throw fault("profile") }
    func network() throws -> NetworkType { throw fault("network") }
    func clipboard() async throws -> String { throw fault("clipboard") }
    func setClipboard(_ text: String) throws { throw fault("setClipboard") }
    func vibrate(brief: Bool) throws { throw fault("vibrate") }
    func vet(program: String, link: ProgramLink) throws -> LinkVerdict { throw fault("vet") }
    func entries() throws -> [OfferedProgram] { throw fault("entries") }
    func fetch(_ program: String) throws -> Data { throw fault("fetch") }
}

/// A policy that lets everything go, so that requests reach the broken `Http`.
private struct Anywhere: LinkPolicy {
    func vet(program: String, link: ProgramLink) throws -> LinkVerdict { .allow }
}

private func write(_ files: [String: String], to folder: Folder) throws {
    for (name, text) in files {
        let place = URL(fileURLWithPath: folder.path).appendingPathComponent(name)
        try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: place)
    }
}

/// A program with a page that can be shared by its one button.
private func sharingProgram(_ folder: Folder) throws -> String {
    let page = """
        Page({
          onShareAppMessage(asked) {
            const promise = new Promise(done => setTimeout(() => done({ title: 'Later, from ' + asked.from }), 10))
            return { title: 'Now', path: '/pages/a/a?id=7', imageUrl: '/a.png', promise }
          },
        })
        """
    try write(
        [
            "app.json": #"{"pages": ["pages/a/a"]}"#, "app.js": "App({})", "pages/a/a.js": page, "pages/a/a.json": "{}",
            "pages/a/a.wxml": #"<button open-type="share">give</button>"#, "pages/a/a.wxss": "", "project.config.json": "{}",
        ], to: folder)
    return folder.path
}

/// A program that uses every port, as files; what came of each call stands on its page.
func askingProgram(_ folder: Folder) throws -> String {
    let page = """
        Page({
          data: { said: [] },
          say(text) { this.setData({ said: this.data.said.concat(text) }) },
          onLoad() {
            const end = (name) => ({ success: () => this.say(name + ' ok'), fail: (e) => this.say(name + ' ' + e.errMsg) })
            wx.request({ url: 'https://example.com/', ...end('request') })
            wx.showToast({ title: 'hello', ...end('toast') })
            wx.getNetworkType(end('network'))
            wx.getClipboardData(end('clipboard'))
            wx.setClipboardData({ data: 'x', ...end('setClipboard') })
            wx.vibrateShort(end('vibrate'))
            wx.showModal({ title: 'sure?', ...end('modal') })
            wx.showActionSheet({ itemList: ['a', 'b'], ...end('sheet') })
          }
        })
        """
    let files = [
        "app.json": #"{"pages": ["pages/a/a"]}"#, "app.js": "App({})", "pages/a/a.js": page, "pages/a/a.json": "{}",
        "pages/a/a.wxml": "<image src=\"/dot.png\" /><view wx:for=\"{{said}}\" wx:key=\"*this\">{{item}}</view>",
        "pages/a/a.wxss": "", "project.config.json": "{}",
    ]
    try write(files, to: folder)
    let dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    try #require(Data(base64Encoded: dot)).write(to: URL(fileURLWithPath: folder.path).appendingPathComponent("dot.png"))
    return folder.path
}

/// What a page says to somebody who does not see it.
func words(_ session: ProgramSession) async throws -> Set<String> {
    _ = await session.settle()
    session.requestWholeFrame()
    _ = await session.settle()
    return Set(try session.takeFrame()?.accessible?.map(\.label) ?? [])
}

/// Knows how large a picture is and not how it looks.
private struct Undecodable: ImageDecoder {
    enum Answer: CaseIterable, Sendable {
        case fault, damaged, tooFewBytes, negative
    }

    let answer: Answer

    func size(_ file: Data) throws -> PixelSize { PixelSize(width: 10, height: 10) }

    func decode(_ file: Data, scale: Float) throws -> DecodedImage {
        switch answer {
        case .fault: throw AnyFault()
        case .damaged: throw PortError.failed(reason: "damaged")
        case .tooFewBytes: return DecodedImage(width: 10, height: 10, rgba: Data(count: 3))
        case .negative: return DecodedImage(width: -1, height: 10, rgba: Data(count: 40))
        }
    }
}

/// As the system's decoder, which is asked for pixels alone.
private struct NoVectors: ImageDecoder {
    func size(_ file: Data) throws -> PixelSize {
        if PictureFile.isMarkup(file) { throw PortError.unsupported }
        return PixelSize(width: 1, height: 1)
    }

    func decode(_ file: Data, scale: Float) throws -> DecodedImage {
        if PictureFile.isMarkup(file) { throw PortError.unsupported }
        return DecodedImage(width: 1, height: 1, rgba: Data(count: 4))
    }
}

private final class Unmeasurable: TextMeasurer {
    enum Answer: CaseIterable, Sendable {
        case tooFew, tooMany, noNumbers, negative
    }

    let answer: Answer
    let calls = Locked(0)

    init(answer: Answer) { self.answer = answer }

    func measure(_ words: [Word]) throws -> [Float] {
        calls.withLock { $0 += 1 }
        switch answer {
        case .tooFew: return []
        case .tooMany: return Array(repeating: 8, count: words.count + 3)
        case .noNumbers: return words.indices.map { $0 % 2 == 0 ? .nan : .infinity }
        case .negative: return words.map { _ in -1e30 }
        }
    }

    func metrics(_ font: ProgramFont) throws -> FontMetrics {
        answer == .noNumbers
            ? FontMetrics(ascent: .nan, descent: .infinity, lineGap: -.infinity, xHeight: .nan)
            : FontMetrics(ascent: 12, descent: 4, lineGap: 0, xHeight: 8)
    }
}

private struct Sharer: Share {
    let pages = Locked<[SharedPage]>([])

    func share(_ page: SharedPage) throws { pages.withLock { $0.append(page) } }
}

/// Takes questions and requests, and answers none.
private final class Late: Http, Ui {
    let asked = Locked((modal: Answer<ModalAnswer>?.none, requests: 0, cancelled: 0))

    func send(_ request: HttpRequest) async throws -> HttpResponse {
        asked.withLock { $0.requests += 1 }
        do {
            try await Task.sleep(nanoseconds: 600_000_000_000)
        } catch {
            asked.withLock { $0.cancelled += 1 }
            throw error
        }
        return HttpResponse(status: 200, headers: [], body: Data())
    }

    func modal(_ modal: Modal, answer: Answer<ModalAnswer>) throws -> Bool {
        asked.withLock { $0.modal = answer }
        return true
    }
}

private struct OffersOnly: Catalog {
    let package: Data?

    func entries() throws -> [OfferedProgram] {
        [OfferedProgram(id: "ghost", version: "1", name: "Ghost", nameZh: "鬼", dialect: .wechat)]
    }

    func fetch(_ program: String) throws -> Data {
        guard let package else { throw PortError.failed(reason: "gone") }
        return package
    }
}

/// Ports of a host that throw, lie or answer too late: the program is told, the core goes on, nothing hangs.
@Suite(.serialized)
struct PortFaultTests {
    /// One of ours, one of anybody's, and one of the language's.
    private static let faults: [any Error] = [PortError.denied(reason: "not today"), AnyFault(), CancellationError()]

    @Test(arguments: faults.indices)
    func everyPortMayThrow(_ number: Int) async throws {
        let folder = Folder()
        let program = try askingProgram(folder)
        let broken = Broken(Self.faults[number])
        let ports = Ports(
            http: broken, text: broken, images: broken, ui: broken, share: broken, device: broken, links: Anywhere(),
            catalog: broken)
        try await withHost(ports) { host in
            #expect(try await host.catalog(.en) == [])
            await #expect(throws: MiniHostError.self) { try await host.open("todo", OpenOptions(screen: phone)) }
            let session = try await host.openPath(program, OpenOptions(screen: phone))
            let said = try await words(session)
            // The program hears of each failure in its own error shape, and goes on.
            for call in ["request", "clipboard", "setClipboard", "vibrate"] {
                #expect(said.contains { $0.hasPrefix("\(call) ") && $0.contains(":fail") }, "\(call): \(said)")
            }
            #expect(said.contains("network ok"), "a kind of network that is not known is a kind: \(said)")
            #expect(said.allSatisfy { !$0.contains(secret) }, "texts of the host's faults stay with the host: \(said)")
            // The core draws what the host did not.
            #expect(said.contains("hello") || said.contains("sure?"), "\(said)")
            #expect(session.state == .visible)
            await session.close()
        }
        // A policy that throws refuses.
        try await withHost(Ports(links: broken)) { host in
            let session = try await host.openPath(program, OpenOptions(screen: phone))
            #expect(try await words(session).contains { $0.hasPrefix("request ") && $0.contains("fail") })
            await session.close()
        }
        let called = broken.calls.withLock { $0 }
        let expected: Set<String> = [
            "send", "measure", "metrics", "size", "toast", "modal", "actionSheet", "profile", "network", "clipboard", "setClipboard",
            "vibrate", "vet", "entries",
        ]
        #expect(expected.subtracting(called) == [], "each was called, and threw")
    }

    /// Taps the one button until something came of it: on a busy machine a tap may be taken for a long press.
    private func share(_ session: ProgramSession, until isDone: () async throws -> Bool) async throws {
        var state = FrameState()
        for round in 1...10 {
            session.requestWholeFrame()
            #expect(await session.settle())
            if let frame = try session.takeFrame() { _ = try state.apply(frame) }
            let button = try #require(state.accessible.first { $0.label == "give" })
            let place = try #require(Place.of(button, in: state))
            tap(session, x: place.x, y: place.y, at: Int64(round) * 10_000)
            #expect(await session.settle())
            if try await isDone() { return }
        }
        Issue.record("nothing came of the button")
    }

    @Test func sharingThatFailsIsTold() async throws {
        let folder = Folder()
        let program = try sharingProgram(folder)
        let broken = Broken()
        try await withHost(Ports(share: broken)) { host in
            let session = try await host.openPath(program, OpenOptions(screen: phone))
            try await share(session) { try await words(session).contains { $0.contains("Sharing is not available") } }
            #expect(broken.calls.withLock { $0 } == ["share"])
            #expect(session.state == .visible)
            await session.close()
        }
    }

    @Test func whatAPagePromisesIsShared() async throws {
        let folder = Folder()
        let program = try sharingProgram(folder)
        let sharer = Sharer()
        try await withHost(Ports(share: sharer)) { host in
            let session = try await host.openPath(program, OpenOptions(screen: phone))
            try await share(session) { sharer.pages.withLock { !$0.isEmpty } }
            let expected = SharedPage(program: session.program, title: "Later, from button", path: "/pages/a/a?id=7", image: "/a.png")
            #expect(sharer.pages.withLock { $0.first } == expected)
            await session.close()
        }
    }

    /// A picture whose size is known and whose pixels cannot be had, or are not what they are said to be.
    @Test(arguments: Undecodable.Answer.allCases)
    private func aPictureWithoutPixelsIsATypedError(_ answer: Undecodable.Answer) async throws {
        let folder = Folder()
        let program = try askingProgram(folder)
        try await withHost(Ports(images: Undecodable(answer: answer))) { host in
            let session = try await host.openPath(program, OpenOptions(screen: phone))
            #expect(await session.settle())
            session.requestWholeFrame()
            #expect(await session.settle())
            let handle = try #require(try session.takeFrame()?.imagesNeeded.first?.image)
            await #expect { try await session.imagePixels(handle, scale: 2) } throws: { error in
                if case MiniHostError.notSupported = error { true } else { false }
            }
            await #expect { try await session.imagePixels(handle + 1, scale: 2) } throws: { error in
                if case MiniHostError.misuse = error { true } else { false }
            }
            #expect(session.state == .visible)
            await session.close()
        }
    }

    /// A decoder that knows no SVG, as no phone's does: the core draws it, as sharp as the screen is.
    @Test func whatADecoderDoesNotKnowTheCoreDraws() async throws {
        let folder = Folder()
        let mark = "<svg xmlns='http://www.w3.org/2000/svg' width='12' height='8'><rect width='12' height='8' fill='#ff0000'/></svg>"
        try write(
            [
                "app.json": #"{"pages": ["pages/a/a"]}"#, "app.js": "App({})", "pages/a/a.js": "Page({})", "pages/a/a.json": "{}",
                "pages/a/a.wxml": #"<image src="/mark.svg" />"#, "pages/a/a.wxss": "", "project.config.json": "{}", "mark.svg": mark,
            ], to: folder)
        try await withHost(Ports(images: NoVectors())) { host in
            let session = try await host.openPath(folder.path, OpenOptions(screen: phone))
            #expect(await session.settle())
            let need = try #require(try session.takeFrame()?.imagesNeeded.first)
            #expect(need.width == 12 && need.height == 8)
            let image = try await session.imagePixels(need.image, scale: 3)
            #expect(image.width == 36 && image.height == 24)
            #expect(Array(image.rgba.prefix(4)) == [255, 0, 0, 255])
            await session.close()
        }
    }

    /// Widths that are missing, too many, or no numbers: the page is laid out all the same.
    @Test(arguments: Unmeasurable.Answer.allCases)
    private func aMeasurerMayAnswerNonsense(_ answer: Unmeasurable.Answer) async throws {
        let measurer = Unmeasurable(answer: answer)
        try await withHost(Ports(text: measurer)) { host in
            let session = try await host.open("todo", OpenOptions(screen: phone))
            #expect(await session.settle())
            let frame = try #require(try session.takeFrame())
            #expect(frame.layers.contains { $0.content?.ops.isEmpty == false })
            #expect(session.state == .visible)
            await session.close()
        }
        #expect(measurer.calls.withLock { $0 } > 0)
    }

    /// A catalog that offers one and cannot give it, or gives what is no package.
    @Test func aProgramThatCannotBeFetchedIsATypedError() async throws {
        try await withHost(Ports(catalog: OffersOnly(package: nil))) { host in
            await #expect { try await host.open("ghost", OpenOptions(screen: phone)) } throws: { error in
                if case MiniHostError.unavailable = error { true } else { false }
            }
        }
        try await withHost(Ports(catalog: OffersOnly(package: Data("no package".utf8)))) { host in
            await #expect { try await host.open("ghost", OpenOptions(screen: phone)) } throws: { error in
                if case MiniHostError.packageRefused = error { true } else { false }
            }
        }
    }

    /// Answers that come when the program, or the host, is long gone: not an error, and nobody waits for them.
    @Test func answersMayComeTooLate() async throws {
        let folder = Folder()
        let program = try askingProgram(folder)
        let late = Late()
        try await withHost(Ports(http: late, ui: late, links: Anywhere())) { host in
            let session = try await host.openPath(program, OpenOptions(screen: phone))
            try await until("asked") { late.asked.withLock { $0.modal != nil && $0.requests > 0 } }
            await session.close()
            #expect(late.asked.withLock { $0.modal }?.send(ModalAnswer(confirmed: true)) != nil)
        }
        let modal = try #require(late.asked.withLock { $0.modal })
        #expect(!modal.send(ModalAnswer(confirmed: true)), "only the first counts")
        #expect(!modal.fail(.cancelled))
        // Requests were cancelled with the host: none hangs.
        try await until("cancelled") { late.asked.withLock { $0.requests == $0.cancelled } }
    }
}
