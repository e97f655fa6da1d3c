package dev.minihost.bridge

import dev.minihost.ActionSheet
import dev.minihost.Answer
import dev.minihost.Catalog
import dev.minihost.Device
import dev.minihost.Font
import dev.minihost.Http
import dev.minihost.HttpHeader
import dev.minihost.HttpRequest
import dev.minihost.ImageDecoder
import dev.minihost.Link
import dev.minihost.LinkPolicy
import dev.minihost.LinkVerdict
import dev.minihost.Modal
import dev.minihost.ModalAnswer
import dev.minihost.NetworkType
import dev.minihost.PortException
import dev.minihost.Ports
import dev.minihost.Share
import dev.minihost.SharedPage
import dev.minihost.TextMeasurer
import dev.minihost.Toast
import dev.minihost.ToastIcon
import dev.minihost.Ui
import dev.minihost.Word
import dev.minihost.generated.CatalogPort
import dev.minihost.generated.ChoiceReply
import dev.minihost.generated.ClipboardReply
import dev.minihost.generated.DevicePort
import dev.minihost.generated.DeviceProfile
import dev.minihost.generated.FontExtents
import dev.minihost.generated.FontSpec
import dev.minihost.generated.HeaderLine
import dev.minihost.generated.HttpAnswer
import dev.minihost.generated.HttpCall
import dev.minihost.generated.HttpPort
import dev.minihost.generated.HttpReply
import dev.minihost.generated.ImagePort
import dev.minihost.generated.LinkAnswer
import dev.minihost.generated.LinkPort
import dev.minihost.generated.LinkTarget
import dev.minihost.generated.MiniHostPorts
import dev.minihost.generated.ModalOutcome
import dev.minihost.generated.ModalReply
import dev.minihost.generated.ModalSpec
import dev.minihost.generated.NetworkKind
import dev.minihost.generated.OfferedProgram
import dev.minihost.generated.PixelImage
import dev.minihost.generated.PixelSize
import dev.minihost.generated.PortException as CorePortException
import dev.minihost.generated.SharePort
import dev.minihost.generated.SharedPage as CoreSharedPage
import dev.minihost.generated.SheetSpec
import dev.minihost.generated.TextPort
import dev.minihost.generated.ToastPicture
import dev.minihost.generated.ToastSpec
import dev.minihost.generated.UiPort
import dev.minihost.generated.WordSpec
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.launch

/** The host's ports as the core calls them. [scope] runs what suspends. */
internal fun Ports.toCore(scope: CoroutineScope) =
    MiniHostPorts(
        http = http?.let { HttpAdapter(it, scope) },
        text = text?.let(::TextAdapter),
        images = images?.let(::ImageAdapter),
        ui = ui?.let(::UiAdapter),
        share = share?.let(::ShareAdapter),
        device = device?.let { DeviceAdapter(it, scope) },
        links = links?.let(::LinkAdapter),
        catalog = catalog?.let(::CatalogAdapter),
    )

/** Runs [work] and answers with what came of it, also when it is cancelled before it began. */
@OptIn(ExperimentalCoroutinesApi::class)
private fun CoroutineScope.answering(fail: (CorePortException) -> Unit, work: suspend () -> Unit) {
    launch(start = CoroutineStart.ATOMIC) {
        try {
            work()
        } catch (thrown: Throwable) {
            try {
                fail(thrown.toCore())
            } catch (answered: IllegalStateException) {
                // There was an answer already, and the reply is released.
            }
        }
    }
}

private class HttpAdapter(private val http: Http, private val scope: CoroutineScope) : HttpPort {
    override fun send(call: HttpCall, reply: HttpReply) = port {
        val request =
            HttpRequest(
                url = call.url,
                method = call.method,
                headers = call.headers.map { HttpHeader(it.name, it.value) },
                body = call.body.toBytes(),
                timeoutMs = call.timeoutMs.toInt(),
                maxBytes = call.maxBytes.toLong(),
            )
        scope.answering({ error -> reply.use { crossing { it.fail(error) } } }) {
            val response = http.send(request)
            val headers = response.headers.map { HeaderLine(it.name, it.value) }
            val status = response.status.coerceIn(0, 999).toUShort()
            reply.use { crossing { it.succeed(HttpAnswer(status, headers, response.body.toByteArray())) } }
        }
    }
}

private class TextAdapter(private val text: TextMeasurer) : TextPort {
    override fun measure(fonts: List<FontSpec>, words: List<WordSpec>): List<Float> = port {
        val known = fonts.map { it.toPublic() }
        text.measure(words.map { Word(it.text, known[it.font.toInt()]) }).asList()
    }

    override fun metrics(font: FontSpec): FontExtents = port {
        val found = text.metrics(font.toPublic())
        FontExtents(found.ascent, found.descent, found.lineGap, found.xHeight)
    }

