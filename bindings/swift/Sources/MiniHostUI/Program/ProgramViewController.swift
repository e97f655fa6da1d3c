import Foundation
import MiniHost
import UIKit

/// The screen of one program for UIKit apps: present it over the full screen.
///
///     present(ProgramViewController(host: host, program: "todo", name: "To-do"), animated: true)
public final class ProgramViewController: UIViewController {
    private let host: MiniHost
    private let program: String
    private let name: String
    private let onFinish: (() -> Void)?
    private var presenter: ProgramScreenPresenter?
    private var listening: [Task<Void, Never>] = []
    private var shown: UIView?
    private var observers: [Observer] = []

    /// `onFinish` leaves the screen; without it the controller dismisses itself.
    public init(host: MiniHost, program: String, name: String, onFinish: (() -> Void)? = nil) {
        self.host = host
        self.program = program
        self.name = name
        self.onFinish = onFinish
        super.init(nibName: nil, bundle: nil)
        modalPresentationStyle = .fullScreen
    }

    public required init?(coder: NSCoder) { nil }

    public override func viewDidLayoutSubviews() {
        super.viewDidLayoutSubviews()
        let screen = Screen(of: view)
        if let presenter {
            presenter.on(.screenChanged(screen))
        } else {
            start(ProgramScreenPresenter(host: host, program: program, name: name, options: OpenOptions(screen: screen)))
        }
        shown?.frame = view.bounds
    }

    private func start(_ presenter: ProgramScreenPresenter) {
        self.presenter = presenter
        listening = [
            Task { [weak self] in for await state in presenter.states() { self?.render(state) } },
            Task { [weak self] in for await _ in presenter.effects { self?.finish() } },
        ]
        observers = [
            Observer(UIApplication.didEnterBackgroundNotification) { [weak presenter] in presenter?.on(.hidden) },
            Observer(UIApplication.willEnterForegroundNotification) { [weak presenter] in presenter?.on(.shown) },
        ]
    }

    private func render(_ state: ProgramScreenState) {
        title = state.title
        shown?.removeFromSuperview()
        let next: UIView
        switch state.content {
        case .running:
            guard let session = presenter?.session else { return }
            next = ProgramView(session: session)
        case .opening(let text, let letter):
            next = StandInView(letter: letter, title: "", text: text, buttons: [])
        case .notice(let notice):
            var buttons = [(notice.leave, { [weak presenter] in presenter?.on(.leaveTapped) ?? () })]
            if let again = notice.again { buttons.insert((again, { [weak presenter] in presenter?.on(.againTapped) ?? () }), at: 0) }
            next = StandInView(letter: nil, title: notice.title, text: notice.text, buttons: buttons)
        }
        view.backgroundColor = .systemBackground
        next.frame = view.bounds
        view.addSubview(next)
        shown = next
    }

    private func finish() {
        if let onFinish { onFinish() } else { dismiss(animated: true, completion: nil) }
    }

    /// Two fingers' scrub of VoiceOver: the platform's back.
    public override func accessibilityPerformEscape() -> Bool {
        presenter?.on(.back)
        return presenter != nil
    }

    public override func traitCollectionDidChange(_ previous: UITraitCollection?) {
        super.traitCollectionDidChange(previous)
        presenter?.on(.screenChanged(Screen(of: view)))
    }

    public override func viewDidDisappear(_ animated: Bool) {
        super.viewDidDisappear(animated)
        if isBeingDismissed || isMovingFromParent {
            presenter?.close()
        }
    }

    // Inside SwiftUI nobody says that it is dismissed: without its controller the presenter goes, and with it the program.
    deinit { for task in listening { task.cancel() } }
}

extension Screen {
    /// The window that a view fills, with the user's settings.
    @MainActor
    init(of view: UIView) {
        let edges = view.safeAreaInsets
        self.init(
            width: Float(view.bounds.size.width), height: Float(view.bounds.size.height),
            pixelRatio: Float(view.traitCollection.displayScale),
            safeArea: Insets(top: Float(edges.top), right: Float(edges.right), bottom: Float(edges.bottom), left: Float(edges.left)),
            fontScale: Float(UIFontMetrics.default.scaledValue(for: 100) / 100),
            appearance: view.traitCollection.userInterfaceStyle == .dark ? .dark : .light, language: .current)
    }
}
