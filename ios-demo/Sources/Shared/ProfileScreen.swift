import SwiftUI

/// Who uses the app, and the way to the settings.
struct ProfileScreen<Settings: View>: View {
    let name: String
    @ViewBuilder let settings: () -> Settings

    var body: some View {
        NavigationView {
            List {
                HStack(spacing: 12) {
                    Image(systemName: "person.crop.circle.fill")
                    Text(name).font(.headline)
                }
                NavigationLink(destination: settings()) { Label("Settings", systemImage: "gearshape") }
            }
            .navigationTitle(Text("Me"))
        }
    }
}
