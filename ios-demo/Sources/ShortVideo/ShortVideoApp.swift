import MiniHost
import MiniHostUI
import SwiftUI

@main
struct ShortVideoApp: App {
    @StateObject private var programs = MiniPrograms(
        HostIdentity(id: "dev.minihost.demo.ShortVideo", name: "Short video", version: "1.0"),
        programs: Bundle.main.url(forResource: "programs", withExtension: nil))

    var body: some Scene {
        WindowGroup {
            TabView {
                VideoFeed().tabItem { Label("Home", systemImage: "play.rectangle") }
                ProfileScreen(name: "A viewer") { SettingsScreen(programs: programs) }
                    .tabItem { Label("Me", systemImage: "person") }
            }
        }
    }
}

private struct Video: Identifiable {
    let id: Int
    let title: String
    let likes: String
}

/// Stands for the app that was there before.
private struct VideoFeed: View {
    private let videos = [
        Video(id: 1, title: "A kiln is opened", likes: "12k"), Video(id: 2, title: "Noodles by hand", likes: "8k"),
        Video(id: 3, title: "The night ferry", likes: "3k"),
    ]

    var body: some View {
        List(videos) { video in
            VStack(alignment: .leading, spacing: 8) {
                Image(systemName: "play.circle.fill").font(.headline)
                Text(video.title).font(.headline)
                Text(video.likes).font(.footnote).foregroundColor(.secondary)
            }
        }
    }
}
