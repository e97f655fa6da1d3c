import MiniHostUI
import SwiftUI

/// An app's settings as they were, and one row more.
struct SettingsScreen: View {
    let programs: MiniPrograms

    var body: some View {
        List {
            Section {
                Label("Account", systemImage: "person")
                Label("Notifications", systemImage: "bell")
                Label("Privacy", systemImage: "lock")
            }
            Section { MiniProgramsRow(programs) }
            Section { Label("About", systemImage: "info.circle") }
        }
        .navigationTitle(Text("Settings"))
    }
}
