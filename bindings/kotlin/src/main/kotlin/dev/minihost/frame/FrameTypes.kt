// Written by `cargo xtask bindings` from the tables of rust-core/paint: change them there.

package dev.minihost.frame

/** The first four bytes of a frame, read as a little-endian number. */
internal const val FRAME_MAGIC: Int = 1380337741

/** The version that is read here. */
public const val FRAME_VERSION: Int = 2

/** A frame: the whole tree of layers, with the content of those that changed. */
public data class Frame(
    /** 1, 2, 3, ... */
    val number: Long,
    /** The frame this one is a difference to; 0: it stands alone. */
    val base: Long,
    /** Of the screen. */
    val size: Size,
    /** Device pixels per logical pixel. */
    val scale: Float,
    /** Behind everything. */
    val background: Colour,
    /** Parents before children, siblings from back to front. */
    val layers: List<Layer>,
    /** Pictures shown now and not in the base. */
    val imagesNeeded: List<ImageNeed>,
    /** Handles shown in the base and not now. */
    val imagesDropped: List<Int>,
    /** Things for screen readers; absent if as in the base. */
    val accessible: List<Accessible>?,
)

/** A layer. */
public data class Layer(
    /** The same from frame to frame; never 0. */
    val id: Long,
    /** An earlier layer's id, 0 for the first. */
    val parent: Long,
    /** Which tree it shows (page, navigation bar, ...): goes with `node` when an event is reported. */
    val surface: Int,
    /** The render tree's node, 0 for none. */
    val node: Long,
    /** In the parent's coordinates; inside a scrolling parent: of its content. */
    val rect: Rect,
    /** Around the rectangle's top left corner, applied before it is placed. */
    val transform: Transform,
    /** Cuts ops and children. */
    val clip: Clip?,
    /** 0 to 1, of ops and children together. */
    val opacity: Float,
    /** If it scrolls. */
    val scroll: Scroll?,
    /** If it sticks. */
    val sticky: Sticky?,
    /** If it moves by itself. */
    val motion: Motion,
    /** If the core moves something with the finger. */
    val drag: Drag,
    /** If the host fills it. */
    val native: Native,
    /** Around everything its ops draw, in its own coordinates. */
    val bounds: Rect,
    /** Of the content. */
    val version: Int,
    /** Absent if it is the version the host has. */
    val content: Content?,
)

/** A rectangle with round corners that cuts a layer and its children. */
public data class Clip(
    /** In the layer's own coordinates, before scrolling. */
    val rect: Rect,
    /** Radii. */
    val corners: Corners,
)

/** A layer whose children and ops scroll inside its rectangle. */
public data class Scroll(
    /** Size of what is scrolled, at least the layer's own. */
    val content: Size,
    /** Offset from the left when the frame was made, px. */
    val x: Float,
    /** Offset from the top, px. */
    val y: Float,
    /** Another number than before: the program itself set the offset, the host goes there; the same: the host keeps its own. */
    val version: Int,
    /** May be dragged sideways. */
    val horizontal: Boolean,
    /** May be dragged up and down. */
    val vertical: Boolean,
    /** It is the page's own scrolling (pull to refresh, status bar tap). */
    val page: Boolean,
    /** A jump is to be animated. */
    val smooth: Boolean,
    /** For swipers: distance between resting places, px; 0 for free scrolling. */
    val snap: Float,
)

/** A sticky layer: pushed along so that it keeps these distances from the scroll area's edges while its container lasts. */
public data class Sticky(
    /** Px. */
    val top: Float?,
    /** Px. */
    val right: Float?,
    /** Px. */
    val bottom: Float?,
    /** Px. */
    val left: Float?,
    /** What it must not leave, in the parent's coordinates. */
    val container: Rect,
)

/** A movement the host plays by itself, by one steady clock for all layers. */
public sealed interface Motion {
    /** None. */
    public data object None : Motion

    /** Turns for ever (loading spinners), inside of the layer's transform; with nothing added it stands upright when the clock is at a multiple of the period. */
    public data class Spin(
        /** Milliseconds for a full turn, more than 0. */
        val period: Int,
        /** Milliseconds added to the clock. */
        val shift: Int,
        /** What it turns around, in the layer's own coordinates, px. */
        val x: Float,
        /** Px. */
        val y: Float,
        /** Counter-clockwise. */
        val backwards: Boolean,
        /** It jumps to so many places in turn and rests there; 0: it moves steadily. */
        val steps: Int,
    ) : Motion
}

