package dev.minihost.android.ports

import android.Manifest
import android.content.Context
import android.content.pm.PackageManager
import dev.minihost.Bytes
import dev.minihost.Http
import dev.minihost.HttpHeader
import dev.minihost.HttpRequest
import dev.minihost.HttpResponse
import dev.minihost.PortException
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.io.InputStream
import java.net.HttpURLConnection
import java.net.SocketTimeoutException
import java.net.URL
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runInterruptible
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.withTimeout

internal fun Context.mayUse(permission: String): Boolean = checkSelfPermission(permission) == PackageManager.PERMISSION_GRANTED

/** Requests through the platform; refused when the host's manifest does not ask for the INTERNET permission. Follows no redirect. */
public class PlatformHttp(private val context: Context) : Http {
    override suspend fun send(request: HttpRequest): HttpResponse {
        if (!context.mayUse(Manifest.permission.INTERNET)) throw PortException.Unsupported()
        try {
            return withTimeout(request.timeoutMs.toLong()) { runInterruptible(Dispatchers.IO) { exchange(request) } }
        } catch (late: TimeoutCancellationException) {
            throw PortException.Timeout()
        } catch (late: SocketTimeoutException) {
            throw PortException.Timeout()
        } catch (fault: IOException) {
            throw PortException.Failed(fault.message ?: "the connection failed")
        }
    }

    private fun exchange(request: HttpRequest): HttpResponse {
        val connection =
            URL(request.url).openConnection() as? HttpURLConnection ?: throw PortException.Failed("neither http nor https")
        try {
            connection.instanceFollowRedirects = false
            connection.connectTimeout = request.timeoutMs
            connection.readTimeout = request.timeoutMs
            connection.useCaches = false
            connection.requestMethod = request.method
            request.headers.forEach { connection.addRequestProperty(it.name, it.value) }
            if (request.body.size > 0) {
                connection.doOutput = true
                connection.setFixedLengthStreamingMode(request.body.size)
                connection.outputStream.use { it.write(request.body.toByteArray()) }
            }
            val status = connection.responseCode
            val body = (if (status >= HttpURLConnection.HTTP_BAD_REQUEST) connection.errorStream else connection.inputStream)
            val bytes = body?.use { it.atMost(request.maxBytes) } ?: ByteArray(0)
            val headers = connection.headerFields.orEmpty().flatMap { (name, values) ->
                // The status line has no name.
                if (name == null) emptyList() else values.map { HttpHeader(name, it) }
            }
            return HttpResponse(status, headers, Bytes(bytes))
        } finally {
            connection.disconnect()
        }
    }

    private fun InputStream.atMost(limit: Long): ByteArray {
        val out = ByteArrayOutputStream()
        val buffer = ByteArray(16 * 1024)
        while (true) {
            val count = read(buffer)
            if (count < 0) return out.toByteArray()
            if (out.size() + count > limit) throw PortException.Failed("the answer is longer than $limit bytes")
            out.write(buffer, 0, count)
        }
    }
}
