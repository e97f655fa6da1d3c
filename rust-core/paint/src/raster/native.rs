//! Text fields as a host shows them, so that a screenshot has them.

use super::play::Player;
use super::text;
use crate::geometry::{Corners, Rect};
use crate::layer::{Layer, Native, TextAlign, TextField};
use crate::ops::TextFont;
use minihost_ports::TextMeasurer;

/// Draws into the layer's own coordinates.
pub(super) fn draw(player: &mut Player<'_>, layer: &Layer) {
    let area = Rect::new(0.0, 0.0, layer.rect.width, layer.rect.height);
    match &layer.native {
        Native::None | Native::Canvas { .. } => {}
        Native::TextField { field } => {
            player.clipped_to(&area, &Corners::default(), |player| text_field(player, field, &area));
        }
        // Their stand-ins are ops.
        Native::WebView { .. } | Native::Video { .. } | Native::Map { .. } | Native::Other { .. } => {}
    }
}

fn text_field(player: &mut Player<'_>, field: &TextField, area: &Rect) {
    let (shown, colour) = match (field.value.is_empty(), field.password) {
        (true, _) => (field.placeholder.clone(), field.placeholder_colour),
        (false, true) => ("•".repeat(field.value.chars().count().min(200)), field.colour),
        (false, false) => (field.value.clone(), field.colour),
    };
    let font = text::font(&field.font);
    let metrics = player.fonts.metrics(&font);
    let line_height = field.line_height.max(1.0);
    let lines = if field.multiline {
        wrap(player, &shown, &field.font, area.width)
    } else {
        vec![shown.replace('\n', " ")]
    };
    let lines = lines.iter().take((area.height / line_height).ceil().max(1.0) as usize);
    let top = if field.multiline { area.y } else { area.y + (area.height - line_height) / 2.0 };
    for (number, line) in lines.enumerate() {
        let free = area.width - player.fonts.shape(line, &font).width;
        let x = match field.align {
            TextAlign::Left => 0.0,
            TextAlign::Center => (free / 2.0).max(0.0),
            TextAlign::Right => free.max(0.0),
        };
        let middle = top + line_height * (number as f32 + 0.5);
        let baseline = middle + (metrics.ascent - metrics.descent) / 2.0;
        text::draw(player, line, &field.font, (area.x + x, baseline), &colour.into(), 0.0, 0.0);
    }
}

/// Breaks after blanks and around wide characters, and inside a word only where it alone fills a line: a stand-in for the platform's own
/// editor.
fn wrap(player: &Player<'_>, shown: &str, font: &TextFont, width: f32) -> Vec<String> {
    let font = text::font(font);
    let advance = |part: &str| player.fonts.shape(part, &font).width;
    let mut lines = Vec::new();
    for paragraph in shown.lines().take(200) {
        let paragraph: String = paragraph.chars().take(4000).collect();
        let (mut line, mut used) = (String::new(), 0.0);
        for word in words(&paragraph) {
            // The blanks at a line's end may hang over.
            let seen = advance(word.trim_end());
            if used + seen > width && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            if seen <= width {
                line.push_str(word);
                used += advance(word);
                continue;
            }
            for character in word.chars() {
                let wide = advance(character.encode_utf8(&mut [0; 4]));
                if used + wide > width && !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                    used = 0.0;
                }
                line.push(character);
                used += wide;
            }
        }
        lines.push(line);
    }
    lines
}

/// Pieces between which a line may break: words with the blanks after them, ideographs one by one.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let ideograph = |c: char| ('\u{2e80}'..='\u{fe1f}').contains(&c) || c >= '\u{20000}';
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let mut end = rest.len();
        let mut before = first;
        for (at, character) in rest.char_indices().skip(1) {
            let after_blank = before == ' ' && character != ' ';
            // What follows an ideograph and is not a word itself, such as a comma, stays with it.
            let wide = ideograph(before) || is_closing(before);
            let beside = ideograph(character) || (wide && character.is_alphanumeric());
            if (after_blank || beside) && !is_closing(character) {
                end = at;
                break;
            }
            before = character;
        }
        let (word, left) = rest.split_at(end);
        rest = left;
        Some(word)
    })
}

/// Marks that do not begin a line.
fn is_closing(character: char) -> bool {
    "\u{3001}\u{3002}\u{300d}\u{300f}\u{300b}\u{3011}\u{3015}\u{ff01}\u{ff0c}\u{ff1a}\u{ff1b}\u{ff1f}\u{ff09}"
        .contains(character)
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn where_lines_may_break() {
        for (text, pieces) in [
            ("write it  down", &["write ", "it  ", "down"][..]),
            ("\u{54ea}\u{91cc}\u{ff0c}ok \u{677e}", &["\u{54ea}", "\u{91cc}\u{ff0c}", "ok ", "\u{677e}"]),
            ("", &[]),
            ("  a", &["  ", "a"]),
        ] {
            assert_eq!(words(text).collect::<Vec<_>>(), pieces, "{text:?}");
        }
    }
}
