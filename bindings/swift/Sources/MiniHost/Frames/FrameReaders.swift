// Written by `cargo xtask bindings` from the tables of rust-core/paint: change them there.

extension FrameInput {
    mutating func readFrame() throws(FrameFormatError) -> Frame {
        try Frame(
            number: u64(),
            base: u64(),
            size: readSize(),
            scale: f32(),
            background: readColour(),
            layers: list(99) { (input: inout FrameInput) throws(FrameFormatError) -> Frame.Layer in try input.readLayer() },
            imagesNeeded: list(12) { (input: inout FrameInput) throws(FrameFormatError) -> Frame.ImageNeed in try input.readImageNeed() },
            imagesDropped: list(4) { (input: inout FrameInput) throws(FrameFormatError) -> UInt32 in try input.u32() },
            accessible: optional { (input: inout FrameInput) throws(FrameFormatError) -> [Frame.Accessible] in try input.list(49) { (input: inout FrameInput) throws(FrameFormatError) -> Frame.Accessible in try input.readAccessible() } })
    }

    mutating func readLayer() throws(FrameFormatError) -> Frame.Layer {
        try Frame.Layer(
            id: u64(),
            parent: u64(),
            surface: u32(),
            node: u64(),
            rect: readRect(),
            transform: readTransform(),
            clip: optional { (input: inout FrameInput) throws(FrameFormatError) -> Frame.Clip in try input.readClip() },
            opacity: f32(),
            scroll: optional { (input: inout FrameInput) throws(FrameFormatError) -> Frame.Scroll in try input.readScroll() },
            sticky: optional { (input: inout FrameInput) throws(FrameFormatError) -> Frame.Sticky in try input.readSticky() },
            motion: readMotion(),
            drag: readDrag(),
            native: readNative(),
            bounds: readRect(),
            version: u32(),
            content: optional { (input: inout FrameInput) throws(FrameFormatError) -> Frame.Content in try input.readContent() })
    }

    mutating func readClip() throws(FrameFormatError) -> Frame.Clip {
        try Frame.Clip(rect: readRect(), corners: readCorners())
    }

    mutating func readScroll() throws(FrameFormatError) -> Frame.Scroll {
        try Frame.Scroll(
            content: readSize(),
            x: f32(),
            y: f32(),
            version: u32(),
            horizontal: bool(),
            vertical: bool(),
            page: bool(),
            smooth: bool(),
            snap: f32())
    }

    mutating func readSticky() throws(FrameFormatError) -> Frame.Sticky {
        try Frame.Sticky(
            top: optional { (input: inout FrameInput) throws(FrameFormatError) -> Float in try input.f32() },
            right: optional { (input: inout FrameInput) throws(FrameFormatError) -> Float in try input.f32() },
            bottom: optional { (input: inout FrameInput) throws(FrameFormatError) -> Float in try input.f32() },
            left: optional { (input: inout FrameInput) throws(FrameFormatError) -> Float in try input.f32() },
            container: readRect())
    }

    mutating func readMotion() throws(FrameFormatError) -> Frame.Motion {
        let tag = try u8()
        switch tag {
        case 0: return .none
        case 1: return .spin(try Frame.Motion.Spin(
                period: u32(),
                shift: u32(),
                x: f32(),
                y: f32(),
                backwards: bool(),
                steps: u32()))
        default: throw noSuchTag("Motion", tag)
        }
    }

    mutating func readDrag() throws(FrameFormatError) -> Frame.Drag {
        let tag = try u8()
        switch tag {
        case 0: return .none
        case 1: return .both
        case 2: return .sideways
        case 3: return .upDown
        default: throw noSuchTag("Drag", tag)
        }
    }

