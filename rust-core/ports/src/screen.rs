//! What a session is shown on.

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Appearance {
    /// Dark text on light ground.
    #[default]
    Light,
    /// Light text on dark ground.
    Dark,
}

/// The language of the core's own strings. Programs see its tag as `language`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Locale {
    /// English (`en`).
    #[default]
    En,
    /// Simplified Chinese (`zh_CN`).
    Zh,
}

impl Locale {
    /// The tag that programs see as `language`.
    pub fn tag(self) -> &'static str {
        match self {
            Locale::En => "en",
            Locale::Zh => "zh_CN",
        }
    }
}

/// Distances from the screen's edges, in logical pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Insets {
    /// From the top.
    pub top: f32,
    /// From the right.
    pub right: f32,
    /// From the bottom.
    pub bottom: f32,
    /// From the left.
    pub left: f32,
}

/// A screen or window that a session is shown on. Lengths are logical pixels, the origin is the top left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct Screen {
    /// Width.
    pub width: f32,
    /// Height, with status bar and safe areas.
    pub height: f32,
    /// Device pixels per logical pixel.
    pub pixel_ratio: f32,
    /// What notches, the status bar and home indicators cover.
    pub safe_area: Insets,
    /// The user's text size: 1.0 is the platform's default.
    pub font_scale: f32,
    /// Light or dark.
    pub appearance: Appearance,
    /// Language of the core's own strings.
    pub locale: Locale,
}

impl Default for Screen {
    /// A 375 x 812 phone at 2x, light, English.
    fn default() -> Self {
        Screen {
            width: 375.0,
            height: 812.0,
            pixel_ratio: 2.0,
            safe_area: Insets { top: 44.0, right: 0.0, bottom: 34.0, left: 0.0 },
            font_scale: 1.0,
            appearance: Appearance::Light,
            locale: Locale::En,
        }
    }
}