/** Which movements of a finger that comes down here are the core's: they are reported as touches, and nothing around scrolls. */
public enum class Drag {
    /** None: what scrolls may take the finger. */
    NONE,
    /** All. */
    BOTH,
    /** Sideways. */
    SIDEWAYS,
    /** Up and down. */
    UP_DOWN,
}

/** What a host puts into a layer's rectangle itself. */
public sealed interface Native {
    /** Nothing: ops only. */
    public data object None : Native

    /** `input` and `textarea`. */
    public data class TextField(
        /** Its properties. */
        val field: dev.minihost.frame.TextField,
    ) : Native

    /** `web-view`. */
    public data class WebView(
        /** Address. */
        val url: String,
    ) : Native

    /** `video`. */
    public data class Video(
        /** Attributes. */
        val properties: List<Property>,
    ) : Native

    /** `map`. */
    public data class Map(
        /** Attributes. */
        val properties: List<Property>,
    ) : Native

    /** `canvas`. */
    public data class Canvas(
        /** Attributes. */
        val properties: List<Property>,
    ) : Native

    /** `camera`, `live-player` and others. */
    public data class Other(
        /** The template's tag. */
        val tag: String,
        /** Attributes. */
        val properties: List<Property>,
    ) : Native
}

/** A text field that the host edits natively. The layer's rectangle is the field's content box. */
public data class TextField(
    /** Several lines. */
    val multiline: Boolean,
    /** The text. */
    val value: String,
    /** Another number than before: the program set the text, the host shows it; the same: what the user typed stays. */
    val valueVersion: Int,
    /** Shown while the text is empty. */
    val placeholder: String,
    /** Its colour. */
    val placeholderColour: Colour,
    /** The text's colour. */
    val colour: Colour,
    /** The text's font. */
    val font: TextFont,
    /** Px. */
    val lineHeight: Float,
    /** Sideways. */
    val align: TextAlign,
    /** Keyboard. */
    val keyboard: Keyboard,
    /** Dots instead of characters. */
    val password: Boolean,
    /** Characters; negative for no limit. */
    val maxLength: Int,
    /** The program wants it focused. */
    val focus: Boolean,
    /** Cannot be edited. */
    val disabled: Boolean,
    /** Label of the return key: done, send, search, next, go, return. */
    val confirm: String,
    /** The keyboard stays after the return key. */
    val confirmHold: Boolean,
    /** The page moves up so that the keyboard does not cover it. */
    val adjust: Boolean,
    /** Grows with its text; the host reports the height. */
    val autoHeight: Boolean,
)

/** What keyboard a text field asks for. */
public enum class Keyboard {
    /** Any text. */
    TEXT,
    /** Whole numbers. */
    NUMBER,
    /** Numbers with a point. */
    DECIMAL,
    /** Digits and X (Chinese identity card). */
    ID_CARD,
    /** Telephone number. */
    PHONE,
    /** A name. */
    NICKNAME,
}

/** How text lies between left and right. */
public enum class TextAlign {
    /** Left. */
    LEFT,
    /** In the middle. */
    CENTER,
    /** Right. */
    RIGHT,
}

/** A name and a value. */
public data class Property(
    /** As the template has it. */
    val name: String,
    /** As text. */
    val value: String,
)

/** What a layer draws. */
public data class Content(
    /** Fonts of its texts. */
    val fonts: List<TextFont>,
    /** In order. */
    val ops: List<Op>,
)

/** A font of a layer's texts; ops name it by its place in the layer's list. */
public data class TextFont(
    /** Family names in order of preference, generic ones included. */
    val families: List<String>,
    /** Px. */
    val size: Float,
    /** 1 to 1000. */
    val weight: Int,
    /** Slanted. */
    val italic: Boolean,
    /** Extra distance after each character, px. */
    val letterSpacing: Float,
)

/** A drawing op. */
public sealed interface Op {
    /** Fills a rectangle. */
    public data class FillRect(
        /** Area. */
        val rect: Rect,
        /** Filling. */
        val paint: Paint,
    ) : Op

    /** Fills a rectangle with round corners. */
    public data class FillRoundRect(
        /** Area. */
        val rect: Rect,
        /** Radii. */
        val corners: Corners,
        /** Filling. */
        val paint: Paint,
    ) : Op

    /** A border inside the rectangle; where two sides meet, the corner is cut from the outer to the inner corner. */
    public data class Border(
        /** Outer edge. */
        val rect: Rect,
        /** Outer radii. */
        val corners: Corners,
        /** Top. */
        val top: BorderSide,
        /** Right. */
        val right: BorderSide,
        /** Bottom. */
        val bottom: BorderSide,
        /** Left. */
        val left: BorderSide,
    ) : Op

