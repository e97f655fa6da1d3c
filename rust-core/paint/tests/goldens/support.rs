//! Fonts, comparing and the smallest screen.

use minihost_layout::FontBook;
use minihost_paint::raster::{Pixmap, Rasteriser, png};
use minihost_paint::{Colour, Content, Frame, FrameState, Layer, Op, Rect, Size, TextFont};
use minihost_ports::DecodedImage;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// A channel may differ by this much: SIMD widths round differently.
const TOLERANCE: u8 = 6;
/// And this many pixels in a thousand may differ more: antialiased edges.
const STRAY: usize = 2;
/// Larger goldens say nothing that a smaller one would not.
const LARGEST: usize = 20 * 1024;

pub type Pictures = Vec<(u32, DecodedImage)>;

fn font_folder() -> PathBuf {
    std::env::var_os("MINIHOST_FONTS").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fonts/node_modules"),
        PathBuf::from,
    )
}

/// The pinned fonts; `None` with a loud notice when they are not installed.
pub fn fonts() -> Option<Arc<FontBook>> {
    static BOOK: OnceLock<Option<Arc<FontBook>>> = OnceLock::new();
    BOOK.get_or_init(|| {
        let book = FontBook::load_folder(&font_folder()).ok().filter(|book| !book.is_empty());
        if book.is_none() {
            let missing = format!(
                "NO FONTS in {}: text goldens are NOT checked. `cargo xtask fonts` installs them.",
                font_folder().display()
            );
            assert!(std::env::var_os("CI").is_none(), "{missing}");
            eprintln!("{missing}");
        }
        book.map(Arc::new)
    })
    .clone()
}

pub fn font(size: f32, weight: u16) -> TextFont {
    TextFont { families: vec![], size, weight, italic: false, letter_spacing: 0.0 }
}

/// One layer of these ops on white.
pub fn screen(width: f32, height: f32, fonts: Vec<TextFont>, ops: Vec<Op>) -> FrameState {
    let mut layer = Layer::new(1, 0, Rect::new(0.0, 0.0, width, height));
    layer.bounds = layer.rect;
    layer.version = 1;
    layer.content = Some(Arc::new(Content { fonts, ops }));
    whole(width, height, vec![layer])
}

pub fn whole(width: f32, height: f32, layers: Vec<Layer>) -> FrameState {
    let frame = Frame {
        number: 1,
        base: 0,
        size: Size { width, height },
        scale: 2.0,
        background: Colour::WHITE,
        layers,
        images_needed: vec![],
        images_dropped: vec![],
        accessible: Some(vec![]),
    };
    let mut state = FrameState::new();
    state.apply_bytes(&minihost_paint::format::encode(&frame)).expect("a frame");
    state
}

/// Compares the whole screen with a golden; nothing without fonts if it needs them.
pub fn check(name: &str, state: &FrameState, pictures: &Pictures) {
    let book = fonts().unwrap_or_else(|| Arc::new(FontBook::new(vec![])));
    let rasteriser = Rasteriser::new(book);
    for (image, pixels) in pictures {
        rasteriser.set_image(*image, pixels);
    }
    check_pixels(name, &rasteriser.compose(state, 2.0));
}

pub fn check_pixels(name: &str, pixels: &Pixmap) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens").join(format!("{name}.png"));
    let encoded = png(pixels);
    assert!(encoded.len() <= LARGEST, "{name} has {} bytes: draw less", encoded.len());
    if std::env::var_os("UPDATE_GOLDENS").is_some() {
        std::fs::write(&file, encoded).expect("writable");
        return;
    }
    let golden = image::open(&file)
        .unwrap_or_else(|error| panic!("{name}: {error}; UPDATE_GOLDENS=1 writes it"))
        .into_rgba8();
    let ours = image::load_from_memory(&encoded).expect("our own PNG").into_rgba8();
    assert_eq!(golden.dimensions(), ours.dimensions(), "{name}");
    let different = golden
        .pixels()
        .zip(ours.pixels())
        .filter(|(a, b)| a.0.iter().zip(b.0).any(|(a, b)| a.abs_diff(b) > TOLERANCE))
        .count();
    let allowed = (golden.width() * golden.height()) as usize * STRAY / 1000;
    if different > allowed {
        let actual = std::env::temp_dir().join(format!("minihost-golden-{name}.png"));
        std::fs::write(&actual, encoded).expect("writable");
        panic!("{name}: {different} pixels differ ({allowed} may); see {}", actual.display());
    }
}

/// A picture to draw: four quarters of different colours with a diagonal, so that turning, cutting and scaling show.
pub fn picture() -> Pictures {
    let (width, height) = (64u32, 48u32);
    let mut rgba = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let quarter = (x * 2 / width, y * 2 / height);
            let colour = match quarter {
                (0, 0) => [0xf7, 0x6c, 0x6c, 255],
                (1, 0) => [0x37, 0x4f, 0x85, 255],
                (0, _) => [0xa8, 0xd0, 0xe6, 255],
                _ => [0xf8, 0xe9, 0xa1, 255],
            };
            rgba.extend_from_slice(&if (x * height).abs_diff(y * width) < 96 {
                [20, 20, 20, 255]
            } else {
                colour
            });
        }
    }
    vec![(1, DecodedImage { width, height, rgba })]
}
