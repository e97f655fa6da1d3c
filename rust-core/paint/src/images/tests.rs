//! The picture decoder on good, damaged and hostile files.

use super::{DefaultDecoder, ImageLimits};
use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use minihost_ports::{ImageDecoder, ImageError};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::io::Cursor;

fn file(format: ImageFormat) -> Vec<u8> {
    let picture = RgbaImage::from_fn(6, 4, |x, _| Rgba([200, 100, 50, if x < 3 { 255 } else { 128 }]));
    let picture = DynamicImage::ImageRgba8(picture);
    let picture = if format == ImageFormat::Jpeg { picture.into_rgb8().into() } else { picture };
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("encodes");
    bytes.into_inner()
}

#[test]
fn each_format_gives_size_and_premultiplied_pixels() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP] {
        let bytes = file(format);
        let decoder = DefaultDecoder::default();
        assert_eq!(decoder.size(&bytes), Ok((6, 4)), "{format:?}");
        let picture = decoder.decode(&bytes, 1.0).expect("decodes");
        assert_eq!((picture.width, picture.height, picture.rgba.len()), (6, 4, 96), "{format:?}");
        if matches!(format, ImageFormat::Png | ImageFormat::WebP) {
            assert_eq!(&picture.rgba[..4], [200, 100, 50, 255], "{format:?}");
            assert_eq!(&picture.rgba[20..24], [100, 50, 25, 128], "{format:?}");
        }
    }
}

const SVG: &[u8] =
    b"<?xml version='1.0'?><!-- a --><svg xmlns='http://www.w3.org/2000/svg' width='10' height='20'>\
    <rect width='10' height='10' fill='#f00'/></svg>";

#[test]
fn svg_is_drawn_at_the_scale_asked_for() {
    let decoder = DefaultDecoder::default();
    assert_eq!(decoder.size(SVG), Ok((10, 20)));
    let picture = decoder.decode(SVG, 2.0).expect("draws");
    assert_eq!((picture.width, picture.height), (20, 40));
    assert_eq!(&picture.rgba[..4], [255, 0, 0, 255]);
    assert_eq!(&picture.rgba[20 * 30 * 4..20 * 30 * 4 + 4], [0, 0, 0, 0]);
}

#[test]
fn an_svg_reads_no_files_and_survives_hostile_nesting() {
    let decoder = DefaultDecoder::default();
    let outside = b"<svg xmlns='http://www.w3.org/2000/svg' width='4' height='4'><image width='4' height='4' href='/etc/passwd'/></svg>";
    assert_eq!(
        decoder.decode(outside, 1.0).map(|picture| picture.rgba.iter().all(|byte| *byte == 0)),
        Ok(true)
    );
    let deep =
        format!("<svg xmlns='http://www.w3.org/2000/svg' width='4' height='4'>{}", "<g>".repeat(100_000));
    assert!(matches!(decoder.size(deep.as_bytes()), Err(ImageError::Damaged(_))));
    let mut bomb = String::from(
        "<svg xmlns='http://www.w3.org/2000/svg' width='4' height='4'><defs><g id='a0'><path d='M0 0h1v1z'/></g>",
    );
    for level in 1..30 {
        let uses = format!("<use href='#a{}'/>", level - 1).repeat(10);
        let _ = write!(bomb, "<g id='a{level}'>{uses}</g>");
    }
    bomb += "</defs><use href='#a29'/></svg>";
    assert!(decoder.size(bomb.as_bytes()).is_err(), "10^29 shapes are refused, not counted");
}

#[test]
fn a_header_that_promises_too_much_is_refused_before_decoding() {
    let mut png = file(ImageFormat::Png);
    png[16..20].copy_from_slice(&60_000u32.to_be_bytes());
    png[20..24].copy_from_slice(&60_000u32.to_be_bytes());
    let crc = crc(&png[12..29]);
    png[29..33].copy_from_slice(&crc.to_be_bytes());
    let refused = DefaultDecoder::default().size(&png).expect_err("refused");
    assert_eq!(refused, ImageError::TooLarge { width: 60_000, height: 60_000, limit: 64_000_000 });
    assert_eq!(DefaultDecoder::default().decode(&png, 1.0).err(), Some(refused));

    let mut gif = file(ImageFormat::Gif);
    gif[6..10].copy_from_slice(&[0xff, 0xff, 0xff, 0xff]);
    assert!(matches!(DefaultDecoder::default().decode(&gif, 1.0), Err(ImageError::TooLarge { .. })));

    let huge_svg = b"<svg xmlns='http://www.w3.org/2000/svg' width='99999' height='99999'/>";
    assert!(matches!(DefaultDecoder::default().decode(huge_svg, 1.0), Err(ImageError::TooLarge { .. })));

    let tight = DefaultDecoder { limits: ImageLimits { bytes: 10, ..ImageLimits::default() } };
    assert!(matches!(tight.size(&file(ImageFormat::Png)), Err(ImageError::Damaged(_))));
}

/// PNG's checksum, so that a forged header is read at all.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, &byte| {
        (0..8).fold(
            crc ^ u32::from(byte),
            |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 },
        )
    })
}

#[test]
fn what_is_no_picture_is_said_to_be_none() {
    for bytes in [&b""[..], b"hello", b"<html></html>", b"\x89PNG"] {
        assert!(DefaultDecoder::default().decode(bytes, 1.0).is_err());
    }
    assert_eq!(DefaultDecoder::default().size(b"hello"), Err(ImageError::UnknownFormat));
}

proptest! {
    #[test]
    fn damaged_files_never_panic(which in 0usize..5, at in any::<prop::sample::Index>(), with in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let mut bytes = match which {
            0 => file(ImageFormat::Png),
            1 => file(ImageFormat::Jpeg),
            2 => file(ImageFormat::Gif),
            3 => file(ImageFormat::WebP),
            _ => SVG.to_vec(),
        };
        let at = at.index(bytes.len());
        bytes[at] = with;
        let _ = DefaultDecoder::default().decode(&bytes, 1.0);
        let end = cut.index(bytes.len());
        let _ = DefaultDecoder::default().decode(&bytes[..end], 1.0);
    }
}
