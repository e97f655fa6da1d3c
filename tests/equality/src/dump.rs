//! A page as JSON.

use minihost_layout::{BoxContent, BoxTree, ImageMode, LeafBox, LeafKind, Rect, Unscrolled};
use minihost_style::{Origin, Stylist};
use minihost_tree::{Element, NodeId, StyleScope, Tree};
use serde_json::{Map, Value, json};

/// The page: `tree` for the browser to build, `sheets` in the order they were added, and what we made of both: `boxes` (border boxes in the
/// window, by node; those of inline elements are around all pieces) and `lines` (of text nodes, one rectangle a line).
pub fn page(
    name: &str,
    tree: &Tree,
    stylist: &Stylist,
    boxes: &BoxTree,
    size: (f32, f32),
    text_of: &dyn Fn(&str) -> String,
) -> Value {
    let mut sheets = Vec::new();
    let mut scopes = vec![];
    for (sheet, scope, origin) in stylist.sheets() {
        let scope = (origin == Origin::Author).then_some(scope);
        scopes.extend(scope);
        sheets.push(json!({ "scope": scope.map(|scope| scope.0), "css": text_of(sheet.path()) }));
    }
    scopes.sort_unstable();
    scopes.dedup();
    let (mut places, mut lines) = (Map::new(), Map::new());
    for id in tree.descendants(tree.root()) {
        let key = id.to_u64().to_string();
        if tree.element(id).is_none() {
            let rects = boxes.text_in_window(id, &Unscrolled);
            lines.insert(key, rects.into_iter().map(numbers).collect());
        } else if let Some(rect) = boxes.rect_in_window(id, &Unscrolled) {
            places.insert(key, numbers(rect));
        }
    }
    let safe = &stylist.context().safe_area;
    json!({
        "name": name,
        "insets": [safe.top, safe.right, safe.bottom, safe.left],
        "width": size.0,
        "height": size.1,
        "sheets": sheets,
        "tree": node(tree, boxes, tree.root(), &scopes),
        "boxes": places,
        "lines": lines,
    })
}

fn numbers(rect: Rect) -> Value {
    let short = |value: f32| (f64::from(value) * 100.0).round() / 100.0;
    json!([short(rect.x), short(rect.y), short(rect.width), short(rect.height)])
}

fn node(tree: &Tree, boxes: &BoxTree, id: NodeId, scopes: &[StyleScope]) -> Value {
    let Some(element) = tree.element(id) else {
        let text = tree.node(id).and_then(|node| node.text()).map_or("", |text| text);
        return json!({ "n": id.to_u64(), "text": text });
    };
    let children: Vec<Value> =
        tree.children(id).iter().map(|&child| node(tree, boxes, child, scopes)).collect();
    let mut attributes = Map::new();
    for (name, value) in element.attributes.iter() {
        if !matches!(value, minihost_value::Value::Bool(false))
            && let Some(text) = element.text_attribute(name)
        {
            attributes.insert(name.to_string(), json!(&*text));
        }
    }
    let classes: Vec<Value> = element
        .classes
        .iter()
        .map(|class| {
            let seen = scopes.iter().filter(|&&scope| sees_class(element, class.scope, scope));
            json!([&*class.name, seen.map(|scope| scope.0).collect::<Vec<_>>()])
        })
        .collect();
    let own = [Some(element.style_scope), element.extra_style_scope].into_iter().flatten();
    json!({
        "n": id.to_u64(),
        "tag": &*element.tag,
        "id": &*element.id,
        "classes": classes,
        "scopes": own.map(|scope| scope.0).collect::<Vec<_>>(),
        "host": element.host_style_scope.map(|scope| scope.0),
        "style": &*element.style,
        "attributes": attributes,
        "disabled": element.state.disabled,
        "checked": element.state.checked,
        "children": children,
        "ratio": ratio(boxes, id),
    })
}

/// Of a picture whose size follows its own: the browser does not load it, so the ratio is ours.
fn ratio(boxes: &BoxTree, id: NodeId) -> Option<f32> {
    let node = boxes.node(boxes.box_of(id)?);
    match &node.content {
        BoxContent::Leaf(LeafBox {
            kind: LeafKind::Image { mode: ImageMode::WidthFix | ImageMode::HeightFix, .. },
            ..
        }) => {
            let inner = node.content_box();
            (inner.height > 0.0).then_some(inner.width / inner.height)
        }
        _ => None,
    }
}

/// The rule of `minihost-style`: a class shows in the scope that it comes from; those of an element's own scope also in its extra one.
fn sees_class(element: &Element, from: StyleScope, scope: StyleScope) -> bool {
    from == scope || (element.extra_style_scope == Some(scope) && from == element.style_scope)
}
