import Foundation
import MiniHost
import UIKit

/// A text field that the system edits; the core hears of the text and of the keyboard.
final class FieldView: UIView, UITextFieldDelegate, UITextViewDelegate {
    private var shown: Frame.Layer
    private weak var program: ProgramView?
    private let line = UITextField()
    private let area = UITextView()
    private var version: UInt32?
    private var properties: Frame.TextField?
    private var wasWanted = false

    init(_ layer: Frame.Layer, in program: ProgramView) {
        shown = layer
        self.program = program
        super.init(frame: CGRect(layer.rect))
        line.delegate = self
        area.delegate = self
        area.backgroundColor = nil
        area.textContainerInset = .zero
        line.addAction(UIAction { [weak self] _ in self?.edited() }, for: .editingChanged)
    }

    required init?(coder: NSCoder) { nil }

    func apply(_ layer: Frame.Layer, _ field: Frame.TextField) {
        shown = layer
        properties = field
        frame = CGRect(x: 0, y: 0, width: CGFloat(layer.rect.width), height: CGFloat(layer.rect.height))
        let editor: UIView = field.multiline ? area : line
        (field.multiline ? line as UIView : area).removeFromSuperview()
        if editor.superview == nil { addSubview(editor) }
        editor.frame = bounds
        let font = UIFont.systemFont(
            ofSize: CGFloat(field.font.size), weight: UIFont.Weight(rawValue: CGFloat(Fonts.weight(Int(field.font.weight)))))
        line.font = font
        area.font = font
        line.textColor = UIColor(field.colour)
        area.textColor = UIColor(field.colour)
        line.attributedPlaceholder = NSAttributedString(
            string: field.placeholder, attributes: [.foregroundColor: UIColor(field.placeholderColour), .font: font])
        line.isEnabled = !field.disabled
        area.isEditable = !field.disabled
        line.isSecureTextEntry = field.password
        line.keyboardType = field.keyboard.type
        area.keyboardType = field.keyboard.type
        line.textAlignment = field.align.alignment
        area.textAlignment = field.align.alignment
        line.returnKeyType = returnKey(field.confirm)
        // The same version: what the user typed stays.
        if version != field.valueVersion {
            version = field.valueVersion
            line.text = field.value
            area.text = field.value
        }
        if field.focus != wasWanted {
            wasWanted = field.focus
            if field.focus { _ = editor.becomeFirstResponder() } else { _ = editor.resignFirstResponder() }
        }
    }

    private var text: String { (properties?.multiline == true ? area.text : line.text) ?? "" }

    private func edited() {
        let most = properties?.maxLength ?? -1
        var now = text
        if most >= 0, now.count > Int(most) {
            now = String(now.prefix(Int(most)))
            line.text = now
            area.text = now
        }
        let layer = shown
        program?.session?.textChanged(layer.surface, layer.node, value: now, cursor: now.count)
    }

    private func tell(_ event: FieldEvent) { program?.session?.fieldEvent(shown.surface, shown.node, event) }

    func textFieldDidBeginEditing(_ textField: UITextField) { tell(.focused) }
    func textFieldDidEndEditing(_ textField: UITextField) { tell(.blurred) }

    func textFieldShouldReturn(_ textField: UITextField) -> Bool {
        tell(.confirmed)
        if properties?.confirmHold != true { _ = textField.resignFirstResponder() }
        return true
    }

    func textViewDidBeginEditing(_ textView: UITextView) { tell(.focused) }
    func textViewDidEndEditing(_ textView: UITextView) { tell(.blurred) }
    func textViewDidChange(_ textView: UITextView) { edited() }
}

extension UIColor {
    convenience init(_ colour: Frame.Colour) {
        func part(_ byte: UInt8) -> CGFloat { CGFloat(byte) / 255 }
        self.init(red: part(colour.red), green: part(colour.green), blue: part(colour.blue), alpha: part(colour.alpha))
    }
}

extension Frame.Keyboard {
    fileprivate var type: UIKeyboardType {
        switch self {
        case .text, .nickname: .default
        case .number: .numberPad
        case .decimal: .decimalPad
        case .idCard: .asciiCapable
        case .phone: .phonePad
        }
    }
}

extension Frame.TextAlign {
    fileprivate var alignment: NSTextAlignment {
        switch self {
        case .left: .left
        case .center: .center
        case .right: .right
        }
    }
}

private func returnKey(_ confirm: String) -> UIReturnKeyType {
    ["send": .send, "search": .search, "next": .next, "go": .go, "return": .default][confirm] ?? .done
}
