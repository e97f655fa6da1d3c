// Written by `cargo xtask bindings` from the tables of rust-core/paint: change them there.

package dev.minihost.frame

internal fun FrameInput.readFrame(): Frame = Frame(
        u64(),
        u64(),
        readSize(),
        f32(),
        readColour(),
        list(99) { readLayer() },
        list(12) { readImageNeed() },
        list(4) { u32() },
        optional { list(49) { readAccessible() } },
    )

internal fun FrameInput.readLayer(): Layer = Layer(
        u64(),
        u64(),
        u32(),
        u64(),
        readRect(),
        readTransform(),
        optional { readClip() },
        f32(),
        optional { readScroll() },
        optional { readSticky() },
        readMotion(),
        readDrag(),
        readNative(),
        readRect(),
        u32(),
        optional { readContent() },
    )

internal fun FrameInput.readClip(): Clip = Clip(readRect(), readCorners())

internal fun FrameInput.readScroll(): Scroll = Scroll(readSize(), f32(), f32(), u32(), bool(), bool(), bool(), bool(), f32())

internal fun FrameInput.readSticky(): Sticky = Sticky(
        optional { f32() },
        optional { f32() },
        optional { f32() },
        optional { f32() },
        readRect(),
    )

internal fun FrameInput.readMotion(): Motion = when (val tag = u8()) {
    0 -> Motion.None
    1 -> Motion.Spin(u32(), u32(), f32(), f32(), bool(), u32())
    else -> noSuchTag("Motion", tag)
}

internal fun FrameInput.readDrag(): Drag = when (val tag = u8()) {
    0 -> Drag.NONE
    1 -> Drag.BOTH
    2 -> Drag.SIDEWAYS
    3 -> Drag.UP_DOWN
    else -> noSuchTag("Drag", tag)
}

internal fun FrameInput.readNative(): Native = when (val tag = u8()) {
    0 -> Native.None
    1 -> Native.TextField(readTextField())
    2 -> Native.WebView(text())
    3 -> Native.Video(list(8) { readProperty() })
    4 -> Native.Map(list(8) { readProperty() })
    5 -> Native.Canvas(list(8) { readProperty() })
    6 -> Native.Other(text(), list(8) { readProperty() })
    else -> noSuchTag("Native", tag)
}

internal fun FrameInput.readTextField(): TextField = TextField(
        bool(),
        text(),
        u32(),
        text(),
        readColour(),
        readColour(),
        readTextFont(),
        f32(),
        readTextAlign(),
        readKeyboard(),
        bool(),
        i32(),
        bool(),
        bool(),
        text(),
        bool(),
        bool(),
        bool(),
    )

internal fun FrameInput.readKeyboard(): Keyboard = when (val tag = u8()) {
    0 -> Keyboard.TEXT
    1 -> Keyboard.NUMBER
    2 -> Keyboard.DECIMAL
    3 -> Keyboard.ID_CARD
    4 -> Keyboard.PHONE
    5 -> Keyboard.NICKNAME
    else -> noSuchTag("Keyboard", tag)
}

internal fun FrameInput.readTextAlign(): TextAlign = when (val tag = u8()) {
    0 -> TextAlign.LEFT
    1 -> TextAlign.CENTER
    2 -> TextAlign.RIGHT
    else -> noSuchTag("TextAlign", tag)
}

internal fun FrameInput.readProperty(): Property = Property(text(), text())

internal fun FrameInput.readContent(): Content = Content(list(15) { readTextFont() }, list(1) { readOp() })

internal fun FrameInput.readTextFont(): TextFont = TextFont(list(4) { text() }, f32(), u16(), bool(), f32())

internal fun FrameInput.readOp(): Op = when (val tag = u8()) {
    1 -> Op.FillRect(readRect(), readPaint())
    2 -> Op.FillRoundRect(readRect(), readCorners(), readPaint())
    3 -> Op.Border(
        readRect(),
        readCorners(),
        readBorderSide(),
        readBorderSide(),
        readBorderSide(),
        readBorderSide(),
    )
    4 -> Op.Shadow(readRect(), readCorners(), f32(), f32(), f32(), f32(), readColour(), bool())
    5 -> Op.Text(f32(), f32(), f32(), u16(), readPaint(), f32(), f32(), text())
    6 -> Op.Image(u32(), readRect(), readRect(), readCorners())
    7 -> Op.ImageTiles(u32(), readRect(), readCorners(), readRect(), f32(), f32())
    8 -> Op.FillPath(list(1) { readSegment() }, bool(), readPaint(), f32())
    9 -> Op.StrokePath(list(1) { readSegment() }, readPaint(), readLine(), f32())
    10 -> Op.ClipPush(readRect(), readCorners())
    11 -> Op.ClipPop
    12 -> Op.TransformPush(readTransform())
    13 -> Op.TransformPop
    14 -> Op.OpacityPush(f32(), readRect())
    15 -> Op.OpacityPop
    16 -> Op.MaskPush
    17 -> Op.MaskPop
    18 -> Op.ClipPath(list(1) { readSegment() }, bool())
    19 -> Op.BlendPush(readBlend(), readRect())
    20 -> Op.BlendPop
    else -> noSuchTag("Op", tag)
}

