import Foundation
import MiniHost

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Requests through `URLSession`: no cookies, no cache, and no redirect, as the link policy has not seen where it leads.
final class SystemHttp: Http {
    private let session: URLSession

    init() {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpShouldSetCookies = false
        configuration.urlCache = nil
        session = URLSession(configuration: configuration, delegate: NoRedirects(), delegateQueue: nil)
    }

    deinit { session.invalidateAndCancel() }

    func send(_ request: HttpRequest) async throws -> HttpResponse {
        guard let url = URL(string: request.url) else { throw PortError.failed(reason: "not a URL") }
        var sent = URLRequest(url: url)
        sent.httpMethod = request.method
        sent.timeoutInterval = Double(request.timeoutMs) / 1000
        for header in request.headers { sent.setValue(header.value, forHTTPHeaderField: header.name) }
        if !request.body.isEmpty { sent.httpBody = request.body }
        let (body, response): (Data, URLResponse)
        do {
            (body, response) = try await session.data(for: sent)
        } catch let error as URLError where error.code == .timedOut {
            throw PortError.timeout
        } catch {
            // The system's words may name the user's network: the program hears none of them.
            throw PortError.failed(reason: "the request did not succeed")
        }
        guard let response = response as? HTTPURLResponse else { throw PortError.failed(reason: "not an HTTP answer") }
        guard Int64(body.count) <= request.maxBytes else { throw PortError.failed(reason: "the answer is too long") }
        let headers = response.allHeaderFields.compactMap { name, value in
            (name as? String).map { HttpHeader(name: $0, value: "\(value)") }
        }
        return HttpResponse(status: response.statusCode, headers: headers, body: body)
    }
}

private final class NoRedirects: NSObject, URLSessionTaskDelegate {
    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}
