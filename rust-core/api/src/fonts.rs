//! `loadFontFace`: a font for the program's text at run time.

use crate::error::optional_text;
use crate::{ApiError, FontRequest, Shell};
use minihost_value::Value;

pub(crate) fn load_font_face(shell: &mut dyn Shell, call: u32, options: &Value) {
    let text = |options: &Value, name: &str| optional_text(options, name).filter(|text| !text.is_empty());
    for name in ["family", "source"] {
        if text(options, name).is_none() {
            return shell.reply(call, Err(ApiError::parameter(name, "String", &options.get(name))));
        }
    }
    let described = options.get("desc");
    let font = FontRequest {
        family: text(options, "family").unwrap_or_default(),
        source: text(options, "source").unwrap_or_default(),
        weight: text(&described, "weight").unwrap_or_default(),
        style: text(&described, "style").unwrap_or_default(),
        global: options.get("global").truthy(),
    };
    shell.load_font(call, font);
}
