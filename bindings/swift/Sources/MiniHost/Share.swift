/// What a page wants to share.
public struct SharedPage: Sendable, Equatable {
    /// The program's id.
    public let program: String
    /// Heading.
    public let title: String
    /// Page with its query, to open the program at.
    public let path: String
    /// Address of a picture: in the package (`/images/a.png`), or of a server; empty for none.
    public let image: String

    public init(program: String, title: String, path: String, image: String) {
        self.program = program
        self.title = title
        self.path = path
        self.image = image
    }
}

/// Shares pages by whatever the app has for that. A host that brings it has the capsule's menu offer sharing. Hand on to the main thread and
/// return; what it throws is told to the user as "not available".
public protocol Share: Sendable {
    /// Lets the user choose where the page goes.
    func share(_ page: SharedPage) throws
}
