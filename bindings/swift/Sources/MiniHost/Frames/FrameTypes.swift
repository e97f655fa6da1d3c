// Written by `cargo xtask bindings` from the tables of rust-core/paint: change them there.

/// The first four bytes of a frame, read as a little-endian number.
let frameMagic: UInt32 = 1380337741

/// The version that is read here.
package let frameVersion: UInt16 = 2

/// A frame: the whole tree of layers, with the content of those that changed.
package struct Frame: Equatable, Sendable {
    /// 1, 2, 3, ...
    package let number: UInt64
    /// The frame this one is a difference to; 0: it stands alone.
    package let base: UInt64
    /// Of the screen.
    package let size: Frame.Size
    /// Device pixels per logical pixel.
    package let scale: Float
    /// Behind everything.
    package let background: Frame.Colour
    /// Parents before children, siblings from back to front.
    package let layers: [Frame.Layer]
    /// Pictures shown now and not in the base.
    package let imagesNeeded: [Frame.ImageNeed]
    /// Handles shown in the base and not now.
    package let imagesDropped: [UInt32]
    /// Things for screen readers; absent if as in the base.
    package let accessible: [Frame.Accessible]?

    package init(
        number: UInt64,
        base: UInt64,
        size: Frame.Size,
        scale: Float,
        background: Frame.Colour,
        layers: [Frame.Layer],
        imagesNeeded: [Frame.ImageNeed],
        imagesDropped: [UInt32],
        accessible: [Frame.Accessible]?
    ) {
        self.number = number
        self.base = base
        self.size = size
        self.scale = scale
        self.background = background
        self.layers = layers
        self.imagesNeeded = imagesNeeded
        self.imagesDropped = imagesDropped
        self.accessible = accessible
    }
}

extension Frame {
    /// A layer.
    package struct Layer: Equatable, Sendable {
        /// The same from frame to frame; never 0.
        package let id: UInt64
        /// An earlier layer's id, 0 for the first.
        package let parent: UInt64
        /// Which tree it shows (page, navigation bar, ...): goes with `node` when an event is reported.
        package let surface: UInt32
        /// The render tree's node, 0 for none.
        package let node: UInt64
        /// In the parent's coordinates; inside a scrolling parent: of its content.
        package let rect: Frame.Rect
        /// Around the rectangle's top left corner, applied before it is placed.
        package let transform: Frame.Transform
        /// Cuts ops and children.
        package let clip: Frame.Clip?
        /// 0 to 1, of ops and children together.
        package let opacity: Float
        /// If it scrolls.
        package let scroll: Frame.Scroll?
        /// If it sticks.
        package let sticky: Frame.Sticky?
        /// If it moves by itself.
        package let motion: Frame.Motion
        /// If the core moves something with the finger.
        package let drag: Frame.Drag
        /// If the host fills it.
        package let native: Frame.Native
        /// Around everything its ops draw, in its own coordinates.
        package let bounds: Frame.Rect
        /// Of the content.
        package let version: UInt32
        /// Absent if it is the version the host has.
        package var content: Frame.Content?

        package init(
            id: UInt64,
            parent: UInt64,
            surface: UInt32,
            node: UInt64,
            rect: Frame.Rect,
            transform: Frame.Transform,
            clip: Frame.Clip?,
            opacity: Float,
            scroll: Frame.Scroll?,
            sticky: Frame.Sticky?,
            motion: Frame.Motion,
            drag: Frame.Drag,
            native: Frame.Native,
            bounds: Frame.Rect,
            version: UInt32,
            content: Frame.Content?
        ) {
            self.id = id
            self.parent = parent
            self.surface = surface
            self.node = node
            self.rect = rect
            self.transform = transform
            self.clip = clip
            self.opacity = opacity
            self.scroll = scroll
            self.sticky = sticky
            self.motion = motion
            self.drag = drag
            self.native = native
            self.bounds = bounds
            self.version = version
            self.content = content
        }
    }

    /// A rectangle with round corners that cuts a layer and its children.
    package struct Clip: Equatable, Sendable {
        /// In the layer's own coordinates, before scrolling.
        package let rect: Frame.Rect
        /// Radii.
        package let corners: Frame.Corners

        package init(rect: Frame.Rect, corners: Frame.Corners) {
            self.rect = rect
            self.corners = corners
        }
    }

