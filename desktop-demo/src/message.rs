//! Messages from the page (`PROTOCOL.md`).

use minihost_host::{Touch, TouchPhase};
use minihost_ports::{Appearance, Insets, Locale, Screen};
use serde::Deserialize;

/// A message from the page.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum Message {
    Hello { screen: ScreenSpec },
    Screen { screen: ScreenSpec },
    Open { program: String },
    Close,
    RemoveUsed { program: String },
    ClearUsed,
    Pointer(Pointer),
    Scroll { layer: u64, x: f32, y: f32 },
    Pull,
    Input { layer: u64, value: String, cursor: u32 },
    Focus { layer: u64 },
    Blur { layer: u64 },
    Confirm { layer: u64 },
    FieldHeight { layer: u64, height: f32, lines: u32 },
    Back,
    Shown { number: u64 },
}

/// A finger.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub(crate) struct Pointer {
    phase: Phase,
    id: u32,
    x: f32,
    y: f32,
    time_ms: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Phase {
    Down,
    Move,
    Up,
    Cancel,
}

/// The phone's screen.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub(crate) struct ScreenSpec {
    width: f32,
    height: f32,
    pixel_ratio: f32,
    font_scale: f32,
    appearance: AppearanceName,
    locale: LocaleName,
    safe_area: Edges,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
struct Edges {
    top: f32,
    right: f32,
    bottom: f32,
    left: f32,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum AppearanceName {
    Light,
    Dark,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum LocaleName {
    En,
    Zh,
}

impl Message {
    /// Reads a message.
    ///
    /// # Errors
    /// What is wrong with it, for the close frame.
    pub fn parse(text: &str) -> Result<Self, String> {
        let message: Message = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let numbers: Vec<f32> = match &message {
            Message::Hello { screen } | Message::Screen { screen } => {
                return screen.check().map(|()| message);
            }
            Message::Pointer(pointer) => vec![pointer.x, pointer.y],
            Message::Scroll { x, y, .. } => vec![*x, *y],
            Message::FieldHeight { height, .. } => vec![*height],
            _ => Vec::new(),
        };
        // A number can be too large for its type, which reads as infinite.
        if numbers.iter().all(|number| number.is_finite()) {
            Ok(message)
        } else {
            Err("a number is too large".to_owned())
        }
    }
}

impl ScreenSpec {
    fn check(&self) -> Result<(), String> {
        let edges = self.safe_area;
        let rules = [
            ("width", self.width, 100.0..=4096.0),
            ("height", self.height, 100.0..=4096.0),
            ("pixel_ratio", self.pixel_ratio, 0.5..=4.0),
            ("font_scale", self.font_scale, 0.5..=4.0),
            ("safe_area.top", edges.top, 0.0..=400.0),
            ("safe_area.right", edges.right, 0.0..=400.0),
            ("safe_area.bottom", edges.bottom, 0.0..=400.0),
            ("safe_area.left", edges.left, 0.0..=400.0),
        ];
        match rules.iter().find(|(_, value, range)| !range.contains(value)) {
            Some((name, value, range)) => {
                Err(format!("screen.{name} is {value}, not from {} to {}", range.start(), range.end()))
            }
            None => Ok(()),
        }
    }
}

impl From<ScreenSpec> for Screen {
    fn from(spec: ScreenSpec) -> Screen {
        let Edges { top, right, bottom, left } = spec.safe_area;
        Screen {
            width: spec.width,
            height: spec.height,
            pixel_ratio: spec.pixel_ratio,
            safe_area: Insets { top, right, bottom, left },
            font_scale: spec.font_scale,
            appearance: match spec.appearance {
                AppearanceName::Light => Appearance::Light,
                AppearanceName::Dark => Appearance::Dark,
            },
            locale: match spec.locale {
                LocaleName::En => Locale::En,
                LocaleName::Zh => Locale::Zh,
            },
        }
    }
}

impl From<Pointer> for Touch {
    fn from(pointer: Pointer) -> Touch {
        let phase = match pointer.phase {
            Phase::Down => TouchPhase::Down,
            Phase::Move => TouchPhase::Move,
            Phase::Up => TouchPhase::Up,
            Phase::Cancel => TouchPhase::Cancel,
        };
        Touch { phase, id: pointer.id, x: pointer.x, y: pointer.y, time_ms: pointer.time_ms.max(0.0) as u64 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCREEN: &str = r#"{"width":375,"height":812,"pixel_ratio":2,"font_scale":1,"appearance":"dark","locale":"zh",
        "safe_area":{"top":44,"right":0,"bottom":34,"left":0}}"#;

    #[test]
    fn what_the_page_sends() {
        let Ok(Message::Hello { screen }) =
            Message::parse(&format!(r#"{{"type":"hello","screen":{SCREEN}}}"#))
        else {
            panic!("no hello");
        };
        let screen = Screen::from(screen);
        assert_eq!((screen.width, screen.locale, screen.appearance), (375.0, Locale::Zh, Appearance::Dark));
        for (text, expected) in [
            (r#"{"type":"close"}"#, Message::Close),
            (r#"{"type":"open","program":"todo"}"#, Message::Open { program: "todo".into() }),
            (
                r#"{"type":"scroll","layer":3,"x":0,"y":12.5,"settled":true}"#,
                Message::Scroll { layer: 3, x: 0.0, y: 12.5 },
            ),
            (r#"{"type":"pull","layer":3}"#, Message::Pull),
            (r#"{"type":"focus","layer":3,"value":"x"}"#, Message::Focus { layer: 3 }),
            (r#"{"type":"shown","number":7}"#, Message::Shown { number: 7 }),
        ] {
            assert_eq!(Message::parse(text), Ok(expected), "{text}");
        }
        let touch =
            Message::parse(r#"{"type":"pointer","phase":"cancel","id":1,"x":1,"y":2,"time_ms":10.6}"#);
        assert!(matches!(touch, Ok(Message::Pointer(pointer)) if Touch::from(pointer).time_ms == 10));
    }

    #[test]
    fn rubbish_is_refused_with_a_reason() {
        let wide = SCREEN.replace("375", "1e9");
        for text in [
            "",
            "null",
            "[]",
            "{}",
            r#"{"type":"nonsense"}"#,
            r#"{"type":"open"}"#,
            r#"{"type":"open","program":1}"#,
            r#"{"type":"scroll","layer":-1,"x":0,"y":0}"#,
            r#"{"type":"scroll","layer":1,"x":1e300,"y":0}"#,
            r#"{"type":"pointer","phase":"hover","id":1,"x":1,"y":2,"time_ms":1}"#,
            &format!(r#"{{"type":"hello","screen":{wide}}}"#),
            &"[".repeat(100_000),
        ] {
            let fault = Message::parse(text).expect_err("refused");
            assert!(!fault.is_empty());
        }
    }
}
