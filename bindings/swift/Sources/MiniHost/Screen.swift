/// Distances from a screen's edges, in logical pixels.
public struct Insets: Sendable, Equatable {
    /// From the top.
    public var top: Float
    /// From the right.
    public var right: Float
    /// From the bottom.
    public var bottom: Float
    /// From the left.
    public var left: Float

    public init(top: Float = 0, right: Float = 0, bottom: Float = 0, left: Float = 0) {
        self.top = top
        self.right = right
        self.bottom = bottom
        self.left = left
    }
}

/// A screen or window that a program is shown on. Lengths are logical pixels, which are Apple's points.
public struct Screen: Sendable, Equatable {
    /// Width.
    public var width: Float
    /// Height, with status bar and safe areas.
    public var height: Float
    /// Device pixels per logical pixel.
    public var pixelRatio: Float
    /// What notches, the status bar and home indicators cover.
    public var safeArea: Insets
    /// The user's text size: 1.0 is the platform's default.
    public var fontScale: Float
    /// Light or dark.
    public var appearance: Appearance
    /// Language of the core's own words.
    public var language: Language

    public init(
        width: Float, height: Float, pixelRatio: Float, safeArea: Insets = Insets(), fontScale: Float = 1,
        appearance: Appearance = .light, language: Language = .en
    ) {
        self.width = width
        self.height = height
        self.pixelRatio = pixelRatio
        self.safeArea = safeArea
        self.fontScale = fontScale
        self.appearance = appearance
        self.language = language
    }
}

/// How to open a program.
public struct OpenOptions: Sendable, Equatable {
    /// What it is shown on.
    public var screen: Screen
    /// Page with a query; empty is the program's first page.
    public var path: String
    /// Query for the first page and for `onLaunch`, as `a=1&b=2`.
    public var query: String
    /// Scene number, as the dialect documents it; 0 is 1001, the list of used programs.
    public var scene: Int

    public init(screen: Screen, path: String = "", query: String = "", scene: Int = 0) {
        self.screen = screen
        self.path = path
        self.query = query
        self.scene = scene
    }
}