    /// A layer whose children and ops scroll inside its rectangle.
    package struct Scroll: Equatable, Sendable {
        /// Size of what is scrolled, at least the layer's own.
        package let content: Frame.Size
        /// Offset from the left when the frame was made, px.
        package let x: Float
        /// Offset from the top, px.
        package let y: Float
        /// Another number than before: the program itself set the offset, the host goes there; the same: the host keeps its own.
        package let version: UInt32
        /// May be dragged sideways.
        package let horizontal: Bool
        /// May be dragged up and down.
        package let vertical: Bool
        /// It is the page's own scrolling (pull to refresh, status bar tap).
        package let page: Bool
        /// A jump is to be animated.
        package let smooth: Bool
        /// For swipers: distance between resting places, px; 0 for free scrolling.
        package let snap: Float

        package init(
            content: Frame.Size,
            x: Float,
            y: Float,
            version: UInt32,
            horizontal: Bool,
            vertical: Bool,
            page: Bool,
            smooth: Bool,
            snap: Float
        ) {
            self.content = content
            self.x = x
            self.y = y
            self.version = version
            self.horizontal = horizontal
            self.vertical = vertical
            self.page = page
            self.smooth = smooth
            self.snap = snap
        }
    }

    /// A sticky layer: pushed along so that it keeps these distances from the scroll area's edges while its container lasts.
    package struct Sticky: Equatable, Sendable {
        /// Px.
        package let top: Float?
        /// Px.
        package let right: Float?
        /// Px.
        package let bottom: Float?
        /// Px.
        package let left: Float?
        /// What it must not leave, in the parent's coordinates.
        package let container: Frame.Rect

        package init(top: Float?, right: Float?, bottom: Float?, left: Float?, container: Frame.Rect) {
            self.top = top
            self.right = right
            self.bottom = bottom
            self.left = left
            self.container = container
        }
    }

    /// A movement the host plays by itself, by one steady clock for all layers.
    package enum Motion: Equatable, Sendable {
        /// None.
        case none
        /// Turns for ever (loading spinners), inside of the layer's transform; with nothing added it stands upright when the clock is at a multiple of the period.
        case spin(Spin)

        /// Turns for ever (loading spinners), inside of the layer's transform; with nothing added it stands upright when the clock is at a multiple of the period.
        package struct Spin: Equatable, Sendable {
            /// Milliseconds for a full turn, more than 0.
            package let period: UInt32
            /// Milliseconds added to the clock.
            package let shift: UInt32
            /// What it turns around, in the layer's own coordinates, px.
            package let x: Float
            /// Px.
            package let y: Float
            /// Counter-clockwise.
            package let backwards: Bool
            /// It jumps to so many places in turn and rests there; 0: it moves steadily.
            package let steps: UInt32

            package init(period: UInt32, shift: UInt32, x: Float, y: Float, backwards: Bool, steps: UInt32) {
                self.period = period
                self.shift = shift
                self.x = x
                self.y = y
                self.backwards = backwards
                self.steps = steps
            }
        }
    }

    /// Which movements of a finger that comes down here are the core's: they are reported as touches, and nothing around scrolls.
    package enum Drag: Equatable, Sendable, CaseIterable {
        /// None: what scrolls may take the finger.
        case none
        /// All.
        case both
        /// Sideways.
        case sideways
        /// Up and down.
        case upDown
    }

    /// What a host puts into a layer's rectangle itself.
    package enum Native: Equatable, Sendable {
        /// Nothing: ops only.
        case none
        /// `input` and `textarea`.
        case textField(field: Frame.TextField)
        /// `web-view`.
        case webView(url: String)
        /// `video`.
        case video(properties: [Frame.Property])
        /// `map`.
        case map(properties: [Frame.Property])
        /// `canvas`.
        case canvas(properties: [Frame.Property])
        /// `camera`, `live-player` and others.
        case other(Other)

        /// `camera`, `live-player` and others.
        package struct Other: Equatable, Sendable {
            /// The template's tag.
            package let tag: String
            /// Attributes.
            package let properties: [Frame.Property]

            package init(tag: String, properties: [Frame.Property]) {
                self.tag = tag
                self.properties = properties
            }
        }
    }

