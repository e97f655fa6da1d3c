//! `createSelectorQuery`: what `api.js` collected, measured by the session in one go.

use crate::Shell;
use minihost_value::Value;

/// What a query wants to know; the names are those of `fields()`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct QueryFields {
    /// `left, top, right, bottom`
    pub rect: bool,
    /// `width, height`
    pub size: bool,
    /// `scrollLeft, scrollTop, scrollWidth, scrollHeight`
    pub scroll_offset: bool,
    /// `id`
    pub id: bool,
    /// `dataset`
    pub dataset: bool,
    /// The canvas that the node is.
    pub node: bool,
    /// Attributes by name.
    pub properties: Vec<String>,
    /// Computed styles by CSS name.
    pub computed_style: Vec<String>,
}

/// One chain of a selector query.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// The component to look in; 0 for the page on top.
    pub component: u64,
    /// A selector; `None` is the viewport.
    pub selector: Option<String>,
    /// The first match alone.
    pub single: bool,
    /// What to tell.
    pub fields: QueryFields,
}

impl Query {
    /// Where a node stands in the page, without scrolling (`pageTop`).
    pub fn page_offset(selector: &str) -> Query {
        Query {
            component: 0,
            selector: Some(selector.to_owned()),
            single: true,
            fields: QueryFields { rect: true, ..QueryFields::default() },
        }
    }

    fn read(value: &Value) -> Query {
        let names = |key: &str| -> Vec<String> {
            value.get("fields").get(key).as_array().map_or_else(Vec::new, |names| {
                names.iter().filter_map(Value::as_str).map(str::to_owned).collect()
            })
        };
        let flag = |key: &str| value.get("fields").get(key).truthy();
        Query {
            component: value.get("component").as_number().unwrap_or(0.0) as u64,
            selector: value.get("selector").as_str().map(str::to_owned),
            single: value.get("single").truthy(),
            fields: QueryFields {
                rect: flag("rect"),
                size: flag("size"),
                scroll_offset: flag("scrollOffset"),
                id: flag("id"),
                dataset: flag("dataset"),
                node: flag("node"),
                properties: names("properties"),
                computed_style: names("computedStyle"),
            },
        }
    }
}

/// `animate` and `clearAnimation` of pages and components.
pub(crate) fn play_animation(shell: &mut dyn Shell, call: u32, options: &Value) {
    shell.play_animation(options);
    shell.reply(call, Ok(Value::object::<&str>([])));
}

pub(crate) fn selector_query(shell: &mut dyn Shell, call: u32, options: &Value) {
    let queries: Vec<Query> = options
        .get("queries")
        .as_array()
        .map_or_else(Vec::new, |list| list.iter().map(Query::read).collect());
    let results = shell.query(&queries);
    shell.reply(call, Ok(Value::object([("results", Value::array(results))])));
}
