//! PNG files for pictures that are kept: screens have few colours, and a palette of 256 makes such a file a quarter as large.

use super::{Pixmap, png};
use std::collections::HashMap;

type Rgb = [u8; 3];

/// A PNG file with at most 256 colours, as near to the picture's own as that many can be: those that are seen most stay
/// what they are. What is not opaque is written by [`png()`].
pub fn png_of_few_colours(pixels: &Pixmap) -> Vec<u8> {
    // Blending rounds: what is all but opaque was meant to be.
    if pixels.rgba.chunks_exact(4).any(|pixel| pixel[3] < 250) {
        return png(pixels);
    }
    let palette = choose(&count(pixels));
    let mut nearest: HashMap<Rgb, u8> = HashMap::new();
    let (mut last, mut index) = (None, 0);
    let data: Vec<u8> = colours(pixels)
        .map(|colour| {
            // Runs of one colour are most of a screen.
            if last != Some(colour) {
                last = Some(colour);
                index = *nearest.entry(colour).or_insert_with(|| nearest_to(colour, &palette));
            }
            index
        })
        .collect();
    let mut file = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut file, pixels.width, pixels.height);
    encoder.set_color(::png::ColorType::Indexed);
    encoder.set_depth(::png::BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(::png::Compression::High);
    // Neighbours in a palette are no neighbours in colour: differences would only disturb.
    encoder.set_filter(::png::Filter::NoFilter);
    let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&data));
    // Writing to memory cannot fail; the sizes agree because the data was made from them.
    debug_assert!(written.is_ok());
    file
}

fn colours(pixels: &Pixmap) -> impl Iterator<Item = Rgb> {
    pixels.rgba.chunks_exact(4).map(|pixel| [pixel[0], pixel[1], pixel[2]])
}

/// Colours and how often each is seen.
fn count(pixels: &Pixmap) -> Vec<(Rgb, u32)> {
    let mut counts: HashMap<Rgb, u32> = HashMap::new();
    let (mut last, mut run) = (None, 0);
    for colour in colours(pixels) {
        if last == Some(colour) {
            run += 1;
            continue;
        }
        if let Some(before) = last.replace(colour) {
            *counts.entry(before).or_default() += run;
        }
        run = 1;
    }
    if let Some(before) = last {
        *counts.entry(before).or_default() += run;
    }
    let mut list: Vec<(Rgb, u32)> = counts.into_iter().collect();
    list.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    list
}

/// At most 256 of them: each time the one that the chosen ones would spoil most, counting how often it is seen and how far off it would be.
fn choose(counts: &[(Rgb, u32)]) -> Vec<Rgb> {
    let mut palette = Vec::new();
    let mut errors = vec![u32::MAX; counts.len()];
    while palette.len() < 256 {
        let spoilt = |at: &usize| u64::from(counts[*at].1) * u64::from(errors[*at]);
        let Some(worst) = (0..counts.len()).max_by_key(spoilt).filter(|&at| errors[at] > 0) else { break };
        let chosen = counts[worst].0;
        palette.push(chosen);
        for (error, (colour, _)) in errors.iter_mut().zip(counts) {
            *error = (*error).min(far(*colour, chosen));
        }
    }
    palette
}

fn far(a: Rgb, b: Rgb) -> u32 {
    a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
}

fn nearest_to(colour: Rgb, palette: &[Rgb]) -> u8 {
    let nearest = (0..palette.len()).min_by_key(|&at| far(colour, palette[at])).unwrap_or(0);
    u8::try_from(nearest).expect("a palette has at most 256 colours")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, colours: impl Iterator<Item = Rgb>) -> Pixmap {
        let rgba: Vec<u8> = colours.flat_map(|[r, g, b]| [r, g, b, 255]).collect();
        Pixmap { width, height: rgba.len() as u32 / 4 / width, rgba }
    }

    fn decoded(file: &[u8]) -> Vec<Rgb> {
        let rgb = image::load_from_memory(file).expect("a PNG").into_rgb8();
        rgb.pixels().map(|pixel| pixel.0).collect()
    }

    #[test]
    fn few_colours_stay_what_they_are() {
        let own: Vec<Rgb> = (0..=255u8).map(|n| [n, 255 - n, n / 2]).collect();
        assert_eq!(decoded(&png_of_few_colours(&picture(16, own.iter().copied()))), own);
    }

    #[test]
    fn many_colours_stay_near() {
        let own: Vec<Rgb> = (0..4096u32).map(|n| [(n / 16) as u8, (n % 64) as u8, 40]).collect();
        let near = decoded(&png_of_few_colours(&picture(64, own.iter().copied())));
        let worst = own.iter().zip(&near).map(|(&a, &b)| far(a, b)).max();
        assert!(worst <= Some(300), "{worst:?}");
        assert!(worst > Some(0), "the test has too few colours");
    }

    /// The ground and the cards on it in a dark page are hardly apart, and both are most of it.
    #[test]
    fn large_areas_stay_what_they_are() {
        let areas =
            [[15, 20, 18], [26, 33, 30]].into_iter().flat_map(|colour| std::iter::repeat_n(colour, 4096));
        let own: Vec<Rgb> = areas.chain((0..4096u32).map(|n| [(n / 16) as u8, (n % 64) as u8, 40])).collect();
        let near = decoded(&png_of_few_colours(&picture(64, own.iter().copied())));
        assert_eq!(own[..8192], near[..8192]);
    }

    #[test]
    fn what_shines_through_is_kept() {
        let glass = Pixmap { width: 1, height: 1, rgba: vec![10, 20, 30, 128] };
        assert_eq!(png_of_few_colours(&glass), png(&glass));
    }
}
