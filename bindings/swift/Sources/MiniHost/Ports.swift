import Foundation

/// What a host may implement. Each has a default that works on a desktop; on a phone `text` and `images` must be given (`MiniHostUI` has them).
///
/// Ports are called on programs' own threads, several at once, never while the core holds a lock. Whatever a method throws becomes an
/// answer to the program; nothing stops.
public struct Ports: Sendable {
    /// Requests; the default sends them from this process and follows no redirect.
    public var http: (any Http)?
    /// Text; the default measures with the fonts of `HostConfig.fontsFolder`, without one it estimates.
    public var text: (any TextMeasurer)?
    /// Pictures; the default knows PNG, JPEG, GIF, WebP and SVG.
    public var images: (any ImageDecoder)?
    /// Notices and questions; without it the core draws them.
    public var ui: (any Ui)?
    /// Sharing pages; without it no menu offers it, and a button that shares says that it cannot.
    public var share: (any Share)?
    /// Network state, clipboard, vibration.
    public var device: (any Device)?
    /// Links out of programs; the default allows https alone.
    public var links: (any LinkPolicy)?
    /// Programs on offer; the default is `HostConfig.catalogFolder`, without one nothing is.
    public var catalog: (any Catalog)?

    public init(
        http: (any Http)? = nil, text: (any TextMeasurer)? = nil, images: (any ImageDecoder)? = nil, ui: (any Ui)? = nil,
        share: (any Share)? = nil, device: (any Device)? = nil, links: (any LinkPolicy)? = nil, catalog: (any Catalog)? = nil
    ) {
        self.http = http
        self.text = text
        self.images = images
        self.ui = ui
        self.share = share
        self.device = device
        self.links = links
        self.catalog = catalog
    }
}

/// One header line; names keep the case they were given.
public struct HttpHeader: Sendable, Equatable {
    /// The field's name.
    public var name: String
    /// The field's value.
    public var value: String

    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// One request.
public struct HttpRequest: Sendable, Equatable {
    /// Absolute `http:` or `https:` URL, already allowed by the link policy.
    public let url: String
    /// Upper-case method.
    public let method: String
    /// Header lines.
    public let headers: [HttpHeader]
    /// Body; empty for none.
    public let body: Data
    /// Whole time allowed, in milliseconds.
    public let timeoutMs: Int
    /// Largest body to accept, in bytes; a longer answer fails.
    public let maxBytes: Int64

    public init(url: String, method: String, headers: [HttpHeader], body: Data, timeoutMs: Int, maxBytes: Int64) {
        self.url = url
        self.method = method
        self.headers = headers
        self.body = body
        self.timeoutMs = timeoutMs
        self.maxBytes = maxBytes
    }
}

/// One answer, also for 4xx and 5xx.
public struct HttpResponse: Sendable, Equatable {
    /// Status code.
    public var status: Int
    /// Header lines.
    public var headers: [HttpHeader]
    /// Body.
    public var body: Data

    public init(status: Int, headers: [HttpHeader], body: Data) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// Sends requests. Must not follow a redirect to another host: the link policy has not seen where it leads.
public protocol Http: Sendable {
    /// Runs in a task of the host, not on a program's thread; cancelled when the host closes.
    func send(_ request: HttpRequest) async throws -> HttpResponse
}

/// A font as text asks for it. (SwiftUI has a `Font`, hence the longer name.)
public struct ProgramFont: Sendable, Hashable {
    /// Family names in order of preference, generic ones included.
    public var families: [String]
    /// Size in logical pixels.
    public var size: Float
    /// Weight, 1 to 1000.
    public var weight: Int
    /// Slanted.
    public var italic: Bool
    /// Extra distance after each character, in logical pixels.
    public var letterSpacing: Float

    public init(families: [String], size: Float, weight: Int, italic: Bool, letterSpacing: Float) {
        self.families = families
        self.size = size
        self.weight = weight
        self.italic = italic
        self.letterSpacing = letterSpacing
    }
}

/// A piece of text without a line break inside, usually a word.
public struct Word: Sendable, Equatable {
    /// The characters.
    public let text: String
    /// Its font.
    public let font: ProgramFont

    public init(text: String, font: ProgramFont) {
        self.text = text
        self.font = font
    }
}

/// Vertical metrics of a font, in logical pixels, all positive.
public struct FontMetrics: Sendable, Equatable {
    /// From the baseline up.
    public var ascent: Float
    /// From the baseline down.
    public var descent: Float
    /// Recommended extra distance between lines.
    public var lineGap: Float
    /// Height of a lower-case x.
    public var xHeight: Float

