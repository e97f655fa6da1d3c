import Foundation
import MiniHost
import UIKit

/// A slot of a layer that this host has no view for: web pages, videos, maps and the like. It says so, in the layer's size.
final class SlotView: UIView {
    private let label = UILabel()
    private var shown: NativeSlot?

    override init(frame: CGRect) {
        super.init(frame: frame)
        // Fingers are the program's.
        isUserInteractionEnabled = false
        clipsToBounds = true
        label.numberOfLines = 3
        label.textAlignment = .center
        label.font = .preferredFont(forTextStyle: .footnote)
        label.adjustsFontForContentSizeCategory = true
        addSubview(label)
    }

    required init?(coder: NSCoder) { nil }

    func apply(_ slot: NativeSlot, size: CGSize) {
        frame = CGRect(origin: .zero, size: size)
        label.frame = bounds.insetBy(dx: 8, dy: 8)
        if shown == slot { return }
        shown = slot
        backgroundColor = UIColor(slot.ground)
        label.textColor = UIColor(slot.ink)
        label.text = slot.label(Bundle.module.localizedString(forKey: slot.key, value: nil, table: nil))
    }
}