    mutating func readNative() throws(FrameFormatError) -> Frame.Native {
        let tag = try u8()
        switch tag {
        case 0: return .none
        case 1: return try .textField(field: readTextField())
        case 2: return try .webView(url: text())
        case 3: return try .video(
                properties: list(8) { (input: inout FrameInput) throws(FrameFormatError) -> Frame.Property in try input.readProperty() })
        case 4: return try .map(
                properties: list(8) { (input: inout FrameInput) throws(FrameFormatError) -> Frame.Property in try input.readProperty() })
        case 5: return try .canvas(
                properties: list(8) { (input: inout FrameInput) throws(FrameFormatError) -> Frame.Property in try input.readProperty() })
        case 6: return .other(try Frame.Native.Other(
                tag: text(),
                properties: list(8) { (input: inout FrameInput) throws(FrameFormatError) -> Frame.Property in try input.readProperty() }))
        default: throw noSuchTag("Native", tag)
        }
    }

    mutating func readTextField() throws(FrameFormatError) -> Frame.TextField {
        try Frame.TextField(
            multiline: bool(),
            value: text(),
            valueVersion: u32(),
            placeholder: text(),
            placeholderColour: readColour(),
            colour: readColour(),
            font: readTextFont(),
            lineHeight: f32(),
            align: readTextAlign(),
            keyboard: readKeyboard(),
            password: bool(),
            maxLength: i32(),
            focus: bool(),
            disabled: bool(),
            confirm: text(),
            confirmHold: bool(),
            adjust: bool(),
            autoHeight: bool())
    }

    mutating func readKeyboard() throws(FrameFormatError) -> Frame.Keyboard {
        let tag = try u8()
        switch tag {
        case 0: return .text
        case 1: return .number
        case 2: return .decimal
        case 3: return .idCard
        case 4: return .phone
        case 5: return .nickname
        default: throw noSuchTag("Keyboard", tag)
        }
    }

    mutating func readTextAlign() throws(FrameFormatError) -> Frame.TextAlign {
        let tag = try u8()
        switch tag {
        case 0: return .left
        case 1: return .center
        case 2: return .right
        default: throw noSuchTag("TextAlign", tag)
        }
    }

    mutating func readProperty() throws(FrameFormatError) -> Frame.Property {
        try Frame.Property(name: text(), value: text())
    }

    mutating func readContent() throws(FrameFormatError) -> Frame.Content {
        try Frame.Content(
            fonts: list(15) { (input: inout FrameInput) throws(FrameFormatError) -> Frame.TextFont in try input.readTextFont() },
            ops: list(1) { (input: inout FrameInput) throws(FrameFormatError) -> Frame.Op in try input.readOp() })
    }

    mutating func readTextFont() throws(FrameFormatError) -> Frame.TextFont {
        try Frame.TextFont(
            families: list(4) { (input: inout FrameInput) throws(FrameFormatError) -> String in try input.text() },
            size: f32(),
            weight: u16(),
            italic: bool(),
            letterSpacing: f32())
    }

