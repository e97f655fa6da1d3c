/// What a screen shows and what it does, without a screen: a view renders `state` and hands events to `on(_:)`. All decisions (words, order,
/// what is enabled) are made here and tested without a phone; a view makes none.
@MainActor
public class Presenter<State: Equatable & Sendable, Event: Sendable, Effect: Sendable> {
    /// What to show.
    public internal(set) var state: State {
        didSet { if state != oldValue { told.send(state) } }
    }

    /// What only the app can do (go to another screen), each once, for one reader.
    public let effects: AsyncStream<Effect>

    private let wished: AsyncStream<Effect>.Continuation
    private let told: Broadcast<State>

    /// Ends with the presenter.
    let tasks = TaskBag()

    init(first: State) {
        state = first
        told = Broadcast(first: first, .unbounded)
        (effects, wished) = AsyncStream.makeStream()
    }

    /// The state now, then each change; ends with the presenter.
    public func states() -> AsyncStream<State> { told.stream() }

    /// Something happened.
    public func on(_ event: Event) {}

    /// The screen is gone.
    public func close() {
        tasks.cancelAll()
        told.finish()
        wished.finish()
    }

    func wish(_ effect: Effect) { wished.yield(effect) }

    deinit {
        tasks.cancelAll()
        told.finish()
        wished.finish()
    }
}

/// A state with a name: previews and screenshots are made from these, and every state a view must know is among them.
public struct Sample<State: Sendable>: Sendable {
    /// Short, in English, fit for a file's name.
    public let name: String
    /// The state.
    public let state: State
}
