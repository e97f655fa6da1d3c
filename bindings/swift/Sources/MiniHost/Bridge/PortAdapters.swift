import Foundation
internal import MiniHostFFI

extension Ports {
    /// The host's ports as the core calls them. `tasks` runs what takes its time.
    func core(_ tasks: TaskBag) -> MiniHostPorts {
        MiniHostPorts(
            http: http.map { HttpAdapter(http: $0, tasks: tasks) },
            text: text.map(TextAdapter.init),
            images: images.map(ImageAdapter.init),
            ui: ui.map(UiAdapter.init),
            share: share.map(ShareAdapter.init),
            device: device.map { DeviceAdapter(device: $0, tasks: tasks) },
            links: links.map(LinkAdapter.init),
            catalog: catalog.map(CatalogAdapter.init))
    }
}

private final class HttpAdapter: HttpPort {
    private let http: any Http
    private let tasks: TaskBag

    init(http: any Http, tasks: TaskBag) {
        self.http = http
        self.tasks = tasks
    }

    func send(call: HttpCall, reply: HttpReply) throws {
        let request = HttpRequest(
            url: call.url, method: call.method, headers: call.headers.map { HttpHeader(name: $0.name, value: $0.value) },
            body: call.body, timeoutMs: Int(call.timeoutMs), maxBytes: Int64(clamping: call.maxBytes))
        tasks.run { [http] in
            do {
                let response = try await http.send(request)
                let headers = response.headers.map { HeaderLine(name: $0.name, value: $0.value) }
                _ = reply.succeed(
                    answer: HttpAnswer(status: UInt16(clamping: response.status), headers: headers, body: response.body))
            } catch {
                _ = reply.fail(error: corePortError(error))
            }
        }
    }
}

private final class TextAdapter: TextPort {
    private let text: any TextMeasurer

    init(_ text: any TextMeasurer) { self.text = text }

    func measure(fonts: [FontSpec], words: [WordSpec]) throws -> [Float] {
        try port {
            let known = fonts.map(ProgramFont.init)
            return try text.measure(words.map { Word(text: $0.text, font: known[Int($0.font)]) })
        }
    }

    func metrics(font: FontSpec) throws -> FontExtents {
        try port {
            let found = try text.metrics(ProgramFont(font))
            return FontExtents(ascent: found.ascent, descent: found.descent, lineGap: found.lineGap, xHeight: found.xHeight)
        }
    }
}

extension ProgramFont {
    init(_ font: FontSpec) {
        self.init(
            families: font.families, size: font.size, weight: Int(font.weight), italic: font.italic,
            letterSpacing: font.letterSpacing)
    }
}

private final class ImageAdapter: ImagePort {
    private let images: any ImageDecoder

    init(_ images: any ImageDecoder) { self.images = images }

    func naturalSize(file: Data) throws -> MiniHostFFI.PixelSize {
        try port {
            let size = try images.size(file)
            return MiniHostFFI.PixelSize(width: UInt32(clamping: size.width), height: UInt32(clamping: size.height))
        }
    }

    func decode(file: Data, scale: Float) throws -> PixelImage {
        try port {
            let image = try images.decode(file, scale: scale)
            return PixelImage(width: UInt32(clamping: image.width), height: UInt32(clamping: image.height), rgba: image.rgba)
        }
    }
}

private final class UiAdapter: UiPort {
    private let ui: any Ui

    init(_ ui: any Ui) { self.ui = ui }

    func toast(toast: ToastSpec?) throws -> Bool {
        try port {
            try ui.toast(
                toast.map {
                    Toast(
                        title: $0.title, icon: ToastIcon($0.picture), durationMs: $0.durationMs.map(Int.init), mask: $0.mask)
                })
        }
    }

    func modal(modal: ModalSpec, reply: ModalReply) throws -> Bool {
        try port {
            let asked = Modal(
                title: modal.title, content: modal.content, confirmText: modal.confirmText, cancelText: modal.cancelText,
                placeholder: modal.placeholder)
            let answer = Answer<ModalAnswer>(
                send: { reply.answer(outcome: ModalOutcome(confirmed: $0.confirmed, content: $0.content)) },
                fail: { reply.fail(error: corePortError($0)) })
            return try ui.modal(asked, answer: answer)
        }
    }

    func actionSheet(sheet: SheetSpec, reply: ChoiceReply) throws -> Bool {
        try port {
            let answer = Answer<Int>(
                send: { sheet.items.indices.contains($0) ? reply.choose(item: UInt32($0)) : reply.fail(error: .Cancelled) },
                fail: { reply.fail(error: corePortError($0)) })
            return try ui.actionSheet(ActionSheet(title: sheet.title, items: sheet.items), answer: answer)
        }
    }
}

extension ToastIcon {
    init(_ picture: ToastPicture) {
        switch picture {
        case .success: self = .success
        case .fail: self = .fail
        case .loading: self = .loading
        case .nothing: self = .none
        }
    }
}

private final class DeviceAdapter: DevicePort {
    private let device: any Device
    private let tasks: TaskBag

    init(device: any Device, tasks: TaskBag) {
        self.device = device
        self.tasks = tasks
    }

    func profile() throws -> MiniHostFFI.DeviceProfile {
        try port {
            let known = try device.profile()
            return MiniHostFFI.DeviceProfile(
                brand: known.brand, model: known.model, system: known.system, platform: known.platform)
        }
    }

    func network() throws -> NetworkKind {
        try port {
            switch try device.network() {
            case .wifi: .wifi
            case .cellular: .cellular
            case .unknown: .unknown
            case .none: .offline
            }
        }
    }

    func readClipboard(reply: ClipboardReply) throws {
        tasks.run { [device] in
            do {
                _ = reply.succeed(text: try await device.clipboard())
            } catch {
                _ = reply.fail(error: corePortError(error))
            }
        }
    }

    func writeClipboard(text: String) throws { try port { try device.setClipboard(text) } }

    func vibrate(brief: Bool) throws { try port { try device.vibrate(brief: brief) } }
}

private final class ShareAdapter: SharePort {
    private let share: any Share

    init(_ share: any Share) { self.share = share }

    func share(page: MiniHostFFI.SharedPage) throws {
        try port {
            try share.share(SharedPage(program: page.program, title: page.title, path: page.path, image: page.image))
        }
    }
}

private final class LinkAdapter: LinkPort {
    private let links: any LinkPolicy

    init(_ links: any LinkPolicy) { self.links = links }

    func vet(program: String, target: LinkTarget) throws -> LinkAnswer {
        try port {
            let link: ProgramLink = switch target {
            case .request(let url): .request(url: url)
            case .webView(let url): .webView(url: url)
            case .otherProgram(let id): .program(id: id)
            }
            switch try links.vet(program: program, link: link) {
            case .allow: return .allow
            case .deny(let reason): return .deny(reason: reason)
            }
        }
    }
}

private final class CatalogAdapter: CatalogPort {
    private let catalog: any Catalog

    init(_ catalog: any Catalog) { self.catalog = catalog }

    func offered() throws -> [MiniHostFFI.OfferedProgram] {
        try port {
            try catalog.entries().map {
                MiniHostFFI.OfferedProgram(
                    id: $0.id, version: $0.version, name: $0.name, nameZh: $0.nameZh, description: $0.description,
                    descriptionZh: $0.descriptionZh, publisher: $0.publisher, dialect: $0.dialect.core, icon: $0.icon ?? Data())
            }
        }
    }

    func fetch(program: String) throws -> Data { try port { try catalog.fetch(program) } }
}
