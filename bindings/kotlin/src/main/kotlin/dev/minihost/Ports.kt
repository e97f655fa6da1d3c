package dev.minihost

/**
 * What a host may implement. Each has a default that works on a desktop; an Android host brings at least [text] and [images].
 *
 * Ports are called on programs' own threads, several at once, never while the core holds a lock. Whatever a method throws becomes an
 * answer to the program; nothing stops.
 */
public data class Ports(
    /** Requests; the default sends them from this process and follows no redirect. */
    val http: Http? = null,
    /** Text; the default measures with the fonts of [HostConfig.fontsFolder], without one it estimates. */
    val text: TextMeasurer? = null,
    /** Pictures; the default knows PNG, JPEG, GIF, WebP and SVG. */
    val images: ImageDecoder? = null,
    /** Notices and questions; without it the core draws them. */
    val ui: Ui? = null,
    /** Sharing pages; without it no menu offers it, and a button that shares says that it cannot. */
    val share: Share? = null,
    /** Network state, clipboard, vibration. */
    val device: Device? = null,
    /** Links out of programs; the default allows https alone. */
    val links: LinkPolicy? = null,
    /** Programs on offer; the default is [HostConfig.catalogFolder], without one nothing is. */
    val catalog: Catalog? = null,
)

/** One header line; names keep the case they were given. */
public data class HttpHeader(val name: String, val value: String)

/** One request. */
public data class HttpRequest(
    /** Absolute `http:` or `https:` URL, already allowed by the link policy. */
    val url: String,
    /** Upper-case method. */
    val method: String,
    /** Header lines. */
    val headers: List<HttpHeader>,
    /** Body; empty for none. */
    val body: Bytes,
    /** Whole time allowed, in milliseconds. */
    val timeoutMs: Int,
    /** Largest body to accept, in bytes; a longer answer fails. */
    val maxBytes: Long,
)

/** One answer, also for 4xx and 5xx. */
public data class HttpResponse(
    /** Status code. */
    val status: Int,
    /** Header lines. */
    val headers: List<HttpHeader>,
    /** Body. */
    val body: Bytes,
)

/** Sends requests. Must not follow a redirect to another host: the link policy has not seen where it leads. */
public fun interface Http {
    /** Runs on the host's own dispatcher, not on a program's thread; cancelled when the host closes. */
    public suspend fun send(request: HttpRequest): HttpResponse
}

/** A font as text asks for it. */
public data class Font(
    /** Family names in order of preference, generic ones included. */
    val families: List<String>,
    /** Size in logical pixels. */
    val size: Float,
    /** Weight, 1 to 1000. */
    val weight: Int,
    /** Slanted. */
    val italic: Boolean,
    /** Extra distance after each character, in logical pixels. */
    val letterSpacing: Float,
)

/** A piece of text without a line break inside, usually a word. */
public data class Word(val text: String, val font: Font)

/** Vertical metrics of a font, in logical pixels, all positive. */
public data class FontMetrics(
    /** From the baseline up. */
    val ascent: Float,
    /** From the baseline down. */
    val descent: Float,
    /** Recommended extra distance between lines. */
    val lineGap: Float,
    /** Height of a lower-case x. */
    val xHeight: Float,
)

/** Measures text: what is measured must be what is drawn. Called in batches; the core keeps the answers. */
public interface TextMeasurer {
    /** The advance width of each word in order, in logical pixels, letter spacing included. */
    public fun measure(words: List<Word>): FloatArray

    /** Vertical metrics of the first family that exists. */
    public fun metrics(font: Font): FontMetrics
}

/** Width and height in pixels. */
public data class PixelSize(val width: Int, val height: Int)

/** Pixels of a picture: premultiplied RGBA8, `width * height * 4` bytes, top row first. */
public data class DecodedImage(val width: Int, val height: Int, val rgba: Bytes)

/** Decodes pictures; PNG, JPEG, GIF, WebP and SVG at least. They come from programs and from the net: trust nothing. */
public interface ImageDecoder {
    /** Natural size in logical pixels, read from the header alone. */
    public fun size(file: ByteArray): PixelSize

    /** Pixels; a vector picture at [scale] device pixels per logical pixel. */
    public fun decode(file: ByteArray, scale: Float): DecodedImage
}

/** The picture of a [Toast]. */
public enum class ToastIcon { SUCCESS, FAIL, LOADING, NONE }

/** A short notice. */
public data class Toast(
    /** The text. */
    val title: String,
    /** The picture. */
    val icon: ToastIcon,
    /** Milliseconds until it goes by itself; none stays until hidden. */
    val durationMs: Int?,
    /** Touches do not reach the page while it shows. */
    val mask: Boolean,
)