    /// A text field that the host edits natively. The layer's rectangle is the field's content box.
    package struct TextField: Equatable, Sendable {
        /// Several lines.
        package let multiline: Bool
        /// The text.
        package let value: String
        /// Another number than before: the program set the text, the host shows it; the same: what the user typed stays.
        package let valueVersion: UInt32
        /// Shown while the text is empty.
        package let placeholder: String
        /// Its colour.
        package let placeholderColour: Frame.Colour
        /// The text's colour.
        package let colour: Frame.Colour
        /// The text's font.
        package let font: Frame.TextFont
        /// Px.
        package let lineHeight: Float
        /// Sideways.
        package let align: Frame.TextAlign
        /// Keyboard.
        package let keyboard: Frame.Keyboard
        /// Dots instead of characters.
        package let password: Bool
        /// Characters; negative for no limit.
        package let maxLength: Int32
        /// The program wants it focused.
        package let focus: Bool
        /// Cannot be edited.
        package let disabled: Bool
        /// Label of the return key: done, send, search, next, go, return.
        package let confirm: String
        /// The keyboard stays after the return key.
        package let confirmHold: Bool
        /// The page moves up so that the keyboard does not cover it.
        package let adjust: Bool
        /// Grows with its text; the host reports the height.
        package let autoHeight: Bool

        package init(
            multiline: Bool,
            value: String,
            valueVersion: UInt32,
            placeholder: String,
            placeholderColour: Frame.Colour,
            colour: Frame.Colour,
            font: Frame.TextFont,
            lineHeight: Float,
            align: Frame.TextAlign,
            keyboard: Frame.Keyboard,
            password: Bool,
            maxLength: Int32,
            focus: Bool,
            disabled: Bool,
            confirm: String,
            confirmHold: Bool,
            adjust: Bool,
            autoHeight: Bool
        ) {
            self.multiline = multiline
            self.value = value
            self.valueVersion = valueVersion
            self.placeholder = placeholder
            self.placeholderColour = placeholderColour
            self.colour = colour
            self.font = font
            self.lineHeight = lineHeight
            self.align = align
            self.keyboard = keyboard
            self.password = password
            self.maxLength = maxLength
            self.focus = focus
            self.disabled = disabled
            self.confirm = confirm
            self.confirmHold = confirmHold
            self.adjust = adjust
            self.autoHeight = autoHeight
        }
    }

    /// What keyboard a text field asks for.
    package enum Keyboard: Equatable, Sendable, CaseIterable {
        /// Any text.
        case text
        /// Whole numbers.
        case number
        /// Numbers with a point.
        case decimal
        /// Digits and X (Chinese identity card).
        case idCard
        /// Telephone number.
        case phone
        /// A name.
        case nickname
    }

    /// How text lies between left and right.
    package enum TextAlign: Equatable, Sendable, CaseIterable {
        /// Left.
        case left
        /// In the middle.
        case center
        /// Right.
        case right
    }

