/// The picture of a `Toast`.
public enum ToastIcon: Sendable, CaseIterable {
    case success
    case fail
    case loading
    case none
}

/// A short notice.
public struct Toast: Sendable, Equatable {
    /// The text.
    public let title: String
    /// The picture.
    public let icon: ToastIcon
    /// Milliseconds until it goes by itself; none stays until hidden.
    public let durationMs: Int?
    /// Touches do not reach the page while it shows.
    public let mask: Bool

    public init(title: String, icon: ToastIcon, durationMs: Int?, mask: Bool) {
        self.title = title
        self.icon = icon
        self.durationMs = durationMs
        self.mask = mask
    }
}

/// A question with one or two buttons.
public struct Modal: Sendable, Equatable {
    /// Heading; may be empty.
    public let title: String
    /// Text; may be empty.
    public let content: String
    /// Text of the button that agrees.
    public let confirmText: String
    /// Text of the button that declines; none shows no such button.
    public let cancelText: String?
    /// Show an input field with this placeholder.
    public let placeholder: String?

    public init(title: String, content: String, confirmText: String, cancelText: String?, placeholder: String?) {
        self.title = title
        self.content = content
        self.confirmText = confirmText
        self.cancelText = cancelText
        self.placeholder = placeholder
    }
}

/// How a `Modal` ended.
public struct ModalAnswer: Sendable, Equatable {
    /// The user agreed.
    public var confirmed: Bool
    /// What was typed, when the question has a field.
    public var content: String?

    public init(confirmed: Bool, content: String? = nil) {
        self.confirmed = confirmed
        self.content = content
    }
}

/// A list to choose one item from.
public struct ActionSheet: Sendable, Equatable {
    /// Text above the items; may be empty.
    public let title: String
    /// The items.
    public let items: [String]

    public init(title: String, items: [String]) {
        self.title = title
        self.items = items
    }
}

/// Where an answer goes, once; from any thread. Released without an answer, the program's call fails.
public struct Answer<Value: Sendable>: Sendable {
    private let sendValue: @Sendable (Value) -> Bool
    private let sendFailure: @Sendable (PortError) -> Bool

    init(send: @escaping @Sendable (Value) -> Bool, fail: @escaping @Sendable (PortError) -> Bool) {
        sendValue = send
        sendFailure = fail
    }

    /// The answer. False if there was one before.
    @discardableResult
    public func send(_ value: Value) -> Bool { sendValue(value) }

    /// There is none. False if there was one before.
    @discardableResult
    public func fail(_ reason: PortError) -> Bool { sendFailure(reason) }
}

/// Takes over the core's notices and questions. False has the core draw them. Hand on to the main thread and return.
public protocol Ui: Sendable {
    /// Shows a notice, or hides it when there is none.
    func toast(_ toast: Toast?) throws -> Bool

    /// Asks a question.
    func modal(_ modal: Modal, answer: Answer<ModalAnswer>) throws -> Bool

    /// Offers items; the answer is a place in the list.
    func actionSheet(_ sheet: ActionSheet, answer: Answer<Int>) throws -> Bool
}

extension Ui {
    public func toast(_ toast: Toast?) throws -> Bool { false }

    public func modal(_ modal: Modal, answer: Answer<ModalAnswer>) throws -> Bool { false }

    public func actionSheet(_ sheet: ActionSheet, answer: Answer<Int>) throws -> Bool { false }
}
