//! Component instances, template evaluation and events: from a program's files to the render tree.
//!
//! A [`View`] runs one program's pages. JavaScript holds what programs hold (`App`, `Page` and component instances, `this.data`,
//! handlers: `js/`); templates, slots, lists and events are evaluated here, on an immutable copy of the data. What comes out is
//! a [`Tree`](minihost_tree::Tree) per page. Nothing here knows a pixel.
//!
//! The order of calls for a page: [`View::open_page`] (its components are created and attached, then `onLoad`),
//! [`View::page_show`], layout, [`View::page_ready`]; then [`View::dispatch`] and layouts in turn; [`View::page_hide`],
//! [`View::page_unload`].
#![forbid(unsafe_code)]

mod attributes;
mod bridge;
mod builtin;
mod common;
mod compose;
mod config;
mod create;
mod definition;
mod descriptor;
mod dynamic;
mod events;
mod free;
mod instance;
mod life;
mod list;
mod load;
mod meter;
mod nodes;
mod page;
mod path;
mod program;
mod scope;
mod select;
mod update;
mod view;

pub use builtin::{BuiltinTag, builtin_tags};
pub use config::{
    ComponentConfig, ControlRequest, InstanceId, Navigation, PageId, Resources, TouchState, UiEvent,
    ViewConfig, ViewHost,
};
pub use view::{LateAnswer, OpenError, View};