    private fun FontSpec.toPublic() = Font(families, size, weight.toInt(), italic, letterSpacing)
}

private class ImageAdapter(private val images: ImageDecoder) : ImagePort {
    override fun naturalSize(file: ByteArray): PixelSize = port {
        val size = images.size(file)
        PixelSize(size.width.coerceAtLeast(0).toUInt(), size.height.coerceAtLeast(0).toUInt())
    }

    override fun decode(file: ByteArray, scale: Float): PixelImage = port {
        val image = images.decode(file, scale)
        PixelImage(image.width.toUInt(), image.height.toUInt(), image.rgba.toByteArray())
    }
}

private class UiAdapter(private val ui: Ui) : UiPort {
    override fun toast(toast: ToastSpec?): Boolean = port {
        ui.toast(toast?.let { Toast(it.title, it.picture.toPublic(), it.durationMs?.toInt(), it.mask) })
    }

    override fun modal(modal: ModalSpec, reply: ModalReply): Boolean = port {
        val asked = Modal(modal.title, modal.content, modal.confirmText, modal.cancelText, modal.placeholder)
        val answer =
            object : Answer<ModalAnswer> {
                override fun send(value: ModalAnswer) =
                    crossing { reply.answer(ModalOutcome(value.confirmed, value.content)) }

                override fun fail(reason: PortException) = crossing { reply.fail(reason.toCore()) }
            }
        ui.modal(asked, answer)
    }

    override fun actionSheet(sheet: SheetSpec, reply: ChoiceReply): Boolean = port {
        val answer =
            object : Answer<Int> {
                override fun send(value: Int) =
                    if (value in sheet.items.indices) crossing { reply.choose(value.toUInt()) }
                    else crossing { reply.fail(CorePortException.Cancelled()) }

                override fun fail(reason: PortException) = crossing { reply.fail(reason.toCore()) }
            }
        ui.actionSheet(ActionSheet(sheet.title, sheet.items), answer)
    }

    private fun ToastPicture.toPublic() =
        when (this) {
            ToastPicture.SUCCESS -> ToastIcon.SUCCESS
            ToastPicture.FAIL -> ToastIcon.FAIL
            ToastPicture.LOADING -> ToastIcon.LOADING
            ToastPicture.NOTHING -> ToastIcon.NONE
        }
}

private class ShareAdapter(private val share: Share) : SharePort {
    override fun share(page: CoreSharedPage) = port {
        share.share(SharedPage(page.program, page.title, page.path, page.image))
    }
}

private class DeviceAdapter(private val device: Device, private val scope: CoroutineScope) : DevicePort {
    override fun profile(): DeviceProfile = port {
        device.profile().let { DeviceProfile(it.brand, it.model, it.system, it.platform) }
    }

    override fun network(): NetworkKind = port {
        when (device.network()) {
            NetworkType.WIFI -> NetworkKind.WIFI
            NetworkType.CELLULAR -> NetworkKind.CELLULAR
            NetworkType.UNKNOWN -> NetworkKind.UNKNOWN
            NetworkType.NONE -> NetworkKind.OFFLINE
        }
    }

    override fun readClipboard(reply: ClipboardReply) = port {
        scope.answering({ error -> reply.use { crossing { it.fail(error) } } }) {
            val text = device.clipboard()
            reply.use { crossing { it.succeed(text) } }
        }
    }

    override fun writeClipboard(text: String) = port { device.setClipboard(text) }

    override fun vibrate(brief: Boolean) = port { device.vibrate(brief) }
}

private class LinkAdapter(private val links: LinkPolicy) : LinkPort {
    override fun vet(program: String, target: LinkTarget): LinkAnswer = port {
        val link =
            when (target) {
                is LinkTarget.Request -> Link.Request(target.url)
                is LinkTarget.WebView -> Link.WebView(target.url)
                is LinkTarget.OtherProgram -> Link.Program(target.program)
            }
        when (val verdict = links.vet(program, link)) {
            is LinkVerdict.Allow -> LinkAnswer.Allow
            is LinkVerdict.Deny -> LinkAnswer.Deny(verdict.reason)
        }
    }
}

private class CatalogAdapter(private val catalog: Catalog) : CatalogPort {
    override fun offered(): List<OfferedProgram> = port {
        catalog.entries().map {
            OfferedProgram(
                id = it.id,
                version = it.version,
                name = it.name,
                nameZh = it.nameZh,
                description = it.description,
                descriptionZh = it.descriptionZh,
                publisher = it.publisher,
                dialect = it.dialect.toCore(),
                icon = it.icon?.toByteArray() ?: ByteArray(0),
            )
        }
    }

    override fun fetch(program: String): ByteArray = port { catalog.fetch(program) }
}
