/// The screen of one program. The capsule with its menu, bars, notices and questions are drawn by the core as part of the program's frames
/// and answered by it; this says what stands around: opening, running, stopped, failed.
public struct ProgramScreenState: Sendable, Equatable {
    /// The program's name, for the window's title and screen readers.
    public var title: String
    /// What fills the screen.
    public var content: Content

    /// What fills the screen.
    public enum Content: Sendable, Equatable {
        /// The program is fetched and started; `letter` stands for its picture.
        case opening(text: String, letter: String)
        /// Frames of the presenter's session fill the screen.
        case running
        /// It did not open, or was stopped: words and what can be done.
        case notice(Notice)
    }

    /// Words in the program's place.
    public struct Notice: Sendable, Equatable {
        public let title: String
        public let text: String
        /// A button that opens it again, if that may help.
        public let again: String?
        /// A button that leaves.
        public let leave: String
    }
}

/// What happens to the screen.
public enum ProgramScreenEvent: Sendable, Equatable {
    /// The platform's back gesture.
    case back
    /// Open it again, after it failed or was stopped.
    case againTapped
    /// Leave, after it failed or was stopped.
    case leaveTapped
    /// The screen is in front.
    case shown
    /// Another app or screen covers it.
    case hidden
    /// Another size, appearance, language or text size.
    case screenChanged(Screen)
}

/// What the app does then.
public enum ProgramScreenEffect: Sendable, Equatable {
    /// Leaves the program's screen.
    case finish
}

/// What the presenter needs of a session; tests have their own.
protocol RunningProgram: Sendable {
    var session: ProgramSession? { get }
    func states() -> AsyncStream<SessionState>
    func back()
    func show()
    func hide()
    func setScreen(_ screen: Screen)
    func close() async
}

extension ProgramSession: RunningProgram {
    var session: ProgramSession? { self }
}

/// See `ProgramScreenState`.
public final class ProgramScreenPresenter: Presenter<ProgramScreenState, ProgramScreenEvent, ProgramScreenEffect> {
    typealias Open = @Sendable (Screen) async throws(MiniHostError) -> any RunningProgram

    private let name: String
    private let language: Language
    private let open: Open
    private var screen: Screen
    private var life: Task<Void, Never>?
    private var isHidden = false
    private var running: (any RunningProgram)?

    /// Where frames come from and touches go, while the content is `running`.
    public var session: ProgramSession? { running?.session }

    public convenience init(host: MiniHost, program: String, name: String, options: OpenOptions) {
        self.init(name: name, language: options.screen.language, screen: options.screen) { (screen) async throws(MiniHostError) in
            var options = options
            options.screen = screen
            return try await host.open(program, options)
        }
    }

    init(name: String, language: Language, screen: Screen, open: @escaping Open) {
        self.name = name
        self.language = language
        self.screen = screen
        self.open = open
        super.init(first: Self.opening(name, language))
        start()
    }

    private func start() {
        life?.cancel()
        state = Self.opening(name, language)
        life = Task { [weak self, open, screen] in
            let opened: any RunningProgram
            do throws(MiniHostError) {
                opened = try await open(screen)
            } catch {
                self?.failed(error)
                return
            }
            // What was opened is closed, whatever happens.
            if !Task.isCancelled, self?.begin(opened) == true {
                for await state in opened.states() where state.isOver { self?.ended(state) }
            }
            self?.forget(opened)
            await opened.close()
        }
    }

    private func begin(_ opened: any RunningProgram) -> Bool {
        running = opened
        if isHidden { opened.hide() }
        opened.setScreen(screen)
        state.content = .running
        return true
    }

    private func forget(_ opened: any RunningProgram) {
        if running?.session === opened.session { running = nil }
    }

    private func failed(_ error: MiniHostError) {
        let again: String? = switch error {
        // Trying again helps with these alone.
        case .unavailable, .noSpace, .store: Words.retry.of(language)
        default: nil
        }
        state.content = .notice(
            .init(title: "", text: error.userMessage(language), again: again, leave: Words.back.of(language)))
    }

    private func ended(_ end: SessionState) {
        if case .stopped(let reason) = end {
            state.content = Self.stopped(name, reason, language)
        } else {
            wish(.finish)
        }
    }

    public override func on(_ event: ProgramScreenEvent) {
        switch event {
        case .back:
            if let running { running.back() } else { wish(.finish) }
        case .againTapped:
            if case .notice(let notice) = state.content, notice.again != nil { start() }
        case .leaveTapped:
            wish(.finish)
        case .shown:
            isHidden = false
            running?.show()
        case .hidden:
            isHidden = true
            running?.hide()
        case .screenChanged(let screen):
            self.screen = screen
            running?.setScreen(screen)
        }
    }

    public override func close() {
        life?.cancel()
        super.close()
    }

    deinit { life?.cancel() }
}

extension ProgramScreenPresenter {
    private nonisolated static func opening(_ name: String, _ language: Language) -> ProgramScreenState {
        ProgramScreenState(
            title: name, content: .opening(text: Words.opening.of(language, name), letter: letter(of: name)))
    }

    private nonisolated static func stopped(
        _ name: String, _ reason: StopReason, _ language: Language
    ) -> ProgramScreenState.Content {
        let text: Words = switch reason {
        case .timeBudget: .stoppedTime
        case .outOfMemory: .stoppedMemory
        case .flooded: .stoppedFlood
        case .internal: .stoppedInternal
        }
        return .notice(
            .init(
                title: Words.stoppedTitle.of(language, name), text: text.of(language), again: Words.reopen.of(language),
                leave: Words.back.of(language)))
    }

    /// Every state that a view must know.
    public nonisolated static func samples(_ language: Language) -> [Sample<ProgramScreenState>] {
        let name = language == .zh ? "待办清单" : "To-do"
        let offline = MiniHostError.unavailable(reason: "").userMessage(language)
        func state(_ content: ProgramScreenState.Content) -> ProgramScreenState {
            ProgramScreenState(title: name, content: content)
        }
        let failed = ProgramScreenState.Notice(
            title: "", text: offline, again: Words.retry.of(language), leave: Words.back.of(language))
        return [
            Sample(name: "opening", state: opening(name, language)),
            Sample(name: "running", state: state(.running)),
            Sample(name: "failed", state: state(.notice(failed))),
            Sample(name: "stopped-time", state: state(stopped(name, .timeBudget, language))),
            Sample(name: "stopped-memory", state: state(stopped(name, .outOfMemory, language))),
            Sample(name: "stopped-flood", state: state(stopped(name, .flooded(what: ""), language))),
            Sample(name: "stopped-internal", state: state(stopped(name, .internal(reason: ""), language))),
        ]
    }
}
