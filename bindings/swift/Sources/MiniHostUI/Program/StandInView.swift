import UIKit

/// Words in a program's place, while it opens or when it stopped.
final class StandInView: UIView {
    init(letter: String?, title: String, text: String, buttons: [(String, () -> Void)]) {
        super.init(frame: .zero)
        let stack = UIStackView()
        stack.axis = .vertical
        stack.alignment = .center
        stack.spacing = 12
        if let letter { stack.addArrangedSubview(Self.label(letter, .largeTitle)) }
        if !title.isEmpty { stack.addArrangedSubview(Self.label(title, .headline)) }
        stack.addArrangedSubview(Self.label(text, .body))
        if letter != nil {
            let wheel = UIActivityIndicatorView(style: .medium)
            wheel.startAnimating()
            stack.addArrangedSubview(wheel)
        }
        for (words, work) in buttons {
            let button = UIButton(type: .system)
            button.setTitle(words, for: .normal)
            button.titleLabel?.font = .preferredFont(forTextStyle: .body)
            button.titleLabel?.adjustsFontForContentSizeCategory = true
            button.addAction(UIAction { _ in work() }, for: .touchUpInside)
            stack.addArrangedSubview(button)
        }
        addSubview(stack)
        stack.translatesAutoresizingMaskIntoConstraints = false
        NSLayoutConstraint.activate([
            stack.centerXAnchor.constraint(equalTo: centerXAnchor), stack.centerYAnchor.constraint(equalTo: centerYAnchor),
            stack.widthAnchor.constraint(lessThanOrEqualTo: widthAnchor, multiplier: 0.8),
        ])
    }

    required init?(coder: NSCoder) { nil }

    private static func label(_ text: String, _ style: UIFont.TextStyle) -> UILabel {
        let label = UILabel()
        label.text = text
        label.numberOfLines = 0
        label.textAlignment = .center
        label.font = .preferredFont(forTextStyle: style)
        label.adjustsFontForContentSizeCategory = true
        return label
    }
}
