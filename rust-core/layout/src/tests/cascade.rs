//! With the real cascade: sheets in, boxes out.

use crate::testing::NamedSizes;
use crate::{BoxTree, EstimatedText, LayoutEnv};
use minihost_ports::{Appearance, Dialect, Insets};
use minihost_style::{Origin, StyleContext, StyleSheet, Stylist, ua_sheet};
use minihost_tree::{StyleScope, Tree};
use minihost_value::Value;
use std::rc::Rc;

#[test]
fn sheets_to_boxes_and_back_again() {
    let (sheet, problems) = StyleSheet::parse(
        ".row { display: flex; padding: 20rpx; } .title { flex: 1; } .open .title { font-size: 20px; } .row::after { content: '!'; }",
        "app.wxss",
        &|_| None,
    );
    assert_eq!(problems, []);
    let mut stylist = Stylist::new(StyleContext {
        width: 375.0,
        height: 600.0,
        pixel_ratio: 2.0,
        appearance: Appearance::Light,
        safe_area: Insets::default(),
        font_scale: 1.0,
    });
    stylist.add_sheet(ua_sheet(Dialect::WeChat), StyleScope::APP, Origin::UserAgent);
    stylist.add_sheet(Rc::new(sheet), StyleScope::APP, Origin::Author);
    let mut tree = Tree::new("page");
    let row = tree.create_element("view", StyleScope::APP);
    tree.add_class(row, "row", StyleScope::APP);
    let image = tree.create_element("image", StyleScope::APP);
    tree.set_attribute(image, "src", Value::from("40x20"));
    tree.set_attribute(image, "mode", Value::from("widthFix"));
    tree.set_style(image, "width: 100rpx");
    let title = tree.create_element("view", StyleScope::APP);
    tree.add_class(title, "title", StyleScope::APP);
    let text = tree.create_text("Hello 世界");
    let button = tree.create_element("button", StyleScope::APP);
    let label = tree.create_text("OK");
    tree.append(title, text);
    tree.append(row, image);
    tree.append(row, title);
    tree.append(button, label);
    tree.append(tree.root(), row);
    tree.append(tree.root(), button);

    let mut boxes = BoxTree::new();
    let env = LayoutEnv { measurer: &EstimatedText, images: &NamedSizes, viewport: (375.0, 600.0) };
    let update = |tree: &mut Tree, stylist: &mut Stylist, boxes: &mut BoxTree| {
        let changes = tree.take_changes();
        let restyled = stylist.update(tree, &changes);
        boxes.update(tree, stylist, &changes, &restyled, &env);
        let mut fresh = BoxTree::new();
        fresh.update_with(tree, stylist, &[], &[], &env);
        assert_eq!(boxes.to_text(tree), fresh.to_text(tree));
        boxes.to_text(tree)
    };
    assert_eq!(
        update(&mut tree, &mut stylist, &mut boxes),
        "\
page 0,0 375x600
  view 0,0 375x45
    image 10,10 50x25
    view 60,10 297x25
      | 0+24 0:\"Hello 世界\"
    view::after 357,10 8x25
      | 0+24 0:\"!\"
  button 0,45 375x46
    | 0+46 178.5:\"OK\"
    button::after 0,0 750x92
"
    );
    tree.add_class(row, "open", StyleScope::APP);
    let opened = update(&mut tree, &mut stylist, &mut boxes);
    assert!(opened.contains("0+30 0:\"Hello 世界\""), "{opened}");
    tree.set_text(text, "");
    tree.remove(row, image);
    let emptied = update(&mut tree, &mut stylist, &mut boxes);
    assert!(!emptied.contains("image"), "{emptied}");
}
