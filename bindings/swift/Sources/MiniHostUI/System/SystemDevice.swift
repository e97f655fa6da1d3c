import Foundation
import MiniHost
import Network
import UIKit

/// The device behind capability checks.
final class SystemDevice: Device {
    private let capabilities: Set<Capability>
    private let monitor: NWPathMonitor?

    init(capabilities: Set<Capability>) {
        self.capabilities = capabilities
        monitor = capabilities.contains(.network) ? NWPathMonitor() : nil
        monitor?.start(queue: DispatchQueue(label: "dev.minihost.network"))
    }

    deinit { monitor?.cancel() }

    private func need(_ capability: Capability) throws {
        if !capabilities.contains(capability) { throw PortError.unsupported }
    }

    func profile() throws -> DeviceProfile {
        let version = ProcessInfo.processInfo.operatingSystemVersion
        // The model's exact name is left out: it helps to tell users apart.
        return DeviceProfile(
            brand: "Apple", model: "iPhone", system: "iOS \(version.majorVersion).\(version.minorVersion)", platform: "ios")
    }

    func network() throws -> NetworkType {
        try need(.network)
        guard let path = monitor?.currentPath, path.status == .satisfied else { return .none }
        if path.usesInterfaceType(.wifi) { return .wifi }
        return path.usesInterfaceType(.cellular) ? .cellular : .unknown
    }

    func clipboard() async throws -> String {
        try need(.readClipboard)
        return await MainActor.run { UIPasteboard.general.string ?? "" }
    }

    func setClipboard(_ text: String) throws {
        try need(.writeClipboard)
        Task { @MainActor in UIPasteboard.general.string = text }
    }

    func vibrate(brief: Bool) throws {
        try need(.vibration)
        Task { @MainActor in
            if brief {
                UIImpactFeedbackGenerator(style: .light).impactOccurred()
            } else {
                UINotificationFeedbackGenerator().notificationOccurred(.warning)
            }
        }
    }
}
