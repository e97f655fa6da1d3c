/// Every drawing op of `rust-core/paint/FORMAT.md`, in its order: what the player asks of a canvas for it, and which file of
/// `MiniHostUI/Canvas` draws it. A test holds the table to the format, to the player and to the files.
package enum OpTable {
    /// A row.
    package struct Row: Equatable, Sendable {
        /// As the format names it.
        package let op: String
        /// Functions of `Canvas`, in order.
        package let canvas: [String]
        /// Where Core Graphics is asked.
        package let file: String

        init(_ op: String, _ canvas: String..., in file: String = "CoreGraphicsCanvas.swift") {
            self.op = op
            self.canvas = canvas
            self.file = file
        }
    }

    package static let rows: [Row] = [
        Row("FillRect", "fill"),
        Row("FillRoundRect", "fill"),
        Row("Border", "border"),
        Row("Shadow", "shadow"),
        Row("Text", "text"),
        Row("Image", "image"),
        Row("ImageTiles", "tiles"),
        Row("FillPath", "fill"),
        Row("StrokePath", "stroke"),
        Row("ClipPush", "save", "clip"),
        Row("ClipPop", "restore"),
        Row("TransformPush", "save", "concat"),
        Row("TransformPop", "restore"),
        Row("OpacityPush", "beginGroup"),
        Row("OpacityPop", "endGroup"),
        Row("MaskPush", "beginMask"),
        Row("MaskPop", "endGroup"),
        Row("ClipPath", "save", "clip"),
        Row("BlendPush", "beginBlend"),
        Row("BlendPop", "endGroup"),
    ]
}