/** A question with one or two buttons. */
public data class Modal(
    /** Heading; may be empty. */
    val title: String,
    /** Text; may be empty. */
    val content: String,
    /** Text of the button that agrees. */
    val confirmText: String,
    /** Text of the button that declines; none shows no such button. */
    val cancelText: String?,
    /** Show an input field with this placeholder. */
    val placeholder: String?,
)

/** How a [Modal] ended. */
public data class ModalAnswer(
    /** The user agreed. */
    val confirmed: Boolean,
    /** What was typed, when the question has a field. */
    val content: String? = null,
)

/** A list to choose one item from. */
public data class ActionSheet(val title: String, val items: List<String>)

/** Where an answer goes, once; from any thread. */
public interface Answer<in T> {
    /** The answer. False if there was one before. */
    public fun send(value: T): Boolean

    /** There is none. False if there was one before. */
    public fun fail(reason: PortException): Boolean
}

/** Takes over the core's notices and questions. False has the core draw them. Hand on to the main thread and return. */
public interface Ui {
    /** Shows a notice, or hides it when there is none. */
    public fun toast(toast: Toast?): Boolean = false

    /** Asks a question. */
    public fun modal(modal: Modal, answer: Answer<ModalAnswer>): Boolean = false

    /** Offers items; the answer is a place in the list. */
    public fun actionSheet(sheet: ActionSheet, answer: Answer<Int>): Boolean = false
}

/** What a page wants to share. */
public data class SharedPage(
    /** The program's id. */
    val program: String,
    /** Heading. */
    val title: String,
    /** Page with its query, to open the program at. */
    val path: String,
    /** Address of a picture: in the package (`/images/a.png`), or of a server; empty for none. */
    val image: String,
)

/**
 * Shares pages by whatever the app has for that. A host that brings it has the capsule's menu offer sharing. Hand on to the main thread and
 * return; what it throws is told to the user as "not available".
 */
public fun interface Share {
    /** Lets the user choose where [page] goes. */
    public fun share(page: SharedPage)
}

/** Kind of network connection. */
public enum class NetworkType { WIFI, CELLULAR, UNKNOWN, NONE }

/** What programs see of the device in `getSystemInfo`. */
public data class DeviceProfile(
    /** Manufacturer's name. */
    val brand: String,
    /** Model name. */
    val model: String,
    /** Operating system and version, as `Android 14`. */
    val system: String,
    /** `ios`, `android` or `devtools`. */
    val platform: String,
)

/** What the device can do for a program. */
public interface Device {
    /** What programs see of the device. Asked once. */
    public fun profile(): DeviceProfile

    /** The connection now. */
    public fun network(): NetworkType

    /** The clipboard's text. Runs on the host's own dispatcher. */
    public suspend fun clipboard(): String

    /** Replaces the clipboard's text. */
    public fun setClipboard(text: String)

    /** Vibrates for about 15 ms ([brief]) or 400 ms. */
    public fun vibrate(brief: Boolean)
}

/** A way out of a program. */
public sealed interface Link {
    /** A request or a picture. */
    public data class Request(val url: String) : Link

    /** A page in a web view. */
    public data class WebView(val url: String) : Link

    /** A jump to another program. */
    public data class Program(val id: String) : Link
}

/** What a link policy says. */
public sealed interface LinkVerdict {
    /** Go. */
    public data object Allow : LinkVerdict

    /** Refused; [reason] is shown to the program's author. */
    public data class Deny(val reason: String) : LinkVerdict
}

/** Vets every link that goes out of a program; must answer at once. Throwing refuses. */
public fun interface LinkPolicy {
    /** May [program] follow [link]? */
    public fun vet(program: String, link: Link): LinkVerdict
}

/** A program that a host offers. */
public data class OfferedProgram(
    /** Its id. */
    val id: String,
    /** Its version; another one than what is installed is fetched at the next opening. */
    val version: String,
    /** Name in English. */
    val name: String,
    /** Name in Chinese. */
    val nameZh: String,
    /** Its dialect. */
    val dialect: Dialect,
    /** What it does, in English. */
    val description: String = "",
    /** What it does, in Chinese. */
    val descriptionZh: String = "",
    /** Who publishes it. */
    val publisher: String = "",
    /** PNG or SVG file. */
    val icon: Bytes? = null,
)

/** Where programs come from. Called on the thread that lists or opens programs. */
public interface Catalog {
    /** All programs on offer, in the order to show them. */
    public fun entries(): List<OfferedProgram>

    /** The archive of a program's current version. */
    public fun fetch(program: String): ByteArray
}
