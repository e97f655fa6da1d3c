//! SVG by resvg: shapes only. Text needs fonts and is left out; a picture inside an SVG is not loaded, whether it is a file, an
//! address or data.

use minihost_ports::{DecodedImage, ImageError};
use resvg::{tiny_skia, usvg};

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
    usvg::Tree::from_data(bytes, &options).map_err(|error| ImageError::Damaged(error.to_string()))
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
