/// "Mini programs you've used".
public struct UsedListState: Sendable, Equatable {
    /// The screen's heading.
    public var title: String
    /// The middle of the screen.
    public var content: Content
    /// A button that empties the list; none while there is nothing to clear.
    public var clear: String?
    /// A question above the screen.
    public var question: Question?
    /// A bar at the bottom.
    public var notice: Notice?

    /// The middle of the screen.
    public enum Content: Sendable, Equatable {
        /// Rows are being read.
        case loading
        /// The first day: nothing was used yet.
        case empty(title: String, text: String)
        /// The list, to be shown in this order.
        case rows([UsedRow])
        /// The list cannot be read.
        case failed(text: String, retry: String)
    }

    /// A question with two answers.
    public struct Question: Sendable, Equatable {
        public let title: String
        public let text: String
        public let confirm: String
        public let cancel: String
    }

    /// Something that happened; `undo` is a button, if it can be taken back.
    public struct Notice: Sendable, Equatable {
        public let text: String
        public let undo: String?
    }
}

/// One row of the list.
public struct UsedRow: Sendable, Equatable, Identifiable {
    /// The program's id.
    public let id: String
    /// Its name.
    public let name: String
    /// Publisher and time, in small print.
    public let detail: String
    /// Stands for the picture while there is none.
    public let letter: String
    /// The user keeps it on top.
    public let pinned: Bool
    /// What a screen reader says.
    public let label: String
    /// Words of the row's actions.
    public let removeAction: String
    /// The same for keeping it on top, or no longer.
    public let pinAction: String
}

/// What a user does with the list.
public enum UsedListEvent: Sendable, Equatable {
    /// A row was tapped.
    case rowTapped(id: String)
    /// A row is to go.
    case removeTapped(id: String)
    /// A row is to be kept on top, or no longer.
    case pinTapped(id: String)
    /// The removal is to be undone.
    case undoTapped
    /// The list is to be emptied: asks first.
    case clearTapped
    /// Yes.
    case confirmed
    /// No.
    case declined
    /// Read the list again.
    case retryTapped
}

/// What the app does then.
public enum UsedListEffect: Sendable, Equatable {
    /// Opens a program.
    case openProgram(id: String, name: String)
}