    /** A box's shadow. */
    public data class Shadow(
        /** The box that casts it, before offset and spread; for an inner shadow the padding box. */
        val rect: Rect,
        /** Radii of that box. */
        val corners: Corners,
        /** Offset, px. */
        val dx: Float,
        /** Px. */
        val dy: Float,
        /** Blur radius as CSS has it: twice the standard deviation, px. */
        val blur: Float,
        /** Px, may be negative. */
        val spread: Float,
        /** Colour. */
        val colour: Colour,
        /** Inside the box instead of outside; nothing is drawn on the other side. */
        val inset: Boolean,
    ) : Op

    /** Text. Decoration lines are FillRects of their own. */
    public data class Text(
        /** Left edge, px. */
        val x: Float,
        /** Y of the baseline, px. */
        val baseline: Float,
        /** Advance as it was measured, px. */
        val width: Float,
        /** Number in the layer's list of fonts. */
        val font: Int,
        /** Filling of the glyphs; coloured glyphs keep theirs. */
        val paint: Paint,
        /** 0, or for a text's shadow the blur radius, px. */
        val blur: Float,
        /** 0, or the glyphs' outlines are drawn this wide instead of filling them, px. */
        val outline: Float,
        /** One line of one direction, spaces included. */
        val text: String,
    ) : Op

    /** A picture. */
    public data class Image(
        /** Handle. */
        val image: Int,
        /** Part of the picture, in the picture's own pixels. */
        val source: Rect,
        /** Where it goes; the part is stretched to it. */
        val target: Rect,
        /** Radii that cut the target. */
        val corners: Corners,
    ) : Op

    /** A picture repeated in both directions from its tile. */
    public data class ImageTiles(
        /** Handle. */
        val image: Int,
        /** Area that is covered. */
        val area: Rect,
        /** Radii that cut the area. */
        val corners: Corners,
        /** One tile; the whole picture is stretched to it. */
        val tile: Rect,
        /** From tile to tile, px; 0: no repetition this way. */
        val stepX: Float,
        /** The same downwards. */
        val stepY: Float,
    ) : Op

    /** Fills a path. */
    public data class FillPath(
        /** Outlines. */
        val path: List<Segment>,
        /** Inside is where an odd number of outlines is around; else by non-zero winding. */
        val evenOdd: Boolean,
        /** Filling. */
        val paint: Paint,
        /** 0, or for a shadow the blur radius, px; the paint is one colour then. */
        val blur: Float,
    ) : Op

    /** Draws along a path. */
    public data class StrokePath(
        /** Outlines. */
        val path: List<Segment>,
        /** Colour of the line. */
        val paint: Paint,
        /** How the line is drawn. */
        val line: Line,
        /** As above. */
        val blur: Float,
    ) : Op

    /** What follows shows only inside. */
    public data class ClipPush(
        /** Area. */
        val rect: Rect,
        /** Radii. */
        val corners: Corners,
    ) : Op

    /** Ends the innermost clip. */
    public data object ClipPop : Op

    /** What follows is mapped. */
    public data class TransformPush(
        /** Inside to outside. */
        val transform: Transform,
    ) : Op

    /** Ends the innermost transform. */
    public data object TransformPop : Op

    /** What follows is drawn as one picture and faded. */
    public data class OpacityPush(
        /** 0 to 1. */
        val opacity: Float,
        /** Around everything until the pop. */
        val bounds: Rect,
    ) : Op

    /** Ends the innermost fading. */
    public data object OpacityPop : Op

    /** What follows is drawn as one picture that is not seen: of what the fading around it holds so far, only what lies under the picture stays, as opaque as it is. */
    public data object MaskPush : Op

    /** Ends the innermost mask. */
    public data object MaskPop : Op

    /** What follows shows only inside, until the ClipPop that belongs to it. */
    public data class ClipPath(
        /** Outlines. */
        val path: List<Segment>,
        /** As for FillPath. */
        val evenOdd: Boolean,
    ) : Op

    /** What follows is drawn as one picture. It stands inside an OpacityPush, and clips between the two cut it. */
    public data class BlendPush(
        /** How it comes together with what the innermost fading around it holds so far. */
        val blend: Blend,
        /** Around everything until the pop. */
        val bounds: Rect,
    ) : Op

    /** Ends the innermost blending. */
    public data object BlendPop : Op
}