    mutating func readOp() throws(FrameFormatError) -> Frame.Op {
        let tag = try u8()
        switch tag {
        case 1: return .fillRect(try Frame.Op.FillRect(rect: readRect(), paint: readPaint()))
        case 2: return .fillRoundRect(try Frame.Op.FillRoundRect(rect: readRect(), corners: readCorners(), paint: readPaint()))
        case 3: return .border(try Frame.Op.Border(
                rect: readRect(),
                corners: readCorners(),
                top: readBorderSide(),
                right: readBorderSide(),
                bottom: readBorderSide(),
                left: readBorderSide()))
        case 4: return .shadow(try Frame.Op.Shadow(
                rect: readRect(),
                corners: readCorners(),
                dx: f32(),
                dy: f32(),
                blur: f32(),
                spread: f32(),
                colour: readColour(),
                inset: bool()))
        case 5: return .text(try Frame.Op.Text(
                x: f32(),
                baseline: f32(),
                width: f32(),
                font: u16(),
                paint: readPaint(),
                blur: f32(),
                outline: f32(),
                text: text()))
        case 6: return .image(try Frame.Op.Image(
                image: u32(),
                source: readRect(),
                target: readRect(),
                corners: readCorners()))
        case 7: return .imageTiles(try Frame.Op.ImageTiles(
                image: u32(),
                area: readRect(),
                corners: readCorners(),
                tile: readRect(),
                stepX: f32(),
                stepY: f32()))
        case 8: return .fillPath(try Frame.Op.FillPath(
                path: list(1) { (input: inout FrameInput) throws(FrameFormatError) -> Frame.Segment in try input.readSegment() },
                evenOdd: bool(),
                paint: readPaint(),
                blur: f32()))
        case 9: return .strokePath(try Frame.Op.StrokePath(
                path: list(1) { (input: inout FrameInput) throws(FrameFormatError) -> Frame.Segment in try input.readSegment() },
                paint: readPaint(),
                line: readLine(),
                blur: f32()))
        case 10: return .clipPush(try Frame.Op.ClipPush(rect: readRect(), corners: readCorners()))
        case 11: return .clipPop
        case 12: return try .transformPush(transform: readTransform())
        case 13: return .transformPop
        case 14: return .opacityPush(try Frame.Op.OpacityPush(opacity: f32(), bounds: readRect()))
        case 15: return .opacityPop
        case 16: return .maskPush
        case 17: return .maskPop
        case 18: return .clipPath(try Frame.Op.ClipPath(
                path: list(1) { (input: inout FrameInput) throws(FrameFormatError) -> Frame.Segment in try input.readSegment() },
                evenOdd: bool()))
        case 19: return .blendPush(try Frame.Op.BlendPush(blend: readBlend(), bounds: readRect()))
        case 20: return .blendPop
        default: throw noSuchTag("Op", tag)
        }
    }

    mutating func readPaint() throws(FrameFormatError) -> Frame.Paint {
        let tag = try u8()
        switch tag {
        case 0: return try .solid(colour: readColour())
        case 1: return .linear(try Frame.Paint.Linear(
                x0: f32(),
                y0: f32(),
                x1: f32(),
                y1: f32(),
                stops: list(8) { (input: inout FrameInput) throws(FrameFormatError) -> Frame.Stop in try input.readStop() },
                repeat: bool()))
        case 2: return .radial(try Frame.Paint.Radial(
                x: f32(),
                y: f32(),
                radiusX: f32(),
                radiusY: f32(),
                stops: list(8) { (input: inout FrameInput) throws(FrameFormatError) -> Frame.Stop in try input.readStop() },
                repeat: bool()))
        case 3: return .conic(try Frame.Paint.Conic(
                x: f32(),
                y: f32(),
                start: f32(),
                stops: list(8) { (input: inout FrameInput) throws(FrameFormatError) -> Frame.Stop in try input.readStop() },
                repeat: bool()))
        default: throw noSuchTag("Paint", tag)
        }
    }

    mutating func readStop() throws(FrameFormatError) -> Frame.Stop {
        try Frame.Stop(offset: f32(), colour: readColour())
    }

    mutating func readBorderSide() throws(FrameFormatError) -> Frame.BorderSide {
        try Frame.BorderSide(width: f32(), style: readLineStyle(), colour: readColour())
    }

    mutating func readLineStyle() throws(FrameFormatError) -> Frame.LineStyle {
        let tag = try u8()
        switch tag {
        case 0: return .none
        case 1: return .solid
        case 2: return .dashed
        case 3: return .dotted
        case 4: return .double
        default: throw noSuchTag("LineStyle", tag)
        }
    }

    mutating func readSegment() throws(FrameFormatError) -> Frame.Segment {
        let tag = try u8()
        switch tag {
        case 0: return .move(try Frame.Segment.Move(x: f32(), y: f32()))
        case 1: return .line(try Frame.Segment.Line(x: f32(), y: f32()))
        case 2: return .quad(try Frame.Segment.Quad(x1: f32(), y1: f32(), x: f32(), y: f32()))
        case 3: return .cubic(try Frame.Segment.Cubic(x1: f32(), y1: f32(), x2: f32(), y2: f32(), x: f32(), y: f32()))
        case 4: return .close
        default: throw noSuchTag("Segment", tag)
        }
    }

