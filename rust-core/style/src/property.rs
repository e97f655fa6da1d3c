//! The table of properties: name, inheritance, parser, and what a value does to a style. A property is a row; nothing else knows it.

use crate::builder::Builder;
use crate::computed::*;
use crate::keywords::*;
use crate::paint_values::*;
use crate::value::background::{image_url, images, keywords, positions_of, repeats, sizes};
use crate::value::effect::{filters, rotate, scale, shadows, transforms, translate};
use crate::value::length::{
    compute_line_height, length, length_or_auto, length_or_normal, line_height, line_width, position,
    positions, positive_length, radius, size, spacing, vertical_align,
};
use crate::value::text::{content, decoration_line, families, font_size, font_weight, raw};
use crate::value::{
    Env, Outcome, Value, alignment, aspect_ratio, color, grid, integer, integer_or_nothing, keyword,
    keyword_at, keyword_words, motion, positive_number, ratio,
};
use cssparser::Parser;
use std::rc::Rc;

/// A row's number.
pub(crate) type PropertyId = u16;

/// A property.
pub(crate) struct Property {
    pub name: &'static str,
    pub inherited: bool,
    pub parse: fn(&mut Parser<'_>, &Env<'_>) -> Outcome<Value>,
    /// Puts a value into the style.
    pub apply: fn(&mut Builder<'_>, &Value),
    /// Takes the value of another style: the parent's or the initial one.
    pub copy: fn(&mut Builder<'_>, &ComputedStyle),
}

fn kw<K: Keyword>(value: &Value) -> Option<K> {
    match value {
        Value::Keyword(index) => keyword_at(*index),
        _ => None,
    }
}

fn kws<K: Keyword>(value: &Value) -> Option<Vec<K>> {
    match value {
        Value::Keywords(list) => list.iter().map(|index| keyword_at(*index)).collect(),
        Value::Keyword(index) => keyword_at(*index).map(|one| vec![one]),
        _ => None,
    }
}

fn len(b: &Builder<'_>, value: &Value) -> Option<Length> {
    match value {
        Value::Length(length) => Some(length.compute(&b.bases)),
        Value::Nothing => Some(Length::Auto),
        _ => None,
    }
}

fn px(b: &Builder<'_>, value: &Value) -> Option<f32> {
    match value {
        Value::Length(length) => Some(length.compute_px(&b.bases, b.bases.font_size)),
        _ => None,
    }
}

fn pair(b: &Builder<'_>, value: &Value) -> Option<(Length, Length)> {
    match value {
        Value::LengthPair(pair) => Some((pair.0.compute(&b.bases), pair.1.compute(&b.bases))),
        _ => None,
    }
}

fn corner(b: &Builder<'_>, value: &Value) -> Option<Radius> {
    pair(b, value).map(|(x, y)| Radius { x, y })
}

fn col(b: &Builder<'_>, value: &Value) -> Option<Color> {
    match value {
        Value::Color(color) => Some(color.compute(b.style.text.color)),
        _ => None,
    }
}

fn num(value: &Value) -> Option<f32> {
    match value {
        Value::Number(number) => Some(*number),
        Value::Integer(number) => Some(*number as f32),
        _ => None,
    }
}

fn nums(value: &Value) -> Option<Rc<[f32]>> {
    match value {
        Value::Numbers(list) => Some(Rc::clone(list)),
        _ => None,
    }
}

fn texts(value: &Value) -> Option<Rc<[Rc<str>]>> {
    match value {
        Value::Texts(list) => Some(Rc::clone(list)),
        _ => None,
    }
}

fn curves(value: &Value) -> Option<Rc<[Timing]>> {
    match value {
        Value::Timings(list) => Some(Rc::clone(list)),
        _ => None,
    }
}

fn pictures(b: &Builder<'_>, value: &Value) -> Option<Vec<Image>> {
    match value {
        Value::Images(list) => {
            Some(list.iter().map(|image| image.compute(&b.bases, b.style.text.color)).collect())
        }
        _ => None,
    }
}

fn sizes_of(b: &Builder<'_>, value: &Value) -> Option<Vec<BackgroundSize>> {
    match value {
        Value::Sizes(list) => Some(list.iter().map(|size| size.compute(&b.bases)).collect()),
        _ => None,
    }
}

fn repeats_of(value: &Value) -> Option<Vec<(Repeat, Repeat)>> {
    match value {
        Value::KeywordPairs(list) => {
            list.iter().map(|(x, y)| Some((keyword_at(*x)?, keyword_at(*y)?))).collect()
        }
        _ => None,
    }
}

fn track_list(b: &Builder<'_>, value: &Value) -> Option<Rc<[GridTemplatePart]>> {
    match value {
        Value::Tracks(parts) => Some(parts.iter().map(|part| part.compute(&b.bases)).collect()),
        _ => None,
    }
}

fn auto_tracks(b: &Builder<'_>, value: &Value) -> Option<Rc<[GridTrack]>> {
    let parts = track_list(b, value)?;
    Some(
        parts
            .iter()
            .filter_map(|part| match part {
                GridTemplatePart::Track(track) => Some(*track),
                _ => None,
            })
            .collect(),
    )
}

fn grid_line(value: &Value) -> Option<GridLine> {
    match value {
        Value::GridLine(line) => Some(line.clone()),
        _ => None,
    }
}

fn filter_list(b: &Builder<'_>, value: &Value) -> Option<Rc<[Filter]>> {
    match value {
        Value::Filters(list) => {
            Some(list.iter().map(|one| one.compute(&b.bases, b.style.text.color)).collect())
        }
        _ => None,
    }
}

macro_rules! table {
    ($($name:literal $inherited:ident $parse:expr, $group:ident $(. $field:ident)+ = |$b:ident, $v:ident| $make:expr;)*
     @special $($special:expr;)*) => {
        /// All properties.
        pub(crate) const TABLE: &[Property] = &[
            $(Property {
                name: $name,
                inherited: table!(@ $inherited),
                parse: $parse,
                apply: |$b, $v| {
                    // A group that stays as it is stays shared.
                    if let Some(value) = $make
                        && $b.style.$group$(.$field)+ != value
                    {
                        Rc::make_mut(&mut $b.style.$group)$(.$field)+ = value;
                    }
                },
                copy: |b, from| {
                    if b.style.$group$(.$field)+ != from.$group$(.$field)+ {
                        let value = from.$group$(.$field)+.clone();
                        Rc::make_mut(&mut b.style.$group)$(.$field)+ = value;
                    }
                },
            },)*
            $($special,)*
        ];
    };
    (@ inherited) => { true };
    (@ own) => { false };
}

/// A property that is gathered in layers; `inherit` and `initial` clear it.
macro_rules! layered {
    ($name:literal $parse:expr, $layers:ident . $field:ident, |$b:ident, $v:ident| $make:expr, $clear:expr) => {
        Property {
            name: $name,
            inherited: false,
            parse: $parse,
            apply: |$b, $v| {
                if let Some(list) = $make
                    && !list.is_empty()
                {
                    $b.$layers().$field = list;
                }
            },
            copy: |b, _| b.$layers().$field = $clear,
        }
    };
}

/// Kept aside until it is known whether the side has a line.
macro_rules! border_width {
    ($name:literal $side:ident) => {
        Property {
            name: $name,
            inherited: false,
            parse: line_width,
            apply: |b, v| {
                if let Some(width) = px(b, v) {
                    b.border_widths.$side = Some(width.max(0.0));
                }
            },
            copy: |b, from| {
                let initial = std::ptr::eq(from, b.initial);
                b.border_widths.$side = (!initial).then_some(from.layout.border_width.$side);
            },
        }
    };
}

macro_rules! border_color {
    ($name:literal $side:ident) => {
        Property {
            name: $name,
            inherited: false,
            parse: color::color,
            apply: |b, v| {
                if let Some(value) = col(b, v) {
                    b.border_colors.$side = true;
                    Rc::make_mut(&mut b.style.border).color.$side = value;
                }
            },
            copy: |b, from| {
                b.border_colors.$side = !std::ptr::eq(from, b.initial);
                let value = from.border.color.$side;
                Rc::make_mut(&mut b.style.border).color.$side = value;
            },
        }
    };
}

const FREE: (Length, Length) = (Length::ZERO, Length::ZERO);
const NATURAL: BackgroundSize = BackgroundSize::Lengths(Length::Auto, Length::Auto);

table! {
    // Box
    "display" own keyword::<Display>, layout.display = |_b, v| kw(v);
    "position" own keyword::<Position>, layout.position = |_b, v| kw(v);
    "top" own length_or_auto, layout.inset.top = |b, v| len(b, v);
    "right" own length_or_auto, layout.inset.right = |b, v| len(b, v);
    "bottom" own length_or_auto, layout.inset.bottom = |b, v| len(b, v);
    "left" own length_or_auto, layout.inset.left = |b, v| len(b, v);
    "width" own size, layout.width = |b, v| len(b, v);
    "height" own size, layout.height = |b, v| len(b, v);
    "min-width" own size, layout.min_width = |b, v| len(b, v);
    "min-height" own size, layout.min_height = |b, v| len(b, v);
    "max-width" own size, layout.max_width = |b, v| len(b, v);
    "max-height" own size, layout.max_height = |b, v| len(b, v);
    "margin-top" own length_or_auto, layout.margin.top = |b, v| len(b, v);
    "margin-right" own length_or_auto, layout.margin.right = |b, v| len(b, v);
    "margin-bottom" own length_or_auto, layout.margin.bottom = |b, v| len(b, v);
    "margin-left" own length_or_auto, layout.margin.left = |b, v| len(b, v);
    "padding-top" own positive_length, layout.padding.top = |b, v| len(b, v);
    "padding-right" own positive_length, layout.padding.right = |b, v| len(b, v);
    "padding-bottom" own positive_length, layout.padding.bottom = |b, v| len(b, v);
    "padding-left" own positive_length, layout.padding.left = |b, v| len(b, v);
    "box-sizing" own keyword::<BoxSizing>, layout.box_sizing = |_b, v| kw(v);
    "overflow-x" own keyword::<Overflow>, layout.overflow_x = |_b, v| kw(v);
    "overflow-y" own keyword::<Overflow>, layout.overflow_y = |_b, v| kw(v);
    "float" own keyword::<Float>, layout.float = |_b, v| kw(v);
    "clear" own keyword::<Clear>, layout.clear = |_b, v| kw(v);
    "vertical-align" own vertical_align, layout.vertical_align = |b, v| match v {
        Value::Keyword(_) => kw(v),
        _ => len(b, v).map(VerticalAlign::Length),
    };
    "aspect-ratio" own aspect_ratio, layout.aspect_ratio = |_b, v| Some(num(v));
    "text-overflow" own keyword::<TextOverflow>, layout.text_overflow = |_b, v| kw(v);
    "table-layout" own keyword::<TableLayout>, layout.table_layout = |_b, v| kw(v);
    "border-collapse" inherited keyword::<BorderCollapse>, text.border_collapse = |_b, v| kw(v);
    "border-spacing" inherited spacing, text.border_spacing = |b, v| pair(b, v);
    "tab-size" inherited positive_number, text.tab_size = |_b, v| num(v);
    // Flex and grid
    "flex-direction" own keyword::<FlexDirection>, flex.direction = |_b, v| kw(v);
    "flex-wrap" own keyword::<FlexWrap>, flex.wrap = |_b, v| kw(v);
    "flex-grow" own positive_number, flex.grow = |_b, v| num(v);
    "flex-shrink" own positive_number, flex.shrink = |_b, v| num(v);
    "flex-basis" own size, flex.basis = |b, v| len(b, v);
    "order" own integer, flex.order = |_b, v| num(v).map(|number| number as i32);
    "align-items" own alignment::<Align>, flex.align_items = |_b, v| kw(v);
    "align-self" own alignment::<Align>, flex.align_self = |_b, v| kw(v);
    "align-content" own alignment::<Justify>, flex.align_content = |_b, v| kw(v);
    "justify-content" own alignment::<Justify>, flex.justify_content = |_b, v| kw(v);
    "justify-items" own alignment::<Align>, flex.justify_items = |_b, v| kw(v);
    "justify-self" own alignment::<Align>, flex.justify_self = |_b, v| kw(v);
    "row-gap" own positive_length, flex.row_gap = |b, v| len(b, v);
    "column-gap" own positive_length, flex.column_gap = |b, v| len(b, v);
    "grid-template-rows" own grid::tracks, flex.grid_template_rows = |b, v| track_list(b, v);
    "grid-template-columns" own grid::tracks, flex.grid_template_columns = |b, v| track_list(b, v);
    "grid-template-areas" own grid::areas, flex.grid_areas = |_b, v| match v {
        Value::Areas(areas) => Some(Rc::clone(areas)),
        _ => None,
    };
    "grid-auto-rows" own grid::tracks, flex.grid_auto_rows = |b, v| auto_tracks(b, v);
    "grid-auto-columns" own grid::tracks, flex.grid_auto_columns = |b, v| auto_tracks(b, v);
    "grid-auto-flow" own keyword_words::<GridAutoFlow>, flex.grid_auto_flow = |_b, v| kw(v);
    "grid-row-start" own grid::line, flex.grid_row_start = |_b, v| grid_line(v);
    "grid-row-end" own grid::line, flex.grid_row_end = |_b, v| grid_line(v);
    "grid-column-start" own grid::line, flex.grid_column_start = |_b, v| grid_line(v);
    "grid-column-end" own grid::line, flex.grid_column_end = |_b, v| grid_line(v);
    "-webkit-box-orient" own keyword::<BoxOrient>, flex.old.orient = |_b, v| kw(v);
    "-webkit-box-direction" own keyword::<BoxDirection>, flex.old.direction = |_b, v| kw(v);
    "-webkit-box-align" own keyword::<BoxAlign>, flex.old.align = |_b, v| kw(v);
    "-webkit-box-pack" own keyword::<BoxPack>, flex.old.pack = |_b, v| kw(v);
    "-webkit-box-flex" own positive_number, flex.old.flex = |_b, v| num(v);
    "-webkit-line-clamp" own integer_or_nothing, flex.old.line_clamp = |_b, v| Some(num(v).map_or(0, |n| n.max(0.0) as u32));
    // Text
    "color" inherited color::color, text.color = |b, v| match v {
        Value::Color(color) => Some(color.compute(b.parent.text.color)),
        _ => None,
    };
    "font-family" inherited families, text.families = |_b, v| match v {
        Value::Families(list) => Some(list.clone()),
        _ => None,
    };
    "font-weight" inherited font_weight, text.font_weight = |_b, v| num(v).map(|number| number as u16);
    "font-style" inherited keyword::<FontStyle>, text.font_style = |_b, v| kw(v);
    "line-height" inherited line_height, text.line_height = |b, v| compute_line_height(v, &b.bases, b.font_scale);
    "letter-spacing" inherited length_or_normal, text.letter_spacing = |b, v| px(b, v);
    "word-spacing" inherited length_or_normal, text.word_spacing = |b, v| px(b, v);
    "text-align" inherited keyword::<TextAlign>, text.text_align = |_b, v| kw(v);
    "text-indent" inherited length, text.text_indent = |b, v| len(b, v);
    "text-transform" inherited keyword::<TextTransform>, text.text_transform = |_b, v| kw(v);
    "white-space" inherited keyword::<WhiteSpace>, text.white_space = |_b, v| kw(v);
    "word-break" inherited keyword::<WordBreak>, text.word_break = |_b, v| kw(v);
    "overflow-wrap" inherited keyword::<OverflowWrap>, text.overflow_wrap = |_b, v| kw(v);
    "direction" inherited keyword::<Direction>, text.direction = |_b, v| kw(v);
    "visibility" inherited keyword::<Visibility>, text.visibility = |_b, v| kw(v);
    "pointer-events" inherited keyword::<PointerEvents>, text.pointer_events = |_b, v| kw(v);
    "text-shadow" inherited shadows, text.text_shadow = |b, v| match v {
        Value::Shadows(list) => Some(list.iter().map(|one| one.compute_text(&b.bases, b.style.text.color)).collect()),
        _ => None,
    };
    // Border
    "border-top-style" own keyword::<BorderStyle>, border.style.top = |_b, v| kw(v);
    "border-right-style" own keyword::<BorderStyle>, border.style.right = |_b, v| kw(v);
    "border-bottom-style" own keyword::<BorderStyle>, border.style.bottom = |_b, v| kw(v);
    "border-left-style" own keyword::<BorderStyle>, border.style.left = |_b, v| kw(v);
    "border-top-left-radius" own radius, border.radius.top_left = |b, v| corner(b, v);
    "border-top-right-radius" own radius, border.radius.top_right = |b, v| corner(b, v);
    "border-bottom-right-radius" own radius, border.radius.bottom_right = |b, v| corner(b, v);
    "border-bottom-left-radius" own radius, border.radius.bottom_left = |b, v| corner(b, v);
    "border-image-source" own image_url, border.image = |_b, v| match v {
        Value::Text(url) => Some(Some(url.clone())),
        _ => Some(None),
    };
    // Background
    "background-color" own color::color, background.color = |b, v| col(b, v);
    // Effects
    "opacity" own ratio, effects.opacity = |_b, v| num(v).map(|number| number.clamp(0.0, 1.0));
    "z-index" own integer_or_nothing, effects.z_index = |_b, v| Some(num(v).map_or(ZIndex::Auto, |n| ZIndex::Index(n as i32)));
    "transform" own transforms, effects.transform = |b, v| match v {
        Value::Transforms(list) => Some(list.iter().map(|one| one.compute(&b.bases)).collect()),
        _ => None,
    };
    "translate" own translate, effects.own_transform.translate = |b, v| pair(b, v);
    "rotate" own rotate, effects.own_transform.rotate = |_b, v| num(v);
    "scale" own scale, effects.own_transform.scale = |_b, v| match v {
        Value::Numbers(list) => Some((list[0], list[1])),
        _ => None,
    };
    "transform-origin" own position, effects.transform_origin = |b, v| pair(b, v);
    "box-shadow" own shadows, effects.box_shadow = |b, v| match v {
        Value::Shadows(list) => Some(list.iter().map(|one| one.compute_box(&b.bases, b.style.text.color)).collect()),
        _ => None,
    };
    "filter" own filters, effects.filter = |b, v| filter_list(b, v);
    "backdrop-filter" own filters, effects.backdrop_filter = |b, v| filter_list(b, v);
    "object-fit" own keyword::<ObjectFit>, effects.object_fit = |_b, v| kw(v);
    "object-position" own position, effects.object_position = |b, v| pair(b, v);
    "mix-blend-mode" own keyword::<BlendMode>, effects.blend_mode = |_b, v| kw(v);
    "backface-visibility" own keyword::<Backface>, effects.backface = |_b, v| kw(v);
    "clip-path" own raw, effects.clip_path = |_b, v| match v {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    };
    // Motion
    "transition-property" own motion::names, motion.transition_property = |_b, v| texts(v);
    "transition-duration" own motion::times, motion.transition_duration = |_b, v| nums(v);
    "transition-delay" own motion::times, motion.transition_delay = |_b, v| nums(v);
    "transition-timing-function" own motion::timings, motion.transition_timing = |_b, v| curves(v);
    "animation-name" own motion::names, motion.animation_name = |_b, v| texts(v);
    "animation-duration" own motion::times, motion.animation_duration = |_b, v| nums(v);
    "animation-delay" own motion::times, motion.animation_delay = |_b, v| nums(v);
    "animation-timing-function" own motion::timings, motion.animation_timing = |_b, v| curves(v);
    "animation-iteration-count" own motion::iterations, motion.animation_iterations = |_b, v| nums(v);
    "animation-direction" own keywords::<AnimationDirection>, motion.animation_direction = |_b, v| kws(v).map(Into::into);
    "animation-fill-mode" own keywords::<FillMode>, motion.animation_fill = |_b, v| kws(v).map(Into::into);
    "animation-play-state" own keywords::<PlayState>, motion.animation_play = |_b, v| kws(v).map(Into::into);
    @special
    Property {
        name: "font-size",
        inherited: true,
        parse: font_size,
        apply: |b, v| {
            if let Value::Length(length) = v {
                use crate::value::length::{LengthSpec, Unit};
                let parent = b.parent.text.font_size;
                b.bases.font_size = parent;
                let relative = matches!(length, LengthSpec::Value(_, Unit::Em | Unit::Ch | Unit::Percent));
                let px = length.compute_px(&b.bases, parent);
                let px = if relative { px } else { px * b.font_scale };
                b.set_font_size(px.max(0.0));
            }
        },
        copy: |b, from| b.set_font_size(from.text.font_size),
    };
    Property {
        name: "content",
        inherited: false,
        parse: content,
        apply: |b, v| {
            if let Value::Content(content) = v {
                b.style.content = content.clone();
            }
        },
        copy: |b, from| b.style.content = from.content.clone(),
    };
    Property {
        name: "text-decoration-line",
        inherited: false,
        parse: decoration_line,
        apply: |b, v| {
            if let Value::Lines(lines) = v {
                let own = &mut b.style.own_decoration;
                (own.underline, own.overline, own.line_through) = (lines & 1 != 0, lines & 2 != 0, lines & 4 != 0);
            }
        },
        copy: |b, from| {
            let Decoration { underline, overline, line_through, .. } = from.own_decoration;
            let own = &mut b.style.own_decoration;
            (own.underline, own.overline, own.line_through) = (underline, overline, line_through);
        },
    };
    Property {
        name: "text-decoration-style",
        inherited: false,
        parse: keyword::<DecorationStyle>,
        apply: |b, v| {
            if let Some(style) = kw(v) {
                b.style.own_decoration.style = style;
            }
        },
        copy: |b, from| b.style.own_decoration.style = from.own_decoration.style,
    };
    Property {
        name: "text-decoration-color",
        inherited: false,
        parse: color::color,
        apply: |b, v| {
            b.decoration_color = col(b, v);
        },
        copy: |b, from| {
            let initial = std::ptr::eq(from, b.initial);
            b.decoration_color = (!initial).then_some(from.own_decoration.color);
        },
    };
    border_width!("border-top-width" top);
    border_width!("border-right-width" right);
    border_width!("border-bottom-width" bottom);
    border_width!("border-left-width" left);
    border_color!("border-top-color" top);
    border_color!("border-right-color" right);
    border_color!("border-bottom-color" bottom);
    border_color!("border-left-color" left);
    layered!("background-image" images, layers.images, |b, v| pictures(b, v), Vec::new());
    layered!("background-position" positions, layers.positions, |b, v| positions_of(&b.bases, v), vec![FREE]);
    layered!("background-size" sizes, layers.sizes, |b, v| sizes_of(b, v), vec![NATURAL]);
    layered!("background-repeat" repeats, layers.repeats, |_b, v| repeats_of(v), vec![(Repeat::Repeat, Repeat::Repeat)]);
    layered!("background-origin" keywords::<BackgroundBox>, layers.origins, |_b, v| kws(v), vec![BackgroundBox::PaddingBox]);
    layered!("background-clip" keywords::<BackgroundBox>, layers.clips, |_b, v| kws(v), vec![BackgroundBox::BorderBox]);
    layered!("background-attachment" keywords::<Attachment>, layers.attachments, |_b, v| kws(v), vec![Attachment::Scroll]);
    layered!("mask-image" images, mask_layers.images, |b, v| pictures(b, v), Vec::new());
    layered!("mask-position" positions, mask_layers.positions, |b, v| positions_of(&b.bases, v), vec![FREE]);
    layered!("mask-size" sizes, mask_layers.sizes, |b, v| sizes_of(b, v), vec![NATURAL]);
    layered!("mask-repeat" repeats, mask_layers.repeats, |_b, v| repeats_of(v), vec![(Repeat::Repeat, Repeat::Repeat)]);
    layered!("mask-origin" keywords::<BackgroundBox>, mask_layers.origins, |_b, v| kws(v), vec![BackgroundBox::BorderBox]);
    layered!("mask-clip" keywords::<BackgroundBox>, mask_layers.clips, |_b, v| kws(v), vec![BackgroundBox::BorderBox]);
}

/// Other names of properties. A `-webkit-` name that is neither here nor in the table is looked up without its prefix.
const ALIASES: &[(&str, &str)] = &[
    ("word-wrap", "overflow-wrap"),
    ("line-clamp", "-webkit-line-clamp"),
    ("inline-size", "width"),
    ("block-size", "height"),
    ("min-inline-size", "min-width"),
    ("max-inline-size", "max-width"),
    ("min-block-size", "min-height"),
    ("max-block-size", "max-height"),
    ("margin-block-start", "margin-top"),
    ("margin-block-end", "margin-bottom"),
    ("padding-block-start", "padding-top"),
    ("padding-block-end", "padding-bottom"),
    ("grid-row-gap", "row-gap"),
    ("grid-column-gap", "column-gap"),
    ("inset-block-start", "top"),
    ("inset-block-end", "bottom"),
    ("inset-inline-start", "left"),
    ("inset-inline-end", "right"),
    ("margin-inline-start", "margin-left"),
    ("margin-inline-end", "margin-right"),
    ("padding-inline-start", "padding-left"),
    ("padding-inline-end", "padding-right"),
];

/// Names that ask for nothing a host draws: accepted in silence.
const IGNORED: &[&str] = &[
    "cursor",
    "user-select",
    "tap-highlight-color",
    "will-change",
    "appearance",
    "outline",
    "outline-width",
    "outline-style",
    "outline-color",
    "outline-offset",
    "overflow-scrolling",
    "font-smoothing",
    "osx-font-smoothing",
    "text-size-adjust",
    "touch-callout",
    "touch-action",
    "hyphens",
    "list-style",
    "list-style-type",
    "list-style-position",
    "list-style-image",
    "clip",
    "text-align-last",
    "margin-before",
    "margin-after",
    "padding-start",
    "margin-start",
    "margin-end",
    "padding-end",
    "resize",
    "zoom",
    "perspective",
    "perspective-origin",
    "transform-style",
    "text-rendering",
    "image-rendering",
    "contain",
    "scroll-behavior",
    "overscroll-behavior",
    "overscroll-behavior-y",
    "overscroll-behavior-x",
    "overflow-anchor",
    "speak",
    "src",
    "unicode-bidi",
    "font-variant",
    "font-feature-settings",
    "font-variant-numeric",
    "font-variant-ligatures",
    "font-stretch",
    "font-display",
    "unicode-range",
    "caret-color",
    "text-justify",
    "line-break",
    "scrollbar-width",
    "scroll-snap-type",
    "scroll-snap-align",
    "box-lines",
    "user-drag",
    "user-modify",
    "margin-collapse",
    "text-fill-color",
    "text-stroke",
    "text-stroke-width",
    "isolation",
    "object-view-box",
    "filter-mode",
];

/// What a name is.
pub(crate) enum Known {
    Longhand(PropertyId),
    Ignored,
    Unknown,
}

thread_local! {
    static NAMES: rustc_hash::FxHashMap<&'static str, PropertyId> =
        TABLE.iter().enumerate().map(|(id, row)| (row.name, id as PropertyId)).collect();
}

/// The rows that others depend on: the font's size is what `em` means, the colour what `currentcolor` means.
pub(crate) fn first_rows() -> [PropertyId; 2] {
    thread_local! { static FIRST: [PropertyId; 2] = [id("font-size"), id("color")]; }
    FIRST.with(|first| *first)
}

/// Looks a lower-case name up.
pub(crate) fn lookup(name: &str) -> Known {
    let find = |name: &str| NAMES.with(|names| names.get(name).copied());
    if let Some(id) = find(name) {
        return Known::Longhand(id);
    }
    if let Some((_, real)) = ALIASES.iter().find(|(alias, _)| *alias == name) {
        return find(real).map_or(Known::Unknown, Known::Longhand);
    }
    let bare = bare_name(name);
    if bare != name
        && let Some(id) = find(bare)
    {
        return Known::Longhand(id);
    }
    if IGNORED.contains(&bare) || (bare != name && !name.starts_with("-webkit-")) {
        Known::Ignored
    } else {
        Known::Unknown
    }
}

/// A name without its vendor's prefix.
pub(crate) fn bare_name(name: &str) -> &str {
    ["-webkit-", "-moz-", "-ms-", "-o-"].iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name)
}

/// The number of a name that is surely in the table.
pub(crate) fn id(name: &str) -> PropertyId {
    NAMES.with(|names| names.get(name).copied()).expect("because callers name rows of the table")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_aliases_lead_somewhere() {
        let mut seen = std::collections::HashSet::new();
        for row in TABLE {
            assert!(seen.insert(row.name), "{} stands twice", row.name);
            assert!(!IGNORED.contains(&row.name), "{} is both known and ignored", row.name);
        }
        for (alias, real) in ALIASES {
            assert!(seen.contains(real), "{alias} leads to {real}, which is not there");
        }
        assert!(matches!(lookup("-webkit-transform"), Known::Longhand(_)));
        assert!(matches!(lookup("-webkit-tap-highlight-color"), Known::Ignored));
        assert!(matches!(lookup("colr"), Known::Unknown));
    }
}