/** What an area is filled with. */
public sealed interface Paint {
    /** One colour. */
    public data class Solid(
        /** The colour. */
        val colour: Colour,
    ) : Paint

    /** Changes along a line. */
    public data class Linear(
        /** Beginning, px. */
        val x0: Float,
        /** Px. */
        val y0: Float,
        /** End, px. */
        val x1: Float,
        /** Px. */
        val y1: Float,
        /** Two at least. */
        val stops: List<Stop>,
        /** Repeats beyond the ends; else the end colours go on. */
        val repeat: Boolean,
    ) : Paint

    /** Changes from a centre outwards, as an ellipse. */
    public data class Radial(
        /** Centre, px. */
        val x: Float,
        /** Px. */
        val y: Float,
        /** Px, more than 0. */
        val radiusX: Float,
        /** Px, more than 0. */
        val radiusY: Float,
        /** Two at least. */
        val stops: List<Stop>,
        /** As above. */
        val repeat: Boolean,
    ) : Paint

    /** Changes around a centre, clockwise. */
    public data class Conic(
        /** Centre, px. */
        val x: Float,
        /** Px. */
        val y: Float,
        /** Angle of offset 0, radians clockwise from upwards. */
        val start: Float,
        /** Two at least; 1 is a full turn. */
        val stops: List<Stop>,
        /** As above. */
        val repeat: Boolean,
    ) : Paint
}

/** A colour at a place along a gradient. */
public data class Stop(
    /** 0 at the beginning, 1 at the end; never smaller than the stop before. */
    val offset: Float,
    /** Colour there; mixed between stops in sRGB, premultiplied. */
    val colour: Colour,
)

/** A side of a border. */
public data class BorderSide(
    /** Px. */
    val width: Float,
    /** Its line. */
    val style: LineStyle,
    /** Its colour. */
    val colour: Colour,
)

/** How a border's side is drawn. */
public enum class LineStyle {
    /** Not at all. */
    NONE,
    /** A line. */
    SOLID,
    /** Dashes two widths long, about as far apart. */
    DASHED,
    /** Round dots, as wide as the line. */
    DOTTED,
    /** Two lines, a third of the width each. */
    DOUBLE,
}

/** A part of a path's outline. */
public sealed interface Segment {
    /** A new outline begins. */
    public data class Move(
        /** Px. */
        val x: Float,
        /** Px. */
        val y: Float,
    ) : Segment

    /** A straight line. */
    public data class Line(
        /** Px. */
        val x: Float,
        /** Px. */
        val y: Float,
    ) : Segment

    /** A quadratic curve. */
    public data class Quad(
        /** Control, px. */
        val x1: Float,
        /** Px. */
        val y1: Float,
        /** End, px. */
        val x: Float,
        /** Px. */
        val y: Float,
    ) : Segment

    /** A cubic curve. */
    public data class Cubic(
        /** First control, px. */
        val x1: Float,
        /** Px. */
        val y1: Float,
        /** Second control, px. */
        val x2: Float,
        /** Px. */
        val y2: Float,
        /** End, px. */
        val x: Float,
        /** Px. */
        val y: Float,
    ) : Segment

    /** Back to where the outline began. */
    public data object Close : Segment
}

/** How a line is drawn along a path. */
public data class Line(
    /** Px. */
    val width: Float,
    /** Ends. */
    val cap: Cap,
    /** Turns. */
    val join: Join,
    /** How far a sharp turn may reach, in half widths. */
    val miter: Float,
    /** Lengths of dashes and gaps in turn, px; an even number of them, none negative and one more than 0; none for a line without gaps. */
    val dash: List<Float>,
    /** Where in the dashes the line begins, px. */
    val dashOffset: Float,
)

/** How a line ends, and each of its dashes. */
public enum class Cap {
    /** Cut off at the end. */
    BUTT,
    /** Half a circle at the end. */
    ROUND,
    /** Half a square at the end. */
    SQUARE,
}

/** How a line turns. */
public enum class Join {
    /** Sharp, unless longer than the miter limit: then cut off. */
    MITER,
    /** Round. */
    ROUND,
    /** Cut off. */
    BEVEL,
}