    mutating func readLine() throws(FrameFormatError) -> Frame.Line {
        try Frame.Line(
            width: f32(),
            cap: readCap(),
            join: readJoin(),
            miter: f32(),
            dash: list(4) { (input: inout FrameInput) throws(FrameFormatError) -> Float in try input.f32() },
            dashOffset: f32())
    }

    mutating func readCap() throws(FrameFormatError) -> Frame.Cap {
        let tag = try u8()
        switch tag {
        case 0: return .butt
        case 1: return .round
        case 2: return .square
        default: throw noSuchTag("Cap", tag)
        }
    }

    mutating func readJoin() throws(FrameFormatError) -> Frame.Join {
        let tag = try u8()
        switch tag {
        case 0: return .miter
        case 1: return .round
        case 2: return .bevel
        default: throw noSuchTag("Join", tag)
        }
    }

    mutating func readBlend() throws(FrameFormatError) -> Frame.Blend {
        let tag = try u8()
        switch tag {
        case 0: return .sourceOver
        case 1: return .sourceIn
        case 2: return .sourceOut
        case 3: return .sourceAtop
        case 4: return .destinationOver
        case 5: return .destinationIn
        case 6: return .destinationOut
        case 7: return .destinationAtop
        case 8: return .copy
        case 9: return .xor
        case 10: return .lighter
        case 11: return .multiply
        case 12: return .screen
        case 13: return .overlay
        case 14: return .darken
        case 15: return .lighten
        case 16: return .colourDodge
        case 17: return .colourBurn
        case 18: return .hardLight
        case 19: return .softLight
        case 20: return .difference
        case 21: return .exclusion
        case 22: return .hue
        case 23: return .saturation
        case 24: return .colour
        case 25: return .luminosity
        default: throw noSuchTag("Blend", tag)
        }
    }

    mutating func readAccessible() throws(FrameFormatError) -> Frame.Accessible {
        try Frame.Accessible(
            layer: u64(),
            surface: u32(),
            node: u64(),
            rect: readRect(),
            role: readRole(),
            label: text(),
            value: text(),
            checked: bool(),
            disabled: bool(),
            tap: bool(),
            longPress: bool())
    }

    mutating func readRole() throws(FrameFormatError) -> Frame.Role {
        let tag = try u8()
        switch tag {
        case 0: return .text
        case 1: return .button
        case 2: return .image
        case 3: return .textField
        case 4: return .checkbox
        case 5: return .radio
        case 6: return .switch
        case 7: return .slider
        case 8: return .link
        case 9: return .heading
        case 10: return .progress
        case 11: return .group
        case 12: return .tab
        case 13: return .dialog
        default: throw noSuchTag("Role", tag)
        }
    }

    mutating func readImageNeed() throws(FrameFormatError) -> Frame.ImageNeed {
        try Frame.ImageNeed(image: u32(), width: u32(), height: u32())
    }

    mutating func readSize() throws(FrameFormatError) -> Frame.Size {
        try Frame.Size(width: f32(), height: f32())
    }

    mutating func readRect() throws(FrameFormatError) -> Frame.Rect {
        try Frame.Rect(x: f32(), y: f32(), width: f32(), height: f32())
    }

    mutating func readCorners() throws(FrameFormatError) -> Frame.Corners {
        try Frame.Corners(
            topLeft: readCorner(),
            topRight: readCorner(),
            bottomRight: readCorner(),
            bottomLeft: readCorner())
    }

    mutating func readCorner() throws(FrameFormatError) -> Frame.Corner {
        try Frame.Corner(x: f32(), y: f32())
    }

    mutating func readColour() throws(FrameFormatError) -> Frame.Colour {
        try Frame.Colour(argb: u32())
    }

    mutating func readTransform() throws(FrameFormatError) -> Frame.Transform {
        try Frame.Transform(a: f32(), b: f32(), c: f32(), d: f32(), e: f32(), f: f32())
    }
}
