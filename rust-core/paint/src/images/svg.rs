//! SVG by resvg: shapes only. Text needs fonts and is left out; a picture inside an SVG is not loaded, whether it is a file, an
//! address or data.

use minihost_ports::{DecodedImage, ImageError};
use resvg::{tiny_skia, usvg};
use std::borrow::Cow;

/// Elements may nest this deep: the parser and the renderer recurse.
const MAX_DEPTH: usize = 96;

/// Whether the bytes look like an SVG file: text whose first element is `svg`.
pub(super) fn is_svg(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    let text = String::from_utf8_lossy(head);
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    // Past the declaration, comments and the document type.
    loop {
        let end = if rest.starts_with("<?") {
            "?>"
        } else if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<!") {
            ">"
        } else {
            break;
        };
        let Some(at) = rest.find(end) else { return false };
        rest = rest[at + end.len()..].trim_start();
    }
    rest.strip_prefix('<').is_some_and(|tag| tag.starts_with("svg") || tag.starts_with("svg:svg"))
}

/// Natural size in CSS pixels, rounded up.
pub(super) fn size(bytes: &[u8]) -> Result<(u32, u32), ImageError> {
    let size = parse(bytes)?.size();
    Ok((size.width().ceil() as u32, size.height().ceil() as u32))
}

pub(super) fn draw(bytes: &[u8], width: u32, height: u32) -> Result<DecodedImage, ImageError> {
    let tree = parse(bytes)?;
    let mut pixels = tiny_skia::Pixmap::new(width, height)
        .ok_or_else(|| ImageError::Damaged("the size cannot be drawn".into()))?;
    let scale = (width as f32 / tree.size().width(), height as f32 / tree.size().height());
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale.0, scale.1), &mut pixels.as_mut());
    Ok(DecodedImage { width, height, rgba: pixels.take() })
}

fn parse(bytes: &[u8]) -> Result<usvg::Tree, ImageError> {
    if depth(bytes) > MAX_DEPTH {
        return Err(ImageError::Damaged("elements nest too deep".into()));
    }
    let options = usvg::Options {
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    usvg::Tree::from_data(&without_wide_colours(bytes), &options)
        .map_err(|error| ImageError::Damaged(error.to_string()))
}

/// Inline styles without declarations of `color(…)`: design tools write one after the same colour in plain RGB, for browsers that know wide
/// gamuts, and the parser here would take it for black instead of passing over it.
fn without_wide_colours(bytes: &[u8]) -> Cow<'_, [u8]> {
    const FUNCTION: &str = ":color(";
    let Some(text) = std::str::from_utf8(bytes).ok().filter(|text| text.contains(FUNCTION)) else {
        return Cow::Borrowed(bytes);
    };
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(FUNCTION) {
        let (before, after) = rest.split_at(at);
        let name = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '-');
        let Some(end) = after.find(')') else { break };
        out.push_str(name);
        let next = &after[end + 1..];
        rest = next.strip_prefix(';').unwrap_or(next);
    }
    out.push_str(rest);
    Cow::Owned(out.into_bytes())
}

/// How deep elements nest at most; an upper bound that does not need a parser.
fn depth(bytes: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0usize, 0usize);
    let mut at = 0;
    while let Some(open) = bytes[at..].iter().position(|&byte| byte == b'<') {
        at += open + 1;
        let Some(close) = bytes[at..].iter().position(|&byte| byte == b'>') else { break };
        let tag = &bytes[at..at + close];
        match tag.first() {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(b'!' | b'?') | None => {}
            Some(_) if tag.last() == Some(&b'/') => deepest = deepest.max(depth + 1),
            Some(_) => {
                depth += 1;
                deepest = deepest.max(depth);
            }
        }
        at += close + 1;
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_colour_leaves_the_plain_one_before_it() {
        let svg = |style: &str| {
            format!(
                "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'><rect width='1' height='1' fill='#000' style='{style}'/></svg>"
            )
        };
        for style in [
            "fill:#07C160;fill:color(display-p3 0.0275 0.7569 0.3765);fill-opacity:1;",
            "fill:color(display-p3 0 0 0);fill:#07C160",
            "fill:#07C160;fill:color(display-p3 0 0 0)",
        ] {
            let drawn = draw(svg(style).as_bytes(), 1, 1).expect("an SVG");
            assert_eq!(drawn.rgba, [0x07, 0xc1, 0x60, 0xff], "{style}");
        }
    }
}
