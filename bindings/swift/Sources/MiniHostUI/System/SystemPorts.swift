import MiniHost

extension Ports {
    /// What the system offers: Core Text, ImageIO, URLSession and the device. Programs get of the device only what `capabilities` names.
    public static func system(_ capabilities: Set<Capability> = [.network, .vibration]) -> Ports {
        Ports(
            http: SystemHttp(), text: CoreTextMeasurer(), images: ImageIODecoder(),
            share: capabilities.contains(.sharing) ? SystemShare() : nil,
            device: SystemDevice(capabilities: capabilities))
    }
}

/// What a host lets programs do with the device. What is not named fails in the program's own error shape.
public enum Capability: Sendable, Hashable, CaseIterable {
    /// The kind of connection.
    case network
    /// Reading the clipboard, which the system announces to the user.
    case readClipboard
    /// Replacing the clipboard.
    case writeClipboard
    /// Short and long vibration.
    case vibration
    /// Sharing pages by the system's sheet: their titles; with addresses where the app brings a `SystemShare` of its own.
    case sharing
}
