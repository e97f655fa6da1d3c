//! Templates, expressions and inline scripts of the dialects, read into one AST.
//!
//! A dialect is a row ([`DialectTable`]); the parsers ask the row and never the dialect's name. Nothing here runs a
//! program, touches a file or fails: every parser gives what it could read and a list of
//! [`Problem`](minihost_ports::Problem)s with their places.
//!
//! ```
//! use minihost_ports::Dialect;
//! use minihost_syntax::{parse_template, table, Node};
//! use minihost_value::Value;
//!
//! let wechat = table(Dialect::WeChat).unwrap();
//! let (template, problems) = parse_template("<view wx:if=\"{{ok}}\">{{ 1 + n }}</view>", "pages/a/a.wxml", wechat);
//! assert!(problems.is_empty());
//! let Node::If(chain) = &template.children[0] else { panic!() };
//! let data = Value::object([("ok", Value::from(true))]);
//! assert_eq!(chain.branches[0].condition.as_ref().unwrap().evaluate(&data), Value::from(true));
//! ```
#![forbid(unsafe_code)]

mod ast;
mod dialect;
mod display;
mod expr;
mod inline_script;
mod locate;
mod names;
mod template;

pub use ast::{
    Attribute, Branch, ClassPiece, Definition, Element, EventBinding, For, If, Import, Include, Key, Named,
    Node, Script, ScriptSource, Slot, Template, TemplateUse, Text,
};
pub use dialect::{DialectTable, Directives, EventKind, EventModifier, ScriptTag, table};
pub use display::{class_names, decode_entities, display_text};
pub use expr::{Expr, ReadPath, Scope};
pub use inline_script::{INLINE_PRELUDE, InlineScript, compile_inline_script};
pub use locate::Position;
pub use names::{dataset_key, join_path, kebab_case, resolve_path};
pub use template::parse_template;
