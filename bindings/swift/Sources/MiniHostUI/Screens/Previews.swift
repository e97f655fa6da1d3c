import MiniHost
import SwiftUI

// A preview for each state that a view must know: the presenters' own samples, in both languages, light and dark, at the largest text
// size and from right to left.

private struct EachSample<State: Sendable, Content: View>: View {
    let samples: [Sample<State>]
    @ViewBuilder let view: (State) -> Content

    var body: some View {
        ForEach(samples, id: \.name) { sample in
            NavigationView { view(sample.state) }.previewDisplayName(sample.name)
        }
    }
}

struct SettingsRowPreviews: PreviewProvider {
    static var previews: some View {
        EachSample(samples: Language.allCases.flatMap(SettingsRowPresenter.samples)) { state in
            List { SettingsRowView(state: state) { EmptyView() } }
        }
    }
}

struct UsedListPreviews: PreviewProvider {
    static var previews: some View {
        EachSample(samples: UsedListPresenter.samples(.en)) { UsedListView(state: $0, icons: Icons(host: nil)) { _ in } }
        EachSample(samples: UsedListPresenter.samples(.zh)) { state in
            UsedListView(state: state, icons: Icons(host: nil)) { _ in }.preferredColorScheme(.dark)
        }
        EachSample(samples: UsedListPresenter.samples(.en)) { state in
            UsedListView(state: state, icons: Icons(host: nil)) { _ in }
                .environment(\.sizeCategory, .accessibilityExtraExtraExtraLarge)
        }
        EachSample(samples: UsedListPresenter.samples(.en)) { state in
            UsedListView(state: state, icons: Icons(host: nil)) { _ in }.environment(\.layoutDirection, .rightToLeft)
        }
    }
}

struct CatalogPreviews: PreviewProvider {
    static var previews: some View {
        EachSample(samples: Language.allCases.flatMap(CatalogPresenter.samples)) {
            CatalogView(state: $0, icons: Icons(host: nil)) { _ in }
        }
    }
}

struct ProgramScreenPreviews: PreviewProvider {
    static var previews: some View {
        EachSample(samples: Language.allCases.flatMap(ProgramScreenPresenter.samples)) { ProgramStateView(state: $0) }
    }
}
