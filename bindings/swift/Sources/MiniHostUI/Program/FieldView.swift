import Foundation
import MiniHost
import UIKit

/// A text field that the system edits; the core hears of the text and of the keyboard.
final class FieldView: UIView, UITextFieldDelegate, UITextViewDelegate {
    private var shown: Frame.Layer
    private weak var program: ProgramView?
    private let line = UITextField()
    private let area = UITextView()
    /// Text views have no placeholder of their own.
    private let hint = UILabel()
    private var version: UInt32?
    private var properties: Frame.TextField?
    private var wasWanted = false
    private var growth = FieldGrowth()

    /// The user types in it now.
    private(set) var isEdited = false

    /// The page moves up so that the keyboard does not cover it.
    var adjusts: Bool { properties?.adjust == true }

    init(_ layer: Frame.Layer, in program: ProgramView) {
        shown = layer
        self.program = program
        super.init(frame: CGRect(layer.rect))
        line.delegate = self
        area.delegate = self
        area.backgroundColor = nil
        // The layer's rectangle is the text's own box.
        area.textContainerInset = .zero
        area.textContainer.lineFragmentPadding = 0
        hint.numberOfLines = 0
        area.addSubview(hint)
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
        area.returnKeyType = returnKey(field.confirm)
        // One that grows shows all of its text; what it stands in scrolls.
        area.isScrollEnabled = !field.autoHeight
        // The same version: what the user typed stays.
        if version != field.valueVersion {
            version = field.valueVersion
            line.text = field.value
            area.text = field.value
        }
        showHint(field, font)
        reportHeight()
        if field.focus != wasWanted {
            wasWanted = field.focus
            if field.focus { _ = editor.becomeFirstResponder() } else { _ = editor.resignFirstResponder() }
        }
    }

    private func showHint(_ field: Frame.TextField, _ font: UIFont) {
        hint.text = field.placeholder
        hint.font = font
        hint.textColor = UIColor(field.placeholderColour)
        hint.textAlignment = field.align.alignment
        let room = CGSize(width: bounds.size.width, height: .greatestFiniteMagnitude)
        hint.frame = CGRect(x: 0, y: 0, width: room.width, height: hint.sizeThatFits(room).height)
        hint.isHidden = !area.text.isEmpty
    }

    private var text: String { (properties?.multiline == true ? area.text : line.text) ?? "" }

    private func edited() {
        let most = properties?.maxLength ?? -1
        var now = text
        // Characters as the core counts them, so that an emoji of several code points is not one.
        if most >= 0, !isComposing, now.unicodeScalars.count > Int(most) {
            now = String(String.UnicodeScalarView(now.unicodeScalars.prefix(Int(most))))
            line.text = now
            area.text = now
        }
        hint.isHidden = !area.text.isEmpty
        let layer = shown
        program?.session?.textChanged(layer.surface, layer.node, value: now, cursor: cursor)
        reportHeight()
    }

    /// An input method has not made up its mind: what it shows is not to be cut.
    private var isComposing: Bool { (properties?.multiline == true ? area.markedTextRange : line.markedTextRange) != nil }

    /// In characters as the core counts them: code points.
    private var cursor: Int {
        let before = properties?.multiline == true ? area.selectedRange.location : line.cursor
        return String(decoding: Array(text.utf16.prefix(before)), as: UTF16.self).unicodeScalars.count
    }

    /// A text area that grows with its text says how high that is, when it is another height than before.
    private func reportHeight() {
        guard let field = properties, field.multiline, field.autoHeight else { return }
        let height = Float(area.sizeThatFits(CGSize(width: bounds.size.width, height: .greatestFiniteMagnitude)).height)
        guard let lines = growth.lines(height: height, lineHeight: field.lineHeight) else { return }
        program?.session?.fieldHeight(shown.surface, shown.node, height: height, lines: lines)
    }

    private func tell(_ event: FieldEvent) { program?.session?.fieldEvent(shown.surface, shown.node, event) }

    private func began() {
        isEdited = true
        tell(.focused)
        program?.lift()
    }

    private func ended() {
        isEdited = false
        tell(.blurred)
        program?.lift()
    }

    func textFieldDidBeginEditing(_ textField: UITextField) { began() }
    func textFieldDidEndEditing(_ textField: UITextField) { ended() }

    func textFieldShouldReturn(_ textField: UITextField) -> Bool {
        tell(.confirmed)
        if properties?.confirmHold != true { _ = textField.resignFirstResponder() }
        return true
    }

    func textViewDidBeginEditing(_ textView: UITextView) { began() }
    func textViewDidEndEditing(_ textView: UITextView) { ended() }
    func textViewDidChange(_ textView: UITextView) { edited() }

    /// The return key begins a new line only where the program wants that of it.
    func textView(_ textView: UITextView, shouldChangeTextIn range: NSRange, replacementText text: String) -> Bool {
        guard text == "\n", let field = properties, field.confirm != "return" else { return true }
        tell(.confirmed)
        if !field.confirmHold { _ = textView.resignFirstResponder() }
        return false
    }
}

extension UIColor {
    convenience init(_ colour: Frame.Colour) {
        func part(_ byte: UInt8) -> CGFloat { CGFloat(byte) / 255 }
        self.init(red: part(colour.red), green: part(colour.green), blue: part(colour.blue), alpha: part(colour.alpha))
    }
}

extension UITextField {
    /// UTF-16 units before the cursor.
    fileprivate var cursor: Int {
        selectedTextRange.map { offset(from: beginningOfDocument, to: $0.end) } ?? text?.utf16.count ?? 0
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
