//! Fonts of programs that come over the network, and those that a program loads by itself.

use super::worker::Worker;
use crate::fonts::{FontState, Search};
use minihost_api::{ApiError, FontRequest};
use minihost_style::{FontFace, StyleSheet};
use minihost_value::Value;

/// Fonts that a program gives to all pages; more replace nothing and are refused.
const MAX_GLOBAL: usize = 64;

impl Worker {
    /// Asks for network fonts that some text wants.
    pub(super) fn fetch_fonts(&mut self) {
        self.tell_fonts();
        for url in self.fonts.take_wanted() {
            self.download(url, Self::font_arrived);
        }
    }

    fn font_arrived(&mut self, url: &str, bytes: Result<Vec<u8>, String>) {
        self.fonts.settle(url, bytes);
        self.remeasure_pages();
        self.tell_fonts();
    }

    /// Answers `loadFontFace` calls whose font is there or cannot be had.
    pub(super) fn tell_fonts(&mut self) {
        let mut problems = Vec::new();
        for (call, mut search) in std::mem::take(&mut self.font_calls) {
            let answer = match search.go(&mut self.fonts, &mut problems) {
                FontState::Loading => {
                    self.font_calls.push((call, search));
                    continue;
                }
                FontState::Ready(_) => Ok(Value::object([("status", Value::from("loaded"))])),
                FontState::Failed(reason) => Err(ApiError::new(reason)),
            };
            self.end_call(call, answer);
        }
        for problem in problems {
            self.report(problem);
        }
    }

    /// `loadFontFace`
    pub(super) fn load_font(&mut self, call: u32, request: &FontRequest) {
        let Some(face) = font_face(request) else {
            return self.end_call(call, Err(ApiError::new("the source cannot be read")));
        };
        // A file that the program downloaded or wrote: its bytes are at hand.
        for source in &face.sources {
            if let minihost_style::FontSource::Url { url, .. } = source
                && let Some(bytes) = self.api.temp.borrow().read(url)
            {
                self.fonts.settle(url, Ok(bytes.to_vec()));
            }
        }
        if request.global {
            if self.global_fonts.len() >= MAX_GLOBAL {
                return self.end_call(call, Err(ApiError::new("too many fonts")));
            }
            self.global_fonts.push(face.clone());
            for page in self.pages.iter_mut().chain(&mut self.tabs) {
                page.surface.fonts.add(&face);
            }
        } else if let Some(page) = self.pages.last_mut() {
            page.surface.fonts.add(&face);
        }
        self.remeasure_pages();
        self.font_calls.push((call, Search::new(&face)));
        self.fetch_fonts();
    }
}

/// The request as the rule that it stands for.
fn font_face(request: &FontRequest) -> Option<FontFace> {
    let FontRequest { family, source, weight, style, .. } = request;
    let mut quoted = String::new();
    for c in family.chars().filter(|c| !c.is_control()) {
        if matches!(c, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    let mut css = format!("@font-face {{ font-family: \"{quoted}\"; src: {source};");
    for (name, value) in [("font-weight", weight), ("font-style", style)] {
        if !value.is_empty() {
            css.push_str(&format!("{name}: {value};"));
        }
    }
    css.push('}');
    // A path is from the package's root: the page that calls is not known here.
    let (sheet, _) = StyleSheet::parse(&css, "app.wxss", &|_| None);
    sheet.font_faces().first().cloned()
}
