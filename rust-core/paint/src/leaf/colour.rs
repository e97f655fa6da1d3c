//! Colours in attributes (`color="#07c160"`): the forms that programs write there.

use crate::geometry::Colour;

/// Names seen in attributes. Source: CSS Color 4, 6.1.
const NAMES: &[(&str, u32)] = &[
    ("black", 0x000000),
    ("white", 0xffffff),
    ("red", 0xff0000),
    ("green", 0x008000),
    ("blue", 0x0000ff),
    ("yellow", 0xffff00),
    ("orange", 0xffa500),
    ("gray", 0x808080),
    ("grey", 0x808080),
    ("pink", 0xffc0cb),
    ("purple", 0x800080),
    ("skyblue", 0x87ceeb),
];

/// Reads `#rgb`, `#rgba`, `#rrggbb`, `#rrggbbaa`, `rgb()`, `rgba()`, `transparent` and the commonest names.
pub(crate) fn parse(text: &str) -> Option<Colour> {
    let text = text.trim().to_ascii_lowercase();
    if text == "transparent" {
        return Some(Colour::CLEAR);
    }
    if let Some(hex) = text.strip_prefix('#') {
        return from_hex(hex);
    }
    if let Some(inside) = text.strip_prefix("rgb") {
        let inside =
            inside.strip_prefix('a').unwrap_or(inside).trim_start().strip_prefix('(')?.strip_suffix(')')?;
        let parts: Vec<&str> =
            inside.split([',', '/', ' ']).map(str::trim).filter(|part| !part.is_empty()).collect();
        let part = |at: usize, whole: f32| {
            let text = parts.get(at)?;
            let number = match text.strip_suffix('%') {
                Some(percent) => percent.parse::<f32>().ok()? / 100.0 * whole,
                None => text.parse::<f32>().ok()?,
            };
            number.is_finite().then_some(number)
        };
        let channel = |at: usize| Some(part(at, 255.0)?.round().clamp(0.0, 255.0) as u8);
        let alpha = if parts.len() > 3 { part(3, 1.0)? } else { 1.0 };
        return Some(Colour::rgba(
            channel(0)?,
            channel(1)?,
            channel(2)?,
            (alpha.clamp(0.0, 1.0) * 255.0).round() as u8,
        ));
    }
    NAMES.iter().find(|(name, _)| *name == text).map(|(_, rgb)| Colour::rgb(*rgb))
}

fn from_hex(hex: &str) -> Option<Colour> {
    if !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let number = u32::from_str_radix(hex, 16).ok()?;
    let wide = |shift: u32| ((number >> shift) & 0xf) as u8 * 17;
    match hex.len() {
        3 => Some(Colour::rgba(wide(8), wide(4), wide(0), 255)),
        4 => Some(Colour::rgba(wide(12), wide(8), wide(4), wide(0))),
        6 => Some(Colour::rgb(number)),
        8 => Some(Colour { argb: number.rotate_right(8) }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        for (text, argb) in [
            ("#07c160", 0xff07_c160),
            (" #FFF ", 0xffff_ffff),
            ("#0008", 0x8800_0000),
            ("#11223344", 0x4411_2233),
            ("rgba(0, 0, 0, .5)", 0x8000_0000),
            ("rgb(255 0 0 / 50%)", 0x80ff_0000),
            ("red", 0xffff_0000),
            ("transparent", 0),
        ] {
            assert_eq!(parse(text), Some(Colour { argb }), "{text}");
        }
        for text in ["", "#", "#12", "#ggg", "#小小", "rgb(1,2)", "rgba(a,b,c)", "rgb(nan,0,0)", "nocolour"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
