import MiniHost
import SwiftUI
import UIKit

/// The screen of one program for SwiftUI apps: show it in a `fullScreenCover`.
public struct ProgramScreen: View {
    private let host: MiniHost
    private let program: String
    private let name: String
    @Environment(\.dismiss) private var dismiss

    public init(host: MiniHost, program: String, name: String) {
        self.host = host
        self.program = program
        self.name = name
    }

    public var body: some View {
        Controller(host: host, program: program, name: name) { dismiss() }.ignoresSafeArea()
    }
}

private struct Controller: UIViewControllerRepresentable {
    let host: MiniHost
    let program: String
    let name: String
    let onFinish: () -> Void

    func makeUIViewController(context: Context) -> ProgramViewController {
        ProgramViewController(host: host, program: program, name: name, onFinish: onFinish)
    }

    func updateUIViewController(_ controller: ProgramViewController, context: Context) {}
}

/// What stands in a program's place, for previews: the controller shows the same words.
struct ProgramStateView: View {
    let state: ProgramScreenState

    var body: some View {
        switch state.content {
        case .opening(let text, _): WordsInPlace(title: "", text: text, button: nil) {}
        case .running: WordsInPlace(title: state.title, text: "", button: nil) {}
        case .notice(let notice): WordsInPlace(title: notice.title, text: notice.text, button: notice.again) {}
        }
    }
}
