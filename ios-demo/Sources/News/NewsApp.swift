import MiniHost
import MiniHostUI
import SwiftUI

@main
struct NewsApp: App {
    @StateObject private var programs = MiniPrograms(
        HostIdentity(id: "dev.minihost.demo.News", name: "News", version: "1.0"),
        programs: Bundle.main.url(forResource: "programs", withExtension: nil))

    var body: some Scene {
        WindowGroup {
            TabView {
                Headlines().tabItem { Label("Home", systemImage: "newspaper") }
                ProfileScreen(name: "A reader") { SettingsScreen(programs: programs) }
                    .tabItem { Label("Me", systemImage: "person") }
            }
        }
    }
}

private struct Headline: Identifiable {
    let id: Int
    let title: String
    let source: String
}

/// Stands for the app that was there before.
private struct Headlines: View {
    private let headlines = [
        Headline(id: 1, title: "The lighthouse is lit again", source: "Harbour Press"),
        Headline(id: 2, title: "A quiet day at the market", source: "Town Desk"),
        Headline(id: 3, title: "Trains run on time", source: "Town Desk"),
    ]

    var body: some View {
        List(headlines) { headline in
            VStack(alignment: .leading, spacing: 4) {
                Text(headline.title).font(.headline)
                Text(headline.source).font(.footnote).foregroundColor(.secondary)
            }
        }
    }
}
