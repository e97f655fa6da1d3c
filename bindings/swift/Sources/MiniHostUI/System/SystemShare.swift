import Foundation
import MiniHost
import UIKit

/// Sharing through the system's own sheet. What another app gets is the title, and the address that `link` makes of the page: nobody but the
/// app knows where its programs can be opened from outside.
public struct SystemShare: Share {
    private let link: @Sendable (SharedPage) -> URL?

    public init(link: @escaping @Sendable (SharedPage) -> URL? = { _ in nil }) { self.link = link }

    public func share(_ page: SharedPage) throws {
        let address = link(page)
        if page.title.isEmpty, address == nil { throw PortError.unsupported }
        Task { @MainActor in
            let items: [Any] = (page.title.isEmpty ? [] : [page.title]) + (address.map { [$0] } ?? [])
            let sheet = UIActivityViewController(activityItems: items, applicationActivities: nil)
            guard let top = UIViewController.top else { return }
            // Wide screens show it beside something: here the middle of what is on top.
            sheet.popoverPresentationController?.sourceView = top.view
            top.present(sheet, animated: true)
        }
    }
}

extension UIViewController {
    /// What covers the app's window.
    fileprivate static var top: UIViewController? {
        let windows = UIApplication.shared.connectedScenes.lazy.compactMap { ($0 as? UIWindowScene)?.keyWindow }
        var top = windows.first?.rootViewController
        while let next = top?.presentedViewController { top = next }
        return top
    }
}