internal fun FrameInput.readPaint(): Paint = when (val tag = u8()) {
    0 -> Paint.Solid(readColour())
    1 -> Paint.Linear(f32(), f32(), f32(), f32(), list(8) { readStop() }, bool())
    2 -> Paint.Radial(f32(), f32(), f32(), f32(), list(8) { readStop() }, bool())
    3 -> Paint.Conic(f32(), f32(), f32(), list(8) { readStop() }, bool())
    else -> noSuchTag("Paint", tag)
}

internal fun FrameInput.readStop(): Stop = Stop(f32(), readColour())

internal fun FrameInput.readBorderSide(): BorderSide = BorderSide(f32(), readLineStyle(), readColour())

internal fun FrameInput.readLineStyle(): LineStyle = when (val tag = u8()) {
    0 -> LineStyle.NONE
    1 -> LineStyle.SOLID
    2 -> LineStyle.DASHED
    3 -> LineStyle.DOTTED
    4 -> LineStyle.DOUBLE
    else -> noSuchTag("LineStyle", tag)
}

internal fun FrameInput.readSegment(): Segment = when (val tag = u8()) {
    0 -> Segment.Move(f32(), f32())
    1 -> Segment.Line(f32(), f32())
    2 -> Segment.Quad(f32(), f32(), f32(), f32())
    3 -> Segment.Cubic(f32(), f32(), f32(), f32(), f32(), f32())
    4 -> Segment.Close
    else -> noSuchTag("Segment", tag)
}

internal fun FrameInput.readLine(): Line = Line(f32(), readCap(), readJoin(), f32(), list(4) { f32() }, f32())

internal fun FrameInput.readCap(): Cap = when (val tag = u8()) {
    0 -> Cap.BUTT
    1 -> Cap.ROUND
    2 -> Cap.SQUARE
    else -> noSuchTag("Cap", tag)
}

internal fun FrameInput.readJoin(): Join = when (val tag = u8()) {
    0 -> Join.MITER
    1 -> Join.ROUND
    2 -> Join.BEVEL
    else -> noSuchTag("Join", tag)
}

internal fun FrameInput.readBlend(): Blend = when (val tag = u8()) {
    0 -> Blend.SOURCE_OVER
    1 -> Blend.SOURCE_IN
    2 -> Blend.SOURCE_OUT
    3 -> Blend.SOURCE_ATOP
    4 -> Blend.DESTINATION_OVER
    5 -> Blend.DESTINATION_IN
    6 -> Blend.DESTINATION_OUT
    7 -> Blend.DESTINATION_ATOP
    8 -> Blend.COPY
    9 -> Blend.XOR
    10 -> Blend.LIGHTER
    11 -> Blend.MULTIPLY
    12 -> Blend.SCREEN
    13 -> Blend.OVERLAY
    14 -> Blend.DARKEN
    15 -> Blend.LIGHTEN
    16 -> Blend.COLOUR_DODGE
    17 -> Blend.COLOUR_BURN
    18 -> Blend.HARD_LIGHT
    19 -> Blend.SOFT_LIGHT
    20 -> Blend.DIFFERENCE
    21 -> Blend.EXCLUSION
    22 -> Blend.HUE
    23 -> Blend.SATURATION
    24 -> Blend.COLOUR
    25 -> Blend.LUMINOSITY
    else -> noSuchTag("Blend", tag)
}

internal fun FrameInput.readAccessible(): Accessible = Accessible(
        u64(),
        u32(),
        u64(),
        readRect(),
        readRole(),
        text(),
        text(),
        bool(),
        bool(),
        bool(),
        bool(),
    )

internal fun FrameInput.readRole(): Role = when (val tag = u8()) {
    0 -> Role.TEXT
    1 -> Role.BUTTON
    2 -> Role.IMAGE
    3 -> Role.TEXT_FIELD
    4 -> Role.CHECKBOX
    5 -> Role.RADIO
    6 -> Role.SWITCH
    7 -> Role.SLIDER
    8 -> Role.LINK
    9 -> Role.HEADING
    10 -> Role.PROGRESS
    11 -> Role.GROUP
    12 -> Role.TAB
    13 -> Role.DIALOG
    else -> noSuchTag("Role", tag)
}

internal fun FrameInput.readImageNeed(): ImageNeed = ImageNeed(u32(), u32(), u32())

internal fun FrameInput.readSize(): Size = Size(f32(), f32())

internal fun FrameInput.readRect(): Rect = Rect(f32(), f32(), f32(), f32())

internal fun FrameInput.readCorners(): Corners = Corners(readCorner(), readCorner(), readCorner(), readCorner())

internal fun FrameInput.readCorner(): Corner = Corner(f32(), f32())

internal fun FrameInput.readColour(): Colour = Colour(u32())

internal fun FrameInput.readTransform(): Transform = Transform(f32(), f32(), f32(), f32(), f32(), f32())