/** How what is drawn comes together with what is there: as in the W3C's Compositing and Blending Level 1. */
public enum class Blend {
    /** Over it. */
    SOURCE_OVER,
    /** Only where something is, and nothing else stays. */
    SOURCE_IN,
    /** Only where nothing is, and nothing else stays. */
    SOURCE_OUT,
    /** Over it, only where something is. */
    SOURCE_ATOP,
    /** Under it. */
    DESTINATION_OVER,
    /** What is there stays where something is drawn. */
    DESTINATION_IN,
    /** What is there stays where nothing is drawn. */
    DESTINATION_OUT,
    /** Under it, and nothing stays where nothing is drawn. */
    DESTINATION_ATOP,
    /** In its stead. */
    COPY,
    /** Where only one of them is. */
    XOR,
    /** Colours and opacities are added. */
    LIGHTER,
    /** Colours are multiplied. */
    MULTIPLY,
    /** Complements are multiplied. */
    SCREEN,
    /** Multiply or Screen, as what is there says. */
    OVERLAY,
    /** The darker one. */
    DARKEN,
    /** The lighter one. */
    LIGHTEN,
    /** What is drawn brightens what is there. */
    COLOUR_DODGE,
    /** What is drawn darkens what is there. */
    COLOUR_BURN,
    /** Multiply or Screen, as what is drawn says. */
    HARD_LIGHT,
    /** A softer HardLight. */
    SOFT_LIGHT,
    /** The darker one is taken off the lighter one. */
    DIFFERENCE,
    /** A softer Difference. */
    EXCLUSION,
    /** Hue of what is drawn. */
    HUE,
    /** Saturation of what is drawn. */
    SATURATION,
    /** Hue and saturation of what is drawn. */
    COLOUR,
    /** Luminosity of what is drawn. */
    LUMINOSITY,
}

/** A thing for screen readers, in reading order. */
public data class Accessible(
    /** The layer it lies in. */
    val layer: Long,
    /** That layer's surface. */
    val surface: Int,
    /** The render tree's node. */
    val node: Long,
    /** In the layer's coordinates. */
    val rect: Rect,
    /** What it is. */
    val role: Role,
    /** What is read out. */
    val label: String,
    /** Its value, if it has one. */
    val value: String,
    /** On. */
    val checked: Boolean,
    /** Cannot be used. */
    val disabled: Boolean,
    /** Answers a tap. */
    val tap: Boolean,
    /** Answers a long press. */
    val longPress: Boolean,
)

/** What a thing is to somebody who does not see it. */
public enum class Role {
    /** Text. */
    TEXT,
    /** Something to press. */
    BUTTON,
    /** A picture. */
    IMAGE,
    /** A field. */
    TEXT_FIELD,
    /** On or off. */
    CHECKBOX,
    /** One of several. */
    RADIO,
    /** On or off. */
    SWITCH,
    /** A value on a line. */
    SLIDER,
    /** Leads somewhere. */
    LINK,
    /** A heading. */
    HEADING,
    /** How far something is. */
    PROGRESS,
    /** Several things. */
    GROUP,
    /** One of several views. */
    TAB,
    /** Wants an answer first. */
    DIALOG,
}

/** A picture that some op shows. */
public data class ImageNeed(
    /** Handle. */
    val image: Int,
    /** Pixels. */
    val width: Int,
    /** Pixels. */
    val height: Int,
)

/** A size. */
public data class Size(
    /** Px. */
    val width: Float,
    /** Px. */
    val height: Float,
)

/** A rectangle. */
public data class Rect(
    /** Left edge, px. */
    val x: Float,
    /** Top edge, px. */
    val y: Float,
    /** Px, not negative. */
    val width: Float,
    /** Px, not negative. */
    val height: Float,
)

/** The radii of a rectangle's corners, already reduced so that neighbours fit on their side. */
public data class Corners(
    /** Top left. */
    val topLeft: Corner,
    /** Top right. */
    val topRight: Corner,
    /** Bottom right. */
    val bottomRight: Corner,
    /** Bottom left. */
    val bottomLeft: Corner,
)

/** A corner's radii; a quarter of an ellipse. */
public data class Corner(
    /** Horizontal radius, px. */
    val x: Float,
    /** Vertical radius, px. */
    val y: Float,
)

/** A colour, not premultiplied: `0xAARRGGBB`, as Android's colour ints. */
public data class Colour(
    /** Alpha in the highest byte, blue in the lowest. */
    val argb: Int,
)

/** An affine map: x' = a x + c y + e, y' = b x + d y + f. */
public data class Transform(
    /** Factor. */
    val a: Float,
    /** Factor. */
    val b: Float,
    /** Factor. */
    val c: Float,
    /** Factor. */
    val d: Float,
    /** Px. */
    val e: Float,
    /** Px. */
    val f: Float,
)
