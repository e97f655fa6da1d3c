//! Properties whose value is one word: each is an enum and the table of its spellings.

/// An enum that is read from a CSS keyword.
pub trait Keyword: Copy + PartialEq + 'static {
    /// Spelling and meaning; the first spelling of a meaning is its name. Several spellings may mean the same.
    const TABLE: &'static [(&'static str, Self)];

    /// Reads a keyword, in any case.
    fn from_css(text: &str) -> Option<Self> {
        Self::TABLE.iter().find(|(name, _)| name.eq_ignore_ascii_case(text)).map(|(_, value)| *value)
    }

    /// The spelling in CSS.
    fn css(self) -> &'static str {
        Self::TABLE.iter().find(|(_, value)| *value == self).map_or("", |(name, _)| *name)
    }
}

macro_rules! keywords {
    ($($(#[$outer:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident = $first:literal $(| $other:literal)*,)+ })+) => { $(
        $(#[$outer])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
        pub enum $name { $($(#[$inner])* #[doc = concat!("`", $first, "`")] $variant,)+ }

        impl Keyword for $name {
            const TABLE: &'static [(&'static str, Self)] =
                &[$(($first, $name::$variant), $(($other, $name::$variant),)*)+];
        }
    )+ };
}

keywords! {
    /// `display`. Table parts that nobody uses in mini programs are read as blocks; heads and feet stand where they are written.
    Display {
        #[default] Inline = "inline",
        Block = "block" | "list-item" | "table-caption" | "flow",
        InlineBlock = "inline-block",
        Flex = "flex" | "-webkit-flex" | "-ms-flexbox",
        InlineFlex = "inline-flex" | "-webkit-inline-flex" | "-ms-inline-flexbox",
        Grid = "grid" | "-ms-grid",
        InlineGrid = "inline-grid",
        FlowRoot = "flow-root",
        Contents = "contents",
        Table = "table",
        InlineTable = "inline-table",
        TableRowGroup = "table-row-group" | "table-header-group" | "table-footer-group",
        TableRow = "table-row",
        TableCell = "table-cell",
        /// Only until the style is finished: becomes [`Display::Flex`], or [`Display::Block`] with a line clamp.
        OldBox = "-webkit-box" | "-moz-box",
        /// Only until the style is finished: as [`Display::OldBox`], on a line.
        OldInlineBox = "-webkit-inline-box" | "-moz-inline-box",
        None = "none",
    }
    /// `table-layout`
    TableLayout {
        #[default] Auto = "auto",
        Fixed = "fixed",
    }
    /// `border-collapse`
    BorderCollapse {
        #[default] Separate = "separate",
        Collapse = "collapse",
    }
    /// `position`
    Position {
        #[default] Static = "static",
        Relative = "relative",
        Absolute = "absolute",
        Fixed = "fixed",
        Sticky = "sticky" | "-webkit-sticky",
    }
    /// `overflow-x` and `overflow-y`
    Overflow {
        #[default] Visible = "visible",
        Hidden = "hidden" | "clip",
        Scroll = "scroll",
        Auto = "auto" | "overlay",
    }
    /// `box-sizing`
    BoxSizing { #[default] ContentBox = "content-box", BorderBox = "border-box", }
    /// `float`
    Float { #[default] None = "none", Left = "left" | "inline-start", Right = "right" | "inline-end", }
    /// `clear`
    Clear {
        #[default] None = "none",
        Left = "left" | "inline-start",
        Right = "right" | "inline-end",
        Both = "both",
    }
    /// `flex-direction`
    FlexDirection {
        #[default] Row = "row",
        RowReverse = "row-reverse",
        Column = "column",
        ColumnReverse = "column-reverse",
    }
    /// `flex-wrap`
    FlexWrap { #[default] NoWrap = "nowrap", Wrap = "wrap", WrapReverse = "wrap-reverse", }
    /// `align-items`, `align-self`, `justify-items` and `justify-self`
    Align {
        #[default] Auto = "auto",
        Normal = "normal",
        Stretch = "stretch",
        Start = "start" | "self-start" | "left",
        End = "end" | "self-end" | "right",
        FlexStart = "flex-start",
        FlexEnd = "flex-end",
        Center = "center",
        Baseline = "baseline",
    }
    /// `justify-content` and `align-content`
    Justify {
        #[default] Normal = "normal",
        Stretch = "stretch",
        Start = "start" | "left",
        End = "end" | "right",
        FlexStart = "flex-start" | "baseline",
        FlexEnd = "flex-end",
        Center = "center",
        SpaceBetween = "space-between" | "justify",
        SpaceAround = "space-around" | "distribute",
        SpaceEvenly = "space-evenly",
    }
    /// `-webkit-box-orient`
    BoxOrient {
        #[default] Horizontal = "horizontal" | "inline-axis",
        Vertical = "vertical" | "block-axis",
    }
    /// `-webkit-box-direction`
    BoxDirection { #[default] Normal = "normal", Reverse = "reverse", }
    /// `-webkit-box-align`
    BoxAlign {
        #[default] Stretch = "stretch",
        Start = "start",
        End = "end",
        Center = "center",
        Baseline = "baseline",
    }
    /// `-webkit-box-pack`
    BoxPack { #[default] Start = "start", End = "end", Center = "center", Justify = "justify", }
    /// `grid-auto-flow`
    GridAutoFlow {
        #[default] Row = "row",
        Column = "column",
        RowDense = "row dense" | "dense",
        ColumnDense = "column dense",
    }
    /// `visibility`
    Visibility { #[default] Visible = "visible", Hidden = "hidden", Collapse = "collapse", }
    /// `pointer-events`
    PointerEvents { #[default] Auto = "auto" | "all" | "visible" | "initial", None = "none", }
    /// `text-align`
    TextAlign {
        #[default] Start = "start",
        End = "end",
        Left = "left" | "-webkit-left",
        Right = "right" | "-webkit-right",
        Center = "center" | "-webkit-center",
        Justify = "justify",
    }
    /// `white-space`
    WhiteSpace {
        #[default] Normal = "normal" | "wrap",
        NoWrap = "nowrap",
        Pre = "pre",
        PreWrap = "pre-wrap",
        PreLine = "pre-line",
        BreakSpaces = "break-spaces",
    }
    /// `word-break`
    WordBreak {
        #[default] Normal = "normal",
        BreakAll = "break-all",
        KeepAll = "keep-all",
        BreakWord = "break-word",
    }
    /// `overflow-wrap`, also known as `word-wrap`
    OverflowWrap { #[default] Normal = "normal", BreakWord = "break-word", Anywhere = "anywhere", }
    /// `text-overflow`
    TextOverflow { #[default] Clip = "clip", Ellipsis = "ellipsis", }
    /// `text-transform`
    TextTransform {
        #[default] None = "none" | "full-width",
        Uppercase = "uppercase",
        Lowercase = "lowercase",
        Capitalize = "capitalize",
    }
    /// `font-style`
    FontStyle { #[default] Normal = "normal", Italic = "italic" | "oblique", }
    /// `direction`
    Direction { #[default] Ltr = "ltr", Rtl = "rtl", }
    /// `border-style` of one side
    BorderStyle {
        #[default] None = "none",
        Hidden = "hidden",
        Solid = "solid",
        Dashed = "dashed",
        Dotted = "dotted",
        Double = "double",
        Groove = "groove",
        Ridge = "ridge",
        Inset = "inset",
        Outset = "outset",
    }
    /// `text-decoration-style`
    DecorationStyle {
        #[default] Solid = "solid",
        Double = "double",
        Dotted = "dotted",
        Dashed = "dashed",
        Wavy = "wavy",
    }
    /// One axis of `background-repeat`
    Repeat { #[default] Repeat = "repeat", NoRepeat = "no-repeat", Space = "space", Round = "round", }
    /// `background-clip`, `background-origin`, `mask-clip`, `mask-origin`
    BackgroundBox {
        #[default] BorderBox = "border-box",
        PaddingBox = "padding-box",
        ContentBox = "content-box",
        /// The background shows through the glyphs.
        Text = "text",
    }
    /// `background-attachment`; only `scroll` is painted so far
    Attachment { #[default] Scroll = "scroll", Fixed = "fixed", Local = "local", }
    /// `object-fit`
    ObjectFit {
        #[default] Fill = "fill",
        Contain = "contain",
        Cover = "cover",
        None = "none",
        ScaleDown = "scale-down",
    }
    /// `mix-blend-mode`
    BlendMode {
        #[default] Normal = "normal",
        Multiply = "multiply",
        Screen = "screen",
        Overlay = "overlay",
        Darken = "darken",
        Lighten = "lighten",
        ColorDodge = "color-dodge",
        ColorBurn = "color-burn",
        HardLight = "hard-light",
        SoftLight = "soft-light",
        Difference = "difference",
        Exclusion = "exclusion",
        Hue = "hue",
        Saturation = "saturation",
        Color = "color",
        Luminosity = "luminosity",
    }
    /// `backface-visibility`
    Backface { #[default] Visible = "visible", Hidden = "hidden", }
    /// `animation-direction`
    AnimationDirection {
        #[default] Normal = "normal",
        Reverse = "reverse",
        Alternate = "alternate",
        AlternateReverse = "alternate-reverse",
    }
    /// `animation-fill-mode`
    FillMode {
        #[default] None = "none",
        Forwards = "forwards",
        Backwards = "backwards",
        Both = "both",
    }
    /// `animation-play-state`
    PlayState { #[default] Running = "running", Paused = "paused", }
}
