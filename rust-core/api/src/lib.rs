//! `wx.` and `tt.` on top of the ports: one table of names feeds dispatch, `canIUse` and the docs page.
//!
//! Who it is for: `host`, which owns a session. A program's call arrives in one of two ways. *Sync* rows answer at once from
//! [`ApiState`]. *Async* rows are queued while the script runs and carried out by the session's thread afterwards, through the
//! [`Shell`] trait that the session implements; so no API ever re-enters a script that is still running. Whatever is
//! not supported fails in the dialect's own error shape and is reported once; nothing hangs.
#![forbid(unsafe_code)]

mod bars;
mod bridge;
mod canvas;
mod components;
mod device;
mod dialect;
mod dispatch;
mod error;
mod feedback;
mod files;
mod fonts;
mod intersection;
mod navigation;
mod query;
mod redirect;
mod request;
mod shell;
mod state;
mod storage;
mod system;
mod table;
mod unsupported;

pub use bridge::{OPS, SCRIPTS};
pub use canvas::{CanvasPicture, Canvases, font as canvas_font, width as canvas_width};
pub use components::{PLACEHOLDERS, components};
pub use dispatch::run_call;
pub use error::ApiError;
pub use files::{MAX_TEMP_BYTES, TempFiles, bytes_to_text, extension, text_to_bytes};
pub use intersection::{Area, Observation};
pub use navigation::{NavigationKind, NavigationRequest, split_url};
pub use query::{Query, QueryFields};
pub use redirect::{MAX_REDIRECTS, follow};
pub use shell::{
    CanvasStrokes, CanvasTarget, ChromeCommand, FontRequest, ResponseBody, Shell, TabBarChange,
    TitleBarChange,
};
pub use state::{ApiState, ChromeMetrics, PendingCall};
pub use table::{ApiKind, ApiRow, Dialects, rows};