    public init(ascent: Float, descent: Float, lineGap: Float, xHeight: Float) {
        self.ascent = ascent
        self.descent = descent
        self.lineGap = lineGap
        self.xHeight = xHeight
    }
}

/// Measures text: what is measured must be what is drawn. Called in batches; the core keeps the answers.
public protocol TextMeasurer: Sendable {
    /// The advance width of each word in order, in logical pixels, letter spacing included.
    func measure(_ words: [Word]) throws -> [Float]

    /// Vertical metrics of the first family that exists.
    func metrics(_ font: ProgramFont) throws -> FontMetrics
}

/// Width and height in pixels.
public struct PixelSize: Sendable, Equatable {
    public var width: Int
    public var height: Int

    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }
}

/// Pixels of a picture: premultiplied RGBA8, `width * height * 4` bytes, top row first.
public struct DecodedImage: Sendable, Equatable {
    public var width: Int
    public var height: Int
    public var rgba: Data

    public init(width: Int, height: Int, rgba: Data) {
        self.width = width
        self.height = height
        self.rgba = rgba
    }
}

/// Decodes pictures; PNG, JPEG, GIF, WebP and SVG at least. They come from programs and from the net: trust nothing.
public protocol ImageDecoder: Sendable {
    /// Natural size in logical pixels, read from the header alone.
    func size(_ file: Data) throws -> PixelSize

    /// Pixels; a vector picture at `scale` device pixels per logical pixel.
    func decode(_ file: Data, scale: Float) throws -> DecodedImage
}

/// Kind of network connection.
public enum NetworkType: Sendable, CaseIterable {
    case wifi
    case cellular
    case unknown
    case none
}

/// What programs see of the device in `getSystemInfo`.
public struct DeviceProfile: Sendable, Equatable {
    /// Manufacturer's name.
    public var brand: String
    /// Model name.
    public var model: String
    /// Operating system and version, as `iOS 26`.
    public var system: String
    /// `ios`, `android` or `devtools`.
    public var platform: String

    public init(brand: String, model: String, system: String, platform: String) {
        self.brand = brand
        self.model = model
        self.system = system
        self.platform = platform
    }
}

/// What the device can do for a program.
public protocol Device: Sendable {
    /// What programs see of the device. Asked once.
    func profile() throws -> DeviceProfile

    /// The connection now.
    func network() throws -> NetworkType

    /// The clipboard's text. Runs in a task of the host.
    func clipboard() async throws -> String

    /// Replaces the clipboard's text.
    func setClipboard(_ text: String) throws

    /// Vibrates for about 15 ms (`brief`) or 400 ms.
    func vibrate(brief: Bool) throws
}

/// A way out of a program. (SwiftUI has a `Link`, hence the longer name.)
public enum ProgramLink: Sendable, Equatable {
    /// A request or a picture.
    case request(url: String)
    /// A page in a web view.
    case webView(url: String)
    /// A jump to another program.
    case program(id: String)
}

/// What a link policy says.
public enum LinkVerdict: Sendable, Equatable {
    /// Go.
    case allow
    /// Refused; `reason` is shown to the program's author.
    case deny(reason: String)
}

/// Vets every link that goes out of a program; must answer at once. Throwing refuses.
public protocol LinkPolicy: Sendable {
    /// May `program` follow `link`?
    func vet(program: String, link: ProgramLink) throws -> LinkVerdict
}

/// A program that a host offers.
public struct OfferedProgram: Sendable, Equatable {
    /// Its id.
    public var id: String
    /// Its version; another one than what is installed is fetched at the next opening.
    public var version: String
    /// Name in English.
    public var name: String
    /// Name in Chinese.
    public var nameZh: String
    /// Its dialect.
    public var dialect: Dialect
    /// What it does, in English.
    public var description: String
    /// What it does, in Chinese.
    public var descriptionZh: String
    /// Who publishes it.
    public var publisher: String
    /// PNG or SVG file.
    public var icon: Data?

    public init(
        id: String, version: String, name: String, nameZh: String, dialect: Dialect, description: String = "",
        descriptionZh: String = "", publisher: String = "", icon: Data? = nil
    ) {
        self.id = id
        self.version = version
        self.name = name
        self.nameZh = nameZh
        self.dialect = dialect
        self.description = description
        self.descriptionZh = descriptionZh
        self.publisher = publisher
        self.icon = icon
    }
}

/// Where programs come from. Called on the thread that lists or opens programs.
public protocol Catalog: Sendable {
    /// All programs on offer, in the order to show them.
    func entries() throws -> [OfferedProgram]

    /// The archive of a program's current version.
    func fetch(_ program: String) throws -> Data
}
