import MiniHost
import SwiftUI
import UIKit

/// Programs' pictures, from a host or none.
struct Icons {
    let host: MiniHost?

    func load(_ id: String) async -> UIImage? {
        guard let bytes = try? await host?.icon(id) else { return nil }
        return UIImage(data: bytes)
    }
}

/// A program in a list: picture, name, small print.
struct ProgramRow: View {
    let id: String
    let name: String
    let detail: String
    let letter: String
    let pinned: Bool
    let icons: Icons
    @State private var picture: UIImage?

    var body: some View {
        HStack(spacing: 12) {
            icon.frame(width: 44, height: 44)
            VStack(alignment: .leading, spacing: 2) {
                Text(name).foregroundColor(.primary).lineLimit(1)
                Text(detail).font(.footnote).foregroundColor(.secondary).lineLimit(2)
            }
            Spacer()
            if pinned { Image(systemName: "pin.fill").foregroundColor(.secondary) }
        }
        .task { picture = await icons.load(id) }
    }

    @ViewBuilder private var icon: some View {
        if let picture {
            Image(uiImage: picture).resizable().clipShape(RoundedRectangle(cornerRadius: 10))
        } else {
            ZStack {
                RoundedRectangle(cornerRadius: 10).foregroundColor(.secondary)
                Text(letter).font(.headline).foregroundColor(.primary)
            }
        }
    }
}

/// A screen of words: nothing here yet, or what failed and what can be done.
struct WordsInPlace: View {
    let title: String
    let text: String
    let button: String?
    let action: @MainActor () -> Void

    var body: some View {
        VStack(alignment: .center, spacing: 12) {
            if !title.isEmpty { Text(title).font(.headline) }
            Text(text).font(.body).foregroundColor(.secondary).multilineTextAlignment(.center)
            if let button { Button(button, action: action) }
        }
        .padding()
    }
}