    /// A name and a value.
    package struct Property: Equatable, Sendable {
        /// As the template has it.
        package let name: String
        /// As text.
        package let value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// What a layer draws.
    package struct Content: Equatable, Sendable {
        /// Fonts of its texts.
        package let fonts: [Frame.TextFont]
        /// In order.
        package let ops: [Frame.Op]

        package init(fonts: [Frame.TextFont], ops: [Frame.Op]) {
            self.fonts = fonts
            self.ops = ops
        }
    }

    /// A font of a layer's texts; ops name it by its place in the layer's list.
    package struct TextFont: Equatable, Sendable {
        /// Family names in order of preference, generic ones included.
        package let families: [String]
        /// Px.
        package let size: Float
        /// 1 to 1000.
        package let weight: UInt16
        /// Slanted.
        package let italic: Bool
        /// Extra distance after each character, px.
        package let letterSpacing: Float

        package init(families: [String], size: Float, weight: UInt16, italic: Bool, letterSpacing: Float) {
            self.families = families
            self.size = size
            self.weight = weight
            self.italic = italic
            self.letterSpacing = letterSpacing
        }
    }

    /// A drawing op.
    package enum Op: Equatable, Sendable {
        /// Fills a rectangle.
        case fillRect(FillRect)
        /// Fills a rectangle with round corners.
        case fillRoundRect(FillRoundRect)
        /// A border inside the rectangle; where two sides meet, the corner is cut from the outer to the inner corner.
        case border(Border)
        /// A box's shadow.
        case shadow(Shadow)
        /// Text. Decoration lines are FillRects of their own.
        case text(Text)
        /// A picture.
        case image(Image)
        /// A picture repeated in both directions from its tile.
        case imageTiles(ImageTiles)
        /// Fills a path.
        case fillPath(FillPath)
        /// Draws along a path.
        case strokePath(StrokePath)
        /// What follows shows only inside.
        case clipPush(ClipPush)
        /// Ends the innermost clip.
        case clipPop
        /// What follows is mapped.
        case transformPush(transform: Frame.Transform)
        /// Ends the innermost transform.
        case transformPop
        /// What follows is drawn as one picture and faded.
        case opacityPush(OpacityPush)
        /// Ends the innermost fading.
        case opacityPop
        /// What follows is drawn as one picture that is not seen: of what the fading around it holds so far, only what lies under the picture stays, as opaque as it is.
        case maskPush
        /// Ends the innermost mask.
        case maskPop
        /// What follows shows only inside, until the ClipPop that belongs to it.
        case clipPath(ClipPath)
        /// What follows is drawn as one picture. It stands inside an OpacityPush, and clips between the two cut it.
        case blendPush(BlendPush)
        /// Ends the innermost blending.
        case blendPop

        /// Fills a rectangle.
        package struct FillRect: Equatable, Sendable {
            /// Area.
            package let rect: Frame.Rect
            /// Filling.
            package let paint: Frame.Paint

            package init(rect: Frame.Rect, paint: Frame.Paint) {
                self.rect = rect
                self.paint = paint
            }
        }

        /// Fills a rectangle with round corners.
        package struct FillRoundRect: Equatable, Sendable {
            /// Area.
            package let rect: Frame.Rect
            /// Radii.
            package let corners: Frame.Corners
            /// Filling.
            package let paint: Frame.Paint

            package init(rect: Frame.Rect, corners: Frame.Corners, paint: Frame.Paint) {
                self.rect = rect
                self.corners = corners
                self.paint = paint
            }
        }

        /// A border inside the rectangle; where two sides meet, the corner is cut from the outer to the inner corner.
        package struct Border: Equatable, Sendable {
            /// Outer edge.
            package let rect: Frame.Rect
            /// Outer radii.
            package let corners: Frame.Corners
            /// Top.
            package let top: Frame.BorderSide
            /// Right.
            package let right: Frame.BorderSide
            /// Bottom.
            package let bottom: Frame.BorderSide
            /// Left.
            package let left: Frame.BorderSide

            package init(
                rect: Frame.Rect,
                corners: Frame.Corners,
                top: Frame.BorderSide,
                right: Frame.BorderSide,
                bottom: Frame.BorderSide,
                left: Frame.BorderSide
            ) {
                self.rect = rect
                self.corners = corners
                self.top = top
                self.right = right
                self.bottom = bottom
                self.left = left
            }
        }

        /// A box's shadow.
        package struct Shadow: Equatable, Sendable {
            /// The box that casts it, before offset and spread; for an inner shadow the padding box.
            package let rect: Frame.Rect
            /// Radii of that box.
            package let corners: Frame.Corners
            /// Offset, px.
            package let dx: Float
            /// Px.
            package let dy: Float
            /// Blur radius as CSS has it: twice the standard deviation, px.
            package let blur: Float
            /// Px, may be negative.
            package let spread: Float
            /// Colour.
            package let colour: Frame.Colour
            /// Inside the box instead of outside; nothing is drawn on the other side.
            package let inset: Bool

            package init(
                rect: Frame.Rect,
                corners: Frame.Corners,
                dx: Float,
                dy: Float,
                blur: Float,
                spread: Float,
                colour: Frame.Colour,
                inset: Bool
            ) {
                self.rect = rect
                self.corners = corners
                self.dx = dx
                self.dy = dy
                self.blur = blur
                self.spread = spread
                self.colour = colour
                self.inset = inset
            }
        }

        /// Text. Decoration lines are FillRects of their own.
        package struct Text: Equatable, Sendable {
            /// Left edge, px.
            package let x: Float
            /// Y of the baseline, px.
            package let baseline: Float
            /// Advance as it was measured, px.
            package let width: Float
            /// Number in the layer's list of fonts.
            package let font: UInt16
            /// Filling of the glyphs; coloured glyphs keep theirs.
            package let paint: Frame.Paint
            /// 0, or for a text's shadow the blur radius, px.
            package let blur: Float
            /// 0, or the glyphs' outlines are drawn this wide instead of filling them, px.
            package let outline: Float
            /// One line of one direction, spaces included.
            package let text: String

            package init(
                x: Float,
                baseline: Float,
                width: Float,
                font: UInt16,
                paint: Frame.Paint,
                blur: Float,
                outline: Float,
                text: String
            ) {
                self.x = x
                self.baseline = baseline
                self.width = width
                self.font = font
                self.paint = paint
                self.blur = blur
                self.outline = outline
                self.text = text
            }
        }

        /// A picture.
        package struct Image: Equatable, Sendable {
            /// Handle.
            package let image: UInt32
            /// Part of the picture, in the picture's own pixels.
            package let source: Frame.Rect
            /// Where it goes; the part is stretched to it.
            package let target: Frame.Rect
            /// Radii that cut the target.
            package let corners: Frame.Corners

            package init(image: UInt32, source: Frame.Rect, target: Frame.Rect, corners: Frame.Corners) {
                self.image = image
                self.source = source
                self.target = target
                self.corners = corners
            }
        }

        /// A picture repeated in both directions from its tile.
        package struct ImageTiles: Equatable, Sendable {
            /// Handle.
            package let image: UInt32
            /// Area that is covered.
            package let area: Frame.Rect
            /// Radii that cut the area.
            package let corners: Frame.Corners
            /// One tile; the whole picture is stretched to it.
            package let tile: Frame.Rect
            /// From tile to tile, px; 0: no repetition this way.
            package let stepX: Float
            /// The same downwards.
            package let stepY: Float

            package init(image: UInt32, area: Frame.Rect, corners: Frame.Corners, tile: Frame.Rect, stepX: Float, stepY: Float) {
                self.image = image
                self.area = area
                self.corners = corners
                self.tile = tile
                self.stepX = stepX
                self.stepY = stepY
            }
        }

        /// Fills a path.
        package struct FillPath: Equatable, Sendable {
            /// Outlines.
            package let path: [Frame.Segment]
            /// Inside is where an odd number of outlines is around; else by non-zero winding.
            package let evenOdd: Bool
            /// Filling.
            package let paint: Frame.Paint
            /// 0, or for a shadow the blur radius, px; the paint is one colour then.
            package let blur: Float

            package init(path: [Frame.Segment], evenOdd: Bool, paint: Frame.Paint, blur: Float) {
                self.path = path
                self.evenOdd = evenOdd
                self.paint = paint
                self.blur = blur
            }
        }

        /// Draws along a path.
        package struct StrokePath: Equatable, Sendable {
            /// Outlines.
            package let path: [Frame.Segment]
            /// Colour of the line.
            package let paint: Frame.Paint
            /// How the line is drawn.
            package let line: Frame.Line
            /// As above.
            package let blur: Float

            package init(path: [Frame.Segment], paint: Frame.Paint, line: Frame.Line, blur: Float) {
                self.path = path
                self.paint = paint
                self.line = line
                self.blur = blur
            }
        }

        /// What follows shows only inside.
        package struct ClipPush: Equatable, Sendable {
            /// Area.
            package let rect: Frame.Rect
            /// Radii.
            package let corners: Frame.Corners

            package init(rect: Frame.Rect, corners: Frame.Corners) {
                self.rect = rect
                self.corners = corners
            }
        }

        /// What follows is drawn as one picture and faded.
        package struct OpacityPush: Equatable, Sendable {
            /// 0 to 1.
            package let opacity: Float
            /// Around everything until the pop.
            package let bounds: Frame.Rect

            package init(opacity: Float, bounds: Frame.Rect) {
                self.opacity = opacity
                self.bounds = bounds
            }
        }

        /// What follows shows only inside, until the ClipPop that belongs to it.
        package struct ClipPath: Equatable, Sendable {
            /// Outlines.
            package let path: [Frame.Segment]
            /// As for FillPath.
            package let evenOdd: Bool

            package init(path: [Frame.Segment], evenOdd: Bool) {
                self.path = path
                self.evenOdd = evenOdd
            }
        }

        /// What follows is drawn as one picture. It stands inside an OpacityPush, and clips between the two cut it.
        package struct BlendPush: Equatable, Sendable {
            /// How it comes together with what the innermost fading around it holds so far.
            package let blend: Frame.Blend
            /// Around everything until the pop.
            package let bounds: Frame.Rect

            package init(blend: Frame.Blend, bounds: Frame.Rect) {
                self.blend = blend
                self.bounds = bounds
            }
        }
    }

    /// What an area is filled with.
    package enum Paint: Equatable, Sendable {
        /// One colour.
        case solid(colour: Frame.Colour)
        /// Changes along a line.
        case linear(Linear)
        /// Changes from a centre outwards, as an ellipse.
        case radial(Radial)
        /// Changes around a centre, clockwise.
        case conic(Conic)

        /// Changes along a line.
        package struct Linear: Equatable, Sendable {
            /// Beginning, px.
            package let x0: Float
            /// Px.
            package let y0: Float
            /// End, px.
            package let x1: Float
            /// Px.
            package let y1: Float
            /// Two at least.
            package let stops: [Frame.Stop]
            /// Repeats beyond the ends; else the end colours go on.
            package let `repeat`: Bool

            package init(x0: Float, y0: Float, x1: Float, y1: Float, stops: [Frame.Stop], repeat: Bool) {
                self.x0 = x0
                self.y0 = y0
                self.x1 = x1
                self.y1 = y1
                self.stops = stops
                self.repeat = `repeat`
            }
        }

        /// Changes from a centre outwards, as an ellipse.
        package struct Radial: Equatable, Sendable {
            /// Centre, px.
            package let x: Float
            /// Px.
            package let y: Float
            /// Px, more than 0.
            package let radiusX: Float
            /// Px, more than 0.
            package let radiusY: Float
            /// Two at least.
            package let stops: [Frame.Stop]
            /// As above.
            package let `repeat`: Bool

            package init(x: Float, y: Float, radiusX: Float, radiusY: Float, stops: [Frame.Stop], repeat: Bool) {
                self.x = x
                self.y = y
                self.radiusX = radiusX
                self.radiusY = radiusY
                self.stops = stops
                self.repeat = `repeat`
            }
        }

        /// Changes around a centre, clockwise.
        package struct Conic: Equatable, Sendable {
            /// Centre, px.
            package let x: Float
            /// Px.
            package let y: Float
            /// Angle of offset 0, radians clockwise from upwards.
            package let start: Float
            /// Two at least; 1 is a full turn.
            package let stops: [Frame.Stop]
            /// As above.
            package let `repeat`: Bool

            package init(x: Float, y: Float, start: Float, stops: [Frame.Stop], repeat: Bool) {
                self.x = x
                self.y = y
                self.start = start
                self.stops = stops
                self.repeat = `repeat`
            }
        }
    }

    /// A colour at a place along a gradient.
    package struct Stop: Equatable, Sendable {
        /// 0 at the beginning, 1 at the end; never smaller than the stop before.
        package let offset: Float
        /// Colour there; mixed between stops in sRGB, premultiplied.
        package let colour: Frame.Colour

        package init(offset: Float, colour: Frame.Colour) {
            self.offset = offset
            self.colour = colour
        }
    }

    /// A side of a border.
    package struct BorderSide: Equatable, Sendable {
        /// Px.
        package let width: Float
        /// Its line.
        package let style: Frame.LineStyle
        /// Its colour.
        package let colour: Frame.Colour

        package init(width: Float, style: Frame.LineStyle, colour: Frame.Colour) {
            self.width = width
            self.style = style
            self.colour = colour
        }
    }

    /// How a border's side is drawn.
    package enum LineStyle: Equatable, Sendable, CaseIterable {
        /// Not at all.
        case none
        /// A line.
        case solid
        /// Dashes two widths long, about as far apart.
        case dashed
        /// Round dots, as wide as the line.
        case dotted
        /// Two lines, a third of the width each.
        case double
    }

    /// A part of a path's outline.
    package enum Segment: Equatable, Sendable {
        /// A new outline begins.
        case move(Move)
        /// A straight line.
        case line(Line)
        /// A quadratic curve.
        case quad(Quad)
        /// A cubic curve.
        case cubic(Cubic)
        /// Back to where the outline began.
        case close

        /// A new outline begins.
        package struct Move: Equatable, Sendable {
            /// Px.
            package let x: Float
            /// Px.
            package let y: Float

            package init(x: Float, y: Float) {
                self.x = x
                self.y = y
            }
        }

        /// A straight line.
        package struct Line: Equatable, Sendable {
            /// Px.
            package let x: Float
            /// Px.
            package let y: Float

            package init(x: Float, y: Float) {
                self.x = x
                self.y = y
            }
        }

        /// A quadratic curve.
        package struct Quad: Equatable, Sendable {
            /// Control, px.
            package let x1: Float
            /// Px.
            package let y1: Float
            /// End, px.
            package let x: Float
            /// Px.
            package let y: Float

            package init(x1: Float, y1: Float, x: Float, y: Float) {
                self.x1 = x1
                self.y1 = y1
                self.x = x
                self.y = y
            }
        }

        /// A cubic curve.
        package struct Cubic: Equatable, Sendable {
            /// First control, px.
            package let x1: Float
            /// Px.
            package let y1: Float
            /// Second control, px.
            package let x2: Float
            /// Px.
            package let y2: Float
            /// End, px.
            package let x: Float
            /// Px.
            package let y: Float

            package init(x1: Float, y1: Float, x2: Float, y2: Float, x: Float, y: Float) {
                self.x1 = x1
                self.y1 = y1
                self.x2 = x2
                self.y2 = y2
                self.x = x
                self.y = y
            }
        }
    }

    /// How a line is drawn along a path.
    package struct Line: Equatable, Sendable {
        /// Px.
        package let width: Float
        /// Ends.
        package let cap: Frame.Cap
        /// Turns.
        package let join: Frame.Join
        /// How far a sharp turn may reach, in half widths.
        package let miter: Float
        /// Lengths of dashes and gaps in turn, px; an even number of them, none negative and one more than 0; none for a line without gaps.
        package let dash: [Float]
        /// Where in the dashes the line begins, px.
        package let dashOffset: Float

        package init(width: Float, cap: Frame.Cap, join: Frame.Join, miter: Float, dash: [Float], dashOffset: Float) {
            self.width = width
            self.cap = cap
            self.join = join
            self.miter = miter
            self.dash = dash
            self.dashOffset = dashOffset
        }
    }

    /// How a line ends, and each of its dashes.
    package enum Cap: Equatable, Sendable, CaseIterable {
        /// Cut off at the end.
        case butt
        /// Half a circle at the end.
        case round
        /// Half a square at the end.
        case square
    }

    /// How a line turns.
    package enum Join: Equatable, Sendable, CaseIterable {
        /// Sharp, unless longer than the miter limit: then cut off.
        case miter
        /// Round.
        case round
        /// Cut off.
        case bevel
    }

    /// How what is drawn comes together with what is there: as in the W3C's Compositing and Blending Level 1.
    package enum Blend: Equatable, Sendable, CaseIterable {
        /// Over it.
        case sourceOver
        /// Only where something is, and nothing else stays.
        case sourceIn
        /// Only where nothing is, and nothing else stays.
        case sourceOut
        /// Over it, only where something is.
        case sourceAtop
        /// Under it.
        case destinationOver
        /// What is there stays where something is drawn.
        case destinationIn
        /// What is there stays where nothing is drawn.
        case destinationOut
        /// Under it, and nothing stays where nothing is drawn.
        case destinationAtop
        /// In its stead.
        case copy
        /// Where only one of them is.
        case xor
        /// Colours and opacities are added.
        case lighter
        /// Colours are multiplied.
        case multiply
        /// Complements are multiplied.
        case screen
        /// Multiply or Screen, as what is there says.
        case overlay
        /// The darker one.
        case darken
        /// The lighter one.
        case lighten
        /// What is drawn brightens what is there.
        case colourDodge
        /// What is drawn darkens what is there.
        case colourBurn
        /// Multiply or Screen, as what is drawn says.
        case hardLight
        /// A softer HardLight.
        case softLight
        /// The darker one is taken off the lighter one.
        case difference
        /// A softer Difference.
        case exclusion
        /// Hue of what is drawn.
        case hue
        /// Saturation of what is drawn.
        case saturation
        /// Hue and saturation of what is drawn.
        case colour
        /// Luminosity of what is drawn.
        case luminosity
    }

    /// A thing for screen readers, in reading order.
    package struct Accessible: Equatable, Sendable {
        /// The layer it lies in.
        package let layer: UInt64
        /// That layer's surface.
        package let surface: UInt32
        /// The render tree's node.
        package let node: UInt64
        /// In the layer's coordinates.
        package let rect: Frame.Rect
        /// What it is.
        package let role: Frame.Role
        /// What is read out.
        package let label: String
        /// Its value, if it has one.
        package let value: String
        /// On.
        package let checked: Bool
        /// Cannot be used.
        package let disabled: Bool
        /// Answers a tap.
        package let tap: Bool
        /// Answers a long press.
        package let longPress: Bool

        package init(
            layer: UInt64,
            surface: UInt32,
            node: UInt64,
            rect: Frame.Rect,
            role: Frame.Role,
            label: String,
            value: String,
            checked: Bool,
            disabled: Bool,
            tap: Bool,
            longPress: Bool
        ) {
            self.layer = layer
            self.surface = surface
            self.node = node
            self.rect = rect
            self.role = role
            self.label = label
            self.value = value
            self.checked = checked
            self.disabled = disabled
            self.tap = tap
            self.longPress = longPress
        }
    }

    /// What a thing is to somebody who does not see it.
    package enum Role: Equatable, Sendable, CaseIterable {
        /// Text.
        case text
        /// Something to press.
        case button
        /// A picture.
        case image
        /// A field.
        case textField
        /// On or off.
        case checkbox
        /// One of several.
        case radio
        /// On or off.
        case `switch`
        /// A value on a line.
        case slider
        /// Leads somewhere.
        case link
        /// A heading.
        case heading
        /// How far something is.
        case progress
        /// Several things.
        case group
        /// One of several views.
        case tab
        /// Wants an answer first.
        case dialog
    }

    /// A picture that some op shows.
    package struct ImageNeed: Equatable, Sendable {
        /// Handle.
        package let image: UInt32
        /// Pixels.
        package let width: UInt32
        /// Pixels.
        package let height: UInt32

        package init(image: UInt32, width: UInt32, height: UInt32) {
            self.image = image
            self.width = width
            self.height = height
        }
    }

    /// A size.
    package struct Size: Equatable, Sendable {
        /// Px.
        package let width: Float
        /// Px.
        package let height: Float

        package init(width: Float, height: Float) {
            self.width = width
            self.height = height
        }
    }

    /// A rectangle.
    package struct Rect: Equatable, Sendable {
        /// Left edge, px.
        package let x: Float
        /// Top edge, px.
        package let y: Float
        /// Px, not negative.
        package let width: Float
        /// Px, not negative.
        package let height: Float

        package init(x: Float, y: Float, width: Float, height: Float) {
            self.x = x
            self.y = y
            self.width = width
            self.height = height
        }
    }

    /// The radii of a rectangle's corners, already reduced so that neighbours fit on their side.
    package struct Corners: Equatable, Sendable {
        /// Top left.
        package let topLeft: Frame.Corner
        /// Top right.
        package let topRight: Frame.Corner
        /// Bottom right.
        package let bottomRight: Frame.Corner
        /// Bottom left.
        package let bottomLeft: Frame.Corner

        package init(topLeft: Frame.Corner, topRight: Frame.Corner, bottomRight: Frame.Corner, bottomLeft: Frame.Corner) {
            self.topLeft = topLeft
            self.topRight = topRight
            self.bottomRight = bottomRight
            self.bottomLeft = bottomLeft
        }
    }

    /// A corner's radii; a quarter of an ellipse.
    package struct Corner: Equatable, Sendable {
        /// Horizontal radius, px.
        package let x: Float
        /// Vertical radius, px.
        package let y: Float

        package init(x: Float, y: Float) {
            self.x = x
            self.y = y
        }
    }

    /// A colour, not premultiplied: `0xAARRGGBB`, as Android's colour ints.
    package struct Colour: Equatable, Sendable {
        /// Alpha in the highest byte, blue in the lowest.
        package let argb: UInt32

        package init(argb: UInt32) {
            self.argb = argb
        }
    }

    /// An affine map: x' = a x + c y + e, y' = b x + d y + f.
    package struct Transform: Equatable, Sendable {
        /// Factor.
        package let a: Float
        /// Factor.
        package let b: Float
        /// Factor.
        package let c: Float
        /// Factor.
        package let d: Float
        /// Px.
        package let e: Float
        /// Px.
        package let f: Float

        package init(a: Float, b: Float, c: Float, d: Float, e: Float, f: Float) {
            self.a = a
            self.b = b
            self.c = c
            self.d = d
            self.e = e
            self.f = f
        }
    }
}
